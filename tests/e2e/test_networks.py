# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks that swallow what is sent, and links that go down while a request is under way."""

import tempfile
from pathlib import Path

import certificates
import networks
from program import Case
from project import rsa_key
from service import honest

PARALLEL = 8
WHY_NOT = networks.enter()
SERVICE_NAME = "dual.test"


class NetworkCase(Case):
    def setUp(self):
        if WHY_NOT:
            self.skipTest(WHY_NOT)
        self.network = self.enterContext(networks.Network())

    def secure_desk(self, *behaviours):
        """A desk whose service is at the other end of the link, by TLS."""
        directory = Path(self.enterContext(tempfile.TemporaryDirectory()))
        authority, key = certificates.Authority(), rsa_key("server-a")
        certificate = authority.issue(key, hosts=(self.network.service, SERVICE_NAME))
        return self.desk(*behaviours, host=self.network.service,
                         tls=certificates.server_context(directory, certificate, key),
                         ca_file=authority.write(directory / "ca.pem"))

    def start(self, desk):
        return desk.start_lookup(prefix=self.network.prefix)


class Swallowed(NetworkCase):
    def test_F4_connection_into_a_black_hole_ends_after_ten_seconds(self):
        desk = self.desk(base_url=f"https://{self.network.nobody}/open-api")
        outcome = self.start(desk).finish()
        self.assertFailed(desk, outcome, 3, self.network.nobody)
        # Three attempts of 10 s, and the waits between them.
        self.assertGreater(outcome.seconds, 3 * 10 - 2)
        self.assertLess(outcome.seconds, 3 * 10 + 8)
        self.assertEqual(len(desk.log()), 1)

    def test_F2_resolver_that_does_not_answer(self):
        networks.put_in_place("/etc/resolv.conf", f"nameserver {self.network.nobody}\n")
        desk = self.desk(base_url="https://unanswered.example.com/open-api")
        outcome = self.start(desk).finish()
        self.assertFailed(desk, outcome, 3, "unanswered.example.com")
        self.assertLess(outcome.seconds, 3 * 10 + 8)

    def test_F5_address_of_version_6_that_swallows_beside_a_good_one(self):
        networks.put_in_place("/etc/hosts", f"{self.network.nobody6} {SERVICE_NAME}\n"
                              f"{self.network.service} {SERVICE_NAME}\n")
        desk = self.secure_desk()
        profile = desk.profile.read_text().replace(self.network.service, SERVICE_NAME)
        desk.profile.write_text(profile)
        outcome = self.start(desk).finish()
        self.assertShown(desk, outcome)
        self.assertEqual(desk.service.n_requests, 1)
        self.assertLess(outcome.seconds, 10)


class Links(NetworkCase):
    """F31: what a computer sees that is closed, opened again, or carried elsewhere."""

    def interrupted(self, interrupt):
        """A look-up during whose first request INTERRUPT happens."""
        def answer_after(exchange):
            interrupt(exchange.service)
            honest(exchange)
        desk = self.secure_desk(answer_after, honest)
        outcome = self.start(desk).finish()
        self.assertShown(desk, outcome)
        return desk, outcome

    def test_F31_link_that_is_down_for_a_moment(self):
        def blink(service):
            self.network.cut()
            service.wait(2)
            self.network.mend()
        desk, outcome = self.interrupted(blink)
        self.assertEqual((desk.service.n_requests, desk.service.n_connections), (1, 1))
        self.assertLess(outcome.seconds, 15)

    def test_F31_link_that_is_down_while_the_answer_is_sent(self):
        def cut_now_mend_later(service):
            self.network.cut()
            service.later(3, self.network.mend)
        desk, outcome = self.interrupted(cut_now_mend_later)
        self.assertEqual(desk.service.n_requests, 1)
        self.assertLess(outcome.seconds, 25)

    def test_F31_another_network_in_mid_request_is_one_safe_retry(self):
        desk, outcome = self.interrupted(lambda service: self.network.move())
        self.assertEqual((desk.service.n_requests, desk.service.n_connections), (2, 2))
        self.assertLess(outcome.seconds, 45)
