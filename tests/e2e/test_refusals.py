# SPDX-License-Identifier: GPL-3.0-or-later
"""The service says no, or says that it is in trouble: the code decides, never the wording."""

import datetime
from email.utils import format_datetime

import faults
from members import MEMBER
from program import Case

# Waits for Retry-After and backoff are most of the time of these tests.
PARALLEL = 8

DOCUMENTED = {
    "000_002": "Invalid input parameter. userId",
    "000_003": "Missing required values. userId",
    "001_006": "Wallet user not found",
    "987_654": "Something else.",
}


class Refused(Case):
    def test_documented_and_unknown_codes(self):
        for sealed in (False, True):
            for code, description in DOCUMENTED.items():
                with self.subTest(code, sealed=sealed):
                    desk = self.desk(faults.refuse(code, description, sealed=sealed))
                    outcome = desk.lookup()
                    self.assertFailed(desk, outcome, 1, code)
                    self.assertEqual(desk.service.n_requests, 1)
                    self.assertEqual(desk.log()[0]["outcome"], f"refused:{code}")

    def test_F19_business_error_with_200(self):
        for sealed in (False, True):
            with self.subTest(sealed=sealed):
                desk = self.desk(faults.refuse("001_006", "x", 200, sealed))
                self.assertFailed(desk, desk.lookup(), 1, "001_006", "member")

    def test_no_such_member_in_plain_words(self):
        for description in ("Wallet user not found.", "wallet USER", "",
                            "\ud68c\uc6d0 \uc5c6\uc74c"):
            with self.subTest(description):
                desk = self.desk(faults.refuse("001_006", description))
                self.assertFailed(desk, desk.lookup(), 1, "no such member")

    def test_invalid_parameter_names_the_field(self):
        desk = self.desk(faults.refuse("000_002", "Invalid input parameter. userId"))
        self.assertFailed(desk, desk.lookup(), 1, "userId")

    def test_code_with_any_4xx(self):
        for status in (400, 401, 403, 404, 409, 422):
            with self.subTest(status):
                desk = self.desk(faults.refuse("002_009", "No.", status))
                self.assertFailed(desk, desk.lookup(), 1, "002_009")
                self.assertEqual(desk.service.n_requests, 1)

    def test_4xx_without_a_code_is_not_usable(self):
        for status in (400, 401, 403, 404):
            for body in (b"", b"{}", b'{"error":"no"}', faults.HTML):
                with self.subTest(status, body=body[:8]):
                    desk = self.desk(faults.status(status, body))
                    self.assertFailed(desk, desk.lookup(), 4, str(status))
                    self.assertEqual(desk.service.n_requests, 1)

    def test_descriptions_are_made_harmless(self):
        for description in ("\x1b[2J\x1b]0;title\x07", "line\nline\r\nline", "\u202egnirts",
                            "x" * 100000, "card 4111111111111111 refused"):
            with self.subTest(repr(description)[:20]):
                desk = self.desk(faults.refuse("987_654", description))
                outcome = desk.lookup()
                self.assertFailed(desk, outcome, 1, "987_654")
                self.assertLess(len(outcome.err), 2000)
                for mark in "\u202a\u202b\u202d\u202e":
                    self.assertNotIn(mark, outcome.err.replace(f"\u2068{mark}", ""))

    def test_hostile_codes_are_made_harmless(self):
        for code in ("\x1b[2J", "0" * 5000, "a\nb", "4111111111111111"):
            with self.subTest(repr(code)[:20]):
                desk = self.desk(faults.refuse(code, "No."))
                outcome = desk.lookup()
                self.assertIn(outcome.code, (1, 4))
                self.assertFailed(desk, outcome, outcome.code)
                self.assertLess(len(outcome.err), 2000)


