"""A PostgreSQL of a test's own."""

import os
import pathlib
import shutil
import subprocess
import time
import uuid


class Cluster:
    """A PostgreSQL that the test may kill, run as its own user where the test is root."""

    BIN = pathlib.Path("/usr/lib/postgresql/15/bin")

    @classmethod
    def is_installed(cls):
        return (cls.BIN / "initdb").exists()

    def __init__(self, place="/tmp"):
        # A short path, since a socket's may have a hundred bytes.
        self.folder = pathlib.Path("/tmp") / f"jiedao-cluster-{uuid.uuid4().hex[:8]}"
        self.data = pathlib.Path(place) / f"{self.folder.name}-data"
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        for folder in (self.folder, self.data):
            folder.mkdir(mode=0o755)
            if self.prefix:
                shutil.chown(folder, "postgres")
        self.call("initdb", "-D", self.data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--wal-segsize=4")
        self.start()

    def call(self, program, *words):
        return subprocess.run(
            [*self.prefix, str(self.BIN / program), *map(str, words)], check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def start(self):
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=on"
        self.call("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "-o", options, "start")

    def start_if_stopped(self):
        """It may be just about to stop, or to come back by itself."""
        end = time.monotonic() + 60
        while subprocess.run(["psql", "-qXc", "SELECT 1", self.address], capture_output=True).returncode != 0:
            assert time.monotonic() < end, (self.folder / "log").read_text()[-2000:]
            if not (self.data / "postmaster.pid").exists():
                self.start()
            time.sleep(0.2)

    def kill(self):
        """Takes the postmaster and all its children at once, as a power cut does."""
        postmaster = (self.data / "postmaster.pid").read_text().split()[0]
        children = subprocess.run(["pgrep", "-P", postmaster], capture_output=True, text=True).stdout.split()
        subprocess.run(["kill", "-9", postmaster, *children], check=False)
        while any(pathlib.Path(f"/proc/{process}").exists() for process in (postmaster, *children)):
            time.sleep(0.01)

    def remove(self):
        subprocess.run([*self.prefix, str(self.BIN / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "-w", "stop"], cwd="/", capture_output=True)
        shutil.rmtree(self.folder)
        shutil.rmtree(self.data)

    @property
    def address(self):
        return f"postgresql:///postgres?host={self.folder}&user=postgres"
