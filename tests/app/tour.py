#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of every state of the window, for people to look at.

    tour.py OUTDIR [FILTER…]

Pictures are called LANGUAGE-STYLE-WIDTH-STATE.png; only those whose names contain every FILTER
are made. sheet-LANGUAGE-STYLE-WIDTH.png has all of one kind side by side. Without a filter it is
the whole matrix, which takes half an hour on two processors (TOUR_JOBS says how many to use). It
fails where a window asks for more than its screen has.

It needs what is built (CARDSYNC_BUILD, else _build), Xvfb, xvfb-run, openbox, xdotool, xprop,
ImageMagick, dbus-run-session, python3-jwcrypto, and for Korean localedef. Every picture is taken
with a program, home and settings of its own.
"""

import concurrent.futures
import itertools
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

import desk

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get('CARDSYNC_BUILD', ROOT / '_build')).resolve()
INSIDE = 'CARDSYNC_TOUR_SCREEN'
PATIENCE = 20.0

# What is drawn: perhaps where the answers come from (a fault of the mock service, the service of
# tests/e2e, a profile that is not there) or that there are profiles, then a member, then keys,
# texts, waits, an input of so many members for an audit, turns of the wheel.
AUDIT_INPUT = ['wait 3', 'key ctrl+shift+a', 'choose 300']
AUDIT_START = ['key alt+n', 'key alt+n', 'key alt+s', 'wait 3']
STATES = {
    'start': [],
    'recents': ['50000500001', 'wait 1', 'key ctrl+t'],
    'recognised': ['type 4111111111111111'],
    'refused': ['type 050000104652'],
    'mistyped': ['type 4111111111111112'],
    'par': ['type Q1E704A91C55D2B80F3677E1A90'],
    'case': ['key ctrl+k', 'type 4711', 'key Tab', 'type refused payment'],
    'case-set': ['50000104652', 'key ctrl+k', 'type 4711', 'key Tab', 'type refused payment',
                 'key Return', 'key Escape'],
    'menu': ['key F10'],
    'cast': ['wait 2', 'key ctrl+d'],
    'cast-search': ['wait 2', 'key ctrl+d', 'type card'],
    'loading': ['fault stall', '50000400001', 'wait 1'],
    'still-loading': ['fault stall', '50000400001', 'wait 7'],
    'blocked': ['50000104652'],
    'blocked-lower': ['50000104652', 'key Next', 'key Next'],
    'usable-debit': ['50000400001'],
    'debit-lower': ['50000400001', 'key End'],
    'limited': ['50000200001'],
    'care': ['50000300001'],
    'finished': ['50000200035'],
    'deleted': ['50000200090'],
    'unknown': ['50000600001'],
    'incomplete': ['50000600004'],
    'partly-readable': ['50000600006'],
    'points': ['50000400040', 'key End'],
    'largest': ['50000400099'],
    'many': ['50000500500'],
    'long-names': ['50000600008'],
    'rtl-embedded': ['50000600009'],
    'rtl': ['50000600010'],
    'markup': ['50000600011'],
    'no-picture': ['50000600014'],
    'no-cards': ['50000100002'],
    'no-such-member': ['50000109999'],
    'error-refused': ['50000100003'],
    'error-unreachable': ['fault refuse', '50000400001', 'wait 4'],
    'error-trouble': ['fault http-503', '50000400001', 'wait 8'],
    'error-unusable': ['fault flipped-tag', '50000400001', 'wait 1'],
    'error-local': ['missing', '50000400001'],
    'sandbox': ['service', '50000104652'],
    'refreshed': ['service', '50000104652', 'change', 'key F5'],
    'tabs': ['50000104652', 'key ctrl+f', 'key ctrl+a', 'type 50000400001', 'key Return', 'wait 1',
             'key ctrl+f', 'key ctrl+a', 'type 50000200035', 'key Return', 'wait 1'],
    'popover': ['50000104652', 'key Tab', 'key F1'],
    'dictionary': ['key shift+F1'],
    'shortcuts': ['key ctrl+question'],
    'preferences': ['key ctrl+comma'],
    'connections': ['profiles', 'key ctrl+comma', 'key ctrl+Next'],
    'connections-none': ['key ctrl+comma', 'key ctrl+Next'],
    'connection': ['profiles', 'key ctrl+comma', 'key ctrl+Next', 'key Tab', 'key Tab', 'key Down',
                   'key Return'],
    'connection-form': ['key ctrl+comma', 'key ctrl+Next', 'key alt+e'],
    'log': ['50000104652', 'key ctrl+h', 'wait 2'],
    'locked': ['50000104652', 'key ctrl+alt+l', 'wait 1'],
    'audit': ['wait 2', 'key ctrl+shift+a'],
    'audit-input': AUDIT_INPUT,
    'audit-rules': AUDIT_INPUT + ['key alt+n'],
    'audit-pace': AUDIT_INPUT + ['key alt+n', 'key alt+n'],
    'audit-running': ['wait 3', 'key ctrl+shift+a', 'choose 60000', *AUDIT_START],
    'audit-paused': ['wait 3', 'key ctrl+shift+a', 'choose 60000', *AUDIT_START,
                     'key alt+p'],
    'audit-done': AUDIT_INPUT + AUDIT_START,
    'audit-findings': AUDIT_INPUT + AUDIT_START + ['scroll 30'],
    'audit-past': AUDIT_INPUT + AUDIT_START + ['key alt+n'],
}
STYLES = {
    'light': {},
    'dark': {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'},
    'hc': {'ADW_DEBUG_HIGH_CONTRAST': '1'},
    'hcdark': {'ADW_DEBUG_HIGH_CONTRAST': '1', 'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'},
    'large': {'TOUR_DPI': '192'},
}
PROFILES = {
    'seoul-desk': ('Seoul desk', 'production', 'https://api.example.com/open-api', 2),
    'test': ('Test desk', 'sandbox', 'https://sandbox.example.com/open-api', 1),
    'night': ('Night shift of the service desk in Busan, with a name that takes its room',
              'production', 'https://very-long-host-name.of.an.operator.example.com/open-api', 1),
}
FRAME = 5
OPENBOX = '''<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
'''
SIZES = ((1400, 900), (900, 600))
LANGUAGES = ('en', 'ko')


class TooLarge(Exception):
    """What is shown does not fit the screen."""


def wait(condition, what, patience=PATIENCE):
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f'no {what} within {patience} s')
        time.sleep(0.05)


def find_windows():
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'cardsync'],
                           capture_output=True, text=True, check=False)
    return found.stdout.split()


def look():
    return subprocess.run(['import', '-window', 'root', 'rgb:-'], capture_output=True,
                          check=True).stdout


def take_screen(path):
    """The screen without the frame that GTK draws where a window manager knows no shadows."""
    shown = subprocess.run(['import', '-window', 'root', 'png:-'], capture_output=True, check=True)
    subprocess.run(['convert', 'png:-', '-shave', f'{FRAME}x{FRAME}', '+repage', path],
                   input=shown.stdout, check=True)


def settle(still=0.8, patience=8.0):
    """Wait until nothing has moved for a while, or until patience ends."""
    deadline = time.monotonic() + patience
    before, since = look(), time.monotonic()
    while time.monotonic() < min(deadline, since + still):
        time.sleep(0.15)
        now = look()
        if now != before:
            before, since = now, time.monotonic()


def write_settings(home):
    """Maximised, so that the window fills the screen."""
    config = home / '.config'
    keyfile = config / 'glib-2.0' / 'settings'
    keyfile.mkdir(parents=True)
    (keyfile / 'keyfile').write_text('[io/github/cardsync/CardSync]\nwindow-maximized=true\n')
    gtk = config / 'gtk-4.0'
    gtk.mkdir()
    (gtk / 'settings.ini').write_text('[Settings]\ngtk-font-name=Cantarell 11\n'
                                      'gtk-cursor-blink=false\n')


def write_profiles(config):
    """As they are once imported; nothing is asked with them, so that their keys are nobody's."""
    folder = config / 'cardsync' / 'profiles'
    folder.mkdir(parents=True)
    for name, (title, environment, url, n_keys) in PROFILES.items():
        keys = [f'[crypto-key-{n}]\nid=0123456789abcdef0{n}\n' for n in range(1, n_keys + 1)]
        (folder / f'{name}.ini').write_text(
            f'[profile]\nname={title}\nenvironment={environment}\nbase-url={url}\n'
            f'asp-id=000170000000000\naccess-key=none\n' + ''.join(keys), encoding='utf-8')


