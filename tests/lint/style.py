#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house style, as far as a script can see it."""

import re
import sys

import lint

WIDTH = 100
HEADER_WIDTH = 110    # aligned prototypes
FILE_LINES = 600
FUNCTION_LINES = 60
SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'

# Text that may be wider, or is not ours to lay out.
FREE_WIDTH = ('.po', '.svg', '.css', '.json', '.md', 'COPYING')
NO_SPDX = ('.md', '.po', '.svg', '.json', '.ini', '.editorconfig', '.gitignore', 'COPYING',
           'LINGUAS', 'POTFILES.in', 'meson.build', 'meson_options.txt', 'packages', '.in', '.xml',
           '.ui', '.css', '.desktop', '.pem')

BANNED = {
    r'strcpy|strcat|sprintf|vsprintf|gets|stpcpy': 'cannot bound what it writes',
    r'strtok|strtok_r': 'use g_strsplit()',
    r'atoi|atol|atoll|atof': 'cannot tell nonsense from 0; use cs_digits_parse_uint64()',
    r'system|popen': 'runs a shell',
    r'rand|srand|random|drand48|g_random_int|g_random_int_range|g_random_double':
        'is predictable; use RAND_bytes()',
    r'alloca|g_alloca|g_newa': 'has no bound',
    r'gtk_widget_(?:show|hide)|gtk_widget_get_style_context|gtk_show_uri':
        'is deprecated; style.md has what to use',
}
BANNED_CALL = re.compile(r'\b(' + '|'.join(BANNED) + r') ?\(')
SECRET_COMPARED = re.compile(
    r'\b(?:memcmp|strcmp|g_strcmp0|g_str_equal) \([^;]*\b\w*(?:tag|token|secret|digest|mac|hmac)\b')
# The edges, where a person reads what is printed.
PRINTING = ('src/cli/', 'src/app/main.c', 'src/app/cs-application.c')
PRINTS = re.compile(r'\b(?:g_print|g_printerr|printf|fprintf|puts|fputs|putchar|perror) \(')
FUNCTION = re.compile(r'^(\w+) \(')
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)


def blank(match):
    """Empties a comment or string without moving a line."""
    return re.sub(r'[^\n]', ' ', match.group())


def strip_strings(text):
    return STRING.sub(lambda m: '"' + ' ' * (len(m.group()) - 2) + '"', text)


def check_text(path, text):
    for number, line in enumerate(text.split('\n'), 1):
        where = f'{path}:{number}'
        if '\t' in line and not path.endswith('.1'):
            yield f'{where}: tab'
        if line.rstrip() != line:
            yield f'{where}: space at the end of the line'
        width = HEADER_WIDTH if path.endswith('.h') else WIDTH
        # A sentence in a description cannot be broken: its spaces are shown.
        is_sentence = path.endswith('.ui') and 'translatable="yes"' in line
        if len(line) > width and not path.endswith(FREE_WIDTH) and not is_sentence:
            yield f'{where}: {len(line)} columns, at most {width}'
    if text and not text.endswith('\n'):
        yield f'{path}: no newline at the end'
    if text.endswith('\n\n'):
        yield f'{path}: empty lines at the end'
    if SPDX not in '\n'.join(text.split('\n')[:4]) and text and not path.endswith(NO_SPDX):
        yield f'{path}: no SPDX line'


def check_includes(path, text):
    """config.h first, then the own header, so that each header is proved to stand alone."""
    includes = re.findall(r'^#include ([<"][^>"]+[>"])', text, re.MULTILINE)
    stem = path.rsplit('/', 1)[1][:-2]
    if path.startswith('src/') and includes[:1] != ['"config.h"']:
        yield f'{path}: config.h is not the first include'
    own = f'"{stem}.h"'
    if path.startswith('src/') and own in includes and includes[1] != own:
        yield f'{path}: {own} is not the second include'


def check_functions(path, code):
    """No function is longer than a screen, but for class_init and tables."""
    name, opened = '', 0
    for number, line in enumerate(code.split('\n'), 1):
        match = FUNCTION.match(line)
        if match:
            name = match[1]
        if line == '{':
            opened = number
        elif line == '}' and opened:
            length = number - opened - 1
            if length > FUNCTION_LINES and not name.endswith('_class_init'):
                yield f'{path}:{opened}: {name} has {length} lines, at most {FUNCTION_LINES}'
            opened = 0


