# SPDX-License-Identifier: GPL-3.0-or-later
"""Saved answers: shown without a network, decrypted to the byte, and logged like look-ups."""


import contract
import faults
import members
from members import MEMBER, RECORDS, VERDICTS
from program import Case
from project import PASSPHRASE, PRIVATE_FORMATS, WITH_PASSPHRASE, write_private
import sealing


class Answers(Case):
    """A desk with an answer in a file, in the clear and encrypted."""

    def setUp(self):
        self.saved_desk = self.desk()
        project = self.saved_desk.service.project
        self.plaintext = contract.answer(*contract.SUCCESS, cardDataInfo=RECORDS[MEMBER])
        self.token = sealing.seal(self.plaintext, project.keys[0].client.public_key())
        self.key = self.saved_desk.root / "profile/client-private-1"

    def write(self, data, name="answer.json"):
        path = self.saved_desk.root / name
        path.write_bytes(data)
        return path

    def run_saved(self, *arguments, stdin=b""):
        return self.saved_desk.run(*arguments, stdin=stdin)

    def assertNoRequest(self):
        self.assertEqual(self.saved_desk.service.n_connections, 0)


class Show(Answers):
    def test_show_of_a_plain_answer(self):
        outcome = self.run_saved("show", "--json", self.write(self.plaintext))
        self.assertShown(self.saved_desk, outcome)
        found = outcome.json
        self.assertEqual([card["verdict"] for card in found["cards"]], VERDICTS)
        self.assertEqual([card["par"] for card in found["cards"]],
                         [card["par"] for card in RECORDS[MEMBER]])
        self.assertNoRequest()

    def test_show_of_an_encrypted_answer(self):
        for name, data in (("encData", sealing.envelope(self.token)),):
            with self.subTest(name):
                outcome = self.run_saved("show", "--json", "--private-key", self.key,
                                         self.write(data))
                self.assertShown(self.saved_desk, outcome)
                self.assertEqual(len(outcome.json["cards"]), 7)

    def test_show_from_standard_input_as_a_table(self):
        outcome = self.run_saved("show", "-", stdin=self.plaintext)
        self.assertShown(self.saved_desk, outcome)
        for card in RECORDS[MEMBER]:
            self.assertIn(card["physicalCardNo"][-4:], outcome.out)

    def test_show_is_logged(self):
        self.run_saved("show", self.write(self.plaintext))
        (record,) = self.saved_desk.log()
        self.assertEqual((record["action"], record["outcome"], record["n_cards"]),
                         ("show", "ok", 7))

    def test_show_of_an_encrypted_answer_without_the_key(self):
        outcome = self.run_saved("show", self.write(sealing.envelope(self.token)))
        self.assertFailed(self.saved_desk, outcome, outcome.code, "--private-key")
        self.assertIn(outcome.code, (2, 4))

    def test_show_with_a_key_of_somebody_else(self):
        other = self.saved_desk.root / "other"
        write_private(other, PRIVATE_FORMATS["pkcs8-pem"](faults.rsa_key("stranger")))
        outcome = self.run_saved("show", "--private-key", other,
                                 self.write(sealing.envelope(self.token)))
        self.assertFailed(self.saved_desk, outcome, 4)

    def test_show_of_hostile_files(self):
        for name, data in {**faults.HOSTILE_JSON, **faults.UNUSABLE_ENVELOPES}.items():
            with self.subTest(name):
                outcome = self.run_saved("show", self.write(data))
                self.assertFailed(self.saved_desk, outcome, 4)

    def test_show_of_a_saved_refusal(self):
        outcome = self.run_saved("show", self.write(contract.answer(*contract.NO_MEMBER)))
        self.assertFailed(self.saved_desk, outcome, 1, "001_006")

    def test_show_of_what_is_not_there(self):
        for place in ("/nonexistent/answer.json", self.saved_desk.root):
            with self.subTest(str(place)):
                self.assertFailed(self.saved_desk, self.run_saved("show", place), 5)

    def test_show_of_the_documentations_yymm_expiry(self):
        card = members.card(1, expiryDate="3108")
        data = contract.answer(*contract.SUCCESS, cardDataInfo=[card])
        outcome = self.run_saved("show", "--json", self.write(data))
        self.assertShown(self.saved_desk, outcome)
        self.assertEqual(outcome.json["cards"][0]["verdict"], "usable")

    def test_show_of_three_megabytes_of_cards(self):
        data = contract.answer(*contract.SUCCESS,
                               cardDataInfo=[members.card(n) for n in range(3000)])
        outcome = self.run_saved("show", "--json", self.write(data))
        self.assertShown(self.saved_desk, outcome)
        self.assertEqual(outcome.json["summary"]["cards"], 3000)

    def test_show_of_more_than_64_megabytes(self):
        outcome = self.run_saved("show", self.write(self.plaintext + b" " * (65 << 20)))
        self.assertFailed(self.saved_desk, outcome, 5, "too large")


