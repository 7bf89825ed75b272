# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command line takes, what it refuses, and that it never repeats a card number."""

import re
import signal
from pathlib import Path

from ctl import CARD_NUMBER, FIRST_MEMBER, MISTYPED, Case

COMMANDS = ('lookup', 'show', 'decrypt', 'audit', 'log', 'mock-server', 'profile')
AUDIT = ('audit', '--mock', '--input', 'a', '--output', 'b')
# The same number as a Korean or Japanese keyboard types it.
FULL_WIDTH = CARD_NUMBER.translate({0x30 + n: 0xff10 + n for n in range(10)})
PAR = 'Q1E704A91C55D2B80F3677E1A90'


class Help(Case):
    def test_help(self):
        for command in ((), *((name,) for name in COMMANDS)):
            for option in ('--help', '-h'):
                with self.subTest(' '.join((*command, option))):
                    outcome = self.run_program(*command, option)
                    self.assertEqual((outcome.code, outcome.err), (0, ''))
                    self.assertIn('Usage:\n  cardsyncctl', outcome.out)
                    self.assertIn('--help', outcome.out)

    def test_commands_are_listed(self):
        listed = re.findall(r'^  ([a-z][a-z-]+)  ', self.run_program('--help').out, re.MULTILINE)
        self.assertEqual(tuple(listed), COMMANDS)

    def test_help_as_a_command(self):
        for command in ((), *((name,) for name in COMMANDS)):
            self.assertEqual(self.run_program('help', *command).out,
                             self.run_program(*command, '--help').out)

    def test_version(self):
        outcome = self.run_program('--version')
        self.assertEqual((outcome.code, outcome.err), (0, ''))
        self.assertRegex(outcome.out, r'\Acardsyncctl \d+\.\d+\.\d+\n\Z')

    def test_decrypt_warns(self):
        self.assertIn('CAUTION', self.run_program('decrypt', '--help').out)


class Usage(Case):
    def test_refused(self):
        for arguments, words in (
                ((), 'A command is missing.'),
                (('look',), 'no such command'),
                (('--nonsense',), '--nonsense'),
                (('lookup', '--mock'), 'is needed'),
                (('lookup', '--mock', '1', '2'), 'is needed'),
                (('lookup', FIRST_MEMBER), '--mock'),
                (('lookup', '--mock', '--profile', 'x.ini', FIRST_MEMBER), '--profile'),
                (('lookup', '--mock', '--as', 'person', FIRST_MEMBER), '--as'),
                (('lookup', '--mock', '--par', 'Q1', FIRST_MEMBER), '--par'),
                (('lookup', '--mock', '--nonsense', FIRST_MEMBER), '--nonsense'),
                (('lookup', '--mock', '--case', 'x' * 65, FIRST_MEMBER), '--case'),
                (('lookup', '--mock', '--reason', 'x' * 201, FIRST_MEMBER), '--reason'),
                (('show',), 'is needed'),
                (('show', 'a', 'b'), 'One file'),
                (('show', '--passphrase-file', 'x', 'a'), '--private-key'),
                (('decrypt',), '--private-key'),
                (('decrypt', '--private-key', 'k', 'a', 'b'), 'One file'),
                (('audit', '--mock'), '--input'),
                (('audit', '--input', 'a', '--output', 'b'), '--mock'),
                ((*AUDIT, 'x'), 'No argument'),
                ((*AUDIT, '--heading', 'maybe'), '--heading'),
                ((*AUDIT, '--concurrency', '0'), '--concurrency'),
                ((*AUDIT, '--concurrency', '65'), '--concurrency'),
                ((*AUDIT, '--rate', '-1'), '--rate'),
                ((*AUDIT, '--case', 'x' * 65), '--case'),
                (('audit', '--mock', '--input', 'a', '--output', '-', '--resume'), 'folder'),
                (('mock-server', 'x'), 'No argument'),
                (('mock-server', '--port', '65536'), '--port'),
                (('mock-server', '--port', '-1'), '--port'),
                (('mock-server', '--port', 'http'), '--port'),
                (('mock-server', '--members', '10000001'), '--members'),
                (('mock-server', '--members', '1e3'), '--members'),
                (('mock-server', '--latency', 'soon'), ''),
                (('mock-server', '--fault', 'earthquake'), 'earthquake')):
            with self.subTest(' '.join(arguments)):
                self.assertMessage(self.run_program(*arguments), 2, words, '--help')

    def test_ids_that_cannot_be(self):
        for text in ('', ' ', '0', '01012345678', '50000104652.0', '5.0E+10', '-5', '+5', 'abc',
                     '10000000000000000000', 'x' * 300, PAR[:-1], MISTYPED,
                     '4111 11** **** 1111'):
            with self.subTest(text[:30]):
                outcome = self.run_program('lookup', '--mock', '-', stdin=text.encode())
                self.assertMessage(outcome, 2)
                self.assertNotIn(MISTYPED[4:], outcome.err)

    def test_par_alone(self):
        self.assertMessage(self.run_program('lookup', '--mock', PAR), 2, 'member')

    def test_hostile_option(self):
        outcome = self.run_program('lookup', '--x\x1b[2J\nb\u202e' + CARD_NUMBER)
        self.assertMessage(outcome, 2)
        self.assertNotRegex(outcome.err, '[\x1b\u202e]')


