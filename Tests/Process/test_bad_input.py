"""Broken and hostile files end with one clear message, in bounded time and memory, and change nothing."""

import json
import os
import random
import re
import shutil
import subprocess
import time

import pytest

from jiedao import PROGRAM, ROOT, Measured, Store, run

# A file takes the place of "?"; "new" is a place where nothing lies yet.
READERS = {
    "verify ledger": "verify ledger ?",
    "verify receipt": "verify receipt ?",
    "verify against": "verify ledger good.export --against ?",
    "restore": "restore ? --data new",
    "restore after": "restore good.export --last-checkpoint ? --data new",
}


def samples(good):
    """What may lie where an export, a checkpoint or a receipt is expected."""
    head = b"jiedao-export/1 full\n"
    entry = head + b"entry " + b"0" * 64 + b" "
    yield "empty", b""
    yield "a newline", b"\n"
    yield "junk", random.Random(3).randbytes(5000)
    yield "zeros", b"\0" * 5000
    yield "not UTF-8", head + b"catalog " + b"\xff" * 900 + b"\n"
    yield "UTF-16", good.decode().encode("utf-16")
    yield "Windows newlines", good.replace(b"\n", b"\r\n")
    yield "deeply nested", b"[" * 1_000_000
    yield "a deeply nested entry", entry + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"\nend 1\n"
    yield "a deeply nested receipt", b'{"checkpoint":' * 30_000
    yield "a receipt of nothing", b'{"format":"jiedao-receipt/1"}'
    yield "a huge number", head + b"end 99999999999999999999\n"
    yield "a huge number in an entry", entry + b'{"sequence":' + b"9" * 30_000 + b"}\nend 1\n"
    yield "a command of everything", re.sub(rb"(\ncommand .* \d+) 1\n", rb"\1 9223372036854775807\n", good, count=1)
    yield "the end twice", good + good[good.rfind(b"end "):]
    yield "two in one", good + good
    yield "a later format", good.replace(b"jiedao-export/1", b"jiedao-export/2", 1)


NAMES = [name for name, _ in samples(b"\n")] + ["a long line", "huge", "missing", "a folder", "zeros without end"]


