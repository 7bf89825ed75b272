# SPDX-License-Identifier: GPL-3.0-or-later
"""Deadlines, the clock and time itself. Nearly all of it is waiting, so all of it waits at once."""

import signal
import socket
import time
import unittest
from pathlib import Path

import faults
from members import MEMBER
from program import Case, SANITIZED, wait_until
from service import honest
import test_networks

PARALLEL = 24
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


def load_tests(loader, tests, pattern):
    """What waits in networks of its own waits beside everything here."""
    tests.addTests(loader.loadTestsFromModule(test_networks))
    return tests


class Deadlines(Case):
    """30 s an attempt in all, 10 s of them to connect; only what had no answer is tried again."""

    def assertEndedInTime(self, behave):
        desk = self.desk(behave)
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 3, "in time")
        self.assertEqual(desk.service.n_requests, 1)
        self.assertGreater(outcome.seconds, 28)
        self.assertLess(outcome.seconds, 40)

    def test_F14_slow_drip_of_a_body_is_ended(self):
        self.assertEndedInTime(faults.slow_drip)

    def test_F14_slow_drip_of_headers_is_ended(self):
        self.assertEndedInTime(faults.slow_drip_in_head)

    def test_silence_is_ended_and_tried_again(self):
        desk = self.desk(faults.silent, honest)
        outcome = desk.lookup()
        self.assertShown(desk, outcome)
        self.assertEqual(desk.service.n_requests, 2)
        self.assertGreater(outcome.seconds, 28)
        self.assertLess(outcome.seconds, 45)

    def test_F4_connections_that_are_never_made(self):
        with blackhole() as port:
            desk = self.desk(base_url=f"http://127.0.0.1:{port}/open-api")
            outcome = desk.lookup()
            self.assertFailed(desk, outcome, 3, "127.0.0.1|connect")
            self.assertLess(outcome.seconds, 3 * 10 + 8)

    def test_F10_tls_handshake_that_stalls(self):
        def say_nothing(service, connection):
            connection.recv(65536)
            service.wait(120)
        desk = self.desk(greeting=say_nothing)
        desk.profile.write_text(desk.profile.read_text().replace("http://127", "https://127"))
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 3, "in time")
        self.assertLess(outcome.seconds, 3 * 10 + 8)
        self.assertEqual(desk.service.n_requests, 0)

    def test_interrupt_ends_it_at_once(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number.name):
                desk = self.desk(faults.silent)
                run = desk.start_lookup()
                wait_until(lambda: desk.service.n_requests == 1)
                run.signal(number)
                outcome = run.finish(20)
                self.assertLess(outcome.seconds, 10)
                self.assertNotEqual(outcome.code, 0)
                self.assertEqual(outcome.out, "")
                self.assertNothingLeaked(desk, outcome)


class blackhole:
    """A port whose connections are never made: nobody accepts and the queue is full."""

    def __enter__(self):
        self._sockets = [socket.socket()]
        listener = self._sockets[0]
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        for _ in range(4):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(address)
            self._sockets.append(filler)
        time.sleep(0.1)
        return address[1]

    def __exit__(self, *unused):
        for one in self._sockets:
            one.close()


class Suspended(Case):
    """F31: the computer sleeps while a request is under way."""

    def stop_and_go(self, seconds, *behaviours):
        desk = self.desk(*behaviours)
        run = desk.start_lookup()
        wait_until(lambda: desk.service.n_requests == 1)
        run.signal(signal.SIGSTOP)
        time.sleep(seconds)
        run.signal(signal.SIGCONT)
        return desk, run.finish()

    def test_F31_answer_that_came_meanwhile_is_shown(self):
        def late(exchange):
            exchange.service.wait(1)
            honest(exchange)
        desk, outcome = self.stop_and_go(3, late)
        self.assertShown(desk, outcome)
        self.assertEqual(desk.service.n_requests, 1)

    def test_F31_connection_that_broke_meanwhile_is_made_anew(self):
        def late_reset(exchange):
            exchange.service.wait(1)
            exchange.reset()
        desk, outcome = self.stop_and_go(3, late_reset, honest)
        self.assertShown(desk, outcome)
        self.assertEqual(desk.service.n_requests, 2)

    def test_F31_sleep_beyond_the_deadline_ends_in_an_answer_or_a_message(self):
        def late(exchange):
            exchange.service.wait(33)
            honest(exchange)
        desk, outcome = self.stop_and_go(35, late, honest)
        self.assertIn(outcome.code, (0, 3))
        self.assertNothingLeaked(desk, outcome)


@unittest.skipUnless(FAKETIME.exists() and not SANITIZED, "faketime is not usable here")
class Clock(Case):
    """F30: signatures carry the time."""

    def lookup_at(self, offset, *behaviours):
        desk = self.desk(*behaviours)
        return desk, desk.lookup(env={"LD_PRELOAD": str(FAKETIME), "FAKETIME": offset})

    def test_F30_clock_that_is_off_is_named(self):
        for offset in ("-10m", "+10m", "-400d"):
            with self.subTest(offset):
                desk, outcome = self.lookup_at(offset)
                self.assertFailed(desk, outcome, 1, "clock")
                self.assertEqual(desk.service.n_requests, 1)

    def test_F30_clock_that_is_off_where_the_refusal_has_no_code(self):
        desk, outcome = self.lookup_at("-10m", faults.html(401))
        self.assertFailed(desk, outcome, 4, "clock")

    def test_F30_clock_that_is_a_minute_off_goes_through(self):
        for offset in ("-50s", "+50s"):
            with self.subTest(offset):
                desk, outcome = self.lookup_at(offset)
                self.assertEqual(outcome.code, 0, outcome.err)

    def test_refusal_with_a_true_clock_does_not_name_it(self):
        desk = self.desk(faults.refuse("002_001", "Tran token verification failed."))
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 1, "002_001")
        self.assertNotIn("clock", outcome.err)

    def test_correlation_id_and_token_come_from_one_reading(self):
        desk = self.desk()
        for _ in range(3):
            self.assertEqual(desk.lookup(MEMBER).code, 0)
        for request in desk.service.requests:
            headers = request.headers
            time_of_token = headers["x-km-tran-token"].split(":")[1]
            self.assertEqual(time_of_token[:14], headers["x-km-tran-time"])
            self.assertEqual(headers["x-km-correlation-id"][:12], headers["x-km-tran-time"][2:])
