# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles: their secrets are in the keyring and nowhere else, whatever state that is in."""

import os
import pty
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import certificates
from members import MEMBER
from program import PROGRAM, SANITIZED, Case
from project import PASSPHRASE, PRIVATE_FORMATS, PUBLIC_FORMATS, CryptoKey, private_pem, rsa_key
from project import write_private

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import session  # noqa: E402  pylint: disable=wrong-import-position

REAL_KEYRING = session.why_not("gnome")


def tls_context(folder, ends=365):
    """An authority of our own, and a server that it vouches for."""
    authority, key = certificates.Authority(), rsa_key("server-a")
    (folder / "server").mkdir()
    return authority.write(folder / "ca.pem"), certificates.server_context(
        folder / "server", authority.issue(key, ends=ends), key)


@unittest.skipIf(session.why_not("staged"), session.why_not("staged"))
class ProfileCase(Case):
    """A desk on a session bus of its own."""

    KEYRING = "staged"

    def keyring_desk(self, *behaviours, **profile):
        bus = self.enterContext(session.Session(self.KEYRING))
        desk = self.desk(*behaviours, **profile)
        desk.bus = bus
        plain = desk.environment
        desk.environment = lambda changes: plain({**bus.environment(), **changes})
        return desk

    def imported(self, *behaviours, **profile):
        """A desk whose profile was imported, and whose key files are gone."""
        desk = self.keyring_desk(*behaviours, **profile)
        outcome = desk.run("profile", "import", desk.profile)
        self.assertEqual((outcome.code, outcome.out, outcome.err), (0, "test-desk\n", ""))
        shutil.rmtree(desk.profile.parent)
        return desk

    def canaries(self, desk):
        # The access key stands in the profile: it is sent in the clear part of every call.
        return [canary for canary in super().canaries(desk)
                if canary != desk.service.project.access_key]

    def assertWorks(self, desk, name="test-desk", **how):
        outcome = desk.run("lookup", "--profile", name, MEMBER, **how)
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        return outcome

    def changes(self, desk):
        return [(record["subject"], record["outcome"]) for record in desk.log()
                if record["action"] == "profile-changed"]


class Import(ProfileCase):
    def test_imported(self):
        desk = self.imported()
        self.assertNothingLeaked(desk, self.assertWorks(desk))
        self.assertWorks(desk, "Test desk")
        self.assertEqual(self.changes(desk), [("import test-desk", "ok")])

    def test_file_is_private(self):
        desk = self.imported()
        path = desk.home / ".config/cardsync/profiles/test-desk.ini"
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(path.parent.stat().st_mode), 0o700)
        self.assertNotIn("-file", path.read_text())

    def test_every_form_of_key(self):
        for public in PUBLIC_FORMATS:
            with self.subTest(public):
                self.assertWorks(self.imported(public=public))
        for private in PRIVATE_FORMATS:
            with self.subTest(private):
                self.assertWorks(self.imported(private=private))

    def test_own_authority(self):
        """The certificates that are trusted move in with the profile."""
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        authority, context = tls_context(folder)
        desk = self.imported(tls=context, ca_file=authority)
        authority.unlink()
        self.assertWorks(desk)
        self.assertTrue((desk.home / ".config/cardsync/profiles/test-desk.ca.pem").exists())
        self.assertEqual(desk.run("profile", "remove", "test-desk").code, 0)
        self.assertEqual(list((desk.home / ".config/cardsync/profiles").iterdir()), [])

    def test_another_name(self):
        desk = self.keyring_desk()
        outcome = desk.run("profile", "import", desk.profile, "--name", "부산 창구")
        self.assertEqual((outcome.code, outcome.out), (0, "부산-창구\n"))
        self.assertWorks(desk, "부산 창구")

    def test_secret_files_that_others_may_read(self):
        for name in ("secret-key", "client-private-1"):
            with self.subTest(name):
                desk = self.keyring_desk()
                path = desk.profile.parent / name
                path.chmod(0o640)
                self.assertFailed(desk, desk.run("profile", "import", desk.profile), 5,
                                  f"Run: chmod 600 {path}")
                path.chmod(0o600)
                self.assertEqual(desk.run("profile", "import", desk.profile).code, 0)

    def test_key_too_short(self):
        desk = self.keyring_desk()
        write_private(desk.profile.parent / "client-private-1",
                      private_pem(rsa_key("short", 1024)))
        self.assertFailed(desk, desk.run("profile", "import", desk.profile), 5, "2048")

    def test_a_profile_without_import_still_works(self):
        desk = self.keyring_desk()
        self.assertWorks(desk, desk.profile)

    def test_a_foreign_file_gets_no_secrets(self):
        """A profile that somebody sent cannot use what is in the keyring."""
        desk = self.imported()
        own = desk.home / ".config/cardsync/profiles/test-desk.ini"
        foreign = desk.root / "test-desk.ini"
        shutil.copy(own, foreign)
        outcome = desk.run("lookup", "--profile", foreign, MEMBER)
        self.assertFailed(desk, outcome, 5, "secret-key-file")


