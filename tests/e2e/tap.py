#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests of a file side by side and reports them as TAP, sub-tests included.

`tap.py MODULE [PATTERN]…`. Most of these tests wait: for a deadline, for a process. A module that
says `PARALLEL = N` is run by N threads; the others by two, as many as the smallest machine has
processors.
"""

import importlib
import sys
import traceback
import unittest
from concurrent.futures import ThreadPoolExecutor


class Result(unittest.TestResult):
    """Collects one test's outcomes: its own and those of its sub-tests."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.divided = set()

    def add(self, test, word, comment="", detail=""):
        self.lines.append((word, test.id().partition(".")[2], comment, detail))

    def addSuccess(self, test):
        super().addSuccess(test)
        # A test that consists of sub-tests has been counted with them.
        if test.id() not in self.divided:
            self.add(test, "ok")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.add(test, "ok", f" # SKIP {reason}")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.add(test, "not ok", detail=text_of(error))

    def addError(self, test, error):
        super().addError(test, error)
        self.add(test, "not ok", detail=text_of(error))

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        self.divided.add(test.id())
        if error is None:
            self.add(subtest, "ok")
        else:
            self.add(subtest, "not ok", detail=text_of(error))


def text_of(error):
    return "".join(traceback.format_exception(*error))


def tests_of(suite):
    for one in suite:
        if isinstance(one, unittest.TestSuite):
            yield from tests_of(one)
        else:
            yield one


def run(test):
    result = Result()
    test.run(result)
    return result


def report(results, out):
    """Prints TAP as results come in; returns how many failed."""
    number = failed = 0
    for result in results:
        for word, name, comment, detail in result.lines:
            number += 1
            failed += word == "not ok"
            print(f"{word} {number} - {name.replace('#', ' ')}{comment}", file=out, flush=True)
            for line in detail.splitlines():
                print(f"# {line}", file=out, flush=True)
    print(f"1..{number}", file=out)
    return failed


def main():
    sys.dont_write_bytecode = True
    name, *patterns = sys.argv[1:]
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        print(f"1..0 # SKIP the Python module {error.name} is not installed")
        return 0
    loader = unittest.defaultTestLoader
    if patterns:
        loader.testNamePatterns = [f"*{pattern}*" for pattern in patterns]
    tests = list(tests_of(loader.loadTestsFromModule(module)))
    with ThreadPoolExecutor(getattr(module, "PARALLEL", 2)) as pool:
        failed = report(pool.map(run, tests), sys.stdout)
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
