"""A telephone of our own: one SIP call over UDP, RTP with pressed keys, and an ear.

Sources: RFC 3261 (SIP), RFC 3550 (RTP), RFC 4733 (keys as telephone events).
"""

import asyncio
import re
import secrets
import struct
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tts.line_sound import as_line_sound

RATE_HZ, FRAME = 8_000, 160
FRAME_S = FRAME / RATE_HZ
KEYS = "0123456789*#"
KEY_FRAMES, REST_FRAMES = 5, 4
"""A key is held for 100 ms, and let go for 80."""
EVENTS = 101
LOUD = 200
"""Above this a frame is heard: root of the mean square of its samples."""
Sound = NDArray[np.float64]


@dataclass(slots=True)
class _Heard:
    stamp: int
    at_s: float
    octets: bytes


@dataclass(slots=True)
class Telephone:
    """Calls one extension of an exchange at loopback. Use `call` as a context."""

    port: int
    number: str = "+77010000001"
    exten: str = "100"
    voice: bytes = b""
    """What is said into it, again and again, as mu-law; nothing: silence."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    pressed_at_s: list[tuple[str, float]] = field(default_factory=list)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)
    _heard: list[_Heard] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    _tag: str = field(default_factory=lambda: secrets.token_hex(6))
    _call_id: str = field(default_factory=lambda: secrets.token_hex(12))
    _their_tag: str = ""
    _contact: str = ""
    _media: tuple[str, int] | None = None
    _sip: asyncio.DatagramTransport | None = None
    _rtp: asyncio.DatagramTransport | None = None
    _speaking: "asyncio.Task[None] | None" = None

    async def __aenter__(self) -> "Telephone":
        """Call, and wait until it is answered."""
        loop = asyncio.get_running_loop()
        self._sip, _ = await loop.create_datagram_endpoint(
            lambda: _Ear(self._on_sip), local_addr=("127.0.0.1", 0)
        )
        self._rtp, _ = await loop.create_datagram_endpoint(
            lambda: _Ear(self._on_rtp), local_addr=("127.0.0.1", 0)
        )
        self._send(self._message("INVITE", 1, self._sdp()))
        async with asyncio.timeout(10):
            await self._answered.wait()
        self._speaking = asyncio.create_task(self._speak())
        return self

    async def __aexit__(self, *_raised: object) -> None:
        """Hang up, if the exchange has not."""
        await self.hang_up()
        if self._speaking:
            await self._speaking
        for transport in (self._sip, self._rtp):
            if transport:
                transport.close()

    async def press(self, keys: str) -> None:
        """Press keys one after another, and wait until the last is let go."""
        self._keys += keys
        while self._keys and not self.ended.is_set():
            await asyncio.sleep(FRAME_S)
        await asyncio.sleep(KEY_FRAMES * FRAME_S)

    async def hears(self, within_s: float = 15) -> float:
        """Wait until something is heard after now; gives when, in seconds of `sound`."""
        begun = len(self._heard)
        async with asyncio.timeout(within_s):
            while True:
                for place in range(begun, len(self._heard)):
                    if loudness(decoded(self._heard[place].octets)) > LOUD:
                        return self._at_s(self._heard[place].stamp)
                begun = len(self._heard)
                await asyncio.sleep(FRAME_S)

    async def hang_up(self) -> None:
        """End the call."""
        if not self.ended.is_set():
            self._send(self._message("BYE", 2))
            try:
                async with asyncio.timeout(3):
                    await self.ended.wait()
            except TimeoutError:
                self.ended.set()

    def sound(self) -> Sound:
        """All that was heard, laid out by the exchange's own time stamps."""
        if not self._heard:
            return np.zeros(0)
        first = self._heard[0].stamp
        length = max((one.stamp - first) & 0xFFFFFFFF for one in self._heard) + FRAME
        sound = np.zeros(length)
        for one in self._heard:
            begin = (one.stamp - first) & 0xFFFFFFFF
            samples = decoded(one.octets)
            sound[begin : begin + len(samples)] = samples[: length - begin]
        return sound

    @property
    def now_s(self) -> float:
        """How much has been heard so far."""
        return self._at_s(self._heard[-1].stamp) if self._heard else 0.0

    def arrivals(self) -> list[tuple[float, bool]]:
        """When each packet came, by the loop's clock, and whether it is heard."""
        return [(one.at_s, loudness(decoded(one.octets)) > LOUD) for one in self._heard]

    def _at_s(self, stamp: int) -> float:
        return ((stamp - self._heard[0].stamp) & 0xFFFFFFFF) / RATE_HZ

    def _on_rtp(self, packet: bytes) -> None:
        kind = packet[1] & 0x7F
        if len(packet) > 12 and kind == 0:
            stamp = int.from_bytes(packet[4:8], "big")
            now_s = asyncio.get_running_loop().time()
            if self._heard:
                # a new source begins its stamps anew: it is laid where it came in
                step = (stamp - self._heard[-1].stamp) & 0xFFFFFFFF
                if step > RATE_HZ * 30:
                    waited = round((now_s - self._heard[-1].at_s) / FRAME_S) * FRAME
                    shift = self._heard[-1].stamp + max(waited, FRAME) - stamp
                    for one in self._heard:
                        one.stamp = (one.stamp - shift) & 0xFFFFFFFF
            self._heard.append(_Heard(stamp, now_s, packet[12:]))

    def _on_sip(self, packet: bytes) -> None:
        message = packet.decode("utf-8", "replace")
        first = message.partition("\r\n")[0]
        if first.startswith("SIP/2.0"):
            self._on_answer(int(first.split()[1]), message)
        elif not first.startswith("ACK"):
            self._reply(message)
            if first.startswith("BYE"):
                self.ended.set()

    def _on_answer(self, code: int, message: str) -> None:
        method = _header(message, "CSeq").split()[-1]
        if method == "BYE":
            self.ended.set()
        if method != "INVITE" or code < 200:
            return
        if tag := re.search(r"tag=([^;>\s]+)", _header(message, "To")):
            self._their_tag = tag[1]
        if contact := re.search(r"<(sip:[^>]+)>", _header(message, "Contact")):
            self._contact = contact[1]
        self._send(self._message("ACK", 1))
        host = re.search(r"^c=IN IP4 (\S+)", message, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", message, re.MULTILINE)
        assert code == 200, message.partition("\r\n")[0]
        assert host, message
        assert port, message
        self._media = (host[1], int(port[1]))
        self._answered.set()

    def _reply(self, message: str) -> None:
        vias = "\r\n".join(
            line for line in message.split("\r\n") if line.lower().startswith("via:")
        )
        same = "\r\n".join(
            f"{name}: {_header(message, name)}" for name in ("From", "To", "Call-ID", "CSeq")
        )
        self._send(f"SIP/2.0 200 OK\r\n{vias}\r\n{same}\r\nContent-Length: 0\r\n\r\n")

    def _message(self, method: str, number: int, body: str = "") -> str:
        here = f"127.0.0.1:{_port(self._sip)}"
        target = self._contact or f"sip:{self.exten}@127.0.0.1:{self.port}"
        tag = f";tag={self._their_tag}" if self._their_tag else ""
        lines = [
            f"{method} {target} SIP/2.0",
            f"Via: SIP/2.0/UDP {here};rport;branch=z9hG4bK{secrets.token_hex(8)}",
            "Max-Forwards: 70",
            f"From: <sip:{self.number}@{here}>;tag={self._tag}",
            f"To: <sip:{self.exten}@127.0.0.1:{self.port}>{tag}",
            f"Call-ID: {self._call_id}",
            f"CSeq: {number} {method}",
            f"Contact: <sip:caller@{here}>",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(lines) + "\r\n\r\n" + body

    def _sdp(self) -> str:
        lines = (
            "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
            f"m=audio {_port(self._rtp)} RTP/AVP 0 {EVENTS}", "a=rtpmap:0 PCMU/8000",
            f"a=rtpmap:{EVENTS} telephone-event/8000", f"a=fmtp:{EVENTS} 0-15", "a=ptime:20",
            "a=sendrecv", "",
        )  # fmt: skip
        return "\r\n".join(lines)

    def _send(self, message: str) -> None:
        assert self._sip is not None
        self._sip.sendto(message.encode(), ("127.0.0.1", self.port))

    async def _speak(self) -> None:
        """Every 20 ms a packet: silence, or a key that is held."""
        loop = asyncio.get_running_loop()
        number, stamp, source = 0, secrets.randbits(30), secrets.randbits(31)
        due_s, held, key, begun = loop.time(), 0, "", 0
        assert self._rtp is not None
        while not self.ended.is_set():
            if not key and self._keys:
                key, held, begun = self._keys[0], 0, stamp
                self.pressed_at_s.append((key, loop.time()))
            if key:
                held += 1
                if held <= KEY_FRAMES + 2:  # the end of a key is told three times
                    lasts, ends = min(held, KEY_FRAMES), held >= KEY_FRAMES
                    event = struct.pack("!BBH", KEYS.index(key), 0x80 * ends + 10, lasts * FRAME)
                    mark = 0x80 if held == 1 else 0
                    head = struct.pack(
                        "!BBHII", 0x80, EVENTS | mark, number, begun & 0xFFFFFFFF, source
                    )
                    self._rtp.sendto(head + event, self._media)
                    number = (number + 1) & 0xFFFF
                elif held > KEY_FRAMES + 2 + REST_FRAMES:
                    key = ""
                    self._keys.pop(0)
            else:
                head = struct.pack("!BBHII", 0x80, 0, number, stamp & 0xFFFFFFFF, source)
                self._rtp.sendto(head + self._said(stamp), self._media)
                number = (number + 1) & 0xFFFF
            stamp += FRAME
            due_s += FRAME_S
            await asyncio.sleep(max(0, due_s - loop.time()))

    def _said(self, stamp: int) -> bytes:
        begin = stamp % (len(self.voice) - FRAME) if self.voice else 0
        return self.voice[begin : begin + FRAME] if self.voice else b"\xff" * FRAME


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, hear: Callable[[bytes], None]) -> None:
        self._hear = hear

    def datagram_received(self, data: bytes, addr: object) -> None:
        self._hear(data)


def decoded(octets: bytes) -> Sound:
    """Mu-law as samples (ITU-T G.711)."""
    flipped = ~np.frombuffer(octets, dtype=np.uint8)
    loud = ((flipped & 15).astype(np.int32) << 3) + 132
    loud = (loud << ((flipped >> 4) & 7)) - 132
    return np.where(flipped & 0x80, -loud, loud).astype(np.float64)


def hum(pitch_hz: float) -> bytes:
    """A second and a frame of one tone, as mu-law; it goes on without a break if said again."""
    waves = np.sin(2 * np.pi * pitch_hz * np.arange(RATE_HZ + FRAME) / RATE_HZ) * 6_000
    return as_line_sound(waves.astype("<i2").tobytes())


def pitch_hz(sound: Sound) -> float:
    """The tone that is loudest in it."""
    return float(np.argmax(np.abs(np.fft.rfft(sound)))) * RATE_HZ / len(sound)


def loudness(sound: Sound) -> float:
    """The root of the mean square."""
    return float(np.sqrt(np.mean(sound**2))) if len(sound) else 0.0


def found_in(piece: Sound, whole: Sound) -> tuple[float, float]:
    """Where in `whole` this piece is heard, in seconds, and the normalised correlation there."""
    size = 1 << (len(whole) + len(piece)).bit_length()
    product = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(piece, size))
    match = np.fft.irfft(product, size)[: len(whole) - len(piece) + 1]
    power = np.concatenate([[0.0], np.cumsum(whole**2)])
    energy = np.sqrt(np.maximum(power[len(piece) :] - power[: -len(piece)], 1))
    likeness = match / (energy * np.sqrt(np.maximum(np.sum(piece**2), 1)))
    best = int(np.argmax(likeness))
    return best / RATE_HZ, float(likeness[best])


def _header(message: str, name: str) -> str:
    found = re.search(rf"^{name}:\s*(.*)$", message, re.IGNORECASE | re.MULTILINE)
    return found[1].strip() if found else ""


def _port(transport: asyncio.DatagramTransport | None) -> int:
    assert transport is not None
    return int(transport.get_extra_info("sockname")[1])
