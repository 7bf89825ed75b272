#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills an audit with SIGKILL at random moments, against a service that is at fault now and then.

`audit_kill.py [MEMBERS [KILLS]]`, 20,000 and 100 by default. After each kill the journal says which
rows are finished, and a relay in front of the service how often each member was asked for: no
finished one may be asked for again. In the end every row has one outcome, the totals add up, and
the results are those of a run that nobody disturbed.
"""

import collections
import csv
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = os.path.abspath(os.environ.get("CARDSYNCCTL",
                                         HERE.parents[1] / "_build/src/cli/cardsyncctl"))
# Five calls in a hundred go wrong.
FAULTS = ("http-500:2", "reset:2", "retry-after-429:1:1")
# What differs from one run to the next, and must.
OCCASION = re.compile(r'"(asOf|correlationId)":"[^"]*",|127\.0\.0\.1:\d+|'
                      r'<table class="quiet" id="occasion">.*?</table>', re.DOTALL)
USER = re.compile(rb'"userId":(\d+)')


class Relay:
    """Passes bytes on in both directions, and counts who is asked for."""

    def __init__(self, port):
        self.target = port
        self.asked = collections.Counter()
        self.n_open = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            client, _ = self._listener.accept()
            with self._lock:
                self.n_open += 1
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
        else:
            back = threading.Thread(target=self._pass_on, args=(server, client), daemon=True)
            back.start()
            self._pass_on(client, server, self._count)
            back.join()
            server.close()
        with self._lock:
            self.n_open -= 1

    def _count(self, data):
        # A request is small, and each is sent with one write or two: head, body.
        found = USER.findall(data)
        with self._lock:
            self.asked.update(int(member) for member in found)

    @staticmethod
    def _pass_on(source, sink, look=lambda data: None):
        try:
            while data := source.recv(65536):
                look(data)
                sink.sendall(data)
        except OSError:
            pass
        # An end is passed on as it came: of a reset the other side sees no more than that.
        for one in (source, sink):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def settle(self):
        """Waits until the connections of a process that is gone are gone too."""
        deadline = time.monotonic() + 20
        while self.n_open and time.monotonic() < deadline:
            time.sleep(0.005)


class Trial:
    """One service, one input, and runs of the program in a home of their own."""

    def __init__(self, root, n_members):
        self.root = Path(root)
        home = self.root / "home"
        home.mkdir(mode=0o700)
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C.UTF-8",
                    "XDG_STATE_HOME": str(home / "state"), "GIO_USE_VFS": "local",
                    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
        self.n_members = n_members
        self.ids = self.list_members()
        self.input = self.root / "members.csv"
        self.write_input()

    def list_members(self):
        command = [PROGRAM, "mock-server", "--members", str(self.n_members), "--list"]
        listed = subprocess.run(command, env=self.env, capture_output=True, text=True,
                                check=True).stdout
        return [line.split()[0] for line in listed.splitlines()[-self.n_members:]]

    def write_input(self):
        """Every 50th row asks again for an earlier member, every 100th holds none."""
        with open(self.input, "w", encoding="utf-8") as file:
            file.write("userId,note\r\n")
            self.n_rows = 0
            for number, member in enumerate(self.ids):
                rows = [member]
                if number % 50 == 49:
                    rows.append(self.ids[number // 2])
                if number % 100 == 99:
                    rows.append("none")
                for row in rows:
                    file.write(f'{row},"a, b"\r\n')
                self.n_rows += len(rows)

    def serve(self, *faults):
        folder = self.root / "exported"
        arguments = [f"--fault={fault}" for fault in faults]
        self.mock = subprocess.Popen(
            [PROGRAM, "mock-server", "--members", str(self.n_members), "--export-profile", folder,
             *arguments], env=self.env, stdout=subprocess.PIPE, text=True)
        port = int(re.search(r":(\d+)/", self.mock.stdout.readline())[1])
        self.relay = Relay(port)
        self.profile = folder / "profile.ini"
        text = self.profile.read_text()
        self.profile.write_text(text.replace(f":{port}/", f":{self.relay.port}/"))

    def stop_serving(self):
        self.mock.terminate()
        self.mock.wait()

    def start(self, output, *more):
        return subprocess.Popen([PROGRAM, "audit", "--profile", self.profile, "--input", self.input,
                                 "--output", output, *more],
                                env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def finish(self, output, *more):
        run = self.start(output, *more)
        _, errors = run.communicate(timeout=3600)
        if run.returncode != 0:
            raise AssertionError(f"exit {run.returncode}: {errors.decode()}")


def finished(output):
    """Members whose rows the journal holds: whole lines that did not fail."""
    path = output / "journal"
    if not path.exists():
        return set()
    lines = path.read_bytes().split(b"\n")[1:-1]
    return {int(fields[2]) for fields in (line.split(b"\t", 4) for line in lines)
            if fields[3] != b"failed"}


def results(output):
    return {name: OCCASION.sub("", (output / name).read_text(encoding="utf-8"))
            for name in ("cards.ndjson", "findings.csv", "report.html")}


def check(what, condition):
    if not condition:
        raise AssertionError(what)


def kill_often(trial, output, n_kills, seconds):
    """SECONDS: how long an undisturbed run takes; the kills are spread over more than that."""
    before = {}
    n_again = n_kills_done = 0
    generator = random.SystemRandom()
    while n_kills_done < n_kills:
        more = ("--resume",) if (output / "manifest.json").exists() else ()
        run = trial.start(output, *more)
        try:
            run.wait(generator.uniform(0, 4 * seconds / n_kills + 0.3))
        except subprocess.TimeoutExpired:
            pass
        # One that is through is begun again: it makes its results anew, and is killed at that.
        if run.poll() is None:
            run.send_signal(signal.SIGKILL)
            n_kills_done += 1
        run.communicate()
        trial.relay.settle()
        for member in finished(output):
            count = trial.relay.asked[member]
            if before.setdefault(member, count) != count:
                n_again += 1
    trial.finish(output, "--resume")
    n_again += sum(trial.relay.asked[member] != count for member, count in before.items())
    return n_again, len(before)


def check_results(trial, output, undisturbed):
    manifest = json.loads((output / "manifest.json").read_text())
    counts = manifest["counts"]
    outcomes = ("answered", "not-found", "refused", "failed", "duplicate", "bad-row")
    check("the totals do not add up", counts["rows"] == trial.n_rows ==
          sum(counts[name] for name in outcomes))
    check("the run is not complete", manifest["state"] == "complete")
    rows = [json.loads(line)["row"] for line in
            (output / "cards.ndjson").read_text(encoding="utf-8").splitlines()]
    check("a row has not exactly one outcome", rows == list(range(1, trial.n_rows + 1)))
    with open(output / "findings.csv", encoding="utf-8", newline="") as file:
        check("findings are lost", len(list(csv.reader(file))) == counts["findings"] + 1)
    for name, content in results(output).items():
        check(f"{name} is not that of an undisturbed run", content == undisturbed[name])


def prove(n_members, n_kills):
    """What was done, as a line; raises AssertionError."""
    with tempfile.TemporaryDirectory(prefix="cardsync-kill-") as root:
        trial = Trial(root, n_members)
        trial.serve()
        started = time.monotonic()
        trial.finish(trial.root / "undisturbed")
        seconds = time.monotonic() - started
        trial.stop_serving()
        undisturbed = results(trial.root / "undisturbed")

        trial.serve(*FAULTS)
        output = trial.root / "killed"
        try:
            n_again, n_finished = kill_often(trial, output, n_kills, seconds)
            n_asked = sum(trial.relay.asked.values())
            # Of a call that fails three times in a row the row fails; that is no fault of kills.
            for _ in range(5):
                if json.loads((output / "manifest.json").read_text())["counts"]["failed"] == 0:
                    break
                trial.finish(output, "--retry-failed")
            check_results(trial, output, undisturbed)
            check(f"{n_again} finished rows were asked again", n_again == 0)
        finally:
            trial.stop_serving()
    return (f"{n_kills} kills of a run of {trial.n_rows} rows and {n_members} members: "
            f"{n_asked} calls; of {n_finished} rows finished before a kill {n_again} asked again; "
            f"results as undisturbed")


def main():
    n_members = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    n_kills = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    print("audit-kill:", prove(n_members, n_kills))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
