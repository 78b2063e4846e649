"""Runs the program, its server and its stores for the tests of this folder."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("JIEDAO_BIN", str(ROOT / ".build/release/jiedao"))
# A demo year with some of each thing; a whole one has fifty times as many.
DEMO = ["demo", "--share", "1"]
VERIFIER = str(ROOT / "Tests/Process/ledger_verifier.py")


def run(*words, expect=0, timeout=120, env=None, cwd=ROOT):
    """Runs the program, checks its exit status, and gives what it printed."""
    done = subprocess.run(
        [PROGRAM, *map(str, words)], capture_output=True, timeout=timeout, cwd=cwd, env=env, errors="replace", text=True
    )
    wanted = expect if isinstance(expect, tuple) else (expect,)
    assert done.returncode in wanted, f"{words} ended with {done.returncode}: {done.stdout[-1500:]}{done.stderr[-1500:]}"
    return done


def independent(*words):
    """Runs the second implementation of the format, and gives its exit status and its summary."""
    done = subprocess.run(["/usr/bin/python3", VERIFIER, *map(str, words)], capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout) if done.returncode < 2 else done.stderr


class Measured:
    """How a run of the program ended, what it printed, and the most memory that it held."""

    def __init__(self, *words, timeout=20, cwd=ROOT):
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(
                [PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=cwd
            )
            watch = threading.Timer(timeout, process.kill)
            watch.start()
            _, status, usage = os.wait4(process.pid, 0)
            watch.cancel()
            process.returncode = self.status = os.waitstatus_to_exitcode(status)
            self.peak_kib = usage.ru_maxrss
            output.seek(0)
            self.output = output.read().decode(errors="replace")


class Store:
    """A store of its own on one of the engines, below a folder that belongs to the test."""

    def __init__(self, folder, engine, postgresql):
        self.folder, self.engine, self.base = pathlib.Path(folder), engine, postgresql
        self.data, self.keys = self.folder / "store", self.folder / "store/keys"
        if engine == "sqlite":
            self.options = ["--data", str(self.data)]
        else:
            self.schema = "p" + uuid.uuid4().hex
            self.address = f"{postgresql}&options=-csearch_path%3D{self.schema}"
            self.options = ["--database", self.address, "--keys", str(self.keys)]

    def run(self, *words, **options):
        return run(*words, *self.options, **options)

    def json(self, *words, **options):
        return json.loads(self.run(*words, "--format", "json", **options).stdout)

    @property
    def file(self):
        return self.data / "store.sqlite"

    @property
    def token(self):
        return (self.keys / "operator.token").read_text().strip()

    @property
    def key(self):
        """The verifier key of the origin under which the ledger is written now."""
        shown = self.run("export", "ledger", "--public").stdout
        return re.findall(r'"log_key":"([^"]+)"', shown)[-1]

    @property
    def first(self):
        """The number of its first announcement."""
        return self.sql("SELECT MIN(id) FROM announcement")[0][0]

    def verify(self, *words, **options):
        return self.json("verify", "ledger", *words, **options)

    def expect_whole(self, *words):
        """The ledger verifies and the projections equal the replay; gives the summary."""
        answer = self.verify(*words)
        assert answer["ok"], answer["problems"][:5]
        check = self.json("rebuild", "--check")
        assert check["ok"], check["differences"][:5]
        return answer

    def sql(self, statement, *values):
        """Changes the stopped store behind the program's back."""
        if self.engine == "sqlite":
            with contextlib.closing(sqlite3.connect(self.file)) as database, database:
                return database.execute(statement, values).fetchall()
        assert not values
        text = f"SET search_path TO {self.schema}; {statement}"
        done = subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", text, self.base], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return [tuple(line.split("|")) for line in done.stdout.splitlines()]

    def settle(self):
        """Carries the write-ahead log of a stopped SQLite store into its one file."""
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            assert database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0

    def copy(self, folder):
        """The same SQLite store in another folder."""
        other = Store(folder, "sqlite", None)
        other.folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.data, other.data)
        return other

    def remove(self):
        if self.engine == "postgresql":
            subprocess.run(["psql", "-qX", "-c", f"DROP SCHEMA IF EXISTS {self.schema} CASCADE", self.base], capture_output=True)

    def serve(self, *words, **options):
        return Server(self, *words, **options)


class Server:
    """The running server; a context manager that stops it gracefully unless it was killed."""

    def __init__(self, store, *words, env=None):
        self.store = store
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", *words, *store.options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=env, text=True, errors="replace",
        )
        self.log, self.written = [], 0
        self.reader = threading.Thread(target=lambda: self.log.extend(self.process.stderr), daemon=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://[^:]+:(\d+)/", line)
        if not found:
            self.process.kill()
            raise AssertionError(f"the server did not start: {line}{self.process.stderr.read()}")
        self.port = int(found[1])
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    def stop(self):
        """Ends it as an administrator does, and waits for the last line of its log."""
        self.process.terminate()
        status = self.process.wait(30)
        self.reader.join(10)
        assert status == 0, "".join(self.log[-20:])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def connect(self, timeout=30):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def get(self, path, headers=None):
        with contextlib.closing(self.connect()) as connection:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), answer

    def post(self, title, command=None, connection=None, text="正文", **more):
        """Posts an announcement and gives the status and the answer."""
        answer, content = self.send(title, command, connection, text, **more)
        return answer.status, content

    def send(self, title, command=None, connection=None, text="正文", **more):
        """The same, with the answer's head."""
        body = json.dumps({"command": command or str(uuid.uuid4()), "title": title, "text": text, **more})
        own = connection or self.connect()
        try:
            own.request(
                "POST", "/api/announcements", body.encode(),
                {"Authorization": f"Bearer {self.store.token}", "Content-Type": "application/json"},
            )
            answer = own.getresponse()
            return answer, json.loads(answer.read())
        finally:
            if connection is None:
                own.close()
