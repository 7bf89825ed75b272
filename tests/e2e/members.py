# SPDX-License-Identifier: GPL-3.0-or-later
"""Members and their cards, as the service's own records: names and forms are the wire's."""

import copy
import datetime

KST = datetime.timezone(datetime.timedelta(hours=9))


def luhn(prefix):
    """PREFIX (15 digits) with its check digit."""
    total = 0
    for position, digit in enumerate(reversed(prefix)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return prefix + str(-total % 10)


def card_no(number):
    """The card number that belongs to NUMBER, in a range of no scheme: 9491 33."""
    return luhn("949133" + f"{number:09d}")


def today(days=0):
    return (datetime.datetime.now(KST) + datetime.timedelta(days=days)).strftime("%Y%m%d")


def card(number, **changes):
    """A prepaid card that is in order; CHANGES replace members, None takes one away."""
    record = {
        "par": f"Q1{number:025X}",
        "serviceId": "000170001000001",
        "serviceName": "Seoul Love Card",
        "serviceImageUrl": "https://img.example.com/seoul.png",
        "mobileCardNo": card_no(number * 2),
        "physicalCardNo": card_no(number * 2 + 1),
        "mobileCardStatus": "ACTIVE",
        "physicalCardStatus": "ACTIVE",
        "cardLifeStatus": "60",
        "cardBizStatus": "60",
        "accTransferStatus": "0",
        "expiryDate": today(900),
        "balance": 300000,
        "pendingAmount": 0,
        "isNamed": True,
        "maxRealNameRechargeAmount": 2000000,
        "maxNonRealNameRechargeAmount": 500000,
        "rechargeableAmount": 1700000,
        "minRechargeAmount": 10000,
        "rechargeUnitAmt": 10000,
        "rechargeable": True,
        "personalRechargeable": True,
        "refundable": True,
        "remittable": True,
        "cardPointInfo": [{"pointPolicyId": "000170002000001", "pointName": "Seoul points",
                           "autoUse": True, "remainingPoint": 1234}],
        "autoReloadStatus": "NONE",
        "cardApplyNo": f"{number:022d}",
        "enableVirtualAccountPendingAmount": True,
        "virtualAccountMaxPendingAmount": 2000000,
    }
    for name, value in changes.items():
        if value is None:
            del record[name]
        else:
            record[name] = value
    return record


def debit_card(number, **changes):
    return card(number, serviceName="Debit card", enableFIC=True,
                limits={"once": 500000, "day": 2000000, "month": 5000000},
                bankInfo={"bankName": "IBK기업은행", "accountNo": "98765432105557"}, **changes)


# The card that is nobody's: its number is known to the service, its member is not.
NOBODYS_CARD = card_no(900000001)

MEMBER = 50000104652
NO_CARDS = 50000104653
LARGEST = 9999999999999999999
UNKNOWN = 50000104654

# Member IDs are ordinary numbers that no other test data contains.
RECORDS = {
    MEMBER: [
        card(1),
        debit_card(2),
        card(3, cardLifeStatus="30", cardBizStatus="31", mobileCardStatus="SUSPENDED",
             physicalCardStatus="SUSPENDED"),
        card(4, mobileCardStatus="SUSPENDED"),
        card(5, cardLifeStatus="90"),
        card(6, cardBizStatus="7Z"),
        card(7, balance=0, rechargeableAmount=2000000),
    ],
    NO_CARDS: [],
    LARGEST: [card(11)],
}

# What each of MEMBER's cards comes to, by the rules of the product.
VERDICTS = ["usable", "usable", "blocked", "limited", "finished", "unknown", "usable"]


def records():
    return copy.deepcopy(RECORDS)


def card_numbers(records_of_all):
    """Every full card and account number among the records."""
    found = [NOBODYS_CARD]
    for cards in records_of_all.values():
        for one in cards:
            found += [one[name] for name in ("mobileCardNo", "physicalCardNo") if name in one]
            if "bankInfo" in one:
                found.append(one["bankInfo"]["accountNo"])
    return found
