"""From facts to a PDF that a screen reader can read: tagged, with title and language (PDF/UA-1).

The layout is a file of ours beside this one; what people wrote comes to it as JSON and is text
there, whatever it looks like. Nothing is fetched and no font of the machine is used.
"""

import json
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Any

WAITS_S = LONGEST_S = 60.0
MOST_BYTES = 4_000_000
LONGEST = 1_000
LONGEST_WORD = 28
"""A longer one may be broken anywhere: it would run into the next column."""
UNKNOWN = "□"
GAP = "\u200b"
_HELD = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F), (0x388, 0x38A), (0x3A3, 0x3CE), (0x400, 0x481),
    (0x48A, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2015), (0x2018, 0x2022), (0x2026, 0x2026),
    (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x20A0, 0x20BF), (0x2116, 0x2116),
    (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x25A0, 0x25A1),
    (0x2610, 0x2612),
)  # fmt: skip
"""Signs of our languages that the typesetter has letters for; a test prints each of them."""
_ONE_AT_A_TIME = threading.Lock()


class PrinterBusy(Exception):
    """So much is being printed at this moment that this has to be tried again."""


class CannotPrint(Exception):
    """The typesetter refused; its words stay unsaid: they may hold what somebody wrote."""


class TooMuchToPrint(Exception):
    """More was asked for in one document than is printed at once."""


def pdf_of(layout: str, facts: Mapping[str, Any]) -> bytes:
    """The pages that `layout` (the name of a file here) makes of these facts.

    One document is made at a time, in a process of its own, so that a morning of printing takes one
    processor and leaves no memory taken. The same facts give the same bytes. Raises PrinterBusy,
    TooMuchToPrint, CannotPrint.
    """
    told = json.dumps(facts, ensure_ascii=False)
    if len(told) > MOST_BYTES:
        raise TooMuchToPrint(f"{len(told)} characters in one document")
    if not _ONE_AT_A_TIME.acquire(timeout=WAITS_S):
        raise PrinterBusy
    try:
        return _pressed(layout, told)
    finally:
        _ONE_AT_A_TIME.release()


def _pressed(layout: str, told: str) -> bytes:
    """What the press makes of it; it is ended where it takes longer than LONGEST_S."""
    folder = files("api.printing")
    with as_file(folder / "press.py") as press, as_file(folder / layout) as page:
        try:
            done = subprocess.run(  # noqa: S603 - our own program, nothing of it from outside
                [sys.executable, "-I", str(press), str(page)],
                input=told.encode("utf-8"), capture_output=True, timeout=LONGEST_S, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise PrinterBusy from None
    if done.returncode != 0 or not done.stdout:
        raise CannotPrint(f"the press ended with {done.returncode}")
    return done.stdout


def legible(text: str, *, longest: int = LONGEST) -> str:
    """A text as it can be printed: one line, only signs of which there are letters.

    A sign that no letters have is a box, so that it is seen that something is missing; very long
    words may be broken; what is longer than `longest` ends in three dots.
    """
    signs = unicodedata.normalize("NFC", text[: 4 * longest])
    one_line = " ".join("".join(map(_printed, signs)).split())
    if len(one_line) > longest or len(text) > 4 * longest:
        one_line = one_line[: longest - 1].rstrip() + "…"
    return " ".join(_breakable(word) for word in one_line.split(" "))


def _printed(sign: str) -> str:
    if any(first <= ord(sign) <= last for first, last in _HELD):
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    return "" if kind in ("Cf", "Mn", "Me", "Cs") else UNKNOWN


def _breakable(word: str) -> str:
    pieces = range(0, len(word), LONGEST_WORD)
    return GAP.join(word[start : start + LONGEST_WORD] for start in pieces)
