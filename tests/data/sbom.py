#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bill of materials says what is true: sbom.py ROOT BUILD PROGRAM...

Its components are those that the build asks for and that the linker wrote into the programs; each
decision names a test, or a check of this file, that exists.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT, BUILD, PROGRAMS = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
INVENTORY = json.loads((ROOT / 'data/sbom/inventory.json').read_text(encoding='utf-8'))

# What decisions rely on that nobody calls.
UNUSED = ('soup_websocket', 'soup_session_websocket', 'soup_server_add_websocket', 'soup_multipart',
          'soup_cookie_jar', 'soup_cache', 'soup_content_sniffer', 'json_parser')


def check_build():
    path = BUILD / 'meson-info/intro-dependencies.json'
    asked = {entry['name'] for entry in json.loads(path.read_text(encoding='utf-8'))
             if entry['name'] != 'threads'}
    listed = {module for entry in INVENTORY['components'] for module in entry['modules']}
    yield from (f'{name} is asked for and not listed' for name in sorted(asked - listed))
    yield from (f'{name} is listed and not asked for' for name in sorted(listed - asked))


def list_linked():
    for program in PROGRAMS:
        text = subprocess.run(['readelf', '-d', program], check=True, capture_output=True,
                              text=True).stdout
        yield from re.findall(r'\(NEEDED\).*\[(.*)\]', text)


def check_programs():
    linked = {name for name in list_linked() if not re.match(r'lib(asan|ubsan|tsan)|ld-', name)}
    listed = {library for entry in INVENTORY['components'] for library in entry['libraries']}
    excluded = {library for entry in INVENTORY['components'] if 'scope' in entry
                for library in entry['libraries']}
    yield from (f'{name} is linked and not listed' for name in sorted(linked - listed))
    yield from (f'{name} is listed and not linked' for name in sorted(listed - linked))
    yield from (f'{name} is linked and called excluded' for name in sorted(linked & excluded))


def check_decisions():
    components = {entry['name'] for entry in INVENTORY['components']}
    for decision in INVENTORY['decisions']:
        where = ', '.join(decision['ids'])
        if decision['component'] not in components:
            yield f'{where}: no component {decision["component"]}'
        if not decision['proof'] or len(decision['decision']) < 20:
            yield f'{where}: nothing is decided, or nothing proves it'
        for proof in decision['proof']:
            path, _, name = proof.partition(':')
            file = ROOT / path
            if not file.is_file() or name not in file.read_text(encoding='utf-8'):
                yield f'{where}: there is no {proof}'


def check_unused():
    for path in sorted((ROOT / 'src').rglob('*.[ch]')):
        text = path.read_text(encoding='utf-8')
        for name in UNUSED:
            if re.search(rf'\b{name}\w* \(', text):
                yield f'{path.relative_to(ROOT)}: calls {name}'


def check_written():
    done = subprocess.run([ROOT / 'data/sbom/write-sbom', '--check'], check=False)
    if done.returncode != 0:
        yield 'cardsync.cdx.json or SECURITY.md is old: run data/sbom/write-sbom'


CHECKS = [('what the build asks for', check_build), ('what the programs are linked with',
          check_programs), ('decisions have proofs', check_decisions),
          ('what decisions rely on is not called', check_unused),
          ('the files are up to date', check_written)]


def main():
    print(f'1..{len(CHECKS)}')
    failed = 0
    for number, (what, check) in enumerate(CHECKS, 1):
        findings = list(check())
        failed += bool(findings)
        print(f'{"not ok" if findings else "ok"} {number} - {what}')
        for finding in findings:
            print(finding, file=sys.stderr)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