class Source:
    """Where the answers come from, and what leads the program to it."""

    def __init__(self, home, step):
        self.arguments, self.process, self.service = ['--mock'], None, None
        verb, _, fault = step.partition(' ')
        if verb == 'fault':
            self.process = subprocess.Popen(
                [BUILD / 'src/cli/cardsyncctl', 'mock-server', '--fault', fault,
                 '--export-profile', home / 'profile'], stdout=subprocess.PIPE, text=True)
            self.process.stdout.readline()
            self.arguments = ['--profile', home / 'profile' / 'profile.ini']
        elif verb == 'missing':
            self.arguments = ['--profile', home / 'missing.ini']
        elif verb == 'service':
            self.start_service(home)
        elif verb == 'profiles':
            write_profiles(home / '.config')
        self.is_own = verb in ('fault', 'missing', 'service', 'profiles')

    def start_service(self, home):
        sys.path.insert(0, str(ROOT / 'tests' / 'e2e'))
        import service
        self.service = service.Service().__enter__()
        path = self.service.project.write_profile(home / 'profile', self.service.base_url)
        self.arguments = ['--profile', path]

    def change(self):
        """The caller pays, and one card is reported lost."""
        import members
        cards = self.service.contract.records[members.MEMBER]
        cards[2] |= {'balance': 120000, 'rechargeableAmount': 1880000, 'cardBizStatus': '36',
                     'expiryDate': members.today(1200)}

    def close(self):
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)
        if self.service is not None:
            self.service.__exit__()


