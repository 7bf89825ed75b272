#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of every main state of the window, for people to look at.

    tour.py OUTDIR [FILTER…]

Pictures are called LANGUAGE-STYLE-WIDTH-STATE.png; only those whose names contain every FILTER
are made. It needs what is built (CARDSYNC_BUILD, else _build), Xvfb, xvfb-run, openbox, xdotool,
ImageMagick, dbus-run-session, and for Korean localedef. Every picture is taken with a program,
home and settings of its own.
"""

import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get('CARDSYNC_BUILD', ROOT / '_build')).resolve()
INSIDE = 'CARDSYNC_TOUR_SCREEN'
PATIENCE = 20.0

# What is drawn: a member, then keys; `@name` is a member of ASKED or a fault of the mock service.
STATES = {
    'lost': ['50000104652'],
    'usable-debit': ['50000400001'],
    'unknown': ['50000600001'],
    'no-cards': ['50000100002'],
    'no-such-member': ['50000109999'],
    'start': [],
    'recognised': ['type 4111111111111111'],
    'refused': ['type 050000104652'],
    'par': ['type Q1E704A91C55D2B80F3677E1A90'],
    'cast': ['wait 4', 'key ctrl+d'],
    'dictionary': ['50000104652', 'key Tab', 'key Tab', 'key F1'],
    'lower': ['50000104652', 'key ctrl+End'],
    'loading': ['fault stall', '50000400001', 'wait 7'],
    'error': ['fault http-503', '50000400001', 'wait 9'],
    'many': ['50000500500'],
    'long-names': ['50000600008'],
    'rtl-embedded': ['50000600009'],
    'rtl': ['50000600010'],
    'markup': ['50000600011'],
    'shortcuts': ['key ctrl+question'],
}
STYLES = {
    'light': {},
    'dark': {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'},
    'hc': {'ADW_DEBUG_HIGH_CONTRAST': '1'},
    'hcdark': {'ADW_DEBUG_HIGH_CONTRAST': '1', 'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'},
    'large': {},
}
SIZES = ((1400, 900), (900, 600))
LANGUAGES = ('en', 'ko')


def wait(condition, what, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f'no {what} within {patience} s')
        time.sleep(0.05)


def find_window():
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'cardsync'],
                           capture_output=True, text=True, check=False)
    return found.stdout.split()[-1:]


def look():
    return subprocess.run(['import', '-window', 'root', 'rgb:-'], capture_output=True,
                          check=True).stdout


def settle(still=1.5, patience=10.0):
    """Wait until nothing has moved for a while, or until patience ends."""
    deadline = time.monotonic() + patience
    before, since = look(), time.monotonic()
    while time.monotonic() < min(deadline, since + still):
        time.sleep(0.2)
        now = look()
        if now != before:
            before, since = now, time.monotonic()


def write_settings(home, style, size):
    config = home / '.config'
    keyfile = config / 'glib-2.0' / 'settings'
    keyfile.mkdir(parents=True)
    (keyfile / 'keyfile').write_text('[io/github/cardsync/CardSync]\n'
                                     f'window-width={size[0]}\nwindow-height={size[1]}\n')
    gtk = config / 'gtk-4.0'
    gtk.mkdir()
    dpi = 'gtk-xft-dpi=196608\n' if style == 'large' else ''
    (gtk / 'settings.ini').write_text(f'[Settings]\ngtk-font-name=Cantarell 11\n'
                                      f'gtk-cursor-blink=false\n{dpi}')


def start_mock(home, fault):
    """Start a service with a fault and return it with the arguments that lead to it."""
    service = subprocess.Popen(
        [BUILD / 'src/cli/cardsyncctl', 'mock-server', '--fault', fault,
         '--export-profile', home / 'profile'], stdout=subprocess.PIPE, text=True)
    service.stdout.readline()
    return service, ['--profile', home / 'profile' / 'profile.ini']


def act(step, arguments):
    verb, _, rest = step.partition(' ')
    if verb == 'type':
        subprocess.run(['xdotool', 'type', '--delay', '15', rest], check=True)
    elif verb == 'key':
        subprocess.run(['xdotool', 'key', rest], check=True)
    elif verb == 'wait':
        time.sleep(float(rest))
    elif step.isdigit():
        arguments.append(step)
        return
    settle(0.8)


def take(path, state, style, size):
    steps = list(STATES[state])
    home = pathlib.Path(tempfile.mkdtemp(prefix='cardsync-tour-'))
    arguments = ['--mock']
    service = None
    os.environ |= {'HOME': str(home), 'XDG_CONFIG_HOME': str(home / '.config'),
                   'XDG_STATE_HOME': str(home / 'state'), 'XDG_DATA_HOME': str(home / 'data')}
    try:
        write_settings(home, style, size)
        if steps and steps[0].startswith('fault '):
            service, arguments = start_mock(home, steps.pop(0).split()[1])
        if steps and steps[0].isdigit():
            arguments.append(steps.pop(0))
        with open(home / 'log', 'w+', encoding='utf-8') as log:
            program = subprocess.Popen([BUILD / 'src/app/cardsync', *arguments], stdout=log,
                                       stderr=log, env=os.environ | STYLES[style])
            try:
                window = wait(find_window, 'window')[0]
                subprocess.run(['xdotool', 'windowmove', window, '0', '0'], check=True)
                settle(4.0 if len(arguments) > 1 and service is None else 1.5)
                for step in steps:
                    act(step, arguments)
                subprocess.run(['import', '-window', 'root', path], check=True)
            finally:
                program.kill()
                program.wait()
            log.seek(0)
            said = log.read().strip()
        print(path.name, '\n' + said if said else '', flush=True)
    finally:
        if service is not None:
            service.send_signal(signal.SIGTERM)
            service.wait(10)
        shutil.rmtree(home, ignore_errors=True)


def tour_screen(out, names):
    for name in names:
        language, style, width, state = name.split('-', 3)
        size = next(size for size in SIZES if size[0] == int(width))
        try:
            take(out / f'{name}.png', state, style, size)
        except (TimeoutError, subprocess.SubprocessError) as error:
            print(f'{name}: {error}', file=sys.stderr, flush=True)


def make_locale():
    folder = pathlib.Path(tempfile.mkdtemp(prefix='cardsync-locale-'))
    subprocess.run(['localedef', '-i', 'ko_KR', '-f', 'UTF-8', folder / 'ko_KR.UTF-8'],
                   check=False, capture_output=True)
    return folder


def start_screen(out, language, size, locales, names):
    run = tempfile.mkdtemp(prefix='cardsync-run-')
    env = {key: value for key, value in os.environ.items()
           if not key.startswith('XDG_') and key not in ('DISPLAY', 'LC_ALL')}
    env |= {INSIDE: ' '.join(names), 'XDG_RUNTIME_DIR': run, 'GSK_RENDERER': 'cairo',
            'GDK_BACKEND': 'x11', 'GSETTINGS_BACKEND': 'keyfile', 'NO_AT_BRIDGE': '1',
            'GTK_A11Y': 'none', 'GSETTINGS_SCHEMA_DIR': str(BUILD / 'data'), 'LANG': 'C.UTF-8'}
    if language == 'ko':
        env |= {'LOCPATH': str(locales), 'LANG': 'ko_KR.UTF-8', 'LANGUAGE': 'ko'}
    script = ('openbox >/dev/null 2>&1 & xcompmgr >/dev/null 2>&1 & '
              f'exec {shlex.join([sys.executable, *sys.argv])}')
    try:
        subprocess.run(['xvfb-run', '-a', '-s', f'-screen 0 {size[0]}x{size[1]}x24',
                        'dbus-run-session', '--', 'sh', '-c', script], env=env, check=True)
    finally:
        shutil.rmtree(run, ignore_errors=True)


def main():
    if len(sys.argv) < 2:
        print(re.sub(r'\n\n.*', '', __doc__, flags=re.S), file=sys.stderr)
        return 2
    out = pathlib.Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    if INSIDE in os.environ:
        tour_screen(out, os.environ[INSIDE].split())
        return 0
    filters = sys.argv[2:]
    locales = make_locale()
    try:
        for language in LANGUAGES:
            for size in SIZES:
                names = [f'{language}-{style}-{size[0]}-{state}'
                         for style in STYLES for state in STATES]
                names = [name for name in names if all(part in name for part in filters)]
                if names:
                    start_screen(out, language, size, locales, names)
    finally:
        shutil.rmtree(locales, ignore_errors=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
