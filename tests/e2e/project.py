# SPDX-License-Identifier: GPL-3.0-or-later
"""What a project is issued with: ids, secret key, encryption keys, and their files."""

import os
import secrets
import threading
from pathlib import Path

from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

import certificates

PASSPHRASE = b"correct horse battery"

_keys = {}
_keys_lock = threading.Lock()


def rsa_key(name, bits=2048):
    """A key by name: made once a process, since making one costs more than a whole test."""
    with _keys_lock:
        if name not in _keys:
            _keys[name] = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        return _keys[name]


class CryptoKey:
    """One encryption key pair: an id, the service's key and the client's."""

    def __init__(self, label):
        self.id = secrets.token_hex(16)
        self.server = rsa_key("server-" + label)
        self.client = rsa_key("client-" + label)


class Project:
    """A project of the platform, as its owner and the service know it."""

    def __init__(self, n_keys=1):
        self.asp_id = "000170000000000"
        self.access_key = secrets.token_hex(4)[1:] + "-" + secrets.token_hex(16)
        self.secret_key = secrets.token_hex(20)
        self.keys = [CryptoKey(label) for label in "ab"[:n_keys]]

    def key_by_id(self, key_id):
        return next((key for key in self.keys if key.id == key_id), None)

    def secrets(self):
        """Strings that may appear nowhere but in the files that carry them."""
        found = [self.secret_key, self.access_key, PASSPHRASE.decode()]
        for key in self.keys:
            lines = private_pem(key.client).decode().splitlines()
            found += [line for line in lines if len(line) == 64][1:4]
        return found

    def write_profile(self, directory, base_url, public="spki-pem", private="pkcs8-pem",
                      environment="sandbox", ca_file=None, time_zone="KST"):
        """Writes profile.ini and what it names; the formats are those of PUBLIC and PRIVATE."""
        directory = Path(directory)
        directory.mkdir(parents=True, exist_ok=True)
        write_private(directory / "secret-key", self.secret_key.encode() + b"\n")
        lines = ["[profile]", "name=Test desk", f"environment={environment}",
                 f"base-url={base_url}", f"asp-id={self.asp_id}",
                 f"access-key={self.access_key}", f"time-zone={time_zone}",
                 "secret-key-file=secret-key"]
        if ca_file:
            lines.append(f"ca-file={ca_file}")
        for number, key in enumerate(self.keys, 1):
            lines += ["", f"[crypto-key-{number}]", f"id={key.id}"]
            lines += write_key_files(directory, number, key, public, private)
        path = directory / "profile.ini"
        path.write_text("\n".join(lines) + "\n")
        return path


def write_key_files(directory, number, key, public, private):
    public_path = directory / f"server-public-{number}"
    private_path = directory / f"client-private-{number}"
    public_path.write_bytes(PUBLIC_FORMATS[public](key.server))
    write_private(private_path, PRIVATE_FORMATS[private](key.client))
    lines = [f"server-public-key-file={public_path.name}",
             f"client-private-key-file={private_path.name}"]
    if private in WITH_PASSPHRASE:
        write_private(directory / "passphrase", PASSPHRASE + b"\n")
        lines.append("client-private-key-passphrase-file=passphrase")
    return lines


def write_private(path, data):
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def private_pem(key):
    return key.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.PKCS8, ser.NoEncryption())


def _private(encoding, form, passphrase=None):
    protection = ser.BestAvailableEncryption(passphrase) if passphrase else ser.NoEncryption()
    return lambda key: key.private_bytes(encoding, form, protection)


def _public(encoding, form):
    return lambda key: key.public_key().public_bytes(encoding, form)


def _certificate(encoding):
    return lambda key: certificates.self_signed(key).public_bytes(encoding)


def _pkcs12(passphrase):
    protection = ser.BestAvailableEncryption(passphrase) if passphrase else ser.NoEncryption()
    return lambda key: pkcs12.serialize_key_and_certificates(
        b"client", key, certificates.self_signed(key), None, protection)


PUBLIC_FORMATS = {
    "spki-pem": _public(ser.Encoding.PEM, ser.PublicFormat.SubjectPublicKeyInfo),
    "spki-der": _public(ser.Encoding.DER, ser.PublicFormat.SubjectPublicKeyInfo),
    "pkcs1-pem": _public(ser.Encoding.PEM, ser.PublicFormat.PKCS1),
    "pkcs1-der": _public(ser.Encoding.DER, ser.PublicFormat.PKCS1),
    "x509-pem": _certificate(ser.Encoding.PEM),
    "x509-der": _certificate(ser.Encoding.DER),
}

PRIVATE_FORMATS = {
    "pkcs8-pem": _private(ser.Encoding.PEM, ser.PrivateFormat.PKCS8),
    "pkcs8-der": _private(ser.Encoding.DER, ser.PrivateFormat.PKCS8),
    "pkcs1-pem": _private(ser.Encoding.PEM, ser.PrivateFormat.TraditionalOpenSSL),
    "pkcs1-der": _private(ser.Encoding.DER, ser.PrivateFormat.TraditionalOpenSSL),
    "pkcs8-pem-passphrase": _private(ser.Encoding.PEM, ser.PrivateFormat.PKCS8, PASSPHRASE),
    "pkcs8-der-passphrase": _private(ser.Encoding.DER, ser.PrivateFormat.PKCS8, PASSPHRASE),
    "pkcs12-passphrase": _pkcs12(PASSPHRASE),
}

WITH_PASSPHRASE = {name for name in PRIVATE_FORMATS if name.endswith("-passphrase")}
