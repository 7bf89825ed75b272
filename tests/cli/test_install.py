# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` puts in place works wherever it is put."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from ctl import Case

BUILD = Path(os.environ.get('CARDSYNC_BUILD', '_build'))
ROOT = Path(__file__).resolve().parent.parent.parent
APP_ID = 'io.github.cardsync.CardSync'
# One after the other: each installation writes the record that uninstalling reads.
PARALLEL = 1

EXPECTED = ('bin/cardsync', 'bin/cardsyncctl',
            'share/man/man1/cardsync.1', 'share/man/man1/cardsyncctl.1',
            'share/bash-completion/completions/cardsync',
            'share/bash-completion/completions/cardsyncctl',
            'share/locale/ko/LC_MESSAGES/cardsync.mo',
            f'share/applications/{APP_ID}.desktop', f'share/metainfo/{APP_ID}.metainfo.xml',
            f'share/glib-2.0/schemas/{APP_ID}.gschema.xml',
            'share/cardsync/schemas/gschemas.compiled',
            f'share/dbus-1/services/{APP_ID}.service',
            f'share/icons/hicolor/scalable/apps/{APP_ID}.svg',
            f'share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg')


class Staged(Case):
    def setUp(self):
        super().setUp()
        if not shutil.which('meson'):
            self.skipTest('meson is not in the path')
        self.run_meson('install', '-C', BUILD, '--no-rebuild', '--destdir', self.home / 'staged')

    def run_meson(self, *arguments, **options):
        done = subprocess.run(['meson', *arguments], capture_output=True, text=True, **options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Install(Staged):
    def setUp(self):
        super().setUp()
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


class Service(Staged):
    def test_starts_what_was_installed(self):
        """The bus takes no relative path: the file names the prefix, whatever was staged."""
        staged = self.home / 'staged'
        service = next(staged.rglob(f'{APP_ID}.service')).read_text(encoding='utf-8')
        program = re.search(r'^Exec=/(\S+) --gapplication-service$', service, re.MULTILINE)[1]
        self.assertTrue((staged / program).is_file())


class Uninstall(Staged):
    def test_nothing_is_left(self):
        """What `ninja uninstall` runs takes all away that was installed, folders included."""
        self.assertTrue(any(path.is_file() for path in (self.home / 'staged').rglob('*')))
        self.run_meson('--internal', 'uninstall', cwd=BUILD)
        self.assertEqual(list((self.home / 'staged').rglob('*')), [])


class Caches(Case):
    """Caches of the desktop are renewed where there are some, and made nowhere."""

    def renew(self):
        subprocess.run([ROOT / 'data' / 'renew-caches', 'share'], check=True,
                       env=os.environ | {'MESON_INSTALL_DESTDIR_PREFIX': str(self.home)})

    def setUp(self):
        super().setUp()
        self.schemas = self.home / 'share/glib-2.0/schemas'
        self.schemas.mkdir(parents=True)
        shutil.copy(ROOT / 'data' / f'{APP_ID}.gschema.xml', self.schemas)

    def test_none_is_made(self):
        self.renew()
        self.assertEqual([path.name for path in self.schemas.iterdir()], [f'{APP_ID}.gschema.xml'])

    def test_old_ones_are_renewed(self):
        compiled = self.schemas / 'gschemas.compiled'
        compiled.write_bytes(b'')
        self.renew()
        self.assertIn(APP_ID.encode(), compiled.read_bytes())
