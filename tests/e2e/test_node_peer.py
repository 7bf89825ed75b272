# SPDX-License-Identifier: GPL-3.0-or-later
"""The Node script that a back office would write instead, unchanged, against the mock service."""

import os
import shutil
import unittest

from peers import PEERS, PeerCase

FOLDER = os.environ.get("CARDSYNC_NODE_PEER")


@unittest.skipUnless(FOLDER and shutil.which("node") and PEERS.exists(),
                     "CARDSYNC_NODE_PEER names no folder with jose and undici")
class NodePeer(PeerCase):
    def test_node_peer_reads_the_mock_service(self):
        # Node looks for packages beside the script, so a copy of it is put beside them.
        script = shutil.copy(PEERS / "bulk_lookup.mjs", FOLDER)
        self.assertCounts(["node", script])
