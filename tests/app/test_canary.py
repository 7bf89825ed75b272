# SPDX-License-Identifier: GPL-3.0-or-later
"""Known numbers and keys go through everything an agent does; then every sink is searched.

The service is the tests' own, so that all of them are known, the key of each answer included.
"""

import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time
import unittest

from gi.repository import GLib

import desk

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'e2e'))

import contract  # noqa: E402
import members  # noqa: E402
import sealing  # noqa: E402
from service import Service  # noqa: E402

# No counting up, which tables of libraries do, too.
CEK = hashlib.sha256(b'content key of the canary run').digest()
CARD = 'Seoul Love Card'
EXPORTS = ('canary.csv', 'canary.json', 'canary.pdf')
# What a service should never send, in the spellings that others are known to use.
SENSITIVE = {'cvc': 'CANARY-CVC-71', 'cvv': 'CANARY-CVV-72', 'CVV2': 'CANARY-CVV2-73',
             'cardCvc': 'CANARY-CARDCVC-74', 'track2': 'CANARY-TRACK-75', 'pin': 'CANARY-PIN-76'}
SETTLED = 5                                             # seconds after the lock


def records():
    found = members.records()
    found[members.MEMBER] = [members.card(1, **SENSITIVE), members.debit_card(2, **SENSITIVE),
                             members.card(3)]
    return found


def behaviour(exchange):
    """The honest service, with a content key that the test knows."""
    try:
        plaintext = exchange.honest_plaintext()
    except contract.Refusal as refusal:
        exchange.reply(contract.answer(refusal.code, refusal.description), refusal.status)
        return
    key = exchange.service.project.keys[0]
    header = {'alg': 'RSA-OAEP-256', 'enc': 'A256GCM'}
    sealed = sealing.assemble(plaintext, key.client.public_key(), header, cek=CEK)
    exchange.reply(sealing.envelope(sealed), X_KM_Crypto_Key_Id=key.id)


def list_numbers():
    own = {members.MEMBER: records()[members.MEMBER]}
    return [number.encode() for number in members.card_numbers(own)]


def list_key_material(project):
    """Keys in every form in which they may lie about."""
    found = [project.secret_key.encode(), bytes.fromhex(project.secret_key), CEK]
    numbers = project.keys[0].client.private_numbers()
    for value in (numbers.p, numbers.q, numbers.d, numbers.dmp1, numbers.dmq1, numbers.iqmp):
        length = (value.bit_length() + 7) // 8
        found += [value.to_bytes(length, 'big'), value.to_bytes(length, 'little')]
    return found


def search(data, secrets):
    """Which of the secrets are in the bytes: by number, since none may be printed."""
    return [number for number, secret in enumerate(secrets) if secret in data]


def search_memory(pid, secrets):
    """The same for all that a process can write to. Its parent may look."""
    found = []
    with open(f'/proc/{pid}/maps', encoding='utf-8') as maps, \
            open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
        for line in maps:
            span, rights, *rest = line.split(None, 5)
            if not rights.startswith('rw') or '[v' in line:
                continue
            start, end = (int(part, 16) for part in span.split('-'))
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except OSError:
                continue
            found += [(number, rest[-1] if len(rest) > 3 else 'heap')
                      for number in search(data, secrets)]
    return found


def digits(text):
    """A text in which no grouping hides a number."""
    return re.sub(r'[^0-9]', '', text)


def setUpModule():
    desk.unlock_keyring()


@unittest.skipUnless(shutil.which('xclip') and shutil.which('pdftotext'),
                     'xclip or pdftotext is not installed')
