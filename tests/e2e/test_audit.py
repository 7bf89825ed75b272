# SPDX-License-Identifier: GPL-3.0-or-later
"""Audits from the outside: what goes in, what is asked, what is kept, and what is made of it."""

import contextlib
import csv
import fcntl
import hashlib
import html.parser
import json
import os
import shutil
import signal
import stat
import subprocess
import time
import unittest

import audit_kill
import faults
import members
from mock import MockCase
from program import Case, PROGRAM, SANITIZED, wait_until

FIRST = 70000000001
N_MEMBERS = 30


def many(n_members=N_MEMBERS):
    """Members with one card each, of which every seventh is empty and every eleventh lost."""
    lost = {"cardLifeStatus": "30", "cardBizStatus": "31", "mobileCardStatus": "SUSPENDED",
            "physicalCardStatus": "SUSPENDED"}
    found = {}
    for number in range(n_members):
        changes = lost if number % 11 == 0 else {}
        if number % 7 == 0:
            changes = {**changes, "balance": 0, "rechargeableAmount": 2000000}
        found[FIRST + number] = [members.card(100 + number, **changes)]
    found[FIRST + 3] = []
    return found


class Page(html.parser.HTMLParser):
    """The text of a report, and what it would load or run."""

    def __init__(self, text):
        super().__init__()
        self.texts, self.tags, self.links = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("src", "href", "action")]

    def handle_data(self, data):
        if data.strip():
            self.texts.append(data.strip())


