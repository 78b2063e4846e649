"""Clients that write as fast as they are answered, and a witness that keeps what the server signs."""

import http.client
import threading
import time
import uuid

COUNT = 16


class Writers:
    """Clients that remember what was acknowledged and what was under way, by command."""

    def __init__(self, server):
        self.server, self.acknowledged, self.open = server, {}, {}
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(n,)) for n in range(COUNT)]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        connection = self.server.connect(timeout=60)
        count = 0
        while not self.stopping.is_set():
            count += 1
            command, title = str(uuid.uuid4()), f"公告 {number}/{count}"
            self.open[command] = title
            while not self.stopping.is_set():
                try:
                    status, answer = self.server.post(title, command, connection)
                except (OSError, ValueError, http.client.HTTPException):
                    return
                if status in (200, 201):
                    self.acknowledged[command] = (answer["entry"], title)
                    del self.open[command]
                    break
                # Refused for now: nothing was written, or nobody knows; the same command again settles it.
                assert status == 503, (status, answer)
                time.sleep(0.02)

    def expect_progress(self, seconds=40):
        """The server goes on by itself once its database is back."""
        before, end = len(self.acknowledged), time.monotonic() + seconds
        while len(self.acknowledged) < before + COUNT:
            assert time.monotonic() < end, "the server did not find back to its database"
            assert any(thread.is_alive() for thread in self.threads), "the server dropped its clients"
            time.sleep(0.01)

    def join(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()


class Witness:
    """Somebody who keeps the latest checkpoint, and receipts of entries, as they are served meanwhile."""

    def __init__(self, server):
        self.server, self.receipts = server, []
        self.checkpoint = self.get("/checkpoint")
        assert self.checkpoint, "there is a checkpoint since the beginning"
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self):
        while not self.stopping.wait(0.03):
            self.checkpoint = self.get("/checkpoint") or self.checkpoint
            size = int(self.checkpoint.split(b"\n")[1])
            receipt = self.get(f"/entries/{size - 1}/receipt")
            if receipt:
                self.receipts.append(receipt)

    def get(self, path):
        try:
            status, body, _ = self.server.get(path)
        except (OSError, http.client.HTTPException):
            return None
        return body if status == 200 else None

    def join(self):
        self.stopping.set()
        self.thread.join()
