# SPDX-License-Identifier: GPL-3.0-or-later
"""The service's side of the protocol: what it demands of a request, and what it answers."""

import base64
import datetime
import hashlib
import hmac
import json
import re

from members import KST, NOBODYS_CARD
import sealing

CARD_LIST = "/api/v1/user/card/list"
CARD_INFO = "/api/v1/user/card/info"
TOLERANCE = datetime.timedelta(minutes=5)
ZONES = {"KST": KST, "UTC": datetime.timezone.utc}

SUCCESS = ("000_000", "Success.")
INVALID = "000_002"
MISSING = "000_003"
NO_MEMBER = ("001_006", "Wallet user not found.")
BAD_SIGNATURE = ("002_001", "Tran token verification failed.")
BAD_ENCRYPTION = ("002_002", "Decryption failed.")


class Refusal(Exception):
    """The service refuses: an HTTP status with a business code."""

    def __init__(self, status, code, description):
        super().__init__(f"{status} {code} {description}")
        self.status, self.code, self.description = status, code, description


def answer(code, description, **members):
    """The plaintext of an answer."""
    return json.dumps({"response": {"code": code, "description": description}, **members},
                      ensure_ascii=False).encode()


class Contract:
    """A service of the platform for one project; knows nothing of HTTP but headers."""

    def __init__(self, project, records):
        self.project = project
        self.records = records

    def handle(self, path, headers, body):
        """The plaintext of the answer to a request; raises Refusal."""
        self.check_headers(headers)
        self.check_signature(headers, body)
        if path.endswith(CARD_LIST):
            return self.card_list(self.parse(body))
        if path.endswith(CARD_INFO):
            return self.card_info(self.parse(self.unseal(headers, body)))
        raise Refusal(404, "000_404", "No such call.")

    def check_headers(self, headers):
        for name in ("X-KM-User-AspId", "X-KM-Correlation-Id", "X-KM-Access-Key",
                     "X-KM-Crypto-Key-Id", "X-KM-Tran-Token", "X-KM-Tran-Time",
                     "X-KM-Time-Zone"):
            if name.lower() not in headers:
                raise Refusal(400, MISSING, f"Missing required values. {name}")
        if headers["x-km-user-aspid"] != self.project.asp_id:
            raise Refusal(400, INVALID, "Invalid input parameter. X-KM-User-AspId")
        # The sandbox was seen to fall over ids that are not exactly 20 characters.
        if not re.fullmatch(r"\d{12}-[0-9a-f]{7}", headers["x-km-correlation-id"], re.I):
            raise Refusal(500, "999_999", "Internal error.")
        if headers["x-km-access-key"] != self.project.access_key:
            raise Refusal(401, "002_003", "Access key unknown.")
        if self.project.key_by_id(headers["x-km-crypto-key-id"]) is None:
            raise Refusal(400, BAD_ENCRYPTION[0], "Crypto key unknown.")
        if headers.get("content-type", "").split(";")[0].strip() != "application/json":
            raise Refusal(400, INVALID, "Invalid input parameter. Content-Type")

    def check_signature(self, headers, body):
        token, when = headers["x-km-tran-token"], headers["x-km-tran-time"]
        match = re.fullmatch(r"KMV1:(\d{17}):([A-Za-z0-9+/]{43}=)", token)
        zone = ZONES.get(headers["x-km-time-zone"])
        if len(token) != 67 or not match or not re.fullmatch(r"\d{14}", when) or zone is None:
            raise Refusal(400, *BAD_SIGNATURE)
        mac = hmac.new(self.project.secret_key.encode(), body, hashlib.sha256).digest()
        if not hmac.compare_digest(base64.b64encode(mac).decode(), match[2]):
            raise Refusal(400, *BAD_SIGNATURE)
        if match[1][:14] != when or headers["x-km-correlation-id"][:12] != when[2:]:
            raise Refusal(400, *BAD_SIGNATURE)
        signed = datetime.datetime.strptime(when, "%Y%m%d%H%M%S").replace(tzinfo=zone)
        if abs(datetime.datetime.now(datetime.timezone.utc) - signed) > TOLERANCE:
            raise Refusal(400, *BAD_SIGNATURE)

    def unseal(self, headers, body):
        key = self.project.key_by_id(headers["x-km-crypto-key-id"])
        try:
            outer = json.loads(body)
            return sealing.unseal(outer["encData"], key.server)
        except Exception as error:
            raise Refusal(400, *BAD_ENCRYPTION) from error

    def parse(self, body):
        try:
            parsed = json.loads(body)
        except ValueError as error:
            raise Refusal(400, INVALID, "Invalid input parameter.") from error
        if not isinstance(parsed, dict):
            raise Refusal(400, INVALID, "Invalid input parameter.")
        return parsed

    def card_list(self, request):
        if "userId" not in request:
            raise Refusal(400, MISSING, "Missing required values. userId")
        user_id = request["userId"]
        if type(user_id) is not int or not 1 <= user_id <= 9999999999999999999:
            raise Refusal(400, INVALID, "Invalid input parameter. userId")
        if set(request) - {"userId", "par", "physicalCardNo"}:
            raise Refusal(400, INVALID, "Invalid input parameter.")
        if "par" in request and len(request["par"]) != 27:
            raise Refusal(400, INVALID, "Invalid input parameter. par")
        if user_id not in self.records:
            raise Refusal(400, *NO_MEMBER)
        cards = self.records[user_id]
        for name in ("par", "physicalCardNo"):
            if name in request:
                cards = [card for card in cards if card.get(name) == request[name]]
        return answer(*SUCCESS, cardDataInfo=cards)

    def card_info(self, request):
        number = request.get("cardNo")
        if number is None:
            raise Refusal(400, MISSING, "Missing required values. cardNo")
        if not re.fullmatch(r"\d{16}", number):
            raise Refusal(400, INVALID, "Invalid input parameter. cardNo")
        if number == NOBODYS_CARD:
            return answer(*SUCCESS, balance=0, serviceId="000170001000001",
                          serviceName="Gift card", cardStatus="60")
        for user_id, cards in self.records.items():
            for card in cards:
                if number in (card.get("mobileCardNo"), card.get("physicalCardNo")):
                    return answer(*SUCCESS, userId=user_id, balance=card["balance"],
                                  serviceId=card["serviceId"], serviceName=card["serviceName"],
                                  cardStatus=card["cardBizStatus"])
        raise Refusal(400, "003_001", "Invalid card.")
