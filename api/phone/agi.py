"""FastAGI: what the exchange tells and obeys, over one connection a call.

Source: Asterisk 22, res/res_agi.c, as observed: docs/phone.md has what was seen.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_LINE = 4_096
MOST_LINES = 128
"""Of what the exchange says at the beginning, and of one answer."""
OPENS_WITHIN_S = 5.0
ANSWERS_WITHIN_S = 20.0
"""Beyond the time that a command itself takes."""
ALL_KEYS = "0123456789*#"
MOST_KEYS = 24
_NO_KEYS = ("D", "C", "B")
"""Keys that no telephone has: the exchange's own skipping and pausing are not used."""
_ANSWER = re.compile(r"(\d{3})([ -])(.*)")
_RESULT = re.compile(r"result=([-\d*#A-D]*)")
_NUMBER = re.compile(r"-?\d{1,30}")
_NOTE = re.compile(r"\(([^)]*)\)")
_ENDPOS = re.compile(r"endpos=(-?\d{1,18})(?!\d)")
_DEAD = "511"


class LineGone(Exception):
    """Nobody is there any more. `at_ms`: how far the sound was, where the exchange told it."""

    def __init__(self, at_ms: int | None = None) -> None:
        self.at_ms = at_ms
        super().__init__("The line is gone.")


class BadPeer(Exception):
    """Who is connected does not speak FastAGI, or is too slow."""


class CannotPlay(Exception):
    """The exchange does not find, or cannot play, a sound file."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a command: its number, a note in brackets, how far a sound was."""

    code: str
    result: int | None
    note: str
    endpos: int | None
    keys: str = ""
    """The result as it came, where it is keys and no number."""


