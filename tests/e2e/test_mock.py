# SPDX-License-Identifier: GPL-3.0-or-later
"""The mock service, held to the protocol by clients that were written without regard to it."""

import datetime
import json
import stat

from client import Client
from mock import MockCase


class Contract(MockCase):
    """What the vendor documents, the mock verifies."""

    def test_ready_line_and_exported_files(self):
        mock = self.mock()
        self.assertRegex(mock.ready, r"^ready http://127\.0\.0\.1:\d+/open-api$")
        self.assertIn("base-url=" + mock.ready.split()[1], mock.profile.read_text())
        for path in mock.profile.parent.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)

    def test_honest_calls(self):
        client = Client(self.mock().profile)
        status, answer, sealed = client.list_cards(b'{"userId":50000104652}')
        self.assertEqual((status, answer["response"]["code"], sealed), (200, "000_000", True))
        card = answer["cardDataInfo"][0]
        number = card.get("physicalCardNo") or card["mobileCardNo"]
        status, info, sealed = client.card_info(number)
        self.assertEqual((status, info["userId"], sealed), (200, 50000104652, True))
        body = json.dumps({"userId": 50000104652, "par": card["par"]}).encode()
        _, answer, _ = client.list_cards(body)
        self.assertEqual([one["par"] for one in answer["cardDataInfo"]], [card["par"]])

    def test_documented_refusals(self):
        client = Client(self.mock().profile)
        for body, code in ((b'{"userId":1.5}', "000_002"), (b'{"userId":[]}', "000_002"),
                           (b'{"userId":0}', "000_002"), (b'{"userId":-1}', "000_002"),
                           (b'{"userId":10000000000000000000}', "000_002"),
                           (b'{"userId":50000104652,"par":"short"}', "000_002"),
                           (b"{}", "000_003"), (b'{"userId":777}', "001_006")):
            with self.subTest(body):
                status, answer, _ = client.list_cards(body)
                self.assertEqual((status, answer["response"]["code"]), (400, code))
                self.assertNotIn("cardDataInfo", answer)

    def test_requests_that_the_real_service_would_refuse(self):
        client = Client(self.mock().profile)
        minutes = datetime.timedelta(minutes=1)
        good = client.headers(b'{"userId":50000104652}')
        # The crypto key's id is needed only where a call is encrypted.
        wrong = [("missing " + name, {"headers": {name: None}}) for name in good
                 if name.startswith("X-KM") and name != "X-KM-Crypto-Key-Id"]
        wrong += [
            ("wrong secret", {"secret": b"guess"}),
            ("ten minutes late", {"shift": -10 * minutes}),
            ("ten minutes early", {"shift": 10 * minutes}),
            ("zone of another time", {"zone": datetime.timezone.utc}),
            ("unknown zone", {"headers": {"X-KM-Time-Zone": "XYZ"}}),
            ("short ASP id", {"headers": {"X-KM-User-AspId": "17"}}),
            ("other access key", {"headers": {"X-KM-Access-Key": "0" * 40}}),
            ("other crypto key", {"headers": {"X-KM-Crypto-Key-Id": "0" * 32}}),
            ("token of 66", {"headers": {"X-KM-Tran-Token": good["X-KM-Tran-Token"][:-1]}}),
            ("token of another version",
             {"headers": {"X-KM-Tran-Token": "KMV2" + good["X-KM-Tran-Token"][4:]}}),
            ("times that differ", {"headers": {"X-KM-Tran-Time": "20200101000000"}}),
            ("correlation id of 21", {"headers": {
                "X-KM-Correlation-Id": good["X-KM-Correlation-Id"] + "0"}}),
        ]
        for name, how in wrong:
            with self.subTest(name):
                status, answer, _ = client.list_cards(b'{"userId":50000104652}', **how)
                self.assertGreaterEqual(status, 400)
                self.assertNotIn("cardDataInfo", answer)

    def test_signature_covers_the_very_bytes(self):
        client = Client(self.mock().profile)
        headers = client.headers(b'{"userId":50000104652}')
        status, _, _ = client.post("/api/v1/user/card/list", b'{"userId": 50000104652}', headers)
        self.assertGreaterEqual(status, 400)

    def test_same_answer_every_time(self):
        client = Client(self.mock().profile)
        answers = {json.dumps(client.list_cards(b'{"userId":50000104652}')[1]) for _ in range(3)}
        self.assertEqual(len(answers), 1)


class Cast(MockCase):
    def test_every_listed_member_is_looked_up(self):
        ids = self.listed()
        self.assertIn("50000104652", ids)
        self.assertIn("9999999999999999999", ids)
        mock = self.mock()
        for member in ids:
            with self.subTest(member):
                outcome = self.mock_desk.run("lookup", "--profile", mock.profile, "--json",
                                             "--as", "member", member)
                # 0 is for clients that let it through.
                self.assertIn(outcome.code, (2,) if member == "0" else (0, 1), outcome.err)

    def test_look_up_with_mock_needs_no_profile(self):
        outcome = self.mock_desk.run("lookup", "--mock", "--json", "50000104652")
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        self.assertEqual(outcome.json["environment"], "mock")
        self.assertEqual(self.mock_desk.log(), [])

    def test_generated_members_are_listed_and_deterministic(self):
        cast, more = self.listed(), self.listed("--members", "50")
        self.assertEqual(len(more), len(cast) + 50)
        self.assertEqual(more, self.listed("--members", "50"))
        outcome = self.mock_desk.run("mock-server", "--members", "3", "--list")
        self.assertEqual(outcome.code, 0)

    def test_look_up_through_the_exported_profile(self):
        mock = self.mock("--members", "3")
        for member in self.listed("--members", "3")[-3:]:
            outcome = self.mock_desk.run("lookup", "--profile", mock.profile, "--json", member)
            self.assertEqual(outcome.code, 0, outcome.err)
            self.assertEqual(outcome.json["environment"], "mock")
