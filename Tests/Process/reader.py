"""A reader's browser: Debian's chromium behind Playwright, with an eye on everything a page must not do."""

import pathlib
import re
import shutil
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / ".build/playwright"))  # where script/bootstrap puts it

CHROMIUM = shutil.which("chromium")
SEE = (pathlib.Path(__file__).parent / "see.js").read_text()


def chromium(playwright, *options):
    """Starts the browser. It has no sandbox of its own, since it may be root's, and shows our own pages only."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *options])


class Reader:
    """Somebody with a browser of one width and language; `troubles` is all that went wrong unseen."""

    def __init__(self, browser, server, width=1280, language="zh", **options):
        self.home = f"http://127.0.0.1:{server.port}"
        self.context = browser.new_context(viewport={"width": width, "height": 800}, locale=language, **options)
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.troubles = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("request", lambda request: self.note(request, not request.url.startswith(self.home + "/"), "is elsewhere"))
        # What is aborted was under way when the reader went on, or is a download.
        self.page.on("requestfailed", lambda request: self.note(request, request.failure != "net::ERR_ABORTED", "failed"))

    def hear(self, message):
        """A browser says of a refused address by itself that it was refused; anything else is a trouble."""
        expected = message.location.get("url") == self.page.url and "Failed to load resource" in message.text
        if message.type in ("error", "warning") and not expected:
            self.troubles.append(f"{self.page.url}: {message.text} {message.location.get('url')}")

    def note(self, request, wrong, what):
        if wrong:
            self.troubles.append(f"{self.page.url}: {request.url} {what}")

    def open(self, path, status=200):
        answer = self.page.goto(self.home + path)
        assert answer.status == status, (path, answer.status)
        return self

    def follow(self, link):
        """Clicks, and expects a page."""
        with self.page.expect_navigation():
            self.page.click(link)
        return self

    def text(self, where):
        return self.page.inner_text(where).strip()

    def texts(self, where):
        return [text.strip() for text in self.page.locator(where).all_inner_texts()]

    @property
    def path(self):
        return self.page.url.removeprefix(self.home)

    def asks(self):
        """The query without the preferences."""
        query = urllib.parse.urlsplit(self.page.url).query
        return [pair for pair in urllib.parse.parse_qsl(query) if pair[0] not in ("lang", "text")]

    def see(self):
        """What is on the page, and what a careful look finds fault with (see.js).

        Links to this server are given without its name, those that change a preference or the place on the page not at all.
        """
        seen = self.page.evaluate(SEE)
        links = (link.removeprefix(self.home) for link in seen["links"])
        return {**seen, "links": [link for link in links if not re.search(r"[?&](lang|text)=|#", link)]}
