#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox grants what flatpak/README.md gives a reason for, and nothing else."""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / 'lint'))
import lint

MANIFEST = 'flatpak/io.github.cardsync.CardSync.json'
REASONS = 'flatpak/README.md'
PROJECT = 'meson.build'
FORBIDDEN = re.compile(r'--filesystem|--socket=(session|system)-bus|--device=(?!dri$)|--allow'
                       r'|--persist|--(system-)?own-name'
                       r'|--talk-name=(org\.freedesktop\.Flatpak|.*\*)')


def check(tree):
    manifest = json.loads(tree.files.get(MANIFEST, '{}'))
    granted = manifest.get('finish-args', [])
    explained = set(re.findall(r'^\| `(--[^`]+)` \| \w', tree.files.get(REASONS, ''), re.MULTILINE))
    findings = [f'{MANIFEST}: {name} opens the sandbox' for name in granted
                if FORBIDDEN.match(name)]
    findings += [f'{REASONS}: no reason for {name}' for name in granted if name not in explained]
    findings += [f'{REASONS}: {name} is not granted' for name in sorted(explained - set(granted))]
    if f"app_id = '{manifest.get('id')}'" not in tree.files.get(PROJECT, ''):
        findings.append(f'{MANIFEST}: another application than that of meson.build')
    for module in manifest.get('modules', []):
        findings += [f'{MANIFEST}: {module["name"]} is not built from this tree'
                     for source in module['sources'] if source.get('type') != 'dir']
    return findings


def sample(argument, reason=''):
    return {MANIFEST: json.dumps({'id': 'a', 'finish-args': [argument]}), REASONS: reason,
            PROJECT: "app_id = 'a'"}


SAMPLES = [
    ('the files of the home folder', sample('--filesystem=home'), 'opens the sandbox'),
    ('the session bus', sample('--socket=session-bus'), 'opens the sandbox'),
    ('all devices', sample('--device=all'), 'opens the sandbox'),
    ('a way out of the sandbox', sample('--talk-name=org.freedesktop.Flatpak'),
     'opens the sandbox'),
    ('all names', sample('--talk-name=org.freedesktop.*'), 'opens the sandbox'),
    ('a permission without a reason', sample('--share=ipc'), 'no reason for --share=ipc'),
    ('a reason without a permission', sample('--share=ipc', '| `--device=dri` | why |'),
     'is not granted'),
    ('another application', {MANIFEST: '{"id": "a"}', PROJECT: "app_id = 'b'"}, 'another'),
    ('sources from elsewhere', {MANIFEST: json.dumps({'modules': [
        {'name': 'm', 'sources': [{'type': 'git'}]}]})}, 'not built from this tree'),
]

if __name__ == '__main__':
    sys.exit(lint.main('manifest', check, SAMPLES))
