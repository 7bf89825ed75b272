# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves the window as a file, on the real program: CSV, JSON, the case sheet."""

import csv
import json
import os
import shutil
import subprocess
import unittest

import desk

MEMBER = '50000104652'

PARALLEL = 1


class Files(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.desk = desk.Desk('--mock')
        cls.desk.see('Show the Cast')
        cls.desk.key('ctrl+k')
        cls.desk.type('4711')
        cls.desk.key('Tab')
        cls.desk.type('=refused payment')
        cls.desk.key('Return', 'Escape')
        cls.desk.look_up(MEMBER)
        cls.desk.see('Garam City Card')

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        assert not cls.desk.complaints(), cls.desk.complaints()

    def export(self, name):
        """Save under `name`; the record must be there first, and nobody else may read the file."""
        path = self.desk.home / name
        before = self.records()
        self.desk.export_as(path)
        self.desk.wait(path.exists, name)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual([left for left in os.listdir(self.desk.home) if name + '.' in left], [])
        added = self.records()[len(before):]
        self.assertEqual([(action, member, n_cards) for action, member, n_cards in added],
                         [('export', MEMBER, 4)])
        return path

    def records(self):
        return [(row['action'], str(row['member_id']), row['n_cards'])
                for row in self.desk.records()]

    def test_01_csv(self):
        path = self.export('member.csv')
        with open(path, encoding='utf-8', newline='') as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 4)
        lost = next(row for row in rows if row['cardBizStatus'] == '31')
        self.assertEqual(lost['memberId'], MEMBER)
        self.desk.see('4 cards exported to member.csv')
        self.assertEqual(lost['verdict'], 'blocked')
        self.assertEqual(lost['balance'], '300000')
        self.assertEqual(lost['case'], '4711')
        self.assertEqual(lost['reason'], "'=refused payment")
        self.assertRegex(lost['mobileCardNo'], r'^9491 33\*\* \*\*\*\* \d{4}$')

    def test_02_json_is_that_of_the_command(self):
        path = self.export('member.json')
        document = json.loads(path.read_text(encoding='utf-8'))
        self.assertEqual(document['schema'], 1)
        self.assertEqual(document['member'], {'id': MEMBER})
        self.assertEqual(document['environment'], 'mock')
        self.assertEqual(document['summary']['cards'], 4)
        self.assertRegex(document['asOf'], r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$')
        self.assertNotRegex(path.read_text(encoding='utf-8'), r'\d{16}')

    def test_03_the_case_sheet(self):
        path = self.export('sheet.pdf')
        if shutil.which('pdftotext') is None:
            self.skipTest('pdftotext is not installed')
        text = subprocess.run(['pdftotext', '-layout', path, '-'], check=True, capture_output=True,
                              text=True).stdout
        for part in ('Case sheet', 'DEMO', 'As of', '4711', '=refused payment', 'Garam City Card',
                     MEMBER, 'Blocked', 'Tell the caller', '₩300,000', 'Page 1 of 1'):
            with self.subTest(part):
                self.assertIn(part, text)
        self.assertRegex(text, r'9491 33\*\* \*\*\*\* 0765')
        self.assertEqual(text.count('Page '), 1)

    def test_04_what_cannot_be_written_is_said(self):
        self.desk.export_as('/proc/member.csv')
        self.desk.see('/proc/member.csv')

    def test_05_print_is_recorded_before_its_dialog(self):
        # The dialog before may still be closing, and have the key.
        subprocess.run(['xdotool', 'windowfocus', '--sync', self.desk.window], check=True)
        self.desk.key('ctrl+p')
        self.desk.wait_for_window('Print')
        self.assertEqual(self.records()[-1], ('print', MEMBER, 4))
        self.desk.key('Escape')


if __name__ == '__main__':
    unittest.main()