@pytest.fixture(scope="module")
def place(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    demo.run("export", "ledger", folder / "good.export")
    good = (folder / "good.export").read_bytes()
    for name, content in samples(good):
        (folder / name).write_bytes(content)
    with open(folder / "a long line", "wb") as file:
        file.write(b"jiedao-export/1 full\nentry ")
        for _ in range(200):
            file.write(b"a" * (1 << 20))
    with open(folder / "huge", "wb") as file:
        file.write(b"jiedao-export/1 full\n")
        file.truncate(20_000_000_000)
    (folder / "a folder").mkdir()
    (folder / "zeros without end").symlink_to("/dev/zero")
    return folder


def words_of(reader, file, folder):
    return [str(file) if word == "?" else str(folder / word) if word in ("good.export", "new") else word for word in READERS[reader].split()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("reader", READERS)
def test_a_file(place, reader, name):
    """One message; less than 200 MB; seconds; and nothing is left behind."""
    start = time.monotonic()
    done = Measured(*words_of(reader, place / name, place))
    seconds = time.monotonic() - start
    assert done.status in (1, 2, 3), (done.status, done.output[:1000])
    assert 0 < len(done.output) < 5000, "a message is for reading"
    assert "Domain=" not in done.output, f"no words for people: {done.output[:500]}"
    assert done.peak_kib < 200_000, f"{done.peak_kib} KiB"
    assert seconds < 10, f"{seconds} s"
    assert not (place / "new").exists(), "what was refused leaves nothing behind"


@pytest.mark.parametrize("reader", READERS)
def test_the_message_names_the_file(place, reader):
    for name in ("empty", "junk", "a receipt of nothing", "missing", "a folder"):
        output = Measured(*words_of(reader, place / name, place)).output
        assert str(place / name) in output, output


@pytest.mark.parametrize("what", ["export", "receipt", "checkpoint"])
def test_a_file_that_was_cut_off(demo, place, tmp_path, what):
    with demo.serve() as server:
        whole = {
            "export": (place / "good.export").read_bytes(),
            "receipt": server.get(f"/entries/{demo.first}/receipt")[1],
            "checkpoint": server.get("/checkpoint")[1],
        }[what]
    reader = {"export": "verify ledger", "receipt": "verify receipt", "checkpoint": "verify against"}[what]
    chance, file = random.Random(4), tmp_path / what
    places = range(1, len(whole)) if len(whole) < 60 else sorted(chance.sample(range(1, len(whole)), 60))
    for end in places:
        file.write_bytes(whole[:end])
        done = Measured(*words_of(reader, file, place))
        # A receipt may go without its last newline.
        harmless = what == "receipt" and whole[end:] == b"\n"
        assert done.status == 0 if harmless else done.status in (1, 2, 3), (end, done.status, done.output[:500])


def test_a_pipe_is_read_once(demo, place, tmp_path):
    """A ledger may come out of another program; a restore reads twice, so it says that it needs a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    good = place / "good.export"
    with subprocess.Popen(["cp", str(good), str(pipe)]) as feeder:
        assert Measured("verify", "ledger", pipe).status == 0
        assert feeder.wait(10) == 0
    with subprocess.Popen(["cp", str(good), str(pipe)]) as feeder:
        done = Measured("restore", pipe, "--data", tmp_path / "new", timeout=10)
        feeder.kill()
    assert done.status in (2, 3), "it waits for ever"
    assert "pipe" in done.output and not (tmp_path / "new").exists()


def test_a_file_that_may_not_be_read(demo, place, tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    file = tmp_path / "closed.export"
    shutil.copy(place / "good.export", file)
    file.chmod(0)
    assert "closed.export" in run("verify", "ledger", file, expect=3).stderr


CATALOGS = {
    "empty": b"",
    "junk": random.Random(5).randbytes(3000),
    "zeros": b"\0" * 3000,
    "UTF-16": "code: 1".encode("utf-16"),
    "deep": b"a: " + b"[" * 100_000,
    "deep keys": b"{a: " * 50_000,
    "deep lists": b"- " * 20_000,
    "ten to the ninth": b"a0: &a0 [x]\n" + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 10)),
    "itself": b"a: &a\n  b: *a\n",
    "a program": b"!!python/object:os.system x\n",
    "a long line": b"a: " + b"x" * 5_000_000,
    "two documents": b"--- a\n--- b\n",
}


@pytest.mark.parametrize("name", CATALOGS)
def test_a_catalog(tmp_path, name):
    folder = tmp_path / "catalog"
    shutil.copytree(ROOT / "Catalog/pingshan", folder)
    (folder / "subdistrict.yaml").write_bytes(CATALOGS[name])
    checked = Measured("catalog", "check", folder)
    assert checked.status == 1 and checked.output.startswith("subdistrict.yaml")
    assert checked.peak_kib < 200_000
    refused = Measured("init", "--catalog", folder, "--data", tmp_path / "new")
    assert refused.status == 3 and "subdistrict.yaml" in refused.output
    assert not (tmp_path / "new").exists()


STORES = {
    "empty": b"",
    "junk": random.Random(6).randbytes(20_000),
    "zeros": b"\0" * 20_000,
    "only a head": b"SQLite format 3\0" + b"\0" * 84,
    "a text": "这不是数据库\n".encode() * 100,
}


@pytest.mark.parametrize("name", STORES)
def test_a_store_that_is_none(tmp_path, name):
    """No command takes it for a store or makes it one, and its bytes stay."""
    store = Store(tmp_path, "sqlite", None)
    store.data.mkdir()
    store.file.write_bytes(STORES[name])
    commands = "verify ledger; rebuild --check; rebuild; serve --port 0; figure announcements-posted --year 2018; export ledger; backup x"
    for words in [words.split() for words in commands.split(";")]:
        done = Measured(*words, *store.options)
        assert done.status in (1, 2, 3), (words, done.status, done.output)
        assert "store" in done.output and "Domain=" not in done.output, (words, done.output)
        assert store.file.read_bytes() == STORES[name], words


KEYS = {"empty": b"", "junk": b"junk\n", "not UTF-8": b"\xff" * 100, "of another form": b"PRIVATE+KEY+a+00000000+AAAA\n", "long": b"0" * 1_000_000}


@pytest.mark.parametrize("name", ["log.key", "operator.token"])
@pytest.mark.parametrize("content", KEYS)
def test_a_key_that_is_none(sqlite, tmp_path, name, content):
    (sqlite.keys / name).write_bytes(KEYS[content])
    words = ["backup", tmp_path / "b.export"] if name == "log.key" else ["serve", "--port", "0"]
    done = Measured(*words, *sqlite.options)
    assert done.status == 3 and name in done.output, done.output
    assert not (tmp_path / "b.export").exists()


@pytest.mark.parametrize(
    "words, part",
    [
        ("figure announcements-posted --year 0", "year"),
        ("figure announcements-posted --year 2018 --as-of 99999", "entries"),
        ("figure announcements-posted --year 2018 --as-of -1", "entries"),
        ("figure no-such-figure --year 2018", "announcements-posted"),
        ("announcement post --title= --text x", "title"),
        (f"announcement post --title {'x' * 201} --text x", "200"),
        ("announcement post --title x --text x --community 1", "community"),
        ("announcement post --title x --text x --command no", "UUID"),
        ("announcement withdraw 99 --reason x", "99"),
        ("announcement withdraw 0 --reason x", "0"),
        ("announcement correct 99 --title x --text x --reason x --revision 0", "99"),
    ],
    ids=lambda value: value[:60],
)
def test_a_wrong_word(sqlite, words, part):
    before = sqlite.verify()
    done = sqlite.run(*words.split(), expect=(2, 3))
    assert part in done.stderr, done.stderr
    assert sqlite.verify() == before


@pytest.mark.parametrize(
    "words",
    [
        "no-such-command", "verify ledger", "verify ledger x --data y", "figure x", "serve --port 99999 --data x",
        "serve --port x --data x", "figure x --year twenty --data x", "verify ledger x --key junk", "demo --year 99999 --data x",
        "export ledger x y --data z", "rebuild --format xml --data x", "init --data x", "--no-such-option",
    ],
)
def test_wrong_use_is_told_with_status_2(tmp_path, words):
    done = run(*words.split(), expect=2, cwd=tmp_path)
    assert done.stderr.strip() and not done.stdout and not list(tmp_path.iterdir())


def test_texts_that_no_line_can_hold(sqlite):
    """Words of the command line are bytes; those that are no text, or none for a register, are refused or kept whole."""
    for text in (b"\xff\xfe", "a\x00b".encode()[:1], "\u202e反".encode(), "e\u0301".encode(), b"\x1b[31m", b"x" * 100_000):
        words = [PROGRAM.encode(), b"announcement", b"post", b"--title", text, b"--text", b"x", *map(os.fsencode, sqlite.options)]
        done = subprocess.run(words, capture_output=True, timeout=20, cwd=ROOT)
        assert done.returncode in (0, 2, 3), done
        assert done.stdout.strip() or done.stderr.strip()
    sqlite.expect_whole()
    exported = sqlite.run("export", "ledger").stdout
    shown = [json.loads(line.split(" ", 2)[2])["body"].get("title") for line in exported.split("\n") if line.startswith("entry ")]
    assert "é" in shown, "texts are kept in normal form C"