class AuditCase(Case):
    def audit_desk(self, *behaviours, **more):
        return self.desk(*behaviours, records=many(), **more)

    def start_audit(self, desk, *arguments, content=None, output="run", **how):
        """Begins a run over CONTENT, or over every member."""
        path = desk.root / "members.csv"
        if content is None:
            content = "".join(f"{FIRST + number}\n" for number in range(N_MEMBERS))
        if content is not False:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return desk.start("audit", "--profile", desk.profile, "--input", path, "--output",
                          desk.home / output, *arguments, **how)

    def audit(self, desk, *arguments, **how):
        return self.start_audit(desk, *arguments, **how).finish()

    def rows(self, desk, output="run"):
        text = (desk.home / output / "cards.ndjson").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def manifest(self, desk, output="run"):
        return json.loads((desk.home / output / "manifest.json").read_text(encoding="utf-8"))

    def findings(self, desk, output="run"):
        with open(desk.home / output / "findings.csv", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def report(self, desk, output="run"):
        return Page((desk.home / output / "report.html").read_text(encoding="utf-8"))

    def assertRan(self, desk, outcome):
        self.assertEqual(outcome.code, 0, outcome.err)
        self.assertNothingLeaked(desk, outcome)

    def assertRefused(self, desk, outcome, code, *words):
        self.assertEqual((outcome.code, outcome.out), (code, ""), outcome.err)
        for word in words:
            self.assertIn(word, outcome.err)
        self.assertNothingLeaked(desk, outcome)


class Input(AuditCase):
    def test_every_row_has_one_outcome(self):
        desk = self.audit_desk()
        content = (f'\ufeffname,"Member ID"\r\n"Kim, A",{FIRST}\r\nLee,"{FIRST + 1}"\r\n\r\n'
                   f'"two\r\nlines",{FIRST + 2}\r\nagain,{FIRST}\r\ncard,4111111111111111\r\n'
                   f'zero,0{FIRST}\r\nempty,\r\nshort\r\nstranger,{FIRST + 999}\r\n'
                   f'none,{FIRST + 3}\r\nwide,７００００００００１２')
        outcome = self.audit(desk, content=content)
        self.assertRan(desk, outcome)
        rows = self.rows(desk)
        self.assertEqual([(row["row"], row["line"], row["outcome"]) for row in rows], [
            (1, 2, "answered"), (2, 3, "answered"), (3, 5, "answered"), (4, 7, "duplicate"),
            (5, 8, "bad-row"), (6, 9, "bad-row"), (7, 10, "bad-row"), (8, 11, "bad-row"),
            (9, 12, "not-found"), (10, 13, "answered"), (11, 14, "answered")])
        self.assertEqual([row["reason"] for row in rows if row["outcome"] == "bad-row"],
                         ["card-number", "leading-zero", "no-id", "no-id"])
        self.assertNotIn("member", rows[4])
        self.assertEqual(rows[9]["cards"], [])
        counts = self.manifest(desk)["counts"]
        self.assertEqual([counts[name] for name in ("rows", "answered", "not-found", "refused",
                                                    "failed", "duplicate", "bad-row")],
                         [11, 5, 1, 0, 0, 1, 4])
        self.assertEqual(self.manifest(desk)["blankLines"], 1)
        asked = sorted(json.loads(request.body)["userId"] for request in desk.service.requests)
        self.assertEqual(asked, [FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 11, FIRST + 999])
        # Before the first call it is said what is wrong, and where, but not what stands there.
        self.assertIn("Bad rows: 4.", outcome.err)
        self.assertIn("Line 8:", outcome.err)

    def test_column_by_name_and_number(self):
        content = f"50000000001;{FIRST}\n50000000002;{FIRST + 1}\n"
        for column, arguments in (("2", ()), ("Member", ("--heading", "yes"))):
            desk = self.audit_desk()
            text = content if column == "2" else "Other;Member\n" + content
            self.assertRan(desk, self.audit(desk, "--column", column, *arguments, content=text))
            self.assertEqual([row["member"] for row in self.rows(desk)],
                             [str(FIRST), str(FIRST + 1)])

    def test_input_that_cannot_be_used(self):
        desk = self.audit_desk()
        for content, arguments, word in ((b"", (), "empty"), (b"\n\n", (), "empty"),
                                         ("1\n".encode("utf-16"), (), "plain text"),
                                         (b"a,b\n1,2\n", ("--column", "c"), "c"),
                                         (b"a,b\n1,2\n", ("--column", "3"), "3")):
            with self.subTest(repr(content)):
                self.assertRefused(desk, self.audit(desk, *arguments, content=content), 2, word)
        outcome = desk.run("audit", "--profile", desk.profile, "--input", desk.home, "--output",
                           desk.home / "run")
        self.assertRefused(desk, outcome, 2, "not a file")
        self.assertEqual(desk.service.n_requests, 0)

    def test_quote_that_is_never_closed_spoils_one_row(self):
        desk = self.audit_desk()
        content = f'x,{FIRST}\n"x,{FIRST + 1}\nx,{FIRST + 2}\n'
        self.assertRan(desk, self.audit(desk, content=content))
        self.assertEqual([row["outcome"] for row in self.rows(desk)],
                         ["answered", "bad-row", "answered"])


class Results(AuditCase):
    def test_folder(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk, "--case", "4711", "--reason", "yearly"))
        folder = desk.home / "run"
        self.assertEqual(stat.S_IMODE(folder.stat().st_mode), 0o700)
        self.assertEqual({path.name for path in folder.iterdir()},
                         {"cards.ndjson", "findings.csv", "journal", "manifest.json",
                          "report.html"})
        for path in folder.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)
        manifest = self.manifest(desk)
        for entry in manifest["outputs"]:
            content = (folder / entry["name"]).read_bytes()
            self.assertEqual((entry["sha256"], entry["bytes"]),
                             (hashlib.sha256(content).hexdigest(), len(content)))
        self.assertEqual(manifest["inputSha256"],
                         hashlib.sha256((desk.root / "members.csv").read_bytes()).hexdigest())
        self.assertEqual((manifest["state"], manifest["case"], manifest["reason"]),
                         ("complete", "4711", "yearly"))
        self.assertIn("lost@1", manifest["rules"])

    def test_one_record_a_member(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk, "--case", "4711"))
        log = desk.log()
        self.assertEqual({record["action"] for record in log if record["member_id"] != "0"},
                         {"audit-row"})
        self.assertEqual(sorted(int(record["member_id"]) for record in log
                                if record["action"] == "audit-row"), sorted(many()))
        self.assertEqual({record["case_reference"] for record in log}, {"4711"})

    def test_begin_and_end_are_recorded(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk))
        self.assertRan(desk, self.audit(desk, "--resume"))
        records = [(record["sequence"], record["action"], record["outcome"], record["subject"])
                   for record in desk.log() if record["action"] != "audit-row"]
        n = len(many())
        digest = self.manifest(desk)["inputSha256"][:16]
        self.assertEqual(
            records,
            [(1, "audit-started", "ok", f"all of {n} rows, SHA-256 {digest}"),
             (n + 2, "audit-finished", "ok", f"{n} of {n} rows"),
             (n + 3, "audit-started", "ok", f"the rest of {n} rows, SHA-256 {digest}"),
             (n + 4, "audit-finished", "ok", f"{n} of {n} rows")])

    def test_nothing_is_written_without_a_record(self):
        desk = self.audit_desk()
        desk.log_path.parent.mkdir(parents=True)
        desk.log_path.write_text("no log")
        outcome = self.audit(desk)
        self.assertRefused(desk, outcome, 5)
        self.assertEqual(desk.service.n_requests, 0)
        self.assertFalse((desk.home / "run/cards.ndjson").exists())

    def test_findings(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk, "--bom"))
        content = (desk.home / "run/findings.csv").read_bytes()
        self.assertTrue(content.startswith(b"\xef\xbb\xbfrow,"))
        found = self.findings(desk)
        self.assertEqual([int(one["row"]) for one in found if one["rule"] == "lost"], [1, 12, 23])
        empty = [one for one in found if one["rule"] == "empty"]
        self.assertEqual([int(one["row"]) for one in empty], [1, 8, 15, 22, 29])
        self.assertEqual(empty[1]["balance"], "0")
        self.assertEqual((empty[1]["member_id"], empty[1]["verdict"], empty[1]["severity"]),
                         (str(FIRST + 7), "usable", "care"))

    def test_formulas_are_text_and_numbers_are_numbers(self):
        cards = {FIRST: [members.card(1, balance=0, rechargeableAmount=2000000,
                                      serviceName='=HYPERLINK("http://x","y")')],
                 FIRST + 1: [members.card(2, balance=0, rechargeableAmount=2000000,
                                          serviceName="＋1\t\r\n@x")]}
        desk = self.desk(records=cards)
        self.assertRan(desk, self.audit(desk, content=f"{FIRST}\n{FIRST + 1}\n"))
        first, second = self.findings(desk)
        self.assertEqual(first["product"], "'=HYPERLINK(\"http://x\",\"y\")")
        self.assertRegex(second["product"], r"^'＋1[^\t\r\n]*@x$")
        self.assertIn(b",0,Empty,", (desk.home / "run/findings.csv").read_bytes())

    def test_report_is_self_contained_and_reconciles_first(self):
        desk = self.audit_desk()
        content = "".join(f"{FIRST + number}\n" for number in (0, 1, 1, 999)) + "x\n"
        self.assertRan(desk, self.audit(desk, content=content))
        page = self.report(desk)
        self.assertEqual(page.links, [])
        self.assertNotIn("script", page.tags)
        self.assertEqual(page.tags.count("svg"), 3)
        texts = page.texts
        self.assertIn("Audit report", texts)
        start = texts.index("Reconciliation")
        self.assertLess(start, 12)
        self.assertEqual(texts[start + 1:start + 17],
                         ["Rows read", "5", "Answered", "2", "Not found", "1", "Refused", "0",
                          "Failed", "0", "Duplicates", "1", "Bad rows", "1",
                          "Rows with an outcome", "5"])

    def test_report_in_korean(self):
        desk = self.audit_desk()
        outcome = self.audit(desk, env={"LANGUAGE": "ko"})
        self.assertEqual(outcome.code, 0, outcome.err)
        text = (desk.home / "run/report.html").read_text(encoding="utf-8")
        self.assertIn("<h1>감사 보고서</h1>", text)
        self.assertIn('<html lang="ko">', text)

    def test_results_do_not_depend_on_the_order_of_answers(self):
        slow = [lambda exchange: exchange.service.wait(0.3) and faults.honest(exchange)] * 3
        found = []
        for behaviours in ([faults.honest], [*slow, faults.honest]):
            desk = self.audit_desk(*behaviours)
            self.assertRan(desk, self.audit(desk))
            found.append(audit_kill.results(desk.home / "run"))
        self.assertEqual(found[0], found[1])