def check_calls(path, code):
    for number, line in enumerate(code.split('\n'), 1):
        where = f'{path}:{number}'
        match = BANNED_CALL.search(line)
        if match:
            reason = next(why for names, why in BANNED.items() if re.fullmatch(names, match[1]))
            yield f'{where}: {match[1]}() {reason}'
        if SECRET_COMPARED.search(line) and path.startswith('src/'):
            yield f'{where}: secrets are compared with CRYPTO_memcmp()'
        if PRINTS.search(line) and path.startswith('src/') and not path.startswith(PRINTING):
            yield f'{where}: a library does not print'


def check_c(path, text):
    code = strip_strings(text)
    bare = COMMENT.sub(blank, code)
    for number, line in enumerate(bare.split('\n'), 1):
        if '//' in line:
            yield f'{path}:{number}: // comment'
    lines = text.count('\n')
    if lines > FILE_LINES and path.startswith('src/'):
        yield f'{path}: {lines} lines, at most {FILE_LINES}'
    if path.endswith('.h') and '#pragma once' not in text:
        yield f'{path}: no #pragma once'
    if path.endswith('.c'):
        yield from check_includes(path, text)
        if path.startswith('src/'):
            yield from check_functions(path, bare)
    yield from check_calls(path, bare)


def check(tree):
    findings = []
    for path, text in tree.files.items():
        if path == 'COPYING' or path.startswith(('ui/icons/', 'tests/fuzz/corpus/')):
            continue
        findings += check_text(path, text)
        if path.endswith(('.c', '.h')):
            findings += check_c(path, text)
    return findings


HEAD = f'/* {SPDX} */\n\n#include "config.h"\n'


def source(body, path='src/wire/cs-a.c'):
    return {path: HEAD + body}


SAMPLES = [
    ('a tab', source('\tint i;\n'), 'tab'),
    ('a space at the end', source('int i; \n'), 'space at the end'),
    ('a wide line', source('/* ' + 'x' * WIDTH + ' */\n'), 'columns'),
    ('no newline at the end', source('int i;'), 'no newline'),
    ('empty lines at the end', source('int i;\n\n'), 'empty lines'),
    ('a // comment', source('int i; // no\n'), '// comment'),
    ('no SPDX line', {'src/wire/cs-a.c': '#include "config.h"\n'}, 'no SPDX'),
    ('no SPDX line in a script', {'.ci/x.py': 'pass\n'}, 'no SPDX'),
    ('a long file', source('\n' * FILE_LINES + 'int i;\n'), 'lines, at most'),
    ('config.h not first', {'src/a/cs-a.c': f'/* {SPDX} */\n#include <glib.h>\n'}, 'config.h'),
    ('the own header late', source('#include <glib.h>\n#include "cs-a.h"\n'), 'second include'),
    ('a long function', source('\nvoid\nf (void)\n{\n' + '  g ();\n' * 61 + '}\n'), 'f has 61'),
    ('a header without a guard', {'src/wire/cs-a.h': f'/* {SPDX} */\n'}, '#pragma once'),
    ('strcpy', source('  strcpy (a, b);\n'), 'strcpy() cannot'),
    ('sprintf', source('  sprintf (a, "%d", b);\n'), 'sprintf() cannot'),
    ('strtok', source('  strtok (a, ",");\n'), 'strtok() use'),
    ('atoi', source('  i = atoi (a);\n'), 'atoi() cannot'),
    ('system', source('  system ("ls");\n'), 'system() runs'),
    ('rand', source('  i = rand ();\n'), 'rand() is'),
    ('memcmp of a tag', source('  return memcmp (a, tag, 16);\n'), 'CRYPTO_memcmp'),
    ('a library that prints', source('  g_print ("x");\n'), 'does not print'),
    ('a deprecated call', source('  gtk_widget_show (w);\n', 'src/app/cs-a.c'), 'deprecated'),
]

if __name__ == '__main__':
    sys.exit(lint.main('style', check, SAMPLES))
