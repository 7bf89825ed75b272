# SPDX-License-Identifier: GPL-3.0-or-later
"""The Python script that a back office would write instead, unchanged, against either service."""

import sys
import tempfile
import unittest

import members
from peers import PEERS, PeerCase
from service import Service


@unittest.skipUnless(PEERS.exists(), "the peer scripts are not at hand")
class PythonPeer(PeerCase):
    command = [sys.executable, PEERS / "bulk_lookup.py"]

    def test_python_peer_reads_the_mock_service(self):
        self.assertCounts(self.command)

    def test_python_peer_reads_the_service_of_these_tests(self):
        """So that the service is no dialect that only our program speaks."""
        ids = [members.MEMBER, members.NO_CARDS, members.UNKNOWN, members.LARGEST]
        with Service() as service, tempfile.TemporaryDirectory() as directory:
            profile = service.project.write_profile(directory, service.base_url)
            found = self.counted(self.command, profile, ids)
            self.assertEqual(found["cards"], len(members.RECORDS[members.MEMBER]) + 1)
            self.assertEqual((found["members"], found["missing"]), (4, 1))
            self.assertEqual((service.n_requests, service.n_connections), (4, 1))
            self.assertEqual(service.failures, [])
