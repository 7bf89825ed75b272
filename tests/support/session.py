#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus of its own, with a keyring on it or none, in a folder that goes afterwards.

`session.py KEYRING PROGRAM [ARGUMENT]…` runs a program in such a session. KEYRING is `gnome` (the
real one, unlocked), `staged` (secret_service.py, whose states a test chooses) or `none`. Where
the real one is not installed, that is reported as a skipped test.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import gi
from gi.repository import Gio, GLib

HERE = Path(__file__).resolve().parent
NAME = "org.freedesktop.secrets"
PATIENCE_MS = 20000

# Without <servicedir>: nothing that this computer has installed is started by itself.
CONFIGURATION = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def why_not(keyring):
    """Why there can be no such session here; None if there can."""
    needed = ["dbus-daemon"] + (["gnome-keyring-daemon"] if keyring == "gnome" else [])
    missing = [program for program in needed if not shutil.which(program)]
    return f"{missing[0]} is not installed" if missing else None


class Session:
    """A bus and the keyring on it."""

    def __init__(self, keyring="staged"):
        self.keyring = keyring
        self._folder = tempfile.TemporaryDirectory(prefix="cardsync-bus-")
        self.root = Path(self._folder.name)
        self.address = f"unix:path={self.root}/bus"
        self._processes = []

    def __enter__(self):
        configuration = self.root / "bus.conf"
        configuration.write_text(CONFIGURATION.format(self.root / "bus"))
        self._start(["dbus-daemon", "--nofork", "--nopidfile", "--print-address=1",
                     f"--config-file={configuration}"], stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL)
        self._processes[0].stdout.readline()
        self.bus = self.connect()
        self.bus.set_exit_on_close(False)
        self.start_keyring()
        return self

    def __exit__(self, *_):
        self.stop_bus()
        self._folder.cleanup()

    def connect(self):
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
                 Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        return Gio.DBusConnection.new_for_address_sync(self.address, flags, None, None)

    def environment(self):
        """What a program needs to find the session."""
        return {"DBUS_SESSION_BUS_ADDRESS": self.address}

    def start_keyring(self):
        if self.keyring == "gnome":
            self._start_gnome()
        elif self.keyring == "staged":
            self._start([sys.executable, HERE / "secret_service.py"])
        if self.keyring != "none":
            self._wait_for_owner()

    def stop_keyring(self):
        """Ends it as a crash would."""
        self._stop(self._processes.pop())

    def stop_bus(self):
        while self._processes:
            self._stop(self._processes.pop())

    def stage(self, state):
        """Puts the staged keyring into STATE, see secret_service.py."""
        self.bus.call_sync(NAME, "/stage", "io.github.cardsync.Stage", "Set",
                           GLib.Variant("(s)", (state,)), None, 0, PATIENCE_MS, None)

    def await_caller(self):
        """Waits until somebody waits for the keyring, which is `silent`."""
        self.bus.call_sync(NAME, "/stage", "io.github.cardsync.Stage", "Await", None, None, 0,
                           PATIENCE_MS, None)

    def _start_gnome(self):
        home = self.root / "home"
        home.mkdir(exist_ok=True)
        process = self._start(["gnome-keyring-daemon", "--foreground", "--unlock",
                               "--components=secrets", f"--control-directory={self.root}/control"],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, HOME=str(home),
                              XDG_DATA_HOME=str(home / "data"), XDG_RUNTIME_DIR=str(self.root))
        process.stdin.write(b"\n")
        process.stdin.close()

    def _start(self, command, stdin=subprocess.DEVNULL, stdout=None, stderr=None, **variables):
        # Not what makes a test's own program strict: a real keyring dies of its first warning.
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **self.environment(), **variables}
        process = subprocess.Popen([str(word) for word in command], stdin=stdin, stdout=stdout,
                                   stderr=stderr, env=env)
        self._processes.append(process)
        return process

    @staticmethod
    def _stop(process):
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()

    def _wait_for_owner(self):
        # A context of its own: tests run side by side.
        context = GLib.MainContext.new()
        context.push_thread_default()
        loop = GLib.MainLoop(context)
        watch = Gio.bus_watch_name_on_connection(self.bus, NAME, 0, lambda *_: loop.quit(), None)
        late = GLib.timeout_source_new(PATIENCE_MS)
        late.set_callback(lambda *_: loop.quit())
        late.attach(context)
        loop.run()
        late.destroy()
        Gio.bus_unwatch_name(watch)
        context.pop_thread_default()


def main():
    keyring, *command = sys.argv[1:]
    reason = why_not(keyring)
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    with Session(keyring) as session:
        return subprocess.call(command, env={**os.environ, **session.environment()})


if __name__ == "__main__":
    sys.exit(main())
