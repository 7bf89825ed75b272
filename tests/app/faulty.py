# SPDX-License-Identifier: GPL-3.0-or-later
"""A window and a service of which a test decides what it does; the proof that both live on."""

import os
import pathlib
import re
import resource
import shutil
import sqlite3
import sys
import unittest
from contextlib import closing

import desk

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'e2e'))

import certificates  # noqa: E402
import faults  # noqa: E402
import members  # noqa: E402
from heartbeat import Heartbeat  # noqa: E402
from project import rsa_key  # noqa: E402
from service import Service, honest  # noqa: E402

ALL = os.environ.get('CARDSYNC_FAULTS') == 'all'
BLOCKED_MAX = 0.1
# An attempt has 30 s, connecting 10 of them; what had no answer is tried again twice.
PATIENCE = 60
MEMBER = str(members.MEMBER)
CARD = 'Seoul Love Card'
NO_SYSTEM_BUS = {'DBUS_SYSTEM_BUS_ADDRESS': 'unix:path=/nonexistent'}


def parting(behave):
    """And hangs up, so that no connection from before a fault serves through it."""
    def behave_and_part(exchange):
        exchange.close()
        behave(exchange)
    return behave_and_part


class Faulty(unittest.TestCase):
    """Against one service, whose behaviour is changed under way."""

    desk = None                                         # where every test is skipped
    records = None                                      # of members; the usual ones
    hosts = ('localhost', '127.0.0.1')

    @classmethod
    def setUpClass(cls):
        cls.home = pathlib.Path(os.environ[desk.INSIDE])
        cls.folder = cls.home / 'tls'
        cls.folder.mkdir(exist_ok=True)
        cls.ca = certificates.Authority()
        cls.key = rsa_key('server-a')
        cls.good = cls.context('good', cls.ca.issue(cls.key, hosts=cls.hosts))
        cls.service = Service(tls=cls.good, records=cls.records).__enter__()
        cls.profile = cls.service.project.write_profile(
            cls.home / 'project', cls.service.base_url, ca_file=cls.ca.write(cls.home / 'ca.pem'))
        cls.log = cls.home / '.local/state/cardsync/access-log.db'
        cls.longest = {}

    @classmethod
    def tearDownClass(cls):
        if cls.desk:
            cls.desk.close()
        shutil.rmtree(cls.home / 'project')
        cls.service.__exit__()
        assert cls.service.failures == [], cls.service.failures
        for name, (held, wall) in sorted(cls.longest.items(), key=lambda item: item[1])[-5:]:
            print(f'# held up {held * 1000:.0f} ms, {wall * 1000:.0f} ms by the clock: {name}',
                  flush=True)
        log_text = cls.desk.log_text if cls.desk else ''
        complaints = [line for line in log_text.splitlines()
                      if re.search('WARNING|CRITICAL', line) and 'Screen coordinates' not in line]
        assert not complaints, complaints

    @classmethod
    def start(cls, profile=None, env=()):
        cls.desk = desk.Desk('--profile', str(profile or cls.profile),
                             env=NO_SYSTEM_BUS | dict(env))

    @classmethod
    def context(cls, name, certificate, **how):
        folder = cls.folder / name
        folder.mkdir(exist_ok=True)
        return certificates.server_context(folder, certificate, how.pop('key', cls.key), **how)

    def setUp(self):
        self.service.behaviours = [parting(honest)]
        self.service._tls = self.good
        self.service._greeting = None

    def n_records(self):
        if not self.log.exists():
            return 0
        with closing(sqlite3.connect(f'file:{self.log}?mode=ro', uri=True)) as log:
            return log.execute("SELECT count(*) FROM record WHERE action = 'lookup'").fetchone()[0]

    def last_outcome(self):
        with closing(sqlite3.connect(f'file:{self.log}?mode=ro', uri=True)) as log:
            return log.execute("SELECT outcome FROM record WHERE action = 'lookup'"
                               ' ORDER BY sequence DESC LIMIT 1').fetchone()[0]

    def names(self):
        """What every widget says, also one that cannot be seen; its text costs twice as much."""
        return ' '.join(node.name for node in self.desk.app.walk())

    def assert_alive(self, name, heart):
        self.longest[name] = heart.longest, heart.longest_wall
        self.assertGreater(heart.n_beats, 2)
        self.assertLessEqual(heart.longest, BLOCKED_MAX)

    def assert_silent(self, *secrets):
        said = self.names()
        for secret in (faults.MARK, '4111111111111111', *secrets):
            self.assertNotIn(secret, said)

    def assert_refused(self, name, *words, n_records=1):
        """The look-up ends with its words, its record, nothing of an answer and a live window."""
        before = self.n_records() if n_records is not None else 0
        with Heartbeat() as heart:
            self.desk.look_up(MEMBER)
            # First, since the tree has words of the last fault in the page behind.
            if n_records:
                self.desk.wait(lambda: self.n_records() - before == n_records, 'the record',
                               PATIENCE)
                self.assertNotEqual(self.last_outcome(), 'ok')
            for word in words:
                self.desk.see(word, patience=PATIENCE)
        self.assertIsNone(self.desk.find(CARD))
        self.assert_alive(name, heart)
        self.assert_silent()
        if n_records is not None:
            self.assertEqual(self.n_records() - before, n_records)

    def assert_over(self):
        """The fault is gone: the next try shows the cards."""
        self.desk.look_up(MEMBER)
        self.desk.see(CARD)

    def memory(self):
        """The most that the window ever had, MB."""
        status = pathlib.Path(f'/proc/{self.desk.process.pid}/status').read_text()
        return int(re.search(r'VmHWM:\s*(\d+)', status)[1]) / 1024

    def limit_files(self, size):
        """As a quota does, or a disk that is full: the window can write no further than that."""
        resource.prlimit(self.desk.process.pid, resource.RLIMIT_FSIZE,
                         (size, resource.RLIM_INFINITY))
