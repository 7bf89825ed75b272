# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual, completion and help name the same options."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from ctl import Case

SOURCE = Path(os.environ.get('CARDSYNC_SOURCE', '.')).resolve()
COMMANDS = ('lookup', 'show', 'decrypt', 'audit', 'log', 'mock-server', 'profile')


class Documents(Case):
    def options(self, *command):
        listed = self.run_program(*command, '--help').out
        return set(re.findall(r'(?<![\w-])(--[a-z][a-z-]+)(?=[ =\n])', listed.split('\n\n', 2)[2]))

    def complete(self, *words):
        line = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cardsyncctl; ' \
               'printf "%s\\n" "${COMPREPLY[@]}"'
        script = SOURCE / 'data/completion/cardsyncctl'
        done = subprocess.run(['bash', '-c', line, script, 'cardsyncctl', *words], text=True,
                              capture_output=True, cwd=self.home, check=True)
        self.assertEqual(done.stderr, '')
        return set(done.stdout.split())

    def test_completion(self):
        self.assertEqual(self.complete(''), {*COMMANDS, 'help', '--help', '--version'})
        self.assertEqual(self.complete('help', ''), set(COMMANDS))
        for command in COMMANDS:
            with self.subTest(command):
                self.assertEqual(self.complete(command, '--'), self.options(command))

    def test_completion_of_values(self):
        self.assertEqual(self.complete('lookup', '--as', ''), {'member', 'card'})
        (self.home / 'key.pem').touch()
        self.assertEqual(self.complete('show', '--private-key', 'k'), {'key.pem'})
        self.assertEqual(self.complete('decrypt', 'k'), {'key.pem'})
        self.assertEqual(self.complete('mock-server', '--port', ''), set())
        self.assertEqual(self.complete('log', ''), {'list', 'verify', 'export', 'purge'})
        self.assertEqual(self.complete('log', 'list', '--action', 'unlock'),
                         {'unlocked', 'unlock-failed'})

    def test_manual(self):
        manual = (SOURCE / 'data/man/cardsyncctl.1.in').read_text(encoding='utf-8')
        plain = manual.replace('\\-', '-')
        for command in COMMANDS:
            self.assertIn(f'.B cardsyncctl {command}', plain)
            for option in self.options(command):
                self.assertIn(option, plain, command)

    def test_manual_is_well_formed(self):
        if not shutil.which('groff'):
            self.skipTest('groff is not installed')
        manual = SOURCE / 'data/man/cardsyncctl.1.in'
        done = subprocess.run(['groff', '-man', '-Tutf8', '-ww', '-z', manual],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
