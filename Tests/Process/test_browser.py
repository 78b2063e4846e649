"""What a reader meets who walks through the pages with a real browser, from the status to a receipt that holds."""

import collections
import contextlib
import re

import pytest
import reader as browsing
from jiedao import run
from reader import Reader

LANGUAGES = {"zh": ("zh-Hans", "虚构", "第 {} 条"), "en": ("en", "invented", "Entry {}")}
# {first} is the first announcement of the year.
PAGES = [
    "/", "/report", "/report?kind=tip", "/follow", "/entries", "/entries?before=30", "/entries/0", "/entries/{first}", "/announcements", "/announcements?before=300", "/announcements/{first}",
    "/figures?year=2018", "/figures/announcements-posted?year=2018&as_of=400", "/figures/announcements-standing?year=2018", "/report/2018",
    "/deadlines", "/deadlines?rule=petition-handling-2005&start=2018-09-02T09:20&extended=yes", "/deadlines?rule=urban-example-road-longer&start=2018-12-30", "/calendar?year=2018",
]
FAULTS = {
    "/nothing": 404, "/entries/99999": 404, "/figures?year=x": 400, "/figures/nope": 404, "/calendar?year=1": 400,
    "/deadlines?rule=petition-handling-2022&start=2018-03-05T09:20": 400,
}
FOCUS = """() => {
  const [element, box] = [document.activeElement, document.activeElement.getBoundingClientRect()];
  return getComputedStyle(element).outlineStyle !== 'none' && box.bottom > 0 && box.top < innerHeight;
}"""
SPOIL = """() => document.querySelector('main').insertAdjacentHTML('beforeend', `<h1>x</h1><a href="/"></a>
  <p style="color: red">x</p><font color="#ccc">x</font><table><tr><td>x</td></tr></table>
  <img src="https://example.invalid/x.png"><img src="/missing.svg" width="900" height="1">`)"""
LONG = "关于" + "Donaudampfschifffahrtsgesellschaftskapitän" * 2


@pytest.fixture(scope="module")
def large(playwright):
    """The browser of somebody who has told it to show letters twice as high (WCAG 2.2, 1.4.4)."""
    with contextlib.closing(browsing.chromium(playwright, "--blink-settings=defaultFontSize=32")) as browser:
        yield browser


@pytest.fixture(scope="module")
def server(demo, tmp_path_factory):
    """The demo year with an announcement that nobody would call short, corrected and withdrawn."""
    store = demo.copy(tmp_path_factory.mktemp("browser"))
    number = store.json("announcement", "post", "--title", LONG, "--text", "https://jiedao.example/" + "a" * 200)["entry"]
    store.run("announcement", "correct", number, "--revision", 0, "--title", LONG + "。", "--text", "<b>正文</b>", "--reason", LONG)
    store.run("announcement", "withdraw", number, "--reason", LONG)
    with store.serve() as server:
        server.hard = f"/announcements/{number}"
        server.first = store.first
        server.pages = [page.format(first=server.first) for page in PAGES]
        yield server


@pytest.fixture
def meet(request, server):
    """Makes readers; at the end none of them may have met a trouble."""
    with contextlib.ExitStack() as stack:
        readers = []

        def meet(browser="browser", **options):
            readers.append(Reader(request.getfixturevalue(browser), server, **options))
            stack.callback(readers[-1].context.close)
            return readers[-1]

        yield meet
        assert [trouble for reader in readers for trouble in reader.troubles] == []


@pytest.mark.parametrize("language, scripts", [("zh", True), ("en", False)], ids=["Chinese", "English without scripts"])
def test_from_the_status_to_a_receipt_that_holds(meet, tmp_path, language, scripts):
    reader = meet(language=language, java_script_enabled=scripts)
    reader.open("/")
    size = int(reader.text(".sums a[href='/entries'] b").replace(",", ""))
    key = next(text for text in reader.texts(".lines code") if re.match(r"[^ +]+\+[0-9a-f]{8}\+", text))

    # The log: what was written last stands first, and each number leads to its entry.
    reader.follow(".sums a[href='/entries']")
    assert reader.texts(".entries .no")[0] == str(size - 1)
    reader.follow(".entries tbody tr:first-child .no a")
    assert reader.path == f"/entries/{size - 1}"
    assert reader.text("h1") == LANGUAGES[language][2].format(size - 1)

    # A figure is the sum of the rows under it, on all of their pages.
    reader.follow(".places a[href='/figures']")
    shown = reader.text("td a[href='/figures/announcements-posted?year=2018'] b")
    reader.follow("td a[href='/figures/announcements-posted?year=2018']")
    assert reader.text(".value b") == shown
    rows = reader.texts(".facts tbody .quantity")
    entry = int(reader.text(".facts tbody tr:first-child .no"))
    while reader.page.locator(".pager [rel=next]").count():
        reader.follow(".pager [rel=next]")
        rows += reader.texts(".facts tbody .quantity")
    assert sum(int(row.replace("−", "-")) for row in rows) == int(shown) > 0

    # Under a row lies its entry, under the entry the announcement, beside it the receipt.
    reader.follow(".pager a:not([rel])")
    reader.follow(".facts tbody tr:first-child .no a")
    assert reader.path == f"/entries/{entry}"
    reader.follow(f".lines a[href='/announcements/{entry}']")
    assert reader.text(".number").startswith("公告-2018-")
    with reader.page.expect_download() as download:
        reader.page.click(f".history a[href='/entries/{entry}/receipt']")
    assert download.value.suggested_filename == f"receipt-{entry}.json"
    receipt = tmp_path / "receipt.json"
    download.value.save_as(receipt)

    # It holds without the server, and no longer when somebody has touched it.
    run("verify", "receipt", receipt, "--key", key)
    receipt.write_text(receipt.read_text().replace("2018", "2019", 1))
    run("verify", "receipt", receipt, "--key", key, expect=1)


