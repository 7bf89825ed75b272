#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every XML file is well-formed, and none names a document type of elsewhere."""

import re
import sys
import xml.etree.ElementTree

import lint

SUFFIXES = ('.xml', '.ui', '.svg', '.xml.in', '.gschema.xml')


def check(tree):
    findings = []
    for path, text in tree.glob('', *SUFFIXES):
        try:
            xml.etree.ElementTree.fromstring(text)
        except xml.etree.ElementTree.ParseError as error:
            findings.append(f'{path}: {error}')
        if re.search(r'<!(?:DOCTYPE|ENTITY)', text):
            findings.append(f'{path}: a document type')
    return findings


SAMPLES = [
    ('a broken file', {'ui/a.ui': '<interface><object></interface>'}, 'mismatched tag'),
    ('a document type', {'data/a.svg': '<!DOCTYPE svg><svg/>'}, 'document type'),
]

if __name__ == '__main__':
    sys.exit(lint.main('markup', check, SAMPLES))