class CardNumberArguments(Case):
    """As an argument a card number has leaked already: no answer, and never an echo."""

    def assertRefused(self, outcome, *words):
        self.assertMessage(outcome, 2, *words)
        for part in (CARD_NUMBER[4:12], MISTYPED[8:]):
            self.assertNotIn(part, outcome.err)

    def test_as_id(self):
        for text in (CARD_NUMBER, MISTYPED, '4111 1111 1111 1111', '4111-1111-1111-1111',
                     FULL_WIDTH):
            with self.subTest(text):
                self.assertRefused(self.run_program('lookup', '--mock', text),
                                   "printf '%s' \"$NUMBER\" | cardsyncctl lookup --mock -")

    def test_sixteen_digits_that_fail_the_check_digit(self):
        """Said for what they are, and how to go on, whichever they turn out to be."""
        outcome = self.run_program('lookup', '--mock', MISTYPED)
        self.assertRefused(outcome, 'sixteen digits, ending 1112, fail the check digit',
                           'mistyped card number', 'correct it and pipe it in', '--as member')
        outcome = self.run_program('lookup', '--mock', CARD_NUMBER)
        self.assertRefused(outcome, 'not taken as an argument')
        self.assertNotIn('check digit', outcome.err)

    def test_the_advice_fits_the_profile(self):
        outcome = self.run_program('lookup', '--profile', 'my desk.ini', CARD_NUMBER)
        self.assertRefused(outcome, "| cardsyncctl lookup --profile 'my desk.ini' -")
        self.assertRefused(self.run_program('lookup', CARD_NUMBER), 'lookup --profile')

    def test_said_to_be_a_card(self):
        self.assertRefused(self.run_program('lookup', '--mock', '--as', 'card', CARD_NUMBER),
                           'printf')

    def test_in_other_options(self):
        for option in ('--par', '--case', '--reason'):
            with self.subTest(option):
                self.assertRefused(self.run_program('lookup', '--mock', option,
                                                    f'card {CARD_NUMBER}', FIRST_MEMBER), option)

    def test_in_an_unknown_option(self):
        for number in (CARD_NUMBER, MISTYPED):
            self.assertRefused(self.run_program('lookup', '--mock', f'--{number}', FIRST_MEMBER))

    def test_said_to_be_a_member(self):
        """Sixteen digits may be a member ID, if somebody says so."""
        for number in (CARD_NUMBER, MISTYPED):
            outcome = self.run_program('lookup', '--mock', '--as', 'member', number)
            self.assertMessage(outcome, 1)

    def test_process_list(self):
        """The digits are out of the process list while the program runs."""
        folder = self.home / CARD_NUMBER
        process = self.start('mock-server', '--export-profile', folder)
        with process:
            process.stdout.readline()
            words = Path(f'/proc/{process.pid}/cmdline').read_bytes()
            process.send_signal(signal.SIGTERM)
        self.assertIn(b'mock-server', words)
        self.assertNotIn(CARD_NUMBER.encode(), words)
        self.assertIn(b'*' * 16, words)
        self.assertTrue((folder / 'profile.ini').exists(), 'the program lost its argument')
