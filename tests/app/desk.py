# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk for tests: the real program in a real window, used as a person would.

A private X server, session bus, window manager and accessibility bus; the keyboard is xdotool's,
the eyes are the accessibility tree's and a picture of the screen.

`Desk.run_inside ()` starts the calling script again inside such a session, so that a test is one
file: outside it makes the session, inside it drives the window.
"""

import importlib
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

PATIENCE = 20.0
PROGRAM = os.environ.get('CARDSYNC', '')
INSIDE = 'CARDSYNC_DESK_INSIDE'
LANGUAGE = os.environ.get('LANGUAGE', '')


def write_gtk_settings(home):
    """The font that the measures of the window are given in."""
    folder = home / '.config' / 'gtk-4.0'
    folder.mkdir(parents=True)
    (folder / 'settings.ini').write_text('[Settings]\ngtk-font-name=Cantarell 11\n')


def run_inside(width=1400, height=900):
    """Return inside the session; outside, run this script in one and exit with its status."""
    if INSIDE in os.environ:
        return
    missing = [tool for tool in ('Xvfb', 'dbus-run-session', 'openbox', 'xdotool', 'import')
               if shutil.which(tool) is None]
    if missing:
        print('1..0 # SKIP not installed: ' + ', '.join(missing))
        sys.exit(0)
    home = tempfile.mkdtemp(prefix='cardsync-desk-')
    env = {key: value for key, value in os.environ.items()
           if not key.startswith(('XDG_', 'MALLOC_'))
           and key not in ('G_DEBUG', 'GTK_A11Y', 'NO_AT_BRIDGE', 'DISPLAY')}
    env |= {INSIDE: home, 'HOME': home, 'GSK_RENDERER': 'cairo', 'GDK_BACKEND': 'x11',
            'ADW_DISABLE_PORTAL': '1',
            'XDG_RUNTIME_DIR': os.environ.get('CARDSYNC_RUNTIME_DIR', home), 'LC_ALL': 'C.UTF-8'}
    write_gtk_settings(pathlib.Path(home))
    try:
        status = subprocess.run(
            # What the bus starts writes to its output, where only the test's lines may go.
            ['sh', '-c', 'exec "$@" 3>&1 >&2', 'sh',
             'xvfb-run', '-a', '-s', f'-screen 0 {width}x{height}x24',
             'dbus-run-session', '--', 'sh', '-c',
             'openbox >/dev/null 2>&1 3>&- & exec "$0" "$@" >&3 3>&-', sys.executable, *sys.argv],
            env=env, check=False).returncode
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(status)


def home():
    """The folder of this session, which goes with it."""
    return pathlib.Path(os.environ[INSIDE])


def unlock_keyring():
    """The real keyring, open; before anything on the bus starts one that nobody has unlocked."""
    if shutil.which('gnome-keyring-daemon') is None:
        raise unittest.SkipTest('gnome-keyring is not installed')
    subprocess.run(['gnome-keyring-daemon', '--unlock', '--components=secrets'], input=b'\n',
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def unless_gone(otherwise):
    """A widget may go away while it is looked at: then it says nothing, and is not there."""
    def decorate(ask):
        def ask_or_not(self):
            from gi.repository import GLib
            try:
                return ask(self)
            except GLib.GError:
                return otherwise
        return ask_or_not
    return decorate


class Node:
    """One widget as a screen reader meets it."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    @unless_gone('')
    def role(self):
        return self.accessible.getRoleName()

    @property
    @unless_gone('')
    def name(self):
        return self.accessible.name or ''

    @property
    @unless_gone('')
    def text(self):
        try:
            query = self.accessible.queryText()
            return query.getText(0, query.characterCount)
        except NotImplementedError:
            return ''

    @property
    @unless_gone(False)
    def is_visible(self):
        # In the window's coordinates: GTK does not know the screen's and says so each time.
        try:
            box = self.accessible.queryComponent().getExtents(1)
        except NotImplementedError:
            return False
        return box.width > 0 and box.height > 0

    @property
    @unless_gone(False)
    def is_focused(self):
        import pyatspi
        return self.accessible.getState().contains(pyatspi.STATE_FOCUSED)

    @property
    @unless_gone('')
    def description(self):
        return self.accessible.description or ''

    def walk(self):
        yield self
        try:
            children = [child for child in self.accessible if child is not None]
        except Exception:                               # the widget went away meanwhile
            return
        for child in children:
            yield from Node(child).walk()

    def accessible_windows(self):
        return [Node(child) for child in self.accessible if child is not None]

    def mentions(self, text):
        try:
            return text in self.name or self.role in ('text', 'entry') and text in self.text
        except Exception:                               # the widget went away meanwhile
            return False

    def says(self):
        text = self.text if self.role in ('text', 'entry', 'label', 'password text') else ''
        return {part for part in (self.name, text, self.description) if part}

    def click(self):
        action = self.accessible.queryAction()
        action.doAction(0)


