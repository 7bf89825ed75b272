# SPDX-License-Identifier: GPL-3.0-or-later
"""The mock service as a command, and its cast as the program sees it."""

import stat

from mock import MockCase


class Exported(MockCase):
    """What other clients are given."""

    def test_ready_line_and_exported_files(self):
        mock = self.mock()
        self.assertRegex(mock.ready, r"^ready http://127\.0\.0\.1:\d+/open-api$")
        self.assertIn("base-url=" + mock.ready.split()[1], mock.profile.read_text())
        for path in mock.profile.parent.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)


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

    def test_look_up_through_the_exported_profile(self):
        mock = self.mock("--members", "3")
        for member in self.listed("--members", "3")[-3:]:
            outcome = self.mock_desk.run("lookup", "--profile", mock.profile, "--json", member)
            self.assertEqual(outcome.code, 0, outcome.err)
            self.assertEqual(outcome.json["environment"], "mock")
