# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands under a sound encryption: hostile JSON, useless envelopes, odd cards."""

import json
import re

import contract
import faults
import members
from members import MEMBER
from program import Case, SANITIZED

FULL_WIDTH = "".join(chr(0xFF10 + n % 10) for n in range(16))


class HostileJson(Case):
    def assertUnusable(self, data):
        desk = self.desk(faults.plaintext(data))
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 4, "answer not usable", "correlation")
        self.assertEqual(desk.service.n_requests, 1)
        self.assertEqual(desk.log()[0]["n_cards"], 0)
        if not SANITIZED:
            self.assertLess(outcome.rss_mb, 100)

    def test_F28_hostile_json_is_refused(self):
        for name, data in faults.HOSTILE_JSON.items():
            with self.subTest(name):
                self.assertUnusable(data)

    def test_F19_success_without_its_cards_is_not_an_empty_answer(self):
        for name, data in faults.UNUSABLE_ENVELOPES.items():
            with self.subTest(name):
                self.assertUnusable(data)

    def test_F28_hostile_json_in_the_clear(self):
        for name, data in faults.HOSTILE_JSON.items():
            with self.subTest(name):
                desk = self.desk(faults.status(200, data))
                self.assertFailed(desk, desk.lookup(), 4)

    def test_F28_huge_numbers_mark_the_field(self):
        for text in ("1e400", "99999999999999999999", "9223372036854775808", "-1", "1.5",
                     "10000000000", "1e-5", "-0.5", "1" + "0" * 5000):
            with self.subTest(text[:24]):
                cards = faults.one_card(balance="BALANCE").replace('"BALANCE"', text)
                desk = self.desk(faults.plaintext(faults.success_with(cards)))
                outcome = desk.lookup(MEMBER, "--json")
                self.assertShown(desk, outcome)
                card = outcome.json["cards"][0]
                self.assertNotIn("balance", card)
                self.assertIn("balance", json.dumps(card["problems"]))
                self.assertIn("incomplete", [fact["id"] for fact in card["facts"]])

    def test_F28_bidi_controls_are_accepted_and_isolated(self):
        name = "Card \u202eevil\u202c \u2066x"
        desk = self.desk(faults.plaintext(faults.success_with(faults.one_card(serviceName=name))))
        outcome = desk.lookup(MEMBER, "--json")
        self.assertShown(desk, outcome)
        self.assertEqual(outcome.json["cards"][0]["serviceName"], name)
        outcome = desk.lookup(MEMBER)
        self.assertShown(desk, outcome)
        for line in outcome.out.splitlines():
            opened = sum(line.count(mark) for mark in "\u2066\u2067\u2068")
            self.assertLessEqual(opened, line.count("\u2069"), repr(line))
            self.assertLessEqual(sum(line.count(mark) for mark in "\u202a\u202b\u202d\u202e"),
                                 line.count("\u202c"), repr(line))

    def test_control_characters_do_not_reach_the_terminal(self):
        name = "A\x1b[2J\x07\x9b31mB\nC\rD\tE"
        desk = self.desk(faults.plaintext(faults.success_with(faults.one_card(serviceName=name))))
        outcome = desk.lookup(MEMBER)
        self.assertShown(desk, outcome)
        self.assertNotRegex(outcome.out, "[\x00-\x08\x0b-\x1f\x7f-\x9f]")
        self.assertEqual({line.count("\t") for line in outcome.out.splitlines()[1:]}, {10})
        outcome = desk.lookup(MEMBER, columns=80)
        self.assertShown(desk, outcome)
        self.assertNotRegex(re.sub("\x1b\\[[0-9;]*m", "", outcome.out),
                            "[\x00-\x09\x0b-\x1f\x7f-\x9f]")

    def test_very_long_names(self):
        name = "\uce74\ub4dc" * 5000
        desk = self.desk(faults.plaintext(faults.success_with(faults.one_card(serviceName=name))))
        self.assertShown(desk, desk.lookup(MEMBER))


