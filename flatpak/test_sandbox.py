# SPDX-License-Identifier: GPL-3.0-or-later
"""The console in its Flatpak sandbox, on newer libraries than Debian 12 has."""

import os
import pathlib
import re
import subprocess
import unittest

import desk

CTL = os.environ['CARDSYNCCTL']
PICTURES = pathlib.Path(os.environ['CARDSYNC_PICTURES'])
APP_ID = 'io.github.cardsync.CardSync'
MEMBER = '50000104652'

# The test's own doing: GTK says the one whenever a screen reader asks for places on the screen,
# flatpak the other where no systemd looks after the user.
EXPECTED = re.compile('Screen coordinates|Failed to connect to bus')


def list_complaints(text):
    return [line for line in text.splitlines()
            if re.search('WARNING|CRITICAL|deprecated', line) and not EXPECTED.search(line)]


def run(*arguments):
    done = subprocess.run([CTL, *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list_complaints(done.stderr), done.stderr
    return done.stdout


class Window(unittest.TestCase):
    """The demo: one window for all."""

    @classmethod
    def setUpClass(cls):
        cls.desk = desk.Desk('--mock')
        cls.desk.see('Show the Cast')

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        complaints = list_complaints(cls.desk.log_text)
        assert not complaints, complaints

    def test_1_look_up(self):
        self.desk.look_up(MEMBER)
        for text in ('Garam City Card', 'Blocked', 'Tell the caller', '₩300,000'):
            self.desk.see(text)
        self.desk.picture(PICTURES / 'sandbox.png')

    def test_2_dictionary(self):
        self.desk.key('shift+F1')
        self.desk.see('Reported lost')
        self.desk.key('Escape')

    def test_3_copy(self):
        copy = next(node for node in self.desk.nodes('push button')
                    if 'Copy' in node.name + node.description)
        copy.click()
        self.desk.wait(lambda: 'copy' in run('log', 'list', '--mock', '--action', 'copy'),
                       'a record of it')

    def test_4_help_has_no_viewer_inside(self):
        self.desk.key('F10')
        self.desk.key('Escape', 'ctrl+f', 'F1')
        self.desk.see('Install Yelp')
        self.desk.key('Escape')
        self.desk.lose('Install Yelp')

    def test_5_export_through_the_portal(self):
        path = self.desk.home / 'member.csv'
        self.desk.key('ctrl+e')
        title = ['xdotool', 'search', '--onlyvisible', '--name', '^Export the Member']
        self.desk.wait(lambda: subprocess.run(title, capture_output=True).stdout, 'the dialog')
        self.desk.key('ctrl+a')
        self.desk.type(str(path))
        self.desk.picture(PICTURES / 'sandbox-export.png')
        self.desk.key('Return')
        try:
            self.desk.wait(path.exists, 'the file outside')
        finally:
            self.desk.picture(PICTURES / 'sandbox-exported.png')
        self.assertIn('9491 33** ****', path.read_text(encoding='utf-8'))

    def test_6_lock(self):
        self.desk.key('ctrl+alt+l')
        self.desk.lose('Garam City Card')
        self.desk.see('Locked')
        self.desk.picture(PICTURES / 'sandbox-locked.png')


class Keyring(unittest.TestCase):
    """A real connection: its secrets, and the key of the access log, are in the keyring outside."""

    @classmethod
    def setUpClass(cls):
        subprocess.run(['gnome-keyring-daemon', '--unlock', '--components=secrets'], input=b'\n',
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        inside = pathlib.Path(os.environ[desk.INSIDE], '.var/app', APP_ID, 'data/mock')
        inside.mkdir(parents=True)
        cls.folder = inside
        cls.service = subprocess.Popen([CTL, 'mock-server', '--export-profile', inside],
                                       stdout=subprocess.PIPE, text=True)
        assert cls.service.stdout.readline().startswith('ready ')

    @classmethod
    def tearDownClass(cls):
        subprocess.run(['flatpak', 'kill', APP_ID], check=True)
        cls.service.wait(20)
        cls.service.stdout.close()

    def test_1_import(self):
        imported = run('profile', 'import', str(self.folder / 'profile.ini'), '--name',
                       'Sandbox desk')
        self.assertIn('sandbox-desk', imported)
        self.assertIn('keyring', run('profile', 'list'))
        for path in self.folder.iterdir():
            path.unlink()

    def test_2_secrets_are_outside(self):
        found = subprocess.run(['secret-tool', 'search', '--all', 'xdg:schema', APP_ID],
                               capture_output=True, text=True, check=True)
        self.assertRegex(found.stdout + found.stderr, 'attribute.name = sandbox-desk')

    def test_3_check_and_look_up(self):
        self.assertIn('ok', run('profile', 'check', 'sandbox-desk'))
        self.assertIn('blocked', run('lookup', '--json', '--profile', 'sandbox-desk', MEMBER))

    def test_4_the_window(self):
        with desk.Desk('--profile', 'sandbox-desk', MEMBER) as console:
            console.see('Garam City Card')
            console.picture(PICTURES / 'sandbox-keyring.png')
        self.assertEqual(list_complaints(console.log_text), [])
