# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the main loop of the program held anybody up, seen from outside.

GApplication answers on the session bus from the main loop; a question in every 20 ms tells how
long it let that wait. Where others have the processors nobody answers in time, so the time that
the answer's carriers only waited for a processor is taken off, as the kernel counts it: the main
thread's, and of the others', which may have waited at once, the longest. What the main thread
itself has worked meanwhile counts in any case: neighbours excuse none of it.
"""

import os
import pathlib
import threading
import time

from gi.repository import Gio, GLib

INTERVAL = 0.02
NAME, PATH = 'io.github.cardsync.CardSync', '/io/github/cardsync/CardSync'
BUS = 'org.freedesktop.DBus'


class Thread:
    """A thread as the scheduler knows it."""

    def __init__(self, process, thread):
        self.path = pathlib.Path(f'/proc/{process}/task/{thread}/schedstat')

    def read(self):
        """How long it has run, and how long it was kept from it, seconds."""
        try:
            busy, waited, _ = self.path.read_text().split()
        except (OSError, ValueError):                   # it ended, or the kernel does not count
            return 0.0, 0.0
        return int(busy) / 1e9, int(waited) / 1e9


def threads_of(process, name=None):
    """The main thread of a process, or those of that name."""
    if name is None:
        return [Thread(process, process)]
    return [Thread(process, folder.name)
            for folder in pathlib.Path(f'/proc/{process}/task').iterdir()
            if (folder / 'comm').read_text().strip() == name]


def excuse(before, after):
    """Of two readings: the time between, how long the main thread worked, and what is excused."""
    wall, busy, waited = (new - old for old, new in zip(before[:3], after[:3]))
    others = (new - old for old, new in zip(before[3], after[3]))
    return wall, busy, min(wall, waited + max(others, default=0.0))


class Heartbeat:
    """Asks as long as it is entered; `longest` is the longest time held up, seconds."""

    def __init__(self):
        self.longest = 0.0
        self.longest_wall = 0.0
        self.n_beats = 0
        self._oversleep = 0.0
        self._stop = threading.Event()

    def __enter__(self):
        self._bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self._find_threads()
        self._threads = [threading.Thread(target=run, daemon=True)
                         for run in (self._beat, self._sleep)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *unused):
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._bus.close_sync()

    def _process_of(self, name):
        answer = self._bus.call_sync(BUS, '/org/freedesktop/DBus', BUS,
                                     'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)),
                                     None, Gio.DBusCallFlags.NONE, 60000, None)
        return answer.unpack()[0]

    def _find_threads(self):
        program = self._process_of(NAME)
        (self._main,) = threads_of(program)
        # Whom a question and its answer pass through besides.
        self._carriers = [*threads_of(program, 'gdbus'), *threads_of(self._process_of(BUS)),
                          *threads_of(os.getpid(), 'gdbus')]

    def _sleep(self):
        """What this very process is late by, its interpreter's lock included."""
        while not self._stop.is_set():
            started = time.monotonic()
            time.sleep(0.005)
            self._oversleep = max(self._oversleep, time.monotonic() - started - 0.005)

    def _read(self):
        return (time.monotonic(), *self._main.read(),
                [thread.read()[1] for thread in self._carriers])

    def _beat(self):
        while not self._stop.wait(INTERVAL):
            self._oversleep = 0.0
            before = self._read()
            try:
                self._bus.call_sync(NAME, PATH, 'org.gtk.Actions', 'List', None, None,
                                    Gio.DBusCallFlags.NO_AUTO_START, 60000, None)
            except GLib.Error:                          # not there yet, or not any more
                continue
            wall, busy, excused = excuse(before, self._read())
            self.longest = max(self.longest, busy, wall - excused - self._oversleep)
            self.longest_wall = max(self.longest_wall, wall)
            self.n_beats += 1
