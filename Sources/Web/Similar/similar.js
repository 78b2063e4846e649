// Shows matters like the one that is being written down, while it is written. Without it the form shows them once before it sends.
"use strict";

(() => {
  const section = document.querySelector("section.similar[data-ask]");
  const form = section && section.closest("form");
  if (!form) return;

  const [heading, list, lead] = [section.querySelector("h2"), section.querySelector("ul"), section.querySelector("p")];
  const state = form.elements.namedItem("similar");
  const names = ["form", "text", "address", "community", "category"];
  const pause = 600;
  let timer = 0;
  let turn = 0;
  let last = "";

  function show(found) {
    list.replaceChildren(
      ...found.rows.map((row) => {
        const item = document.createElement("li");
        if (row.href) {
          const link = document.createElement("a");
          link.href = row.href;
          link.target = "_blank";
          link.textContent = row.text;
          item.append(link);
        } else {
          item.textContent = row.text;
        }
        return item;
      })
    );
    heading.textContent = found.heading;
    lead.textContent = found.lead;
    section.hidden = found.rows.length === 0;
    // What was seen is not asked again when the form is sent.
    if (!section.hidden) state.value = "seen";
  }

  async function ask() {
    const fields = new URLSearchParams();
    for (const name of names) {
      const field = form.elements.namedItem(name);
      if (field) fields.set(name, field.value);
    }
    if (fields.toString() === last) return;
    last = fields.toString();
    const mine = ++turn;
    try {
      const answer = await fetch(section.dataset.ask, { method: "POST", body: fields });
      if (!answer.ok) return;
      const found = await answer.json();
      if (mine === turn) show(found);
    } catch {
      // No signal: the form asks when it is sent.
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
})();
