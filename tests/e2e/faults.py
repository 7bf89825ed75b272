# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a service, or what stands before it, can get wrong: behaviours for service.Service."""

import gzip
import json
import zlib

import contract
import members
import sealing
from project import rsa_key
from service import honest

# Stands in every body that must not be shown; tests look for it in all output.
MARK = "CANARYBODY6f1d"

HTML = f"<!DOCTYPE html><html><title>Sign in {MARK}</title><p>4111111111111111</html>".encode()
GENERIC_HEADER = {"enc": "A256GCM", "alg": "RSA-OAEP-256"}


# --- refusals -------------------------------------------------------------------------------

def refuse(code, description, status=400, sealed=False):
    """An error of the documentation, in the clear or encrypted."""
    def behave(exchange):
        plaintext = contract.answer(code, description)
        (exchange.reply_sealed if sealed else exchange.reply)(plaintext, status)
    return behave


def status(code, body=b"", **headers):
    """A bare status, with any headers."""
    return lambda exchange: exchange.reply(body, code, **headers)


def html(code):
    return status(code, HTML, Content_Type="text/html; charset=utf-8")


# --- encryption -----------------------------------------------------------------------------

def token(change):
    """The honest answer, its JWE handed to CHANGE on the way."""
    def behave(exchange):
        exchange.reply(sealing.envelope(change(exchange.seal(exchange.honest_plaintext()))))
    return behave


def sealed_as(**how):
    """The honest answer, encrypted by jwcrypto in a way that no client may accept."""
    def behave(exchange):
        exchange.reply(sealing.envelope(exchange.seal(exchange.honest_plaintext(), **how)))
    return behave


def assembled(header, **how):
    """The honest answer under a header of our own making."""
    def behave(exchange):
        key = exchange.service.project.keys[0].client.public_key()
        exchange.reply(sealing.envelope(
            sealing.assemble(exchange.honest_plaintext(), key, header, **how)))
    return behave


def wrong_key(exchange):
    stranger = rsa_key("stranger").public_key()
    exchange.reply(sealing.envelope(sealing.seal(exchange.honest_plaintext(), stranger)))


def empty_ciphertext(exchange):
    key = exchange.service.project.keys[0].client.public_key()
    exchange.reply(sealing.envelope(sealing.assemble(b"", key, GENERIC_HEADER)))


def plain_success(exchange):
    exchange.reply(exchange.honest_plaintext())


def parts(change):
    return token(lambda text: ".".join(change(text.split("."))))


def cut_tag(length):
    return token(lambda text: sealing.with_part(text, 4, lambda tag: tag[:length]))


ENCRYPTION = {
    "wrong-key": wrong_key,
    "flipped-tag": token(lambda text: sealing.with_part(text, 4, sealing.flip_last_bit)),
    "flipped-ciphertext": token(lambda text: sealing.with_part(text, 3, sealing.flip_last_bit)),
    "flipped-wrapped-key": token(lambda text: sealing.with_part(text, 1, sealing.flip_last_bit)),
    "cut-ciphertext": token(lambda text: sealing.with_part(text, 3, lambda part: part[:-1])),
    "tag-of-12-bytes": cut_tag(12),
    "tag-of-1-byte": cut_tag(1),
    "no-tag": cut_tag(0),
    "tag-of-17-bytes": token(lambda text: sealing.with_part(text, 4, lambda tag: tag + b"\0")),
    "iv-of-16-bytes": token(lambda text: sealing.with_part(text, 2, lambda iv: iv + b"\0" * 4)),
    "rsa1-5": sealed_as(alg="RSA1_5"),
    "rsa-oaep-sha1": sealed_as(alg="RSA-OAEP"),
    "a128cbc-hs256": sealed_as(enc="A128CBC-HS256"),
    "a192gcm": sealed_as(enc="A192GCM"),
    "zip": sealed_as(zip="DEF"),
    "crit": assembled({**GENERIC_HEADER, "crit": ["exp"], "exp": 1}),
    "alg-in-lower-case": assembled({"enc": "A256GCM", "alg": "rsa-oaep-256"}),
    "alg-and-enc-swapped": assembled({"enc": "RSA-OAEP-256", "alg": "A256GCM"}),
    "enc-of-the-other-key-length": assembled({"enc": "A128GCM", "alg": "RSA-OAEP-256"}),
    "alg-twice": assembled(b'{"alg":"RSA1_5","enc":"A256GCM","alg":"RSA-OAEP-256"}'),
    "header-is-an-array": assembled(b'["RSA-OAEP-256","A256GCM"]'),
    "header-of-64-kb": assembled({**GENERIC_HEADER, "pad": "x" * 65536}),
    "4-parts": parts(lambda found: found[:4]),
    "6-parts": parts(lambda found: found + ["AAAA"]),
    "bad-base64url": parts(lambda found: found[:3] + ["+" + found[3][1:], found[4]]),
    "padded-base64url": parts(lambda found: [found[0] + "=", *found[1:]]),
    "space-in-base64url": parts(lambda found: found[:3] + [" " + found[3], found[4]]),
    "empty-ciphertext": empty_ciphertext,
    "empty-string": token(lambda text: ""),
    "json-serialization": token(lambda text: '{"ciphertext":"x"}'),
}


