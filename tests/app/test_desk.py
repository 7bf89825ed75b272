# SPDX-License-Identifier: GPL-3.0-or-later
"""The console as an agent with a caller on the line uses it: by keyboard, on the real program.

The jobs are the same in every language; what is on the screen is looked up in the catalogue.
"""

import os
import re
import sqlite3
import subprocess
import unittest

import desk
from words import count, say, say_in

MEMBER = '50000104652'
NO_CARDS = '50000100002'
NOBODY = '50000109999'
UNKNOWN = '50000600001'
DEBIT = '50000400001'
LARGEST = '9999999999999999999'

EXPIRY = {'': 'expires 31 Aug 2031', 'ko': '유효기간 2031년 8월 31일'}

PARALLEL = 1


class Console(unittest.TestCase):
    """One window for all: an agent does not start the program anew for each caller either."""

    @classmethod
    def setUpClass(cls):
        cls.desk = desk.Desk('--mock')
        cls.desk.see(say('Show the Cast'))

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        complaints = [line for line in cls.desk.log_text.splitlines()
                      if re.search('WARNING|CRITICAL', line)]
        assert not complaints, complaints

    def setUp(self):
        self.desk.key('ctrl+t')

    def tearDown(self):
        """Each caller has a tab; a full tree is slow to walk."""
        self.desk.key('ctrl+w')

    def test_01_the_cursor_is_in_the_box(self):
        self.desk.type('1234')
        self.desk.see(say('Member ID %s') % '1234')

    def test_02_a_member_shows_the_worst_card_and_its_verdict(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        cards = count('%u card', '%u cards', 4)
        attention = count('%u needs attention', '%u need attention', 2)
        for text in (say_in('verdict', 'Blocked'), say('Tell the caller:'), '₩300,000',
                     say('The card was reported lost and is suspended for that reason.'),
                     EXPIRY[desk.LANGUAGE], f'{cards} · {attention}',
                     say('Needs attention'), say('Finished')):
            with self.subTest(text):
                self.desk.see(text)

    def test_02_the_tile_names_one_policy_and_how_many_more(self):
        self.desk.look_up(MEMBER)
        self.desk.see(say('%s, +%u more') % ('Garam points', 2)
                      if not desk.LANGUAGE else '외 2개')

    def test_03_the_verdict_has_the_focus_after_a_lookup(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        focused = self.desk.wait(self.desk.focused, 'a focus')
        self.assertIn(say_in('verdict', 'Blocked'), focused.name)
        self.assertEqual(focused.role, 'panel')

    def test_04_spellings_of_a_member_id(self):
        for text in ('50000 104652', '500-0010-4652', ' 50000104652 '):
            with self.subTest(text):
                self.desk.key('ctrl+f', 'ctrl+a')
                self.desk.type(text)
                self.desk.see(say('Member ID %s') % MEMBER)

    def test_05_a_card_number_is_masked_at_once_and_never_shown(self):
        self.desk.type('4111111111111111')
        self.desk.see(say('Card number ending %s') % '1111')
        self.assertEqual(self.grouped('4111111111111111'), [])
        self.desk.key('ctrl+z')
        self.assertEqual(self.grouped('4111111111111111'), [])

    def test_06_a_mistyped_card_number_is_not_sent(self):
        self.desk.type('4111111111111112')
        self.desk.see(say('It Is a Member ID'))
        self.desk.key('Return')
        self.assertIsNone(self.desk.find(say('No such member')))
        self.assertEqual(self.grouped('4111111111111112'), [])

    def test_07_no_cards_is_not_no_such_member(self):
        self.desk.look_up(NO_CARDS)
        self.desk.see(say('No cards'))
        self.desk.look_up(NOBODY)
        self.desk.see(say('No such member'))
        self.desk.see('001_006')

    def test_08_an_unknown_code_is_shown_raw(self):
        self.desk.look_up(UNKNOWN)
        self.desk.see(say('%s · not in the dictionary').replace('%s', '').strip(' ·'))

    def test_09_a_debit_card_shows_limits_and_account(self):
        self.desk.look_up(DEBIT)
        for text in (say('Payment limits'), say('A month'), say('Linked account'), '···· 5557'):
            with self.subTest(text):
                self.desk.see(text)

    def test_10_the_largest_member_id_is_kept_digit_for_digit(self):
        self.desk.look_up(LARGEST)
        self.desk.see(say('Member'))
        self.desk.see(LARGEST)

    def test_11_f1_opens_the_dictionary(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        for _ in range(12):
            self.desk.key('Tab')
            focused = self.desk.focused()
            if focused is not None and say_in('status', 'Card status') in focused.name:
                break
        self.desk.key('F1')
        self.desk.see('카드 분실로 인한 정지')
        self.desk.key('Escape')

    def test_11_tab_goes_through_everything_and_each_stop_has_a_name(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        self.desk.wait(lambda: (self.desk.focused() or self.desk.app).role == 'panel', 'verdict')
        names = []
        for _ in range(40):
            self.desk.key('Tab')
            focused = self.desk.focused()
            names.append((focused.role, focused.name) if focused is not None else ('none', ''))
            if say('Copy: %s') % say('Correlation ID') in names[-1]:
                break
        self.assertEqual([name for name in names
                          if name[1] == '' or name[1].startswith('Gtk')], [])
        self.assertIn(('push button', say('Copy: %s') % say('Correlation ID')), names)

    def test_12_the_same_member_is_the_same_tab(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        before = self.tabs()
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        self.assertEqual(self.tabs(), before)

    def test_13_refresh_asks_again(self):
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        before = self.records()
        self.desk.key('F5')
        self.desk.wait(lambda: self.records() == before + 1, 'one more record')
        self.desk.see('Garam City Card')

    def test_14_every_lookup_is_in_the_log(self):
        before = self.records()
        self.desk.look_up(NO_CARDS)
        self.desk.see(say('No cards'))
        self.assertEqual(self.records(), before + 1)

    def test_15_the_cast_is_one_key_away(self):
        self.desk.key('ctrl+d')
        self.desk.see(say('The cast'))
        self.desk.type('50000500200')
        self.desk.key('Return')
        self.desk.see(count('%u card', '%u cards', 200))
        self.desk.see('50000500200', role='label')

    def test_16_the_command_line_appends_beside_the_window(self):
        before = self.records()
        commands = [subprocess.Popen([os.environ['CARDSYNCCTL'], 'lookup', '--mock', MEMBER],
                                     stdout=subprocess.DEVNULL) for _ in range(4)]
        self.desk.look_up(MEMBER)
        self.desk.see('Garam City Card')
        for _ in range(3):
            self.desk.key('F5')
            self.desk.see('Garam City Card')
        self.assertEqual([command.wait(60) for command in commands], [0] * 4)
        self.desk.wait(lambda: self.records() >= before + 8, 'all the records')
        verified = subprocess.run([os.environ['CARDSYNCCTL'], 'log', 'verify', '--mock'],
                                  capture_output=True, text=True, check=False)
        self.assertEqual((verified.returncode, verified.stderr), (0, ''))
        self.assertIn(say('The access log is intact. It has no records yet.').split('.')[0],
                      verified.stdout)

    def tabs(self):
        return len([node for node in self.desk.app.walk() if node.role == 'page tab'])

    def records(self):
        path = self.desk.home / '.local/state/cardsync/demo-access-log.db'
        with sqlite3.connect(path) as log:
            (table,) = log.execute("SELECT name FROM sqlite_master WHERE type = 'table' "
                                   "AND name NOT LIKE 'sqlite%'").fetchone()
            return log.execute(f'SELECT count(*) FROM {table}').fetchone()[0]

    def grouped(self, number):
        """Where the number stands, in whatever grouping."""
        return [node.role for node in self.desk.app.walk()
                if any(number in re.sub(r'[^0-9]', '', part) for part in node.says())]


if __name__ == '__main__':
    unittest.main()
