# SPDX-License-Identifier: GPL-3.0-or-later
"""What succeeds: members, cards, PARs, and every field as the service served it."""

import datetime
import json
import re

import faults
import members
from members import KST, LARGEST, MEMBER, NO_CARDS, NOBODYS_CARD, RECORDS, VERDICTS
from program import Case
from project import PRIVATE_FORMATS, PUBLIC_FORMATS, Project
import sealing

AMOUNTS = ["balance", "pendingAmount", "maxRealNameRechargeAmount", "rechargeUnitAmt",
           "maxNonRealNameRechargeAmount", "rechargeableAmount", "minRechargeAmount",
           "virtualAccountMaxPendingAmount"]
MASKED = ["mobileCardNo", "physicalCardNo"]
SAME = ["par", "serviceId", "serviceName", "serviceImageUrl", "mobileCardStatus",
        "physicalCardStatus", "cardLifeStatus", "cardBizStatus", "accTransferStatus",
        "expiryDate", "isNamed", "rechargeable", "personalRechargeable", "refundable",
        "remittable", "enableFIC", "limits", "cardPointInfo", "autoReloadStatus",
        "cardApplyNo", "enableVirtualAccountPendingAmount", *AMOUNTS]


def digits(text):
    return re.sub(r"\D", "", text)