class Rules(AuditCase):
    def test_selected_rules_alone(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk, "--rules", "lost"))
        self.assertEqual({one["rule"] for one in self.findings(desk)}, {"lost"})

    def test_parameters_by_file(self):
        soon = {FIRST: [members.card(1, expiryDate=members.today(100), balance=5000,
                                     rechargeableAmount=1995000)],
                FIRST + 1: [members.card(2, serviceId="000170001000009", balance=0,
                                         rechargeableAmount=2000000)]}
        desk = self.desk(records=soon)
        rules = desk.home / "rules.ini"
        rules.write_text("[rules]\nselect=expires-soon;low-balance;empty\nexpiry-days=120\n"
                         "minimum-balance=10000\nproducts=000170001000001\n")
        self.assertRan(desk, self.audit(desk, "--rules-file", rules,
                                        content=f"{FIRST}\n{FIRST + 1}\n"))
        self.assertEqual([(one["row"], one["rule"]) for one in self.findings(desk)],
                         [("1", "expires-soon"), ("1", "low-balance")])

    def test_rules_that_there_are_not(self):
        desk = self.audit_desk()
        rules = desk.home / "rules.ini"
        self.assertRefused(desk, self.audit(desk, "--rules", "lost,lots"), 2, "lots")
        for text, word in (("[rules]\nselect=lots\n", "lots"), ("[rules]\nexpiry=3\n", "expiry"),
                           ("[rules]\nexpiry-days=6\n", "expiry-days"), ("nonsense", "rules.ini"),
                           ("[rules]\nminimum-balance=-1\n", "minimum-balance")):
            with self.subTest(repr(text)):
                rules.write_text(text)
                self.assertRefused(desk, self.audit(desk, "--rules-file", rules), 2, word)


