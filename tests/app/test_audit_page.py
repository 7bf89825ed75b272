# SPDX-License-Identifier: GPL-3.0-or-later
"""Audits in the window, on the real program with its mock service: from a file to findings."""

import csv
import json
import re
import subprocess
import unittest

import desk

FIRST = 60000000001                 # of the generated members
LOST = 50000104652
N_ASKED = 41
N_LONG = 30000
N_AT_A_TIME = 8

PARALLEL = 1


class Audit(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.desk = desk.Desk('--mock')
        cls.desk.see('Show the Cast')
        cls.parts = {}

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        assert not cls.desk.complaints(), cls.desk.complaints()

    def run(self, result=None):
        if result.wasSuccessful():
            return super().run(result)
        result.addSkip(self, 'it would go on from where the test before failed')
        return result

    def part(self, name):
        """The widget of that class: to walk the whole window takes seconds with a table in it."""
        def find():
            return next((node for node in self.desk.app.walk() if node.name == name), None)
        if name not in self.parts:
            self.parts[name] = self.desk.wait(find, name)
        return self.parts[name]

    def walk(self, part):
        """Without the rows of findings: a view keeps 200 of them, whatever is seen."""
        waiting = [self.part(part)]
        while waiting:
            node = waiting.pop()
            yield node
            try:
                if node.role != 'tree table' or part == 'CsAuditInputStep':
                    children = [desk.Node(child) for child in node.accessible if child is not None]
                    waiting += reversed(children)
            except Exception:                           # the widget went away meanwhile
                pass

    def find(self, part, text, role=None):
        for node in self.walk(part):
            if (role is None or node.role == role) and node.mentions(text) and node.is_visible:
                return node
        return None

    def see(self, part, text, role=None):
        return self.desk.wait(lambda: self.find(part, text, role), f'“{text}” in {part}')

    def press(self, part, name):
        """Click what is called so as soon as it can be clicked."""
        import pyatspi

        def ready():
            for node in self.walk(part):
                if (node.role == 'push button' and node.name.endswith(name) and node.is_visible
                        and node.accessible.getState().contains(pyatspi.STATE_SENSITIVE)):
                    return node
            return None
        self.click(self.desk.wait(ready, f'a button “{name}” in {part}'))

    def choose(self, name, lines):
        path = self.desk.home / name
        path.write_text('\n'.join(lines) + '\n', encoding='utf-8')
        self.press('CsAuditInputStep', 'Choose a File…')
        self.desk.wait_for_window('Choose the Member IDs')
        self.desk.type(str(path))
        self.desk.key('Return')
        self.see('CsAuditInputStep', name)

    def runs(self, name):
        return sorted((self.desk.home / '.local/share/cardsync/audits/mock').glob(f'*{name}*'))

    def manifest(self, run):
        return json.loads((run / 'manifest.json').read_text(encoding='utf-8'))

    def records(self):
        return [row['action'] for row in self.desk.records()]

    def click(self, node):
        """With the mouse: what is no button has no action."""
        box = node.accessible.queryComponent().getExtents(1)
        subprocess.run(['xdotool', 'mousemove', '--window', self.desk.window,
                        str(box.x + box.width // 2), str(box.y + box.height // 2), 'click', '1'],
                       check=True)

    def n_shown(self):
        node = self.find('CsFindingsTable', ' shown', 'label')
        return int(node.name.split()[0].replace(',', ''))

    def cell(self, text):
        """The first cell of the table that says so, its headings included."""
        return next(node for node in self.part('CsFindingsTable').walk()
                    if node.role == 'label' and re.fullmatch(text, node.name) and node.is_visible)

    def toasts(self):
        """They stand beside the tabs, and go soon."""
        tabs = self.part('CsMemberTabs')
        return {node.name for child in tabs.accessible.parent
                if child is not None and child.name != tabs.name
                for node in desk.Node(child).walk()}

    def test_01_the_input_is_shown_before_anybody_is_asked(self):
        self.desk.key('ctrl+shift+a')
        ids = [str(LOST)] + [str(FIRST + n) for n in range(N_ASKED - 1)]
        self.choose('members.csv', ['name,member_id', *(f'x,{one}' for one in ids),
                                    f'again,{LOST}', 'bad,hello'])
        for text in ('Rows: 43', 'Members to ask for: 41', 'Duplicates: 1', 'Bad rows: 1',
                     'Line 44', 'member_id', str(FIRST + 8)):
            with self.subTest(text):
                self.see('CsAuditInputStep', text)
        self.assertNotIn('audit-row', self.records())

    def test_02_rules_are_chosen_and_pace_is_shown(self):
        self.press('CsAuditSetup', 'Next')
        self.click(self.see('CsAuditRulesStep', 'Expired', 'check box'))
        self.press('CsAuditSetup', 'Next')
        self.see('CsAuditPaceStep', 'Calls at a time')
        self.see('CsAuditPaceStep', '.local/share/cardsync/audits/mock')
        self.press('CsAuditSetup', 'Start the Audit')

    def test_03_every_row_has_an_outcome_and_a_chart_shows_it(self):
        self.see('CsAuditRunPage', 'Complete: every row has an outcome.')
        self.see('CsAuditRunPage', 'Done: 43')
        self.see('CsAuditCharts', f'cards of {N_ASKED} members')
        self.see('CsAuditCharts', 'Reported lost')
        self.see('CsAuditCharts', 'Expiry by month')
        self.assertIsNone(self.find('CsAuditCharts', 'Expired'))
        (run,) = self.runs('members')
        manifest = self.manifest(run)
        self.assertEqual(manifest['state'], 'complete')
        self.assertEqual(run.stat().st_mode & 0o777, 0o700)
        self.assertEqual(self.records().count('audit-row'), N_ASKED)

    def test_04_what_is_shown_is_exported_in_its_order_with_its_count(self):
        n_all = self.n_shown()
        self.desk.wait(lambda: self.find('CsAuditCharts', 'Reported lost'), 'the chart')
        row = next(node for node in self.walk('CsAuditCharts')
                   if node.name.startswith('Reported lost') and node.role == 'list item')
        self.click(row)
        self.desk.wait(lambda: 0 < self.n_shown() < n_all, 'the findings of one fact')
        self.click(self.cell('Card'))
        self.desk.wait(lambda: self.cell(r'\d{11}').name != str(LOST), 'another order')
        path = self.desk.home / 'shown.csv'
        n_shown = self.n_shown()
        self.press('CsFindingsTable', 'Export…')
        self.desk.wait_for_window(f'Export {n_shown} Rows')
        self.desk.key('ctrl+a')
        self.desk.type(str(path))
        self.desk.key('Return')
        self.desk.wait(path.exists, 'the export')
        with open(path, encoding='utf-8', newline='') as file:
            rows = list(csv.DictReader(file))
        members = [int(row['member_id']) for row in rows]
        self.assertEqual(len(rows), n_shown)
        products = [row['product'] for row in rows]
        self.assertEqual(products, sorted(products))
        self.assertGreater(len(set(products)), 1)
        self.assertIn(LOST, members)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.desk.wait(lambda: f'{n_shown} rows exported to shown.csv' in self.toasts(), 'a toast')
        self.assertEqual(self.records()[-1], 'export')

    def test_05_a_search_finds_and_a_finding_opens_its_member(self):
        self.click(self.see('CsFindingsTable', 'Search the findings'))
        self.desk.type(str(LOST))
        self.desk.wait(lambda: self.n_shown() == 1, 'one finding')
        self.click(self.cell(str(LOST)))
        self.desk.key('Return')
        self.desk.see('Tell the caller')
        self.assertEqual(self.records()[-1], 'lookup')
        self.desk.key('ctrl+shift+a')

    def test_06_a_run_pauses_goes_on_and_stops(self):
        self.press('CsAuditRunPage', 'New Audit')
        self.see('CsAuditSetup', 'Earlier runs')
        self.choose('many.txt', [str(FIRST + n) for n in range(N_LONG)])
        self.see('CsAuditInputStep', f'Members to ask for: {N_LONG:,}')
        self.press('CsAuditSetup', 'Next')
        self.press('CsAuditSetup', 'Next')
        self.press('CsAuditSetup', 'Start the Audit')
        self.press('CsAuditRunPage', 'Pause')
        self.see('CsAuditRunPage', 'Paused.')
        self.see('CsAuditRunPage', ' / s')
        self.press('CsAuditRunPage', 'Go On')
        self.press('CsAuditRunPage', 'Stop')
        self.see('CsAuditRunPage', 'stopped')
        (run,) = self.runs('many')
        self.assertEqual(self.manifest(run)['state'], 'incomplete')

    def test_07_a_stopped_run_is_resumed_where_it_was(self):
        (run,) = self.runs('many')
        before = (run / 'journal').stat().st_size
        self.press('CsAuditRunPage', 'New Audit')
        self.press('CsAuditSetup', 'Go On')
        self.desk.wait(lambda: (run / 'journal').stat().st_size > before, 'more answers')
        self.assertEqual(self.runs('many'), [run])

    def test_08_a_locked_run_goes_on_and_is_shown_again(self):
        (run,) = self.runs('many')
        self.desk.key('ctrl+alt+l')
        self.desk.see('Unlock')
        self.assertIsNone(self.desk.find('Findings by fact'))
        size = (run / 'journal').stat().st_size
        self.desk.wait(lambda: (run / 'journal').stat().st_size > size, 'more answers')
        self.parts.clear()
        self.desk.find('Unlock', 'push button').click()
        self.desk.see('Garam City Card')
        self.desk.key('ctrl+shift+a')
        self.see('CsAuditRunPage', 'Findings by fact')
        self.press('CsAuditRunPage', 'Stop')
        self.see('CsAuditRunPage', 'stopped')
        counts = self.manifest(run)['counts']
        n_answered = sum(counts[outcome] for outcome in ('answered', 'not-found', 'refused'))
        n_recorded = self.records().count('audit-row') - N_ASKED
        # At each of two stops, those that were under way have a record and no outcome.
        self.assertTrue(n_answered <= n_recorded <= n_answered + 2 * N_AT_A_TIME,
                        (n_answered, n_recorded))


if __name__ == '__main__':
    unittest.main()
