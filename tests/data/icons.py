#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every icon that the window names is there, and every drawing is one that GTK shows rightly.

An icon comes from data/icons, by way of the resources, or from the icon theme of GNOME.
"""

import os
import re
import sys
import xml.etree.ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / 'lint'))
import lint

APP_ID = 'io.github.cardsync.CardSync'
RESOURCES = 'ui/cardsync.gresource.xml'
SVG = '{http://www.w3.org/2000/svg}'
NAMED_IN_C = re.compile(r'"([a-z0-9-]+-symbolic)"')
SIZES = (16, 24, 32, 48, 64)
PIXELS = re.compile(r'name="pixel-size">([0-9]+)<')
NAMED_IN_UI = re.compile(r'name="[a-z-]*icon-name"[^>]*>([^<]+)<')

# In the theme of Debian 12 and not in that of the newer GNOME that the Flatpak runs on.
GONE = {'emblem-documents-symbolic'}

# What a renderer without a document around it does not draw, or draws with other letters.
FOREIGN = ('text', 'image', 'filter', 'style', 'script', 'foreignObject', 'use')


def list_theme_icons():
    folders = os.environ.get('XDG_DATA_DIRS') or '/usr/local/share:/usr/share'
    names = set()
    for folder in folders.split(':'):
        for theme in ('Adwaita', 'hicolor'):
            files = Path(folder, 'icons', theme).rglob('*.*')
            names.update(path.name.split('.')[0] for path in files)
    return names


def find_named(tree):
    """Yields (path, icon name) for each icon that a source or a window file names."""
    for path, text in tree.glob('src/app/', '.c'):
        for name in NAMED_IN_C.findall(text):
            yield path, name
    for path, text in tree.glob('ui/', '.ui'):
        for name in NAMED_IN_UI.findall(text):
            yield path, name


def check_drawing(path, text):
    root = xml.etree.ElementTree.fromstring(text)
    size = '16' if path.endswith('-symbolic.svg') else '128'
    if (root.get('width'), root.get('height')) != (size, size):
        yield f'{path}: not {size} x {size}'
    for element in root.iter():
        if element.tag.removeprefix(SVG) in FOREIGN:
            yield f'{path}: holds a <{element.tag.removeprefix(SVG)}>'
        if path.endswith('-symbolic.svg') and element.get('stroke', 'none') != 'none':
            yield f'{path}: a stroke keeps its colour when GTK recolours the icon'


def check(tree):
    theme = list_theme_icons()
    resources = tree.files.get(RESOURCES, '')
    carried = set(re.findall(r'"icons/16x16/actions/([^/"]+)\.symbolic\.png"', resources))
    findings = [f'{RESOURCES}: {name} is carried as SVG, too, which GTK then prefers'
                for name in re.findall(r'icons/scalable/actions/([^/<"]+)\.svg', resources)]
    for path, text in tree.glob('data/icons/', '.svg'):
        findings += check_drawing(path, text)
        name = path.rsplit('/', 1)[1].removesuffix('.svg')
        # The desktop takes those of the application from where they are installed.
        if name not in carried and not name.startswith(APP_ID):
            findings.append(f'{path}: not in {RESOURCES}')
        findings += [f'{path}: no picture of {size} pixels in {RESOURCES}' for size in SIZES
                     if name in carried
                     and f'icons/{size}x{size}/actions/{name}.symbolic.png"' not in resources]
    # In between GTK draws from SVG: the library for that takes 3 MB and a tenth of a start.
    findings += [f'{path}: {pixels} pixels are no size of an icon'
                 for path, text in tree.glob('ui/', '.ui') for pixels in PIXELS.findall(text)
                 if int(pixels) not in SIZES]
    findings += [f'{path}: there is no icon {name}' for path, name in find_named(tree)
                 if name not in carried and name not in theme - GONE]
    return findings


RESOURCE = '<file alias="icons/16x16/actions/cs-a-symbolic.symbolic.png"'
ICON = 'data/icons/scalable/actions/cs-a-symbolic.svg'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">{}</svg>'
SAMPLES = [
    ('an icon that a source names and nobody has',
     {RESOURCES: RESOURCE, 'src/app/a.c': 'f ("cs-b-symbolic");'}, 'no icon cs-b-symbolic'),
    ('an icon that newer themes lack',
     {RESOURCES: RESOURCE, 'src/app/a.c': 'f ("emblem-documents-symbolic");'}, 'no icon emblem'),
    ('an icon that a window file names and nobody has',
     {'ui/a.ui': '<property name="primary-icon-name">no-such</property>'}, 'no icon no-such'),
    ('a drawing outside the resources',
     {RESOURCES: '', ICON: DRAWING.format('<path d="M0 0z"/>')}, 'not in ui/'),
    ('a drawing without a picture of some size',
     {RESOURCES: RESOURCE, ICON: DRAWING.format('')}, 'no picture of 24'),
    ('a drawing that is carried itself',
     {RESOURCES: RESOURCE + '>icons/scalable/actions/cs-a-symbolic.svg<'}, 'carried as SVG'),
    ('a size that is drawn from SVG',
     {'ui/a.ui': '<property name="pixel-size">14</property>'}, '14 pixels'),
    ('a drawing of another size',
     {RESOURCES: RESOURCE, ICON: DRAWING.format('').replace('16', '24')}, 'not 16 x 16'),
    ('text in a drawing',
     {RESOURCES: RESOURCE, ICON: DRAWING.format('<g><text>A</text></g>')}, 'holds a <text>'),
    ('a stroke in a symbolic drawing',
     {RESOURCES: RESOURCE, ICON: DRAWING.format('<path stroke="#222"/>')}, 'a stroke'),
]

if __name__ == '__main__':
    sys.exit(lint.main('icons', check, SAMPLES))
