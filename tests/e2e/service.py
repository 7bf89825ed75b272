#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The platform's service on a raw socket, honest or as faulty as a test wants it.

Written from the protocol alone, with jwcrypto: it shares nothing with the program under test.
Stand-alone, `service.py DIRECTORY [FAULT]` writes a profile for any client and serves.
"""

import socket
import ssl
import struct
import sys
import threading
import time
from email.utils import formatdate

import contract
import members
import sealing
from project import Project

REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 303: "See Other",
           307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
           401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests",
           500: "Internal Server Error", 503: "Service Unavailable"}


class Request:
    """What arrived: the raw head and body, and the headers by lower-case name."""

    def __init__(self, head, body, connection_number):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.path, _ = lines[0].split(" ", 2)
        self.headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            if name.lower() in self.headers:
                raise ValueError(f"header {name} twice")
            self.headers[name.lower()] = value.strip()
        self.head, self.body = head, body
        self.connection_number = connection_number
        self.arrived = time.monotonic()


class Exchange:
    """One request and the means to answer it, politely or not."""

    def __init__(self, service, connection, request):
        self.service, self.connection, self.request = service, connection, request
        self.keep = True

    def write(self, data):
        """Raw bytes; raises OSError once the client has gone."""
        self.connection.sendall(data)
        self.service.n_bytes_sent += len(data)

    def head(self, status, headers):
        lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Other')}"]
        lines += [f"{name}: {value}" for name, value in headers.items() if value is not None]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def headers(self, body, **changes):
        """The headers of a proper answer; CHANGES by name with _ for -, None takes one away."""
        found = {"Date": formatdate(usegmt=True), "Content-Type": "application/json",
                 "Content-Length": len(body),
                 "X-KM-Correlation-Id": self.request.headers.get("x-km-correlation-id")}
        found.update({name.replace("_", "-"): value for name, value in changes.items()})
        return found

    def reply(self, body, status=200, **changes):
        """A well-formed HTTP answer with BODY."""
        self.write(self.head(status, self.headers(body, **changes)) + body)

    def seal(self, plaintext, **how):
        """PLAINTEXT for this project's client: the first key's, by default."""
        return sealing.seal(plaintext, self.service.project.keys[0].client.public_key(), **how)

    def reply_sealed(self, plaintext, status=200, **changes):
        key = self.service.project.keys[0]
        changes.setdefault("X_KM_Crypto_Key_Id", key.id)
        self.reply(sealing.envelope(self.seal(plaintext)), status, **changes)

    def honest_plaintext(self):
        """What the service would say; raises contract.Refusal."""
        request = self.request
        return self.service.contract.handle(request.path, request.headers, request.body)

    def close(self):
        """Ends the connection in an orderly way after this answer."""
        self.keep = False

    def reset(self):
        """Ends the connection with a RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.keep = False


def honest(exchange):
    """The behaviour of the real service."""
    try:
        plaintext = exchange.honest_plaintext()
    except contract.Refusal as refusal:
        exchange.reply(contract.answer(refusal.code, refusal.description), refusal.status)
    else:
        exchange.reply_sealed(plaintext)


class Service:
    """Answers request n by behaviour n, the last one for all that follow.

    A behaviour is a function of an Exchange. Every request, connection and byte is counted.
    """

    def __init__(self, project=None, behaviours=(honest,), records=None, tls=None, host="127.0.0.1",
                 greeting=None):
        self.project = project or Project()
        self.contract = contract.Contract(self.project, records or members.records())
        self.behaviours = list(behaviours)
        self.requests = []
        self.n_connections = 0
        self.n_bytes_received = 0
        self.n_bytes_sent = 0
        self.protocols = []
        self.failures = []
        self._tls = tls
        self._greeting = greeting
        self._lock = threading.Lock()
        self._connections = set()
        self._stopping = threading.Event()
        self._listener = socket.create_server((host, 0), backlog=64)
        self.host, self.port = host, self._listener.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *unused):
        self._stopping.set()
        # A thread that is inside accept() notices a shutdown, not a close.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    @property
    def base_url(self):
        scheme = "https" if self._tls else "http"
        host = "localhost" if self._tls and self.host == "127.0.0.1" else self.host
        return f"{scheme}://{host}:{self.port}/open-api"

    @property
    def n_requests(self):
        return len(self.requests)

    def wait(self, seconds):
        """Sleeps for a behaviour; returns early, with False, when the service is stopped."""
        return not self._stopping.wait(seconds)

    def later(self, seconds, action):
        """Does something while a behaviour goes on."""
        timer = threading.Timer(seconds, action)
        timer.daemon = True
        timer.start()

    def _accept(self):
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.n_connections += 1
                number = self.n_connections
                self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, connection, number):
        plain = connection
        try:
            if self._greeting:
                self._greeting(self, connection)
                return
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
                self.protocols.append(connection.selected_alpn_protocol())
            while self._serve_one(connection, number):
                pass
        except (OSError, ssl.SSLError):
            pass
        except Exception as error:  # a defect of the test itself, which the test shall see
            self.failures.append(error)
        finally:
            with self._lock:
                self._connections.discard(plain)
            connection.close()

    def _serve_one(self, connection, number):
        request = self._read(connection, number)
        if request is None:
            return False
        with self._lock:
            index = min(len(self.requests), len(self.behaviours) - 1)
            self.requests.append(request)
        exchange = Exchange(self, connection, request)
        self.behaviours[index](exchange)
        return exchange.keep

    def _read(self, connection, number):
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = connection.recv(65536)
            self.n_bytes_received += len(chunk)
            data += chunk
            # What is no request line, a TLS greeting for one, is hung up on.
            if not chunk or len(data) > 65536 or not data[:1].isalpha():
                return None
        head, _, body = data.partition(b"\r\n\r\n")
        request = Request(head, b"", number)
        length = int(request.headers.get("content-length", "0"))
        while len(body) < length:
            chunk = connection.recv(65536)
            self.n_bytes_received += len(chunk)
            if not chunk:
                return None
            body += chunk
        request.body = body
        return request


def main():
    import faults
    behaviour = faults.BY_NAME[sys.argv[2]] if len(sys.argv) > 2 else honest
    with Service(behaviours=[behaviour]) as service:
        print("profile", service.project.write_profile(sys.argv[1], service.base_url))
        print("ready", service.base_url, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
