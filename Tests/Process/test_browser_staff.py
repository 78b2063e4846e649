"""A day in the office as those who work there see it: one administrator, one clerk, one auditor, each with a real browser."""

import shutil

import pytest
from jiedao import ROOT
from reader import Reader
from test_accounts import OWN

# The least file that is a picture: one pixel, as PNG.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6364f8cf500f00038601803d568edf0000000049454e44ae426082"
)
FIRST_LINE = "name: {zh: 党政综合办公室, en: General Office}"


@pytest.fixture
def catalog(tmp_path):
    """A catalog's folder that the administrator may change."""
    return shutil.copytree(ROOT / "Catalog/pingshan", tmp_path / "catalog")


class Staff(Reader):
    """Somebody of the staff; every page that he comes to is looked at."""

    def look(self):
        assert self.see()["wrong"] == [], self.path
        return self

    def send(self, **typed):
        """Fills in the first form of the page's body, looks at what comes, and gives it."""
        for name, value in typed.items():
            field = self.page.locator(f"main [name={name}]").first
            if isinstance(value, list):
                field.set_input_files(value)
            elif field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").first.click()
        return self.look()

    def log_in(self, login, one_time):
        self.open("/sign-in").look().send(login=login, password=one_time)
        self.send(present=one_time, new=OWN, again=OWN)
        assert self.path == "/account"
        return self

    def enter(self, login):
        """Logs in with the password that he has chosen."""
        return self.open("/sign-in").send(login=login, password=OWN)


@pytest.mark.parametrize("language, width", [("zh", 1280), ("en", 360)], ids=["Chinese", "English on a phone"])
def test_an_office_day(sqlite, browser, catalog, tmp_path, language, width):
    with sqlite.serve("--catalog", str(catalog)) as server:
        people = []

        def come(login, one_time):
            people.append(Staff(browser, server, width, language))
            return people[-1].log_in(login, one_time)

        admin = come("admin", sqlite.run("user", "password", "admin").stdout.split()[-1])
        passwords = {}
        for login, role in (("li.na", "dispatcher"), ("sun", "auditor")):
            admin.open("/staff/new").look()
            admin.send(login=login, name=f"{login} 某", telephone="13800138000", unit="general-office", role=role)
            passwords[login] = admin.text("main pre")

        # A changed catalog: what it changes is seen before it is adopted, and found again afterwards.
        units = catalog / "units.yaml"
        units.write_text(units.read_text().replace(FIRST_LINE, "name: {zh: 综合办, en: Office of Everything}", 1))
        admin.open("/catalog/next").look()
        changed = {"zh": "综合办", "en": "Office of Everything"}[language]
        assert changed in admin.text("main")
        admin.send()
        admin.open("/catalog").look().follow("main a[href^='/catalog/adoptions/']").look()
        assert changed in admin.text("main")

        # The clerk posts with files, is refused once and loses nothing, mends, and plans.
        clerk = come("li.na", passwords["li.na"])
        photo, table = tmp_path / "现场.png", tmp_path / "时间表.csv"
        photo.write_bytes(PIXEL)
        table.write_text("日期,时间\n3月6日,9时\n")
        clerk.open("/announcements").look().follow("main a[href='/announcements/new']").look()
        clerk.send(title="停水通知", text="3月6日停水。", files=[photo, table], due="2018-01-01T09:00")
        assert clerk.path == "/announcements/new" and "时间表.csv" in clerk.text("main")
        clerk.send(due="")
        there = clerk.path
        assert changed in clerk.text("main") and clerk.page.locator(".files img").count() == 1
        with clerk.page.expect_download() as download:
            clerk.page.click("text=时间表.csv")
        assert download.value.suggested_filename == "时间表.csv"
        clerk.open(there + "/correction").look().page.locator("main input[type=checkbox]").first.uncheck()
        clerk.send(reason="照片有误")
        assert clerk.path == there and clerk.page.locator(".files li").count() == 1
        clerk.open("/announcements/new").send(title="元旦安排", text="放假。", due=clerk_time(clerk))
        assert clerk.path == "/announcements/plans" and "元旦安排" in clerk.text("main")
        clerk.send()
        assert "元旦安排" not in clerk.text("main")

        # He opens a telephone number, and the auditor sees who opened what for what.
        number = next(member["id"] for member in sqlite.json("user", "list")["staff"] if member.get("login") == "sun")
        clerk.open(f"/staff/{number}").look().follow("main a[href^='/open/']").look()
        clerk.send(purpose="通知本人参加会议")
        assert "13800138000" in clerk.text("main").replace(" ", "")
        auditor = come("sun", passwords["sun"])
        auditor.open("/openings").look()
        assert "通知本人参加会议" in auditor.text("main") and "li.na" in auditor.text("main")
        auditor.open("/staff/new", 403)
        for reader in people:
            reader.context.close()
        assert [trouble for reader in people for trouble in reader.troubles] == []
    sqlite.expect_whole()


def clerk_time(reader):
    """Tomorrow, as a form writes it."""
    return reader.page.evaluate("new Date(Date.now() + 86400000).toISOString().slice(0, 16)")
