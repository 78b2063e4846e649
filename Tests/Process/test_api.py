"""The interface for programs is as its document says, and does what the pages do."""

import contextlib
import json
import os
import re
import subprocess
import uuid

import pytest

from jiedao import ROOT
from test_accounts import OWN, add
from visitor import Visitor

TOOLS = ROOT / ".build/schemathesis"
SCOPES = ("ledger:read", "matters:read", "matters:report", "matters:handle")
tools = pytest.mark.skipif(not (TOOLS / "installed.txt").exists(), reason="schemathesis is not installed (script/bootstrap test)")

# What is sent as the document says may name a code, a place in a list or a matter that is not there, which no document can say;
# and what is too large is refused before anybody looks into it.
CONFIGURATION = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", 400, 401, 403, 404, 409, 422, 429]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 409, 413, 415, 422, 429]
"""


class Program:
    """A program that acts for somebody of the staff, or for nobody."""

    def __init__(self, server, token=None):
        self.server, self.token = server, token

    def ask(self, method, path, body=None, key=None, **headers):
        """The answer's status and JSON."""
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid.uuid4())}
            body = json.dumps(body).encode()
        with contextlib.closing(self.server.connect()) as connection:
            connection.request(method, "/api/v1" + path, body, headers)
            answer = connection.getresponse()
            kind = answer.headers["Content-Type"]
            assert kind == ("application/json" if answer.status < 400 else "application/problem+json"), (answer.status, kind)
            return answer.status, json.loads(answer.read())

    def act(self, matter, *acts, note=None, expect=200):
        revision = self.ask("GET", f"/matters/{matter}")[1]["revision"]
        body = {"revision": revision, "acts": list(acts)} | ({"note": note} if note else {})
        status, answer = self.ask("POST", f"/matters/{matter}/acts", body)
        assert status == expect, answer
        return answer


