#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each window file is in the resources and holds the template of one widget, its namesake.

gtk4-builder-tool cannot say so: it does not know the types that a program brings along.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / 'lint'))
import lint

RESOURCES = 'ui/cardsync.gresource.xml'


def check(tree):
    carried = set(re.findall(r'>([^<>/]+\.ui)<', tree.files.get(RESOURCES, '')))
    findings = [f'{RESOURCES}: there is no ui/{file}'
                for file in sorted(carried) if f'ui/{file}' not in tree.files]
    for path, text in tree.glob('ui/', '.ui'):
        file = path.removeprefix('ui/')
        if file not in carried:
            findings.append(f'{path}: not in {RESOURCES}')
        widget = ''.join(part.capitalize() for part in file.removesuffix('.ui').split('-'))
        if re.findall(r'<template class="(\w+)"', text) != [widget]:
            findings.append(f'{path}: not the template of one {widget}')
        source = f'src/app/{file.removesuffix(".ui")}.c'
        if file not in tree.files.get(source, ''):
            findings.append(f'{path}: {source} does not load it')
    return findings


RESOURCE = {RESOURCES: '<file>cs-a-row.ui</file>'}
SAMPLES = [
    ('a file outside the resources', {RESOURCES: '', 'ui/cs-a-row.ui': ''}, 'not in ui/'),
    ('a resource without a file', RESOURCE, 'there is no ui/cs-a-row.ui'),
    ('the template of another widget',
     RESOURCE | {'ui/cs-a-row.ui': '<template class="CsBRow"/>'}, 'not the template'),
    ('a file that nobody loads',
     RESOURCE | {'ui/cs-a-row.ui': '<template class="CsARow"/>'}, 'does not load it'),
]

if __name__ == '__main__':
    sys.exit(lint.main('templates', check, SAMPLES))
