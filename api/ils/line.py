"""A line to the ILS over TCP: with TLS, or bare where nothing leaves this machine.

SIP2 carries card numbers and passwords in the open, so a bare line is refused unless the other end
is this very machine (where a tunnel may begin). Whatever comes is bounded in length and in time.
"""

import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path

from api.ils.errors import BadMessage, IlsAway, NotSafe
from api.ils.message import LONGEST_LINE_BYTES

END = b"\r"
BLOCK_BYTES = 4_096
THIS_MACHINE = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the ILS listens. `certificates`: a file of those that its certificate must come from;
    None: those of the machine. `limit_s`: how long anything may take."""

    host: str
    port: int = 6001
    is_tls: bool = True
    certificates: Path | None = None
    limit_s: float = 15


class Line:
    """An open line. Any failure is the end of it: close it and open another."""

    def __init__(self, address: Address) -> None:
        """Raises IlsAway, NotSafe."""
        self._limit_s, self._left = address.limit_s, b""
        context = _context(address)
        try:
            bare = socket.create_connection((address.host, address.port), address.limit_s)
        except OSError as error:
            raise IlsAway(
                f"Nobody answers at {address.host}, port {address.port} "
                f"({error.strerror or 'no answer'})."
            ) from error
        try:
            self._socket = self._secured(bare, context, address)
        except BaseException:
            bare.close()
            raise

    def send(self, line: bytes) -> None:
        """Send one message. Raises IlsAway; BadMessage where something came that nobody asked."""
        if self._left.strip(b"\r\n\0 "):
            raise BadMessage("Something came that nobody asked for.")
        self._left = b""
        try:
            self._socket.settimeout(self._limit_s)
            self._socket.sendall(line + END)
        except OSError as error:
            raise IlsAway("The line to the ILS broke.") from error

    def read(self) -> bytes:
        """The next message, without its end; empty lines are passed over.

        Raises IlsAway where none comes in time, BadMessage where it has no end.
        """
        until_s = time.monotonic() + self._limit_s
        while True:
            line, found, rest = self._left.replace(b"\n", END).partition(END)
            if found:
                self._left = rest
                if line.strip(b"\0 "):
                    return line
                continue
            if len(line) > LONGEST_LINE_BYTES:
                raise BadMessage(f"A message has more than {LONGEST_LINE_BYTES >> 10} KB.")
            self._left = line + self._more(until_s)

    def close(self) -> None:
        """Let go of it."""
        self._socket.close()

    def _more(self, until_s: float) -> bytes:
        left_s = until_s - time.monotonic()
        if left_s <= 0:
            raise IlsAway("The ILS did not answer in time.")
        try:
            self._socket.settimeout(left_s)
            block = self._socket.recv(BLOCK_BYTES)
        except TimeoutError as error:
            raise IlsAway("The ILS did not answer in time.") from error
        except OSError as error:
            raise IlsAway("The line to the ILS broke.") from error
        if not block:
            raise IlsAway("The ILS ended the line.")
        return block

    @staticmethod
    def _secured(
        bare: socket.socket, context: ssl.SSLContext | None, address: Address
    ) -> socket.socket:
        if context is None:
            if not _is_here(bare.getpeername()[0]):
                raise NotSafe("A line without TLS may only lead to this machine (DAUYS_ILS_TLS).")
            return bare
        try:
            return context.wrap_socket(bare, server_hostname=address.host)
        except ssl.SSLCertVerificationError as error:
            raise NotSafe(
                f"The certificate of {address.host} is not to be trusted: {error.verify_message}. "
                "DAUYS_ILS_CERTIFICATES names the file of those that are."
            ) from error
        except (ssl.SSLError, OSError) as error:
            raise IlsAway(f"No TLS is spoken at {address.host}, port {address.port}.") from error


def _context(address: Address) -> ssl.SSLContext | None:
    if not address.is_tls:
        if address.host != THIS_MACHINE and not _is_here(address.host):
            raise NotSafe(
                f"A line without TLS may only lead to this machine, not to {address.host}: it "
                "would carry card numbers in the open. Set DAUYS_ILS_TLS, or begin a tunnel here."
            )
        return None
    try:
        context = ssl.create_default_context(cafile=address.certificates)
    except (ssl.SSLError, OSError) as error:
        raise NotSafe(
            f"{address.certificates} has no certificates that can be read (DAUYS_ILS_CERTIFICATES)."
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
