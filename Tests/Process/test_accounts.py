"""Accounts, from the first administrator to an erasure, as the command line and a browser without scripts meet them."""

import contextlib
import datetime
import json
import re
import subprocess
import uuid

import pytest
from jiedao import PROGRAM, ROOT, Store
from visitor import Visitor

OWN = "correct horse battery 77"


def add(store, login, role=None, telephone=None):
    """A new account; gives its one-time password."""
    words = ["user", "add", login, "--name", f"{login} 某", "--unit", "general-office"]
    words += (["--role", role] if role else []) + (["--telephone", telephone] if telephone else [])
    return store.run(*words).stdout.split()[-1]


def number(store, login):
    return next(member["id"] for member in store.json("user", "list")["staff"] if member.get("login") == login)


def two(store, *words, secrets=(OWN, OWN), expect=0):
    """A command of two persons, each with his password from the input."""
    signed = [*words, "--reason", "本人要求删除", "--asked", "admin", "--agreed", "wang", *store.options]
    done = subprocess.run(
        [PROGRAM, *map(str, signed)], input="\n".join(secrets) + "\n", capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.returncode == expect, done.stdout + done.stderr
    return done


@pytest.fixture
def staffed(store):
    """An office whose administrator and second administrator have chosen their passwords."""
    first = {"admin": store.run("user", "password", "admin").stdout.split()[-1], "wang": add(store, "wang", "administrator")}
    with store.serve() as server:
        for login, password in first.items():
            Visitor(server).choose(login, password, OWN)
    return store


def test_a_lost_password_is_replaced_and_the_old_one_is_no_good(staffed):
    new = staffed.run("user", "password", "wang").stdout.split()[-1]
    with staffed.serve() as server:
        assert Visitor(server).log_in("wang", OWN)[0] == 422
        assert Visitor(server).log_in("wang", new)[0] == 303
    staffed.expect_whole()


def test_an_erasure_takes_two_persons_and_leaves_every_proof(staffed, tmp_path):
    add(staffed, "li.na", "dispatcher", telephone="13800138000")
    who = f"staff:{number(staffed, 'li.na')}"
    assert "still has an account" in two(staffed, "erase", who, expect=3).stderr
    staffed.run("user", "disable", "li.na")
    two(staffed, "erase", who, secrets=(OWN, "wrong", ""), expect=2)
    two(staffed, "erase", who)
    assert "erased before" in two(staffed, "erase", who, expect=3).stderr
    assert all(member.get("name") != "li.na 某" for member in staffed.json("user", "list")["staff"])
    staffed.expect_whole()
    staffed.run("rebuild")
    staffed.expect_whole()


def test_a_redaction_takes_away_what_the_entry_brought(staffed):
    target = staffed.json("announcement", "post", "--title", "误发", "--text", "某人的隐私")["entry"]
    kept = staffed.json("announcement", "post", "--title", "停水通知", "--text", "正文")["entry"]
    two(staffed, "redact", target)
    with staffed.serve() as server:
        assert server.get(f"/entries/{target}/receipt")[0] == 410 and server.get(f"/announcements/{target}")[0] == 404
        assert server.get(f"/entries/{kept}/receipt")[0] == 200
    assert staffed.json("figure", "announcements-posted", "--year", "2026", "--as-of", kept + 1)["quantity"] <= 1
    assert "redacted before" in two(staffed, "redact", target, expect=3).stderr
    assert "cannot be redacted" in two(staffed, "redact", 0, expect=3).stderr
    staffed.expect_whole()


def test_a_program_acts_for_its_owner_until_his_account_ends(staffed):
    one_time = add(staffed, "li.na", "dispatcher")
    with staffed.serve() as server:
        visitor = Visitor(server)
        visitor.choose("li.na", one_time, OWN)
        last = datetime.date.today() + datetime.timedelta(30)
        typed = {"name": "网站", "through": str(last), "present": OWN, "scope-announcements:write": "on"}
        token = re.search(r"jd_\w{49}", visitor.submit("/account/programs", **typed)[1])[0]

        def post():
            with contextlib.closing(server.connect()) as connection:
                letter = json.dumps({"command": str(uuid.uuid4()), "title": "停水通知", "text": "正文"})
                connection.request("POST", "/api/announcements", letter.encode(), {"Authorization": f"Bearer {token}"})
                return connection.getresponse().status

        assert post() == 201
        listed = staffed.json("token", "list")["tokens"]
        assert [(row["hint"], row["login"], row["state"]) for row in listed] == [(token[:7], "li.na", "valid")]
        staffed.run("token", "revoke", "li.na", "jd_none", expect=2)
        second = re.search(r"jd_\w{49}", visitor.submit("/account/programs", **typed)[1])[0]
        staffed.run("token", "revoke", "li.na", second[:7])
        assert {row["hint"]: row["state"] for row in staffed.json("token", "list")["tokens"]}[second[:7]] == "revoked"
        assert post() == 201
        staffed.run("user", "disable", "li.na")
        assert post() == 401
    assert token not in "".join(server.log)
    assert all(token.encode() not in file.read_bytes() for file in staffed.keys.iterdir())
    staffed.expect_whole()


def test_a_new_master_key_opens_what_the_old_one_sealed(staffed):
    old = (staffed.keys / "master.key").read_text()
    assert "Wrapped 2 keys" in staffed.run("keys", "rotate").stdout
    assert (staffed.keys / "master.key").read_text() != old
    assert not list(staffed.keys.glob("master-*.key"))
    before = staffed.json("user", "list")
    staffed.run("rebuild")
    assert staffed.json("user", "list") == before


def test_without_the_master_key_all_else_goes_on(staffed):
    (staffed.keys / "master.key").unlink()
    assert "master" in staffed.run("user", "add", "x.y", "--name", "某", "--unit", "general-office", expect=3).stderr
    staffed.run("announcement", "post", "--title", "停水通知", "--text", "正文")
    with staffed.serve() as server:
        assert Visitor(server).log_in("admin", OWN)[0] == 303
        assert server.get("/announcements")[0] == 200


def test_a_restore_goes_on_with_the_old_secrets(staffed, tmp_path):
    backup = tmp_path / "b.export"
    staffed.run("backup", str(backup))
    assert all(secret not in backup.read_text() for secret in (OWN, "wang", "argon2"))
    bare, whole = Store(tmp_path / "bare", "sqlite", None), Store(tmp_path / "whole", "sqlite", None)
    bare.run("restore", str(backup))
    assert all("login" not in member for member in bare.json("user", "list")["staff"])
    bare.expect_whole()
    whole.run("restore", str(backup), "--secrets-from", str(staffed.keys))
    assert whole.json("user", "list") == staffed.json("user", "list")
    with whole.serve() as server:
        assert Visitor(server).log_in("admin", OWN)[0] == 303
    whole.expect_whole()


def test_a_running_server_takes_over_an_adopted_catalog(staffed, tmp_path):
    subprocess.run(["cp", "-r", str(ROOT / "Catalog/pingshan"), str(tmp_path / "catalog")], check=True)
    units = tmp_path / "catalog/units.yaml"
    units.write_text(units.read_text().replace("en: General Office}", "en: General Affairs Office}"))
    with staffed.serve() as server:
        visitor = Visitor(server)
        visitor.log_in("admin", OWN)
        assert "General Affairs" not in visitor.get("/staff/new?lang=en")[1]
        staffed.run("catalog", "adopt", tmp_path / "catalog")
        assert "General Affairs" in visitor.get("/staff/new?lang=en")[1]
        assert re.search(r"/catalog/adoptions/\d+", visitor.get("/catalog")[1])
    staffed.expect_whole()
