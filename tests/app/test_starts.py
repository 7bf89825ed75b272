# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting the program again: which window serves, and what it says of itself."""

import os
import re
import subprocess
import sys
import unittest

import desk
from words import say, say_in

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'e2e'))
import members                                                       # noqa: E402
from service import Service                                          # noqa: E402

MEMBER = str(members.MEMBER)


def setUpModule():
    desk.unlock_keyring()


class Starts(unittest.TestCase):
    """A live window first, as on a desk; its service is not the project's own."""

    def setUp(self):
        self.service = self.enterContext(Service())
        self.folder = desk.home() / self.id().rsplit('.', 1)[1]
        self.path = self.service.project.write_profile(self.folder, self.service.base_url)
        self.desk = self.enterContext(desk.Desk('--profile', str(self.path)))
        self.desk.see('127.0.0.1')

    def tearDown(self):
        self.desk.close()
        self.assertEqual([line for line in self.desk.log_text.splitlines()
                          if re.search('WARNING|CRITICAL', line)
                         ], [])

    def start(self, *arguments, cwd=None):
        subprocess.run([desk.PROGRAM, *arguments], cwd=cwd, check=True, timeout=30)

    def titles(self):
        return sorted(node.name for node in self.desk.app.accessible_windows())

    def await_titles(self, *titles):
        self.desk.wait(lambda: self.titles() == sorted(titles), f'windows {titles}, not '
                       f'{self.titles()}')

    def test_a_window_for_each_environment(self):
        live, demo = say('%s, sandbox – CardSync') % 'Test desk', say('Demo – CardSync')
        self.await_titles(live)
        self.start('--mock')
        self.await_titles(live, demo)
        self.desk.see(say('Nothing leaves this computer'))
        self.desk.see(say('Show the Cast'))

        # Both are there: neither a third window nor the demo asks for a member of the project.
        self.start('--mock')
        self.start('--profile', 'profile.ini', MEMBER, cwd=self.folder)
        self.desk.see('Seoul Love Card')
        self.await_titles(live, demo)
        self.assertEqual(self.service.n_requests, 1)

        self.start('--new-window', '--profile', str(self.path))
        self.await_titles(live, live, demo)

    def test_another_window_stays_with_the_project(self):
        live = say('%s, sandbox – CardSync') % 'Test desk'
        self.await_titles(live)
        self.desk.key('ctrl+n')
        self.await_titles(live, live)

    def test_a_profile_that_was_mended_connects(self):
        aside = self.path.rename(self.path.with_suffix('.aside'))
        self.start('--profile', str(self.folder / 'other.ini'))
        self.desk.see(say('Reference for the service desk'))
        self.desk.see(say_in('environment', 'NOT CONNECTED'))
        aside.rename(self.folder / 'other.ini')
        self.start('--profile', str(self.folder / 'other.ini'), MEMBER)
        self.desk.see('Seoul Love Card')
        self.await_titles(*[say('%s, sandbox – CardSync') % 'Test desk'] * 2)

    def test_a_refresh_marks_what_changed(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Seoul Love Card')
        cards = self.service.contract.records[members.MEMBER]
        cards[2] |= {'balance': 120000, 'cardBizStatus': '36'}
        self.desk.key('F5')
        for text in (say('was %s') % '₩300,000', '₩120,000'):
            with self.subTest(text):
                self.desk.see(text)


if __name__ == '__main__':
    unittest.main()
