# SPDX-License-Identifier: GPL-3.0-or-later
"""The service of these tests, held to a client that knows neither it nor the program."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import members
from service import Service

PEERS = Path(os.environ.get("CARDSYNC_SHARED", "/nonexistent")) / "peers"


class Peer(unittest.TestCase):
    @unittest.skipUnless((PEERS / "bulk_lookup.py").exists(), "the peer script is not at hand")
    def test_python_peer_reads_the_service(self):
        ids = [members.MEMBER, members.NO_CARDS, members.UNKNOWN, members.LARGEST]
        with Service() as service, tempfile.TemporaryDirectory() as directory:
            profile = service.project.write_profile(directory, service.base_url)
            ids_path = Path(directory) / "ids"
            ids_path.write_text("".join(f"{one}\n" for one in ids))
            done = subprocess.run([sys.executable, PEERS / "bulk_lookup.py", profile, ids_path],
                                  capture_output=True, text=True, timeout=60, check=True)
            found = json.loads(done.stdout)
            self.assertEqual(found["members"], 4)
            self.assertEqual(found["cards"], len(members.RECORDS[members.MEMBER]) + 1)
            self.assertEqual(found["missing"], 1)
            self.assertEqual(service.n_requests, 4)
            self.assertEqual(service.n_connections, 1)
            self.assertEqual(service.failures, [])
