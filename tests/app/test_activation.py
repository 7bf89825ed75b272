# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop starts the console over the session bus, as the installed files tell it to."""

import os
import pathlib
import re
import subprocess
import unittest

import desk

APP_ID = 'io.github.cardsync.CardSync'
DATA = pathlib.Path(os.environ['CARDSYNC_DATA'])


def call_bus(method, *arguments):
    call = ['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/',
            '--method', f'org.freedesktop.DBus.{method}', *arguments]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout


def install():
    """Put the built files where the session looks, naming the program that was built."""
    home = pathlib.Path(os.environ[desk.INSIDE])
    for folder, ending in (('dbus-1/services', 'service'), ('applications', 'desktop')):
        text = (DATA / f'{APP_ID}.{ending}').read_text(encoding='utf-8')
        text = re.sub(r'^Exec=\S*cardsync', f'Exec={desk.PROGRAM}', text, flags=re.MULTILINE)
        (home / folder).mkdir(parents=True, exist_ok=True)
        (home / folder / f'{APP_ID}.{ending}').write_text(text, encoding='utf-8')
    call_bus('ReloadConfig')
    return home / 'applications' / f'{APP_ID}.desktop'


class Activated(desk.Desk):
    """The program that the bus has started; it is no child of the test."""

    def __init__(self, *call):
        subprocess.run(['gapplication', *call], check=True)
        super().__init__('infinity', program='/bin/sleep')

    def count_windows(self):
        return sum(1 for child in self.app.accessible if child is not None)

    def close(self):
        subprocess.run(['gapplication', 'action', APP_ID, 'quit'], check=True)
        self.wait(lambda: 'false' in call_bus('NameHasOwner', APP_ID), 'the program to leave')
        super().close()


class Activation(unittest.TestCase):
    def setUp(self):
        self.desktop_file = install()

    def launch_action(self, name):
        from gi.repository import Gio
        info = Gio.DesktopAppInfo.new_from_filename(str(self.desktop_file))
        self.assertIn(name, info.list_actions())
        info.launch_action(name, None)
        # The call must have left before the test goes on.
        Gio.bus_get_sync(Gio.BusType.SESSION).flush_sync()

    def test_launch(self):
        with Activated('launch', APP_ID) as console:
            console.see('Look a member up')
            self.assertEqual(console.count_windows(), 1)
            subprocess.run(['gapplication', 'launch', APP_ID], check=True)
            # A member over the command line goes to the same process and window.
            subprocess.run([desk.PROGRAM, '50000104652'], check=True, timeout=desk.PATIENCE)
            console.see('50000104652', role='label')
            self.assertEqual(console.count_windows(), 1)

    def test_start_with_an_action(self):
        for action in ('new-window', 'demo'):
            with self.subTest(action), Activated('action', APP_ID, action) as console:
                console.see('Look a member up')
                self.assertEqual(console.count_windows(), 1)

    def test_desktop_actions(self):
        with Activated('launch', APP_ID) as console:
            self.launch_action('new-window')
            console.wait(lambda: console.count_windows() == 2, 'a second window')
            self.launch_action('demo')
            self.assertEqual(console.count_windows(), 2)

    def choose_viewer(self, choice):
        home = pathlib.Path(os.environ[desk.INSIDE])
        (home / '.config').mkdir(exist_ok=True)
        (home / '.config' / 'mimeapps.list').write_text(choice, encoding='utf-8')
        return home

    def test_help(self):
        """The guide opens in the help viewer of the desktop."""
        home = self.choose_viewer('[Default Applications]\nx-scheme-handler/help=viewer.desktop\n')
        applications = home / '.local/share/applications'
        applications.mkdir(parents=True, exist_ok=True)
        (applications / 'viewer.desktop').write_text(
            '[Desktop Entry]\nType=Application\nName=Viewer\nMimeType=x-scheme-handler/help;\n'
            f'Exec=cp /dev/null {home}/opened-%u\n', encoding='utf-8')
        with Activated('launch', APP_ID) as console:
            console.see('Look a member up')
            console.key('F1')
            console.wait((home / 'opened-help:cardsync').exists, 'the guide')

    def test_help_without_a_viewer(self):
        """A window says where else to read."""
        self.choose_viewer('[Removed Associations]\nx-scheme-handler/help=yelp.desktop;\n')
        with Activated('launch', APP_ID) as console:
            console.see('Look a member up')
            console.key('F1')
            console.see('Install Yelp')
            console.key('Return')
            console.see('cardLifeStatus')
