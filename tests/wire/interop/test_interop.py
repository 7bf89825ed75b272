# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens and signatures against an independent implementation: jwcrypto and Python's hmac."""

import base64
import datetime
import hashlib
import hmac
import json
import os
import re
import subprocess
import unittest

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwcrypto import jwe

import sealing

BITS = [2048, 3072, 4096]
ENCS = ['A128GCM', 'A256GCM']
LENGTHS = [1, 15, 16, 17, 4096, 1048576]
TIMES_EACH = 6      # of each of 36 combinations: 216 a direction


class Driver:
    """The project's code, at the other end of a pipe."""

    def __init__(self):
        self.process = subprocess.Popen([os.environ['CARDSYNC_WIRE_DRIVER']],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, *words):
        self.process.stdin.write(' '.join(words).encode() + b'\n')
        self.process.stdin.flush()
        return self.process.stdout.readline().decode().rstrip('\n')

    def use(self, key):
        pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                serialization.NoEncryption())
        answer = self.ask('key', to_base64(pem))
        assert answer == 'ok', answer

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait()


class Peer:
    """A private key and what jwcrypto does with it."""

    def __init__(self, bits):
        self.key = rsa.generate_private_key(65537, bits)
        # Kept, because jwcrypto checks the primes whenever it makes one of these.
        self.jwk = sealing.to_jwk(self.key)

    def encrypt(self, plaintext, **header):
        return sealing.seal(plaintext, self.key.public_key(), **header)

    def decrypt(self, token, enc):
        header = json.loads(sealing.unb64(token.split('.')[0]))
        assert header == {'alg': 'RSA-OAEP-256', 'enc': enc}, header
        read = jwe.JWE(algs=['RSA-OAEP-256', enc])
        read.deserialize(token, self.jwk)
        return read.payload


def to_base64(data):
    return base64.b64encode(data).decode()


class Interop(unittest.TestCase):
    def setUp(self):
        self.driver = Driver()
        self.addCleanup(self.assert_ended_well)

    def assert_ended_well(self):
        self.assertEqual(self.driver.close(), 0)

    def use_key(self, bits):
        peer = Peer(bits)
        self.driver.use(peer.key)
        return peer

    def assert_round_trips(self, bits):
        peer = self.use_key(bits)
        for enc in ENCS:
            for length in LENGTHS:
                for _ in range(TIMES_EACH):
                    self.assert_theirs_is_read(peer, enc, os.urandom(length))
                    self.assert_ours_is_read(peer, enc, os.urandom(length))

    def assert_theirs_is_read(self, peer, enc, plaintext):
        token = peer.encrypt(plaintext, enc=enc)
        self.assertEqual(self.driver.ask('decrypt', token), to_base64(plaintext))

    def assert_ours_is_read(self, peer, enc, plaintext):
        token = self.driver.ask('encrypt', enc, to_base64(plaintext))
        self.assertEqual(peer.decrypt(token, enc), plaintext)

    def test_round_trips_2048(self):
        self.assert_round_trips(2048)

    def test_round_trips_3072(self):
        self.assert_round_trips(3072)

    def test_round_trips_4096(self):
        self.assert_round_trips(4096)

    def test_envelope(self):
        peer = self.use_key(2048)
        plaintext = b'{"response":{"code":"000_000"},"cardDataInfo":[]}'
        for enc in ENCS:
            body = json.loads(self.driver.ask('seal', enc, to_base64(plaintext)))
            self.assertEqual(list(body), ['encData'])
            self.assertEqual(peer.decrypt(body['encData'], enc), plaintext)
            for separators in [None, (',', ':')]:
                theirs = json.dumps({'kind': [1], 'encData': peer.encrypt(plaintext, enc=enc)},
                                    separators=separators)
                self.assertEqual(self.driver.ask('open', theirs), to_base64(plaintext))

    def test_header_members(self):
        """What another server may add does no harm."""
        peer = self.use_key(2048)
        for more in [{'kid': '0' * 32}, {'typ': 'JWE', 'cty': 'application/json'}, {'iat': 1}]:
            token = peer.encrypt(b'plaintext', **more)
            self.assertEqual(self.driver.ask('decrypt', token), to_base64(b'plaintext'), more)

    def test_refused(self):
        """Tokens that jwcrypto makes well, and that are not what the service makes."""
        peer = self.use_key(2048)
        others = [('RSA-OAEP', 'A256GCM', {}), ('RSA1_5', 'A256GCM', {}),
                  ('RSA-OAEP-256', 'A192GCM', {}), ('RSA-OAEP-256', 'A128CBC-HS256', {}),
                  ('RSA-OAEP-256', 'A256CBC-HS512', {}),
                  ('RSA-OAEP-256', 'A256GCM', {'zip': 'DEF'})]
        for alg, enc, more in others:
            with self.subTest(alg=alg, enc=enc, **more):
                token = peer.encrypt(b'plaintext', alg=alg, enc=enc, **more)
                self.assertEqual(self.driver.ask('decrypt', token), 'refused')

    def test_sign(self):
        cases = [('s3cret', 'KST', 9, b'{"userId":50000104652}'), ('x' * 200, 'UTC', 0, b'{}'),
                 ('\u00e9', 'KST', 9, os.urandom(100000)), ('a', 'UTC', 0, b'')]
        for secret, zone, hours, body in cases:
            for micros in [0, 1795534200123999, 1709218799999999, 4102444799000001]:
                token, time, correlation = self.driver.ask(
                    'sign', secret, zone, str(micros), to_base64(body)).split(' ')
                self.assert_signed(token, time, correlation, secret, hours, micros, body)

    def assert_signed(self, token, time, correlation, secret, hours, micros, body):
        moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(hours=hours,
                                                                    microseconds=micros)
        mac = hmac.new(secret.encode(), body, hashlib.sha256).digest()
        self.assertEqual(time, moment.strftime('%Y%m%d%H%M%S'))
        self.assertEqual(token, f'KMV1:{time}{moment.microsecond // 1000:03}:{to_base64(mac)}')
        self.assertEqual(len(token), 67)
        self.assertTrue(re.fullmatch(moment.strftime('%y%m%d%H%M%S') + '-[0-9a-f]{7}', correlation))
