#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault that the command line must survive has tests, and they exist: faults.py TOP.

The table of tests/e2e/README.md names the tests of each fault. A test whose name has a fault's
number must stand in that fault's row, and the other way round.
"""

import ast
import re
import sys

import lint

TABLE = 'tests/e2e/README.md'
TESTS = 'tests/e2e/test_'
NEEDED = {1, 3, 4, *range(6, 22), 23, 26, *range(28, 33)}

ROW = re.compile(r'^\| F(\d+) \|(.*)$', re.MULTILINE)
NAME = re.compile(r'`(test_\w+)\.(test_\w+)`')


def numbers_of(name):
    return {int(number) for number in re.findall(r'_F(\d+)(?=_)', name)}


def list_rows(tree):
    """Fault -> the tests in its row, as (module, name)."""
    return {int(row[1]): set(NAME.findall(row[2]))
            for row in ROW.finditer(tree.files.get(TABLE, ''))}


def list_tests(tree):
    """Fault -> the tests that say it in their names; and all tests."""
    tests, by_fault = set(), {}
    for path, text in tree.glob(TESTS, '.py'):
        module = path.rpartition('/')[2].removesuffix('.py')
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith('test_'):
                tests.add((module, node.name))
                for number in numbers_of(node.name):
                    by_fault.setdefault(number, set()).add((module, node.name))
    return by_fault, tests


def check(tree):
    rows = list_rows(tree)
    by_fault, tests = list_tests(tree)
    findings = [f'{TABLE}: F{number}: no test' for number in sorted(NEEDED)
                if not rows.get(number)]
    for number, listed in sorted(rows.items()):
        findings += [f'{TABLE}: F{number}: there is no test {module}.{name}'
                     for module, name in sorted(listed - tests)]
        findings += [f'{TABLE}: F{number}: {module}.{name} does not say so in its name'
                     for module, name in sorted(listed & tests) if number not in numbers_of(name)]
    for number, named in sorted(by_fault.items()):
        findings += [f'{TABLE}: F{number}: {module}.{name} is not listed'
                     for module, name in sorted(named - rows.get(number, set()))]
    return findings


def sample(row, code):
    return {TABLE: f'{row}\n', 'tests/e2e/test_x.py': code}


SAMPLES = [
    ('a fault without a row', sample('', ''), 'F4: no test'),
    ('a fault without a test', sample('| F4 | | 3 | |', ''), 'F4: no test'),
    ('a test that does not exist', sample('| F4 | `test_x.test_F4_gone` |', 'def test_F4_y(): 0'),
     'there is no test test_x.test_F4_gone'),
    ('a test of another name', sample('| F4 | `test_x.test_y` |', 'def test_y(): 0'),
     'does not say so'),
    ('a test that is not listed', sample('| F4 | |', 'def test_F4_y(): 0'), 'is not listed'),
]

if __name__ == '__main__':
    sys.exit(lint.main('faults', check, SAMPLES))