class Shown(Case):
    def assertCard(self, shown, served):
        for name in SAME:
            self.assertEqual(shown.get(name), served.get(name), name)
        for name in AMOUNTS:
            self.assertIs(type(shown[name]), int, name)
        for name in MASKED:
            self.assertEqual(digits(shown[name]), served[name][:6] + served[name][-4:], name)
            self.assertIn("*", shown[name])
        if "bankInfo" in served:
            self.assertEqual(shown["bankInfo"]["bankName"], served["bankInfo"]["bankName"])
            self.assertEqual(digits(shown["bankInfo"]["accountNo"]),
                             served["bankInfo"]["accountNo"][-4:])
        else:
            self.assertNotIn("bankInfo", shown)

    def test_json_is_what_the_service_served(self):
        desk = self.desk()
        before = datetime.datetime.now(KST)
        outcome = desk.lookup(MEMBER, "--json")
        self.assertShown(desk, outcome)
        found = outcome.json
        self.assertEqual(found["schema"], 1)
        self.assertEqual(found["member"]["id"], str(MEMBER))
        self.assertEqual(found["environment"], "sandbox")
        as_of = datetime.datetime.fromisoformat(found["asOf"])
        self.assertEqual(as_of.utcoffset(), datetime.timedelta(hours=9))
        self.assertLess(abs(as_of - before), datetime.timedelta(seconds=30))
        request = desk.service.requests[0]
        self.assertEqual(found["correlationId"], request.headers["x-km-correlation-id"])
        self.assertEqual(len(found["cards"]), len(RECORDS[MEMBER]))
        for shown, served in zip(found["cards"], RECORDS[MEMBER]):
            self.assertCard(shown, served)

    def test_one_look_up_is_one_request(self):
        desk = self.desk()
        self.assertShown(desk, desk.lookup(MEMBER))
        self.assertEqual(desk.service.n_requests, 1)
        self.assertEqual(desk.service.n_connections, 1)

    def test_request_is_the_documentations(self):
        desk = self.desk()
        self.assertShown(desk, desk.lookup(MEMBER))
        request, project = desk.service.requests[0], desk.service.project
        self.assertEqual(json.loads(request.body), {"userId": MEMBER})
        self.assertEqual((request.method, request.path),
                         ("POST", "/open-api/api/v1/user/card/list"))
        for name, value in {"x-km-user-aspid": project.asp_id, "accept": "application/json",
                            "x-km-access-key": project.access_key, "x-km-time-zone": "KST",
                            "x-km-crypto-key-id": project.keys[0].id,
                            "content-type": "application/json",
                            "host": f"127.0.0.1:{desk.service.port}"}.items():
            self.assertEqual(request.headers[name], value)
        self.assertEqual(request.headers["accept-encoding"], "identity")
        self.assertNotIn("cookie", request.headers)

    def test_verdicts_facts_and_summary(self):
        desk = self.desk()
        found = desk.lookup(MEMBER, "--json").json
        self.assertEqual([card["verdict"] for card in found["cards"]], VERDICTS)
        for card, fact in zip(found["cards"], [None, None, "lost", "mobile-suspended", "deleted",
                                               "unknown-status", "empty"]):
            facts = {one["id"]: one for one in card["facts"]}
            for one in card["facts"]:
                self.assertEqual(set(one), {"id", "severity", "fields", "text"})
                self.assertTrue(one["text"] and one["fields"])
                self.assertTrue(set(one["fields"]) <= set(SAME + MASKED + ["bankInfo"]), one)
            if fact:
                self.assertIn(fact, facts)
        self.assertEqual(found["summary"], {"cards": 7, "usable": 3, "limited": 1, "blocked": 1,
                                            "finished": 1, "unknown": 1})

    def test_table_shows_every_card_and_verdict(self):
        for columns in (60, 100, 200):
            with self.subTest(columns=columns):
                desk = self.desk()
                outcome = desk.lookup(MEMBER, columns=columns)
                self.assertShown(desk, outcome)
                for card in RECORDS[MEMBER]:
                    self.assertIn(card["physicalCardNo"][-4:], outcome.out)
                for word in ("Usable", "Blocked", "with limits", "Finished", "Unknown", "lost"):
                    self.assertRegex(outcome.out, f"(?i){word}")
                self.assertIn("300,000", outcome.out)

    def test_lines_for_other_programs(self):
        desk = self.desk()
        outcome = desk.lookup(MEMBER)
        self.assertShown(desk, outcome)
        lines = [line.split("\t") for line in outcome.out.splitlines()]
        self.assertEqual(lines[0][:3], ["member", str(MEMBER), "sandbox"])
        self.assertEqual([line[:2] for line in lines[1:]], [["card", word] for word in VERDICTS])

    def test_member_without_cards(self):
        desk = self.desk()
        outcome = desk.lookup(NO_CARDS, "--json")
        self.assertShown(desk, outcome)
        self.assertEqual(outcome.json["cards"], [])
        self.assertEqual(outcome.json["summary"]["cards"], 0)
        outcome = desk.lookup(NO_CARDS, columns=80)
        self.assertShown(desk, outcome)
        self.assertRegex(outcome.out, "(?i)no card")

    def test_largest_member_id_digit_for_digit(self):
        desk = self.desk()
        outcome = desk.lookup(LARGEST, "--json")
        self.assertShown(desk, outcome)
        self.assertEqual(outcome.json["member"]["id"], "9999999999999999999")
        self.assertEqual(desk.service.requests[0].body, b'{"userId":9999999999999999999}')
        self.assertEqual(desk.log()[0]["member_id"], "9999999999999999999")

    def test_amounts_at_their_limits(self):
        records = {MEMBER: [members.card(1, balance=9999999999, maxRealNameRechargeAmount="5000",
                                         rechargeableAmount=0.0, minRechargeAmount=0)]}
        desk = self.desk(records=records)
        card = desk.lookup(MEMBER, "--json").json["cards"][0]
        self.assertEqual((card["balance"], card["maxRealNameRechargeAmount"],
                          card["rechargeableAmount"], card["minRechargeAmount"]),
                         (9999999999, 5000, 0, 0))

    def test_several_look_ups_in_a_row_differ_in_their_correlation_ids(self):
        desk = self.desk()
        for _ in range(5):
            self.assertShown(desk, desk.lookup(MEMBER))
        ids = {one.headers["x-km-correlation-id"] for one in desk.service.requests}
        self.assertEqual(len(ids), 5)

    def test_utc_as_time_zone(self):
        desk = self.desk(time_zone="UTC")
        self.assertShown(desk, desk.lookup(MEMBER))
        self.assertEqual(desk.service.requests[0].headers["x-km-time-zone"], "UTC")

    def test_time_does_not_come_from_the_machines_zone(self):
        desk = self.desk()
        for zone in ("America/New_York", "Asia/Kolkata", ":/nonexistent"):
            with self.subTest(zone):
                self.assertShown(desk, desk.lookup(MEMBER, env={"TZ": zone}))