def program(store, server, login, role, unit="general-office", scopes=SCOPES):
    """A program with a token of a new account."""
    words = ["user", "add", login, "--name", f"{login} 某", "--unit", unit, "--role", role]
    one_time = store.run(*words).stdout.split()[-1]
    visitor = Visitor(server)
    visitor.choose(login, one_time, OWN)
    page = visitor.get("/account/programs")[1]
    chosen = {f"scope-{scope}": "on" for scope in scopes if f'name="scope-{scope}"' in page}
    made = visitor.submit("/account/programs", name="程序", present=OWN, through=re.search(r'name="through"[^>]*value="([^"]+)"', page)[1], **chosen)
    found = re.search(r"jd_\w{49}", made[1])
    assert found, made[1][-2000:]
    return Program(server, found[0])


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A served office, and programs of the people who lead a matter through its hands."""
    from jiedao import Store

    store = Store(tmp_path_factory.mktemp("api"), "sqlite", None)
    store.run("init", "--catalog", "Catalog/pingshan")
    with store.serve() as server:
        people = {
            "clerk": program(store, server, "li.na", "dispatcher"),
            "handler": program(store, server, "chen", "handler", "enforcement-team"),
            "verifier": program(store, server, "zhao", "verifier", "grid-centre"),
        }
        yield store, server, people


def test_a_report_goes_through_all_hands_to_its_red_line(office):
    store, server, people = office
    anybody = Program(server)
    key = str(uuid.uuid4())
    body = {"points": ["路口有人乱摆卖", "垃圾没有清走"], "community": "440310001001", "telephone": "13800138000"}
    status, made = anybody.ask("POST", "/reports", body, key)
    assert status == 201 and not made["repeat"]
    # The same request again is the same report, with the same code word.
    assert anybody.ask("POST", "/reports", body, key) == (200, made | {"repeat": True})
    assert anybody.ask("POST", "/reports", body | {"points": ["别的"]}, key)[0] == 409
    number, code = made["number"], made["code_word"]
    mine = {"Code-Word": code}
    assert anybody.ask("GET", f"/reports/{number}", **mine)[1]["stage"] == "reported"
    assert anybody.ask("GET", f"/reports/{number}")[0] == 401

    clerk, handler, verifier = people["clerk"], people["handler"], people["verifier"]
    found = clerk.ask("GET", "/matters?stage=reported&limit=1")[1]["matters"]
    assert [row["id"] for row in found] == [number]
    shown = clerk.ask("GET", f"/matters/{number}")[1]
    assert "file" in shown["acts"] and "13800138000" not in json.dumps(shown) and shown["clocks"][0]["sum"]
    clerk.act(number, {"act": "file"}, {"act": "dispatch", "lead": "enforcement-team"})
    assert any(why["act"] == "handle" for why in clerk.ask("GET", f"/matters/{number}")[1]["refused"])
    # Both points have to be answered.
    assert handler.act(number, {"act": "handle", "points": [1]}, note="已劝离", expect=409)["code"] == "refused"
    handler.act(number, {"act": "handle", "points": [1, 2], "for_reporter": True}, note="已劝离并清运")
    # Whoever handled it does not verify it.
    assert handler.act(number, {"act": "verify"}, note="好了", expect=403)["code"] == "not-allowed"
    done = verifier.act(number, {"act": "verify", "on_site": True}, {"act": "strike-off"}, note="现场已清空")
    assert done["stage"] == "closed" and done["reference"].startswith("诉-")
    end = anybody.ask("GET", f"/reports/{number}", **mine)[1]
    assert end["outcome"] == "struck-off" and any("已劝离并清运" == step.get("note") for step in end["history"])
    assert "satisfied" in end["acts"]
    assert anybody.ask("POST", f"/reports/{number}/acts", {"act": "satisfied"}, **mine)[0] == 200
    status, receipt = anybody.ask("GET", f"/reports/{number}/receipt", **mine)
    assert status == 200 and receipt
    # Searched by its words, and seen in the figure that it changed.
    found = verifier.ask("GET", "/matters?q=%E4%B9%B1%E6%91%86%E5%8D%96")[1]["matters"]
    assert [row["id"] for row in found] == [number]
    year = end["history"][0]["time"][:4]
    assert store.json("figure", "matters-struck-off", "--year", year)["value"] == 1


def test_whoever_is_slower_is_told_what_happened_meanwhile(office):
    _, _, people = office
    clerk = people["clerk"]
    body = {"kind": "report", "source": "telephone", "points": ["路灯不亮"], "category": "ps-1164"}
    status, made = clerk.ask("POST", "/matters", body)
    assert status == 201
    place = f"/matters/{made['matter']}/acts"
    act = {"revision": made["revision"], "acts": [{"act": "file"}]}
    assert clerk.ask("POST", place, act)[0] == 200
    status, late = clerk.ask("POST", place, act)
    assert (status, late["code"], late["revision"]) == (409, "changed", 2)
    assert [event["kind"] for event in late["happened"]] == ["matter.filed"]


def test_what_one_may_not_see_is_not_there(office):
    store, server, people = office
    body = {"kind": "petition", "source": "petitioner", "points": ["信访内容"], "name": "甲"}
    status, made = people["clerk"].ask("POST", "/matters", body)
    assert status == 201, made
    assert people["clerk"].ask("GET", f"/matters/{made['matter']}")[1]["confidentiality"] == "confidential"
    assert people["verifier"].ask("GET", f"/matters/{made['matter']}")[0] == 404
    assert people["verifier"].ask("GET", "/matters?kind=petition")[1]["matters"] == []
    act = {"revision": 1, "acts": [{"act": "file"}]}
    assert people["verifier"].ask("POST", f"/matters/{made['matter']}/acts", act)[0] == 404
    assert Program(server).ask("GET", "/matters")[0] == 401
    assert Program(server, "jd_" + "0" * 49).ask("GET", "/matters")[0] == 401
    reader = program(store, server, "reader", "dispatcher", scopes=["matters:read"])
    assert reader.ask("GET", "/matters")[0] == 200
    status, answer = reader.ask("POST", "/matters", body)
    assert (status, answer["code"]) == (403, "out-of-scope")
    store.run("user", "disable", "reader")
    assert reader.ask("GET", "/matters")[0] == 401


def test_a_wrong_code_word_is_slowed_down(office):
    _, server, _ = office
    anybody = Program(server)
    number = anybody.ask("POST", "/reports", {"points": ["有噪声"]})[1]["number"]
    statuses = [anybody.ask("GET", f"/reports/{number}", **{"Code-Word": "0000-0000-0000"})[0] for _ in range(12)]
    assert statuses[0] == 404 and statuses[-1] == 429


@pytest.mark.parametrize("body, status, code, pointer", [
    (b"", 400, "unreadable", None), (b"[]", 422, "shape", ""), (b"{", 400, "unreadable", None),
    (b"\xff\xfe{\x00}\x00", 400, "unreadable", None), (b'{"points":["\\ud800"]}', 422, "shape", "/points/0"),
    (b'{"points":[]}', 422, "shape", "/points"), (b'{"points":["a"],"x":1}', 422, "shape", "/x"),
    (b'{"points":["a"],"community":1}', 422, "shape", "/community"),
    (b'{"points":["a"],"dwelling":null}', 422, "shape", "/dwelling"),
    (b'{"points":["a"],"community":"nowhere"}', 422, "words", None), (b'{"points":["   "]}', 422, "words", None),
    (b'{"points":["\\u0000"]}', 422, "words", None), (b"[" * 3000, 400, "unreadable", None),
    (b'{"points":["' + b"a" * 70000 + b'"]}', 413, "too-large", None),
])
def test_what_is_wrong_is_named(office, body, status, code, pointer):
    _, server, _ = office
    with contextlib.closing(server.connect()) as connection:
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()), "Accept-Language": "en"}
        connection.request("POST", "/api/v1/reports", body, headers)
        answer = connection.getresponse()
        problem = json.loads(answer.read())
    assert (answer.status, problem["code"]) == (status, code), problem
    assert problem["status"] == status and problem["detail"]
    if pointer is not None:
        assert problem["errors"][0]["pointer"] == pointer


def test_whole_site_faults_are_problems_too(office):
    _, server, _ = office
    for method, path, status in [
        ("GET", "/nothing", 404), ("DELETE", "/reports", 405), ("GET", "/matters/x", 401), ("GET", "/codes/none", 404),
    ]:
        assert Program(server).ask(method, path)[0] == status
    assert "/api/v1/openapi.json" in server.get("/api")[1].decode()


def python(folder, *words, timeout=400):
    """Runs a tool in a folder of the test's own, where it may leave what it likes."""
    environment = os.environ | {"PYTHONPATH": str(TOOLS)}
    return subprocess.run(
        ["/usr/bin/python3", *map(str, words)], capture_output=True, text=True, env=environment, timeout=timeout, cwd=folder
    )


