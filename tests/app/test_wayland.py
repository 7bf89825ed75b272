# SPDX-License-Identifier: GPL-3.0-or-later
"""The clipboard under Wayland: in a compositor that stands as a window on the X server."""

import os
import re
import shutil
import subprocess
import time
import unittest

import desk

MEMBER = '50000104652'
SOCKET = 'wayland-cardsync'
COPY = 'Copy the masked card number'


class WaylandDesk(desk.Desk):
    """The program in a Wayland window; the keyboard is the compositor's window's."""

    def _find_window(self):
        found = subprocess.run(['xdotool', 'search', '--class', 'weston'],
                               capture_output=True, text=True, check=False).stdout.split()
        return found[-1] if found else None


@unittest.skipUnless(shutil.which('weston') and shutil.which('wl-paste'),
                     'weston or wl-clipboard is not installed')
class Wayland(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        os.environ['XDG_RUNTIME_DIR'] = str(desk.home())
        cls.compositor = subprocess.Popen(
            ['weston', '--backend=x11-backend.so', f'--socket={SOCKET}', '--width=1300',
             '--height=800', '--idle-time=0'], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + desk.PATIENCE
        while not (desk.home() / SOCKET).exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        cls.env = {'WAYLAND_DISPLAY': SOCKET, 'GDK_BACKEND': 'wayland'}
        cls.desk = WaylandDesk('--mock', env=cls.env)
        cls.desk.see('Show the Cast')
        subprocess.run(['xdotool', 'windowfocus', '--sync', cls.desk.window], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        cls.compositor.terminate()
        cls.compositor.wait(10)

    def paste(self, *arguments):
        """What another program is given; it has to have the focus for that."""
        return subprocess.run(['wl-paste', *arguments], capture_output=True, text=True,
                              env=os.environ | self.env, timeout=10, check=False).stdout

    def test_what_is_copied_is_masked_marked_and_withdrawn(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        button = self.desk.wait(lambda: next(
            (node for node in self.desk.nodes('push button') if node.name == COPY), None),
            'the button that copies')
        button.click()
        started = time.monotonic()
        text = self.desk.wait(lambda: self.paste('--no-newline'), 'something to be offered')
        self.assertNotEqual(text, '')
        self.assertNotRegex(re.sub(r'\D', '', text), r'\d{13}')
        self.assertIn('x-kde-passwordManagerHint', self.paste('--list-types'))
        self.desk.wait(lambda: 'text/plain' not in self.paste('--list-types'),
                       'the offer to be withdrawn')
        self.assertGreater(time.monotonic() - started, 5)
        self.assertEqual(self.paste('--no-newline'), '')


if __name__ == '__main__':
    unittest.main()