@unittest.skipIf(REAL_KEYRING, REAL_KEYRING)
class RealKeyring(ProfileCase):
    KEYRING = "gnome"

    def test_round_trip(self):
        desk = self.imported()
        self.assertNothingLeaked(desk, self.assertWorks(desk))
        outcome = desk.run("profile", "remove", "test-desk")
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        self.assertFailed(desk, desk.run("lookup", "--profile", "test-desk", MEMBER), 5,
                          "no profile called")

    def test_restarted(self):
        """gnome-keyring writes to its own file, encrypted, and finds it again."""
        desk = self.imported()
        desk.bus.stop_keyring()
        self.assertFailed(desk, desk.run("lookup", "--profile", "test-desk", MEMBER), 5,
                          "No keyring")
        desk.bus.start_keyring()
        self.assertWorks(desk)
        stored = [path.read_bytes() for path in desk.bus.root.rglob("*") if path.is_file()]
        for canary in self.canaries(desk):
            for content in stored:
                self.assertNotIn(canary.encode(), content)


class Keyring(ProfileCase):
    """F33: each state has its own message, nothing is shown, and it passes."""

    STATES = {"refusing": "Keyring locked.*Unlock",
              "dismissing": "Keyring locked.*dismissed.*Try again",
              "profile:other": "not in the keyring.*import the profile again",
              "profile:garbled": "Secret damaged.*import the profile again",
              "failing": "Keyring in trouble",
              "profile:emptied": "not in the keyring.*import the profile again"}

    def test_lookup(self):
        desk = self.imported()
        for state, words in self.STATES.items():
            with self.subTest(state):
                n_calls = len(desk.service.requests)
                desk.bus.stage(state)
                outcome = desk.run("lookup", "--profile", "test-desk", MEMBER)
                self.assertFailed(desk, outcome, 5, words)
                self.assertEqual(len(desk.service.requests), n_calls)
                desk.bus.stage("open")
                if state not in ("profile:garbled", "profile:emptied"):
                    self.assertWorks(desk)
                elif state == "profile:garbled":
                    self.restore(desk)

    def restore(self, desk):
        """What the message says to do: put the secrets there again."""
        project = desk.service.project
        write_private(desk.root / "key", private_pem(project.keys[0].client))
        for arguments, stdin in (
                (("--secret-key", "-"), project.secret_key.encode()),
                (("--private-key", desk.root / "key", "--crypto-key-id", project.keys[0].id), b"")):
            outcome = desk.run("profile", "rotate", "test-desk", *arguments, stdin=stdin)
            self.assertEqual((outcome.code, outcome.err), (0, ""))
        self.assertWorks(desk)

    def test_answered(self):
        desk = self.imported()
        desk.bus.stage("answering")
        self.assertWorks(desk)

    def test_import(self):
        for state in ("refusing", "dismissing"):
            with self.subTest(state):
                desk = self.keyring_desk()
                desk.bus.stage(state)
                outcome = desk.run("profile", "import", desk.profile)
                self.assertFailed(desk, outcome, 5, self.STATES[state])
                self.assertEqual(desk.run("profile", "list").out, "")
                desk.bus.stage("open")
                self.assertEqual(desk.run("profile", "import", desk.profile).code, 0)

    def test_service_gone(self):
        desk = self.imported()
        desk.bus.stop_keyring()
        self.assertFailed(desk, desk.run("lookup", "--profile", "test-desk", MEMBER), 5,
                          "No keyring.*gnome-keyring")
        self.assertEqual(desk.run("profile", "list").code, 0)

    def test_bus_gone(self):
        desk = self.imported()
        desk.bus.stop_bus()
        self.assertFailed(desk, desk.run("lookup", "--profile", "test-desk", MEMBER), 5,
                          "No keyring")

    def test_no_session(self):
        desk = self.imported()
        outcome = desk.run("lookup", "--profile", "test-desk", MEMBER,
                           env={"DBUS_SESSION_BUS_ADDRESS": ""})
        self.assertFailed(desk, outcome, 5, "No keyring")