def choose_input(n_members):
    """With a row of each kind that nobody is asked for."""
    path = pathlib.Path(os.environ['HOME']) / 'members-2026-11.csv'
    ids = [50000104652, *range(60000000001, 60000000000 + n_members)]
    rows = ['name,member_id,branch',
            *(f'Member {n},{one},{n % 7 + 1}' for n, one in enumerate(ids)),
            'again,50000104652,1', 'bad,5000010465O,1', '']
    path.write_text('\n'.join(rows) + '\n', encoding='utf-8')
    subprocess.run(['xdotool', 'key', 'Return'], check=True)
    settle(1.0)
    subprocess.run(['xdotool', 'type', '--delay', '5', str(path)], check=True)
    subprocess.run(['xdotool', 'key', 'Return'], check=True)


def turn_wheel(n_turns):
    subprocess.run(['xdotool', 'mousemove', '300', '300', 'click', '--repeat', str(n_turns),
                    '--delay', '20', '5', 'mousemove', '2', '2'], check=True)


def act(step, source):
    verb, _, rest = step.partition(' ')
    if verb == 'type':
        subprocess.run(['xdotool', 'type', '--delay', '15', rest], check=True)
    elif verb == 'key':
        subprocess.run(['xdotool', 'key', rest], check=True)
    elif verb == 'wait':
        time.sleep(float(rest))
    elif verb == 'change':
        source.change()
    elif verb == 'choose':
        choose_input(int(rest))
    elif verb == 'scroll':
        turn_wheel(int(rest))
    settle(0.4)


def read_numbers(*command):
    said = subprocess.run(['xdotool', *command], capture_output=True, text=True, check=True).stdout
    return dict(line.split('=') for line in said.split() if '=' in line)


def check_size():
    """A window asks for more than the screen has where something in it does not fit."""
    screen = read_numbers('getdisplaygeometry', '--shell')
    for window in find_windows():
        size = read_numbers('getwindowgeometry', '--shell', window)
        if any(int(size[side]) > int(screen[side]) for side in ('WIDTH', 'HEIGHT')):
            raise TooLarge(f'a window of {size["WIDTH"]}x{size["HEIGHT"]}')


def set_text_size(style):
    """X has no settings daemon here, so that the resolution of text is a resource of the screen."""
    dpi = STYLES[style].get('TOUR_DPI', '96')
    subprocess.run(['xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER',
                    f'Xft.dpi:\t{dpi}\n'], check=True)


def picture(path, steps, style, home, source):
    with open(home / 'log', 'w+', encoding='utf-8') as log:
        program = subprocess.Popen([BUILD / 'src/app/cardsync', *source.arguments], stdout=log,
                                   stderr=log, env=os.environ | STYLES[style])
        try:
            wait(find_windows, 'window')
            settle(2.5 if len(source.arguments) > 1 else 1.0, 10.0)
            for step in steps:
                act(step, source)
            settle()
            take_screen(path)
            check_size()
        finally:
            program.kill()
            program.wait()
        log.seek(0)
        said = log.read().strip()
    print(path.name, '\n' + said if said else '', flush=True)


