"""A report goes through all hands: whoever made it on a phone, a clerk, who handles it, who verifies it, each with a browser of his own."""

import re

import pytest
from jiedao import run
from reader import Reader
from test_browser_staff import PIXEL, Staff

PEOPLE = ["clerk", "h-municipal-centre", "verifier"]
FIGURE = "/figures/matters-struck-off?year=2018"


@pytest.fixture(scope="module")
def office(demo, tmp_path_factory):
    """A demo year whose clerk, handler and verifier were given a password each."""
    store = demo.copy(tmp_path_factory.mktemp("matter"))
    store.passwords = {login: store.run("user", "password", login).stdout.split()[-1] for login in PEOPLE}
    with store.serve() as server:
        yield server


@pytest.fixture
def come(browser, office):
    """Brings people to their browsers; nothing may have gone wrong in any of these."""
    readers = []

    def come(login=None, width=1280, language="zh"):
        readers.append((Staff if login else Reader)(browser, office, width, language))
        if login:
            passwords = office.store.passwords
            one_time = passwords.pop(login, None)
            if one_time:
                readers[-1].log_in(login, one_time)
            else:
                readers[-1].enter(login)
        return readers[-1]

    yield come
    assert [trouble for reader in readers for trouble in reader.troubles] == []
    for reader in readers:
        reader.context.close()


def report(reader, text, category):
    """Somebody tells the office what is wrong; gives the number, and leaves the browser where he follows it."""
    reader.open("/report")
    assert reader.see()["wrong"] == []
    reader.page.fill("main [name=text]", text)
    reader.page.fill("main [name=address]", "六联社区某路口")
    reader.page.select_option("main [name=community]", "440310001001")
    reader.page.select_option("main [name=category]", category)
    reader.follow("main form button[type=submit]")
    if reader.path == "/report":
        # Others have told of something like it nearby, and he sends his all the same.
        assert reader.page.locator("section.similar li").count() and reader.see()["wrong"] == []
        reader.follow("main form button[type=submit]")
    assert reader.path.startswith("/report/done") and reader.see()["wrong"] == []
    number = reader.text("main dl div:first-child b")
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", reader.text("main .code"))
    reader.follow("main .acts a.main")
    assert reader.path == f"/follow/{number}"
    return number


def steps(reader, number):
    """What the page tells of it now."""
    reader.open(f"/follow/{number}")
    assert reader.see()["wrong"] == []
    return reader.texts("main .history li b")


def test_a_report_goes_through_all_hands(come, office, tmp_path):
    text = "路口井盖破损，车辆经过有响声，夜间尤其危险"
    neighbour = come(width=360)
    number = report(neighbour, text, "pt-6")
    told = [steps(neighbour, number)]
    before = count(neighbour)

    # The clerk finds it on his desk, files it and gives it to the unit that its category leads to.
    clerk = come("clerk")
    clerk.open("/desk").look().follow(f"main a[href='/matters/{number}']").look()
    assert text in clerk.text("main")
    clerk.follow(f"main a[href='/matters/{number}/file-and-dispatch']").look().send()
    assert clerk.path == f"/matters/{number}"
    reference = clerk.text("main .number").split(" ")[0]
    assert re.fullmatch(r"诉-2018-\d{4}", reference)
    told.append(steps(neighbour, number))

    # Whoever handles it shows what he did, and cannot close it himself.
    handler = come("h-municipal-centre")
    handler.open("/desk").look().follow(f"main a[href='/matters/{number}']").look()
    photo = tmp_path / "整改后.png"
    photo.write_bytes(PIXEL)
    handler.follow(f"main a[href='/matters/{number}/handle']").look()
    handler.send(note="已更换井盖，现场平整。", files=[photo])
    assert handler.path == f"/matters/{number}" and handler.page.locator("main .files img").count() == 1
    assert handler.page.locator("main .acts a[href*=verify]").count() == 0
    told.append(steps(neighbour, number))
    assert "已更换井盖，现场平整。" in neighbour.text("main")

    # Somebody of another unit verifies it on the spot and strikes it off.
    verifier = come("verifier")
    verifier.open("/desk").look().follow(f"main a[href='/matters/{number}']").look()
    verifier.follow(f"main a[href='/matters/{number}/verify-and-strike-off']").look()
    verifier.send(note="现场核查，情况属实。")
    assert verifier.page.locator("main h1.struck").count() == 1
    told.append(steps(neighbour, number))

    # Each step was told as it happened, and none that was told is gone.
    for earlier, later in zip(told, told[1:]):
        assert later[: len(earlier)] == earlier and len(later) > len(earlier), told
    assert neighbour.page.locator("main h1.struck").count() == 1
    assert "staff:" not in neighbour.text("main") and "演示处置员" not in neighbour.text("main")

    # The receipt of his report holds without the office.
    with neighbour.page.expect_download() as download:
        neighbour.page.click(f"main a[href='/follow/{number}/receipt']")
    receipt = tmp_path / "receipt.json"
    download.value.save_as(receipt)
    run("verify", "receipt", receipt, "--key", office.store.key)

    # The figure that it changed shows it, on the page and on the command line.
    assert count(neighbour) == before + 1
    figure = office.store.json("figure", "matters-struck-off", "--year", "2018", "--trace")
    assert figure["value"] == before + 1
    last = figure["trace"][-1]
    assert (last["object"], last["quantity"]) == (f"matter:{number}", 1) and "kind:report" in last["tags"]
    pages = neighbour.open(FIGURE)
    while pages.page.locator(".pager [rel=next]").count():
        pages.follow(".pager [rel=next]")
    assert str(last["entry"]) in pages.texts(".facts tbody .no")


def test_somebody_is_told_in_english_why_nothing_is_done(come):
    neighbour = come(width=360, language="en")
    number = report(neighbour, "The bus comes too seldom", "pt-7")
    before = steps(neighbour, number)
    clerk = come("clerk", language="en")
    clerk.open(f"/matters/{number}").look().follow(f"main a[href='/matters/{number}/decline']").look()
    clerk.send(note="The district runs the buses. We have passed your wish on.")
    after = steps(neighbour, number)
    assert after[: len(before)] == before and len(after) == len(before) + 1
    assert "The district runs the buses." in neighbour.text("main")


def test_what_is_late_or_silent_can_be_read_on_a_phone(come):
    clerk = come("clerk", width=360, language="en")
    for path in ("/matters/breaches", "/matters/breaches?rule=silence"):
        clerk.open(path).look()
        number = clerk.page.locator("main tbody tr").count()
        assert number > 1, path
        # Each unit's own are among them.
        clerk.follow("main dl div:first-child a").look()
        assert 0 < clerk.page.locator("main tbody tr").count() <= number
    clerk.open("/desk").look()
    assert "nobody has acted since" in clerk.text("main")


def count(reader):
    """How many were struck off, as the figure's page says."""
    reader.open(FIGURE)
    return int(reader.text(".value b").replace(",", ""))