class OddCards(Case):
    def shown(self, *cards):
        raw = cards[0] if isinstance(cards[0], str) else json.dumps(cards, ensure_ascii=False)
        desk = self.desk(faults.plaintext(faults.success_with(raw)))
        outcome = desk.lookup(MEMBER, "--json")
        self.assertShown(desk, outcome)
        table = desk.lookup(MEMBER)
        self.assertShown(desk, table)
        return outcome, table

    def test_F29_odd_card_numbers_are_never_shown_in_full(self):
        for number in ("123456789012", "41111111111111111111", "4111111111111111",
                       "4111 1111 1111 1111", "4111111111111112", "41111111x1111111",
                       "4111-1111-1111-1111", FULL_WIDTH, "4111111111111", "5555555555554444123"):
            with self.subTest(number):
                outcome, table = self.shown(members.card(1, mobileCardNo=number))
                for text in (outcome.out, table.out):
                    self.assertNotIn(number, text)
                    self.assertNotIn(re.sub(r"\D", "", number)[:12], re.sub(r"[ -]", "", text))
                facts = [fact["id"] for fact in outcome.json["cards"][0]["facts"]]
                if number != "4111111111111111":
                    self.assertIn("number-invalid", facts)

    def test_F29_numbers_that_are_masked_or_none(self):
        for number in ("411111******1111", "", "****", "none", "1" * 255, 4111111111111111):
            with self.subTest(repr(number)[:24]):
                outcome, _ = self.shown(members.card(1, mobileCardNo=number))
                self.assertNotIn("4111111111111111", outcome.out)

    def test_F29_account_numbers(self):
        for account in ("12", "1234", "12345678901234567890", "x" * 100, "123-456-789012"):
            with self.subTest(account):
                outcome, table = self.shown(members.card(1, enableFIC=True, bankInfo={
                    "bankName": "IBK", "accountNo": account}))
                if len(account) > 4:
                    self.assertNotIn(account, outcome.out + table.out)

    def test_sensitive_authentication_data_is_dropped(self):
        for name in ("cvv", "cvc", "cvv2", "CVC2", "pin", "track2", "trackData"):
            with self.subTest(name):
                outcome, table = self.shown(members.card(1, **{name: faults.MARK}))
                self.assertNotIn(name, outcome.out + table.out)

    def test_missing_and_mistyped_members_spoil_one_card_only(self):
        whole = members.card(2)
        for name in members.card(1):
            for value in ("missing", [1], None):
                changed = members.card(1)
                if value == "missing":
                    del changed[name]
                else:
                    changed[name] = value
                with self.subTest(name, value=str(value)):
                    desk = self.desk(faults.plaintext(
                        contract.answer("000_000", "", cardDataInfo=[changed, whole])))
                    outcome = desk.lookup(MEMBER, "--json")
                    self.assertShown(desk, outcome)
                    self.assertEqual(outcome.json["cards"][1]["verdict"], "usable")
                    self.assertEqual(len(outcome.json["cards"]), 2)

    def test_unknown_statuses_are_shown_raw(self):
        for name in ("cardLifeStatus", "cardBizStatus", "mobileCardStatus", "physicalCardStatus"):
            with self.subTest(name):
                outcome, _ = self.shown(members.card(1, **{name: "7Z"}))
                card = outcome.json["cards"][0]
                self.assertEqual((card[name], card["verdict"]), ("7Z", "unknown"))

    def test_status_text_cannot_carry_a_card_number(self):
        for name in ("cardBizStatus", "serviceName", "serviceId", "par"):
            with self.subTest(name):
                self.shown(members.card(1, **{name: "4111111111111111"}))

    def test_duplicate_cards_and_five_hundred_cards(self):
        cards = [members.card(n) for n in range(500)] + [members.card(1)]
        outcome, _ = self.shown(*cards)
        self.assertEqual(outcome.json["summary"]["cards"], 501)

    def test_array_entries_that_are_no_objects(self):
        for entry in ("null", "1", '"card"', "[]"):
            with self.subTest(entry):
                desk = self.desk(faults.plaintext(faults.success_with(
                    f"[{entry},{faults.one_card()[1:]}")))
                outcome = desk.lookup(MEMBER, "--json")
                self.assertIn(outcome.code, (0, 4))
                if outcome.code == 0:
                    self.assertEqual(len(outcome.json["cards"]), 2)
                    self.assertEqual(outcome.json["cards"][0]["verdict"], "unknown")
