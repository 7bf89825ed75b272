#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing in the tree looks like a card number but the card schemes' own test numbers."""

import re
import sys

import lint

# Single spaces and hyphens between groups of digits belong to a number, as people write it.
RUN = re.compile(r'(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w]|[ -]?\d)')

# Published by the schemes and processors for tests; no such account exists.
SCHEME_TEST_NUMBERS = {
    '4111111111111111', '4012888888881881', '4242424242424242', '4000056655665556',
    '4222222222222', '4000000000000002', '5555555555554444', '5105105105105100',
    '2223003122003222', '5200828282828210', '6011111111111117', '6011000990139424',
    '3530111333300000', '3566002020360505', '6200000000000005',
}

# The bank number that generated test cards share: no bank owns it.
OWN_PREFIX = '949133'

# yyyyMMddHHmmss, also with milliseconds
TIME = re.compile(r'20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])([01]\d|2[0-3])([0-5]\d){2}(\d{3})?')


def has_check_digit(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_harmless(digits):
    return (digits in SCHEME_TEST_NUMBERS or digits.startswith(OWN_PREFIX)
            or len(set(digits)) == 1 or TIME.fullmatch(digits))


def check(tree):
    findings = []
    for path, text in tree.files.items():
        for match in RUN.finditer(text):
            digits = re.sub(r'\D', '', match.group())
            if has_check_digit(digits) and not is_harmless(digits):
                line = text.count('\n', 0, match.start()) + 1
                findings.append(f'{path}:{line}: may be a card number: {digits[:6]}…{digits[-4:]}')
    return findings


# Numbers that fail the allow-list, written so that this file passes its own lint.
SAMPLES = [
    ('a card number', {'a.c': '"' + '453201511283' + '0366"'}, 'may be a card number'),
    ('a card number in groups', {'a.md': ' 4532 0151 ' + '1283 0366.'}, 'may be a card number'),
    ('a card number with hyphens', {'a.md': '4532-0151-' + '1283-0366'}, 'may be a card number'),
    ('a card number of 15 digits', {'a.py': '37828224' + '6310005'}, 'may be a card number'),
]

if __name__ == '__main__':
    sys.exit(lint.main('numbers', check, SAMPLES))