# --- the body under the encryption ------------------------------------------------------------

def plaintext(data):
    """DATA, perfectly encrypted."""
    return lambda exchange: exchange.reply_sealed(data)


def nested(opening, closing, depth):
    inner = opening * depth + closing * depth
    return ('{"response":{"code":"000_000","description":""},"cardDataInfo":[],"x":'
            + inner + "}").encode()


def success_with(raw_cards):
    """A success whose cardDataInfo is RAW_CARDS (text), whatever that is."""
    return ('{"response":{"code":"000_000","description":"Success."},"cardDataInfo":'
            + raw_cards + "}").encode()


def one_card(**changes):
    return json.dumps([members.card(1, **changes)], ensure_ascii=False)


HOSTILE_JSON = {
    "deep-arrays": nested("[", "]", 40),
    "100000-arrays": b"[" * 100000,
    "100000-objects": b'{"a":' * 100000,
    "duplicate-keys": success_with(one_card()[:-2] + ',"balance":1}]'),
    "duplicate-code": b'{"response":{"code":"000_000","code":"000_000"},"cardDataInfo":[]}',
    "nul-escape": success_with(one_card(serviceName="NAME").replace("NAME", "A\\u0000B")),
    "nul-byte": success_with(one_card(serviceName="NAME").replace("NAME", "A\0B")),
    "bad-utf-8": success_with(one_card(serviceName="NAME")).replace(b"NAME", b"\xff\xfe\xc0\x80"),
    "lone-surrogate": success_with(one_card(serviceName="NAME").replace("NAME", "\\ud800")),
    "utf-16": success_with("[]").decode().encode("utf-16"),
    "trailing-garbage": success_with("[]") + b"}",
    "trailing-comma": success_with("[]").replace(b"[]}", b"[],}"),
    "comment": success_with("[] /* none */"),
    "single-quotes": success_with("[]").replace(b'"', b"'"),
    "not-json": MARK.encode(),
    "white-space": b"   \n",
    "null": b"null",
    "array": b"[]",
    "string": b'"000_000"',
}

UNUSABLE_ENVELOPES = {
    "no-response": b'{"cardDataInfo":[]}',
    "response-is-a-string": b'{"response":"000_000","cardDataInfo":[]}',
    "no-code": b'{"response":{"description":"Success."},"cardDataInfo":[]}',
    "code-is-a-number": b'{"response":{"code":0},"cardDataInfo":[]}',
    "no-cards": b'{"response":{"code":"000_000","description":"Success."}}',
    "cards-are-null": success_with("null"),
    "cards-are-an-object": success_with('{"0":{}}'),
    "cards-are-a-string": success_with('"none"'),
}


# --- HTTP -----------------------------------------------------------------------------------

def honest_answer(exchange):
    """Head and body as the honest service would send them."""
    body = sealing.envelope(exchange.seal(exchange.honest_plaintext()))
    return exchange.headers(body), body


def redirect(code, location):
    """LOCATION is a function of the service, for ports that are known late."""
    def behave(exchange):
        exchange.reply(b"", code, Location=location(exchange.service))
    return behave


