#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests of a meson run: count.py LOGS EXIT-CODE-OF-MESON.

Every test point of a TAP program counts, and every other program as one. A program
that failed without a failing point (it crashed, hung or stopped early) counts as one
failure more. The last line is "N passed, N failed"; skipped ones are named before it.
"""

import json
import re
import sys
from pathlib import Path

POINT = re.compile(r'^(not )?ok\b[^#]*(?:#\s*(SKIP|TODO)\b\s*(.*))?', re.IGNORECASE)


def count_points(output):
    """Returns passed, failed, and the reasons of skipped points of TAP output."""
    passed, failed, skipped = 0, 0, []
    for line in output.splitlines():
        match = POINT.match(line)
        if not match:
            continue
        if match[2] and match[2].upper() == 'SKIP':
            skipped.append(f'{line.split("#")[0].strip()}: {match[3]}')
        elif match[1] and not match[2]:
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def main():
    logs, exit_code = Path(sys.argv[1]), int(sys.argv[2])
    passed, failed = 0, 0
    log = logs / 'testlog.json'
    for line in log.read_text(encoding='utf-8').splitlines() if log.exists() else []:
        test = json.loads(line)
        good, bad, skipped = count_points(test.get('stdout') or '')
        if test['result'] in ('OK', 'EXPECTEDFAIL'):
            good = good or (0 if skipped else 1)
        elif test['result'] == 'SKIP':
            skipped = skipped or ['whole program']
        else:
            bad = bad or 1
        passed, failed = passed + good, failed + bad
        for reason in skipped:
            print(f'skipped: {test["name"]}: {reason}')
    if exit_code != 0 and failed == 0:
        failed = 1
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
