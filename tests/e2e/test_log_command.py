# SPDX-License-Identifier: GPL-3.0-or-later
"""`cardsyncctl log`: read, verified, exported and purged, and recorded each time."""

import csv
import io
import sqlite3
import stat
from contextlib import closing

import members
from members import MEMBER
from program import Case


class LogCommand(Case):
    def filled(self):
        desk = self.desk()
        desk.lookup(MEMBER, "--case", "4711", "--reason", "refused payment")
        desk.lookup(members.UNKNOWN)
        return desk

    def tamper(self, desk, sql):
        with closing(sqlite3.connect(desk.log_path)) as database:
            database.execute(sql)
            database.commit()

    def test_list(self):
        desk = self.filled()
        outcome = desk.run("log", "list")
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        rows = [line.split("\t") for line in outcome.out.splitlines()]
        self.assertEqual([(row[0], row[5], row[6], row[8], row[11], row[12]) for row in rows],
                         [("1", "lookup", str(MEMBER), "ok", "4711", "refused payment"),
                          ("2", "lookup", str(members.UNKNOWN), "refused:001_006", "", ""),
                          ("3", "log-opened", "", "ok", "", "")])
        self.assertTrue(rows[0][1].endswith("+09:00"))

    def test_list_as_json(self):
        desk = self.filled()
        document = desk.run("log", "list", "--json", "--action", "lookup").json
        self.assertEqual(document["schema"], 1)
        self.assertEqual([record["memberId"] for record in document["records"]],
                         [str(MEMBER), str(members.UNKNOWN)])
        nothing = desk.run("log", "list", "--json", "--action", "print").json
        self.assertEqual(nothing, {"schema": 1, "records": []})

    def test_filters(self):
        desk = self.filled()
        for filters, wanted in ((["--member", MEMBER], ["1"]), (["--outcome", "refused"], ["2"]),
                                (["--of-case", "4711"], ["1"]), (["--action", "show"], []),
                                (["--operator", "nobody else"], []),
                                (["--action", "lookup", "--from", "2020-01-01"], ["1", "2"]),
                                (["--action", "lookup", "--to", "2020-01-01"], [])):
            with self.subTest(filters):
                outcome = desk.run("log", "list", *filters)
                self.assertEqual([line.split("\t")[0] for line in outcome.out.splitlines()],
                                 wanted)

    def test_reading_is_recorded_with_its_case(self):
        desk = self.filled()
        desk.run("log", "list", "--from", "2026-01-31", "--case", "REVIEW-1", "--reason", "monthly")
        record = desk.log()[-1]
        self.assertEqual((record["action"], record["subject"], record["case_reference"],
                          record["reason"], record["environment"]),
                         ("log-opened", "from 2026-01-31", "REVIEW-1", "monthly", "local"))

    def test_no_record_no_reading(self):
        desk = self.filled()
        for task in (["list"], ["export", "--output", desk.root / "log.csv"]):
            with closing(sqlite3.connect(desk.log_path, isolation_level=None)) as database:
                database.execute("BEGIN EXCLUSIVE")
                outcome = desk.run("log", *task)
                database.execute("ROLLBACK")
            self.assertFailed(desk, outcome, 5, "log")
        self.assertFalse((desk.root / "log.csv").exists())

    def test_intact(self):
        desk = self.filled()
        outcome = desk.run("log", "verify")
        self.assertEqual((outcome.code, outcome.out),
                         (0, "The access log is intact: 2 records, 1 to 2.\n"))
        record = desk.log()[-1]
        self.assertEqual((record["action"], record["outcome"]), ("log-verified", "ok"))
        self.assertEqual(desk.run("log", "verify", "--json").json["lastSequence"], 3)

    def test_damage_is_told_in_words(self):
        for sql, words in (("UPDATE record SET outcome = 'input' WHERE sequence = 1",
                            "Record 1 is not as it was written"),
                           ("DELETE FROM record WHERE sequence = 1", "Record 1 is missing"),
                           ("DELETE FROM record WHERE sequence = 2", "Records 2 to 2 are missing"),
                           ("DELETE FROM record", "Records 1 to 2 are missing"),
                           ("UPDATE checkpoint SET created_us = 0", "From record 1 on")):
            with self.subTest(sql):
                desk = self.filled()
                self.tamper(desk, sql)
                outcome = desk.run("log", "verify")
                self.assertFailed(desk, outcome, 5, words)

    def test_damage_as_json(self):
        desk = self.filled()
        self.tamper(desk, "DELETE FROM record WHERE sequence = 2")
        outcome = desk.run("log", "verify", "--json")
        self.assertEqual(outcome.code, 5)
        self.assertEqual((outcome.json["state"], outcome.json["badSequence"]), ("cut", 2))

    def test_cut_end_stops_look_ups(self):
        desk = self.filled()
        self.tamper(desk, "DELETE FROM record WHERE sequence = 2")
        self.assertFailed(desk, desk.lookup(), 5, "log")

    def test_lost_log_is_not_made_anew(self):
        desk = self.filled()
        desk.log_path.unlink()
        self.assertFailed(desk, desk.lookup(), 5, "log")
        self.assertFalse(desk.log_path.exists())
        self.assertFailed(desk, desk.run("log", "verify"), 5, "nothing can be read")

    def test_verifying_makes_no_log(self):
        desk = self.filled()
        for path in desk.log_path.parent.glob("access-log.db*"):
            path.unlink()
        for _ in range(2):
            self.assertFailed(desk, desk.run("log", "verify"), 5, "nothing can be read")
        self.assertFalse(desk.log_path.exists())

    def test_lost_key_stops_look_ups(self):
        for name in ("key", "anchor"):
            with self.subTest(name):
                desk = self.filled()
                desk.log_path.with_name(f"access-log.db.{name}").unlink()
                self.assertFailed(desk, desk.lookup(), 5, "log")

    def test_key_open_to_others_is_refused_with_the_cure(self):
        desk = self.filled()
        key = desk.log_path.with_name("access-log.db.key")
        key.chmod(0o640)
        self.assertFailed(desk, desk.lookup(), 5, "chmod 600")

    def test_export(self):
        desk = self.filled()
        path = desk.root / "log.csv"
        outcome = desk.run("log", "export", "--output", path, "--member", MEMBER)
        self.assertEqual((outcome.code, outcome.out), (0, "1 record written.\n"))
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        (row,) = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
        self.assertEqual((row["member_id"], row["case"], row["reason"], row["outcome"]),
                         (str(MEMBER), "4711", "refused payment", "ok"))
        self.assertEqual(desk.log()[-1]["action"], "log-exported")
        self.assertNothingLeaked(desk, outcome)

    def test_export_that_cannot_be_written(self):
        desk = self.filled()
        outcome = desk.run("log", "export", "--output", "/nonexistent/log.csv")
        self.assertFailed(desk, outcome, 5, "could not be written")

    def test_purge(self):
        desk = self.filled()
        outcome = desk.run("log", "purge")
        self.assertEqual((outcome.code, outcome.out), (0, "0 records removed.\n"))
        self.assertEqual(desk.log()[-1]["action"], "log-purged")
        self.assertEqual(desk.run("log", "verify").code, 0)

    def test_purge_of_what_must_be_kept(self):
        desk = self.filled()
        outcome = desk.run("log", "purge", "--before", desk.run(
            "log", "list").out.split("\t")[1][:10])
        self.assertFailed(desk, outcome, 2, "24 months")
        self.assertEqual([record["action"] for record in desk.log()],
                         ["lookup", "lookup", "log-opened"])

    def test_usage(self):
        desk = self.desk()
        for arguments in ([], ["burn"], ["list", "list"], ["list", "--from", "yesterday"],
                          ["list", "--from", "2026-02-02", "--to", "2026-02-01"],
                          ["list", "--action", "borrow"], ["list", "--member", "x"], ["export"]):
            with self.subTest(arguments):
                self.assertEqual(desk.run("log", *arguments).code, 2)
        self.assertEqual(desk.log(), [])
