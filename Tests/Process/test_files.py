"""Files that entries name are copied, checked, brought back and swept, and every fault is named."""

import re
import signal
import subprocess
import time

import pytest

import kept
from jiedao import PROGRAM, ROOT, Store, run
from test_accounts import OWN, add
from visitor import Visitor


@pytest.fixture
def filled(store):
    """A store with three files, named by the entries 1 to 3."""
    store.names = [kept.keep(store, bytes([number]) * (1000 * number), entry=number) for number in (1, 2, 3)]
    return store


def copied(folder):
    """The hashes of what lies in a folder of copies."""
    return sorted(path.parent.name + path.name for path in folder.glob("??/*"))


def test_copies_are_made_once_and_bring_back_what_is_lost_or_damaged(filled, tmp_path):
    copies = tmp_path / "copies"
    assert "whole: 3, with 6000 bytes" in filled.run("files", "verify").stdout
    assert "Copied 3 files with 6000 bytes; already there: 0." in filled.run("files", "copy", copies).stdout
    assert copied(copies) == sorted(filled.names)
    assert "Copied 0 files with 0 bytes; already there: 3." in filled.run("files", "copy", copies).stdout
    kept.lose(filled, filled.names[0])
    kept.damage(filled, filled.names[2])
    answer = filled.json("files", "verify", expect=1)
    assert (answer["ok"], answer["files"], answer["problem_count"]) == (False, 3, 2)
    found = {problem["sha256"]: (problem["problem"], problem["entry"], problem["size"]) for problem in answer["problems"]}
    assert found == {filled.names[0]: ("missing", 1, 1000), filled.names[2]: ("damaged", 3, 3000)}
    told = filled.run("files", "verify", expect=1).stdout
    assert f"The file {filled.names[0]}, named by entry 1, is missing" in told and "files restore DIR" in told
    assert "Copied 2 files with 4000 bytes; already there: 1." in filled.run("files", "restore", copies).stdout
    assert filled.json("files", "verify") == {"bytes": 6000, "files": 3, "ok": True, "problem_count": 0, "problems": []}


def test_a_damaged_copy_is_found_and_made_anew(filled, tmp_path):
    copies = tmp_path / "copies"
    filled.run("files", "copy", copies)
    path = copies / filled.names[1][:2] / filled.names[1][2:]
    path.write_bytes(b"x" * 2000)
    assert "Copied 0 files" in filled.run("files", "copy", copies).stdout, "by default its size is taken for it"
    assert filled.json("files", "verify", copies, expect=1)["problems"][0]["problem"] == "damaged"
    assert filled.json("files", "verify")["ok"], "the store itself is whole"
    assert "Copied 1 file with" in filled.run("files", "copy", copies, "--verify").stdout
    assert filled.json("files", "verify", copies)["ok"]
    path.write_bytes(b"short")
    assert "Copied 1 file with" in filled.run("files", "copy", copies).stdout, "another size is seen at once"


def test_a_copy_that_lacks_files_brings_the_others(filled, tmp_path):
    copies = tmp_path / "copies"
    filled.run("files", "copy", copies)
    (copies / filled.names[0][:2] / filled.names[0][2:]).unlink()
    for name in filled.names:
        kept.lose(filled, name)
    told = filled.run("files", "restore", copies, expect=1).stdout
    assert "Copied 2 files" in told and "named by entry 1, is missing" in told and "with another copy" in told
    assert filled.json("files", "verify", expect=1)["problem_count"] == 1


def test_a_backup_takes_its_files_along_or_says_that_it_does_not(filled, tmp_path):
    bare, backup, copies = tmp_path / "bare.export", tmp_path / "b.export", tmp_path / "copies"
    assert "Not in it: 3 files that entries name." in filled.run("backup", bare).stdout
    assert "Copied 3 files" in filled.run("backup", backup, "--files", copies).stdout
    assert copied(copies) == sorted(filled.names)
    later = kept.keep(filled, "第二天".encode(), entry=1)
    assert "Copied 1 file with" in filled.run("backup", tmp_path / "c.export", "--files", copies).stdout
    kept.lose(filled, later)
    kept.lose(filled, filled.names[1])
    told = filled.run("backup", tmp_path / "d.export", "--files", tmp_path / "other", expect=1).stdout
    assert f"{later}, named by entry 1, is missing" in told and f"{filled.names[1]}, named by entry 2, is missing" in told
    assert copied(tmp_path / "other") == sorted([filled.names[0], filled.names[2]]), "all others were copied"
    for path in (bare, backup, tmp_path / "d.export"):
        assert "The ledger holds" in run("verify", "ledger", path).stdout


TABLE = "日,时\n6,9\n".encode()