class Faults(AuditCase):
    def test_refused_and_failed_rows(self):
        def behave(exchange):
            number = json.loads(exchange.request.body)["userId"] - FIRST
            if number == 1:
                faults.refuse("000_002", "Invalid input parameter. userId")(exchange)
            elif number == 2:
                faults.status(500)(exchange)
            elif number == 4:
                faults.plain_success(exchange)
            else:
                faults.honest(exchange)

        desk = self.audit_desk(behave)
        content = "".join(f"{FIRST + number}\n" for number in range(6))
        self.assertRan(desk, self.audit(desk, content=content))
        self.assertEqual([row["outcome"] for row in self.rows(desk)],
                         ["answered", "refused", "failed", "answered", "failed", "answered"])
        self.assertEqual(self.rows(desk)[1]["reason"], "refused:000_002")
        self.assertIn("Failed rows", self.report(desk).texts)

        # The failures are asked again, and nothing else.
        desk.service.behaviours = [faults.honest]
        before = desk.service.n_requests
        self.assertRan(desk, self.audit(desk, "--retry-failed", content=False))
        again = [json.loads(request.body)["userId"] for request in desk.service.requests[before:]]
        self.assertEqual(sorted(again), [FIRST + 2, FIRST + 4])
        self.assertEqual([row["outcome"] for row in self.rows(desk)],
                         ["answered", "refused", "answered", "answered", "answered", "answered"])

    def test_429_holds_the_whole_run(self):
        held = []

        def behave(exchange):
            if exchange.service.n_requests == 5:
                held.append(time.monotonic())
                faults.status(429, Retry_After="1")(exchange)
            else:
                faults.honest(exchange)

        desk = self.audit_desk(behave)
        self.assertRan(desk, self.audit(desk, "--concurrency", "2"))
        late = [request.arrived - held[0] for request in desk.service.requests[6:]]
        self.assertGreaterEqual(min(late), 0.9)
        self.assertEqual({row["outcome"] for row in self.rows(desk)}, {"answered"})
        self.assertEqual(len([record for record in desk.log() if record["action"] == "audit-row"]),
                         N_MEMBERS)

    def test_longer_than_a_minute_stops_the_run(self):
        desk = self.audit_desk(*[faults.honest] * 4, faults.status(503, Retry_After="3600"))
        outcome = self.audit(desk, "--concurrency", "1")
        self.assertEqual(outcome.code, 3)
        self.assertIn("3600", outcome.err)
        self.assertIn("--resume", outcome.err)
        self.assertEqual(self.manifest(desk)["state"], "incomplete")
        self.assertIn("INCOMPLETE – Audit report", self.report(desk).texts)
        desk.service.behaviours = [faults.honest]
        self.assertRan(desk, self.audit(desk, "--resume", content=False))
        asked = [json.loads(request.body)["userId"] for request in desk.service.requests]
        self.assertEqual(len(asked), N_MEMBERS + 1)

    def test_service_that_is_gone_stops_the_run(self):
        desk = self.audit_desk(base_url="http://127.0.0.1:9/open-api")
        content = "".join(f"{FIRST + number}\n" for number in range(100))
        outcome = self.audit(desk, "--concurrency", "64", content=content)
        self.assertEqual(outcome.code, 0 if self.manifest(desk)["state"] == "complete" else 3)
        self.assertNothingLeaked(desk, outcome)

    def test_rate(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk, "--rate", "20"))
        arrived = sorted(request.arrived for request in desk.service.requests)
        self.assertGreaterEqual(arrived[-1] - arrived[0], (N_MEMBERS - 1) / 20 * 0.9)

    def test_one_connection_a_call_that_is_under_way(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk, "--concurrency", "3"))
        self.assertLessEqual(desk.service.n_connections, 3)