class Decrypt(Answers):
    def decrypt(self, data, *arguments):
        return self.run_saved("decrypt", "--private-key", self.key, *arguments, stdin=data)

    def test_decrypt_is_equal_to_the_byte(self):
        path = self.write(self.token.encode(), "token")
        for name, outcome in (
                ("token from a file", self.decrypt(b"", path)),
                ("token from standard input", self.decrypt(self.token.encode(), "-")),
                ("token with a newline", self.decrypt(self.token.encode() + b"\n")),
                ("encData", self.decrypt(sealing.envelope(self.token)))):
            with self.subTest(name):
                self.assertEqual((outcome.code, outcome.err), (0, ""))
                self.assertEqual(outcome.raw_out, self.plaintext)

    def test_decrypt_of_any_bytes(self):
        public = self.saved_desk.service.project.keys[0].client.public_key()
        for data in (b"\x00", b"\xff" * 17, b"no newline", bytes(range(256)) * 64, b"\n"):
            for enc in ("A128GCM", "A256GCM"):
                with self.subTest(len(data), enc=enc):
                    outcome = self.decrypt(sealing.seal(data, public, enc=enc).encode())
                    self.assertEqual((outcome.code, outcome.raw_out), (0, data))

    def test_decrypt_is_logged_before_it_prints(self):
        self.decrypt(self.token.encode())
        (record,) = self.saved_desk.log()
        self.assertEqual((record["action"], record["outcome"]), ("decrypt", "ok"))

    def test_decrypt_with_every_private_key_format(self):
        key = self.saved_desk.service.project.keys[0].client
        for name, write in PRIVATE_FORMATS.items():
            with self.subTest(name):
                path = self.saved_desk.root / name
                write_private(path, write(key))
                arguments = ["decrypt", "--private-key", path]
                if name in WITH_PASSPHRASE:
                    phrase = self.saved_desk.root / "phrase"
                    write_private(phrase, PASSPHRASE + b"\n")
                    arguments += ["--passphrase-file", phrase]
                outcome = self.run_saved(*arguments, stdin=self.token.encode())
                self.assertEqual((outcome.code, outcome.raw_out), (0, self.plaintext), outcome.err)

    def test_decrypt_of_what_does_not_decrypt(self):
        flipped = sealing.with_part(self.token, 4, sealing.flip_last_bit)
        for data in (flipped, "", "a.b.c.d.e", "{}", '{"encData":5}', "x" * 1000000):
            with self.subTest(data[:16]):
                outcome = self.decrypt(data.encode())
                self.assertFailed(self.saved_desk, outcome, 4)

    def test_decrypt_help_says_that_it_prints_plaintext(self):
        outcome = self.run_saved("decrypt", "--help")
        self.assertEqual(outcome.code, 0)
        self.assertRegex(outcome.out, "(?i)plaintext")