class InTrouble(Case):
    """429 and 5xx: tried again twice where waiting is short."""

    def test_5xx_is_retried_twice(self):
        for status, behave in ((500, faults.status(500)), (502, faults.html(502)),
                               (503, faults.refuse("999_999", "Internal error.", 503)),
                               (504, faults.status(504))):
            with self.subTest(status):
                desk = self.desk(behave)
                self.assertFailed(desk, desk.lookup(), 3, str(status))
                self.assertEqual(desk.service.n_requests, 3)

    def test_each_attempt_is_signed_anew(self):
        desk = self.desk(faults.status(500))
        desk.lookup()
        ids = {one.headers["x-km-correlation-id"] for one in desk.service.requests}
        self.assertEqual(len(ids), 3)

    def test_trouble_that_passes_is_not_seen(self):
        for behaviours in ([faults.status(500)], [faults.status(503), faults.html(502)],
                           [faults.status(429)], [faults.reset_before_answer]):
            with self.subTest(len(behaviours)):
                desk = self.desk(*behaviours, faults.honest)
                self.assertShown(desk, desk.lookup())
                self.assertEqual(desk.service.n_requests, len(behaviours) + 1)
                self.assertEqual(len(desk.log()), 1)

    def test_F23_short_retry_after_is_honoured(self):
        for status in (429, 503):
            with self.subTest(status):
                desk = self.desk(faults.status(status, Retry_After="2"), faults.honest)
                self.assertShown(desk, desk.lookup())
                first, second = [one.arrived for one in desk.service.requests]
                self.assertGreaterEqual(second - first, 1.9)
                self.assertLess(second - first, 6)

    def test_F23_retry_after_as_a_date(self):
        def soon(exchange):
            when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=3)
            exchange.reply(b"", 503, Retry_After=format_datetime(when, usegmt=True))
        desk = self.desk(soon, faults.honest)
        self.assertShown(desk, desk.lookup())
        first, second = [one.arrived for one in desk.service.requests]
        self.assertGreaterEqual(second - first, 1.5)
        self.assertLess(second - first, 6)

    def test_F23_long_retry_after_is_told_and_not_waited_for(self):
        def later(exchange):
            when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
            exchange.reply(b"", 503, Retry_After=format_datetime(when, usegmt=True))
        for name, behave, words in (("seconds", faults.status(429, Retry_After="120"), "120|2 min"),
                                    ("date", later, r"\d")):
            with self.subTest(name):
                desk = self.desk(behave)
                outcome = desk.lookup()
                self.assertFailed(desk, outcome, 3, words, "again")
                self.assertEqual(desk.service.n_requests, 1)
                self.assertLess(outcome.seconds, 5)

    def test_F23_huge_retry_after_is_not_waited_for(self):
        for value in ("4294967297", "99999999999999999999", "9" * 500):
            with self.subTest(value[:20]):
                desk = self.desk(faults.status(503, Retry_After=value))
                outcome = desk.lookup()
                self.assertFailed(desk, outcome, 3)
                self.assertLess(outcome.seconds, 15)
                self.assertIn(desk.service.n_requests, (1, 3))

    def test_F23_garbage_retry_after_is_the_default_backoff(self):
        for value in ("-5", "soon", "", "1.5", "0x10", "Tue, 99 Nov 2026 99:99:99 GMT",
                      "Thu, 01 Jan 1970 00:00:00 GMT"):
            with self.subTest(value):
                desk = self.desk(faults.status(503, Retry_After=value))
                outcome = desk.lookup()
                self.assertFailed(desk, outcome, 3, "503")
                self.assertEqual(desk.service.n_requests, 3)
                self.assertLess(outcome.seconds, 15)

    def test_business_error_after_trouble_is_not_retried(self):
        desk = self.desk(faults.status(500), faults.refuse("001_006", "x"), faults.honest)
        self.assertFailed(desk, desk.lookup(), 1, "001_006")
        self.assertEqual(desk.service.n_requests, 2)


class KeysAfterRotation(Case):
    def test_F22_unauthorized_is_not_retried(self):
        for status in (401, 403):
            for behave in (faults.html(status), faults.refuse("002_003", "Access key.", status)):
                with self.subTest(status):
                    desk = self.desk(behave)
                    outcome = desk.lookup()
                    self.assertIn(outcome.code, (1, 4))
                    self.assertFailed(desk, outcome, outcome.code, "key")
                    self.assertEqual(desk.service.n_requests, 1)


class LogOfFailures(Case):
    def test_every_failed_look_up_leaves_one_record(self):
        for name, behave, word in (("refused", faults.refuse("001_006", "x"), "refused:001_006"),
                                   ("trouble", faults.status(500), None),
                                   ("unusable", faults.html(200), None),
                                   ("reset", faults.reset_before_answer, None)):
            with self.subTest(name):
                desk = self.desk(behave)
                desk.lookup()
                (record,) = desk.log()
                self.assertEqual((record["member_id"], record["n_cards"]), (str(MEMBER), 0))
                self.assertNotEqual(record["outcome"], "ok")
                if word:
                    self.assertEqual(record["outcome"], word)
