"""Something is wrong in the street: a resident on a telephone reports it, keeps its code word, and looks again later."""

import pytest
from jiedao import run
from test_browser_staff import Staff

WORDS = {
    "zh": {"telephone": "138****1234", "urged": "已经记下：催一催", "refused": "编号或口令不对"},
    "en": {"telephone": "138****1234", "urged": "Noted: Ask for haste", "refused": "The number or the code word is wrong"},
}


@pytest.mark.parametrize("language, width, scripts", [("zh", 360, False), ("en", 360, True), ("zh", 1280, True)])
def test_from_the_report_to_its_receipt(sqlite, browser, tmp_path, language, width, scripts):
    words = WORDS[language]
    with sqlite.serve() as server:
        resident = Staff(browser, server, width, language, java_script_enabled=scripts)
        resident.open("/").look().follow("main a.button[href='/report']").look()
        resident.send(text="井盖破损。\n\n路灯不亮。", address="龙坪路 18 号", telephone="13800001234")
        number, code = resident.text(".lines div:first-child b"), resident.text(".code")
        assert resident.page.locator(".qr").evaluate("e => e.naturalWidth") > 0
        assert resident.texts(".notice") == ["井盖破损。", "路灯不亮。"]

        # The same browser needs neither to be typed.
        resident.open("/follow").look().follow("main a.button.main").look()
        assert resident.path == f"/follow/{number}" and words["telephone"] in resident.text("main")
        for summary in resident.page.locator("summary").all():
            summary.click()
        assert resident.see()["wrong"] == [] and code in resident.text("main")
        resident.send()
        assert words["urged"] in resident.text("[role=status]")
        with resident.page.expect_download() as download:
            resident.page.click(f"a[href='/follow/{number}/receipt']")
        receipt = tmp_path / "receipt.json"
        download.value.save_as(receipt)
        run("verify", "receipt", receipt)

        # He closes it on a telephone that others use, and opens it again, at first with a slip.
        resident.page.locator("summary").last.click()
        with resident.page.expect_navigation():
            resident.page.locator("details button").last.click()
        assert resident.look().path == "/follow" and resident.page.locator("main a.button").count() == 0
        resident.open(f"/follow/{number}").look()
        resident.send(code=code[:-1])
        assert words["refused"] in resident.text("[role=alert]")
        resident.send(code=code.lower().replace("-", "—"))
        assert resident.path == f"/follow/{number}"
        assert resident.troubles == []
        resident.context.close()
    sqlite.expect_whole()