def take(path, state, style):
    steps = list(STATES[state])
    home = pathlib.Path(tempfile.mkdtemp(prefix='cardsync-tour-'))
    os.environ |= {'HOME': str(home), 'XDG_CONFIG_HOME': str(home / '.config'),
                   'XDG_STATE_HOME': str(home / 'state'), 'XDG_DATA_HOME': str(home / 'data')}
    write_settings(home)
    set_text_size(style)
    source = Source(home, steps[0] if steps else '')
    try:
        if source.is_own:
            steps.pop(0)
        if steps and steps[0].isdigit():
            source.arguments.append(steps.pop(0))
        picture(path, steps, style, home, source)
    finally:
        source.close()
        shutil.rmtree(home, ignore_errors=True)


def unlock_keyring():
    """Where a live access log keeps its key; locked, it would ask for a password."""
    os.environ['XDG_DATA_HOME'] = os.environ['XDG_RUNTIME_DIR']
    desk.unlock_keyring()


def tour_screen(out, names):
    """Whether all pictures are there, of windows that fit the screen."""
    is_good = True
    unlock_keyring()
    for name in names:
        _, style, _, state = name.split('-', 3)
        try:
            take(out / f'{name}.png', state, style)
        except (TimeoutError, TooLarge, subprocess.SubprocessError) as error:
            print(f'{name}: {error}', file=sys.stderr, flush=True)
            is_good = False
    return is_good


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
            'GTK_A11Y': 'none', 'ADW_DISABLE_PORTAL': '1', 'LANG': 'C.UTF-8',
            'GSETTINGS_SCHEMA_DIR': str(BUILD / 'data')}
    if language == 'ko':
        env |= {'LOCPATH': str(locales), 'LANG': 'ko_KR.UTF-8', 'LANGUAGE': 'ko'}
    (pathlib.Path(run) / 'openbox.xml').write_text(OPENBOX)
    script = ('openbox --config-file "$XDG_RUNTIME_DIR/openbox.xml" >/dev/null 2>&1 & '
              'xcompmgr >/dev/null 2>&1 & '
              f'exec {shlex.join([sys.executable, *sys.argv])}')
    width, height = (length + 2 * FRAME for length in size)
    try:
        return subprocess.run(['xvfb-run', '-a', '-s', f'-screen 0 {width}x{height}x24',
                               'dbus-run-session', '--', 'sh', '-c', script], env=env,
                              check=False).returncode == 0
    finally:
        shutil.rmtree(run, ignore_errors=True)


def make_sheet(out, kind, names):
    """All of one kind side by side, small enough to be looked at together."""
    pictures = [out / f'{name}.png' for name in names if (out / f'{name}.png').exists()]
    if len(pictures) < 2:
        return
    subprocess.run(['montage', '-label', '%t', *pictures, '-resize', '640x', '-geometry', '+6+6',
                    '-tile', '4x', out / f'sheet-{kind}.png'], check=False)


def tour(out, filters, locales):
    jobs = int(os.environ.get('TOUR_JOBS', os.cpu_count()))
    made = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for language, style, size in itertools.product(LANGUAGES, STYLES, SIZES):
            kind = f'{language}-{style}-{size[0]}'
            names = [f'{kind}-{state}' for state in STATES]
            names = [name for name in names if all(part in name for part in filters)]

            def make(kind=kind, language=language, size=size, names=names):
                is_good = start_screen(out, language, size, locales, names)
                make_sheet(out, kind, names)
                return is_good

            if names:
                made.append(pool.submit(make))
    return all([future.result() for future in made])


def main():
    if len(sys.argv) < 2:
        print(re.sub(r'\n\n.*', '', __doc__, flags=re.S), file=sys.stderr)
        return 2
    out = pathlib.Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    if INSIDE in os.environ:
        return 0 if tour_screen(out, os.environ[INSIDE].split()) else 1
    locales = make_locale()
    try:
        return 0 if tour(out, sys.argv[2:], locales) else 1
    finally:
        shutil.rmtree(locales, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
