# SPDX-License-Identifier: GPL-3.0-or-later
"""The mock service seen by a client that shares no code with it: python3-jwcrypto and requests."""

import atexit
import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import unittest

from mock_service import CARD_INFO, CARD_LIST, Service

PEERS = os.path.join(os.environ.get('CARDSYNC_SHARED', ''), 'peers')
LAX = ['RSA-OAEP-256', 'RSA-OAEP', 'RSA1_5', 'A128GCM', 'A256GCM', 'A256CBC-HS512', 'A128CBC-HS256']


LOCK = threading.Lock()
STARTED = []


def shared():
    """One service for all tests that do nothing to it: making keys takes long."""
    with LOCK:
        if not STARTED:
            STARTED.append(Service())
            atexit.register(STARTED[0].__exit__)
        return STARTED[0]


class Protocol(unittest.TestCase):
    def test_first_member(self):
        service = shared()
        response = service.call(CARD_LIST, {'userId': 50000104652})
        header = response.json()['encData'].split('.')[0]
        answer = json.loads(service.open(response))
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers['X-KM-Correlation-Id'],
                         response.request.headers['X-KM-Correlation-Id'])
        self.assertEqual(response.headers['X-KM-Crypto-Key-Id'], service.key['id'])
        self.assertLess(len(header), 100)
        self.assertEqual(answer['response']['code'], '000_000')
        names = [card['serviceName'] for card in answer['cardDataInfo']]
        self.assertEqual(names, ['Garam City Card', 'Saebom Youth Check', 'Narae Transit',
                                 'Moa Gift'])

    def test_card_leads_to_member(self):
        service = shared()
        cards = service.cards(50000100007)['cardDataInfo']
        for enc in 'A128GCM', 'A256GCM':
            sealed = service.seal({'cardNo': cards[0]['physicalCardNo']}, enc)
            info = json.loads(service.open(service.call(CARD_INFO, sealed)))
            self.assertEqual(info['userId'], 50000100007)

    def test_refusal_is_sealed(self):
        service = shared()
        response = service.call(CARD_LIST, {'userId': 50000109999})
        self.assertEqual(response.status_code, 400)
        self.assertEqual(json.loads(service.open(response))['response']['code'], '001_006')

    def test_wrong_secret(self):
        service = shared()
        body = b'{"userId":1}'
        headers = service.sign(b'{"userId":2}')
        response = service.session.post(service.base_url + CARD_LIST, data=body,
                                        headers=headers, timeout=30)
        self.assertEqual(response.status_code, 401)
        self.assertEqual(response.json()['response']['code'], '009_004')

    def test_art(self):
        service = shared()
        for card in service.cards(50000104652)['cardDataInfo']:
            self.assertTrue(card['serviceImageUrl'].startswith(service.origin))
            image = service.session.get(card['serviceImageUrl'], timeout=30)
            self.assertEqual(image.headers['Content-Type'], 'image/png')
            self.assertEqual(image.content[:8], b'\x89PNG\r\n\x1a\n')

    def test_profile_is_private(self):
        service = shared()
        modes = {name: stat.S_IMODE(os.stat(os.path.join(service.folder.name, name)).st_mode)
                 for name in os.listdir(service.folder.name)}
        self.assertEqual(set(modes), {'profile.ini', 'secret-key', 'server-public.pem',
                                      'client-private.pem'})
        self.assertEqual(set(modes.values()), {0o600})


class Sameness(unittest.TestCase):
    def test_two_processes(self):
        members = [50000104652, 50000200999, 50000600006, 50000500008, 60000000001, 60000000099]
        answers = []
        for _ in range(2):
            with Service('--members', '100') as service:
                answers.append([service.open(service.call(CARD_LIST, {'userId': member}))
                                .replace(service.origin.encode(), b'ORIGIN')
                                for member in members])
        self.assertEqual(answers[0], answers[1])

    def test_chances_by_seed(self):
        series = []
        for seed in '7', '7', '8':
            with Service('--seed', seed, '--fault', 'http-503:30%') as service:
                series.append([service.call(CARD_LIST, {'userId': 1}).status_code
                               for _ in range(30)])
        self.assertEqual(series[0], series[1])
        self.assertNotEqual(series[0], series[2])


class Faults(unittest.TestCase):
    """A JWE of a wrong kind is sound: a client that is not strict does read it."""

    def check_lax_reads(self, fault, alg, enc):
        with Service('--fault', fault) as service:
            response = service.call(CARD_LIST, {'userId': 50000104652})
            with self.assertRaises(Exception):
                service.open(response)
            answer = json.loads(service.open(response, LAX))
            self.assertEqual(len(answer['cardDataInfo']), 4)
            self.assertEqual(response.status_code, 200, (alg, enc))

    def test_rsa1_5(self):
        self.check_lax_reads('rsa1_5', 'RSA1_5', 'A256GCM')

    def test_rsa_oaep(self):
        self.check_lax_reads('rsa-oaep', 'RSA-OAEP', 'A256GCM')

    def test_cbc(self):
        self.check_lax_reads('cbc', 'RSA-OAEP-256', 'A256CBC-HS512')

    def test_zip(self):
        with Service('--fault', 'zip') as service:
            response = service.call(CARD_LIST, {'userId': 50000104652})
            self.assertEqual(len(json.loads(service.open(response))['cardDataInfo']), 4)

    def test_gzip(self):
        with Service('--fault', 'gzip') as service:
            response = service.call(CARD_LIST, {'userId': 50000104652})
            self.assertEqual(response.headers['Content-Encoding'], 'gzip')
            self.assertEqual(len(json.loads(service.open(response))['cardDataInfo']), 4)


class Endurance(unittest.TestCase):
    def test_300_megabytes(self):
        with Service() as service:
            service.cards(1)
            before = service.resident_kb()
            host, port = service.origin.removeprefix('http://').split(':')
            page = b' ' * 1024 * 1024
            with socket.create_connection((host, int(port))) as connection:
                connection.sendall(b'POST /open-api/api/v1/user/card/list HTTP/1.1\r\n'
                                   b'Host: 127.0.0.1\r\nContent-Length: 314572800\r\n\r\n')
                with self.assertRaises(OSError):
                    for _ in range(300):
                        connection.sendall(page)
            service.cards(1)
            self.assertLess(service.resident_kb() - before, 8 * 1024)

    def test_many_connections(self):
        """Connections that come and go leave nothing behind."""
        with Service() as service:
            files = f'/proc/{service.process.pid}/fd'
            service.cards(1)
            before = len(os.listdir(files))
            for _ in range(300):
                service.session.close()
                service.cards(1)
            self.assertLess(len(os.listdir(files)), before + 5)


@unittest.skipUnless(os.path.isdir(PEERS), 'CARDSYNC_SHARED has no peers')
class Peer(unittest.TestCase):
    def test_bulk_lookup(self):
        members = [50000104652, 50000100002, 50000109999, 50000500200, 9999999999999999999,
                   *range(60000000001, 60000000021)]
        with Service('--members', '20') as service, tempfile.NamedTemporaryFile('w') as ids:
            ids.write('\n'.join(map(str, members)))
            ids.flush()
            peer = subprocess.run(
                [sys.executable, os.path.join(PEERS, 'bulk_lookup.py'), service.profile_path,
                 ids.name], capture_output=True, text=True, timeout=120, check=True)
        counts = json.loads(peer.stdout)
        self.assertEqual(counts['members'], len(members))
        self.assertEqual(counts['missing'], 1)
        self.assertEqual(counts['cards'], 4 + 0 + 200 + 1 + 20 * 5)


if __name__ == '__main__':
    unittest.main()
