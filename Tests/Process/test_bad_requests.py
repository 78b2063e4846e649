"""Whatever comes over the wire, the server says what was wrong, never that it was its own mistake, and goes on."""

import contextlib
import json
import socket
import time
import uuid

import pytest

HEAD = b"HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"


@pytest.fixture(scope="module")
def server(demo, tmp_path_factory):
    store = demo.copy(tmp_path_factory.mktemp("requests"))
    before = store.verify()
    with store.serve() as server:
        yield server
        assert server.get("/readyz")[0] == 200
        assert server.get("/")[0] == 200
    log = "".join(server.log)
    assert "internal" not in log and "status=500" not in log, [line for line in server.log if "error" in line][:3]
    assert store.token not in log
    # Of all that was sent only the well-formed announcements were written.
    after = store.expect_whole()
    assert after["entries"] == before["entries"] + server.written


@contextlib.contextmanager
def line_to(server, wait=15):
    with contextlib.closing(socket.create_connection(("127.0.0.1", server.port), timeout=wait)) as line:
        yield line


def ask(server, data, wait=15):
    """All that comes back until the server hangs up."""
    answer = b""
    with line_to(server, wait) as line, contextlib.suppress(ConnectionError):
        line.sendall(data)
        while part := line.recv(65536):
            answer += part
    return answer


def status_of(answer):
    assert answer.startswith(b"HTTP/1.1 "), answer[:100]
    return int(answer[9:12])


def door(server, body=b"", *fields):
    token = b"Authorization: Bearer " + server.store.token.encode()
    return b"POST /api/announcements " + HEAD + b"".join(field + b"\r\n" for field in (token, *fields)) + b"\r\n" + body


def letter():
    return json.dumps({"command": str(uuid.uuid4()), "title": "公告", "text": "正文"}).encode()


NUMBERS = ["-1", "-0", "+1", "007", "1e9", "0x1", "1.0", "9223372036854775807", "9223372036854775808", "9" * 5000, "%00", "%31%00", " 1", "NaN", "１", "٣"]
TREE = [
    "/tile/", "/tile", "/tile/0", "/tile/0/", "/tile/0/000.p/0", "/tile/0/000.p/256", "/tile/0/000.p/257", "/tile/0/000.p/-1",
    "/tile/0/000.p/99999999999999999999", "/tile/64/000", "/tile/-1/000", "/tile/99999999999999999999/000", "/tile/0/x001", "/tile/0/0",
    "/tile/0/x999/x999/x999/x999/x999/x999/999", "/tile/0/000/", "/tile/0/000.p", "/tile/0/000.p/", "/tile/entries/x/000", "/tile/entries/090.p/200",
]
TRICKS = [
    "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/assets/../../Package.swift", "/assets/%2e%2e", "/assets/..%2f..%2fREADME.md",
    "/assets//etc/passwd", "/tile/../checkpoint", "/tile/../../etc/passwd", "/%ff%fe", "/%", "/%zz", "/%c0%ae%c0%ae/", "/\\..\\..", "/" + "a" * 7000, "/a;b", "/<script>",
]


@pytest.mark.parametrize("path", [*TREE, *TRICKS, *(f"/{place}/{number}" for place in ("entries", "announcements") for number in NUMBERS)], ids=lambda path: path[:40])
def test_addresses_that_lead_nowhere(server, path):
    answer = ask(server, b"GET " + path.encode() + b" " + HEAD + b"\r\n")
    assert status_of(answer) in (400, 404), answer[:300]
    for secret in (b"root:", b"swift", b"PRIVATE", b"<script>"):
        assert secret not in answer.replace(b"default-src", b"")


QUERIES = [
    "/announcements?before=x", "/announcements?before=-1", "/announcements?before=" + "9" * 40, "/figures/announcements-posted?year=0",
    "/figures/announcements-posted?year=10000", "/figures/announcements-posted?year=" + "9" * 40, "/figures/announcements-posted?year=２０１８",
    "/figures/announcements-posted?year=2018&as_of=-5", "/figures/announcements-posted?year=2018&as_of=99999", "/figures/announcements-posted?year=2018&as_of=x",
    "/figures/announcements-posted?year=2018&after=1/x", "/figures/announcements-posted?year=2018&after=" + "9" * 40 + ".0", "/figures/announcements-posted?year=2018&format=xml",
    "/figures/no-such-figure?year=2018", "/figures/%00?year=2018", "/figures/announcements-posted'--?year=2018",
    "/deadlines?rule=nope", "/deadlines?rule=%00", "/deadlines?rule=urban-example-water&start=2018-02-30", "/deadlines?start=" + "9" * 5000, "/deadlines?start=9999-12-31",
    "/deadlines?rule=urban-example-water&extended=yes", "/deadlines?rule=urban-example-water&format=xml", "/calendar?year=0", "/calendar?year=2200", "/calendar?as_of=x",
]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path[:60])
def test_questions_that_cannot_be_answered(server, path):
    assert server.get(path.encode("ascii", "ignore").decode())[0] in (400, 404)


