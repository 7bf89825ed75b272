# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates of our own: an authority, and servers that deserve trust or do not."""

import datetime
import ipaddress
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = datetime.timedelta(days=1)


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(subject, issuer, public_key, begins, ends):
    now = datetime.datetime.utcnow()
    return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
            .public_key(public_key).serial_number(x509.random_serial_number())
            .not_valid_before(now + begins * DAY).not_valid_after(now + ends * DAY))


def self_signed(key, common_name="project", hosts=(), begins=-1, ends=365):
    """A certificate that nobody else vouches for."""
    name = _name(common_name)
    builder = _builder(name, name, key.public_key(), begins, ends)
    if hosts:
        builder = builder.add_extension(_hosts(hosts), critical=False)
    return builder.sign(key, hashes.SHA256())


def _hosts(hosts):
    names = []
    for host in hosts:
        try:
            names.append(x509.IPAddress(ipaddress.ip_address(host)))
        except ValueError:
            names.append(x509.DNSName(host))
    return x509.SubjectAlternativeName(names)


class Authority:
    """Signs server certificates."""

    def __init__(self, common_name="Test authority"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        name = _name(common_name)
        builder = _builder(name, name, self.key.public_key(), -30, 365)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        builder = builder.add_extension(x509.KeyUsage(
            digital_signature=False, content_commitment=False, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
            encipher_only=False, decipher_only=False), True)
        builder = builder.add_extension(
            x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), False)
        self.certificate = builder.sign(self.key, hashes.SHA256())

    def issue(self, key, hosts=("localhost", "127.0.0.1"), begins=-1, ends=90):
        builder = _builder(_name(hosts[0]), self.certificate.subject, key.public_key(), begins,
                           ends)
        builder = builder.add_extension(_hosts(hosts), False)
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        return builder.sign(self.key, hashes.SHA256())

    def write(self, path):
        path.write_bytes(self.certificate.public_bytes(ser.Encoding.PEM))
        return path


def server_context(directory, certificate, key, weak=False, tls_1_1=False):
    """An SSL context for a server; WEAK admits what OpenSSL itself no longer would."""
    path = directory / "server.pem"
    path.write_bytes(certificate.public_bytes(ser.Encoding.PEM) + key.private_bytes(
        ser.Encoding.PEM, ser.PrivateFormat.PKCS8, ser.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if weak or tls_1_1:
        context.set_ciphers("DEFAULT@SECLEVEL=0")
    if tls_1_1:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.load_cert_chain(path)
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context
