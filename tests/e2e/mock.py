# SPDX-License-Identifier: GPL-3.0-or-later
"""`cardsyncctl mock-server`, running beside a test."""

import select
import subprocess

from program import Case, PROGRAM


class Mock:
    """A running `cardsyncctl mock-server`, its exported profile and its cast."""

    def __init__(self, desk, *arguments):
        self.desk = desk
        self.profile = desk.root / "exported/profile.ini"
        self.process = subprocess.Popen(
            [PROGRAM, "mock-server", "--export-profile", self.profile.parent, *arguments],
            env=desk.environment({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def __enter__(self):
        if not select.select([self.process.stdout], [], [], 30)[0]:
            raise AssertionError("the mock service does not get ready")
        self.ready = self.process.stdout.readline().strip()
        return self

    def __exit__(self, *unused):
        self.process.terminate()
        _, self.errors = self.process.communicate(timeout=20)


class MockCase(Case):
    def setUp(self):
        self.mock_desk = self.desk()

    def mock(self, *arguments):
        return self.enterContext(Mock(self.mock_desk, *arguments))

    def listed(self, *arguments):
        outcome = self.mock_desk.run("mock-server", "--list", *arguments)
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        return [line.split()[0] for line in outcome.out.splitlines() if line.strip()]
