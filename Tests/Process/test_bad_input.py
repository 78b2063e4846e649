"""Broken and hostile input ends with one clear message, in bounded time and memory, and changes nothing."""

import contextlib
import os
import resource
import socket
import subprocess
import time

import pytest

from jiedao import PROGRAM, run

READERS = {
    "verify ledger": ["verify", "ledger"],
    "verify receipt": ["verify", "receipt"],
    "restore": ["restore"],
    "against": ["verify", "ledger", "--against"],
}


@pytest.fixture(scope="module")
def samples(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    good = folder / "good.export"
    demo.run("export", "ledger", str(good))
    data = good.read_bytes()
    files = {
        "empty": b"",
        "junk": os.urandom(5000),
        "not UTF-8": b"jiedao-export/1 full\nentry " + b"\xff" * 900 + b"\n",
        "deeply nested": b"[" * 100_000,
        "nested entry": b"jiedao-export/1 full\nentry " + b"0" * 64 + b' {"a":' * 5000 + b"\nend 1\n",
        "a long line": b"jiedao-export/1 full\nentry " + b"a" * 6_000_000,
        "absurd size": b"jiedao-export/1 full\nend 99999999999999999999\n",
        "json": b'{"format":"jiedao-receipt/1"}',
    }
    for part in (0.1, 0.5, 0.9, 0.999):
        files[f"cut at {part}"] = data[: int(len(data) * part)]
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with open(folder / "huge", "wb") as file:
        file.write(b"jiedao-export/1 full\n")
        file.truncate(2_000_000_000)
    return folder


NAMES = [
    "empty", "junk", "not UTF-8", "deeply nested", "nested entry", "a long line", "absurd size", "json", "huge",
    "cut at 0.1", "cut at 0.5", "cut at 0.9", "cut at 0.999", "missing", "a folder",
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_file(samples, tmp_path, reader, name):
    path = tmp_path if name == "a folder" else samples / name
    words = [*READERS[reader], str(path)]
    if reader == "restore":
        words += ["--data", str(tmp_path / "new")]
    if reader == "against":
        words += ["--data", str(tmp_path / "none")]
    start = time.monotonic()
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))  # noqa: E731
    done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, errors="replace", timeout=20, preexec_fn=limit)
    assert done.returncode in (1, 2, 3), (done.returncode, done.stdout, done.stderr)
    assert (done.stdout + done.stderr).strip()
    assert time.monotonic() - start < 10
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert peak < 300_000, f"{peak} KiB"


def test_a_special_file_is_not_waited_for(tmp_path):
    done = subprocess.run([PROGRAM, "verify", "receipt", "/dev/zero"], capture_output=True, timeout=20)
    assert done.returncode in (1, 2, 3)
    done = subprocess.run([PROGRAM, "verify", "ledger", "/dev/zero"], capture_output=True, timeout=20)
    assert done.returncode in (1, 2, 3)


@pytest.mark.parametrize(
    "words, part",
    [
        (["figure", "announcements-posted", "--year", "0"], "year"),
        (["figure", "no-such-figure", "--year", "2018"], "announcements-posted"),
        (["figure", "announcements-posted", "--year", "2018", "--as-of", "99999"], "entries"),
        (["announcement", "post", "--title", "", "--text", "x"], "title"),
        (["announcement", "post", "--title", "x" * 201, "--text", "x"], "200"),
        (["announcement", "post", "--title", "x", "--text", "x", "--community", "1"], "community"),
        (["announcement", "post", "--title", "x", "--text", "x", "--command", "no"], "UUID"),
        (["announcement", "withdraw", "99", "--reason", "x"], "99"),
    ],
)
def test_a_wrong_word(sqlite, words, part):
    before = sqlite.verify()
    done = sqlite.run(*words, expect=(2, 3))
    assert part in done.stderr, done.stderr
    assert sqlite.verify() == before


def test_wrong_use_is_told_with_status_2():
    for words in (["no-such-command"], ["verify", "ledger"], ["figure", "x"], ["serve", "--port", "99999", "--data", "x"]):
        assert run(*words, expect=2).stderr.strip()


def ask(server, data, wait=5):
    with contextlib.closing(socket.create_connection(("127.0.0.1", server.port), timeout=wait)) as line:
        line.sendall(data)
        with contextlib.suppress(TimeoutError, ConnectionError):
            return line.recv(65536)
        return b""


def test_the_server_bears_rubbish(demo):
    paths = [
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../Package.swift", "/tile/../checkpoint",
        "/entries/99999999999999999999", "/entries/-1", "/entries/1e9", "/tile/0/x001/000", "/tile/9/000", "/tile/0/000.p/0",
        "/announcements/abc", "/announcements?before=x", "/figures/announcements-posted?year=99999999999",
        "/figures/announcements-posted?year=2018&as_of=-5", "/figures/announcements-posted?year=2018&after=1/x",
        "/%ff%fe", "/" + "a" * 7000, "/?lang=" + "%00" * 20, "/entries/%31%00",
    ]
    with demo.serve() as server:
        for path in paths:
            answer = ask(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            status = answer.split(b" ")[1:2]
            assert not status or (status[0] < b"500"), (path, answer[:200])
            assert b"root:" not in answer
        for data in (b"\x00" * 2000, b"GET / HTTP/9.9\r\n\r\n", b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20_000):
            answer = ask(server, data)
            assert not answer.startswith(b"HTTP/1.1 5"), answer[:200]
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(60)]
        for line in idle:
            line.sendall(b"GET / HTTP/1.1\r\nHost: ")
        start = time.monotonic()
        assert server.get("/")[0] == 200 and time.monotonic() - start < 3, "slow clients hold up the others"
        for line in idle:
            line.close()
        for body in (b"", b"[]", b"{", b"\xff", b'{"title":1}', b'{"title":"a","text":"b","command":"x"}', b"{" * 60_000):
            with contextlib.closing(server.connect()) as connection:
                headers = {"Authorization": f"Bearer {demo.token}"}
                connection.request("POST", "/api/announcements", body, headers)
                assert 400 <= connection.getresponse().status < 500, body[:50]
        assert server.get("/readyz")[0] == 200
        log = "".join(server.log)
        assert demo.token not in log and "passwd" not in log and "before=x" not in log
    assert demo.verify()["ok"]
