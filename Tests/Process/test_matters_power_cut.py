"""What was acknowledged about matters is there once after the server was killed, whatever the clients repeat."""

import http.client
import os
import random
import re
import threading
import time
import urllib.parse
import uuid

from test_accounts import OWN, add
from visitor import Visitor

COUNT = 6
ROUNDS = int(os.environ.get("JIEDAO_TEST_ROUNDS", "8"))
SEED = int(os.environ.get("JIEDAO_TEST_SEED", "20181231"))
FORM = "/matters/new?kind=report"


class Clerk(Visitor):
    """One of several windows of the same clerk; it remembers what was answered, and what it does not know."""

    def __init__(self, server, cookies):
        super().__init__(server)
        self.cookies = dict(cookies)
        # By command: address and fields; and what was answered.
        self.open, self.acknowledged = {}, {}

    def hidden(self, action):
        status, page = self.get(action)
        assert status == 200, (action, status)
        form = page.split(f'action="{action}"', 1)[1].split("</form>", 1)[0]
        return dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form))

    def send(self, action, **typed):
        """Sends a form under a command of its own; gives where it led."""
        fields = self.hidden(action) | typed | {"command": str(uuid.uuid4())}
        self.open[fields["command"]] = (action, fields)
        return self.repeat(fields["command"])

    def repeat(self, command):
        action, fields = self.open[command]
        status, place = self.post(action, fields)
        assert status == 303, (action, status, place)
        self.acknowledged[command] = (action, place)
        del self.open[command]
        return place

    def post(self, action, fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", action, urllib.parse.urlencode(fields), headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers.get("Location")
        finally:
            connection.close()

    def work(self, name, stopping):
        """Takes in matters and gives each to a unit, until the server is gone."""
        count = 0
        while not stopping.is_set():
            count += 1
            try:
                place = self.send(
                    FORM, source="telephone", text=f"事项 {name}/{count}", community="440310001001", category="ps-665", address="某路段", similar="seen"
                )
                self.send(f"{place}/file-and-dispatch")
            except (OSError, http.client.HTTPException):
                return


def test_nothing_acknowledged_about_matters_is_lost_or_doubled(store):
    chance, cookies, sent = random.Random(SEED), None, {}
    one_time = add(store, "clerk", "dispatcher")
    for number in range(ROUNDS):
        with store.serve() as server:
            if cookies is None:
                first = Visitor(server)
                first.choose("clerk", one_time, OWN)
                cookies = first.cookies
            # What was under way at the cut is done once, on whichever side of the commit the cut fell.
            for clerk in sent.values():
                clerk.port = server.port
                for command in list(clerk.open):
                    clerk.repeat(command)
            clerks = {f"{number}.{window}": Clerk(server, cookies) for window in range(COUNT)}
            stopping = threading.Event()
            threads = [threading.Thread(target=clerk.work, args=(name, stopping)) for name, clerk in clerks.items()]
            for thread in threads:
                thread.start()
            time.sleep(chance.uniform(0.2, 0.9))
            server.kill()
            stopping.set()
            for thread in threads:
                thread.join()
        assert store.verify()["ok"]
        sent |= clerks
    with store.serve() as server:
        for clerk in sent.values():
            clerk.port = server.port
            for command in list(clerk.open):
                clerk.repeat(command)
            # And what was acknowledged is answered as the first time.
            for command, (action, place) in list(clerk.acknowledged.items())[:2]:
                assert place
    check(store, sent)
    store.expect_whole()


def check(store, sent):
    """Each matter once, each given to its unit once, numbered without a gap."""
    acknowledged = {command: told for clerk in sent.values() for command, told in clerk.acknowledged.items()}
    reports = {int(place.rsplit("/", 1)[1]) for action, place in acknowledged.values() if action == FORM}
    dispatches = [int(action.split("/")[2]) for action, _ in acknowledged.values() if action != FORM]
    assert len(reports) > ROUNDS * COUNT, "the test hardly wrote anything"
    assert len(dispatches) == len(set(dispatches))
    rows = store.sql("SELECT id, stage, number FROM matter ORDER BY number")
    rows = [(int(id), stage, int(number) if number else None) for id, stage, number in rows]
    assert {id for id, _, _ in rows} == reports
    assert {id for id, stage, _ in rows if stage == "dispatched"} == set(dispatches)
    assert [number for _, stage, number in rows if stage == "dispatched"] == list(range(1, len(dispatches) + 1))
    titles = [title for title, in store.sql("SELECT title FROM matter_words")]
    assert len(titles) == len(set(titles)) == len(reports)
