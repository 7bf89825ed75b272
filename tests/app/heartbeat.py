# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the main loop of the program lets anybody wait, seen from outside.

GApplication answers on the session bus from the main loop; a question in every 20 ms tells how
long it was held up. A thread that only sleeps tells how long the machine itself was: where others
have the processors, nobody answers in time.
"""

import os
import threading
import time

from gi.repository import Gio, GLib

INTERVAL = 0.02
NAME, PATH = 'io.github.cardsync.CardSync', '/io/github/cardsync/CardSync'


class Heartbeat:
    """Asks as long as it is entered; `longest` is the longest wait, seconds."""

    def __init__(self):
        self.longest = 0.0
        self.n_beats = 0
        self._oversleep = 0.0
        self._stop = threading.Event()

    def __enter__(self):
        self._bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
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

    def _sleep(self):
        while not self._stop.is_set():
            started = time.monotonic()
            time.sleep(0.005)
            self._oversleep = max(self._oversleep, time.monotonic() - started - 0.005)

    def _beat(self):
        while not self._stop.wait(INTERVAL):
            self._oversleep = 0.0
            started = time.monotonic()
            try:
                self._bus.call_sync(NAME, PATH, 'org.gtk.Actions', 'List', None, None,
                                    Gio.DBusCallFlags.NO_AUTO_START, 60000, None)
            except GLib.Error:                          # not there yet, or not any more
                continue
            self.longest = max(self.longest,
                               time.monotonic() - started - self._oversleep)
            self.n_beats += 1
