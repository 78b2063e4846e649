"""The catalog at the command line: what is wrong in one, and what taking another over would change."""

import json
import shutil

import pytest

from jiedao import ROOT, run

SHIPPED = ROOT / "Catalog/pingshan"


@pytest.fixture
def catalog(tmp_path):
    """A copy of the shipped catalog that the test may change."""
    return shutil.copytree(SHIPPED, tmp_path / "catalog")


def change(file, old, new):
    text = file.read_text()
    assert text.count(old) == 1, f"{file.name} holds {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new))


def test_check_counts_what_the_catalog_holds():
    shown = run("catalog", "check", SHIPPED).stdout
    assert "46 lines of work" in shown and "5 communities" in shown and "9 holiday notices" in shown and "51 deadline rules" in shown and "20 kinds of matter" in shown


def test_check_names_file_and_line(catalog):
    change(catalog / "calendar/2018.yaml", "2018-09-29", "2018-09-28")
    shown = run("catalog", "check", catalog, expect=1).stdout.splitlines()
    assert len(shown) == 1 and shown[0].startswith("calendar/2018.yaml:") and "2018-09-28 is no Saturday or Sunday" in shown[0]


def test_the_same_catalog_differs_in_nothing(store):
    assert "The catalog in force is this one." in store.run("catalog", "diff", SHIPPED).stdout
    answer = store.json("catalog", "diff", SHIPPED)
    assert answer["ok"] and answer["changes"] == [] and answer["from"] == answer["to"]


def test_comments_are_not_compared(sqlite, catalog):
    file = catalog / "units.yaml"
    file.write_text("# Another comment.\n" + file.read_text())
    assert "Nothing differs but comments and layout." in sqlite.run("catalog", "diff", catalog).stdout


def test_what_may_be_taken_over_is_told(store, catalog):
    change(catalog / "subdistrict.yaml", "{zh: 六联社区, en: Liulian Community}", "{zh: 六联社区, en: Liulian Neighbourhood}")
    change(
        catalog / "calendar/hours.yaml",
        "changes: []",
        'changes:\n  - {from: 2019-07-01, spans: [{from: "08:30", until: "12:00"}]}',
    )
    before = store.verify()
    shown = store.run("catalog", "diff", catalog).stdout
    assert 'name.en: "Liulian Community" -> "Liulian Neighbourhood"' in shown
    assert "could be adopted: 2 changed" in shown
    answer = store.json("catalog", "diff", catalog)
    assert answer["ok"] and [(one["thing"], one["action"]) for one in answer["changes"]] == [
        ("community", "changed"), ("working-hours", "changed"),
    ]
    assert store.verify() == before


def test_what_would_break_the_ledger_is_forbidden(sqlite, catalog):
    figures = next(catalog.glob("figures/*.yaml"))
    change(figures, "kind: stock", "kind: flow")
    (catalog / "calendar/2017.yaml").unlink()
    shown = sqlite.run("catalog", "diff", catalog, expect=1).stdout
    assert "can NOT be adopted: 2 forbidden" in shown
    answer = json.loads(sqlite.run("catalog", "diff", catalog, "--format", "json", expect=1).stdout)
    assert not answer["ok"]
    reasons = {one["thing"]: one["reason"] for one in answer["changes"]}
    assert "raise the version" in reasons["figure"] and "keep it" in reasons["holiday-notice"]


def test_a_wrong_catalog_is_not_compared(sqlite, catalog):
    change(catalog / "grid.yaml", "cells:", "cell:")
    assert "grid.yaml:" in sqlite.run("catalog", "diff", catalog, expect=1).stdout
    answer = json.loads(sqlite.run("catalog", "diff", catalog, "--format", "json", expect=1).stdout)
    assert not answer["ok"] and any(one.startswith("grid.yaml") for one in answer["problems"])


def test_the_catalog_of_an_older_store_is_compared_too(catalog, tmp_path):
    """A store keeps reading the catalog that it was made with, which may have had the first file alone."""
    small = tmp_path / "small"
    small.mkdir()
    shutil.copy(SHIPPED / "subdistrict.yaml", small)
    words = ["--data", tmp_path / "other"]
    run("init", "--catalog", small, *words)
    answer = json.loads(run("catalog", "diff", catalog, *words, "--format", "json").stdout)
    assert answer["ok"] and {one["action"] for one in answer["changes"]} == {"added"}
