"""What the program prints does nothing to a terminal, and its JSON can be read whatever stands in it."""

import json
import unicodedata

import pytest

from jiedao import run

SPECIAL = "x\x1b[2J\x9b31m\u202egnp\u2066\x07"


def expect_harmless(*texts):
    for text in texts:
        special = [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")]
        assert not special, (special, text)


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "receipt", "/nowhere/{}"], ["verify", "ledger", "/nowhere/{}"], ["catalog", "check", "/nowhere/{}"],
        ["verify", "ledger", "--key", "{}", "/dev/null"], ["figure", "{}", "--year", "2018", "--data", "/nowhere/{}"], ["{}"], ["--{}"],
        ["serve", "--data", "/nowhere/{}"], ["serve", "--port", "{}"], ["announcement", "post", "--title", "a", "--text", "b", "--command", "{}"],
        ["init", "--catalog", "Catalog/pingshan", "--origin", "a {}", "--data", "/dev/null/{}"], ["export", "ledger", "/nowhere/{}", "extra {}"],
    ],
    ids=" ".join,
)
def test_what_was_typed_is_repeated_without_harm(words):
    done = run(*[word.replace("{}", SPECIAL) for word in words], expect=(1, 2, 3))
    expect_harmless(done.stdout, done.stderr)


def test_a_line_that_was_typed_does_not_become_the_programs():
    done = run("verify", "ledger", "--key", "a\nThe ledger holds.", "/dev/null", expect=2)
    assert "\nThe ledger holds" not in done.stderr and "The ledger holds" in done.stderr


def test_a_password_that_was_typed_in_the_wrong_place_is_not_repeated():
    address = "postgresql://clerk:s3cret@host/office"
    for words in (["export", "ledger", "file", address], [address], ["verify", "ledger", "--key", address, "/dev/null"], ["--databse", address]):
        done = run(*words, expect=2)
        assert "s3cret" not in done.stdout + done.stderr, done.stderr


def test_what_the_ledger_holds_is_printed_without_harm(sqlite, tmp_path):
    sqlite.run("announcement", "post", "--title", f"标题 {SPECIAL}", "--text", "正文")
    made = run("init", "--catalog", "Catalog/pingshan", "--data", tmp_path / SPECIAL.replace("\x07", "\n"))
    expect_harmless(made.stdout, made.stderr)
    sqlite.sql("UPDATE announcement SET title = 'x' || char(27) || '[2J' || char(8238)")
    for words in (["rebuild", "--check"], ["rebuild", "--check", "--format", "json"]):
        done = sqlite.run(*words, expect=1)
        expect_harmless(done.stdout, done.stderr)
        assert "announcement" in done.stdout


@pytest.mark.parametrize("path", ["/figures/{}?format=json", "/figures/announcements-posted?format={}", "/api/announcements/{}/correction"])
@pytest.mark.parametrize("text", ["%CD%B8", "%EF%BF%BF", "%E2%80%AE", "%22%5C", "x" + "%CC%81" * 40, "%F3%A0%81%81"])
def test_an_answer_in_json_can_repeat_whatever_was_sent(server, path, text):
    connection = server.connect()
    method = "POST" if path.startswith("/api") else "GET"
    connection.request(method, path.format(text), headers={"Authorization": f"Bearer {server.store.token}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in (400, 404), (answer.status, body)
    if path.endswith("correction") or "format=json" in path:
        assert json.loads(body)["error"]["message"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    from jiedao import Store

    store = Store(tmp_path_factory.mktemp("answers"), "sqlite", None)
    store.run("init", "--catalog", "Catalog/pingshan")
    with store.serve() as server:
        yield server
