# SPDX-License-Identifier: GPL-3.0-or-later
"""A client of the protocol that can also do wrong what the service has to notice."""

import base64
import configparser
import datetime
import hashlib
import hmac
import http.client
import json
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from jwcrypto import jwe, jwk

from contract import CARD_INFO, CARD_LIST
from members import KST
import sealing


class Client:
    """Speaks for the profile in a file that `mock-server --export-profile` wrote."""

    def __init__(self, profile):
        ini = configparser.ConfigParser()
        ini.read(profile)
        here = Path(profile).parent
        self.profile, self.key = ini["profile"], ini["crypto-key-1"]
        self.url = urlsplit(self.profile["base-url"])
        self.secret = (here / self.profile["secret-key-file"]).read_bytes().strip()
        self.private = jwk.JWK.from_pem((here / self.key["client-private-key-file"]).read_bytes())
        self.server = jwk.JWK.from_pem((here / self.key["server-public-key-file"]).read_bytes())

    def headers(self, body, shift=datetime.timedelta(), secret=None, zone=KST):
        now = (datetime.datetime.now(zone) + shift).strftime("%Y%m%d%H%M%S%f")[:17]
        mac = hmac.new(secret or self.secret, body, hashlib.sha256).digest()
        return {"Content-Type": "application/json", "Accept": "application/json",
                "X-KM-User-AspId": self.profile["asp-id"], "X-KM-Crypto-Key-Id": self.key["id"],
                "X-KM-Access-Key": self.profile["access-key"], "X-KM-Time-Zone": "KST",
                "X-KM-Correlation-Id": now[2:14] + "-" + secrets.token_hex(4)[1:],
                "X-KM-Tran-Token": f"KMV1:{now}:{base64.b64encode(mac).decode()}",
                "X-KM-Tran-Time": now[:14]}

    def post(self, path, body, headers):
        """Status, headers and body of the answer; headers that are None are left out."""
        connection = http.client.HTTPConnection(self.url.netloc, timeout=20)
        try:
            connection.request("POST", self.url.path + path, body,
                               {name: value for name, value in headers.items()
                                if value is not None})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def open(self, body):
        """The plaintext of an answer, and whether it was encrypted."""
        outer = json.loads(body)
        if "encData" not in outer:
            return outer, False
        token = jwe.JWE(algs=sealing.REQUEST_ALGS)
        token.deserialize(outer["encData"], self.private)
        return json.loads(token.payload), True

    def seal(self, request):
        token = jwe.JWE(json.dumps(request).encode(),
                        json.dumps({"enc": "A256GCM", "alg": "RSA-OAEP-256"}),
                        algs=sealing.REQUEST_ALGS)
        token.add_recipient(self.server)
        return sealing.envelope(token.serialize(compact=True))

    def list_cards(self, body, path=CARD_LIST, **how):
        """Status, answer and whether it was encrypted, for BODY (bytes); HOW changes headers."""
        changes = how.pop("headers", {})
        headers = {**self.headers(body, **how), **changes}
        status, _, answer = self.post(path, body, headers)
        return status, *self.open(answer)

    def card_info(self, number):
        body = self.seal({"cardNo": number})
        status, _, answer = self.post(CARD_INFO, body, self.headers(body))
        return status, *self.open(answer)
