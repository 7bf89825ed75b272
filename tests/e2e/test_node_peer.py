# SPDX-License-Identifier: GPL-3.0-or-later
"""The Node script that a back office would write instead, unchanged, against the mock service."""

import os
import shutil
import unittest
from pathlib import Path

from peers import PEERS, PeerCase

NODE_MODULES = os.environ.get("CARDSYNC_NODE_MODULES")


@unittest.skipUnless(NODE_MODULES and shutil.which("node") and PEERS.exists(),
                     "CARDSYNC_NODE_MODULES names no node_modules with jose and undici")
class NodePeer(PeerCase):
    def test_node_peer_reads_the_mock_service(self):
        # Node looks for packages beside the script, so a copy of it is put beside them.
        script = Path(NODE_MODULES).parent / "bulk_lookup.mjs"
        shutil.copyfile(PEERS / "bulk_lookup.mjs", script)
        self.assertCounts(["node", script])
