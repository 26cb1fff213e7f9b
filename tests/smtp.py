"""A small SMTP server in a thread: keeps what it is given, and can misbehave as told."""

import re
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Sink:
    """`before(n)` is called as message n begins, `after(n)` once it is kept and not yet answered.

    `say` maps a command (`MAIL`, `RCPT`, `DATA`, `END` for the message's end) to the line to answer with; `None`
    there means to hang up without an answer.
    """

    port: int = 0
    kept: list[bytes] = field(default_factory=list)
    say: dict[str, str | None] = field(default_factory=dict)
    before: Callable[[int], None] = lambda n: None
    after: Callable[[int], None] = lambda n: None
    begun: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def message_ids(self) -> Counter[str]:
        """How often each Message-ID was handed over."""
        found = (re.search(rb"(?im)^Message-ID:\s*<([^>]+)>", message) for message in self.kept)
        return Counter(match[1].decode() for match in found if match)


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        sink: Sink = self.server.sink
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            command = line[:4].strip().upper().decode(errors="replace")
            if command == "MAIL":
                sink.begun += 1
                sink.before(sink.begun)
            if command in sink.say:
                if not self._answer(sink.say[command]):
                    return
            elif command == "DATA":
                self.wfile.write(b"354 go on\r\n")
                if not self._take(sink):
                    return
            elif command == "QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 fine\r\n")

    def _take(self, sink: Sink) -> bool:
        rows = []
        while (row := self.rfile.readline()) not in (b".\r\n", b""):
            rows.append(row)
        if not row:
            return False
        if not (sink.say.get("END") or "250").startswith(("4", "5")):
            sink.kept.append(b"".join(rows))
        sink.after(len(sink.kept))
        return self._answer(sink.say.get("END", "250 kept"))

    def _answer(self, words: str | None) -> bool:
        if words is None:
            return False
        self.wfile.write(words.encode() + b"\r\n")
        return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A killed sender breaks its connection; that is the point."""


@contextmanager
def smtp_sink(**facts) -> Iterator[Sink]:
    """A server for as long as the block lasts."""
    sink = Sink(**facts)
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.sink = sink
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown()