def truncated(connection_header):
    """The head promises more than comes before an orderly end."""
    def behave(exchange):
        headers, body = honest_answer(exchange)
        headers["Connection"] = connection_header
        exchange.write(exchange.head(200, headers) + body[:len(body) // 2])
        exchange.close()
    return behave


def reset_mid_body(exchange):
    headers, body = honest_answer(exchange)
    exchange.write(exchange.head(200, headers) + body[:len(body) // 2])
    exchange.service.wait(0.2)
    exchange.reset()


def reset_before_answer(exchange):
    exchange.reset()


def close_before_answer(exchange):
    exchange.close()


def silent(exchange):
    """Never a byte, until the client gives up."""
    exchange.service.wait(120)


def slow_drip(exchange):
    """A byte a second, forever."""
    headers, body = honest_answer(exchange)
    exchange.write(exchange.head(200, headers))
    for byte in body:
        exchange.write(bytes([byte]))
        if not exchange.service.wait(1):
            break


def slow_drip_in_head(exchange):
    exchange.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(120):
        exchange.write(b"X-Slow: %d\r\n" % number)
        if not exchange.service.wait(1):
            break


def gzip_bomb(exchange):
    """200 MB of spaces in 200 KB, declared as gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 20)
    body = b"".join(packer.compress(block) for _ in range(200)) + packer.flush()
    exchange.reply(body, Content_Encoding="gzip")


def gzipped(exchange):
    _, body = honest_answer(exchange)
    exchange.reply(gzip.compress(body), Content_Encoding="gzip")


def large(exchange):
    """100 MB with their true length."""
    exchange.write(exchange.head(200, {**exchange.headers(b""), "Content-Length": 100 << 20}))
    for _ in range(1600):
        exchange.write(b" " * 65536)


def endless(exchange):
    exchange.write(exchange.head(200, {**exchange.headers(b""), "Content-Length": None,
                                       "Connection": "close"}))
    while exchange.service.wait(0):
        exchange.write(b" " * 65536)


def endless_chunks(exchange):
    exchange.write(exchange.head(200, {**exchange.headers(b""), "Content-Length": None,
                                       "Transfer-Encoding": "chunked"}))
    while exchange.service.wait(0):
        exchange.write(b"10000\r\n" + b" " * 65536 + b"\r\n")


def raw_header(line):
    """The honest answer with one more header line, byte for byte."""
    def behave(exchange):
        headers, body = honest_answer(exchange)
        head = exchange.head(200, headers)
        exchange.write(head[:-2] + line + b"\r\n\r\n" + body)
    return behave


def two_lengths(difference):
    def behave(exchange):
        headers, body = honest_answer(exchange)
        head = exchange.head(200, headers)
        exchange.write(head[:-2] + b"Content-Length: %d\r\n\r\n" % (len(body) + difference) + body)
        exchange.close()
    return behave


def chunked(*pieces):
    """The honest head with Transfer-Encoding: chunked, then PIECES; BODY stands for its chunk."""
    def behave(exchange):
        headers, body = honest_answer(exchange)
        headers.update({"Content-Length": None, "Transfer-Encoding": "chunked"})
        chunk = b"%x\r\n%s\r\n" % (len(body), body)
        exchange.write(exchange.head(200, headers)
                       + b"".join(chunk if piece is BODY else piece for piece in pieces))
        exchange.close()
    return behave


BODY = object()


def not_http(exchange):
    exchange.write(b"SSH-2.0-OpenSSH_9.2p1\r\n")
    exchange.close()


def empty(exchange):
    exchange.reply(b"")


HTTP = {
    "html-200": html(200),
    "json-as-text-html": lambda exchange: exchange.reply(honest_answer(exchange)[1],
                                                         Content_Type="text/html"),
    "no-content-type": lambda exchange: exchange.reply(honest_answer(exchange)[1],
                                                       Content_Type=None),
    "html-as-json": status(200, HTML),
    "empty": empty,
    "204": lambda exchange: exchange.write(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "truncated": truncated("keep-alive"),
    "truncated-with-close": truncated("close"),
    "gzip": gzipped,
    "headers-of-400-kb": raw_header(b"X-Pad: " + b"x" * 400000),
    "4000-headers": raw_header(b"\r\n".join(b"X-Pad-%d: %s" % (n, b"x" * 90)
                                            for n in range(4000))),
    "nul-in-header": raw_header(b"X-Bad: a\0b"),
    "nul-in-correlation-id": raw_header(b"X-KM-Correlation-Id: a\0b"),
    "two-content-lengths": two_lengths(-10),
    "two-longer-content-lengths": two_lengths(10),
    "chunks-cut": chunked(b"400\r\n" + b" " * 100),
    "chunk-size-not-hex": chunked(b"zz\r\n", BODY, b"0\r\n\r\n"),
    "chunk-size-negative": chunked(b"-1\r\n", BODY, b"0\r\n\r\n"),
    "chunk-size-huge": chunked(b"ffffffffffffffffff\r\n", BODY, b"0\r\n\r\n"),
    "not-http": not_http,
}

BY_NAME = {"honest": honest, "plain-success": plain_success, "reset-mid-body": reset_mid_body,
           "reset": reset_before_answer, "silent": silent, "slow-drip": slow_drip,
           "gzip-bomb": gzip_bomb, "100-mb": large, "endless": endless,
           "endless-chunks": endless_chunks, **ENCRYPTION, **HTTP}
