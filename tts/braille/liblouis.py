"""liblouis, the library that knows the braille of many languages: print in, cells out.

It is a system library with its tables beside it; there is no Python package of it to depend on, so
it is reached through ctypes. It keeps its tables in global variables: one thread, one library.
Source: liblouis User's and Programmer's Manual 3.24, chapter 7 (Programming with liblouis).
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tts.errors import EngineMissing

PACKAGES = "liblouis20 liblouis-data"
_NAMES = ("liblouis.so.20", "liblouis.so", "liblouis.20.dylib", "liblouis.dylib", "liblouis.dll")
_DOTS, _UNICODE_BRAILLE = 4, 64
_SILENT = 60_000
_ITALIC = 1
_ROOM = 16
"""Cells a character may take; the longest in our tables, a character nobody knows, takes 9."""


@dataclass(frozen=True, slots=True)
class Translated:
    """Cells (U+2800 and on), and for every character of the print the cell with which it begins."""

    cells: str
    starts: tuple[int, ...]


class Liblouis:
    """The opened library. `open_liblouis` gives the one of this process."""

    def __init__(self, names: Sequence[str] = _NAMES) -> None:
        self._c = _loaded(names)
        _declare(self._c)
        self._c.lou_setLogLevel(_SILENT)  # it would write to standard error
        self._encoding = f"utf-{8 * self._c.lou_charSize()}-{sys.byteorder[0]}e"
        number: bytes = self._c.lou_version()
        self.version = number.decode()

    def has(self, table: str) -> bool:
        """Whether the table is here and can be used."""
        return bool(self._c.lou_checkTable(table.encode()))

    def translate(self, table: str, text: str, emphasised: Sequence[bool] = ()) -> Translated:
        """The text in braille; `emphasised` says so of every character. Raises EngineMissing."""
        if not text:
            return Translated("", ())
        units = text.encode(self._encoding, "replace")
        width = self._c.lou_charSize()
        length = len(units) // width
        room = _ROOM * length + 64
        read, written = ctypes.c_int(length), ctypes.c_int(room)
        cells = ctypes.create_string_buffer(room * width)
        forms = (ctypes.c_ushort * room)(*(_ITALIC * bool(one) for one in emphasised))
        starts, origins = (ctypes.c_int * room)(), (ctypes.c_int * room)()
        good = self._c.lou_translate(
            table.encode(), units, ctypes.byref(read), cells, ctypes.byref(written),
            forms if any(emphasised) else None, None, starts, origins, None,
            _DOTS | _UNICODE_BRAILLE,
        )  # fmt: skip
        if not good or read.value != length:
            raise EngineMissing(
                f"liblouis {self.version} cannot use its table {table} here. {remedy()}"
            )
        braille = cells.raw[: written.value * width].decode(self._encoding)
        return Translated(braille, tuple(starts[:length]))


@cache
def open_liblouis() -> Liblouis:
    """The library of this machine, opened once. Raises EngineMissing."""
    return Liblouis()


def remedy() -> str:
    """How to get it, in a sentence."""
    return f"On Debian: apt-get install {PACKAGES}."


def _loaded(names: Sequence[str]) -> ctypes.CDLL:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    raise EngineMissing(f"liblouis, which translates into braille, is not here. {remedy()}")


def _declare(c: ctypes.CDLL) -> None:
    """What the functions take and answer. Source: liblouis.h 3.24."""
    numbers = ctypes.POINTER(ctypes.c_int)
    signatures: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "lou_version": (ctypes.c_char_p, ()),
        "lou_charSize": (ctypes.c_int, ()),
        "lou_setLogLevel": (None, (ctypes.c_int,)),
        "lou_checkTable": (ctypes.c_int, (ctypes.c_char_p,)),
        "lou_translate": (
            ctypes.c_int,
            (
                ctypes.c_char_p, ctypes.c_char_p, numbers, ctypes.c_char_p, numbers,
                ctypes.POINTER(ctypes.c_ushort), ctypes.c_char_p, numbers, numbers, numbers,
                ctypes.c_int,
            ),
        ),
    }  # fmt: skip
    for name, (answer, arguments) in signatures.items():
        function: Callable[..., Any] = getattr(c, name)
        function.restype, function.argtypes = answer, arguments  # type: ignore[attr-defined]
