#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every translation is complete, not fuzzy, and fits its string: po.py TOP."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# What meson's preset "glib" hands to xgettext.
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_',
            '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
            '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3', '--output=-',
            '--flag=ngettext:1:c-format', '--flag=g_strdup_printf:1:c-format']

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
TEMPLATE = HEADER + '#, c-format\nmsgid "%s cards"\nmsgstr ""\n'
SAMPLES = [
    ('a string without translation', 'msgid "%s cards"\nmsgstr ""\n'),
    ('a fuzzy translation', '#, fuzzy, c-format\nmsgid "%s cards"\nmsgstr "카드 %s장"\n'),
    ('a string that is missing', ''),
    ('a placeholder that is lost', '#, c-format\nmsgid "%s cards"\nmsgstr "카드"\n'),
]


def run(*command, cwd=None):
    done = subprocess.run([str(word) for word in command], cwd=cwd, text=True, capture_output=True)
    return done.stdout, done.stderr.strip() if done.returncode else ''


def check_template(text):
    """Finds strings that a macro such as G_GUINT64_FORMAT cuts short: nobody can translate them."""
    return '\n'.join(f'cut short by a macro: {line}' for line in text.split('\n')
                     if re.fullmatch(r'(?:msgid(?:_plural)? )?".*%"', line) and '%%"' not in line)


def check(translation, template):
    """Returns what is wrong with the file @translation, as the tools say it."""
    _, incomplete = run('msgcmp', translation, template)
    _, unfit = run('msgfmt', '--check-format', '--check-domain', '-o', '/dev/null', translation)
    return '\n'.join(filter(None, [incomplete, unfit]))


def make_template(top, folder):
    template = Path(folder, 'template.pot')
    made, error = run(*XGETTEXT, '--files-from=po/POTFILES.in', cwd=top)
    if error:
        sys.exit(error)
    template.write_text(made, encoding='utf-8')
    return template


def sample_is_found(folder, entry):
    translation, template = Path(folder, 'sample.po'), Path(folder, 'sample.pot')
    translation.write_text(HEADER + entry, encoding='utf-8')
    template.write_text(TEMPLATE, encoding='utf-8')
    return bool(check(translation, template))


def main():
    top = Path(sys.argv[1])
    languages = (top / 'po/LINGUAS').read_text(encoding='utf-8').split()
    print(f'1..{len(SAMPLES) + 2 + len(languages)}')
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (what, entry) in enumerate(SAMPLES, 1):
            found = sample_is_found(folder, entry)
            failed += not found
            print(f'{"ok" if found else "not ok"} {number} - po finds {what}')
        found = check_template('msgid "Member %"\nmsgstr ""\n')
        failed += not found
        print(f'{"ok" if found else "not ok"} {len(SAMPLES) + 1} - po finds a string cut short')
        template = make_template(top, folder)
        results = [('strings', check_template(template.read_text(encoding='utf-8')))]
        results += [(name, check(top / f'po/{name}.po', template)) for name in languages]
        for number, (what, wrong) in enumerate(results, len(SAMPLES) + 2):
            failed += bool(wrong)
            print(f'{"not ok" if wrong else "ok"} {number} - po: {what}')
            print(wrong, end='\n' if wrong else '', file=sys.stderr)
    return int(failed != 0)


if __name__ == '__main__':
    sys.exit(main())
