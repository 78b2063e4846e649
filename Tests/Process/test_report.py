"""The chain from a sentence to its figures, their facts, the entries and their receipts, judged by other means."""

import json
import math

import pytest

from jiedao import independent


@pytest.fixture(scope="module")
def report(demo):
    return demo.json("report", "2018", expect=(0, 1))


def step(number):
    """One of a number's last digit that is not 0."""
    return next(10**n for n in reversed(range(20)) if number % 10**n == 0) if number else 1


def is_true(claim, figure, text):
    """Whether a claim holds, as far as the report of the demo year has such claims."""
    number = claim.get("number")
    if figure["kind"] in ("cohort", "ratio"):
        if not figure["whole"]:
            return False
        value = math.floor(100 * figure["part"] / figure["whole"] + 0.5)
    else:
        value = figure["value"]
    match claim["claim"]:
        case "exact":
            return number is None or value == number
        case "more-than":
            after = text.partition(str(number))[2][:1]
            return number < value < (number + step(number) if after in ("余", "多") else math.inf)
    raise AssertionError(claim)


def test_every_sentence_is_judged_rightly(demo, report):
    figures = {figure["id"]: figure for figure in report["figures"]}
    assert len(report["sentences"]) > 5
    for sentence in report["sentences"]:
        for claim in sentence["claims"]:
            assert claim["ok"] == is_true(claim, figures[claim["figure"]], sentence["text"]["zh"]), claim
        assert sentence["ok"] == all(claim["ok"] for claim in sentence["claims"])
        assert "{" not in sentence["text"]["zh"] + sentence["text"]["en"]
    assert report["ok"] == all(sentence["ok"] for sentence in report["sentences"])


def test_the_sentence_on_announcements_holds(report):
    sentence = report["sentences"][0]
    assert sentence["ok"] and sentence["text"]["zh"] == "全年发布公告44条，更正6次，年末仍在公示44条。"


def test_the_exit_status_is_the_answer(demo, report):
    for form in ("text", "html", "json"):
        done = demo.run("report", "2018", "--format", form, expect=0 if report["ok"] else 1)
        assert "44" in done.stdout and report["checkpoint"]["root"] in done.stdout
    text = demo.run("report", "2018", expect=(0, 1)).stdout
    assert text.count("✗") == sum(not sentence["ok"] for sentence in report["sentences"])
    assert demo.run("report", "2017", expect=3).stderr.count("2018")
    assert demo.run("report", "2018", "--as-of", "99999", expect=3).stderr.strip()


def test_an_earlier_size_gives_an_earlier_report(demo):
    early = demo.json("report", "2018", "--as-of", "20", expect=(0, 1))
    assert early["checkpoint"]["size"] == 20
    for figure in early["figures"]:
        again = demo.json("figure", figure["id"], "--year", "2018", "--as-of", "20")
        assert again == {name: value for name, value in figure.items() if name != "address"}


def test_a_trace_walks_from_the_figure_to_receipts_that_prove_its_entries(demo, report, tmp_path):
    with demo.serve() as server:
        for shown in report["figures"][:3]:
            figure = demo.json("figure", shown["id"], "--year", "2018", "--trace")
            assert sum(fact["quantity"] for fact in figure["trace"]) == figure["value"] == shown["value"]
            assert len(figure["trace"]) == figure["facts"]
            page = server.get(shown["address"])[1].decode()
            assert f"<b>{figure['value']}</b>" in page and "/report/2018?as_of=" in page
            for fact in figure["trace"][:50]:
                assert f'href="{fact["receipt"]}"' in page
            for fact in figure["trace"][:3]:
                status, receipt, _ = server.get(fact["receipt"])
                assert status == 200
                (tmp_path / "receipt.json").write_bytes(receipt)
                assert independent("receipt", tmp_path / "receipt.json")[0] == 0
                entry = json.loads(json.loads(receipt)["entry"])
                assert entry["facts"][fact["fact"]]["quantity"] == fact["quantity"]


def test_the_page_is_the_report(demo, report):
    with demo.serve() as server:
        shown = json.loads(server.get("/report/2018?format=json")[1])
        assert shown == report
        for language in ("zh", "en"):
            status, page, _ = server.get(f"/report/2018?lang={language}")
            page = page.decode()
            assert status == 200
            for figure in report["figures"]:
                assert f'href="{figure["address"].replace("&", "&amp;")}"' in page
            assert page.count('class="problem"') == sum(not claim["ok"] for s in report["sentences"] for claim in s["claims"])
        assert [server.get(f"/report/{year}")[0] for year in ("2017", "0", "x", "20180", "2018?as_of=x", "2018?format=xml")] == [
            404, 400, 400, 400, 400, 400,
        ]