@tools
def test_the_document_is_one(office, tmp_path):
    _, server, _ = office
    (tmp_path / "openapi.json").write_bytes(server.get("/api/v1/openapi.json")[1])
    done = python(tmp_path, "-m", "openapi_spec_validator", tmp_path / "openapi.json")
    assert done.returncode == 0, done.stdout + done.stderr


@tools
@pytest.mark.parametrize("who", ["staff", "anybody"])
def test_the_server_is_as_its_document_says(office, tmp_path, who):
    """schemathesis sends what the document allows and what it does not, and finds nothing."""
    _, server, people = office
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION)
    words = [
        "-m", "schemathesis.cli", "--config-file", tmp_path / "schemathesis.toml", "run",
        f"http://127.0.0.1:{server.port}/api/v1/openapi.json", "--checks", "all", "--max-examples", "25", "--seed", "20181231",
        "--phases", "examples,coverage,fuzzing", "--no-color", "--warnings", "off",
    ]
    if who == "staff":
        # What anybody may do is tried as anybody; too many reports from one place are slowed down.
        words += ["--include-path-regex", "/matters|/codes", "--header", f"Authorization: Bearer {people['clerk'].token}"]
    else:
        words += ["--include-path-regex", "/reports|/codes"]
    done = python(tmp_path, *words)
    told = "\n".join(line[:300] for line in done.stdout.splitlines())
    assert done.returncode == 0, told[-12000:] + done.stderr[-2000:]
