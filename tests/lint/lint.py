# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: the files of the tree, and a report in TAP.

A lint is `check(tree) -> [finding, ...]` and a list of bad samples. Each sample is a
small tree in which the lint must find what the sample says, so that a lint that has
gone blind fails too. `main` runs the samples first and then the real tree.
"""

import sys
from pathlib import Path

SKIPPED_FOLDERS = {'.git', '__pycache__', 'node_modules', '.flatpak-builder'}


class Tree:
    """Text files by path, relative to the top of the project."""

    def __init__(self, files):
        self.files = files

    @classmethod
    def read(cls, root):
        files = {}
        for path in sorted(Path(root).rglob('*')):
            parts = path.relative_to(root).parts
            if any(p in SKIPPED_FOLDERS or p.startswith('_build') or p == '_asan' for p in parts):
                continue
            if path.is_file() and not path.is_symlink():
                try:
                    files['/'.join(parts)] = path.read_text(encoding='utf-8')
                except UnicodeDecodeError:
                    continue
        return cls(files)

    def glob(self, prefix, *suffixes):
        """Yields (path, text) of the files below @prefix with one of @suffixes."""
        for path, text in self.files.items():
            if path.startswith(prefix) and path.endswith(suffixes):
                yield path, text


def main(name, check, samples):
    """Runs the bad @samples, [(what, {path: text}, part of the finding)], then the tree."""
    tree = Tree.read(sys.argv[1])
    print(f'1..{len(samples) + 1}')
    failed = 0
    for number, (what, files, expected) in enumerate(samples, 1):
        findings = check(Tree(files))
        found = any(expected in finding for finding in findings)
        print(f'{"ok" if found else "not ok"} {number} - {name} finds {what}')
        if not found:
            failed += 1
            print(f'expected "{expected}", found {findings}', file=sys.stderr)
    findings = check(tree)
    print(f'{"not ok" if findings else "ok"} {len(samples) + 1} - {name}: the tree')
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1 if failed or findings else 0
