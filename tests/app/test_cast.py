# SPDX-License-Identifier: GPL-3.0-or-later
"""Every member of the cast in the real window, by keyboard, in its smallest size.

Each opens to what the command line says of the same answer, keeps the window as small as it was,
and leaves no served number in the accessibility tree, in whatever spelling. CARDSYNC_CAST=all
takes all members; without it some are taken that stand for the others.
"""

import json
import os
import re
import subprocess
import sys
import unicodedata
import unittest

import desk
from words import say, say_in

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'mock'))
import mock_service                                                  # noqa: E402

SOME = {'50000100002', '50000100003', '50000109999', '50000200031', '50000200090', '50000200001',
        '50000300001', '50000400001', '50000500200', '50000600004', '50000600008', '50000600011',
        '50000600013', '50000600018'}
NAMES = {'50000600008', '50000600009', '50000600010', '50000600011', '50000400099'}
ORDER = {'blocked': 'Blocked', 'unknown': 'Unknown', 'limited': 'Usable with limits',
         'usable': 'Usable', 'finished': 'Finished'}
SMALL = (900, 600)


def run_program(*arguments):
    return subprocess.run([os.environ['CARDSYNCCTL'], *arguments], capture_output=True, text=True,
                          check=False, timeout=60)


def list_cast():
    lines = run_program('mock-server', '--list').stdout.splitlines()
    members = [line.split('\t')[0] for line in lines]
    everybody = os.environ.get('CARDSYNC_CAST') == 'all'
    return [member for member in members if member and (everybody or member in SOME)]


def served_numbers(answer):
    """Every card and account number of an answer, whatever it looks like."""
    found = set()
    for card in answer.get('cardDataInfo') or []:
        for name in ('mobileCardNo', 'physicalCardNo'):
            found.add(str(card.get(name) or ''))
        found.add(str((card.get('bankInfo') or {}).get('accountNo') or ''))
    digits = {re.sub(r'\D', '', number) for number in found if '*' not in number}
    return {number for number in digits if len(number) > 8}


def only_digits(text):
    """The digits of a text, full-width and others too, whatever stands between them."""
    return ''.join(c for c in unicodedata.normalize('NFKC', text) if c.isdecimal())


class Cast(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.service = cls.enterClassContext(mock_service.Service())
        cls.desk = desk.Desk('--profile', cls.service.profile_path)
        cls.desk.see(say('Member ID'))
        cls.desk.resize(*SMALL)
        cls.desk.wait(lambda: cls.desk.size() == SMALL, 'small window')

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        complaints = [line for line in cls.desk.log_text.splitlines()
                      if re.search('WARNING|CRITICAL', line)]
        assert not complaints, complaints

    def setUp(self):
        self.desk.key('ctrl+t')

    def tearDown(self):
        self.desk.key('ctrl+w')

    def read_tree(self):
        """All that a screen reader could say."""
        said = []
        for node in self.desk.app.walk():
            try:
                said += [(node.role, text) for text in node.says()]
            except Exception:                           # the widget went away meanwhile
                continue
        return said

    def find_verdict(self):
        words = tuple(say_in('verdict', word) for word in ORDER.values())
        return next((node for node in self.desk.app.walk() if node.role == 'panel' and
                     node.name.startswith(words) and node.is_visible), None)

    def check_numbers(self, member):
        numbers = served_numbers(json.loads(self.service.open(
            self.service.call(mock_service.CARD_LIST, {'userId': int(member)}))))
        said = self.read_tree()
        together = only_digits(''.join(text for _, text in said))
        self.assertIn(member, together)
        for number in numbers:
            self.assertEqual([role for role, text in said if number in only_digits(text)], [])
            self.assertNotIn(number, together)
        return len(numbers)

    def check_cards(self, member, shown):
        verdicts = {card['verdict'] for card in shown['cards']}
        worst = next(verdict for verdict in ORDER if verdict in verdicts)
        verdict = self.desk.wait(self.find_verdict, f'verdict on {member}')
        self.assertEqual(verdict.name.split('. ')[0], say_in('verdict', ORDER[worst]))
        self.desk.wait(lambda: self.find_verdict().is_focused, 'focus on the verdict')
        self.assertGreater(self.check_numbers(member), 0)
        if member in NAMES:
            self.walk_cards()

    def walk_cards(self):
        """Go down the list: each card's name must fit, not the first one's only."""
        for _ in range(6):
            focused = self.desk.focused()
            if focused is not None and focused.role == 'list item':
                break
            self.desk.key('shift+Tab')
        for _ in range(5):
            self.desk.key('Down')
            self.assertEqual(self.desk.size(), SMALL)

    def check_failure(self, outcome):
        code = re.search(r'\d{3}_\d{3}', outcome.stderr)
        self.desk.see(code.group() if code else say('Reference for the service desk'))

    def open(self, member):
        outcome = run_program('lookup', '--json', '--profile', self.service.profile_path, member)
        self.desk.look_up(member)
        if outcome.returncode != 0:
            self.check_failure(outcome)
            return
        shown = json.loads(outcome.stdout)
        if shown['cards']:
            self.check_cards(member, shown)
        else:
            self.desk.see(say('No cards'))


def add_test(member):
    def test(self):
        self.open(member)
        self.assertEqual(self.desk.size(), SMALL)
    setattr(Cast, f'test_{member}', test)


for one in list_cast():
    add_test(one)


if __name__ == '__main__':
    unittest.main()