def test_strange_preferences_still_show_the_page(server):
    for query in ("lang=xx", "lang=%00", "lang=zh&lang=en&lang=xx", "lang[]=zh", "&&&=&", "text=huge", "=", "%ff=%ff", "a=" + "b" * 3000):
        assert server.get(f"/?{query}")[0] == 200, query
    for name, value in (("Cookie", b"\xff\xfe=\x80"), ("Cookie", b"lang=" + b"x" * 4000), ("Accept-Language", b"\xff;q=9,,,;;"), ("Accept-Language", b"zh;q=" + b"0" * 3000)):
        answer = ask(server, b"GET / " + HEAD + name.encode() + b": " + value + b"\r\n\r\n")
        assert status_of(answer) == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "POST", "TRACE", "CONNECT", "PROPFIND", "BREW", "get"])
def test_methods_that_an_address_does_not_know(server, method):
    answer = ask(server, f"{method} /announcements ".encode() + HEAD + b"\r\n")
    assert status_of(answer) in (400, 404, 405)
    if status_of(answer) == 405:
        assert b"allow: get, head" in answer.lower()


def broken(server):
    """Bytes that are no request, by name."""
    get = b"GET /healthz HTTP/1.1\r\n"
    yield "zeros", b"\0" * 3000
    yield "a TLS greeting", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500
    yield "HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield "HTTP/9.9", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n"
    yield "no version", b"GET /\r\n\r\n"
    yield "a blank in the address", b"GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "not UTF-8", b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "a long address", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "a long field", get + b"A: " + b"a" * 20_000 + b"\r\n\r\n"
    yield "many fields", get + b"".join(b"A%d: b\r\n" % number for number in range(500)) + b"\r\n"
    yield "fields without end", get + b"A: b\r\n" * 100_000
    yield "zero in a field", get + b"A: a\x00b\r\n\r\n"
    yield "a folded field", get + b"A: a\r\n b\r\n\r\n"
    yield "a blank before the colon", get + b"Host : x\r\n\r\n"
    yield "no colon", get + b"Hostx\r\n\r\n"
    yield "newlines only", b"GET /healthz HTTP/1.1\nHost: x\n\n"
    yield "two lengths", door(server, b"{}1234", b"Content-Length: 2", b"Content-Length: 6")
    yield "length and chunks", door(server, b"0\r\n\r\n" + get + b"\r\n", b"Content-Length: 5", b"Transfer-Encoding: chunked")
    yield "a negative length", door(server, b"", b"Content-Length: -5")
    yield "an absurd length", door(server, b"", b"Content-Length: " + b"9" * 30)
    yield "a length that is none", door(server, b"", b"Content-Length: many")
    yield "a broken chunk", door(server, b"zz\r\n", b"Transfer-Encoding: chunked")
    yield "an absurd chunk", door(server, b"f" * 40 + b"\r\n", b"Transfer-Encoding: chunked")
    yield "an unknown coding", door(server, b"{}", b"Transfer-Encoding: gzip")


@pytest.mark.parametrize("name", [name for name, _ in broken(type("", (), {"store": type("", (), {"token": ""})}))])
def test_bytes_that_are_no_request(server, name):
    answer = ask(server, dict(broken(server))[name])
    # One answer at most: what follows a broken request is never taken for another one.
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert not answer or 400 <= status_of(answer) < 500 or status_of(answer) in (501, 505), answer[:300]