class Handed(ProfileCase):
    """What systemd hands over in $CREDENTIALS_DIRECTORY, where there is no keyring."""

    KEYRING = "none"

    def headless(self, mode=0o400, private="pkcs8-pem"):
        desk = self.keyring_desk()
        project = desk.service.project
        text = desk.profile.read_text().replace("secret-key-file=secret-key\n", "")
        text = text.replace("client-private-key-file=client-private-1\n", "")
        desk.profile.write_text(text)
        folder = desk.root / "credentials"
        folder.mkdir(mode=0o700)
        key = PRIVATE_FORMATS[private](project.keys[0].client)
        for name, content in (("secret-key", project.secret_key.encode() + b"\n"),
                              ("crypto-key-1", key)):
            (folder / f"cardsync.{name}").write_bytes(content)
            (folder / f"cardsync.{name}").chmod(mode)
        return desk, folder

    def look_up(self, desk, folder):
        return desk.run("lookup", "--profile", desk.profile, MEMBER,
                        env={"CREDENTIALS_DIRECTORY": str(folder)})

    def test_handed_over(self):
        desk, folder = self.headless()
        self.assertShown(desk, self.look_up(desk, folder))

    def test_passphrase(self):
        desk, folder = self.headless(private="pkcs12-passphrase")
        self.assertFailed(desk, self.look_up(desk, folder), 5, "passphrase")
        (folder / "cardsync.crypto-key-1.passphrase").write_bytes(PASSPHRASE)
        (folder / "cardsync.crypto-key-1.passphrase").chmod(0o400)
        self.assertShown(desk, self.look_up(desk, folder))

    def test_too_open(self):
        for mode in (0o404, 0o420, 0o444, 0o600 | stat.S_IXOTH):
            with self.subTest(oct(mode)):
                desk, folder = self.headless(mode)
                self.assertFailed(desk, self.look_up(desk, folder), 5, "Run: chmod 600 ")

    @unittest.skipUnless(os.getuid() == 0, "only root can make a file of root's")
    def test_mask_of_an_access_control_list(self):
        """systemd leaves the file to root:root 0440 and lets the service in by an entry."""
        desk, folder = self.headless(0o440)
        self.assertShown(desk, self.look_up(desk, folder))
        os.chown(folder / "cardsync.secret-key", 1, 1)
        self.assertFailed(desk, self.look_up(desk, folder), 5, "Run: chmod 600 ")

    def test_nothing_handed_over(self):
        desk, folder = self.headless()
        for place in (desk.root / "empty", "relative"):
            self.assertFailed(desk, self.look_up(desk, place), 5, "secret-key-file")


