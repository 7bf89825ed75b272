# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts that were written without regard to us, and what they must count."""

import json
import os
import subprocess
from pathlib import Path

from mock import MockCase

PEERS = Path(os.environ.get("CARDSYNC_SHARED", "/nonexistent")) / "peers"


class PeerCase(MockCase):
    def counted(self, command, profile, ids):
        path = self.mock_desk.root / "ids"
        path.write_text("".join(f"{one}\n" for one in ids))
        done = subprocess.run([*command, profile, path], capture_output=True, text=True,
                              timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def assertCounts(self, command):
        """The script finds as many cards at the mock service as the program."""
        mock = self.mock("--members", "20")
        ids = self.listed("--members", "20")[-20:] + ["50000104652"]
        cards = 0
        for member in ids:
            outcome = self.mock_desk.run("lookup", "--profile", mock.profile, "--json", member)
            cards += outcome.json["summary"]["cards"]
        found = self.counted(command, mock.profile, [*ids, "777"])
        self.assertEqual((found["members"], found["cards"], found["missing"]), (22, cards, 1))
