#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills look-ups with SIGKILL at random moments, two of them at a time on one access log.

`log_kill.py [KILLS]`, 200 by default. After each kill every record is held to the chain, and a
look-up of which something was shown has its record; one that was recorded may not have been shown.
"""

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing

import members
from program import PROGRAM, Desk
from service import Service

# A look-up takes about so long, seconds; measured anew at the start.
LONGEST = 1.0


class Trial:
    """A service, a desk, and what came of the look-ups."""

    def __init__(self, service, folder):
        self.desk = Desk(service, folder)
        self.n = self.n_killed = self.n_shown = self.n_recorded = 0
        self.span = LONGEST

    def start(self):
        self.n += 1
        output = open(self.desk.root / f"out-{self.n}", "w+b")
        command = [PROGRAM, "lookup", "--profile", str(self.desk.profile),
                   "--case", f"kill-{self.n}", str(members.MEMBER)]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.DEVNULL, cwd=self.desk.root,
                                   env=self.desk.environment({}))
        return process, output, f"kill-{self.n}"

    def measure(self):
        started = time.monotonic()
        process, output, case = self.start()
        assert process.wait(30) == 0
        self.span = time.monotonic() - started
        assert self.judge(process, output, case) == (True, True)

    def judge(self, process, output, case):
        """Whether something was shown, and whether it is recorded."""
        with output:
            output.seek(0)
            is_shown = output.read() != b""
        return is_shown, case in self.cases()

    def cases(self):
        if not self.desk.log_path.exists():
            return set()
        with closing(sqlite3.connect(f"file:{self.desk.log_path}?mode=ro", uri=True)) as log:
            return {case for (case,) in log.execute("SELECT case_reference FROM record")}

    def verify(self):
        outcome = self.desk.run("log", "verify")
        assert (outcome.code, outcome.err) == (0, ""), (self.n_killed, outcome.err)

    def kill_two(self):
        """Two look-ups at once, each killed at a moment of its own."""
        runs = [self.start() for _ in range(2)]
        for process, _, _ in runs:
            time.sleep(random.uniform(0, self.span) / 2)
            process.send_signal(signal.SIGKILL)
        for process, output, case in runs:
            self.n_killed += process.wait(30) == -signal.SIGKILL
            is_shown, is_recorded = self.judge(process, output, case)
            self.n_shown += is_shown
            self.n_recorded += is_recorded
            assert is_recorded or not is_shown, f"{case} was shown and not recorded"
        self.verify()


def prove(n_kills):
    """What was done, as a line; raises AssertionError."""
    with tempfile.TemporaryDirectory(prefix="cardsync-kill-") as folder, Service() as service:
        trial = Trial(service, folder)
        trial.measure()
        while trial.n_killed < n_kills:
            trial.kill_two()
        assert trial.n_shown <= trial.n_recorded
        n_records = len(trial.desk.log())
    return (f"{trial.n_killed} look-ups killed, two at a time: {trial.n_recorded} had their "
            f"record, {trial.n_shown} were shown, 0 were shown without; {n_records} records, "
            f"intact after each kill")


def main():
    print("log-kill:", prove(int(sys.argv[1]) if len(sys.argv) > 1 else 200))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