def test_a_restored_store_has_its_files_or_says_what_it_lacks(store, tmp_path):
    backup, copies = tmp_path / "b.export", tmp_path / "copies"
    one_time = add(store, "li.na", "dispatcher")
    with store.serve() as server:
        clerk = Visitor(server)
        clerk.choose("li.na", one_time, OWN)
        typed = {"title": "停水通知", "text": "3月6日停水。", "unit": "", "community": ""}
        assert clerk.submit("/announcements/new", files={"停水.csv": TABLE}, **typed)[0] == 303
        assert f"Copied 1 file with {len(TABLE)} bytes" in store.run("backup", backup, "--files", copies).stdout

    def restored(name, *words, expect=0):
        other = Store(tmp_path / name, "sqlite", None)
        other.folder.mkdir()
        return other, other.run("restore", backup, *words, expect=expect).stdout

    whole, told = restored("whole", "--files", copies)
    assert f"Copied 1 file with {len(TABLE)} bytes" in told and "Not here" not in told
    bare, told = restored("bare")
    assert "Not here: 1 file that entries name." in told
    assert bare.json("files", "verify", expect=1)["problems"][0]["problem"] == "missing"
    assert f"Copied 1 file with {len(TABLE)} bytes" in bare.run("files", "restore", copies).stdout
    for other in (whole, bare):
        assert other.json("files", "verify")["files"] == 1
        other.expect_whole()
        with other.serve() as server:
            page = server.get("/announcements")[1].decode()
            page = server.get(re.search(r'href="(/announcements/\d+)"', page)[1])[1].decode()
            assert server.get(re.search(r"/announcements/\d+/files/[0-9a-f]{64}", page)[0])[1] == TABLE
    (copies / copied(copies)[0][:2] / copied(copies)[0][2:]).write_bytes(b"x" * len(TABLE))
    damaged, told = restored("damaged", "--files", copies, expect=1)
    assert re.search(r"named by entry \d+, is damaged", told) and "Restored" in told
    assert damaged.expect_whole()["ok"], "the ledger is there all the same"
    restored("refused", "--files", tmp_path / "nowhere", expect=3)
    assert not (tmp_path / "refused/store").exists()


def test_a_store_without_files_says_nothing_of_them(store, tmp_path):
    assert "Not in it" not in store.run("backup", tmp_path / "b.export").stdout
    assert "whole: 0," in store.run("files", "verify").stdout


def test_a_folder_that_cannot_be_meant_is_refused_before_anything_is_written(sqlite, tmp_path):
    kept.keep(sqlite, b"1", entry=1)
    backup = tmp_path / "b.export"
    own = sqlite.run("backup", backup, "--files", sqlite.data / "blobs", expect=2).stderr
    assert "the store's own folder" in own
    missing = sqlite.run("backup", backup, "--files", tmp_path / "not/mounted", expect=3).stderr
    assert "not/mounted" in missing and not (tmp_path / "not").exists()
    file = tmp_path / "file"
    file.write_text("somebody's")
    for words in (["backup", backup, "--files", file], ["files", "copy", file], ["files", "restore", file]):
        sqlite.run(*words, expect=3)
    sqlite.run("files", "restore", tmp_path / "nowhere", expect=3)
    sqlite.run("files", "verify", tmp_path / "nowhere", expect=3)
    assert not backup.exists() and file.read_text() == "somebody's"


def unnamed(store):
    return {
        "named": kept.keep(store, b"named", entry=1, age_hours=48), "old": kept.keep(store, b"old", age_hours=25),
        "fresh": kept.keep(store, b"fresh", age_hours=23),
    }


def expect_swept(store, names):
    assert [kept.has(store, names[what]) for what in ("named", "old", "fresh")] == [True, False, True]


def test_a_sweep_removes_what_no_entry_has_named_for_a_day(store):
    names = unnamed(store)
    told = store.run("files", "sweep").stdout
    assert "Removed 1 file that no entry names, with 3 bytes" in told, told
    expect_swept(store, names)
    assert "Removed 0 files" in store.run("files", "sweep").stdout


def test_a_server_sweeps_and_stops_as_before(store):
    names = unnamed(store)
    with store.serve() as server:
        end = time.monotonic() + 20
        while kept.has(store, names["old"]) and time.monotonic() < end:
            time.sleep(0.1)
        assert server.post("之后")[0] == 201
    expect_swept(store, names)
    assert any("removed 1 file that no entry names" in line for line in server.log)


def cut_off(store, words, when):
    """Kills the command as soon as `when` says so."""
    process = subprocess.Popen([PROGRAM, *map(str, words), *store.options], cwd=ROOT, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not when() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_what_is_killed_midway_is_ended_by_the_same_words(store, tmp_path):
    copies = tmp_path / "copies"
    names = [kept.keep(store, number.to_bytes(2, "big") * 3000, entry=1) for number in range(60)]
    cut_off(store, ["files", "copy", copies], lambda: copies.exists() and len(copied(copies)) >= 5)
    assert len(copied(copies)) < 60, "it was cut off too late to show anything"
    store.run("files", "copy", copies)
    assert copied(copies) == sorted(names) and not list((copies / "drafts").iterdir())
    assert store.json("files", "verify", copies)["ok"]
    for name in names:
        kept.lose(store, name)
    first = sorted(names)[0]
    cut_off(store, ["files", "restore", copies], lambda: kept.has(store, first))
    store.run("files", "restore", copies)
    assert store.json("files", "verify") == {"bytes": 360_000, "files": 60, "ok": True, "problem_count": 0, "problems": []}
