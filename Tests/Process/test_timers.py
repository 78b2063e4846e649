"""What is planned happens at its time and once, whichever of several servers lives."""

import contextlib
import datetime
import re
import time
import zoneinfo

COUNT = 24
ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")


def plan(store, start):
    """Plans announcements, two for each second; gives the due times, in milliseconds, by their titles."""
    due = {}
    for number in range(COUNT):
        moment = start + datetime.timedelta(seconds=number // 2)
        title = f"第{number}条"
        store.run(
            "announcement", "post", "--title", title, "--text", "正文", "--at", moment.strftime("%Y-%m-%dT%H:%M:%S")
        )
        due[title] = int(moment.timestamp() * 1000)
    return due


def posted(store):
    """The time of each announcement in the ledger, in milliseconds, with its title and its author."""
    export = store.run("export", "ledger").stdout
    entries = re.findall(r'.*"kind":"announcement.posted".*', export)
    assert all('"actor":"rule:announcement.due@1"' in entry for entry in entries)
    return [
        (re.search(r'"title":"([^"]*)"', entry)[1], int(re.search(r'"time":(\d+)', entry)[1])) for entry in entries
    ]


def leads(server):
    return any("this process fires the timers now" in line for line in server.log)


def test_a_killed_server_leaves_its_timers_to_the_next(store):
    start = datetime.datetime.now(ZONE).replace(microsecond=0) + datetime.timedelta(seconds=20)
    due = plan(store, start)
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(store.serve()) for _ in range(2)]
        time.sleep(max(0, start.timestamp() + 4.3 - time.time()))
        leader = next(server for server in servers if leads(server))
        leader.kill()
        done = posted(store)
        assert 4 <= len(done) < COUNT, "it was to be killed in the middle"
        end = time.time() + 60
        while len(done) < COUNT and time.time() < end:
            time.sleep(1)
            done = posted(store)
        assert [leads(server) for server in servers if server is not leader] == [True]
    assert sorted(title for title, _ in done) == sorted(due), "each is posted, and once"
    for title, moment in done:
        assert moment >= due[title], "none is posted before its time"
    store.expect_whole()


def test_what_fell_due_while_no_server_ran_is_done_at_the_next_start(store):
    start = datetime.datetime.now(ZONE).replace(microsecond=0) + datetime.timedelta(seconds=8)
    store.run("announcement", "post", "--title", "停机", "--text", "正文", "--at", start.strftime("%Y-%m-%dT%H:%M:%S"))
    time.sleep(max(0, start.timestamp() + 1 - time.time()))
    assert posted(store) == []
    with store.serve():
        end = time.time() + 30
        while not (done := posted(store)) and time.time() < end:
            time.sleep(0.5)
    assert [title for title, _ in done] == ["停机"]


def test_a_time_that_is_none_is_refused(sqlite):
    words = ["announcement", "post", "--title", "a", "--text", "b", "--at"]
    assert "such as 2018-03-06T09:00" in sqlite.run(*words, "tomorrow", expect=2).stderr
    assert "lies behind" in sqlite.run(*words, "2018-03-06T09:00", expect=3).stderr
    assert sqlite.verify()["entries"] == 3