class AgiLine:
    """One call at the exchange."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.environment: Mapping[str, str] = {}
        self.is_gone = False

    async def open(self) -> None:
        """Read what the exchange says of the call. Raises BadPeer, LineGone."""
        told: dict[str, str] = {}
        try:
            async with asyncio.timeout(OPENS_WITHIN_S):
                while line := await self._line():
                    name, colon, value = line.partition(":")
                    if not colon or len(told) >= MOST_LINES:
                        raise BadPeer("no FastAGI")
                    told[name.strip()] = value.strip()
        except TimeoutError as error:
            raise BadPeer("too slow") from error
        if "agi_uniqueid" not in told and "agi_channel" not in told:
            raise BadPeer("no FastAGI")
        self.environment = told

    async def answer(self) -> None:
        """Take the call."""
        await self._command("ANSWER")

    async def stream(self, file: str, keys: str, length_s: float) -> str | None:
        """Play a sound; gives the key that broke it off. Raises LineGone, CannotPlay."""
        reply = await self._command(f"STREAM FILE {quoted(file)} {quoted(keys)}", length_s)
        if reply.result is not None and reply.result < 0:
            await self._require_line()
            raise CannotPlay(file)
        return _key(reply)

    async def play(self, file: str, from_ms: int, length_s: float) -> tuple[str | None, int | None]:
        """Play a book from a place until a key or the end: the key, and where it was pressed.

        Raises LineGone, which tells where it was, and CannotPlay.
        """
        forward, back, pause = _NO_KEYS
        reply = await self._command(
            f"CONTROL STREAM FILE {quoted(file)} {quoted(ALL_KEYS)} 3000 {forward} {back} {pause} "
            f"{from_ms}",
            length_s,
        )
        endpos = reply.endpos if reply.endpos is not None and reply.endpos >= 0 else None
        if reply.result is not None and reply.result < 0:
            if endpos is not None:
                raise LineGone(endpos)
            await self._require_line()
            raise CannotPlay(file)
        return _key(reply), endpos

    async def wait(self, seconds: float) -> str | None:
        """Wait for a key. Raises LineGone."""
        reply = await self._command(f"WAIT FOR DIGIT {max(1, round(seconds * 1000))}", seconds)
        if reply.result is not None and reply.result < 0:
            raise LineGone
        return _key(reply)

    async def more_keys(self, quiet: str, seconds: float) -> str:
        """Keys that follow quickly, up to and with hash, or until nobody presses any more.

        The exchange gathers them itself: between two commands it drops keys. `quiet` is a file of
        silence. Raises LineGone.
        """
        reply = await self._command(
            f"GET DATA {quoted(quiet)} {round(seconds * 1000)} {MOST_KEYS}",
            seconds * (MOST_KEYS + 1),
        )
        if reply.keys == "-1":
            await self._require_line()
            raise CannotPlay(quiet)
        pressed = "".join(key for key in reply.keys if key in ALL_KEYS)
        return pressed if reply.note == "timeout" or len(pressed) >= MOST_KEYS else pressed + "#"

    async def record(self, file: str, longest_s: int, silence_s: int) -> tuple[int, bool]:
        """Let somebody speak until hash, silence or the longest time; the tone before is ours, for
        not every exchange has one.

        Gives milliseconds at 8,000 samples a second, and whether the line is still there.
        """
        reply = await self._command(
            f'RECORD FILE {quoted(file)} wav "#" {longest_s * 1000} 0 s={silence_s}',
            longest_s + silence_s,
        )
        is_there = not (reply.note == "hangup" or (reply.result or 0) < 0)
        return (reply.endpos or 0) // 8, is_there

    async def set_variable(self, name: str, value: str) -> None:
        """Tell the dial plan something; also works when the line is gone."""
        await self._command(f"SET VARIABLE {name} {quoted(value)}")

    def close(self) -> None:
        """The dial plan goes on."""
        self._writer.close()

    async def _require_line(self) -> None:
        """Raises LineGone unless the channel is up."""
        reply = await self._command("CHANNEL STATUS")
        if self.is_gone or reply.result != 6:
            raise LineGone

    async def _command(self, command: str, lasts_s: float = 0) -> Reply:
        if self.is_gone and not command.startswith("SET "):
            raise LineGone
        try:
            self._writer.write(command.encode() + b"\n")
            async with asyncio.timeout(lasts_s + ANSWERS_WITHIN_S):
                await self._writer.drain()
                reply = await self._reply()
        except TimeoutError as error:
            raise BadPeer("too slow") from error
        except OSError as error:
            raise LineGone from error
        if reply.code == _DEAD:
            self.is_gone = True
            raise LineGone(reply.endpos)
        return reply

    async def _reply(self) -> Reply:
        for _ in range(MOST_LINES):
            line = await self._line()
            if line == "HANGUP":
                self.is_gone = True
                continue
            found = _ANSWER.fullmatch(line)
            if found is None:
                raise BadPeer("no answer")
            if found[2] == " ":
                return _read(found[1], found[3])
        raise BadPeer("an endless answer")

    async def _line(self) -> str:
        try:
            line = await self._reader.readline()
        except ValueError as error:  # longer than the stream's limit
            raise BadPeer("a line too long") from error
        except OSError as error:
            raise LineGone from error
        if not line.endswith(b"\n"):
            raise LineGone
        return line.decode("utf-8", "replace").rstrip("\r\n")


def quoted(text: str) -> str:
    """An argument of a command, whatever stands in it."""
    plain = "".join(sign for sign in text if sign.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _read(code: str, rest: str) -> Reply:
    result, note, endpos = _RESULT.search(rest), _NOTE.search(rest), _ENDPOS.search(rest)
    if code == "200" and result is None:
        raise BadPeer("no result")
    keys = result[1] if result else ""
    return Reply(
        code,
        int(keys) if _NUMBER.fullmatch(keys) else None,
        note[1] if note else "",
        int(endpos[1]) if endpos else None,
        keys,
    )


def _key(reply: Reply) -> str | None:
    """The key whose code a command gave; None for its end."""
    if reply.code != "200":
        raise BadPeer(f"answer {reply.code}")
    if not reply.result:
        return None
    key = chr(reply.result) if 0 < reply.result < 128 else ""
    return key if key in ALL_KEYS and key else None
