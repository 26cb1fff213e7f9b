"""Four clients, each with a connection it keeps, that ask one after the other until their time is over."""

import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

CLIENTS = 4
ASKED_PER_CONNECTION = 25  # then a new one, so that the two workers get their share
_length = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_cookie = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.I)
_location = re.compile(rb"\r\nlocation: *([^\r]+)", re.I)


class Unexpected(RuntimeError):
    """The server answered with another status than the figure counts on."""


@dataclass
class Answer:
    status: int
    head: bytes
    body: bytes
    first_byte: float
    pieces: int = 1

    @property
    def location(self) -> str:
        found = _location.search(self.head)
        return found[1].decode() if found else ""

    def field(self, name: str) -> str:
        """The value of an input in the page."""
        found = re.search(rb'name="%s" value="([^"]*)"' % name.encode(), self.body)
        return found[1].decode() if found else ""


@dataclass
class Visitor:
    """A browser: one connection, its cookies. `requests` counts what was asked."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    _socket: socket.socket | None = None
    _left: int = 0

    def get(self, path: str, status: int = 200) -> Answer:
        return self.ask("GET", path, None, (), status)

    def post(self, path: str, fields: dict[str, str], status: int = 302, headers: tuple[str, ...] = ()) -> Answer:
        """Send a form, with the CSRF token that the cookie holds."""
        fields = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        return self.ask("POST", path, urlencode(fields).encode(), headers, status)

    def ask(self, method: str, path: str, body: bytes | None, headers: tuple[str, ...], status: int) -> Answer:
        """Raises Unexpected for another status."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.address}", "Accept-Encoding: identity", *headers]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body is not None:
            lines.append(f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}")
        answer = self._exchange("\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b""))
        self.requests += 1
        for name, value in _cookie.findall(answer.head):
            self.cookies[name.decode()] = value.decode()
        if answer.status != status:
            raise Unexpected(f"{method} {path}: {answer.status} instead of {status}\n{answer.body[:2000].decode()}")
        return answer

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._left = None, 0

    def _exchange(self, sent: bytes) -> Answer:
        if self._left == 0:
            self.close()
            host, port = self.address.split(":")
            self._socket = socket.create_connection((host, int(port)), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._left = ASKED_PER_CONNECTION
        self._left -= 1
        assert self._socket is not None
        started = time.perf_counter()
        try:
            self._socket.sendall(sent)
            got = self._socket.recv(65536)
        except ConnectionError:
            got = b""
        first_byte = time.perf_counter() - started
        if not got and self._left < ASKED_PER_CONNECTION - 1:  # kept for too long: the server has closed it
            self._left = 0
            return self._exchange(sent)
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head, body = got[: end + 2], got[end + 4 :]
        status = int(head[9:12])
        if (length := _length.search(head)) is not None:
            while len(body) < int(length[1]):
                body += self._more()
            pieces = 1
        else:
            body, pieces = self._chunks(body) if b"chunked" in head.lower() else (body, 1)
        if b"\r\nconnection: close" in head.lower():
            self.close()
        return Answer(status, head, body, first_byte, pieces)

    def _more(self) -> bytes:
        assert self._socket is not None
        got = self._socket.recv(65536)
        if not got:
            raise Unexpected("The server closed the connection.")
        return got

    def _chunks(self, raw: bytes) -> tuple[bytes, int]:
        """The body and in how many pieces it came."""
        parts: list[bytes] = []
        while True:
            while (end := raw.find(b"\r\n")) < 0:
                raw += self._more()
            size = int(raw[:end].split(b";")[0], 16)
            while len(raw) < end + size + 4:
                raw += self._more()
            if size == 0:
                return b"".join(parts), len(parts)
            parts.append(raw[end + 2 : end + 2 + size])
            raw = raw[end + size + 4 :]


def rate(act: Callable[[int, int], object], seconds: float, clients: int = CLIENTS, most: int = 200_000) -> float:
    """How often a second `act(client, turn)` is done by `clients` at once, over `seconds` or at most `most` times.

    What was begun is finished and counted with the time it took. The first fault ends all of them and is raised.
    """
    done = [0] * clients
    faults: list[Exception] = []
    barrier = threading.Barrier(clients + 1)
    end = 0.0

    def one(client: int) -> None:
        barrier.wait()
        try:
            while time.perf_counter() < end and not faults and done[client] < most // clients:
                act(client, done[client])
                done[client] += 1
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=one, args=(client,), daemon=True) for client in range(clients)]
    for thread in threads:
        thread.start()
    started = time.perf_counter()
    end = started + seconds
    barrier.wait()
    for thread in threads:
        thread.join(seconds + 120)
    if faults:
        raise faults[0]
    return sum(done) / (time.perf_counter() - started)
