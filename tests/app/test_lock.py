# SPDX-License-Identifier: GPL-3.0-or-later
"""The console is left alone: what is gone, what comes back, and who may fetch it."""

import os
import re
import sqlite3
import subprocess
import unittest
from contextlib import closing

import gi
from gi.repository import Gio, GLib

import desk

MEMBER = '50000104652'
PIN = '471147'
SETTINGS = '[io/github/cardsync/CardSync]\n'


def emit(name, path, interface, signal, *values):
    """Another program of the desktop that owns a name and says something."""
    bus = Gio.DBusConnection.new_for_address_sync(
        os.environ['DBUS_SESSION_BUS_ADDRESS'],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                  'RequestName', GLib.Variant('(su)', (name, 4)), None, 0, 5000, None)
    bus.emit_signal(None, path, interface, signal, GLib.Variant('(b)', values))
    bus.flush_sync()
    bus.close_sync()


def setUpModule():
    desk.unlock_keyring()


class Demo(unittest.TestCase):
    """Without a passphrase: one click."""

    @classmethod
    def setUpClass(cls):
        # A system bus for logind: there may be none here, and it is not for tests.
        cls.desk = desk.Desk('--mock', env={
            'DBUS_SYSTEM_BUS_ADDRESS': os.environ['DBUS_SESSION_BUS_ADDRESS']})
        cls.desk.see('Show the Cast')

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        complaints = [line for line in cls.desk.log_text.splitlines()
                      if re.search('WARNING|CRITICAL', line) and 'Screen coordinates' not in line]
        assert not complaints, complaints

    def open_member(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')

    def unlock(self):
        self.desk.key('Return')
        self.desk.see('Garam City Card')

    def records(self):
        """What the demo's log says about the console itself, oldest first."""
        path = self.desk.home / '.local/state/cardsync/demo-access-log.db'
        with closing(sqlite3.connect(path)) as log:
            return list(log.execute(
                "SELECT action, subject, outcome FROM record WHERE action IN ('locked', "
                "'unlocked', 'unlock-failed', 'settings-changed') ORDER BY sequence"))

    def assert_empty(self):
        """Not on screen, and not in the accessibility tree behind it, either."""
        self.desk.see('Locked')
        says = ' '.join(part for node in self.desk.app.walk() for part in node.says())
        for secret in (MEMBER, 'Garam', '300,000', '0765', '9491'):
            self.assertNotIn(secret, says)

    def test_1_the_shortcut_locks_and_return_unlocks(self):
        self.open_member()
        self.desk.key('ctrl+alt+l')
        self.assert_empty()
        self.desk.see('1 tab comes back')
        self.unlock()

    def test_1_locking_and_unlocking_are_recorded(self):
        self.open_member()
        before = len(self.records())
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        self.desk.wait(lambda: self.records()[before:] == [('locked', 'asked', 'ok')], 'a record')
        self.unlock()
        self.desk.wait(lambda: self.records()[before + 1:] == [('unlocked', 'asked', 'ok')],
                       'another')

    def test_1_a_log_that_fails_does_not_keep_it_open(self):
        self.open_member()
        path = self.desk.home / '.local/state/cardsync/demo-access-log.db'
        with closing(sqlite3.connect(path, isolation_level=None)) as log:
            log.execute('BEGIN IMMEDIATE')
            self.desk.key('ctrl+alt+l')
            self.assert_empty()
            log.execute('ROLLBACK')
        self.unlock()

    def test_2_a_locked_window_takes_no_orders(self):
        self.open_member()
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        for keys in ('ctrl+t', 'ctrl+f', 'F5', 'ctrl+comma', 'ctrl+d'):
            self.desk.key(keys)
        self.assert_empty()
        self.assertIsNone(self.desk.find('Preferences'))
        self.unlock()

    def test_3_the_screen_saver_locks(self):
        self.open_member()
        emit('org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver',
             'org.freedesktop.ScreenSaver', 'ActiveChanged', True)
        self.assert_empty()
        self.desk.see('The screen was locked')
        self.unlock()

    def test_4_so_does_gnome(self):
        self.open_member()
        emit('org.gnome.ScreenSaver', '/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver',
             'ActiveChanged', True)
        self.assert_empty()
        self.unlock()

    def test_5_so_does_going_to_sleep(self):
        self.open_member()
        emit('org.freedesktop.login1', '/org/freedesktop/login1',
             'org.freedesktop.login1.Manager', 'PrepareForSleep', True)
        self.assert_empty()
        self.desk.see('went to sleep')
        self.unlock()


class Live(unittest.TestCase):
    """With one: it is set at the first lock, asked for from then on, and kept by the keyring."""

    @classmethod
    def setUpClass(cls):
        home = os.environ[desk.INSIDE]
        cls.service = subprocess.Popen(
            [os.environ['CARDSYNCCTL'], 'mock-server', '--export-profile', home + '/project'],
            stdout=subprocess.PIPE, text=True)
        cls.service.stdout.readline()
        cls.profile = home + '/project/profile.ini'
        cls.start()

    @classmethod
    def start(cls, *arguments):
        cls.desk = desk.Desk(*arguments or ('--profile', cls.profile),
                             env={'GSETTINGS_BACKEND': 'keyfile'})

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        cls.service.terminate()
        cls.service.wait(10)
        cls.service.stdout.close()

    def click(self, name):
        self.desk.see(name).click()

    def test_1_a_passphrase_is_offered_at_the_first_lock(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        self.desk.key('Tab', 'Return')                  # the offer, opened
        self.desk.see('New PIN or passphrase')
        self.desk.key('Tab')
        self.desk.type(PIN)
        self.desk.key('Tab')
        self.desk.type('471148')
        self.desk.key('Return')
        self.desk.see('not the same')
        self.desk.type(PIN)
        self.desk.key('Tab')
        self.desk.type(PIN)
        self.desk.key('Return')
        self.desk.see('Garam City Card')

    def test_2_then_it_is_asked_for(self):
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        self.desk.type('000000')
        self.desk.key('Return')
        self.desk.see('That is not the passphrase.')
        self.assertIsNone(self.desk.find('Garam'))
        self.desk.type(PIN)
        self.desk.key('Return')
        self.desk.see('Garam City Card')
        self.desk.wait(lambda: Demo.records(self)[-5:] == [
            ('settings-changed', 'lock-passphrase=true', 'ok'), ('unlocked', 'asked', 'ok'),
            ('locked', 'asked', 'ok'), ('unlock-failed', '', 'refused'),
            ('unlocked', 'asked', 'ok')], 'records')

    def kill(self):
        self.desk.process.kill()
        self.desk.process.wait(10)
        self.desk.close()

    def wait_for_entry(self, what='the entry'):
        self.desk.wait(lambda: self.desk.focused() and
                       self.desk.focused().role == 'password text', what)

    def refuses_another(self):
        self.desk.see('was locked when it was closed')
        self.desk.type('000000')
        self.desk.key('Return')
        self.desk.see('That is not the passphrase.')
        self.assertIn('locked=true', self.settings())

    def test_3_killing_the_program_does_not_unlock_it(self):
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        self.desk.wait(lambda: 'locked=true' in self.settings(), 'the settings to say so')
        self.kill()
        self.start()
        self.refuses_another()
        self.kill()
        # Nor does the demo, which is for one click else.
        self.start('--mock')
        self.refuses_another()
        self.kill()
        self.start()
        self.desk.see('was locked when it was closed')
        self.desk.type(PIN)
        self.desk.key('Return')
        self.desk.wait(lambda: 'locked=false' in self.settings(), 'it to open')
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')

    def test_4_wrong_ones_have_to_wait(self):
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        for _ in range(3):
            self.wait_for_entry()
            self.desk.type('000000')
            self.desk.key('Return')
            self.desk.see('That is not the passphrase.')
        self.desk.see('Try again in')
        self.wait_for_entry('the entry to open again')
        self.desk.type(PIN)
        self.desk.key('Return')
        self.desk.see('Garam City Card')

    def test_5_F33_without_the_keyring_it_stays_locked(self):
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        subprocess.run(['pkill', '-f', 'gnome-keyring-daemon --unlock'], check=False)
        self.desk.type(PIN)
        self.desk.key('Return')
        self.desk.see('The console stays locked.')
        self.assertIsNone(self.desk.find('Garam'))

    def settings(self):
        path = os.path.join(os.environ[desk.INSIDE], '.config/glib-2.0/settings/keyfile')
        with open(path, encoding='utf-8') as file:
            return file.read()


if __name__ == '__main__':
    unittest.main()
