# SPDX-License-Identifier: GPL-3.0-or-later
"""The mock service as a process, and a client of it that shares no code with the project."""

import base64
import configparser
import datetime
import hashlib
import hmac
import json
import os
import secrets
import subprocess
import tempfile

import requests
from jwcrypto import jwe, jwk

CARD_LIST = '/api/v1/user/card/list'
CARD_INFO = '/api/v1/user/card/info'
KST = datetime.timezone(datetime.timedelta(hours=9))
WHAT_THE_PROTOCOL_ALLOWS = ['RSA-OAEP-256', 'A128GCM', 'A256GCM']


class Service:
    """Runs the service and reads the profile that it exports."""

    def __init__(self, *options):
        self.folder = tempfile.TemporaryDirectory(prefix='mock-')
        self.process = subprocess.Popen(
            [os.environ['MOCK_RUNNER'], self.folder.name, *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.base_url = self.process.stdout.readline().split()[1]
        self.origin = self.base_url.removesuffix('/open-api')
        self.profile_path = os.path.join(self.folder.name, 'profile.ini')
        self.session = requests.Session()
        ini = configparser.ConfigParser()
        ini.read(self.profile_path)
        self.profile, self.key = ini['profile'], ini['crypto-key-1']
        self.private = jwk.JWK.from_pem(self.read(self.key['client-private-key-file']))
        self.public = jwk.JWK.from_pem(self.read(self.key['server-public-key-file']))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session.close()
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait(30) == 0
        self.folder.cleanup()

    def read(self, name):
        with open(os.path.join(self.folder.name, name), 'rb') as file:
            return file.read()

    def sign(self, body):
        time = datetime.datetime.now(KST).strftime('%Y%m%d%H%M%S%f')[:17]
        mac = hmac.new(self.read(self.profile['secret-key-file']), body, hashlib.sha256).digest()
        return {
            'Content-Type': 'application/json',
            'X-KM-User-AspId': self.profile['asp-id'],
            'X-KM-Access-Key': self.profile['access-key'],
            'X-KM-Crypto-Key-Id': self.key['id'],
            'X-KM-Correlation-Id': f'{time[2:14]}-{secrets.token_hex(4)[1:]}',
            'X-KM-Tran-Token': f'KMV1:{time}:{base64.b64encode(mac).decode()}',
            'X-KM-Tran-Time': time[:14],
            'X-KM-Time-Zone': self.profile['time-zone'],
        }

    def seal(self, value, enc='A256GCM'):
        token = jwe.JWE(json.dumps(value), json.dumps({'enc': enc, 'alg': 'RSA-OAEP-256'}))
        token.add_recipient(self.public)
        return {'encData': token.serialize(compact=True)}

    def call(self, path, value):
        """Sends exactly the bytes that were signed; returns the HTTP response."""
        body = json.dumps(value).encode()
        return self.session.post(self.base_url + path, data=body, headers=self.sign(body),
                                 allow_redirects=False, timeout=30)

    def open(self, response, algorithms=WHAT_THE_PROTOCOL_ALLOWS):
        """Decrypts an answer; returns its bytes."""
        token = jwe.JWE(algs=algorithms)
        token.deserialize(response.json()['encData'], self.private)
        return token.payload

    def cards(self, member):
        return json.loads(self.open(self.call(CARD_LIST, {'userId': member})))

    def resident_kb(self):
        with open(f'/proc/{self.process.pid}/status', encoding='ascii') as status:
            return int(next(line for line in status if line.startswith('VmRSS:')).split()[1])
