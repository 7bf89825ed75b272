# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs cardsyncctl in a home of its own, and looks for what may not be left behind there."""

import fcntl
import json
import os
import pty
import re
import sqlite3
import struct
import subprocess
import tempfile
import termios
import threading
import time
import tty
import unittest
from contextlib import closing
from pathlib import Path

import faults
import members
from service import Service, honest

HERE = Path(__file__).resolve().parent
PROGRAM = os.path.abspath(os.environ.get("CARDSYNCCTL",
                                         HERE.parents[1] / "_build/src/cli/cardsyncctl"))
SANITIZED = "CARDSYNC_SANITIZED" in os.environ

# Longer than any deadline and its retries.
PATIENCE = 150


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("nothing happened")
        time.sleep(0.01)


class Outcome:
    """What a run left: exit code, output, how long it took and how much memory at most."""

    def __init__(self, code, out, err, seconds, rss_mb):
        self.code, self.raw_out, self.raw_err = code, out, err
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        self.seconds, self.rss_mb = seconds, rss_mb

    @property
    def json(self):
        return json.loads(self.out)


class Run:
    """A run that is going on."""

    def __init__(self, command, stdin, env, cwd, columns=None, **how):
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        self._started = time.monotonic()
        self._reader = None
        stdout = self._open_terminal(columns) if columns else self._out
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stdout,
                                        stderr=self._err, env=env, cwd=cwd, **how)
        if columns:
            os.close(stdout)
        try:
            self.process.stdin.write(stdin)
            self.process.stdin.close()
        except BrokenPipeError:
            pass

    def _open_terminal(self, columns):
        """A terminal for the standard output, whose content is copied to where a file's goes."""
        outside, inside = pty.openpty()
        tty.setraw(inside)
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))

        def copy():
            with open(outside, "rb", buffering=0) as terminal:
                try:
                    while data := terminal.read(65536):
                        self._out.write(data)
                except OSError:  # how the end of a terminal is told
                    pass
        self._reader = threading.Thread(target=copy)
        self._reader.start()
        return inside

    def finish(self, patience=PATIENCE):
        watchdog = threading.Timer(patience, self.process.kill)
        watchdog.start()
        # wait4() and not wait(): it also tells the memory of this very process.
        _, status, usage = os.wait4(self.process.pid, 0)
        watchdog.cancel()
        self.process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - self._started
        if self._reader:
            self._reader.join()
        with self._out, self._err:
            self._out.seek(0)
            self._err.seek(0)
            return Outcome(self.process.returncode, self._out.read(), self._err.read(), seconds,
                           usage.ru_maxrss / 1024)

    def signal(self, number):
        self.process.send_signal(number)


class Desk:
    """A person's account: HOME and the XDG folders, a profile, and runs of the program."""

    def __init__(self, service, directory, **profile):
        self.service = service
        self.root = Path(directory)
        self.home = self.root / "home"
        self.state = self.home / ".local/state"
        self.runtime = self.root / "runtime"
        for folder in (self.home, self.runtime):
            folder.mkdir(mode=0o700)
        base_url = profile.pop("base_url", service and service.base_url)
        self.profile = service.project.write_profile(self.root / "profile", base_url, **profile)

    def environment(self, changes):
        env = {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "LC_ALL": "C.UTF-8",
               "XDG_STATE_HOME": str(self.state), "XDG_CACHE_HOME": str(self.home / ".cache"),
               "XDG_CONFIG_HOME": str(self.home / ".config"), "TMPDIR": str(self.runtime),
               "XDG_DATA_HOME": str(self.home / ".local/share"),
               "XDG_RUNTIME_DIR": str(self.runtime), "GSETTINGS_BACKEND": "memory",
               "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                env[name] = os.environ[name]
        env.update(changes)
        return env

    def start(self, *arguments, stdin=b"", env=(), prefix=(), **how):
        command = [*prefix, PROGRAM, *map(str, arguments)]
        return Run(command, stdin, self.environment(dict(env)), self.root, **how)

    def run(self, *arguments, **how):
        return self.start(*arguments, **how).finish()

    def start_lookup(self, member=members.MEMBER, *arguments, **how):
        return self.start("lookup", "--profile", self.profile, *arguments, member, **how)

    def lookup(self, member=members.MEMBER, *arguments, **how):
        return self.start_lookup(member, *arguments, **how).finish()

    @property
    def log_path(self):
        return self.state / "cardsync/access-log.db"

    def log(self):
        """The records of the access log, oldest first; member IDs are texts."""
        if not self.log_path.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.log_path}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in
                    database.execute("SELECT * FROM record ORDER BY sequence")]

    def files(self):
        """Everything that was left in the home: path and content."""
        for path in self.home.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


class Case(unittest.TestCase):
    """A test of the program against a service."""

    maxDiff = None

    def desk(self, *behaviours, project=None, records=None, tls=None, host="127.0.0.1",
             greeting=None, **profile):
        """A desk whose profile names a service with BEHAVIOURS."""
        service = Service(project, behaviours or (honest,), records, tls, host, greeting)
        self.enterContext(service)
        directory = self.enterContext(tempfile.TemporaryDirectory(prefix="cardsync-e2e-"))
        return Desk(service, directory, **profile)

    def canaries(self, desk):
        """What may be in no output and in no file: numbers, keys, bodies."""
        found = members.card_numbers(desk.service.contract.records)
        found += desk.service.project.secrets()
        return [*found, faults.MARK, "4111111111111111"]

    def assertNothingLeaked(self, desk, outcome):
        places = [("stdout", outcome.raw_out), ("stderr", outcome.raw_err)]
        places += [(str(path.relative_to(desk.home)), content) for path, content in desk.files()]
        for canary in self.canaries(desk):
            for place, content in places:
                self.assertNotIn(canary.encode(), content, f"in {place}")
                self.assertNotIn(canary.encode("utf-16-le"), content, f"in {place}")
        for place, content in places[:2]:
            self.assertIsNone(re.search(rb"Traceback|CRITICAL|WARNING|\bassert", content), place)
        self.assertEqual(desk.service.failures, [])

    def assertShown(self, desk, outcome):
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        self.assertNothingLeaked(desk, outcome)

    def assertFailed(self, desk, outcome, code, *words):
        """The run failed with CODE, one line of message with WORDS in it, and nothing else."""
        self.assertEqual((outcome.code, outcome.out), (code, ""), outcome.err)
        self.assertRegex(outcome.err, r"\A[^\n]+\n\Z", "not one line")
        self.assertNotRegex(outcome.err, r"[\x00-\x09\x0b-\x1f\x7f]", "control characters")
        for word in words:
            self.assertRegex(outcome.err, re.compile(word, re.I))
        self.assertNothingLeaked(desk, outcome)