BODIES = {
    "nothing": b"", "an array": b"[]", "half an object": b"{", "a number": b"1", "null": b"null", "zeros": b"\0" * 100, "not UTF-8": b'{"title":"\xff"}',
    "UTF-16": '{"title":"a"}'.encode("utf-16"), "a mark before": b"\xef\xbb\xbf{}", "another kind": b'{"title":1}', "depth": b"[" * 60_000,
    "depth in a member": b'{"title":' + b"[" * 60_000, "an unknown member": b'{"titel":"a"}', "no UUID": b'{"title":"a","text":"b","command":"x"}',
    "half a pair": b'{"command":"00000000-0000-4000-8000-000000000001","title":"\\ud800","text":"b"}', "a name twice": b'{"title":"a","title":"b"}',
    "a huge number": b'{"title":' + b"9" * 50_000 + b"}", "too much": b'{"title":"' + b"a" * 70_000 + b'"}', "a long text": b'{"command":"00000000-0000-4000-8000-000000000002","title":"a","text":"' + b"a" * 60_000 + b'"}',
    "blanks": b'{"command":"00000000-0000-4000-8000-000000000004","title":" ","text":"\\n"}',
    "unassigned": '{"command":"00000000-0000-4000-8000-000000000005","title":"a\U000e1234","text":"b"}'.encode(),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_that_are_no_announcement(server, name):
    body = BODIES[name]
    answer = ask(server, door(server, body, b"Content-Length: %d" % len(body)))
    assert status_of(answer) in (400, 413, 422), answer[:300]
    error = json.loads(answer.partition(b"\r\n\r\n")[2])["error"]
    assert error["code"] and error["message"] and error["code"] != "internal"


def test_characters_that_nobody_sees_are_left_out(server):
    status, answer = server.post("停\0水\x1b[31m通知", text="一\r\n二\x7f")
    assert status == 201
    server.written += 1
    page = server.get(answer["url"])[1].decode()
    assert "停水[31m通知" in page and "\x1b" not in page and "\0" not in page


def test_a_body_in_chunks_is_as_good_as_another(server):
    body = letter()
    chunks = b"".join(b"%x\r\n%s\r\n" % (1, body[place: place + 1]) for place in range(len(body)))
    assert status_of(ask(server, door(server, chunks + b"0\r\n\r\n", b"Transfer-Encoding: chunked"))) == 201
    server.written += 1


def test_a_body_that_grows_too_large_in_chunks(server):
    chunks = (b"%x\r\n" % 8192 + b"a" * 8192 + b"\r\n") * 40
    assert status_of(ask(server, door(server, chunks + b"0\r\n\r\n", b"Transfer-Encoding: chunked"))) == 413


def test_a_wrong_token_writes_nothing(server):
    for word in (b"", b"Bearer", b"Bearer ", b"Bearer x", b"Basic eDp4", b"Bearer " + b"0" * 64, b"\xff" * 50, b"Bearer " + server.store.token.encode()[:-1]):
        body = letter()
        data = b"POST /api/announcements " + HEAD + b"Authorization: " + word + b"\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        assert status_of(ask(server, data)) == 401


def test_requests_behind_one_another_are_answered_in_order(server):
    line = b"GET /entries/%d HTTP/1.1\r\nHost: x\r\n\r\n"
    data = b"".join(line % number for number in range(30)) + b"GET /healthz " + HEAD + b"\r\n"
    assert ask(server, data).count(b"HTTP/1.1 200") == 31


def test_slow_clients_hold_up_nobody(server):
    """Sixty that begin a request and stop, in its head or in its body, beside one who asks properly."""
    with contextlib.ExitStack() as stack:
        for number in range(60):
            line = stack.enter_context(line_to(server))
            line.sendall(b"GET / HTTP/1.1\r\nHost: " if number % 2 else door(server, b"{", b"Content-Length: 500"))
        for _ in range(20):
            start = time.monotonic()
            assert server.get("/announcements")[0] == 200
            assert server.post("公告")[0] == 201
            server.written += 1
            assert time.monotonic() - start < 3
        # The last one sent half a head; the first one half a body, for which there is a limit of 10 s.
        first = stack.enter_context(line_to(server))
        first.sendall(door(server, b"{", b"Content-Length: 500"))
        assert status_of(first.recv(65536)) == 408


def test_clients_that_hang_up_are_no_mistake_of_ours(server):
    """In the middle of a head, a body, an answer; the log stays free of errors (see the end of the fixture)."""
    for data in (b"GET / HT", door(server, b"{", b"Content-Length: 500"), b"GET /announcements " + HEAD + b"\r\n", door(server, b"5\r\n{", b"Transfer-Encoding: chunked")):
        for _ in range(10):
            with line_to(server) as line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                line.sendall(data)
                time.sleep(0.01)
    assert server.get("/healthz")[0] == 200
