# SPDX-License-Identifier: GPL-3.0-or-later
"""The console is left alone: what is gone, what comes back, and who may fetch it."""

import os
import re
import sqlite3
import subprocess
import threading
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

    def test_2_what_stands_over_the_settings_goes_too(self):
        self.open_member()
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.call_sync('io.github.cardsync.CardSync', '/io/github/cardsync/CardSync',
                      'org.gtk.Actions', 'Activate',
                      GLib.Variant('(sava{sv})', ('connections', [GLib.Variant('s', 'create')],
                                                  {})), None, 0, 5000, None)
        self.desk.see('New Connection')
        self.desk.see('Preferences')
        emit('org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver',
             'org.freedesktop.ScreenSaver', 'ActiveChanged', True)
        self.assert_empty()
        said = ' '.join(node.name for node in self.desk.app.walk())
        self.assertNotIn('Preferences', said)
        self.assertNotIn('New Connection', said)
        # That goes with the dialogs, without a word from the window manager.
        subprocess.run(['xdotool', 'windowfocus', '--sync', self.desk.window], check=True)
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


LOGIND = '''<node><interface name="org.freedesktop.login1.Manager">
<method name="GetSession"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<method name="GetSessionByPID"><arg type="u" direction="in"/>
<arg type="o" direction="out"/></method>
</interface></node>'''
SESSION = '/org/freedesktop/login1/session/_32'


class Logind:
    """The part of it that knows sessions. The program is in none, as below user@.service."""

    def __init__(self, knows_auto):
        self.knows_auto = knows_auto
        self.loop = GLib.MainLoop.new(GLib.MainContext.new(), False)
        self.is_asked = threading.Event()
        is_ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(is_ready,), daemon=True)
        self.thread.start()
        is_ready.wait(10)

    def _run(self, is_ready):
        self.loop.get_context().push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.register_object('/org/freedesktop/login1',
                                 Gio.DBusNodeInfo.new_for_xml(LOGIND).interfaces[0],
                                 self._call, None, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'RequestName', GLib.Variant('(su)', ('org.freedesktop.login1', 4)),
                           None, 0, 5000, None)
        is_ready.set()
        self.loop.run()

    def _call(self, bus, sender, path, interface, method, parameters, invocation):
        if (method == 'GetSession' and parameters.unpack() == ('auto',) and self.knows_auto
                or method == 'GetSessionByPID' and not self.knows_auto):
            invocation.return_value(GLib.Variant('(o)', (SESSION,)))
            self.is_asked.set()
        else:
            invocation.return_dbus_error('org.freedesktop.login1.NoSessionForPID', 'no session')

    def lock(self):
        self.bus.emit_signal(None, SESSION, 'org.freedesktop.login1.Session', 'Lock', None)
        self.bus.flush_sync()

    def close(self):
        self.loop.quit()
        self.thread.join()
        self.bus.close_sync()


class Session(unittest.TestCase):
    """That of the display locks the console, also where its process is in none."""

    def check(self, knows_auto):
        logind = Logind(knows_auto)
        self.addCleanup(logind.close)
        with desk.Desk('--mock', env={
                'DBUS_SYSTEM_BUS_ADDRESS': os.environ['DBUS_SESSION_BUS_ADDRESS']}) as console:
            console.see('Show the Cast')
            console.wait(logind.is_asked.is_set, 'to be asked for the session')
            # Whether the answer has come is not to be seen: locking is asked for until it has.
            console.wait(lambda: logind.lock() or console.find('Locked'), 'the lock')
            console.see('The screen was locked')

    def test_of_the_display(self):
        self.check(True)

    def test_of_the_process(self):
        self.check(False)


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

    def test_3_settings_are_recorded(self):
        path = os.path.join(os.environ[desk.INSIDE], '.config/glib-2.0/settings/keyfile')
        settings = Gio.Settings.new_with_backend(
            'io.github.cardsync.CardSync', Gio.keyfile_settings_backend_new(path, '/', None))
        before = len(Demo.records(self))
        for change in ((settings.set_boolean, 'require-case', True),
                       (settings.set_boolean, 'require-case', False),
                       (settings.set_uint, 'lock-minutes', 7)):
            change[0](*change[1:])
            Gio.Settings.sync()
            self.desk.wait(lambda: len(Demo.records(self)) > before, 'a record')
            before += 1
        self.assertEqual(Demo.records(self)[-3:], [
            ('settings-changed', 'require-case=true', 'ok'),
            ('settings-changed', 'require-case=false', 'ok'),
            ('settings-changed', 'lock-minutes=7', 'ok')])

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
