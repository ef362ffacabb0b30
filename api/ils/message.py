"""Messages of SIP2 as bytes: fixed fields, named fields, sequence number, checksum.

Nothing here knows a network. Whatever comes, a line is a message or BadMessage is raised: the order
of named fields, unknown ones and missing ones are no fault; a wrong checksum is.
Source: 3M Standard Interchange Protocol, version 2.00, "Message format" and "Error detection".
"""

import re
from dataclasses import dataclass
from typing import Literal

from api.ils.errors import BadMessage, CannotBeSaid, WrongChecksum

Letters = Literal["utf-8", "cp1251"]
"""How a site writes letters; both sides have agreed on it."""

FIXED_LENGTHS = {
    "09": 37, "10": 22, "11": 38, "12": 22, "17": 18, "18": 24, "23": 21, "24": 35, "29": 38,
    "30": 22, "35": 18, "36": 19, "63": 31, "64": 59, "93": 2, "94": 1, "96": 0, "97": 0,
    "98": 34, "99": 8,
}  # fmt: skip
"""How many signs of fixed fields follow the number of each message that is spoken here."""
LONGEST_LINE_BYTES = 64 * 1024
MOST_FIELDS = 4_000
LONGEST_VALUE = 1_000
TAIL = re.compile(rb"(?:AY([0-9]))?AZ([0-9A-Fa-f]{4})\Z")
FORBIDDEN = frozenset("|\r\n\0")


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its number, its fixed fields as they stand, its named fields in order."""

    code: str
    fixed: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    sequence: int | None = None

    def get(self, tag: str) -> str:
        """The first field of this name; "" where there is none."""
        return next((value for name, value in self.fields if name == tag), "")

    def all(self, tag: str) -> tuple[str, ...]:
        """Every field of this name that says something."""
        return tuple(value for name, value in self.fields if name == tag and value)

    def has(self, tag: str) -> bool:
        """Whether there is a field of this name."""
        return any(name == tag for name, _ in self.fields)


RESEND = Message("97")
"""Please send your last answer again."""
PLEASE_RESEND = "96"
"""The other side asks for our last message again: it came damaged."""
BARE = frozenset({RESEND.code, PLEASE_RESEND})
"""They have a checksum and no number of their own."""


def checksum(upto_az: bytes) -> bytes:
    """The four signs after AZ: the sum of all bytes before, its two's complement, 16 bits.

    >>> checksum(b"97AZ"), checksum(b"9910302.00AY2AZ")
    (b'FEF5', b'FCA3')
    """
    return b"%04X" % (-sum(upto_az) & 0xFFFF)


def encoded(message: Message, letters: Letters) -> bytes:
    """The line without its end. With a sequence number it has a checksum; so has RESEND.

    Raises CannotBeSaid.
    """
    if len(message.fixed) != FIXED_LENGTHS[message.code]:
        raise CannotBeSaid(f"Message {message.code} has {FIXED_LENGTHS[message.code]} fixed signs.")
    said = message.code + message.fixed
    said += "".join(f"{tag}{_sayable(tag, value)}|" for tag, value in message.fields)
    try:
        line = said.encode(letters)
    except UnicodeEncodeError:
        raise CannotBeSaid(f"Message {message.code} has letters outside {letters}.") from None
    if message.sequence is None and message.code not in BARE:
        return line
    if message.sequence is not None:
        line += b"AY%d" % message.sequence
    line += b"AZ"
    return line + checksum(line)


def parsed(line: bytes, letters: Letters, *, is_checked: bool) -> Message:
    """The message in a line. `is_checked`: both sides have agreed on checksums, so that one that is
    missing is a damage, too; one that is there is looked at in any case.

    Letters that cannot be read become U+FFFD: a name nobody needs must not hide an outcome.
    Raises BadMessage, WrongChecksum.
    """
    line = line.strip(b"\r\n\0 ") if line[:1] in b"\r\n\0 " else line.rstrip(b"\r\n\0")
    if len(line) > LONGEST_LINE_BYTES:
        raise BadMessage(f"A message has more than {LONGEST_LINE_BYTES >> 10} KB.")
    body, sequence = _unsealed(line, is_checked=is_checked)
    text = body.decode(letters, "replace")
    code = text[:2]
    length = FIXED_LENGTHS.get(code)
    if length is None:
        raise BadMessage("What came is no message that is known here.")
    fixed, rest = text[2 : 2 + length], text[2 + length :]
    if len(fixed) < length or "|" in fixed or not fixed.isascii():
        raise BadMessage(f"Message {code} is cut short.")
    return Message(code, fixed, _fields(code, rest), sequence)


def _unsealed(line: bytes, *, is_checked: bool) -> tuple[bytes, int | None]:
    tail = TAIL.search(line)
    if tail is None:
        if is_checked:
            raise WrongChecksum("A message has no checksum.")
        return line, None
    if checksum(line[:-4]) != tail[2].upper():
        raise WrongChecksum("A message was damaged on its way.")
    return line[: tail.start()], int(tail[1]) if tail[1] else None


def _fields(code: str, rest: str) -> tuple[tuple[str, str], ...]:
    parts = [part for part in rest.split("|") if part]
    if len(parts) > MOST_FIELDS:
        raise BadMessage(f"Message {code} has more than {MOST_FIELDS} fields.")
    if any(len(part) < 2 for part in parts):
        raise BadMessage(f"Message {code} has a field without a name.")
    return tuple((part[:2], part[2:]) for part in parts)


def _sayable(tag: str, value: str) -> str:
    if FORBIDDEN & set(value) or len(value) > LONGEST_VALUE:
        raise CannotBeSaid(f"The field {tag} has a sign that SIP2 cannot carry, or is too long.")
    return value