class Resume(AuditCase):
    def interrupted(self, number=signal.SIGINT):
        """A desk with a run that was interrupted when five rows were answered."""
        def behave(exchange):
            if exchange.service.n_requests > 5:
                exchange.service.wait(0.4)
            faults.honest(exchange)

        desk = self.audit_desk(behave)
        run = self.start_audit(desk, "--concurrency", "1")
        while desk.service.n_requests < 8:
            time.sleep(0.01)
        run.signal(number)
        return desk, run.finish()

    def test_interrupt_stops_in_order_and_says_how_to_go_on(self):
        desk, outcome = self.interrupted()
        self.assertEqual(outcome.code, -signal.SIGINT)
        command = outcome.err.strip().splitlines()[-1]
        self.assertIn("cardsyncctl audit --profile", command)
        self.assertTrue(command.endswith("--resume"))
        self.assertEqual(self.manifest(desk)["state"], "incomplete")
        n_answered = self.manifest(desk)["counts"]["answered"]
        self.assertGreaterEqual(n_answered, 5)
        self.assertEqual(len(self.rows(desk)), n_answered)
        desk.service.behaviours = [faults.honest]
        self.assertRan(desk, self.audit(desk, "--resume", "--case", "4712", content=False))
        self.assertEqual(desk.service.n_requests, N_MEMBERS)
        manifest = self.manifest(desk)
        self.assertEqual(manifest["state"], "complete")
        # Who began it and what for stands; who went on is added.
        self.assertNotIn("case", manifest)
        self.assertEqual([one["case"] for one in manifest["resumed"]], ["4712"])
        self.assertEqual(manifest["resumed"][0]["operator"], manifest["operator"])
        self.assertTrue([text for text in self.report(desk).texts if text.endswith("4712")])
        # A reason needs no case to be told.
        self.assertRan(desk, self.audit(desk, "--resume", "--reason", "once more", content=False))
        self.assertTrue([text for text in self.report(desk).texts if text.endswith("· once more")])

    def test_termination_too(self):
        _, outcome = self.interrupted(signal.SIGTERM)
        self.assertEqual(outcome.code, -signal.SIGTERM)

    def test_torn_last_line_is_ignored(self):
        desk, _ = self.interrupted(signal.SIGKILL)
        journal = desk.home / "run/journal"
        n_lines = journal.read_bytes().count(b"\n")
        with open(journal, "ab") as file:
            file.write(b"29\t29\t7000000")
        desk.service.behaviours = [faults.honest]
        self.assertRan(desk, self.audit(desk, "--resume", content=False))
        self.assertEqual(journal.read_bytes().count(b"\n"), N_MEMBERS + 1)
        self.assertGreaterEqual(n_lines, 1)
        self.assertEqual(len(self.rows(desk)), N_MEMBERS)

    def test_damaged_journal_is_told(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk))
        journal = desk.home / "run/journal"
        lines = journal.read_bytes().split(b"\n")
        lines[3] = b"3\tnonsense"
        journal.write_bytes(b"\n".join(lines))
        outcome = self.audit(desk, "--resume", content=False)
        self.assertRefused(desk, outcome, 5, "damaged")

    def test_other_input_or_settings_are_refused(self):
        desk = self.audit_desk()
        self.assertRan(desk, self.audit(desk))
        before = desk.service.n_requests
        self.assertRefused(desk, self.audit(desk), 2, "holds a run already")
        self.assertRefused(desk, self.audit(desk, "--resume", content=f"{FIRST}\n"), 2, "input")
        content = "".join(f"{FIRST + number}\n" for number in range(N_MEMBERS))
        outcome = self.audit(desk, "--resume", "--rules", "lost", content=content)
        self.assertRefused(desk, outcome, 2, "rules")
        outcome = self.audit(desk, "--resume", "--column", "1", content=False)
        self.assertRefused(desk, outcome, 2, "column")
        self.assertRefused(desk, self.audit(desk, "--resume", output="none"), 2, "none/journal")
        self.assertEqual(desk.service.n_requests, before)
        self.assertRan(desk, self.audit(desk, "--resume", "--concurrency", "2", content=False))

    def test_two_runs_in_one_folder(self):
        desk = self.audit_desk(lambda one: one.service.wait(1) and faults.honest(one))
        run = self.start_audit(desk, "--concurrency", "1")
        while desk.service.n_requests < 1:
            time.sleep(0.01)
        self.assertRefused(desk, self.audit(desk, "--resume", content=False), 2, "going on")
        run.signal(signal.SIGINT)
        run.finish()

    def test_killed_again_and_again(self):
        if SANITIZED:
            self.skipTest("takes minutes")
        try:
            audit_kill.prove(300, 5)
        except AssertionError as error:
            self.fail(str(error))


