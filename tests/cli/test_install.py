# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` puts in place works wherever it is put."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from ctl import Case

BUILD = Path(os.environ.get('CARDSYNC_BUILD', '_build'))
APP_ID = 'io.github.cardsync.CardSync'
EXPECTED = ('bin/cardsync', 'bin/cardsyncctl',
            'share/man/man1/cardsync.1', 'share/man/man1/cardsyncctl.1',
            'share/bash-completion/completions/cardsync',
            'share/bash-completion/completions/cardsyncctl',
            'share/locale/ko/LC_MESSAGES/cardsync.mo',
            f'share/applications/{APP_ID}.desktop', f'share/metainfo/{APP_ID}.metainfo.xml',
            f'share/glib-2.0/schemas/{APP_ID}.gschema.xml',
            f'share/icons/hicolor/scalable/apps/{APP_ID}.svg',
            f'share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg')


class Install(Case):
    def setUp(self):
        super().setUp()
        if not shutil.which('meson'):
            self.skipTest('meson is not in the path')
        done = subprocess.run(['meson', 'install', '-C', BUILD, '--no-rebuild',
                               '--destdir', self.home / 'staged'], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        program = next((self.home / 'staged').rglob('bin/cardsyncctl'))
        # A name that a format, a shell or a search path could trip over.
        self.prefix = self.home / 'else where: 100%s'
        program.parents[1].rename(self.prefix)

    def test_files(self):
        for name in EXPECTED:
            self.assertTrue((self.prefix / name).is_file(), name)
        manual = (self.prefix / 'share/man/man1/cardsyncctl.1').read_text(encoding='utf-8')
        self.assertNotIn('@VERSION@', manual)

    def test_language(self):
        for name in ('cardsync', 'cardsyncctl'):
            program = str(self.prefix / 'bin' / name)
            outcome = self.run_program('--help', program=program, env={'LANGUAGE': 'ko'})
            self.assertEqual((outcome.code, outcome.err), (0, ''))
            self.assertRegex(outcome.out, re.compile('[가-힣]{2}'))
            outcome = self.run_program('--help', program=program)
            self.assertNotRegex(outcome.out, '[가-힣]')
