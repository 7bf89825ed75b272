# SPDX-License-Identifier: GPL-3.0-or-later
"""The mock service and the Node peer. Runs only where CARDSYNC_NODE_PEER names a folder in which
`npm install jose undici` has been done: the tests themselves fetch nothing.
"""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

from mock_service import Service

PEERS = os.path.join(os.environ.get('CARDSYNC_SHARED', ''), 'peers')
FOLDER = os.environ.get('CARDSYNC_NODE_PEER')


@unittest.skipUnless(FOLDER and shutil.which('node') and os.path.isdir(PEERS),
                     'CARDSYNC_NODE_PEER is not set')
class Node(unittest.TestCase):
    def test_bulk_lookup(self):
        members = [50000104652, 50000100002, 50000109999, *range(60000000001, 60000000201)]
        with Service('--members', '200') as service, tempfile.NamedTemporaryFile('w') as ids:
            ids.write('\n'.join(map(str, members)))
            ids.flush()
            script = shutil.copy(os.path.join(PEERS, 'bulk_lookup.mjs'), FOLDER)
            peer = subprocess.run(['node', script, service.profile_path, ids.name, '16'],
                                  capture_output=True, text=True, timeout=120, check=True)
        counts = json.loads(peer.stdout)
        self.assertEqual(counts['members'], len(members))
        self.assertEqual(counts['missing'], 1)
        self.assertEqual(counts['cards'], 4 + 200 * 5)


if __name__ == '__main__':
    unittest.main()
