#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The user guide is whole in every language and speaks of what is there: help.py ROOT BUILD.

Pages of all languages have the same parts, links lead somewhere, keys are those of the table of
shortcuts, options those of the manual, and the pages that are generated hold every status and
fact. yelp-check and xmllint have their say where they are installed.
"""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT, BUILD = Path(sys.argv[1]), Path(sys.argv[2])
MALLARD = '{http://projectmallard.org/1.0/}'
LANGUAGES = {'C': 'en', 'ko': 'ko'}
KEY_NAMES = {'control': 'ctrl', 'comma': ',', 'question': '?', 'slash': '/'}
# What the platform, and not the program, brings along.
PLAIN_KEYS = {'enter', 'up', 'down', 'f1'}


def read(language):
    """Page name -> root element, of the pages that are written and those that are generated."""
    paths = [*(ROOT / 'data/help' / language).glob('*.page'),
             *(BUILD / 'data/help' / language).glob('*.page')]
    return {path.stem: ElementTree.parse(path).getroot() for path in paths}


PAGES = {language: read(language) for language in LANGUAGES}


def each_page():
    for language, pages in PAGES.items():
        for name, page in pages.items():
            yield language, name, page


def list_parts(page):
    """What a translation must leave as it is, in order."""
    parts = []
    for node in page.iter():
        tag = node.tag.removeprefix(MALLARD)
        if tag not in ('em', 'gui', 'guiseq'):
            text = ' '.join(node.text.split()) if tag in ('cmd', 'code', 'key') else None
            parts.append((tag, node.get('id'), node.get('xref'), text))
    return parts


def check_languages():
    for language, name, page in each_page():
        if page.get('id') != name or page.get(
                '{http://www.w3.org/XML/1998/namespace}lang') != LANGUAGES[language]:
            yield f'{language}/{name}: id or language is wrong'
    for language in LANGUAGES:
        yield from compare_with_english(language)


def compare_with_english(language):
    english, pages = PAGES['C'], PAGES[language]
    if english.keys() != pages.keys():
        yield f'{language}: pages differ: {english.keys() ^ pages.keys()}'
    for name in english.keys() & pages.keys():
        ours, theirs = (sorted(map(str, list_parts(page[name]))) for page in (english, pages))
        for part in set(ours) ^ set(theirs):
            yield f'{language}/{name}: {part} in one language only'
        if len(ours) != len(theirs):
            yield f'{language}/{name}: {len(ours)} parts in English, {len(theirs)} here'


def check_korean():
    for name, page in PAGES['ko'].items():
        for node in page.iter():
            tag = node.tag.removeprefix(MALLARD)
            text = ''.join(node.itertext()).strip()
            if tag in ('p', 'desc') and text and not re.search('[가-힣]', text):
                yield f'ko/{name}: not translated: {text[:60]}'


def check_links():
    for language, name, page in each_page():
        pages = PAGES[language]
        for node in page.iter(f'{MALLARD}link'):
            target, _, part = node.get('xref').partition('#')
            ids = {other.get('id') for other in pages[target].iter()} if target in pages else set()
            if target not in pages or part and part not in ids:
                yield f'{language}/{name}: there is no {node.get("xref")}'
        if name != 'index' and page.find(f'{MALLARD}info/{MALLARD}link[@type="guide"]') is None:
            yield f'{language}/{name}: no guide leads to it'


def list_keys():
    table = (ROOT / 'src/app/cs-shortcuts.c').read_text(encoding='utf-8')
    for accel in re.findall(r'"((?:<\w+>)+\w+)"|"(F\d+)"', table):
        parts = [part.lower() for part in re.findall(r'\w+', accel[0] or accel[1])]
        yield '+'.join(KEY_NAMES.get(part, part) for part in parts)


def check_keys():
    known = set(list_keys()) | PLAIN_KEYS
    for language, name, page in each_page():
        in_sequences = set()
        for node in page.iter(f'{MALLARD}keyseq'):
            keys = list(node.iter(f'{MALLARD}key'))
            in_sequences.update(keys)
            if '+'.join(key.text.lower() for key in keys) not in known:
                yield f'{language}/{name}: no shortcut {"+".join(key.text for key in keys)}'
        for key in set(page.iter(f'{MALLARD}key')) - in_sequences:
            if key.text.lower() not in known:
                yield f'{language}/{name}: no key {key.text}'


def check_commands():
    manuals = ''.join((ROOT / f'data/man/{name}.1.in').read_text(encoding='utf-8')
                      for name in ('cardsync', 'cardsyncctl')).replace('\\-', '-')
    for language, name, page in each_page():
        for tag in ('cmd', 'screen'):
            for node in page.iter(MALLARD + tag):
                for option in re.findall(r'--[a-z-]+', node.text):
                    if option not in manuals:
                        yield f'{language}/{name}: there is no {option}'


def check_tables():
    rules = (ROOT / 'src/model/cs-fact.c').read_text(encoding='utf-8')
    table = (ROOT / 'src/model/cs-status.c').read_text(encoding='utf-8')
    facts = set(re.findall(r'\[CS_FACT_\w+\] = "([a-z-]+)"', rules))
    codes = re.findall(r'\{ CS_STATUS_\w+, "(\w+)", "([^"]+)"', table)
    if len(facts) < 28 or len(codes) < 18:
        yield f'{len(facts)} facts and {len(codes)} codes found in the sources'
    for language, pages in PAGES.items():
        named = [node.text for node in pages['verdicts'].iter(f'{MALLARD}code')]
        yield from (f'{language}: fact {fact} is not explained' for fact in facts - set(named))
        titles = [''.join(node.itertext()) for node in pages['dictionary'].iter(f'{MALLARD}title')]
        for code, korean in codes:
            if not any(title.startswith(code + ' ') and korean in title for title in titles):
                yield f'{language}: status {code} {korean} is not explained'


def check_with_tools():
    for language in LANGUAGES:
        paths = [*map(str, (ROOT / 'data/help' / language).glob('*.page')),
                 *map(str, (BUILD / 'data/help' / language).glob('*.page'))]
        for tool, *options in (['xmllint', '--noout'], ['yelp-check', 'validate'],
                               ['yelp-check', 'links'], ['yelp-check', 'orphans']):
            if shutil.which(tool) is None:
                continue
            done = subprocess.run([tool, *options, *paths], capture_output=True, text=True)
            if done.returncode != 0 or done.stdout.strip():
                yield f'{tool} {" ".join(options)}: {done.stdout}{done.stderr}'


CHECKS = [
    ('all languages have the same parts', check_languages), ('Korean is Korean', check_korean),
    ('links lead somewhere', check_links), ('keys exist', check_keys),
    ('options exist', check_commands), ('every status and fact is there', check_tables),
    ('yelp-check and xmllint', check_with_tools),
]


def main():
    print(f'1..{len(CHECKS)}')
    failed = 0
    for number, (what, check) in enumerate(CHECKS, 1):
        findings = list(check())
        failed += bool(findings)
        missing = [tool for tool in ('yelp-check', 'xmllint') if shutil.which(tool) is None]
        note = f' # not installed: {", ".join(missing)}' if check is check_with_tools else ''
        print(f'{"not ok" if findings else "ok"} {number} - {what}{note if missing else ""}')
        for finding in findings:
            print(finding, file=sys.stderr)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
