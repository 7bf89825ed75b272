# SPDX-License-Identifier: GPL-3.0-or-later
"""F26: an answer whose encryption does not hold is not usable, and all such failures look alike."""

import re

import faults
import members
from program import Case


def stripped(message):
    """A message without what differs from run to run."""
    return re.sub(r"\d{12}-[0-9a-f]{7}", "ID", message)


class Encryption(Case):
    def test_F26_every_broken_jwe_is_refused_alike(self):
        messages = set()
        for name, behave in faults.ENCRYPTION.items():
            with self.subTest(name):
                desk = self.desk(behave)
                outcome = desk.lookup()
                self.assertFailed(desk, outcome, 4)
                self.assertEqual(desk.service.n_requests, 1)
                (record,) = desk.log()
                self.assertTrue(record["outcome"].startswith("unusable"), record["outcome"])
                self.assertEqual(record["n_cards"], 0)
                messages.add(stripped(outcome.err))
        with self.subTest("one message"):
            self.assertEqual(len(messages), 1, messages)

    def test_plain_success_is_refused_as_not_encrypted(self):
        for member in (members.MEMBER, members.NO_CARDS):
            with self.subTest(member):
                desk = self.desk(faults.plain_success)
                self.assertFailed(desk, desk.lookup(member), 4, "not encrypted|unencrypted")

    def test_encrypted_error_under_a_wrong_key_is_refused(self):
        desk = self.desk(faults.wrong_key)
        self.assertFailed(desk, desk.lookup(), 4)

    def test_encdata_beside_other_members(self):
        def both(exchange):
            sealed = exchange.seal(exchange.honest_plaintext())
            exchange.reply(b'{"response":{"code":"000_000"},"cardDataInfo":[],"encData":"%s"}'
                           % sealed.encode())
        desk = self.desk(both)
        outcome = desk.lookup(members.MEMBER, "--json")
        self.assertShown(desk, outcome)
        self.assertEqual(len(outcome.json["cards"]), 7)

    def test_encdata_of_another_type_is_no_encryption(self):
        for value in (b"null", b"1", b"{}", b"[]"):
            with self.subTest(value):
                desk = self.desk(faults.status(200, b'{"encData":%s}' % value))
                self.assertFailed(desk, desk.lookup(), 4)
