#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault that must be survived has tests, and they exist: faults.py TOP.

The tables of tests/e2e/README.md and tests/app/README.md name the tests of each fault, for the
command line and for the window. A test whose name has a fault's number must stand in that fault's
row, and the other way round; so must one whose module begins a string with the number, as rows of
a table of faults do. A fault that the window has no test for says why.
"""

import ast
import re
import sys

import lint

TABLE = 'tests/e2e/README.md'
TESTS = 'tests/e2e/test_'
NEEDED = {1, 3, 4, *range(6, 22), 23, 26, *range(28, 33)}
WINDOW_TABLE = 'tests/app/README.md'
WINDOW_TESTS = 'tests/app/test_'
ALL = range(1, 41)

ROW = re.compile(r'^\| F(\d+) \|(.*)$', re.MULTILINE)
NAME = re.compile(r'`(test_\w+)\.(test_\w+)`')
CASE = re.compile(r'F(\d+) ')


def numbers_of(name):
    return {int(number) for number in re.findall(r'_F(\d+)(?=_)', name)}


def list_rows(tree, table):
    """Fault -> the tests in its row, as (module, name); and the last column."""
    found = {int(row[1]): row[2] for row in ROW.finditer(tree.files.get(table, ''))}
    return ({number: set(NAME.findall(row)) for number, row in found.items()},
            {number: row.rstrip(' |').rpartition('|')[2].strip() if not row.endswith('| |') else ''
             for number, row in found.items()})


def list_tests(tree, tests_path):
    """Fault -> the tests that say it in their names; all tests; the faults that a module lists."""
    tests, by_fault, cases = set(), {}, {}
    for path, text in tree.glob(tests_path, '.py'):
        module = path.rpartition('/')[2].removesuffix('.py')
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith('test_'):
                tests.add((module, node.name))
                for number in numbers_of(node.name):
                    by_fault.setdefault(number, set()).add((module, node.name))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                if case := CASE.match(node.value):
                    cases.setdefault(module, set()).add(int(case[1]))
    return by_fault, tests, cases


def check_table(table, rows, by_fault, tests, cases):
    findings = []
    for number, listed in sorted(rows.items()):
        findings += [f'{table}: F{number}: there is no test {module}.{name}'
                     for module, name in sorted(listed - tests)]
        findings += [f'{table}: F{number}: {module}.{name} does not say so in its name'
                     for module, name in sorted(listed & tests)
                     if number not in numbers_of(name) | cases.get(module, set())]
    for number, named in sorted(by_fault.items()):
        findings += [f'{table}: F{number}: {module}.{name} is not listed'
                     for module, name in sorted(named - rows.get(number, set()))]
    return findings


def check_command(tree):
    rows, _ = list_rows(tree, TABLE)
    by_fault, tests, _ = list_tests(tree, TESTS)
    return ([f'{TABLE}: F{number}: no test' for number in sorted(NEEDED) if not rows.get(number)]
            + check_table(TABLE, rows, by_fault, tests, {}))


def check_window(tree):
    rows, reasons = list_rows(tree, WINDOW_TABLE)
    findings = [f'{WINDOW_TABLE}: F{number}: neither a test nor a reason' for number in ALL
                if not rows.get(number) and not reasons.get(number)]
    return findings + check_table(WINDOW_TABLE, rows, *list_tests(tree, WINDOW_TESTS))


def check(tree):
    return check_command(tree) + check_window(tree)


def sample(row, code):
    return {TABLE: f'{row}\n', 'tests/e2e/test_x.py': code}


def window_sample(row, code=''):
    return {WINDOW_TABLE: f'{row}\n', 'tests/app/test_x.py': code}


SAMPLES = [
    ('a fault without a row', sample('', ''), 'F4: no test'),
    ('a fault without a test', sample('| F4 | | 3 | |', ''), 'F4: no test'),
    ('a test that does not exist', sample('| F4 | `test_x.test_F4_gone` |', 'def test_F4_y(): 0'),
     'there is no test test_x.test_F4_gone'),
    ('a test of another name', sample('| F4 | `test_x.test_y` |', 'def test_y(): 0'),
     'does not say so'),
    ('a test that is not listed', sample('| F4 | |', 'def test_F4_y(): 0'), 'is not listed'),
    ('a fault without a row for the window', window_sample(''), 'F4: neither'),
    ('a fault of the window without test and reason', window_sample('| F4 | Name | | |'),
     'F4: neither'),
    ('a test of the window that does not exist', window_sample('| F4 | Name | `test_x.test_y` | |'),
     'there is no test test_x.test_y'),
    ('a test of the window that has no such case',
     window_sample('| F4 | Name | `test_x.test_y` | |', "CASES = 'F5 other'\ndef test_y(): 0"),
     'does not say so'),
    ('a test of the window that is not listed',
     window_sample('| F4 | Name | | Why |', 'def test_F4_y(): 0'), 'is not listed'),
]

if __name__ == '__main__':
    sys.exit(lint.main('faults', check, SAMPLES))
