# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP proxy that tunnels, wants a password, or hangs up; it keeps what it was told."""

import socket
import threading


class Proxy:
    """MODE is open, password (407), html (a block page) or dead (hangs up); HOSTS it resolves."""

    def __init__(self, mode, hosts):
        self.mode, self.hosts = mode, hosts
        self.heard = b""
        self.n_connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *unused):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.n_connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            try:
                self._answer(connection)
            except OSError:
                pass

    def _answer(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65536)
            if not data:
                return
            head += data
            self.heard += data
        method, place = head.split(b" ", 2)[:2]
        if self.mode == "password":
            connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                               b"Proxy-Authenticate: Basic realm=\"desk\"\r\n"
                               b"Content-Length: 0\r\n\r\n")
        elif self.mode == "html":
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n"
                               b"Content-Length: 7\r\n\r\nblocked")
        elif self.mode == "open" and method == b"CONNECT":
            host, _, port = place.decode().rpartition(":")
            with socket.create_connection((self.hosts[host], int(port))) as target:
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self._tunnel(connection, target)

    def _tunnel(self, connection, target):
        def copy(source, sink, keep):
            try:
                while data := source.recv(65536):
                    if keep:
                        self.heard += data
                    sink.sendall(data)
                sink.shutdown(socket.SHUT_WR)
            except OSError:
                pass
        back = threading.Thread(target=copy, args=(target, connection, False), daemon=True)
        back.start()
        copy(connection, target, True)
        back.join()
