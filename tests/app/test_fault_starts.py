# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that are there when the window comes up: no way to the service, no log to trust.

Like test_faults, with a start each.
"""

import shutil
import socket
import sqlite3
import unittest
from contextlib import closing

import desk
from faulty import ALL, Faulty
# Of tests/e2e, which the module before has found.
from proxy import Proxy
from test_deadlines import blackhole

# Nothing resolves it but a proxy.
HOST = 'service.test'


def setUpModule():
    desk.unlock_keyring()


class Ways(Faulty):
    """To the service."""

    hosts = (HOST, 'localhost')

    def write_profile(self, base_url):
        text = self.profile.read_text().replace(self.service.base_url, base_url)
        path = self.profile.with_name('other.ini')
        path.write_text(text)
        return path

    def assert_no_way(self, name, base_url, *words, env=()):
        """The window says so, and all is well again with the usual address."""
        self.start(self.write_profile(base_url), env)
        self.addCleanup(self.desk.close)
        self.assert_refused(name, *words)
        self.desk.close()
        self.assertEqual(self.service.n_requests, 0)

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_F1_name_not_found(self):
        self.assert_no_way('F1 no such name', 'https://desk.invalid/open-api',
                           'Service not reachable', 'desk.invalid')

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_F4_connections_that_are_never_made(self):
        with blackhole() as port:
            self.assert_no_way('F4 black hole', f'http://127.0.0.1:{port}/open-api',
                               'No answer in time')

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_F32_proxy_that_wants_a_password(self):
        with Proxy('password', {HOST: '127.0.0.1'}) as proxy:
            self.assert_no_way('F32 password', f'https://{HOST}:{self.service.port}/open-api',
                               'Service not reachable', 'proxy', env={'https_proxy': proxy.url})
            self.assertNotIn(b'x-km', proxy.heard.lower())

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_F32_proxy_that_is_dead(self):
        with socket.create_server(('127.0.0.1', 0)) as probe:
            port = probe.getsockname()[1]
        self.assert_no_way('F32 dead', f'https://{HOST}:{self.service.port}/open-api',
                           'Service not reachable', 'The proxy on the way',
                           env={'https_proxy': f'http://127.0.0.1:{port}'})


class Logs(Faulty):
    """That are not what was written. The file is kept, and the right one does again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.start()

    def close_desk(self):
        """And play its journal into the log."""
        self.desk.close()
        with closing(sqlite3.connect(self.log)) as log:
            log.execute('PRAGMA wal_checkpoint(TRUNCATE)')

    def assert_kept_and_refused(self, name, spoil, words='Access log damaged'):
        self.assert_over()
        self.close_desk()
        good = self.log.with_name('good')
        shutil.copy2(self.log, good)
        spoil()
        spoilt = self.log.read_bytes()
        self.start()
        self.assert_refused(name, words, n_records=None)
        self.desk.close()
        self.assertEqual(self.log.read_bytes(), spoilt)
        good.replace(self.log)
        self.start()
        self.assert_over()

    def execute(self, sql):
        with closing(sqlite3.connect(self.log)) as log, log:
            log.execute(sql)

    def test_F36_newer_schema(self):
        self.assert_kept_and_refused('F36 newer', lambda: self.execute('PRAGMA user_version = 99'))

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_F36_cut(self):
        self.assert_kept_and_refused(
            'F36 cut', lambda: self.log.write_bytes(self.log.read_bytes()[:6000]))

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_F36_no_log_at_all(self):
        self.assert_kept_and_refused('F36 empty', lambda: self.log.write_bytes(b''))

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_F36_last_record_gone(self):
        self.assert_kept_and_refused('F36 record gone', lambda: self.execute(
            'DELETE FROM record WHERE sequence = (SELECT max (sequence) FROM record)'))


if __name__ == '__main__':
    unittest.main()
