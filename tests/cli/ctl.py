# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs cardsyncctl as a person would: in a pipe, on a terminal, with streams closed."""

import atexit
import fcntl
import functools
import os
import pty
import re
import select
import struct
import subprocess
import tempfile
import termios
import threading
import time
import unicodedata
import unittest
from pathlib import Path

PROGRAM = os.environ.get('CARDSYNCCTL', 'cardsyncctl')
PATIENCE = 60

# The card schemes' own test numbers; the second fails its check digit.
CARD_NUMBER = '4111111111111111'
MISTYPED = '4111111111111112'
FIRST_MEMBER = '50000104652'
CORRELATION_ID = re.compile(r'\b\d{12}-[0-9a-f]{7}\b')


class Outcome:
    def __init__(self, code, out, err):
        self.code = code
        self.out, self.err = out.decode('utf-8'), err.decode('utf-8')

    @property
    def lines(self):
        return self.out.splitlines()


def width(text):
    """Columns that @text takes on a terminal."""
    columns = 0
    for character in text:
        if unicodedata.category(character) in ('Mn', 'Me', 'Cf'):
            continue
        columns += 2 if unicodedata.east_asian_width(character) in 'WF' else 1
    return columns


def strip_colour(text):
    return re.sub(r'\x1b\[[0-9;]*m', '', text)


SERVING = threading.Lock()


@functools.cache
def start_mock():
    """Starts one mock service for all tests; returns the profile that it exported."""
    folder = tempfile.TemporaryDirectory(prefix='cardsync-mock-')
    process = subprocess.Popen([PROGRAM, 'mock-server', '--export-profile', folder.name],
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    atexit.register(folder.cleanup)
    atexit.register(process.communicate)
    atexit.register(process.terminate)
    process.stdout.readline()
    return Path(folder.name, 'profile.ini')


def mock_profile():
    with SERVING:
        return start_mock()


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory(prefix='cardsync-cli-')))
        self.state = self.home / 'state'

    def environment(self, changes):
        env = {'PATH': '/usr/bin:/bin', 'HOME': str(self.home), 'LC_ALL': 'C.UTF-8',
               'XDG_STATE_HOME': str(self.state), 'GSETTINGS_BACKEND': 'memory',
               'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent'}
        for name in ('ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS'):
            if name in os.environ:
                env[name] = os.environ[name]
        env.update(changes)
        return {name: value for name, value in env.items() if value is not None}

    def start(self, *arguments, env=(), program=PROGRAM, **how):
        pipe = subprocess.PIPE
        how = {'stdin': pipe, 'stdout': pipe, 'stderr': pipe, **how}
        return subprocess.Popen([program, *map(str, arguments)], cwd=self.home,
                                env=self.environment(dict(env)), **how)

    def run_program(self, *arguments, stdin=b'', **how):
        process = self.start(*arguments, **how)
        out, err = process.communicate(stdin, timeout=PATIENCE)
        return Outcome(process.returncode, out or b'', err or b'')

    def on_terminal(self, *arguments, columns=80, typed=None, prompt=None, env=()):
        """Runs the program on a terminal of its own; @typed is entered once @prompt is there.

        What the terminal shows comes back as out, line ends made simple."""
        process, terminal = pty.fork()
        if process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 25, columns, 0, 0))
            os.chdir(self.home)
            os.execve(PROGRAM, [PROGRAM, *map(str, arguments)],
                      self.environment({'TERM': 'xterm-256color', **dict(env)}))
        shown, deadline = b'', time.monotonic() + PATIENCE
        while select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
            try:
                block = os.read(terminal, 65536)
            except OSError:     # what Linux says when the other side has closed
                break
            if not block:
                break
            shown += block
            if typed is not None and prompt in shown:
                os.write(terminal, typed)
                typed = None
        os.close(terminal)
        _, status = os.waitpid(process, 0)
        return Outcome(os.waitstatus_to_exitcode(status), shown.replace(b'\r\n', b'\n'), b'')

    def assertMessage(self, outcome, code, *words):
        """The run failed with @code, one line of message with @words, and nothing else."""
        self.assertEqual((outcome.code, outcome.out), (code, ''), outcome.err)
        self.assertRegex(outcome.err, r'\Acardsyncctl[ a-z-]*: [^\n]+\n\Z')
        for word in words:
            self.assertIn(word, outcome.err)
        echoed = CORRELATION_ID.sub('', outcome.err)
        self.assertNotRegex(echoed, r'\d[\d -]{11,}\d', 'a long number is echoed')
