"""A store is begun once: by one of several at a time, and to its end where the first attempt was cut off."""

import random
import shutil
import signal
import subprocess
import time

import pytest

from jiedao import DEMO, PROGRAM, ROOT, Store, run

INIT = ["init", "--catalog", "Catalog/pingshan"]
KEYS = ["draw.key", "log.key", "master.key", "operator.token"]


@pytest.fixture(scope="module")
def backup(demo, tmp_path_factory):
    file = tmp_path_factory.mktemp("beginning") / "b.export"
    demo.run("backup", file)
    return str(file)


def expect_usable(store, tmp_path):
    """The ledger holds, its own key signs it, and its token lets programs write."""
    assert {path.name for path in store.keys.iterdir()} >= set(KEYS)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in store.keys.iterdir())
    before = store.expect_whole()["entries"]
    with store.serve() as server:
        assert server.post("第一条")[0] == 201
        assert int(server.get("/checkpoint")[1].split(b"\n")[1]) == before + 1
    assert store.verify("--key", store.key)["covered"] == before + 1


@pytest.mark.parametrize("words", [INIT, DEMO, ["restore"]], ids=lambda words: words[0])
def test_several_at_once_make_one(unbegun, backup, tmp_path, words):
    if words == ["restore"]:
        words = ["restore", backup]
    for _ in range(8):
        processes = [
            subprocess.Popen([PROGRAM, *words, *unbegun.options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        ends = [(*process.communicate(timeout=60), process.returncode) for process in processes]
        assert all(status in (0, 3) for _, _, status in ends), ends
        assert any(status == 0 for _, _, status in ends), f"nobody says that the store is there: {ends}"
        for _, said, status in ends:
            assert status == 0 or (said.strip() and "Domain=" not in said), said
        expect_usable(unbegun, tmp_path)
        unbegun.remove()
        shutil.rmtree(unbegun.data)


@pytest.mark.parametrize("words", [INIT, ["restore"]], ids=lambda words: words[0])
def test_what_was_cut_off_is_ended_by_the_same_words(tmp_path, backup, words):
    if words == ["restore"]:
        words = ["restore", backup]
    chance = random.Random(12)
    for number in range(25):
        store = Store(tmp_path, "sqlite", None)
        process = subprocess.Popen([PROGRAM, *words, *store.options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.003, 0.07))
        process.send_signal(signal.SIGKILL)
        process.wait()
        again = store.run(*words, expect=(0, 3))
        # It may just have been finished.
        assert again.returncode == 0 or "store" in again.stderr, again.stderr
        expect_usable(store, tmp_path)
        shutil.rmtree(store.data)


@pytest.mark.parametrize("left", [["log.key"], ["log.key", "draw.key"], ["an empty log.key"], ["draw.key"]], ids=" and ".join)
def test_keys_of_unknown_origin_are_not_touched(tmp_path, left):
    """A folder appears whole, so what lies in it is somebody's; it is named, and nothing is written."""
    other, store = Store(tmp_path / "other", "sqlite", None), Store(tmp_path, "sqlite", None)
    other.folder.mkdir()
    other.run(*INIT)
    store.keys.mkdir(mode=0o700, parents=True)
    for name in left:
        if name.startswith("an empty "):
            (store.keys / name.removeprefix("an empty ")).touch(mode=0o600)
        else:
            shutil.copy(other.keys / name, store.keys / name)
    before = {path.name: path.read_bytes() for path in store.keys.iterdir()}
    refused = store.run(*INIT, expect=3)
    assert str(store.keys) in refused.stderr and "--keys" in refused.stderr
    assert {path.name: path.read_bytes() for path in store.keys.iterdir()} == before


def test_the_keys_of_another_store_are_not_touched(sqlite, tmp_path):
    """A new store gets new keys; those of a store that was lost are somebody's proof."""
    kept = {name: (sqlite.keys / name).read_bytes() for name in KEYS}
    for path in sqlite.data.glob("store.sqlite*"):
        path.unlink()
    done = sqlite.run("init", "--catalog", "Catalog/pingshan", "--origin", "another.example", expect=3)
    assert "keys" in done.stderr
    assert {name: (sqlite.keys / name).read_bytes() for name in KEYS} == kept


@pytest.mark.parametrize("words", [INIT, DEMO], ids=lambda words: words[0])
def test_keys_are_for_the_place_of_one_store(unbegun, tmp_path, words):
    """Even while it is not known whether the first beginning came to its end."""
    unbegun.run(*INIT)
    place = unbegun.data / "store.sqlite" if unbegun.engine == "sqlite" else unbegun.schema
    other = Store(tmp_path / "other", unbegun.engine, unbegun.base)
    other.options[-2:] = ["--data", str(other.data), "--keys", str(unbegun.keys)] if other.engine == "sqlite" else ["--keys", str(unbegun.keys)]
    (unbegun.keys / ".unused").unlink(missing_ok=True)
    assert "holds something already" in other.run(*words, expect=3).stderr
    secret = (unbegun.keys / "log.key").read_text()
    # As the beginning had left it before its last step.
    mark = unbegun.keys / ".unused"
    mark.write_text(written_mark(unbegun))
    mark.chmod(0o600)
    refused = other.run(*words, expect=3).stderr
    assert str(place) in refused and "--keys" in refused and "password" not in refused, refused
    assert (unbegun.keys / "log.key").read_text() == secret
    unbegun.run(*INIT, expect=0)
    assert not mark.exists()
    other.remove()


def written_mark(store):
    """The place that a beginning notes, read from one that fails behind its keys."""
    fresh = store.folder / "mark"
    options = [*store.options, "--keys", str(fresh)] if store.engine == "sqlite" else [*store.options[:2], "--keys", str(fresh)]
    run(*INIT, "--origin", "another.example", *options, expect=3)
    return (fresh / ".unused").read_text()


def test_a_demo_that_was_killed_is_ended_with_its_keys_in_use(tmp_path):
    store = Store(tmp_path, "sqlite", None)
    process = subprocess.Popen([PROGRAM, *DEMO, *store.options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not store.file.exists():
        time.sleep(0.001)
    process.kill()
    process.wait()
    if store.keys.exists():
        mark = store.keys / ".unused"
        mark.write_text(str(store.file.resolve()) + "\n")
        mark.chmod(0o600)
    store.run(*DEMO)
    # What the killed one had not tidied away of the vault lies beside it until somebody opens it for long.
    assert {path.name for path in store.keys.iterdir()} - {"vault.sqlite-shm", "vault.sqlite-wal"} == {*KEYS, "vault.sqlite"}
    store.expect_whole("--key", store.key)


@pytest.mark.parametrize("name", ["log.key", "operator.token"])
@pytest.mark.parametrize("harm", ["a loop", "a folder", "empty", "open", "cut"])
def test_a_key_that_cannot_be_read_is_not_taken_for_missing(sqlite, name, harm):
    path = sqlite.keys / name
    if harm in ("a loop", "a folder"):
        path.unlink()
        path.symlink_to(path) if harm == "a loop" else path.mkdir()
    elif harm == "open":
        path.chmod(0o640)
    else:
        path.write_text("" if harm == "empty" else path.read_text()[:-9])
    done = sqlite.run("serve", "--port", "0", expect=3)
    assert str(path) in done.stderr and done.stdout == "", done.stderr
    assert ("0600" in done.stderr) == (harm == "open")


def test_a_failed_beginning_leaves_no_keys(tmp_path):
    address = "postgresql:///nowhere?host=/nonexistent"
    done = run(*INIT, "--database", address, "--keys", tmp_path / "keys", expect=3)
    assert "reached" in done.stderr and not (tmp_path / "keys").exists()


def test_a_store_is_for_its_owner_only(sqlite):
    assert sqlite.data.stat().st_mode & 0o77 == 0
    for name in KEYS:
        assert (sqlite.keys / name).stat().st_mode & 0o777 == 0o600