class Desk:
    """The program in its window."""

    def __init__(self, *arguments, env=None, program=PROGRAM):
        import pyatspi
        self.registry = pyatspi.Registry
        self.home = home()
        self.log = open(self.home / 'stderr', 'w+', encoding='utf-8')
        self.process = subprocess.Popen([program, *arguments], stdout=self.log, stderr=self.log,
                                        env=os.environ | (env or {}))
        self.app = self.wait(self._find_app, 'the application')
        self.window = self.wait(self._find_window, 'the window')

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()

    def _find_app(self):
        desktop = self.registry.getDesktop(0)
        for app in desktop:
            if app is not None and app.name.lower().endswith('cardsync'):
                return Node(app)
        return None

    def _find_window(self):
        result = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'cardsync'],
                                capture_output=True, text=True, check=False)
        ids = result.stdout.split()
        return ids[-1] if ids else None

    def wait(self, condition, what, patience=PATIENCE):
        deadline = time.monotonic() + patience
        while True:
            value = condition()
            if value:
                return value
            if self.process.poll() is not None:
                raise AssertionError(f'the program ended with {self.process.returncode} '
                                     f'while waiting for {what}\n{self.output()}')
            if time.monotonic() > deadline:
                raise AssertionError(f'no {what} within {patience} s\n{self.output()}')
            time.sleep(0.05)

    def output(self):
        self.log.flush()
        return (self.home / 'stderr').read_text(encoding='utf-8')

    def records(self):
        """The demo's access log, oldest first."""
        path = self.home / '.local/state/cardsync/demo-access-log.db'
        with sqlite3.connect(path) as log:
            log.row_factory = sqlite3.Row
            (table,) = log.execute("SELECT name FROM sqlite_master WHERE type = 'table' "
                                   "AND name NOT LIKE 'sqlite%'").fetchone()
            return log.execute(f'SELECT * FROM {table} ORDER BY 1').fetchall()

    def complaints(self):
        """What GTK found wrong, after the end. The dialog for files measures file systems that it
        finds in the home of the test, and says so."""
        return [line for line in self.log_text.splitlines()
                if re.search('WARNING|CRITICAL', line)
                and 'Screen coordinates' not in line and 'available space' not in line]

    def nodes(self, role=None):
        return [node for node in self.app.walk()
                if (role is None or node.role == role) and node.is_visible]

    def find(self, text, role=None):
        """What says `text`; names are asked first, since everything else costs a round trip."""
        for node in self.app.walk():
            if (role is None or node.role == role) and node.mentions(text) and node.is_visible:
                return node
        return None

    def see(self, text, role=None, patience=PATIENCE):
        """Wait until something visible says `text`."""
        return self.wait(lambda: self.find(text, role), f'“{text}” on screen', patience)

    def lose(self, text, patience=PATIENCE):
        """Wait until nothing visible says `text`."""
        self.wait(lambda: self.find(text) is None, f'“{text}” to go away', patience)

    def focused(self):
        for node in self.app.walk():
            if node.is_focused and node.role not in ('application', 'frame', 'window'):
                return node
        return None

    def key(self, *keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '5', text], check=True)

    def look_up(self, text):
        self.key('ctrl+f')
        self.key('ctrl+a')
        self.type(text)
        self.key('Return')

    def wait_for_window(self, title):
        """By the window manager: a dialog for files is a large tree, and slow to walk."""
        self.wait(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name',
                                          f'^{title}'], capture_output=True,
                                         check=False).stdout, title)

    def export_as(self, path):
        """Save the member in front; the end of the name says as what."""
        self.key('ctrl+e')
        self.wait_for_window('Export the Member')
        self.key('ctrl+a')
        self.type(str(path))
        self.key('Return')

    def size(self):
        """Width and height of the window."""
        result = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', self.window],
                                capture_output=True, text=True, check=True)
        values = dict(line.split('=') for line in result.stdout.split())
        return int(values['WIDTH']), int(values['HEIGHT'])

    def resize(self, width, height):
        subprocess.run(['xdotool', 'windowsize', '--sync', self.window, str(width), str(height)],
                       check=True)
        subprocess.run(['xdotool', 'windowmove', self.window, '0', '0'], check=True)

    def picture(self, path):
        time.sleep(0.4)                                 # let transitions end
        subprocess.run(['import', '-window', 'root', str(path)], check=True)

    def close(self):
        if self.log.closed:
            return
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self.log_text = self.output()
        self.log.close()


def main():
    """Run the tests of a module in a session, one after the other: desk.py MODULE [PATTERN]…"""
    run_inside()
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'e2e'))
    import tap
    loader = unittest.defaultTestLoader
    if sys.argv[2:]:
        loader.testNamePatterns = [f'*{pattern}*' for pattern in sys.argv[2:]]
    try:
        module = importlib.import_module(sys.argv[1])
    except ModuleNotFoundError as error:
        print(f'1..0 # SKIP the Python module {error.name} is not installed')
        return False

    class Result(tap.Result):
        """For many tests in one run; that of `tap` is for one."""

        def startTest(self, test):
            super().startTest(test)
            self.n_before = len(self.lines)

        def addSuccess(self, test):
            if len(self.lines) == self.n_before:
                self.add(test, 'ok')

    result = Result()
    loader.loadTestsFromModule(module).run(result)
    return tap.report([result], sys.stdout) != 0


if __name__ == '__main__':
    sys.exit(main())
