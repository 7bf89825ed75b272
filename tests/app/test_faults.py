# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong between the window and the service, in one window that is never started anew.

Each fault shows its words, holds the main loop up for no more than a tenth of a second, and is
over when the fault is: the next look-up shows the cards. The faults are those of tests/e2e, whose
README lists them all. A selection is run; all of them with CARDSYNC_FAULTS=all.
"""

import contextlib
import re
import resource
import signal
import socket
import sqlite3
import struct
import subprocess
import threading
import time
import unittest
import zlib
from contextlib import closing
from email.utils import formatdate

import desk
from faulty import ALL, CARD, Faulty, Heartbeat, MEMBER, parting
# Of tests/e2e, which the module before has found.
import certificates
import contract
import faults
import members
from project import rsa_key
from service import Service, honest

OTHER = str(members.LARGEST)
TOKEN = 'Tran token verification failed.'


def off_by_ten_minutes(exchange):
    exchange.reply(contract.answer('002_001', TOKEN), 400,
                   Date=formatdate(time.time() + 600, usegmt=True))


def other_correlation_id(exchange):
    exchange.reply_sealed(exchange.honest_plaintext(), X_KM_Correlation_Id='261124140322-0000000')


def later(exchange):
    exchange.service.wait(1.5)
    honest(exchange)


def say_nothing(service, connection):
    connection.recv(65536)
    service.wait(120)


def http(name):
    return faults.HTTP[name]


def hostile(name):
    return faults.plaintext(faults.HOSTILE_JSON[name])


def png(width, height, colour):
    """A picture of one colour; None is a row of bits, of which many take no room."""
    depth, kind, row = (1, 0, bytes(width // 8)) if colour is None else (8, 2, colour * width)

    def chunk(name, data):
        return (struct.pack('>I', len(data)) + name + data
                + struct.pack('>I', zlib.crc32(name + data)))
    return (b'\x89PNG\r\n\x1a\n'
            + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, depth, kind, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress((b'\0' + row) * height, 9)) + chunk(b'IEND', b''))


RED, GREEN = b'\xff\0\0', b'\0\xff\0'
# The first is as it should be; whatever of the others were shown would be green.
PICTURES = {
    'good': png(480, 303, RED),
    'bomb': png(20000, 20000, None),
    'cut': png(480, 303, GREEN)[:-40],
    'spoilt': png(480, 303, GREEN).replace(b'IDAT', b'IDAT\x78', 1),
    'page': faults.HTML,
    'svg': b'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="#00ff00" width="9" height="9"/>'
           b'</svg>',
    'gif': b'GIF89a\x01\0\x01\0\x80\0\0\0\xff\0\0\xff\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;',
    'xpm': b'/* XPM */\nstatic char *x[] = {"1 1 1 1", "a c #00ff00", "a"};\n',
    'tiff': b'II*\0\x08\0\0\0',
    'ani': b'RIFF\x24\0\0\0ACONanih',
    'none': b'',
}


def with_pictures(asked):
    """The honest service, which has pictures too and notes which are asked for."""
    def behave(exchange):
        if exchange.request.method != 'GET':
            honest(exchange)
            return
        asked.append(exchange.request.path)
        exchange.reply(PICTURES[exchange.request.path.rpartition('/')[2]],
                       Content_Type='image/png')
    return behave


ODD_NUMBERS = ('123456789012', '41111111111111111111', '4111111111111111', '4111 1111 1111 1111',
               '4111111111111112', '41111111x1111111', '4111-1111-1111-1111',
               ''.join(chr(ord(digit) + 0xfee0) for digit in '4111111111111111'),
               '411111******1111')


# Fault, whether it is in the selection, what the service does, what the window says.
FAULTS = (
    ('F11 reset in the body', True, faults.reset_mid_body, 'Answer not usable'),
    ('F11 reset before any answer', False, faults.reset_before_answer, 'Service not reachable'),
    ('F12 end before Content-Length', False, http('truncated-with-close'), 'Answer not usable'),
    ('F13 chunks cut', False, http('chunks-cut'), 'Answer not usable'),
    ('F13 chunk size malformed', False, http('chunk-size-not-hex'), 'Answer not usable'),
    ('F14 slow drip', False, faults.slow_drip, 'No answer in time'),
    ('F15 gzip bomb', False, faults.gzip_bomb, 'Answer not usable'),
    ('F16 100 MB', False, faults.large, 'Answer not usable'),
    ('F16 without end', False, faults.endless, 'Answer not usable'),
    ('F17 headers of 400 KB', False, http('headers-of-400-kb'), 'Answer not usable'),
    ('F17 NUL in a header', False, http('nul-in-header'), 'Answer not usable'),
    ('F17 two lengths', False, http('two-content-lengths'), 'Answer not usable'),
    ('F18 login page', True, http('html-200'), 'login page'),
    ('F18 login page that calls itself JSON', False, http('html-as-json'), 'Answer not usable'),
    ('F19 business error with 200', False, faults.refuse('001_006', 'x', 200), 'No such member'),
    ('F19 success without cards', False, faults.plaintext(faults.UNUSABLE_ENVELOPES['no-cards']),
     'Answer not usable'),
    ('F20 redirect to another host', False,
     faults.redirect(302, lambda service: 'http://other.example.com/x'), 'other.example.com'),
    ('F22 refused after a rotation', False, faults.refuse('002_001', TOKEN, 401),
     'Credentials not accepted'),
    ('F22 refused without a code', False, faults.html(403), 'Credentials not accepted'),
    ('F23 try again in an hour', True, faults.status(429, Retry_After='3600'),
     'Too many requests'),
    ('F23 a minute and a date', False, faults.status(503, Retry_After=formatdate(
        time.time() + 3600, usegmt=True)), 'Service in trouble'),
    ('F23 garbage in Retry-After', False, faults.status(503, Retry_After='soon'),
     'Service in trouble'),
    ('F26 flipped tag', True, faults.ENCRYPTION['flipped-tag'], 'Answer cannot be verified'),
    ('F26 cut ciphertext', False, faults.ENCRYPTION['cut-ciphertext'],
     'Answer cannot be verified'),
    ('F26 another key', False, faults.ENCRYPTION['wrong-key'], 'Answer cannot be verified'),
    ('F26 answer in the clear', False, faults.ENCRYPTION.get('plain', faults.plain_success),
     'Answer not encrypted'),
    ('F28 deep JSON', False, hostile('100000-arrays'), 'Answer not usable'),
    ('F28 duplicate members', False, hostile('duplicate-keys'), 'Answer not usable'),
    ('F28 bytes that are no text', False, hostile('bad-utf-8'), 'Answer not usable'),
    ('F28 NUL in a name', False, hostile('nul-escape'), 'Answer not usable'),
    ('F30 clock off by ten minutes', False, off_by_ten_minutes, 'clock'),
)


def setUpModule():
    desk.unlock_keyring()


class Faults(Faulty):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.start()

    def test_1_answers(self):
        for name, is_selected, behave, words in FAULTS:
            if ALL or is_selected:
                with self.subTest(name):
                    self.service.behaviours = [parting(behave)]
                    self.assert_refused(name, words)
                    self.setUp()
                    self.assert_over()

    def test_2_F6_F7_F8_servers_that_prove_nothing(self):
        other = certificates.Authority('Other authority')
        cases = {
            'F6 expired': self.ca.issue(self.key, begins=-20, ends=-1),
            'F7 another host': self.ca.issue(self.key, hosts=('other.example.com',)),
            'F8 unknown authority': other.issue(self.key),
        }
        for name, certificate in cases.items():
            if ALL or name.startswith('F6'):
                with self.subTest(name):
                    n_requests = self.service.n_requests
                    self.service._tls = self.context(name[:2], certificate)
                    self.assert_refused(name, 'Server not trusted')
                    self.assertEqual(self.service.n_requests, n_requests)
                    self.setUp()
                    self.assert_over()

    def test_2_F9_servers_that_prove_it_badly(self):
        short = rsa_key('short', 1024)
        contexts = {
            'F9 TLS 1.1': lambda: self.context('old', self.ca.issue(self.key), tls_1_1=True),
            'F9 short key': lambda: self.context('short', self.ca.issue(short), key=short,
                                                 weak=True),
        }
        for name, make in contexts.items():
            if ALL:
                with self.subTest(name):
                    n_requests = self.service.n_requests
                    self.service._tls = make()
                    self.assert_refused(name, 'Server not trusted')
                    self.assertEqual(self.service.n_requests, n_requests)
                    self.setUp()
                    self.assert_over()

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_2_F10_handshake_that_stalls(self):
        self.service._greeting = say_nothing
        self.assert_refused('F10 handshake stalls', 'No answer in time')
        self.setUp()
        self.assert_over()

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_2_F21_redirect_to_plain_http(self):
        with Service(self.service.project) as plain:
            self.service.behaviours = [parting(faults.redirect(302, lambda _: plain.base_url))]
            self.assert_refused('F21 redirect to http', 'Answer not usable')
            self.assertEqual((plain.n_connections, plain.n_bytes_received), (0, 0))
        self.setUp()
        self.assert_over()

    def test_3_F3_refused_connection(self):
        self.service._listener.shutdown(socket.SHUT_RDWR)
        self.service._listener.close()
        self.assert_refused('F3 refused', 'Service not reachable')
        self.service._listener = socket.create_server(('127.0.0.1', self.service.port),
                                                      backlog=64)
        threading.Thread(target=self.service._accept, daemon=True).start()
        self.assert_over()

    def test_4_F27_answer_of_another_request(self):
        self.service.behaviours = [parting(other_correlation_id)]
        self.desk.look_up(MEMBER)
        self.desk.see(CARD)
        with closing(sqlite3.connect(f'file:{self.log}?mode=ro', uri=True)) as log:
            (ids,) = log.execute('SELECT correlation_id FROM record ORDER BY sequence DESC '
                                 'LIMIT 1').fetchone()
        self.assertIn('261124140322-0000000', ids)

    def test_5_F31_suspended_in_mid_request(self):
        self.service.behaviours = [parting(later)]
        n_requests = self.service.n_requests
        self.desk.look_up(OTHER)
        self.desk.wait(lambda: self.service.n_requests > n_requests, 'the request')
        self.desk.process.send_signal(signal.SIGSTOP)
        time.sleep(3)                                   # the answer comes meanwhile
        self.desk.process.send_signal(signal.SIGCONT)
        self.desk.see(CARD)
        self.desk.key('ctrl+w')

    def test_6_F35_log_in_use(self):
        with closing(sqlite3.connect(self.log, isolation_level=None)) as log:
            log.execute('BEGIN IMMEDIATE')
            self.assert_refused('F35 log in use', 'Access log in use', n_records=0)
            log.execute('ROLLBACK')
        self.assert_over()

    def test_6_F34_disk_full(self):
        self.limit_files(0)
        self.assert_refused('F34 disk full', 'No access log', 'Make room', n_records=0)
        self.limit_files(resource.RLIM_INFINITY)
        self.assert_over()

    @contextlib.contextmanager
    def cards(self, cards):
        """The member has those for a while."""
        usual = self.service.contract.records
        self.service.contract.records = {**usual, members.MEMBER: cards}
        yield
        self.service.contract.records = usual

    def count_pixels(self, colour):
        """How many the screen has of it."""
        self.desk.picture(self.home / 'screen.png')
        counted = subprocess.run(['convert', str(self.home / 'screen.png'), '-format', '%c',
                                  'histogram:info:'], capture_output=True, text=True, check=True)
        return sum(int(line.split(':')[0]) for line in counted.stdout.splitlines()
                   if '#' + colour.hex().upper() in line.upper())

    def test_9_F24_pictures_that_are_none(self):
        asked = []
        self.service.behaviours = [with_pictures(asked)]
        address = self.service.base_url + '/pictures/'
        cards = [members.card(number, serviceId=f'{number:015d}', serviceImageUrl=address + name)
                 for number, name in enumerate(PICTURES, 1)]
        before = self.memory()
        with self.cards(cards), Heartbeat() as heart:
            self.desk.look_up(MEMBER)
            self.desk.see(CARD)
            self.desk.wait(lambda: len(asked) == len(PICTURES), 'the pictures to be asked for')
            self.desk.wait(lambda: self.count_pixels(RED) > 100, 'the good one')
            self.assertEqual(self.count_pixels(GREEN), 0)
        rows = [node for node in self.desk.find('Cards, worst first').walk()
                if node.role == 'list item']
        self.assertEqual(len(rows), len(cards))
        self.assert_alive('F24 pictures', heart)
        self.assert_silent()
        self.assertLess(self.memory() - before, 64)

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_9_F25_pictures_from_where_none_may_come(self):
        asked = []
        self.service.behaviours = [with_pictures(asked)]
        own = self.service.base_url.partition('://')[2]
        addresses = ['file:///etc/passwd', 'data:image/png;base64,AAAA', 'ftp://' + own,
                     'http://169.254.169.254/x.png', f'https://user:pass@{own}/good',
                     f'https://{own}/good?' + 'x' * 10240]
        # The last may be had: when that was asked for, the others would have been.
        addresses.append(f'https://{own}/pictures/other/good')
        cards = [members.card(number, serviceId=f'{number:015d}', serviceImageUrl=address)
                 for number, address in enumerate(addresses, 1)]
        with self.cards(cards), Heartbeat() as heart:
            self.desk.look_up(MEMBER)
            self.desk.see(CARD)
            self.desk.wait(lambda: asked, 'the good one to be asked for')
            self.desk.wait(lambda: self.count_pixels(RED) > 100, 'the good one')
        self.assertEqual([path.rpartition('/')[2] for path in asked], ['good'])
        self.assert_alive('F25 pictures from elsewhere', heart)

    @unittest.skipUnless(ALL, 'not in the selection')
    def test_9_F29_odd_card_numbers(self):
        cards = [members.card(number, mobileCardNo=text)
                 for number, text in enumerate(ODD_NUMBERS, 1)]
        said = ''
        with self.cards(cards), Heartbeat() as heart:
            self.desk.look_up(MEMBER)
            self.desk.see(CARD)
            self.desk.key('shift+Tab')
            for _ in cards:
                said += self.names()
                self.desk.key('Down')
        self.assert_alive('F29 odd numbers', heart)
        for number in ODD_NUMBERS[:-1]:
            self.assertNotIn(number, said)
            self.assertNotIn(re.sub(r'\D', '', number)[:12], re.sub('[ -]', '', said))

    def test_7_F38_another_member_in_flight(self):
        """The late answer of the first is nobody's."""
        self.service.behaviours = [parting(later)]
        n_requests = self.service.n_requests
        with Heartbeat() as heart:
            self.desk.look_up(str(members.UNKNOWN))
            self.desk.wait(lambda: self.service.n_requests > n_requests, 'the request')
            self.service.behaviours = [parting(honest)]
            self.desk.look_up(MEMBER)
            self.desk.see(CARD)
            time.sleep(2)
        self.assert_alive('F38 another in flight', heart)
        self.desk.see(CARD)

    def test_8_F40_second_start_comes_to_the_first_window(self):
        done = subprocess.run([desk.PROGRAM, '--profile', str(self.profile), MEMBER],
                              capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.desk.see(CARD)
        frames = [node for node in self.desk.app.walk() if node.role == 'frame']
        self.assertEqual(len(frames), 1)


if __name__ == '__main__':
    unittest.main()
