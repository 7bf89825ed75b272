# SPDX-License-Identifier: GPL-3.0-or-later
"""F32: proxies. They may carry what is encrypted for the service, and nothing else."""

import socket
import tempfile
from pathlib import Path

import certificates
from program import Case
from project import rsa_key
from proxy import Proxy

# A name that nothing resolves: the proxy alone finds the way to it.
HOST = "service.test"
VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


class Proxies(Case):
    def secure_desk(self):
        directory = Path(self.enterContext(tempfile.TemporaryDirectory()))
        authority = certificates.Authority()
        key = rsa_key("server-a")
        certificate = authority.issue(key, hosts=(HOST, "localhost"))
        context = certificates.server_context(directory, certificate, key)
        desk = self.desk(tls=context, ca_file=authority.write(directory / "ca.pem"))
        desk.profile.write_text(desk.profile.read_text().replace("//localhost", f"//{HOST}"))
        return desk

    def proxy(self, mode):
        proxy = self.enterContext(Proxy(mode, {HOST: "127.0.0.1"}))
        return proxy, {name: proxy.url for name in VARIABLES}

    def assertNothingInTheClear(self, desk, proxy):
        heard = proxy.heard.lower()
        for canary in (b"x-km", b"userid", b"50000104652", b"kmv1"):
            self.assertNotIn(canary, heard)
        for canary in desk.service.project.secrets():
            self.assertNotIn(canary.encode(), proxy.heard)

    def test_F32_plain_http_on_loopback_never_meets_a_proxy(self):
        for mode in ("open", "dead", "password"):
            with self.subTest(mode):
                desk = self.desk()
                proxy, env = self.proxy(mode)
                self.assertShown(desk, desk.lookup(env=env))
                self.assertEqual((proxy.n_connections, proxy.heard), (0, b""))

    def test_F32_proxy_from_the_environment_carries_only_what_is_encrypted(self):
        desk = self.secure_desk()
        proxy, env = self.proxy("open")
        self.assertShown(desk, desk.lookup(env=env))
        self.assertEqual(desk.service.n_requests, 1)
        self.assertNothingInTheClear(desk, proxy)

    def test_F32_proxy_that_wants_a_password(self):
        desk = self.secure_desk()
        proxy, env = self.proxy("password")
        outcome = desk.lookup(env=env)
        self.assertFailed(desk, outcome, 3, "proxy", "password")
        self.assertEqual(desk.service.n_connections, 0)
        self.assertNothingInTheClear(desk, proxy)

    def test_F32_password_in_the_address_of_the_proxy_is_not_told(self):
        desk = self.secure_desk()
        proxy, _ = self.proxy("password")
        address = f"http://agent:s3cretword@127.0.0.1:{proxy.port}"
        outcome = desk.lookup(env={"https_proxy": address})
        self.assertEqual(outcome.code, 3)
        self.assertNotIn("s3cretword", outcome.out + outcome.err)
        self.assertNothingInTheClear(desk, proxy)

    def test_F32_proxy_that_is_dead(self):
        desk = self.secure_desk()
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        outcome = desk.lookup(env={"https_proxy": f"http://127.0.0.1:{port}"})
        self.assertFailed(desk, outcome, 3, "proxy on the way")
        self.assertEqual(desk.service.n_connections, 0)

    def test_F32_proxy_whose_name_nothing_resolves(self):
        # The second has the name of the service in it.
        for name in ("proxy.invalid", f"{HOST}.invalid"):
            with self.subTest(name):
                desk = self.secure_desk()
                outcome = desk.lookup(env={"https_proxy": f"http://{name}:3128"})
                self.assertFailed(desk, outcome, 3, "proxy on the way")
                self.assertEqual(desk.service.n_connections, 0)

    def test_F32_proxy_that_hangs_up_or_blocks(self):
        for mode in ("dead", "html"):
            with self.subTest(mode):
                desk = self.secure_desk()
                proxy, env = self.proxy(mode)
                outcome = desk.lookup(env=env)
                self.assertFailed(desk, outcome, 3)
                self.assertEqual(desk.service.n_connections, 0)
                self.assertNothingInTheClear(desk, proxy)

    def test_no_proxy_is_honoured(self):
        desk = self.secure_desk()
        proxy, env = self.proxy("open")
        outcome = desk.lookup(env={**env, "no_proxy": HOST, "NO_PROXY": HOST})
        self.assertFailed(desk, outcome, 3, f"server “{HOST}” cannot be found")
        self.assertEqual(proxy.n_connections, 0)
