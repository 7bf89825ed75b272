# SPDX-License-Identifier: GPL-3.0-or-later
"""Compact JWE: honest ones by jwcrypto, and ones that nobody should accept put together by hand."""

import base64
import json
import os
import zlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from jwcrypto import jwe, jwk

REQUEST_ALGS = ["RSA-OAEP-256", "A128GCM", "A256GCM"]

def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

def to_jwk(key):
    """The jwcrypto form of a key of the cryptography package."""
    return jwk.JWK.from_pyca(key)

def seal(plaintext, public_key, alg="RSA-OAEP-256", enc="A256GCM", **header):
    """PLAINTEXT (bytes) as a compact JWE, by jwcrypto."""
    protected = json.dumps({"enc": enc, "alg": alg, **header})
    token = jwe.JWE(plaintext, protected, algs=[alg, enc, "DEF"])
    token.add_recipient(to_jwk(public_key))
    return token.serialize(compact=True)

def unseal(text, private_key):
    """The plaintext of a client's JWE; raises where it is none by the documentation's rules."""
    header = json.loads(unb64(text.split(".")[0]))
    if set(header) != {"alg", "enc"}:
        raise ValueError(f"header members {sorted(header)}")
    token = jwe.JWE(algs=REQUEST_ALGS)
    token.deserialize(text, to_jwk(private_key))
    return token.payload

def assemble(plaintext, public_key, header, cek=None, tag_length=16, compress=False):
    """A JWE with HEADER (a dict or the very bytes), whatever it says, and a true GCM tag."""
    cek = cek or os.urandom(32)
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    iv = os.urandom(12)
    wrapped = public_key.encrypt(cek, padding.OAEP(padding.MGF1(hashes.SHA256()),
                                                   hashes.SHA256(), None))
    if compress:
        plaintext = zlib.compress(plaintext)[2:-4]
    sealed = AESGCM(cek).encrypt(iv, plaintext, b64(raw).encode())
    ciphertext, tag = sealed[:-16], sealed[-16:]
    return ".".join(b64(part) for part in (raw, wrapped, iv, ciphertext, tag[:tag_length]))

def with_part(text, index, change):
    """A JWE whose part INDEX went through CHANGE, bytes to bytes."""
    parts = text.split(".")
    parts[index] = b64(change(unb64(parts[index])))
    return ".".join(parts)

def flip_last_bit(data):
    return data[:-1] + bytes([data[-1] ^ 1])

def envelope(text):
    return json.dumps({"encData": text}).encode()
