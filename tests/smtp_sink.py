"""A mail server for tests, on loopback: it keeps what it takes, and can refuse, dawdle or hang up at any step."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from email.message import EmailMessage
from typing import Self

GREETING, HELLO, SENDER, RECIPIENT, DATA, TEXT = "greeting", "EHLO", "MAIL", "RCPT", "DATA", "text"
PATIENCE = 30  # seconds, after which a test that went wrong is let go


class SmtpSink:
    """`replies`: what to answer at a step instead of yes. `hold_at`: the step before whose answer it waits for `go_on`
    (and sets `reached`). `hang_up_at`: the step at which it closes the line without an answer."""

    def __init__(self, *, replies: dict[str, str] | None = None, hold_at: str = "", hang_up_at: str = "") -> None:
        self.replies = replies or {}
        self.hold_at = hold_at
        self.hang_up_at = hang_up_at
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.taken: list[EmailMessage] = []
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.sink = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def take(self, text: bytes) -> None:
        self.taken.append(email.message_from_bytes(text, policy=email.policy.default))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    sink: SmtpSink


class _HungUp(Exception):
    pass


class _Conversation(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        try:
            self._answer(GREETING, "220 sink.example.org")
            while line := self.rfile.readline():
                if not self._respond(line.decode().strip()):
                    return
        except (_HungUp, ConnectionError):
            return

    def _respond(self, line: str) -> bool:
        command = line.split(" ", 1)[0].split(":")[0].upper()
        if command == "QUIT":
            self.wfile.write(b"221 bye\r\n")
            return False
        if command == DATA:
            if self._answer(DATA, "354 go ahead"):
                self._read_text()
        elif command in {HELLO, SENDER, RECIPIENT}:
            self._answer(command, "250 yes")
        else:
            self.wfile.write(b"250 yes\r\n")
        return True

    def _read_text(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _HungUp
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.server.sink.replies.get(TEXT, "250").startswith("2"):
            self.server.sink.take(b"".join(lines))
        self._answer(TEXT, "250 taken")

    def _answer(self, step: str, usual: str) -> bool:
        sink = self.server.sink
        if step == sink.hold_at:
            sink.reached.set()
            sink.go_on.wait(PATIENCE)
        if step == sink.hang_up_at:
            raise _HungUp
        reply = sink.replies.get(step, usual)
        self.wfile.write(f"{reply}\r\n".encode())
        return reply[0] in "23"
