#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual, completion and desktop file know the options of the program: options.py ROOT CARDSYNC."""

import re
import subprocess
import sys
from pathlib import Path

OPTION = re.compile(r'--([a-z]+(?:-[a-z]+)*)')


def list_options(program):
    text = subprocess.run([program, '--help'], check=True, capture_output=True, text=True).stdout
    shown = [line for line in text.split('\n') if re.match(r'  (?:-\w, )?--', line)]
    return {OPTION.search(line)[1] for line in shown} - {'help-all', 'help-gapplication'}


def report(number, what, missing, unknown):
    good = not missing and not unknown
    print(f'{"ok" if good else "not ok"} {number} - {what}')
    for name in sorted(missing):
        print(f'{what}: --{name} is missing', file=sys.stderr)
    for name in sorted(unknown):
        print(f'{what}: there is no --{name}', file=sys.stderr)
    return good


def main():
    data, options = Path(sys.argv[1], 'data'), list_options(sys.argv[2])
    manual = (data / 'man/cardsync.1.in').read_text(encoding='utf-8').replace('\\-', '-')
    completion = (data / 'completion/cardsync').read_text(encoding='utf-8')
    desktop = (data / 'io.github.cardsync.CardSync.desktop.in').read_text(encoding='utf-8')
    offered = set(OPTION.findall(re.search(r'compgen -W "(--.*?)"', completion)[1]))
    started = set(OPTION.findall(' '.join(re.findall(r'^Exec=.*', desktop, re.MULTILINE))))

    print('1..3')
    good = [
        report(1, 'manual', options - set(OPTION.findall(manual)),
               set(OPTION.findall(manual)) - options),
        report(2, 'completion', options - offered, offered - options),
        report(3, 'desktop file', set(), started - options),
    ]
    return 0 if all(good) else 1


if __name__ == '__main__':
    sys.exit(main())
