#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names exactly the files with translatable strings, in order."""

import re
import sys

import lint

MARKED_C = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext) ?\(\s*(?:GETTEXT_\w+,\s*)?"')
MARKED_UI = re.compile(r'\btranslatable="(?:yes|true|1)"')
MARKED_IN = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml')


def has_strings(path, text):
    if path.endswith(('.c', '.h')):
        return bool(MARKED_C.search(text))
    if path.endswith('.ui'):
        return bool(MARKED_UI.search(text))
    return path.endswith(MARKED_IN)


def check(tree):
    listed = [line for line in tree.files.get('po/POTFILES.in', '').split('\n')
              if line and not line.startswith('#')]
    marked = {path for path, text in tree.files.items()
              if path.startswith(('src/', 'ui/', 'data/')) and has_strings(path, text)}
    findings = [f'po/POTFILES.in: {path} has strings and is not listed'
                for path in sorted(marked - set(listed))]
    findings += [f'po/POTFILES.in: {path} has no strings' for path in listed if path not in marked]
    if listed != sorted(set(listed)):
        findings.append('po/POTFILES.in: not sorted')
    return findings


MARKED = '  g_print (_("Card"));\n'
SAMPLES = [
    ('a file that is not listed', {'po/POTFILES.in': '', 'src/a.c': MARKED}, 'is not listed'),
    ('a string on the next line',
     {'po/POTFILES.in': '', 'src/a.c': '  f (ngettext (\n    "a", "b", n));\n'}, 'is not listed'),
    ('a window file that is not listed',
     {'po/POTFILES.in': '', 'ui/a.ui': '<property translatable="yes">'}, 'is not listed'),
    ('a file that is gone', {'po/POTFILES.in': 'src/b.c\n'}, 'src/b.c has no strings'),
    ('a file without strings', {'po/POTFILES.in': 'src/b.c\n', 'src/b.c': 'f ();'}, 'no strings'),
    ('a list out of order',
     {'po/POTFILES.in': 'src/b.c\nsrc/a.c\n', 'src/a.c': MARKED, 'src/b.c': MARKED}, 'not sorted'),
]

if __name__ == '__main__':
    sys.exit(lint.main('potfiles', check, SAMPLES))
