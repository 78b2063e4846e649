"""The command line: help with examples, exit statuses, one store chosen in one way, and a demo that ends what it began."""

import os
import random
import re
import signal
import subprocess
import time

import pytest

from jiedao import DEMO, PROGRAM, ROOT, Store, independent, run

def leaves(words=()):
    """Every command with its parents."""
    names = re.findall(r"^  ([a-z]+) ", run(*words, "--help").stdout.partition("SUBCOMMANDS:")[2], re.MULTILINE)
    for name in names:
        below = list(leaves((*words, name)))
        yield from below or [(*words, name)]


@pytest.mark.parametrize("words", leaves(), ids=" ".join)
def test_help_has_an_example(words):
    text = run(*words, "--help").stdout
    assert "Example:" in text and f"jiedao {' '.join(words)}" in text


def test_a_store_is_chosen_on_the_line_or_in_the_environment(demo, tmp_path):
    words = ["figure", "announcements-posted", "--year", "2018"]
    assert "44 item" in run(*words, "--data", demo.data).stdout
    assert "44 item" in run(*words, env={**os.environ, "JIEDAO_DATA": str(demo.data)}).stdout
    assert run(*words, "--data", demo.data, "--database", "postgresql://x", expect=2).stderr.strip()
    assert run(*words, expect=2).stderr.strip()
    missing = run(*words, "--data", tmp_path / "none", expect=3).stderr
    assert "jiedao init" in missing and not (tmp_path / "none").exists()


def test_init_twice_is_refused(sqlite):
    before = sqlite.verify()
    assert "already" in sqlite.run("init", "--catalog", "Catalog/pingshan", expect=3).stderr
    assert sqlite.verify() == before


def test_the_demo_ends_what_was_cut_off(tmp_path):
    chance = random.Random(7)
    store = Store(tmp_path, "sqlite", None)
    for _ in range(6):
        process = subprocess.Popen([PROGRAM, *DEMO, *store.options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.005, 0.06))
        process.send_signal(signal.SIGKILL)
        process.wait()
    store.run(*DEMO)
    summary = store.expect_whole()
    whole = Store(tmp_path / "whole", "sqlite", None)
    whole.folder.mkdir()
    whole.run(*DEMO)
    assert summary["entries"] == whole.verify()["entries"] > 1000
    assert store.json("figure", "announcements-posted", "--year", "2018")["quantity"] == 44
    store.run(*DEMO)
    assert store.verify()["entries"] == summary["entries"]
    assert "2018" in store.run("demo", "--year", "2017", expect=3).stderr


def test_the_demo_says_on_every_page_that_it_is_one(demo):
    with demo.serve() as server:
        for path in ("/", "/announcements", f"/announcements/{demo.first}", "/report", "/follow", "/figures", "/figures/announcements-posted?year=2018", "/deadlines", "/calendar", "/none"):
            for language, words in (("zh", "虚构"), ("en", "invented")):
                page = server.get(f"{path}{'&' if '?' in path else '?'}lang={language}")[1].decode()
                assert words in page and "2018-12-31" in page, path


def test_keys_that_others_may_read_are_refused(sqlite):
    (sqlite.keys / "log.key").chmod(0o644)
    assert "0600" in sqlite.run("backup", str(sqlite.folder / "b"), expect=3).stderr
    assert not (sqlite.folder / "b").exists()


def test_without_keys_the_server_shows_but_neither_signs_nor_writes(sqlite):
    sqlite.run("announcement", "post", "--title", "公告", "--text", "正文")
    token = sqlite.token
    for name in ("log.key", "draw.key", "operator.token"):
        (sqlite.keys / name).unlink()
    with sqlite.serve() as server:
        assert server.get("/")[0] == 200 and server.get("/checkpoint")[0] == 200
        assert server.get("/entries/3/receipt")[0] == 503
        (sqlite.keys / "operator.token").write_text(token)
        assert server.post("公告")[0] == 503


def test_another_ledgers_key_signs_nothing(sqlite, tmp_path):
    other = Store(tmp_path / "other", "sqlite", None)
    other.folder.mkdir()
    other.run("init", "--catalog", "Catalog/pingshan")
    sqlite.run("announcement", "post", "--title", "公告", "--text", "正文")
    words = ["backup", str(tmp_path / "b.export"), "--data", str(sqlite.data), "--keys", str(other.keys)]
    assert run(*words, expect=3).stderr.strip()
    sqlite.expect_whole()


def test_a_key_proves_only_what_it_has_signed(demo, tmp_path):
    export, forged = tmp_path / "ledger.export", tmp_path / "forged.export"
    demo.run("export", "ledger", str(export))
    key = re.findall(r'"log_key":"([^"]+)"', export.read_text())[-1]
    assert run("verify", "ledger", export, "--key", key).returncode == 0
    lines = export.read_text().split("\n")
    forged.write_text("\n".join(line for line in lines if not line.startswith("checkpoint ")))
    assert "nothing is proven" in run("verify", "ledger", forged, "--key", key, expect=1).stdout
    assert independent("export", forged, "--key", key)[0] == 1


def test_a_receipt_is_verified_without_the_server(demo, tmp_path):
    with demo.serve() as server:
        status, receipt, _ = server.get(f"/entries/{demo.first}/receipt")
    assert status == 200
    file = tmp_path / "receipt.json"
    file.write_bytes(receipt)
    assert "self-consistent only" in run("verify", "receipt", file).stdout
    assert independent("receipt", file)[0] == 0
    file.write_bytes(receipt.replace(b"posted", b"pasted", 1))
    assert run("verify", "receipt", file, expect=1).stdout.strip()


def test_the_independent_program_counts_the_same(demo, tmp_path):
    for words in ([], ["--public"]):
        export = tmp_path / f"ledger{len(words)}.export"
        demo.run("export", "ledger", str(export), *words)
        status, judged = independent("export", export, "--sum", "announcement.posted", "--year", "2018")
        assert (status, judged["sum"]) == (0, 44)
    assert demo.json("figure", "announcements-posted", "--year", "2018")["quantity"] == 44


def test_the_server_ends_gracefully_and_its_log_knows_nobody(sqlite):
    with sqlite.serve() as server:
        assert server.post("某人的名字", text="电话 13800000000")[0] == 201
        server.get("/announcements?before=5&lang=en", {"User-Agent": "curious", "Cookie": "text=large"})
    log = "".join(server.log)
    assert "route=/announcements" in log.replace("\\/", "/")
    for secret in ("某人", "13800000000", "before=5", "curious", sqlite.token, "127.0.0.1:5"):
        assert secret not in log, secret
