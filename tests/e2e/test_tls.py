# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS: our own authority is trusted, and a server that does not prove itself gets no byte."""

import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

import certificates
import faults
from program import Case, SANITIZED
from project import rsa_key
from service import Service, honest

PARALLEL = 4


def contexts(directory):
    """Server contexts by name: one that deserves trust, then seven that do not."""
    ours = certificates.Authority()
    other = certificates.Authority("Other authority")
    key = rsa_key("server-a")
    weak_key = rsa_key("weak", 1024)

    def make(name, certificate, key=key, **how):
        folder = directory / name
        folder.mkdir()
        return certificates.server_context(folder, certificate, key, **how)

    return ours.write(directory / "ca.pem"), {
        "good": make("good", ours.issue(key)),
        "expired": make("expired", ours.issue(key, begins=-20, ends=-1)),
        "not-yet-valid": make("not-yet-valid", ours.issue(key, begins=1, ends=20)),
        "wrong-host": make("wrong-host", ours.issue(key, hosts=("other.example.com",))),
        "self-signed": make("self-signed", certificates.self_signed(key, "localhost",
                                                                    ("localhost",))),
        "unknown-ca": make("unknown-ca", other.issue(key)),
        "tls-1.1": make("tls-1.1", ours.issue(key), tls_1_1=True),
        "rsa-1024": make("rsa-1024", ours.issue(weak_key), weak_key, weak=True),
    }


