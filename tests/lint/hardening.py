#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs are built as security-minded ones: hardening.py PROGRAM... -- CC..."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WEAK = ['-no-pie', '-Wl,-z,norelro', '-Wl,-z,lazy', '-Wl,-z,execstack', '-fno-stack-protector']


def readelf(option, program):
    return subprocess.run(['readelf', '--wide', option, program], check=True, text=True,
                          env={'LC_ALL': 'C', 'PATH': '/usr/bin:/bin'}, capture_output=True).stdout


def check(program):
    """Returns what is weak in @program, by name."""
    headers, dynamic = readelf('--program-headers', program), readelf('--dynamic', program)
    symbols = readelf('--dyn-syms', program)
    stack = [line for line in headers.splitlines() if 'GNU_STACK' in line]
    weak = {
        'PIE': 'file type is DYN' in headers and bool(re.search(r'FLAGS_1.*\bPIE\b', dynamic)),
        'RELRO': 'GNU_RELRO' in headers,
        'BIND_NOW': 'BIND_NOW' in dynamic or ' NOW' in dynamic,
        'NX': bool(stack) and 'RWE' not in stack[0],
        'stack protector': '__stack_chk_fail' in symbols,
    }
    return [name for name, holds in weak.items() if not holds]


def main():
    end = sys.argv.index('--')
    programs, cc = sys.argv[1:end], sys.argv[end + 1:]
    if not shutil.which('readelf'):
        print('1..0 # SKIP readelf is not installed')
        return 0
    print(f'1..{len(programs) + 1}')
    with tempfile.TemporaryDirectory() as folder:
        source, weak = Path(folder, 'weak.c'), str(Path(folder, 'weak'))
        source.write_text('int main (void) { return 0; }\n', encoding='utf-8')
        subprocess.run([*cc, *WEAK, '-o', weak, str(source)], check=True, capture_output=True)
        found = check(weak)
    expected = ['PIE', 'RELRO', 'BIND_NOW', 'NX', 'stack protector']
    print(f'{"ok" if found == expected else "not ok"} 1 - hardening finds a weak program')
    failed = found != expected
    for number, program in enumerate(programs, 2):
        found = check(program)
        failed = failed or bool(found)
        print(f'{"not ok" if found else "ok"} {number} - hardening: {Path(program).name}')
        if found:
            print(f'{program} lacks {", ".join(found)}', file=sys.stderr)
    return int(failed)


if __name__ == '__main__':
    sys.exit(main())