def test_the_other_language_is_the_same_page(meet, server):
    reader = meet(language="zh")
    for path, status in {**dict.fromkeys(server.pages, 200), **FAULTS}.items():
        reader.open(path, status)
        asked = reader.asks()
        there, back = ("en", "zh") if reader.page.get_attribute("html", "lang") == "zh-Hans" else ("zh", "en")
        reader.follow(f".switches a[hreflang={LANGUAGES[there][0]}]")
        assert (reader.path.split("?")[0], reader.asks()) == (path.split("?")[0], asked)
        assert reader.page.get_attribute("html", "lang") == LANGUAGES[there][0]
        assert reader.page.locator(f".switches a[hreflang={LANGUAGES[back][0]}]").count() == 1


def test_the_other_language_and_large_text_stay_behind_the_next_link(meet, server):
    reader = meet(language="zh").open(f"/announcements/{server.first}")
    reader.follow(".switches a[hreflang=en]").follow(".switches a[href*='text=large']").follow(".places a[href='/figures']")
    assert (reader.page.get_attribute("html", "lang"), reader.page.get_attribute("html", "class")) == ("en", "large")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere_and_every_page_fits_a_phone(meet, server, language):
    """All that can be reached from the start, 360 px wide: nothing runs out of the page, all of it can be read and hit.

    Some pages of each kind, in English a few: they differ by what people wrote, and that is the same in both.
    """
    reader = meet(width=360, language=language)
    waiting, known, kinds = ["/", *FAULTS], {"/", *FAULTS}, collections.Counter()
    while waiting:
        path = waiting.pop()
        if re.search(r"^/(checkpoint|tile/|entries/\d+/receipt)|format=json", path):
            # The same bytes in any language.
            assert language != "zh" or server.get(path)[0] == 200, path
            continue
        kinds[kind := re.sub(r"\d+", "N", path)] += 1
        if kinds[kind] > (5 if language == "en" else 80):
            continue
        seen = reader.open(path, FAULTS.get(path, 200)).see()
        assert seen["wrong"] == [], path
        assert seen["language"] == LANGUAGES[language][0], path
        assert LANGUAGES[language][1] in seen["demo"], path
        for link in seen["links"]:
            assert link.startswith("/"), (path, link)
            if link not in known:
                known.add(link)
                waiting.append(link)
    assert kinds["/entries/N"] > 50 and kinds["/announcements/N"] > 40 and "/checkpoint" in known
    assert language == "en" or {"/entries/0", f"/entries/{server.first}/receipt"} <= known


@pytest.mark.parametrize(
    "letters, width, query, language",
    [("browser", 1280, "", "zh"), ("browser", 1280, "", "en"), ("browser", 320, "?text=large", "en"), ("large", 1280, "", "zh"), ("large", 360, "", "en")],
)
def test_wide_windows_and_large_letters(meet, server, letters, width, query, language):
    reader = meet(letters, width=width, language=language)
    reader.open("/" + query)
    for path in [*server.pages, server.hard]:
        assert reader.open(path).see()["wrong"] == [], path


@pytest.mark.parametrize("path", ["/", "/announcements/{first}", "/entries/{first}", "/figures/announcements-posted?year=2018&as_of=9"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(meet, server, path):
    path = path.format(first=server.first)
    reader = meet(language="en").open(path)
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    assert reader.page.evaluate("document.activeElement.getBoundingClientRect().left") == 0
    there = []
    while reader.page.evaluate("document.activeElement !== document.body"):
        there.append(reader.page.evaluate(FOCUS))
        reader.page.keyboard.press("Tab")
        assert len(there) < 300
    assert all(there)
    assert len(there) == reader.page.locator("a[href], summary").count()
    # The first stop of all leads past the head.
    reader.open(path).page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.tagName") == "MAIN"


def test_the_watch_notices(meet, server):
    """What the other tests say is absent would be seen if it were there."""
    reader = Reader(meet().context.browser, server, width=360)
    reader.open("/")
    reader.page.evaluate(SPOIL)
    wrong = " ".join(reader.see()["wrong"])
    for word in ("px wide in 360", "has no name", "has a contrast of", "px high", "more than words", "2 of h1", "a table without heads"):
        assert word in wrong, (word, wrong)
    for word in ("Content Security Policy", "https://example.invalid/x.png is elsewhere", "/missing.svg"):
        # A browser tells when it gets round to it.
        for _ in range(300):
            if found := any(word in trouble for trouble in reader.troubles):
                break
            reader.page.wait_for_timeout(100)
        assert found, (word, reader.troubles)
    reader.context.close()
