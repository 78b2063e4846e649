// Looks at the page as a careful reader would, and gives its links and what is wrong with it.
() => {
  const wrong = [];
  const shown = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const named = (element) =>
    `<${element.tagName.toLowerCase()}> "${element.textContent.trim().slice(0, 40)}"`;
  const one = (what) => {
    const count = document.querySelectorAll(what).length;
    if (count !== 1) wrong.push(`${count} of ${what}`);
  };
  ['h1', 'main', 'header', 'footer', 'meta[name=viewport]'].forEach(one);
  if (!/\S/.test(document.title)) wrong.push('no title');
  if (document.querySelector('script:not([src^="/assets/"]), style, [style], iframe, object, [onclick]')) wrong.push('more than words');

  // Nothing lies beyond the right edge, and the page does not move sideways.
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const out = [...document.querySelectorAll('body *')].find((e) => e.getBoundingClientRect().right > innerWidth + 1);
    wrong.push(`${wide} px wide in ${innerWidth}: ${out ? named(out) : '?'}`);
  }

  const links = [...document.querySelectorAll('a[href]')];
  for (const element of [...links, ...document.querySelectorAll('summary')]) {
    if (!/\S/.test(element.textContent)) wrong.push(`${named(element)} has no name`);
    const box = element.getBoundingClientRect();
    // A thumb needs 44 px; the link behind the head's Tab key is not there for thumbs.
    if (innerWidth < 700 && shown(element) && box.height < 43.5 && !element.matches('.skip'))
      wrong.push(`${named(element)} is ${Math.round(box.height)} px high`);
  }
  for (const table of document.querySelectorAll('table')) {
    if (!table.querySelector('th[scope=col]')) wrong.push('a table without heads');
  }

  // WCAG 2.2, 1.4.3: contrast of text to what lies behind it.
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const levels = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const light = (colour) => {
    const [r, g, b] = levels(colour).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (levels(colour)[3] === 255) return colour;
    }
    return 'white';
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const judged = new Set();
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!/\S/.test(words.currentNode.data) || judged.has(element) || !shown(element)) continue;
    judged.add(element);
    const style = getComputedStyle(element);
    const [a, b] = [light(style.color), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) wrong.push(`${named(element)} has a contrast of ${contrast.toFixed(2)}`);
    if (parseFloat(style.fontSize) < 12) wrong.push(`${named(element)} is only ${style.fontSize} high`);
  }
  const demo = document.querySelector('.demo');
  return {
    language: document.documentElement.lang,
    demo: demo && shown(demo) ? demo.textContent : '',
    links: links.map((link) => link.href),
    wrong,
  };
}