class CardNumbers(Case):
    """From a card number to its member, and never over the command line."""

    def look_up(self, desk, number, *arguments):
        return desk.run("lookup", "--profile", desk.profile, *arguments, "-",
                        stdin=f"{number}\n".encode())

    def test_card_number_leads_to_its_member_and_selects_it(self):
        number = RECORDS[MEMBER][2]["mobileCardNo"]
        desk = self.desk()
        outcome = self.look_up(desk, number, "--json")
        self.assertShown(desk, outcome)
        paths = [one.path.rpartition("/user")[2] for one in desk.service.requests]
        self.assertEqual(paths, ["/card/info", "/card/list"])
        self.assertEqual(desk.service.n_connections, 1)
        self.assertEqual(json.loads(desk.service.requests[1].body), {"userId": MEMBER})
        self.assertNotIn(number.encode(), b"".join(one.head + one.body
                                                   for one in desk.service.requests))
        self.assertEqual(outcome.json["member"]["id"], str(MEMBER))
        self.assertEqual(len(outcome.json["cards"]), 7)
        marked = [card["par"] for card in outcome.json["cards"] if card.get("selected")]
        self.assertEqual(marked, [RECORDS[MEMBER][2]["par"]])

    def test_card_number_with_spaces_hyphens_and_full_width_digits(self):
        number = RECORDS[MEMBER][0]["physicalCardNo"]
        grouped = [number[n:n + 4] for n in range(0, 16, 4)]
        wide = "".join(chr(0xFF10 + int(digit)) for digit in number)
        for written in (" ".join(grouped), "-".join(grouped), wide, f"  {number}\r"):
            with self.subTest(len(written)):
                desk = self.desk()
                outcome = self.look_up(desk, written, "--json")
                self.assertShown(desk, outcome)
                self.assertEqual(outcome.json["member"]["id"], str(MEMBER))

    def test_nobodys_card_says_so(self):
        desk = self.desk()
        outcome = self.look_up(desk, NOBODYS_CARD)
        self.assertFailed(desk, outcome, 1, "member")
        self.assertEqual(desk.service.n_requests, 1)

    def test_unknown_card(self):
        desk = self.desk()
        outcome = self.look_up(desk, members.card_no(900000077))
        self.assertFailed(desk, outcome, 1, "003_001")
        self.assertNotIn(members.card_no(900000077), outcome.err)

    def test_card_number_as_an_argument_is_refused(self):
        desk = self.desk()
        number = RECORDS[MEMBER][0]["physicalCardNo"]
        outcome = desk.lookup(number)
        self.assertFailed(desk, outcome, 2, r"cardsyncctl lookup .* -(\s|$|['\"`.])")
        self.assertEqual(desk.service.n_requests, 0)

    def test_sixteen_digits_that_fail_luhn_are_not_sent(self):
        number = RECORDS[MEMBER][0]["physicalCardNo"]
        wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
        for how in ("argument", "stdin"):
            with self.subTest(how):
                desk = self.desk()
                outcome = desk.lookup(wrong) if how == "argument" else self.look_up(desk, wrong)
                self.assertFailed(desk, outcome, 2, "sixteen digits", "fail the check digit",
                                  "mistyped card number", "--as member",
                                  "printf" if how == "argument" else "")
                self.assertNotIn(wrong, outcome.err)
                self.assertEqual(desk.service.n_requests, 0)
        desk = self.desk()
        outcome = desk.lookup(wrong, "--as", "member")
        self.assertEqual(outcome.code, 1)
        self.assertEqual(json.loads(desk.service.requests[0].body), {"userId": int(wrong)})


class Pars(Case):
    def test_par_selects_one_card(self):
        par = RECORDS[MEMBER][1]["par"]
        desk = self.desk()
        outcome = desk.lookup(MEMBER, "--par", par, "--json")
        self.assertShown(desk, outcome)
        self.assertEqual(json.loads(desk.service.requests[0].body), {"userId": MEMBER, "par": par})
        self.assertEqual([card["par"] for card in outcome.json["cards"]], [par])
        self.assertEqual(desk.log()[0]["par"], par)

    def test_par_alone_asks_for_the_member(self):
        desk = self.desk()
        outcome = desk.lookup(RECORDS[MEMBER][1]["par"])
        self.assertFailed(desk, outcome, 2, "member", "--par")
        self.assertEqual(desk.service.n_requests, 0)

    def test_malformed_par(self):
        desk = self.desk()
        outcome = desk.lookup(MEMBER, "--par", "Q1123")
        self.assertFailed(desk, outcome, 2, "par")
        self.assertEqual(desk.service.n_requests, 0)


class Inputs(Case):
    """What cannot be an ID never leaves the computer."""

    def test_what_is_no_id_is_usage(self):
        for text in ("0", "01012345678", "50000104652.0", "5.0E+10", "+5", "abc", "5000a", "",
                     "10000000000000000000", "99999999999999999999", "5\u0000", "\u0665",
                     "9491 33** **** 0765"):
            with self.subTest(repr(text)):
                desk = self.desk()
                outcome = desk.run("lookup", "--profile", desk.profile, "-", stdin=text.encode())
                self.assertFailed(desk, outcome, 2)
                self.assertEqual(desk.service.n_requests, 0)

    def test_signs_are_refused_as_an_argument_too(self):
        desk = self.desk()
        outcome = desk.run("lookup", "--profile", desk.profile, "--", "-5")
        self.assertFailed(desk, outcome, 2)
        self.assertEqual(desk.service.n_requests, 0)

    def test_usage_errors(self):
        desk = self.desk()
        for arguments in (["lookup"], ["lookup", "--nonsense", "1"], ["nonsense"], [],
                          ["lookup", "--profile", desk.profile, "1", "2"],
                          ["lookup", "--profile", desk.profile, "--mock", "1"],
                          ["lookup", "--profile", desk.profile, "--as", "dog", "1"],
                          ["show"], ["decrypt"], ["mock-server", "--port", "x"]):
            with self.subTest(" ".join(map(str, arguments))[:30]):
                outcome = desk.run(*arguments)
                self.assertEqual((outcome.code, outcome.out), (2, ""), outcome.err)
                self.assertTrue(outcome.err)


