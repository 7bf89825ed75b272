# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring that wants its password first: the console waits, says so, and goes on."""

import os
import shutil
import subprocess
import sys
import unittest

import desk
from words import say, say_in

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'e2e'))
import members                                                       # noqa: E402
from service import Service                                          # noqa: E402

MEMBER = str(members.MEMBER)
WAITING = say('The keyring asks for a password. Answer it to go on.')


def find_question():
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'gcr-prompter'],
                          capture_output=True, text=True, check=False).stdout.split()


class Keyring(unittest.TestCase):
    """Nobody has one yet: the access log's key makes the first, and its password is asked for."""

    def setUp(self):
        if shutil.which('gnome-keyring-daemon') is None:
            self.skipTest('gnome-keyring is not installed')
        service = self.enterContext(Service())
        path = service.project.write_profile(desk.home() / self.id().rsplit('.', 1)[1],
                                             service.base_url)
        self.desk = self.enterContext(desk.Desk('--profile', str(path), MEMBER))

    def test_1_dismissed_it_is_no_connection(self):
        self.desk.wait(find_question, 'question of the keyring')
        self.desk.see(WAITING)
        self.desk.key('Escape')
        self.desk.see(say('Keyring locked'))
        self.desk.lose(WAITING)
        self.desk.see(say_in('environment', 'NOT CONNECTED'))

    def test_2_the_window_can_be_closed_meanwhile(self):
        self.desk.wait(find_question, 'question of the keyring')
        self.desk.see(WAITING)
        self.desk.find(say('Close'), 'push button').click()
        self.assertEqual(self.desk.process.wait(10), 0)

    def test_3_answered_the_member_is_looked_up(self):
        question = self.desk.wait(find_question, 'question of the keyring')
        self.desk.see(WAITING)
        self.desk.see(say('Not connected yet · %u s').split(' · ')[0])
        subprocess.run(['xdotool', 'windowfocus', '--sync', question[-1]], check=True)
        self.desk.type('canary-hunter2')
        self.desk.key('Tab')
        self.desk.type('canary-hunter2')
        self.desk.key('Return')
        self.desk.see('Seoul Love Card')
        self.desk.see('127.0.0.1')


if __name__ == '__main__':
    unittest.main()