class Filter(AuditCase):
    def run_filter(self, desk, text, *arguments, **how):
        return desk.run("audit", "--profile", desk.profile, "--input", "-", "--output", "-",
                        *arguments, stdin=text.encode(), **how)

    def test_ids_in_lines_out(self):
        desk = self.audit_desk()
        outcome = self.run_filter(desk, f"{FIRST}\n{FIRST + 1}\n{FIRST}\nx\n\n")
        self.assertEqual((outcome.code, outcome.err), (0, ""))
        self.assertNothingLeaked(desk, outcome)
        rows = [json.loads(line) for line in outcome.out.splitlines()]
        self.assertEqual(sorted((row["row"], row["outcome"]) for row in rows),
                         [(1, "answered"), (2, "answered"), (3, "duplicate"), (4, "bad-row")])
        self.assertEqual([path for path in desk.home.rglob("*") if path.name == "journal"], [])

    @contextlib.contextmanager
    def into_full_pipe(self, desk):
        """A run that writes into the smallest pipe there is, full from the start; its reader."""
        path = desk.root / "members.csv"
        path.write_text("".join(f"{FIRST + number}\n" for number in range(N_MEMBERS)))
        reader, writer = os.pipe()
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
        os.write(writer, b"x" * 4096)
        with open(reader, "rb", buffering=0) as pipe:
            run = subprocess.Popen([PROGRAM, "audit", "--profile", desk.profile, "--input", path,
                                    "--output", "-"], env=desk.environment({}), stdout=writer,
                                   stderr=subprocess.DEVNULL)
            os.close(writer)
            try:
                yield run, pipe
            finally:
                run.kill()
                run.wait()

    def has_record(self, desk, action):
        return any(record["action"] == action for record in self.log_of(desk))

    def test_interrupt_while_nobody_reads(self):
        desk = self.audit_desk()
        with self.into_full_pipe(desk) as (run, _):
            wait_until(lambda: self.has_record(desk, "audit-row"))
            run.send_signal(signal.SIGINT)
            try:
                run.wait(2)
            except subprocess.TimeoutExpired:
                # It came before the run waited for the reader, and stopped it in order.
                run.send_signal(signal.SIGINT)
            self.assertEqual(run.wait(10), -signal.SIGINT)

    def test_interrupt_before_the_reader_is_slow(self):
        desk = self.audit_desk(lambda one: one.service.wait(1) and faults.honest(one))
        with self.into_full_pipe(desk) as (run, pipe):
            wait_until(lambda: desk.service.n_requests >= 1)
            run.send_signal(signal.SIGINT)
            # The rows are answered after it, and find the pipe full for a while.
            wait_until(lambda: self.has_record(desk, "audit-row"))
            with self.assertRaises(subprocess.TimeoutExpired):
                run.wait(0.5)
            text = pipe.read(4096) + b"".join(iter(lambda: pipe.read(65536), b""))
            self.assertEqual(run.wait(10), -signal.SIGINT)
        self.assertTrue(text.endswith(b"}\n"))
        for line in text[4096:].splitlines():
            self.assertEqual(json.loads(line)["outcome"], "answered")
        self.assertTrue(self.has_record(desk, "audit-finished"))

    def log_of(self, desk):
        """Of a run that is going on: it may have no log yet."""
        try:
            return desk.log()
        except (AssertionError, OSError):
            return []

    def test_pipe_into_a_folder_is_kept_for_resuming(self):
        desk = self.audit_desk()
        outcome = desk.run("audit", "--profile", desk.profile, "--input", "-", "--output",
                           desk.home / "run", stdin=f"{FIRST}\n".encode())
        self.assertRan(desk, outcome)
        # Whoever forgets to say so does not write over it.
        outcome = desk.run("audit", "--profile", desk.profile, "--input", "-", "--output",
                           desk.home / "run", stdin=b"1\n")
        self.assertRefused(desk, outcome, 2, "holds a run already")
        outcome = desk.run("audit", "--profile", desk.profile, "--input", "-", "--output",
                           desk.home / "run", "--resume")
        self.assertRan(desk, outcome)
        self.assertEqual(desk.service.n_requests, 1)

    def test_files_of_somebodys_own_are_not_replaced(self):
        desk = self.audit_desk()
        (desk.home / "run").mkdir()
        (desk.home / "run" / "report.html").write_text("mine")
        outcome = desk.run("audit", "--profile", desk.profile, "--input", "-", "--output",
                           desk.home / "run", stdin=f"{FIRST}\n".encode())
        self.assertRefused(desk, outcome, 2, "is there already")
        self.assertEqual((desk.home / "run" / "report.html").read_text(), "mine")
        self.assertEqual(desk.service.n_requests, 0)

    def test_pipe_into_a_folder_of_a_run_that_never_began(self):
        desk = self.audit_desk()
        # Killed between its journal and its manifest.
        (desk.home / "run").mkdir()
        (desk.home / "run" / "journal").touch()
        outcome = desk.run("audit", "--profile", desk.profile, "--input", "-", "--output",
                           desk.home / "run", stdin=f"{FIRST}\n".encode())
        self.assertRan(desk, outcome)

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
    def test_spread_over_two_workers(self):
        desk = self.audit_desk()
        text = "".join(f"{member}\n" for member in many())
        done = subprocess.run(
            ["parallel", "--will-cite", "--jobs", "2", "--pipe", "-N", "10", PROGRAM, "audit",
             "--profile", str(desk.profile), "--input", "-", "--output", "-"],
            input=text, env=desk.environment({}), capture_output=True, text=True, timeout=120)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        found = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(sorted(int(row["member"]) for row in found), sorted(many()))
        self.assertEqual({row["outcome"] for row in found}, {"answered"})
        log = [record for record in desk.log() if record["action"] == "audit-row"]
        self.assertEqual(len(log), len(many()))


class MockService(MockCase):
    def test_audit_of_generated_members(self):
        mock = self.mock("--members", "40")
        listed = self.listed("--members", "40")[-40:]
        path = self.mock_desk.home / "ids"
        path.write_text("\n".join(listed))
        outcome = self.mock_desk.run("audit", "--profile", mock.profile, "--input", path,
                                     "--output", self.mock_desk.home / "run")
        self.assertEqual(outcome.code, 0, outcome.err)
        self.assertIn("answered\t40\n", outcome.out)
