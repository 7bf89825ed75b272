# SPDX-License-Identifier: GPL-3.0-or-later
"""No log, no display: one record a look-up, committed before anything is shown."""

import contextlib
import datetime
import os
import pwd
import shutil
import socket
import sqlite3
import stat
import subprocess
import tempfile
import unittest
from contextlib import closing

import contract
import faults
import log_kill
import members
from members import MEMBER, RECORDS
from program import PROGRAM, Case, wait_until
from project import PRIVATE_FORMATS, PUBLIC_FORMATS, rsa_key
import sealing

NO_PRIVILEGES = ("setpriv", "--inh-caps=-all", "--bounding-set=-all")


def may_mount():
    try:
        return subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],
                              capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


class Records(Case):
    def test_record_of_a_look_up(self):
        desk = self.desk()
        before = datetime.datetime.now(datetime.timezone.utc)
        desk.lookup(MEMBER, "--case", "4711", "--reason", "refused payment")
        (record,) = desk.log()
        when = datetime.datetime.fromtimestamp(record["unix_us"] / 1e6, datetime.timezone.utc)
        self.assertLess(abs(when - before), datetime.timedelta(seconds=30))
        wanted = {"sequence": 1, "member_id": str(MEMBER), "outcome": "ok", "n_cards": 7,
                  "action": "lookup", "case_reference": "4711", "reason": "refused payment",
                  "operator": pwd.getpwuid(os.getuid()).pw_name, "environment": "sandbox",
                  "par": "", "host": os.uname().nodename,
                  "correlation_id": desk.service.requests[0].headers["x-km-correlation-id"]}
        self.assertEqual({name: record[name] for name in wanted}, wanted)

    def test_records_add_up(self):
        desk = self.desk()
        for member in (MEMBER, members.NO_CARDS, members.UNKNOWN, members.LARGEST):
            desk.lookup(member)
        self.assertEqual([(one["sequence"], one["member_id"], one["outcome"], one["n_cards"])
                          for one in desk.log()],
                         [(1, str(MEMBER), "ok", 7), (2, str(members.NO_CARDS), "ok", 0),
                          (3, str(members.UNKNOWN), "refused:001_006", 0),
                          (4, "9999999999999999999", "ok", 1)])

    def test_look_up_by_card_number_is_one_record_of_the_member(self):
        desk = self.desk()
        card = RECORDS[MEMBER][2]
        desk.run("lookup", "--profile", desk.profile, "-", stdin=card["mobileCardNo"].encode())
        (record,) = desk.log()
        self.assertEqual((record["member_id"], record["outcome"], record["par"]),
                         (str(MEMBER), "ok", card["par"]))

    def test_nobodys_card_is_a_record_without_a_member(self):
        desk = self.desk()
        desk.run("lookup", "--profile", desk.profile, "-", stdin=members.NOBODYS_CARD.encode())
        (record,) = desk.log()
        self.assertEqual((record["member_id"], record["n_cards"]), ("0", 0))

    def test_two_look_ups_at_once_are_two_records(self):
        desk = self.desk(lambda exchange: exchange.service.wait(0.5) and faults.honest(exchange))
        runs = [desk.start_lookup() for _ in range(4)]
        self.assertEqual([run.finish().code for run in runs], [0] * 4)
        self.assertEqual([one["sequence"] for one in desk.log()], [1, 2, 3, 4])

    def test_case_and_reason_are_bounded(self):
        desk = self.desk()
        outcome = desk.lookup(MEMBER, "--case", "c" * 65)
        self.assertFailed(desk, outcome, 2, "case")
        outcome = desk.lookup(MEMBER, "--reason", "r" * 201)
        self.assertFailed(desk, outcome, 2, "reason")
        self.assertShown(desk, desk.lookup(MEMBER, "--case", "\uac00" * 64, "--reason", "'; --"))
        self.assertEqual(desk.log()[-1]["case_reference"], "\uac00" * 64)

    def test_card_number_as_case_or_reason_does_not_reach_the_log(self):
        desk = self.desk()
        number = RECORDS[MEMBER][0]["physicalCardNo"]
        for option in ("--case", "--reason"):
            with self.subTest(option):
                outcome = desk.lookup(MEMBER, option, f"card {number}")
                self.assertIn(outcome.code, (0, 2))
                self.assertNothingLeaked(desk, outcome)

    def test_log_is_private(self):
        desk = self.desk()
        desk.lookup()
        for path in (desk.log_path.parent, *desk.log_path.parent.iterdir()):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)

    def test_log_is_private_whatever_the_umask(self):
        desk = self.desk()
        desk.start_lookup(umask=0).finish()
        self.assertEqual(stat.S_IMODE(desk.log_path.stat().st_mode) & 0o077, 0)


