"""Stores of earlier versions are opened, replayed and verified for ever after."""

import hashlib
import json

import pytest

from conftest import store_on
from jiedao import ROOT, Store, independent, run

GOLDEN = sorted((ROOT / "Tests/Fixtures/golden").iterdir())


@pytest.fixture(params=GOLDEN, ids=lambda folder: folder.name)
def golden(request):
    return request.param


def expected(golden):
    return json.loads((golden / "expected.json").read_text())


def test_is_what_it_was(golden):
    for line in (golden / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((golden / name).read_bytes()).hexdigest() == digest, f"{name} was changed"


def opened(golden, tmp_path):
    store = Store(tmp_path, "sqlite", None)
    store.data.mkdir()
    (store.data / "store.sqlite").write_bytes((golden / "store.sqlite").read_bytes())
    return store


def test_is_opened_replayed_and_verified(golden, tmp_path):
    store = opened(golden, tmp_path)
    assert store.expect_whole() == expected(golden)["ledger"]
    for name, figure in expected(golden).items():
        if name != "ledger":
            # Later versions say more of a figure, and never something else.
            assert store.json("figure", name, "--year", "2018").items() >= figure.items()
    store.run("rebuild")
    store.expect_whole()
    assert store.run("export", "ledger").stdout == (golden / "ledger.export").read_text()


def test_goes_on(golden, tmp_path):
    store = opened(golden, tmp_path)
    entries = expected(golden)["ledger"]["entries"]
    again = ["--command", "00000000-0000-4000-8000-000000000005"]
    words = ["announcement", "post", "--title", "恢复之后", "--text", "新日志名下的第一条。"]
    assert store.json(*words, *again) == {"command": again[1], "entry": entries - 1, "repeat": True}
    assert store.json(*words)["entry"] == entries
    store.expect_whole()


def test_its_export_is_verified_by_the_independent_program(golden):
    export = str(golden / "ledger.export")
    status, judged = independent("export", export)
    assert status == 0, judged
    assert run("verify", "ledger", export).returncode == 0


def test_its_export_is_restored_on_the_other_engine(golden, tmp_path):
    store = store_on("postgresql", tmp_path)
    try:
        store.run("restore", str(golden / "ledger.export"))
        store.expect_whole()
        for name, figure in expected(golden).items():
            if name != "ledger":
                assert store.json("figure", name, "--year", "2018")["quantity"] == figure["quantity"]
    finally:
        store.remove()
