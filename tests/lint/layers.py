#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of src/ includes only what stands above it in src/meson.build."""

import re
import sys

import lint

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.MULTILINE)
SUBDIR = re.compile(r"^subdir\('([a-z]+)'\)", re.MULTILINE)

# Libraries that only some layers may know.
LIBRARIES = {
    r'(gtk|gdk|gsk)/|gtk\b|adwaita\.h': {'app'},
    r'libsoup/': {'client', 'mock'},
    r'libsecret/': {'client', 'accesslog'},
    r'json-glib/': {'wire', 'audit', 'cli'},
    r'sqlite3\.h': {'accesslog'},
    r'openssl/': {'util', 'wire', 'client', 'accesslog', 'mock'},
    r'(sys/socket|netinet|netdb)\b': {'client', 'mock'},
}

# What decodes answers or asks for them: above lookup nobody else may.
GUARDED = {'cs-client.h', 'cs-card-list.h', 'cs-card-info.h', 'cs-card-record.h', 'cs-envelope.h',
           'cs-jwe.h'}
MAY_DECODE = {'wire', 'client', 'lookup', 'mock'}

STRANGERS = {('mock', 'client'), ('client', 'mock'), ('mock', 'accesslog'), ('mock', 'lookup')}


def reachable(header, includes, seen):
    """Collects @header and every header of ours that it pulls in."""
    if header not in seen:
        seen.add(header)
        for below in includes.get(header, ()):
            reachable(below, includes, seen)
    return seen


def check_own(path, layer, header, owner, order):
    if owner is None:
        return [f'{path}: "{header}" is in no folder of src/']
    if order.index(owner) > order.index(layer):
        return [f'{path}: {layer} may not include {header}: {owner} stands below it']
    if (layer, owner) in STRANGERS:
        return [f'{path}: {layer} may not know {owner} ({header})']
    return []


def check(tree):
    order = SUBDIR.findall(tree.files['src/meson.build'])
    sources = {path: [(kind == '"', name) for kind, name in INCLUDE.findall(text)]
               for path, text in tree.glob('src/', '.c', '.h')}
    owners = {path.split('/')[-1]: path.split('/')[1] for path in sources if path.endswith('.h')}
    own = {path.split('/')[-1]: [name for is_own, name in includes if is_own]
           for path, includes in sources.items()}
    findings = []
    for path, includes in sources.items():
        layer = path.split('/')[1]
        if layer not in order:
            findings.append(f'{path}: src/meson.build does not name {layer}')
            continue
        for is_own, name in includes:
            if is_own and name != 'config.h':
                findings += check_own(path, layer, name, owners.get(name), order)
            elif not is_own:
                findings += [f'{path}: {layer} may not include <{name}>'
                             for pattern, layers in LIBRARIES.items()
                             if re.match(pattern, name) and layer not in layers]
        if layer not in MAY_DECODE and order.index(layer) > order.index('wire'):
            pulled = set()
            for is_own, name in includes:
                if is_own:
                    reachable(name, own, pulled)
            findings += [f'{path}: only lookup hands out answers, but this reaches {name}'
                         for name in sorted(pulled & GUARDED)]
    return findings


ORDER = "subdir('util')\nsubdir('model')\nsubdir('wire')\nsubdir('client')\nsubdir('accesslog')\n" \
        "subdir('lookup')\nsubdir('mock')\nsubdir('cli')\nsubdir('app')\n"


def sample(files):
    return {'src/meson.build': ORDER, **files}


SAMPLES = [
    ('an include from below',
     sample({'src/util/a.c': '#include "cs-b.h"\n', 'src/model/cs-b.h': ''}),
     'model stands below'),
    ('a client in the mock',
     sample({'src/mock/a.c': '#include "cs-b.h"\n', 'src/client/cs-b.h': ''}),
     'mock may not know client'),
    ('a mock in the client',
     sample({'src/client/a.c': '#include "cs-b.h"\n', 'src/mock/cs-b.h': ''}),
     'mock stands below'),
    ('GTK outside of app', sample({'src/cli/a.c': '#include <gtk/gtk.h>\n'}), '<gtk/gtk.h>'),
    ('libadwaita outside of app', sample({'src/mock/a.c': '#include <adwaita.h>\n'}), 'adwaita'),
    ('libsoup in the model', sample({'src/model/a.c': '#include <libsoup/soup.h>\n'}), 'libsoup'),
    ('SQLite in the model', sample({'src/model/a.h': '# include <sqlite3.h>\n'}), '<sqlite3.h>'),
    ('a second road to an answer',
     sample({'src/cli/a.c': '#include "cs-b.h"\n',
             'src/lookup/cs-b.h': '#include "cs-client.h"\n',
             'src/client/cs-client.h': ''}),
     'reaches cs-client.h'),
    ('a folder nobody named', sample({'src/extra/a.c': ''}), 'does not name extra'),
    ('a header of nowhere', sample({'src/cli/a.c': '#include "cs-nowhere.h"\n'}), 'in no folder'),
]

if __name__ == '__main__':
    sys.exit(lint.main('layers', check, SAMPLES))