class RequiredCase(Case):
    """An administrator requires case and reason; a keyfile stands for what dconf would say."""

    HOW = {"env": {"GSETTINGS_BACKEND": "keyfile"}}

    def strict_desk(self):
        desk = self.desk()
        settings = desk.home / ".config/glib-2.0/settings/keyfile"
        settings.parent.mkdir(parents=True)
        settings.write_text("[io/github/cardsync/CardSync]\nrequire-case=true\n")
        return desk

    def test_nothing_without_both(self):
        desk = self.strict_desk()
        for given in ((), ("--case", "4711"), ("--reason", "r"), ("--case", " ", "--reason", "r")):
            for command in (("lookup", "--profile", desk.profile, MEMBER), ("show", "-"),
                            ("decrypt", "--private-key", desk.root / "profile/client-private-1"),
                            ("log", "list")):
                with self.subTest(command=command[0], given=given):
                    outcome = desk.run(*command, *given, **self.HOW)
                    self.assertFailed(desk, outcome, 2, "--case")
        self.assertEqual(desk.service.n_connections, 0)
        self.assertEqual(desk.log(), [])

    def test_with_both(self):
        desk = self.strict_desk()
        outcome = desk.lookup(MEMBER, "--case", "4711", "--reason", "refused payment", **self.HOW)
        self.assertShown(desk, outcome)


