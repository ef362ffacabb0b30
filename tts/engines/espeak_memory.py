"""What eSpeak NG remembers from one utterance to the next, found so that it can be forgotten.

The library starts every utterance anew but for three counters of its wave generator, the longest
pause after the clause before, and the translators that it keeps for words of a second and a third
language in the text. With the numbers back at zero and the languages of those translators unnamed
(so that it makes them anew when it needs them), the same words sound the same to the bit, whatever
was said before. Nothing here has a name that a program may use, but a library that was not stripped
tells in its table of symbols where it is.

Source: eSpeak NG 1.52, wavegen.c, synthesize.c, translate.c; System V ABI, ELF-64, "Symbol Table".
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_REMEMBERED = {
    "Flutter_ix": 4,
    "cycle_count": 4,
    "wave_flag": 4,
    "max_clause_pause": 4,
    "translator2_language": 20,
    "translator3_language": 20,
}
"""Variables of the library and their bytes; all zero when it has never spoken. The compiler adds a
full stop and a number to the names of those that stand inside a function."""

_KNOWN_PLACE = "espeak_Synth"
_ELF64_LITTLE = b"\x7fELF\x02\x01"
_SYMBOL_TABLE = 2  # SHT_SYMTAB
_VARIABLE, _FUNCTION = 1, 2  # STT_OBJECT, STT_FUNC
_SECTION = struct.Struct("<IIQQQQIIQQ")
_SYMBOL = struct.Struct("<IBBHQQ")
_LARGEST_LIBRARY = 64 << 20


class Memory:
    """The variables of an opened library. `forget` makes it as if it had never spoken."""

    def __init__(self, variables: tuple[ctypes.Array[ctypes.c_char], ...]) -> None:
        self._variables = [(ctypes.addressof(each), len(each)) for each in variables]

    def forget(self) -> None:
        """Put them back to what they were when the library was opened."""
        for address, size in self._variables:
            ctypes.memset(address, 0, size)


def memory_of(library: Path, opened: Any) -> Memory | None:
    """The memory of the library at this path, which `ctypes` opened and which has not yet spoken.

    None where it is not found: in a library that was stripped (as Linux distributions do), in one
    that is no ELF-64 file (Windows, macOS), or where a variable stands not exactly once, or has
    another size, or is not zero.
    """
    try:
        data = library.read_bytes() if library.stat().st_size <= _LARGEST_LIBRARY else b""
        symbols = list(_symbols(data))
    except (OSError, struct.error, ValueError, IndexError):
        return None
    known = [place for name, kind, place, _ in symbols if (name, kind) == (_KNOWN_PLACE, _FUNCTION)]
    if len(known) != 1:
        return None
    start = (ctypes.cast(opened.espeak_Synth, ctypes.c_void_p).value or 0) - known[0]
    found = [
        (start + place, size)
        for name, kind, place, size in symbols
        if kind == _VARIABLE and _REMEMBERED.get(name.partition(".")[0]) == size
    ]
    if len(found) != len(_REMEMBERED):
        return None
    variables = tuple((ctypes.c_char * size).from_address(place) for place, size in found)
    return None if any(any(each.raw) for each in variables) else Memory(variables)


def _symbols(data: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Name, kind, place and size in bytes of everything in an ELF-64 file's table of symbols."""
    if data[:6] != _ELF64_LITTLE:
        return
    (start,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    sections = [_SECTION.unpack_from(data, start + size * number) for number in range(count)]
    for _, kind, _, _, offset, length, link, *_ in sections:
        if kind != _SYMBOL_TABLE:
            continue
        names = sections[link][4]
        for name, info, _, _, place, extent in _SYMBOL.iter_unpack(data[offset : offset + length]):
            begin = names + name
            yield data[begin : data.index(b"\0", begin)].decode(), info & 0xF, place, extent