class Tls(Case):
    def setUp(self):
        self.directory = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.ca, self.contexts = contexts(self.directory)

    def tls_desk(self, name, *behaviours, **profile):
        return self.desk(*behaviours, tls=self.contexts[name], **{"ca_file": self.ca, **profile})

    def test_own_authority_is_trusted(self):
        desk = self.tls_desk("good")
        self.assertShown(desk, desk.lookup())
        # Under sanitizers a handshake may take longer than its deadline, and be tried again.
        if not SANITIZED:
            self.assertEqual(desk.service.n_connections, 1)

    def test_http_1_1_is_what_is_spoken(self):
        desk = self.tls_desk("good")
        self.assertShown(desk, desk.lookup())
        self.assertEqual(desk.service.protocols, ["http/1.1"])

    def assertRefusedBeforeAnyByte(self, desk, *words):
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 3, *words)
        self.assertEqual((desk.service.n_requests, desk.service.n_bytes_received), (0, 0))
        self.assertNotRegex(outcome.err, "(?i)continue anyway|ignore|override")

    def test_F6_expired_or_not_yet_valid(self):
        self.assertRefusedBeforeAnyByte(self.tls_desk("expired"), "expired")
        self.assertRefusedBeforeAnyByte(self.tls_desk("not-yet-valid"), "not yet|clock|valid")

    def test_F7_wrong_host(self):
        self.assertRefusedBeforeAnyByte(self.tls_desk("wrong-host"), "localhost")

    def test_F8_self_signed_or_unknown_authority(self):
        self.assertRefusedBeforeAnyByte(self.tls_desk("self-signed"), "certificate")
        self.assertRefusedBeforeAnyByte(self.tls_desk("unknown-ca"), "certificate")
        self.assertRefusedBeforeAnyByte(self.tls_desk("good", ca_file=None), "certificate")

    def test_F9_old_protocol_or_short_key(self):
        self.assertRefusedBeforeAnyByte(self.tls_desk("tls-1.1"), "TLS")
        self.assertRefusedBeforeAnyByte(self.tls_desk("rsa-1024"), "1024|2048|key|weak")

    def test_bad_servers_are_reachable_for_a_careless_client(self):
        """Proves that the servers above would have taken the bytes."""
        for name, context in self.contexts.items():
            with self.subTest(name), Service(tls=context) as service:
                careless = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                careless.check_hostname = False
                careless.verify_mode = ssl.CERT_NONE
                careless.minimum_version = ssl.TLSVersion.TLSv1
                careless.set_ciphers("DEFAULT@SECLEVEL=0")
                with socket.create_connection(("127.0.0.1", service.port)) as plain:
                    with careless.wrap_socket(plain, server_hostname="localhost") as secure:
                        secure.sendall(b"GET / HTTP/1.1\r\n")
                        deadline = time.monotonic() + 5
                        while service.n_bytes_received == 0 and time.monotonic() < deadline:
                            time.sleep(0.01)
                self.assertEqual(service.n_bytes_received, 16)

    @unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
    def test_F9_old_protocols_of_openssl_s_server(self):
        for protocol in ("-tls1", "-tls1_1"):
            with self.subTest(protocol):
                self.assertSServerHearsNothing(protocol)

    def assertSServerHearsNothing(self, protocol):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            ["openssl", "s_server", "-accept", f"127.0.0.1:{port}", protocol, "-cipher",
             "DEFAULT@SECLEVEL=0", "-cert", self.directory / "tls-1.1/server.pem", "-quiet"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            desk = self.desk(base_url=f"https://localhost:{port}/open-api", ca_file=self.ca)
            outcome = desk.lookup()
            self.assertFailed(desk, outcome, 3, "TLS")
        finally:
            server.kill()
        heard, _ = server.communicate()
        self.assertNotIn(b"POST", heard)
        self.assertNotIn(b"X-KM", heard)

    def test_F21_https_to_http_redirect(self):
        target = self.enterContext(Service())
        for code in (301, 302, 307, 308):
            with self.subTest(code):
                place = f"http://localhost:{target.port}/open-api/api/v1/user/card/list"
                desk = self.tls_desk("good", faults.redirect(code, lambda service: place))
                self.assertFailed(desk, desk.lookup(), 4, "localhost")
        self.assertEqual((target.n_connections, target.n_bytes_received), (0, 0))

    def test_truncation_under_tls(self):
        for connection in ("close", "keep-alive"):
            with self.subTest(connection):
                desk = self.tls_desk("good", faults.truncated(connection))
                outcome = desk.lookup()
                self.assertIn(outcome.code, (3, 4))
                self.assertFailed(desk, outcome, outcome.code)
                self.assertEqual(desk.service.n_requests, 1)

    def test_tls_server_that_speaks_plain_http(self):
        desk = self.desk(ca_file=self.ca)
        profile = desk.profile.read_text().replace("http://127.0.0.1", "https://localhost")
        desk.profile.write_text(profile)
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 3)
        self.assertEqual(desk.service.n_requests, 0)

    def test_sslkeylogfile_and_other_variables_have_no_effect(self):
        secrets = self.directory / "keylog"
        hostile = self.directory / "hostile.cnf"
        hostile.write_text("openssl_conf = nothing\n[nothing]\nengines = missing\n")
        modules = self.directory / "modules"
        modules.mkdir()
        env = {"SSLKEYLOGFILE": str(secrets), "G_TLS_GNUTLS_PRIORITY": "NORMAL:-VERS-ALL",
               "OPENSSL_CONF": str(hostile), "OPENSSL_MODULES": str(modules),
               "GIO_EXTRA_MODULES": str(modules), "GIO_MODULE_DIR": str(modules),
               "GNUTLS_SYSTEM_PRIORITY_FILE": "/nonexistent", "GNUTLS_DEBUG_LEVEL": "9",
               "G_MESSAGES_DEBUG": "all", "G_DEBUG": "fatal-warnings",
               "SQLITE_TMPDIR": "/nonexistent", "MALLOC_TRACE": str(self.directory / "trace"),
               "GIO_USE_TLS": "dummy", "GCONV_PATH": str(modules), "G_SLICE": "debug-blocks",
               "OPENSSL_ENGINES": str(modules), "GI_TYPELIB_PATH": str(modules),
               "GDK_PIXBUF_MODULE_FILE": "/nonexistent", "GDK_PIXBUF_MODULEDIR": str(modules),
               "GTK_DEBUG": "interactive", "GDK_DEBUG": "all", "GSK_DEBUG": "all",
               "GTK_PATH": str(modules), "GTK_EXE_PREFIX": str(modules), "GTK_MODULES": "none",
               "GTK_DATA_PREFIX": str(modules), "GTK_THEME": "none",
               "GTK_INSPECTOR_DISPLAY": ":0"}
        for name in env:
            with self.subTest(name):
                desk = self.tls_desk("good", honest)
                self.assertShown(desk, desk.lookup(env={name: env[name]}))
        self.assertFalse(secrets.exists())
        self.assertFalse((self.directory / "trace").exists())

    def test_priority_in_the_environment_cannot_admit_tls_1_1(self):
        desk = self.tls_desk("tls-1.1")
        outcome = desk.lookup(env={"G_TLS_GNUTLS_PRIORITY": "NORMAL:%COMPAT:+VERS-ALL"})
        self.assertFailed(desk, outcome, 3)
        self.assertEqual(desk.service.n_bytes_received, 0)

    def test_certificate_files_in_the_environment_are_no_authorities(self):
        desk = self.tls_desk("good", ca_file=None)
        outcome = desk.lookup(env={"SSL_CERT_FILE": str(self.ca),
                                   "SSL_CERT_DIR": os.path.dirname(self.ca)})
        self.assertFailed(desk, outcome, 3)
        self.assertEqual(desk.service.n_bytes_received, 0)


class Profiles(Case):
    """Addresses that a profile may not have."""

    def test_plain_http_beyond_loopback_is_refused(self):
        for address in ("http://192.0.2.1/open-api", "http://example.com/open-api",
                        "http://localhost.example.com/open-api", "ftp://127.0.0.1/open-api",
                        "http://127.0.0.1@192.0.2.1/open-api", "127.0.0.1/open-api", "",
                        "https://user:secret@example.com/open-api"):
            with self.subTest(address):
                desk = self.desk(base_url=address)
                self.assertFailed(desk, desk.lookup(), 5, "base-url|https")
                self.assertEqual(desk.service.n_connections, 0)
