"""A file of ISO 2709 cut into records, also where it is damaged.

A record begins with its length in five digits and ends with one byte. Where the two do not agree,
the end byte is believed; where noise stands between records, the next thing that looks like a
record's beginning is. Source: ISO 2709:2008.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from access.importing.remarks import Code, RecordRefused

END_OF_FIELD, END_OF_RECORD = b"\x1e", b"\x1d"
LEADER_BYTES = 24
ENTRY_BYTES = 12
LONGEST_RECORD = 99_999
REACH = 2 * LONGEST_RECORD
"""A record whose length is wrong must still end within this."""
BLOCK_BYTES = 1 << 20
BETWEEN = re.compile(rb"[\r\n \x00\x1a\xef\xbb\xbf]*")
HEAD = re.compile(rb"(\d{5})[ -/:-~]{2}[ -~]{5}(\d{5})[ -~]{3}45[ -~]{2}(?=[0-9A-Za-z]{3}\d{9})")
"""A leader (its sixth and seventh letters are no digits) and the beginning of a directory."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The bytes of what should be one record, and whether their length agrees with the leader."""

    record: bytes
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Noise:
    """Bytes that are no record; `offset` is where in the file they begin."""

    offset: int
    size_bytes: int
    is_record_cut_short: bool

    def refusal(self) -> RecordRefused:
        """What to say of it."""
        if self.is_record_cut_short:
            return RecordRefused(
                Code.TRUNCATED,
                f"A record that begins at byte {self.offset} is cut short, so it is left out.",
                offset=str(self.offset),
                bytes=str(self.size_bytes),
            )
        return RecordRefused(
            Code.NOISE,
            f"{self.size_bytes} bytes from byte {self.offset} on are no record of MARC.",
            offset=str(self.offset),
            bytes=str(self.size_bytes),
        )


def slices(stream: BinaryIO) -> Iterator[Slice | Noise]:
    """The records of a stream, in order, and what stands between them; memory stays small."""
    window = _Window(stream)
    while window.fill():
        window.skip(len(BETWEEN.match(window.data, window.at)[0]))  # type: ignore[index]
        if window.fill():
            yield from _next(window)


class _Window:
    """The part of the stream that is being looked at: at least REACH bytes where there are."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_at_end = False
        self.data = b""
        self.at = 0
        self.gone = 0

    def fill(self) -> bool:
        """Read on; False where nothing is left."""
        if len(self.data) - self.at < REACH and not self._is_at_end:
            parts = [self.data[self.at :]]
            size = len(parts[0])
            while size < BLOCK_BYTES and not self._is_at_end:
                parts.append(self._stream.read(BLOCK_BYTES))
                size += len(parts[-1])
                self._is_at_end = not parts[-1]
            self.gone += self.at
            self.data, self.at = b"".join(parts), 0
        return self.at < len(self.data)

    def skip(self, count: int) -> None:
        self.at += count

    def take(self, end: int) -> bytes:
        """The bytes up to `end`, which is a place in `data`."""
        taken = self.data[self.at : end]
        self.at = end
        return taken

    @property
    def offset(self) -> int:
        return self.gone + self.at


def _next(window: _Window) -> Iterator[Slice | Noise]:
    data, at = window.data, window.at
    head = HEAD.match(data, at)
    if head:
        end = at + int(head[1])
        if data[end - 1 : end] == END_OF_RECORD and end - at > LEADER_BYTES:
            yield Slice(window.take(end), is_whole=True)
            return
    close = data.find(END_OF_RECORD, at, at + REACH)
    close = close + 1 if close >= 0 else min(len(data), at + REACH)
    following = _whole_inside(data, at + 1, close) if head else None
    if following is None and head and data[close - 1 : close] == END_OF_RECORD:
        yield Slice(window.take(close), is_whole=False)
        return
    if following is None:
        begin = HEAD.search(data, at + 1, close)
        following = begin.start() if begin else close
    noise = Noise(window.offset, following - at, is_record_cut_short=head is not None)
    window.at = following
    yield noise


def _whole_inside(data: bytes, at: int, close: int) -> int | None:
    """Where a record begins whose length ends exactly at `close`: one before it was cut short."""
    for head in HEAD.finditer(data, at, close):
        if head.start() + int(head[1]) == close:
            return head.start()
    return None


def mended(record: bytes) -> bytes:
    """The record with lengths counted anew: the order of its directory and its fields is believed.

    Some programs count letters where bytes should be counted. Raises RecordRefused where the
    directory and the fields do not match each other.
    """
    close = record.find(END_OF_FIELD, LEADER_BYTES)
    directory = record[LEADER_BYTES : max(close, LEADER_BYTES)]
    fields = record[close + 1 :].removesuffix(END_OF_RECORD).split(END_OF_FIELD)
    if fields and not fields[-1]:
        fields.pop()
    count, rest = divmod(len(directory), ENTRY_BYTES)
    if close < 0 or rest or not count or count != len(fields):
        raise RecordRefused(
            Code.BROKEN_RECORD,
            "The record's list of fields does not fit its fields, so none of it can be trusted.",
        )
    entries, place = list[bytes](), 0
    for number, field in enumerate(fields):
        tag = directory[number * ENTRY_BYTES :][:3]
        entries.append(tag + b"%04d%05d" % (min(len(field) + 1, 9_999), place))
        place += len(field) + 1
    base = LEADER_BYTES + len(directory) + 1
    size = base + place + 1
    if size > LONGEST_RECORD:
        raise RecordRefused(
            Code.BROKEN_RECORD, f"The record has {size} bytes; MARC allows {LONGEST_RECORD}."
        )
    leader = b"%05d" % size + record[5:12] + b"%05d" % base + record[17:LEADER_BYTES]
    body = b"".join(field + END_OF_FIELD for field in fields)
    return leader + b"".join(entries) + END_OF_FIELD + body + END_OF_RECORD