class NoLogNoDisplay(Case):
    def assertNothingShown(self, desk, outcome):
        self.assertFailed(desk, outcome, 5, "log")
        for card in RECORDS[MEMBER]:
            self.assertNotIn(card["par"], outcome.err)

    def every_way(self, desk, **how):
        """A look-up, a show and a decrypt."""

        answer = contract.answer(*contract.SUCCESS, cardDataInfo=RECORDS[MEMBER])
        saved = desk.root / "saved.json"
        saved.write_bytes(answer)
        key = desk.service.project.keys[0].client.public_key()
        yield "lookup", desk.lookup(MEMBER, "--json", **how)
        yield "show", desk.run("show", saved, **how)
        yield "decrypt", desk.run("decrypt", "--private-key",
                                  desk.root / "profile/client-private-1", **how,
                                  stdin=sealing.seal(answer, key).encode())

    def test_state_folder_that_is_a_file(self):
        desk = self.desk()
        desk.state.parent.mkdir(parents=True)
        desk.state.write_text("")
        for name, outcome in self.every_way(desk):
            with self.subTest(name):
                self.assertNothingShown(desk, outcome)

    @unittest.skipUnless(shutil.which("setpriv") or os.getuid() != 0, "root may write anywhere")
    def test_state_folder_without_permission(self):
        desk = self.desk()
        desk.state.mkdir(parents=True)
        desk.state.chmod(0o500)
        prefix = NO_PRIVILEGES if os.getuid() == 0 else ()
        for name, outcome in self.every_way(desk, prefix=prefix):
            with self.subTest(name):
                self.assertNothingShown(desk, outcome)
        desk.state.chmod(0o700)
        self.assertShown(desk, desk.lookup(prefix=prefix))

    @unittest.skipUnless(may_mount(), "only root may mount")
    def test_F34_full_disk(self):
        desk = self.desk()
        desk.state.mkdir(parents=True)
        prefix = ("unshare", "-m", "sh", "-c",
                  'mount -t tmpfs -o size=16k none "$XDG_STATE_HOME" && '
                  'head -c 12000 /dev/zero > "$XDG_STATE_HOME/filler"; exec "$@"', "sh")
        for name, outcome in self.every_way(desk, prefix=prefix):
            with self.subTest(name):
                self.assertNothingShown(desk, outcome)

    @unittest.skipUnless(may_mount(), "only root may mount")
    def test_F34_read_only_disk(self):
        desk = self.desk()
        desk.state.mkdir(parents=True)
        prefix = ("unshare", "-m", "sh", "-c",
                  'mount -t tmpfs -o ro none "$XDG_STATE_HOME" && exec "$@"', "sh")
        for name, outcome in self.every_way(desk, prefix=prefix):
            with self.subTest(name):
                self.assertNothingShown(desk, outcome)

    def test_F36_log_that_is_no_log_is_kept_and_refused(self):
        for name, content in (("text", b"not a database, but a diary\n" * 50), ("empty", b""),
                              ("zeros", bytes(8192))):
            with self.subTest(name):
                desk = self.desk()
                desk.log_path.parent.mkdir(parents=True, mode=0o700)
                desk.log_path.write_bytes(content)
                desk.log_path.chmod(0o600)
                outcome = desk.lookup()
                self.assertNothingShown(desk, outcome)
                self.assertEqual(desk.log_path.read_bytes(), content)

    def test_F36_newer_log_is_kept_and_refused(self):
        desk = self.desk()
        desk.lookup()
        with closing(sqlite3.connect(desk.log_path)) as database:
            database.execute("PRAGMA user_version = 9999")
        self.assertNothingShown(desk, desk.lookup())

    def start_by_hand(self, desk, output):
        command = [PROGRAM, "lookup", "--profile", str(desk.profile), str(MEMBER)]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.DEVNULL, env=desk.environment({}))
        self.addCleanup(process.kill)
        return process

    def test_killed_between_record_and_display_is_recorded(self):
        """Held up where it shows, by a pipe that nobody reads."""
        desk = self.desk()
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        n_filled = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                n_filled += os.write(writing, b" ")
        os.set_blocking(writing, True)
        process = self.start_by_hand(desk, writing)
        wait_until(lambda: len(desk.log()) == 1)
        self.assertIsNone(process.poll())
        process.kill()
        process.wait(20)
        os.close(writing)
        with open(reading, "rb") as left:
            self.assertEqual(left.read(), b" " * n_filled)
        self.assertEqual([record["member_id"] for record in desk.log()], [str(MEMBER)])
        self.assertEqual(desk.run("log", "verify").code, 0)

    def test_killed_before_the_record_shows_nothing(self):
        """Held up where it records, by a log that is in use."""
        desk = self.desk()
        desk.lookup()
        with closing(sqlite3.connect(desk.log_path, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            with tempfile.TemporaryFile() as output:
                process = self.start_by_hand(desk, output)
                wait_until(lambda: desk.service.n_requests == 2)
                process.kill()
                process.wait(20)
                self.assertEqual(output.tell(), 0)
            database.execute("ROLLBACK")
        self.assertEqual(len(desk.log()), 1)
        self.assertShown(desk, desk.lookup())
        self.assertEqual(desk.run("log", "verify").code, 0)

    def test_killed_at_random_moments_two_at_a_time(self):
        """Ten of the two hundred of .ci/prove log-kill."""
        self.assertIn("0 were shown without", log_kill.prove(10))

    def test_older_log_is_kept_and_refused_with_what_to_do(self):
        desk = self.desk()
        desk.lookup()
        self.make_older(desk.log_path)
        content = desk.log_path.read_bytes()
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 5, "older version", "move it out of its folder")
        self.assertEqual(desk.log_path.read_bytes(), content)
        self.assertEqual(desk.run("log", "verify").code, 5)

    def test_older_log_of_the_demo_is_set_aside(self):
        desk = self.desk()
        path = desk.state / "cardsync/demo-access-log.db"
        for number in (1, 2):
            self.assertEqual(desk.run("lookup", "--mock", MEMBER).code, 0)
            self.make_older(path)
            content = path.read_bytes()
            outcome = desk.run("lookup", "--mock", MEMBER)
            aside = path.with_name(f"{path.name}.old-{number}")
            self.assertEqual(outcome.code, 0, outcome.err)
            self.assertRegex(outcome.err, f"\\A[^\n]*older version[^\n]*{aside}[^\n]*\n\\Z")
            self.assertEqual(aside.read_bytes(), content)
            for suffix in (".key", ".anchor"):
                self.assertTrue(aside.with_name(aside.name + suffix).exists())
        outcome = desk.run("log", "verify", "--mock")
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        self.assertIn("1 record", outcome.out)

    def make_older(self, path):
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA user_version = 1")

    def test_no_session_bus_is_started(self):
        """With a display GDBus would start one, and wait for minutes."""
        desk = self.desk()
        folder = desk.root / "bin"
        folder.mkdir()
        launcher = folder / "dbus-launch"
        launcher.write_text(f"#!/bin/sh\ntouch {desk.root}/launched\nsleep 100\n")
        launcher.chmod(0o755)
        outcome = desk.lookup(MEMBER, prefix=("env", "-u", "DBUS_SESSION_BUS_ADDRESS"),
                              env={"DISPLAY": ":97", "PATH": f"{folder}:/usr/bin:/bin"})
        self.assertShown(desk, outcome)
        self.assertLess(outcome.seconds, 30)
        self.assertFalse((desk.root / "launched").exists())
        self.assertTrue(desk.log_path.with_name("access-log.db.key").exists())

    def test_F35_log_that_another_process_holds(self):
        desk = self.desk()
        desk.lookup()
        with closing(sqlite3.connect(desk.log_path, isolation_level=None)) as database:
            database.execute("BEGIN EXCLUSIVE")
            outcome = desk.lookup()
            self.assertNothingShown(desk, outcome)
            self.assertLess(outcome.seconds, 15)
            database.execute("ROLLBACK")
        self.assertShown(desk, desk.lookup())

    def test_output_that_cannot_be_written_is_local_trouble(self):
        desk = self.desk()
        run = desk.start("lookup", "--profile", desk.profile, "--json", MEMBER,
                         prefix=("sh", "-c", 'exec "$@" > /dev/full', "sh"))
        outcome = run.finish()
        self.assertEqual(outcome.code, 5, outcome.err)
        self.assertEqual(len(desk.log()), 1)


def parse_entry(datagram):
    """The fields of an entry in the journal's own format: `NAME=value`, or with a length."""
    fields = {}
    while datagram:
        name, _, rest = datagram.partition(b"\n")
        if b"=" in name:
            name, _, value = name.partition(b"=")
            fields[name.decode()] = value.decode()
            datagram = rest
            continue
        length = int.from_bytes(rest[:8], "little")
        fields[name.decode()] = rest[8:8 + length].decode()
        datagram = rest[8 + length + 1:]
    return fields


@unittest.skipUnless(may_mount(), "only root may mount")
class Journal(Case):
    """A socket of our own in the place of the system journal's."""

    PREFIX = ("unshare", "-m", "sh", "-c",
              'mount -t tmpfs none /run && mkdir -p /run/systemd/journal && '
              ': > /run/systemd/journal/socket && '
              'mount --bind "$JOURNAL" /run/systemd/journal/socket && exec "$@"', "sh")

    def run_beside_journal(self, desk, *arguments, **how):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
            path = desk.runtime / "journal"
            journal.bind(str(path))
            journal.settimeout(0.2)
            outcome = desk.run(*arguments, env={"JOURNAL": str(path)}, prefix=self.PREFIX, **how)
            entries = []
            try:
                while True:
                    entries.append(parse_entry(journal.recv(65536)))
            except TimeoutError:
                return outcome, entries
            finally:
                path.unlink()

    def test_record_is_mirrored(self):
        desk = self.desk()
        number = RECORDS[MEMBER][2]["mobileCardNo"]
        outcome, (entry,) = self.run_beside_journal(
            desk, "lookup", "--profile", desk.profile, "--case", "4711", "-",
            stdin=number.encode())
        self.assertEqual(outcome.code, 0, outcome.err)
        (record,) = desk.log()
        self.assertEqual((entry["CARDSYNC_SEQUENCE"], entry["CARDSYNC_UNIX_US"]),
                         ("1", str(record["unix_us"])))
        wanted = {"CARDSYNC_ACTION": "lookup", "CARDSYNC_MEMBER_ID": str(MEMBER),
                  "CARDSYNC_OUTCOME": "ok", "CARDSYNC_CASE": "4711", "PRIORITY": "6",
                  "CARDSYNC_PAR": record["par"], "CARDSYNC_OPERATOR": record["operator"],
                  "MESSAGE": f"lookup: ok by {record['operator']}",
                  "MESSAGE_ID": "6a1f9c0e4b7d4f58a3f2d1c7e8b05a94"}
        self.assertEqual({name: entry.get(name) for name in wanted}, wanted)
        self.assertNotIn(number, str(entry))

    def test_demo_is_not_mirrored(self):
        desk = self.desk()
        outcome, entries = self.run_beside_journal(desk, "lookup", "--mock", "50000104652")
        self.assertEqual((outcome.code, entries), (0, []))

    def test_journal_that_takes_nothing_hides_nothing(self):
        desk = self.desk()
        prefix = ("unshare", "-m", "sh", "-c",
                  'mount -t tmpfs none /run && mkdir -p /run/systemd/journal && '
                  ': > /run/systemd/journal/socket && exec "$@"', "sh")
        self.assertShown(desk, desk.lookup(prefix=prefix))


class LocalTrouble(Case):
    """Profiles and keys that may not be used."""

    def refused(self, change, *words):
        desk = self.desk()
        change(desk)
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 5, *words)
        self.assertEqual(desk.service.n_connections, 0)
        return outcome

    def edit(self, old, new):
        def change(desk):
            text = desk.profile.read_text()
            self.assertIn(old, text)
            desk.profile.write_text(text.replace(old, new))
        return change

    def test_secret_files_open_to_others(self):
        for name in ("secret-key", "client-private-1"):
            for mode in (0o640, 0o604, 0o660, 0o644):
                with self.subTest(name, mode=oct(mode)):
                    self.refused(lambda desk: (desk.root / "profile" / name).chmod(mode),
                                 f"chmod 600 .*{name}")

    def test_profile_itself_may_be_open_to_others(self):
        desk = self.desk()
        desk.profile.chmod(0o644)
        self.assertShown(desk, desk.lookup())

    def test_files_that_are_not_there(self):
        for name in ("secret-key", "client-private-1", "server-public-1"):
            with self.subTest(name):
                self.refused(lambda desk: (desk.root / "profile" / name).unlink(), name)

    def test_keys_that_are_no_keys(self):
        for name in ("client-private-1", "server-public-1"):
            for content in (b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n", b"\x30\x82", b"\0" * 99):
                with self.subTest(name, content=content[:8]):
                    self.refused(lambda desk: (desk.root / "profile" / name).write_bytes(content))

    def test_short_keys(self):

        key = rsa_key("weak", 1024)
        self.refused(lambda desk: (desk.root / "profile/client-private-1").write_bytes(
            PRIVATE_FORMATS["pkcs8-pem"](key)), "2048")
        self.refused(lambda desk: (desk.root / "profile/server-public-1").write_bytes(
            PUBLIC_FORMATS["spki-pem"](key)), "2048")

    def test_profiles_with_something_wrong(self):
        for old, new, words in (("environment=sandbox", "environment=somewhere", "environment"),
                                ("environment=sandbox\n", "", "environment"),
                                ("[profile]", "[other]", "profile"),
                                ("asp-id=000170000000000", "asp-id=17", "ASP ID"),
                                ("access-key=", "access-kei=", "access-kei"),
                                ("time-zone=KST", "time-zone=Mars", "time zone"),
                                ("secret-key-file=secret-key", "", "secret-key-file"),
                                ("[profile]", "[profile", "")):
            with self.subTest(new):
                self.refused(self.edit(old, new), words)

    def test_profile_that_is_not_there(self):
        desk = self.desk()
        for place in ("/nonexistent/profile.ini", "no-such-name"):
            with self.subTest(place):
                outcome = desk.run("lookup", "--profile", place, MEMBER)
                self.assertFailed(desk, outcome, 5, "no-such-name|/nonexistent/profile.ini")

    def test_wrong_passphrase(self):
        for private in ("pkcs8-pem-passphrase", "pkcs12-passphrase"):
            with self.subTest(private):
                desk = self.desk(private=private)
                (desk.root / "profile/passphrase").write_text("wrong horse")
                self.assertFailed(desk, desk.lookup(), 5, "passphrase")