class Create(ProfileCase):
    def options(self, desk):
        project = desk.service.project
        key = project.keys[0]
        (desk.root / "server.pem").write_bytes(PUBLIC_FORMATS["x509-pem"](key.server))
        write_private(desk.root / "client.pem", private_pem(key.client))
        write_private(desk.root / "access", project.access_key.encode())
        write_private(desk.root / "secret", project.secret_key.encode())
        return ["--name", "Test desk", "--environment", "sandbox", "--base-url",
                desk.service.base_url, "--asp-id", project.asp_id, "--crypto-key-id", key.id,
                "--server-public-key", desk.root / "server.pem", "--private-key",
                desk.root / "client.pem"]

    def test_of_files(self):
        desk = self.keyring_desk()
        outcome = desk.run("profile", "create", *self.options(desk), "--access-key",
                           desk.root / "access", "--secret-key", desk.root / "secret")
        self.assertEqual((outcome.code, outcome.out, outcome.err), (0, "test-desk\n", ""))
        self.assertNothingLeaked(desk, self.assertWorks(desk))
        self.assertEqual(self.changes(desk), [("create test-desk", "ok")])

    def test_secret_from_a_pipe(self):
        desk = self.keyring_desk()
        outcome = desk.run("profile", "create", *self.options(desk), "--access-key",
                           desk.root / "access", "--secret-key", "-",
                           stdin=desk.service.project.secret_key.encode() + b"\n")
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        self.assertWorks(desk)

    def test_asked_on_a_terminal(self):
        """Nothing that is typed appears, and the passphrase is asked for as well."""
        desk = self.keyring_desk()
        project = desk.service.project
        options = self.options(desk)
        write_private(desk.root / "client.pem",
                      PRIVATE_FORMATS["pkcs12-passphrase"](project.keys[0].client))
        answers = [project.access_key.encode(), project.secret_key.encode(), PASSPHRASE]
        screen, code = on_terminal(desk, ["profile", "create", *options], answers)
        self.assertEqual(code, 0, screen)
        self.assertEqual(screen.count(b"(not shown): "), 3)
        for answer in answers:
            self.assertNotIn(answer, screen)
        self.assertWorks(desk)

    def test_incomplete(self):
        desk = self.keyring_desk()
        for missing in ("--name", "--environment", "--base-url", "--asp-id",
                        "--server-public-key", "--private-key"):
            with self.subTest(missing):
                options = self.options(desk)
                at = options.index(missing)
                del options[at:at + 2]
                outcome = desk.run("profile", "create", *options, "--access-key",
                                   desk.root / "access", "--secret-key", desk.root / "secret")
                self.assertFailed(desk, outcome, 2, missing)
        self.assertFailed(desk, desk.run("profile", "create", *self.options(desk)), 2,
                          "--secret-key")

    def test_secrets_are_no_arguments(self):
        desk = self.keyring_desk()
        secret = desk.service.project.secret_key
        outcome = desk.run("profile", "create", *self.options(desk), "--access-key",
                           desk.root / "access", "--secret-key", secret)
        self.assertEqual(outcome.code, 5)


def on_terminal(desk, arguments, answers):
    """Runs the program on a terminal and answers what it asks; what was shown, and the code."""
    outside, inside = pty.openpty()
    command = [PROGRAM, *map(str, arguments)]
    with subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, cwd=desk.root,
                          env=desk.environment({}), start_new_session=True) as process:
        os.close(inside)
        shown = b""
        for number, answer in enumerate(answers, 1):
            while shown.count(b"(not shown): ") < number:
                shown += os.read(outside, 4096)
            os.write(outside, answer + b"\n")
        try:
            while data := os.read(outside, 4096):
                shown += data
        except OSError:  # how the end of a terminal is told
            pass
        os.close(outside)
        return shown, process.wait()