class KeyFormats(Case):
    def test_every_public_key_format(self):
        for public in PUBLIC_FORMATS:
            with self.subTest(public):
                desk = self.desk(public=public)
                number = RECORDS[MEMBER][0]["physicalCardNo"]
                outcome = desk.run("lookup", "--profile", desk.profile, "-",
                                   stdin=number.encode())
                self.assertShown(desk, outcome)

    def test_every_private_key_format(self):
        for private in PRIVATE_FORMATS:
            with self.subTest(private):
                desk = self.desk(private=private)
                self.assertShown(desk, desk.lookup())


class KeyRotation(Case):
    """Two key ids: the answer's header picks the key; without it, each is tried."""

    def rotated(self, key_number, header):
        def behave(exchange):
            key = exchange.service.project.keys[key_number]
            body = sealing.envelope(sealing.seal(exchange.honest_plaintext(),
                                                 key.client.public_key()))
            exchange.reply(body, X_KM_Crypto_Key_Id=key.id if header else None)
        return behave

    def test_answers_under_either_key(self):
        for key_number in (0, 1):
            for header in (True, False):
                with self.subTest(key=key_number + 1, header=header):
                    desk = self.desk(self.rotated(key_number, header), project=Project(n_keys=2))
                    self.assertShown(desk, desk.lookup())

    def test_header_that_names_the_other_key_is_not_usable(self):
        def behave(exchange):
            first, second = exchange.service.project.keys
            body = sealing.envelope(sealing.seal(exchange.honest_plaintext(),
                                                 second.client.public_key()))
            exchange.reply(body, X_KM_Crypto_Key_Id=first.id)
        desk = self.desk(behave, project=Project(n_keys=2))
        self.assertFailed(desk, desk.lookup(), 4)

    def test_unknown_key_id_is_not_usable(self):
        def behave(exchange):
            exchange.reply_sealed(exchange.honest_plaintext(), X_KM_Crypto_Key_Id="0" * 32)
        desk = self.desk(behave)
        self.assertFailed(desk, desk.lookup(), 4)

    def test_either_content_encryption(self):
        for enc in ("A128GCM", "A256GCM"):
            with self.subTest(enc):
                desk = self.desk(faults.sealed_as(enc=enc))
                self.assertShown(desk, desk.lookup())

    def test_unknown_members_of_the_header_are_ignored(self):
        header = {**faults.GENERIC_HEADER, "kid": "../../etc/passwd", "typ": "JWE", "x": [1, {}]}
        desk = self.desk(faults.assembled(header))
        self.assertShown(desk, desk.lookup())


class CorrelationIds(Case):
    """F27: an answer that is another request's is shown, and said."""

    def test_F27_other_correlation_id_is_shown_and_logged(self):
        other = "261124140322-0a1b2c3"
        desk = self.desk(lambda exchange: exchange.reply_sealed(exchange.honest_plaintext(),
                                                                X_KM_Correlation_Id=other))
        outcome = desk.lookup(MEMBER)
        self.assertEqual(outcome.code, 0)
        self.assertIn(other, outcome.out + outcome.err)
        self.assertNothingLeaked(desk, outcome)
        sent = desk.service.requests[0].headers["x-km-correlation-id"]
        record = desk.log()[0]
        self.assertIn(sent, record["correlation_id"])
        self.assertIn(other, " ".join(str(value) for value in record.values()))

    def test_no_correlation_id_in_the_answer(self):
        desk = self.desk(lambda exchange: exchange.reply_sealed(exchange.honest_plaintext(),
                                                                X_KM_Correlation_Id=None))
        self.assertEqual(desk.lookup(MEMBER).code, 0)

    def test_hostile_correlation_id_is_made_harmless(self):
        hostile = "\x1b[31mred\x1b[0m" + "x" * 300
        desk = self.desk(lambda exchange: exchange.reply_sealed(exchange.honest_plaintext(),
                                                                X_KM_Correlation_Id=hostile))
        outcome = desk.lookup(MEMBER)
        self.assertNotIn("\x1b", outcome.out + outcome.err)
        self.assertNotIn("x" * 100, outcome.out + outcome.err)