class Canary(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.service = Service(behaviours=[behaviour], records=records())
        cls.service.__enter__()
        cls.home = pathlib.Path(os.environ[desk.INSIDE])
        cls.profile = cls.service.project.write_profile(cls.home / 'project', cls.service.base_url)
        cls.numbers = list_numbers()
        cls.keys = list_key_material(cls.service.project)
        cls.others = [value.encode() for value in SENSITIVE.values()]
        cls.desk = desk.Desk('--profile', str(cls.profile), env={'GSETTINGS_BACKEND': 'keyfile'})

    @classmethod
    def tearDownClass(cls):
        cls.desk.close()
        cls.service.__exit__()

    def copied(self, selection):
        """What another program is given; empty if nobody offers anything."""
        return subprocess.run(['xclip', '-out', '-selection', selection], capture_output=True,
                              timeout=10, check=False).stdout

    def copy_buttons(self):
        """Nothing while a page is still going: its widgets are not to be asked any more."""
        try:
            found = [node for node in self.desk.nodes('push button') if 'Copy' in node.name]
        except GLib.GError:
            return None
        return found if len(found) > 3 else None

    def offer(self, text):
        subprocess.run(['xclip', '-in', '-selection', 'clipboard'], input=text, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def paste(self, number):
        self.offer(number)
        self.desk.key('ctrl+f', 'ctrl+a', 'ctrl+v')

    def check_tree(self):
        for node in self.desk.app.walk():
            for part in node.says():
                self.assertEqual(search(digits(part).encode(), self.numbers), [], node.role)
                self.assertEqual(search(part.encode(), self.others), [], node.role)

    def test_1_lookups_show_no_number(self):
        self.desk.look_up(str(members.MEMBER))
        self.desk.see(CARD)
        self.check_tree()
        self.desk.key('ctrl+t')
        self.paste(self.numbers[0])
        self.desk.see('Card number ending')
        self.offer(b'')
        self.desk.key('Return')
        self.desk.see(CARD)
        self.check_tree()
        self.desk.key('ctrl+w')

    def test_2_what_is_copied_is_masked_and_withdrawn(self):
        buttons = self.desk.wait(self.copy_buttons, 'the copy buttons')
        for button in buttons:
            button.click()
            text = self.desk.wait(lambda: self.copied('clipboard'), 'something to be offered')
            self.assertEqual(search(digits(text.decode()).encode(), self.numbers), [])
            self.assertEqual(self.copied('primary'), b'')
        targets = subprocess.run(['xclip', '-out', '-selection', 'clipboard', '-target', 'TARGETS'],
                                 capture_output=True, check=True, timeout=10).stdout
        self.assertIn(b'x-kde-passwordManagerHint', targets)
        self.desk.wait(lambda: self.copied('clipboard') == b'', 'the offer to be withdrawn')

    @unittest.skipIf('CARDSYNC_SANITIZED' in os.environ, 'memory is terabytes, most never used')
    def test_2_what_is_exported_is_masked(self):
        """By the window; and a run, whose findings are what its table exports."""
        for name in EXPORTS:
            path = self.home / name
            self.desk.export_as(path)
            self.desk.wait(path.exists, name)
        self.assertIn('9491 33** **** ', (self.home / EXPORTS[0]).read_text())
        sheet = subprocess.run(['pdftotext', '-layout', self.home / 'canary.pdf',
                                self.home / 'canary-sheet.txt'], check=False)
        self.assertEqual(sheet.returncode, 0)
        (self.home / 'members').write_text(f'{members.MEMBER}\n')
        subprocess.run([os.environ['CARDSYNCCTL'], 'audit', '--profile', str(self.profile),
                        '--input', str(self.home / 'members'), '--output', str(self.home / 'run')],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.assertIn('findings.csv', os.listdir(self.home / 'run'))

    def test_3_a_locked_console_holds_nothing(self):
        # What must be there is found, or the search proves nothing.
        self.assertTrue(search_memory(self.desk.process.pid, self.keys[:2]))
        self.desk.key('ctrl+alt+l')
        self.desk.see('Locked')
        self.check_tree()
        time.sleep(SETTLED)
        found = search_memory(self.desk.process.pid, self.numbers + self.others + self.keys)
        self.assertEqual(found, [])

    def test_4_F37_a_crash_leaves_nothing_behind(self):
        self.desk.key('Return')
        self.desk.see(CARD)
        self.desk.process.send_signal(signal.SIGSEGV)
        self.desk.process.wait(20)
        self.assertEqual(self.copied('clipboard'), b'')

    def test_5_no_file_holds_anything(self):
        secrets = self.numbers + self.others + self.keys
        names = []
        for path in sorted(self.home.rglob('*')):
            if not path.is_file() or self.profile.parent in path.parents:
                continue
            data = path.read_bytes()
            names.append(path.name)
            self.assertEqual(search(data, secrets), [], path.name)
            self.assertEqual(search(digits(data.decode('latin-1')).encode(), self.numbers), [],
                             path.name)
            self.assertFalse(path.name.startswith('core'), path.name)
        # The log, what the program said, the settings, and all that was exported are among them.
        for name in ('access-log.db', 'stderr', 'keyfile', 'canary-sheet.txt', 'report.html',
                     'findings.csv', 'cards.ndjson', 'journal', *EXPORTS):
            self.assertIn(name, names)


if __name__ == '__main__':
    unittest.main()
