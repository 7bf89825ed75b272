#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""seal.py ANSWER FOLDER: writes the answer, a new key and the answer sealed for it."""

import json
import sys
from pathlib import Path

from jwcrypto import jwe, jwk


def main():
    plain, folder = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])
    key = jwk.JWK.generate(kty='RSA', size=2048)
    token = jwe.JWE(plain, json.dumps({'alg': 'RSA-OAEP-256', 'enc': 'A256GCM'}))
    token.add_recipient(key)

    pem = folder / 'key.pem'
    pem.touch(mode=0o600)
    pem.write_bytes(key.export_to_pem(private_key=True, password=None))
    (folder / 'answer.json').write_bytes(plain)
    (folder / 'sealed.txt').write_text(token.serialize(compact=True))


if __name__ == '__main__':
    main()
