# SPDX-License-Identifier: GPL-3.0-or-later
"""What look-ups print: in a pipe, on a terminal, as JSON, in Korean, and into nothing."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing

from ctl import (FIRST_MEMBER, MISTYPED, PATIENCE, PROGRAM, Case, mock_profile, strip_colour,
                 width)

HANGUL = re.compile('[가-힣]')
VERDICTS = {'usable', 'limited', 'blocked', 'finished', 'unknown'}

# Every member of one card's object, as schema 1 has it: name -> type.
CARD = {
    'par': str, 'serviceId': str, 'serviceName': str, 'serviceImageUrl': str, 'mobileCardNo': str,
    'physicalCardNo': str, 'mobileCardStatus': str, 'physicalCardStatus': str,
    'cardLifeStatus': str, 'cardBizStatus': str, 'accTransferStatus': str, 'expiryDate': str,
    'balance': int, 'pendingAmount': int, 'isNamed': bool, 'maxRealNameRechargeAmount': int,
    'maxNonRealNameRechargeAmount': int, 'rechargeableAmount': int, 'minRechargeAmount': int,
    'rechargeUnitAmt': int, 'rechargeable': bool, 'personalRechargeable': bool,
    'refundable': bool, 'remittable': bool, 'enableFIC': bool, 'autoReloadStatus': str,
    'cardApplyNo': str, 'enableVirtualAccountPendingAmount': bool,
    'virtualAccountMaxPendingAmount': int, 'limits': dict, 'bankInfo': dict,
    'cardPointInfo': list, 'verdict': str, 'facts': list, 'problems': list, 'selected': bool,
}
# The first, one with many cards, every combination, unknown codes, members missing, amounts at
# their largest, and names that are long, right to left, turned around or full of markup.
ODD_MEMBERS = (FIRST_MEMBER, '50000500008', '50000200999', '50000600001', '50000600005',
               '50000400099', '50000600008', '50000600009', '50000600010', '50000600011')

SEVERITIES = {'finished', 'blocked', 'unknown', 'limited', 'care', 'note'}


class Lookup(Case):
    def lookup(self, member=FIRST_MEMBER, *options, **how):
        return self.run_program('lookup', '--profile', mock_profile(), *options, member, **how)

    def show(self, member=FIRST_MEMBER, **how):
        return self.on_terminal('lookup', '--profile', mock_profile(), member, **how)

    def members(self):
        listed = self.run_program('mock-server', '--list')
        self.assertEqual((listed.code, listed.err), (0, ''))
        return [line.split('\t')[0] for line in listed.lines]


class Pipe(Lookup):
    def test_embedded_mock(self):
        outcome = self.run_program('lookup', '--mock', FIRST_MEMBER)
        self.assertEqual((outcome.code, outcome.err), (0, ''))
        self.assertEqual(outcome.lines[0].split('\t')[1:3], [FIRST_MEMBER, 'mock'])
        self.assertEqual(outcome.lines[1:], self.lookup().lines[1:])

    def test_lines(self):
        outcome = self.lookup()
        self.assertEqual((outcome.code, outcome.err), (0, ''))
        head, *cards = [line.split('\t') for line in outcome.lines]
        self.assertEqual(head[:3], ['member', FIRST_MEMBER, 'mock'])
        self.assertRegex(head[3], r'\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00\Z')
        self.assertRegex(head[4], r'\A\d{12}-[0-9a-f]{7}\Z')
        self.assertEqual(int(head[5]), len(cards))
        self.assertGreater(len(cards), 0)
        for card in cards:
            self.assertEqual(len(card), 11)
            self.assertEqual(card[0], 'card')
            self.assertIn(card[1], VERDICTS)
            self.assertRegex(card[2], r'\A\d{4} \d\d\*\* \*{4} \d{4}\Z')

    def test_no_colour_and_no_controls(self):
        for member in ODD_MEMBERS:
            with self.subTest(member):
                outcome = self.lookup(member, env={'CLICOLOR_FORCE': '1', 'TERM': 'xterm'})
                self.assertNotRegex(outcome.out + outcome.err, r'[\x00-\x08\x0b-\x1f\x7f-\x9f]')

    def test_standard_input(self):
        for text in (FIRST_MEMBER, f' {FIRST_MEMBER}\n', f'{FIRST_MEMBER}\r\n',
                     '５００００１０４６５２'):
            with self.subTest(repr(text)):
                outcome = self.lookup('-', stdin=text.encode())
                self.assertEqual((outcome.code, outcome.err), (0, ''))
                self.assertEqual(outcome.lines[0].split('\t')[1], FIRST_MEMBER)

    def test_more_than_one_line(self):
        for text in (f'{FIRST_MEMBER}\n{FIRST_MEMBER}\n', f'{FIRST_MEMBER}\0'):
            self.assertMessage(self.lookup('-', stdin=text.encode()), 2)

    def test_no_such_member(self):
        self.assertMessage(self.lookup('424242'), 1)

    def test_case_and_reason_are_logged(self):
        outcome = self.lookup(FIRST_MEMBER, '--case', '4711', '--reason', '결제 거절')
        self.assertEqual(outcome.code, 0, outcome.err)
        log = next(self.state.rglob('*.db'))
        with closing(sqlite3.connect(f'file:{log}?mode=ro', uri=True)) as database:
            content = [row for table, in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
                for row in database.execute(f'SELECT * FROM {table}').fetchall()]
        self.assertTrue(any('4711' in row and '결제 거절' in row for row in content), content)

    def test_arguments_under_the_c_locale(self):
        outcome = self.lookup(FIRST_MEMBER, '--reason', '결제 거절', env={'LC_ALL': 'C'})
        self.assertEqual((outcome.code, outcome.err), (0, ''))

    def test_no_log_no_display(self):
        self.state.write_text('a file where a folder is due', encoding='utf-8')
        self.assertMessage(self.lookup(), 5)


class Json(Lookup):
    def test_schema(self):
        for member in self.members():
            with self.subTest(member):
                outcome = self.lookup(member, '--json')
                if outcome.code == 1:       # the cast's refusals
                    self.assertMessage(outcome, 1)
                    continue
                self.assertEqual((outcome.code, outcome.err), (0, ''))
                self.check_document(json.loads(outcome.out), member)

    def check_document(self, document, member):
        names = ['schema', 'member', 'environment', 'asOf', 'correlationId', 'cards', 'summary']
        self.assertEqual([n for n in document if n != 'answeredCorrelationId'], names)
        self.assertEqual(document['schema'], 1)
        self.assertEqual(document['member'], {'id': member})
        self.assertEqual(document['environment'], 'mock')
        verdicts = [self.check_card(card) for card in document['cards']]
        self.assertEqual(document['summary'],
                         {'cards': len(verdicts), **{v: verdicts.count(v) for v in VERDICTS}})

    def check_card(self, card):
        for name, value in card.items():
            self.assertIs(type(value), CARD[name], name)
        for name in ('mobileCardNo', 'physicalCardNo'):
            if name in card:
                self.assertIn('*', card[name])
                self.assertLessEqual(len(re.findall(r'\d', card[name])), 10)
        for fact in card['facts']:
            self.assertEqual(list(fact), ['id', 'severity', 'fields', 'text'])
            self.assertIn(fact['severity'], SEVERITIES)
            self.assertTrue(fact['fields'] and fact['text'])
        for problem in card['problems']:
            self.assertEqual(list(problem), ['field', 'problem'])
            self.assertIn(problem['problem'], ('missing', 'invalid'))
        self.assertIn(card['verdict'], VERDICTS)
        return card['verdict']

    def test_utf8_in_any_locale(self):
        plain = json.loads(self.lookup(FIRST_MEMBER, '--json').out)
        for locale in ('C', 'POSIX'):
            document = json.loads(self.lookup(FIRST_MEMBER, '--json', env={'LC_ALL': locale}).out)
            self.assertEqual([card['serviceName'] for card in document['cards']],
                             [card['serviceName'] for card in plain['cards']])



class Terminal(Lookup):
    def test_widths(self):
        for columns in (60, 80, 120):
            for member in ODD_MEMBERS:
                with self.subTest(f'{member} at {columns}'):
                    outcome = self.show(member, columns=columns)
                    lines = strip_colour(outcome.out).splitlines()
                    self.assertEqual(outcome.code, 0)
                    self.assertLessEqual(max(map(width, lines)), columns)
                    self.assertNotIn('\x1b', '\n'.join(lines))

    def test_words_beside_shapes(self):
        outcome = self.show()
        self.assertEqual(outcome.code, 0)
        self.assertIn('DEMO', outcome.out)
        self.assertRegex(strip_colour(outcome.out), r'\n[✓▲◐‖?–] [A-Z][a-z]+')

    def test_colour_only_repeats(self):
        def without_times(text):
            return re.sub(r'\d\d:\d\d:\d\d|\d{12}-[0-9a-f]{7}', '', text)

        coloured = self.show().out
        self.assertIn('\x1b[', coloured)
        for env in ({'NO_COLOR': '1'}, {'TERM': 'dumb'}, {'TERM': None}):
            with self.subTest(str(env)):
                plain = self.show(env=env).out
                self.assertNotIn('\x1b', plain)
                self.assertEqual(without_times(strip_colour(coloured)), without_times(plain))
        self.assertIn('\x1b[', self.show(env={'NO_COLOR': ''}).out)

    def test_nothing_typed_is_shown(self):
        """What is asked for on a terminal does not stay in its scroll-back."""
        outcome = self.show('-', typed=FIRST_MEMBER.encode() + b'\n', prompt=b'not shown',
                            env={'NO_COLOR': '1'})
        self.assertEqual(outcome.code, 0)
        self.assertEqual(outcome.out.count(FIRST_MEMBER), 1)
        outcome = self.show('-', typed=MISTYPED.encode() + b'\n', prompt=b'not shown')
        self.assertEqual(outcome.code, 2)
        self.assertNotIn(MISTYPED[4:12], outcome.out)

    def test_interrupted_prompt(self):
        outcome = self.show('-', typed=b'\x03', prompt=b'not shown')
        self.assertEqual(outcome.code, -2)


class Streams(Lookup):
    """Standard streams that are closed, full, or read by nobody."""

    def shell(self, line):
        """Runs a line in which $0 is the program and $1 the profile."""
        process = subprocess.run(['sh', '-c', line, PROGRAM, mock_profile()], cwd=self.home,
                                 capture_output=True, env=self.environment({}), timeout=PATIENCE)
        return process.returncode, process.stdout.decode(), process.stderr.decode()

    def test_closed_output(self):
        code, _, err = self.shell(f'"$0" lookup --profile "$1" {FIRST_MEMBER} >&-')
        self.assertEqual(code, 5)
        self.assertRegex(err, r'\Acardsyncctl lookup: [^\n]+\n\Z')
        log = next(self.state.rglob('*.db'))
        with closing(sqlite3.connect(f'file:{log}?mode=ro', uri=True)) as database:
            self.assertEqual(database.execute('PRAGMA integrity_check').fetchone(), ('ok',))

    def test_full_output(self):
        code, _, err = self.shell(f'"$0" lookup --profile "$1" {FIRST_MEMBER} >/dev/full')
        self.assertEqual(code, 5)
        self.assertIn('No space left', err)
        code, _, err = self.shell('"$0" --help >/dev/full')
        self.assertEqual(code, 5)

    def test_reader_that_leaves(self):
        code, out, err = self.shell(f'{{ "$0" lookup --profile "$1" {FIRST_MEMBER} --json; '
                                    'echo "code $?" >&2; } | true')
        self.assertEqual((code, out, err), (0, '', 'code 0\n'))

    def test_list_ends_with_its_reader(self):
        code, out, err = self.shell('{ "$0" mock-server --list --members 10000000; '
                                    'echo "code $?" >&2; } | head -n 1')
        self.assertEqual((code, err), (0, 'code 0\n'))
        self.assertRegex(out, rf'\A{FIRST_MEMBER}\t[^\n]+\n\Z')

    def test_closed_input(self):
        code, out, err = self.shell('"$0" lookup --mock - <&-')
        self.assertEqual((code, out), (2, ''))
        self.assertRegex(err, r'\Acardsyncctl lookup: [^\n]+\n\Z')

    def test_closed_error(self):
        code, out, err = self.shell('"$0" lookup --mock 0 2>&-')
        self.assertEqual((code, out, err), (2, '', ''))


class Korean(Lookup):
    def assertKorean(self, **how):
        outcome = self.run_program('lookup', '--mock', **how)
        self.assertEqual(outcome.code, 2)
        self.assertRegex(outcome.err, HANGUL)

    def test_language(self):
        self.assertKorean(env={'LANGUAGE': 'ko'})
        outcome = self.run_program('lookup', '--help', env={'LANGUAGE': 'ko'})
        self.assertRegex(outcome.out, HANGUL)

    def test_locale(self):
        """A real Korean locale, made for the test where the machine has none."""
        command = ['localedef', '-i', 'ko_KR', '-f', 'UTF-8', self.home / 'ko_KR.UTF-8']
        # 1 is a warning, which this locale gives.
        if not shutil.which('localedef') or subprocess.call(command, stderr=subprocess.DEVNULL) > 1:
            self.skipTest('no Korean locale can be made')
        env = {'LOCPATH': str(self.home), 'LC_ALL': 'ko_KR.UTF-8', 'LANGUAGE': None}
        self.assertKorean(env=env)
        shown = strip_colour(self.show(env=env).out)
        self.assertRegex(shown.splitlines()[1], HANGUL)
        self.assertLessEqual(max(map(width, shown.splitlines())), 80)

    def test_what_is_wrong_with_keys_and_credentials(self):
        """Told by the layer that reads them, which no user knows of."""
        for name, old, new in (('asp', 'asp-id=', 'asp-id=7'),
                               ('access', 'access-key=', 'access-key=x'),
                               ('zone', 'time-zone=KST', 'time-zone=CET'),
                               ('id', 'id=', 'id=x'),
                               ('public', 'server-public-key-file=', r'\g<0>../no-'),
                               ('private', 'client-private-key-file=', r'\g<0>../no-')):
            with self.subTest(name):
                folder = self.home / name / 'profile'
                shutil.copytree(mock_profile().parent, folder)
                text = re.sub(f'^{old}', new, (folder / 'profile.ini').read_text(), flags=re.M)
                (folder / 'profile.ini').write_text(text)
                for key in folder.glob('*.pem'):
                    write_private(folder.parent / f'no-{key.name}', b'no key')
                outcome = self.run_program('lookup', '--profile', folder / 'profile.ini', '1',
                                           env={'LANGUAGE': 'ko'})
                self.assertMessage(outcome, 5)
                self.assertNotRegex(outcome.err, r'[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}')

    def test_english_elsewhere(self):
        self.assertNotRegex(self.run_program('lookup', '--mock').err, HANGUL)


def write_private(path, content):
    path.touch(mode=0o600)
    path.write_bytes(content)


class MockServer(Lookup):
    def list_members(self, n_generated):
        """How many lines the list has, and how much memory it took: MB."""
        process = self.start('mock-server', '--list', '--members', n_generated)
        blocks = iter(lambda: process.stdout.read(1 << 20), b'')
        n_lines = sum(block.count(b'\n') for block in blocks)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual((process.returncode, process.stderr.read()), (0, b''))
        return n_lines, usage.ru_maxrss / 1024

    def test_ten_million_members_take_no_more_memory_than_none(self):
        n_cast, least = self.list_members(0)
        n_lines, most = self.list_members(10000000)
        self.assertEqual(n_lines, n_cast + 10000000)
        self.assertLess(most - least, 8)

    def serve(self, *options):
        process = self.start('mock-server', *options)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process, process.stdout.readline().decode()

    def test_ready_and_ended(self):
        for number in (15, 2):
            process, line = self.serve()
            self.assertRegex(line, r'\Aready http://127\.0\.0\.1:\d+/open-api\n\Z')
            process.send_signal(number)
            self.assertEqual(process.wait(PATIENCE), 0)
            self.assertEqual(process.stderr.read(), b'')

    def test_exported_profile(self):
        folder = self.home / 'exported'
        process, _ = self.serve('--export-profile', folder)
        for path in folder.iterdir():
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)
        outcome = self.run_program('lookup', '--profile', folder / 'profile.ini', FIRST_MEMBER)
        self.assertEqual((outcome.code, outcome.err), (0, ''))
        self.assertEqual(outcome.lines[0].split('\t')[1], FIRST_MEMBER)

    def test_port_in_use(self):
        _, line = self.serve()
        port = re.search(r':(\d+)/', line)[1]
        self.assertMessage(self.run_program('mock-server', '--port', port), 5)

    def test_list(self):
        plain = self.run_program('mock-server', '--list')
        more = self.run_program('mock-server', '--list', '--members', '3')
        self.assertEqual(plain.lines[0].split('\t')[0], FIRST_MEMBER)
        self.assertEqual(more.lines[:-3], plain.lines)
        for line in more.lines:
            self.assertRegex(line, r'\A[1-9]\d*(\t|\Z)')
        ids = [line.split('\t')[0] for line in more.lines]
        self.assertEqual(len(set(ids)), len(ids))

    def test_fault(self):
        folder = self.home / 'exported'
        self.serve('--export-profile', folder, '--fault', 'flipped-tag')
        outcome = self.run_program('lookup', '--profile', folder / 'profile.ini', FIRST_MEMBER)
        self.assertMessage(outcome, 4)

    def test_nobody_waits(self):
        """A service whose first line nobody can read is of no use to anyone."""
        process = self.start('mock-server', stdout=os.open('/dev/full', os.O_WRONLY))
        self.assertEqual(process.wait(PATIENCE), 5)
        process.communicate()
