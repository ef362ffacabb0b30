"""A real mail server and a real gateway on loopback, with the faults that such servers have."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from ssl import SSLContext

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


class Postbox:
    """Keeps the letters it is given, or refuses them with an answer of SMTP."""

    def __init__(self, at_recipient: str = "", at_letter: str = "") -> None:
        self.letters: list[bytes] = []
        self.recipients: list[str] = []
        self._at_recipient, self._at_letter = at_recipient, at_letter

    async def handle_RCPT(  # noqa: N802 - the mail server calls it so
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Keep the recipient, or refuse."""
        if self._at_recipient:
            return self._at_recipient
        envelope.rcpt_tos.append(address)
        self.recipients.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the letter, or refuse."""
        if self._at_letter:
            return self._at_letter
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.append(content)
        return "250 OK"


@contextmanager
def mail_server(
    postbox: Postbox, *, tls: SSLContext | None = None, starttls: SSLContext | None = None
) -> Iterator[int]:
    """A mail server with this postbox, encrypted from the start or when asked; yields its port."""
    port = free_port()
    controller = Controller(
        postbox,
        hostname="127.0.0.1",
        port=port,
        ssl_context=tls,
        tls_context=starttls,
        require_starttls=starttls is not None,
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """Takes every call and never says a word; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@contextmanager
def dripping_server(beginning: bytes) -> Iterator[int]:
    """Says its beginning, then a sign every tenth of a second for ever; yields its port."""
    over = threading.Event()

    def drip(call: socket.socket) -> None:
        with call:
            try:
                call.sendall(beginning)
                while not over.wait(0.1):
                    call.sendall(b"x")
            except OSError:
                return

    def answer(listener: socket.socket) -> None:
        while not over.is_set():
            try:
                call, _ = listener.accept()
            except OSError:
                return
            drip(call)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        thread = threading.Thread(target=answer, args=(listener,))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)


class Desk(HTTPServer):
    """A gateway's answers in order, and what it was sent."""

    answers: list[int]
    calls: list[tuple[dict[str, str], bytes]]


class _Handler(BaseHTTPRequestHandler):
    server: Desk

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((dict(self.headers.items()), body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 202)
        self.send_header("Content-Length", "1000000000")
        self.end_headers()
        self.wfile.write(b"an answer that nobody has to read to its end")

    def log_message(self, format: str, *_args: object) -> None:  # noqa: A002
        return


class _Gateway(ThreadingHTTPServer, Desk):
    daemon_threads = True


@contextmanager
def gateway(*answers: int) -> Iterator[Desk]:
    """A gateway that answers with these numbers in order, then with 202."""
    server = _Gateway(("127.0.0.1", 0), _Handler)
    server.answers, server.calls = list(answers), []
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