class Check(ProfileCase):
    def lines(self, outcome):
        return {line.split("\t")[1]: line.split("\t") for line in outcome.out.splitlines()}

    def check(self, desk, *arguments, **how):
        return desk.run("profile", "check", desk.profile, *arguments, **how)

    def test_everything_in_order(self):
        desk = self.keyring_desk(tls=None)
        outcome = self.check(desk)
        self.assertShown(desk, outcome)
        lines = self.lines(outcome)
        self.assertEqual(list(lines), ["keys", "secret-key", "tls", "call", "clock"])
        self.assertEqual({name: line[0] for name, line in lines.items()},
                         {"keys": "ok", "secret-key": "ok", "tls": "skipped", "call": "ok",
                          "clock": "ok"})
        self.assertIn("2048 bits", lines["keys"][2])
        self.assertEqual([record["action"] for record in desk.log()],
                         ["lookup", "profile-changed"])

    def test_a_real_member(self):
        desk = self.keyring_desk()
        outcome = self.check(desk, "--member", MEMBER)
        self.assertShown(desk, outcome)
        self.assertIn("decrypted", self.lines(outcome)["call"][2])
        self.assertFailed(desk, self.check(desk, "--member", "01"), 2, "--member")

    def test_tls(self):
        for ends, word in ((365, "ok"), (10, "warning")):
            with self.subTest(ends=ends):
                folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
                authority, context = tls_context(folder, ends)
                desk = self.keyring_desk(tls=context, ca_file=authority)
                outcome = self.check(desk)
                self.assertShown(desk, outcome)
                line = self.lines(outcome)["tls"]
                self.assertEqual(line[0], word)
                self.assertRegex(line[2], r"TLS 1\.[23]; .* ends (soon, )?on 20\d\d-\d\d-\d\d")

    def test_server_that_proves_nothing(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        _, context = tls_context(folder)
        desk = self.keyring_desk(tls=context)
        outcome = self.check(desk)
        self.assertEqual(outcome.code, 3)
        self.assertEqual([self.lines(outcome)[part][0] for part in ("tls", "call")],
                         ["failed", "skipped"])
        self.assertEqual(desk.service.n_requests, 0)

    def test_clock(self):
        if not shutil.which("faketime") or SANITIZED:
            self.skipTest("faketime is not usable here")
        for shift, word in (("+70", "ahead"), ("-70", "behind")):
            with self.subTest(shift):
                desk = self.keyring_desk()
                outcome = self.check(desk, prefix=("faketime", "-f", f"{shift}s"))
                line = self.lines(outcome)["clock"]
                self.assertEqual(line[0], "warning")
                self.assertIn(word, line[2])

    def test_own_public_key(self):
        desk = self.keyring_desk()
        (desk.profile.parent / "server-public-1").write_bytes(
            PUBLIC_FORMATS["spki-pem"](desk.service.project.keys[0].client))
        outcome = self.check(desk)
        self.assertEqual(outcome.code, 5)
        self.assertEqual(self.lines(outcome)["keys"][0], "failed")
        self.assertRegex(outcome.err, "the wrong one")

    def test_short_secret(self):
        desk = self.keyring_desk()
        write_private(desk.profile.parent / "secret-key", b"short\n")
        self.assertEqual(self.lines(self.check(desk))["secret-key"][0], "warning")

    def test_service_gone(self):
        desk = self.keyring_desk(base_url="http://127.0.0.1:1/open-api")
        outcome = self.check(desk)
        self.assertEqual((outcome.code, self.lines(outcome)["call"][0]), (3, "failed"))
        self.assertEqual(self.changes(desk)[0][1], "unreachable")

    def test_wrong_secret(self):
        desk = self.keyring_desk()
        write_private(desk.profile.parent / "secret-key", b"x" * 40)
        desk.service.failures.clear()
        outcome = self.check(desk)
        self.assertNotEqual(outcome.code, 0)
        self.assertEqual(self.lines(outcome)["call"][0], "failed")


class Keep(ProfileCase):
    def test_list(self):
        desk = self.keyring_desk()
        self.assertEqual(desk.run("profile", "list").out, "")
        desk = self.imported()
        (line,) = desk.run("profile", "list").out.splitlines()
        self.assertEqual(line.split("\t"), ["test-desk", "user", "sandbox", "keyring",
                                            "127.0.0.1", "Test desk"])
        document = desk.run("profile", "list", "--json").json
        self.assertEqual(document["schema"], 1)
        self.assertEqual(document["profiles"],
                         [{"id": "test-desk", "name": "Test desk", "owner": "user",
                           "environment": "sandbox", "secrets": "keyring", "host": "127.0.0.1",
                           "usable": True}])

    def test_unusable_is_listed(self):
        desk = self.imported()
        (desk.home / ".config/cardsync/profiles/odd.ini").write_text("[profile]\ncolour=red\n")
        lines = [line.split("\t") for line in desk.run("profile", "list").out.splitlines()]
        self.assertIn(["odd", "user", "unusable"], [line[:3] for line in lines])

    def test_rename(self):
        desk = self.imported()
        self.assertEqual(desk.run("profile", "rename", "test-desk", "Busan desk").code, 0)
        self.assertWorks(desk, "Busan desk")
        self.assertWorks(desk, "test-desk")
        self.assertFailed(desk, desk.run("profile", "rename", "test-desk", ""), 5, "printable")
        self.assertEqual(self.changes(desk)[1:],
                         [("rename test-desk", "ok"), ("rename test-desk", "local")])

    def test_remove(self):
        desk = self.imported()
        self.assertEqual(desk.run("profile", "remove", "test-desk").code, 0)
        self.assertEqual(desk.run("profile", "list").out, "")
        self.assertFailed(desk, desk.run("profile", "remove", "test-desk"), 5,
                          "no profile called")

    def test_usage(self):
        desk = self.keyring_desk()
        for arguments in ((), ("paint",), ("list", "x"), ("import",), ("rename", "x"),
                          ("rotate", "x"), ("rotate", "x", "--add"),
                          ("rotate", "x", "--add", "--drop"), ("rotate", "x", "--private-key", "f"),
                          ("check",)):
            with self.subTest(" ".join(arguments)):
                self.assertFailed(desk, desk.run("profile", *arguments), 2, "--help")

    def test_no_log_no_change(self):
        desk = self.keyring_desk()
        (desk.state).mkdir(parents=True)
        (desk.state / "cardsync").write_text("in the way")
        self.assertFailed(desk, desk.run("profile", "import", desk.profile), 5, "access log")
        self.assertEqual(desk.run("profile", "list").out, "")


class Rotation(ProfileCase):
    def rotate(self, desk, *arguments, **how):
        outcome = desk.run("profile", "rotate", "test-desk", *arguments, **how)
        self.assertEqual((outcome.code, outcome.err), (0, ""))

    def test_crypto_keys(self):
        """The service knows both; every step leaves a profile that works."""
        desk = self.imported()
        project = desk.service.project
        second = CryptoKey("second")
        (desk.root / "server.pem").write_bytes(PUBLIC_FORMATS["spki-pem"](second.server))
        write_private(desk.root / "client.p12",
                      PRIVATE_FORMATS["pkcs12-passphrase"](second.client))
        write_private(desk.root / "passphrase", PASSPHRASE)
        self.rotate(desk, "--add", "--crypto-key-id", second.id, "--server-public-key",
                    desk.root / "server.pem", "--private-key", desk.root / "client.p12",
                    "--passphrase-file", desk.root / "passphrase")
        project.keys.append(second)
        first = project.keys[0].id
        self.assertEqual(self.used_key(desk), first)
        self.rotate(desk, "--switch")
        self.assertEqual(self.used_key(desk), second.id)
        self.rotate(desk, "--drop")
        del project.keys[0]
        self.assertEqual(self.used_key(desk), second.id)
        self.assertNotIn(first, (desk.home / ".config/cardsync/profiles/test-desk.ini").read_text())
        self.assertEqual([reason for reason, _ in self.changes(desk)],
                         ["import test-desk", "rotate --add test-desk",
                          "rotate --switch test-desk", "rotate --drop test-desk"])

    def used_key(self, desk):
        self.assertWorks(desk)
        return desk.service.requests[-1].headers["x-km-crypto-key-id"]

    def test_secret_key(self):
        desk = self.imported()
        desk.service.project.secret_key = "b7" * 20
        self.rotate(desk, "--secret-key", "-", stdin=b"b7" * 20)
        self.assertNothingLeaked(desk, self.assertWorks(desk))

    def test_files_are_not_rotated(self):
        desk = self.keyring_desk()
        own = desk.home / ".config/cardsync/profiles"
        own.parent.mkdir(parents=True)
        shutil.copytree(desk.profile.parent, own)
        outcome = desk.run("profile", "rotate", "profile", "--secret-key", "-", stdin=b"x")
        self.assertEqual(outcome.code, 5)
        self.assertIn("in files that it names", outcome.err)


class Canary(ProfileCase):
    """The secrets of an import are in no file, no argument and no environment."""

    def test_nowhere(self):
        desk = self.keyring_desk()
        desk.bus.stage("silent")
        outcome = desk.start("profile", "create", *Create.options(self, desk), "--access-key",
                             desk.root / "access", "--secret-key", desk.root / "secret")
        secrets = [desk.service.project.secret_key, *desk.service.project.secrets()[3:]]
        self.assertTrue(all(secrets))
        try:
            desk.bus.await_caller()
            for name in ("cmdline", "environ"):
                for process in Path("/proc").glob("[0-9]*"):
                    try:
                        content = (process / name).read_bytes()
                    except OSError:
                        continue
                    for secret in secrets:
                        self.assertNotIn(secret.encode(), content, f"{process}/{name}")
        finally:
            desk.bus.stage("open")
            finished = outcome.finish()
        self.assertEqual(finished.code, 0, finished.err)
        self.assertNothingLeaked(desk, self.assertWorks(desk))


if __name__ == "__main__":
    unittest.main()
