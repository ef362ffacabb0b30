"""A telephone on a desk: the exchange rings it up; it is taken, or rings in vain."""

import asyncio
import re
from dataclasses import dataclass, field

from tests.api.phone.sip import Telephone, _Ear, _header, _port


@dataclass(slots=True)
class DeskTelephone(Telephone):
    """Waits at a port of loopback for a call of the exchange at `port`. Use it as a context."""

    at_port: int = 0
    takes: bool = True
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> "DeskTelephone":
        """Wait for calls."""
        loop = asyncio.get_running_loop()
        self._sip, _ = await loop.create_datagram_endpoint(
            lambda: _Ear(self._on_sip), local_addr=("127.0.0.1", self.at_port)
        )
        self._rtp, _ = await loop.create_datagram_endpoint(
            lambda: _Ear(self._on_rtp), local_addr=("127.0.0.1", 0)
        )
        return self

    async def __aexit__(self, *_raised: object) -> None:
        """Put it away; whoever called has hung up by then."""
        self.ended.set()
        if self._speaking:
            await self._speaking
        for transport in (self._sip, self._rtp):
            if transport:
                transport.close()

    def _on_sip(self, packet: bytes) -> None:
        message = packet.decode("utf-8", "replace")
        method = message.partition(" ")[0]
        if method == "INVITE":
            self._ring(message)
        elif method == "CANCEL":
            self._answer(message, "200 OK")
            self._answer(message.replace("CANCEL", "INVITE"), "487 Request Terminated")
        elif method in ("BYE", "OPTIONS"):
            self._answer(message, "200 OK")
            if method == "BYE":
                self.ended.set()

    def _ring(self, message: str) -> None:
        self._answer(message, "180 Ringing")
        if self.takes:
            self._answer(message, "200 OK", self._sdp())
            host = re.search(r"^c=IN IP4 (\S+)", message, re.MULTILINE)
            port = re.search(r"^m=audio (\d+)", message, re.MULTILINE)
            assert host, message
            assert port, message
            self._media = (host[1], int(port[1]))
            if self._speaking is None:
                self._speaking = asyncio.get_running_loop().create_task(self._speak())
        self.rung.set()

    def _answer(self, message: str, status: str, body: str = "") -> None:
        vias = [line for line in message.split("\r\n") if line.lower().startswith("via:")]
        there = f"{_header(message, 'To').partition(';tag=')[0]};tag={self._tag}"
        lines = [
            f"SIP/2.0 {status}",
            *vias,
            f"From: {_header(message, 'From')}",
            f"To: {there}",
            f"Call-ID: {_header(message, 'Call-ID')}",
            f"CSeq: {_header(message, 'CSeq')}",
            f"Contact: <sip:person@127.0.0.1:{_port(self._sip)}>",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        self._send("\r\n".join(lines) + "\r\n\r\n" + body)
