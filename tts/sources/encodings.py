"""From the bytes of a text that does not say its encoding to its letters.

Unicode shows itself by its marks or by being valid. The one-byte encodings of Russian and Kazakh
are told apart by which of them makes the likeliest letters (`tts.sources.letter_pairs`).
Sources: RFC 1489 (KOI8-R); IANA charsets KZ-1048 (STRK1048-2002) and PTCP154 ("Asian Cyrillic").
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from tts.errors import BadBook
from tts.sources.decoding import BYTE_ORDER_MARKS
from tts.sources.letter_pairs import pair_value

# In the order in which they are believed where the letters do not tell.
ONE_BYTE = (
    "cp1251", "kz1048", "ptcp154", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "cp1252",
)  # fmt: skip
SAMPLE_BYTES = 64 * 1024
MOST_SAMPLES = 16
WORST_SCORE = -1.0
MIXED_SHARE = 0.1
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")
MOST_CONTROLS_SHARE = 0.002
WIDE_SHARE = 0.8
# The upper bytes of Latin, Cyrillic and general punctuation in UTF-16.
WIDE_BYTES = frozenset(b"\x00\x04\x20\x21")
LINE_ENDS = re.compile(rb"(?<=\n)")


class Letters(NamedTuple):
    """A text, the encoding it was in, and what had to be guessed or given up, in a sentence."""

    text: str
    encoding: str
    remark: str = ""


def letters_of(source: bytes, book: str) -> Letters:
    """The text in bytes of whatever encoding. `book` is the file's name, for messages.

    Raises BadBook if the bytes are no text: zero bytes, many control characters, or letters that
    make no sense in any encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return _marked(source.removeprefix(mark), encoding)
    wide = wide_encoding(source)
    if wide:
        return _marked(source, wide)
    if _looks_binary(source):
        raise not_text(book)
    try:
        return Letters(source.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    lines = LINE_ENDS.split(source)
    broken = [line for line in lines if not _is_utf8(line)]
    whole = sum(1 for line in lines if not line.isascii()) - len(broken)
    if whole > MIXED_SHARE * (whole + len(broken)):
        return _mixed(lines, broken)
    encoding, score = likeliest(source)
    if score < WORST_SCORE:
        raise not_text(book)
    remark = "" if score > 0 else f"the encoding is not certain; read as {encoding}."
    return Letters(source.decode(encoding, "replace"), encoding, remark)


def wide_encoding(source: bytes) -> str:
    """UTF-16 without its mark, told by its upper bytes; "" if the bytes are none.

    >>> wide_encoding("Кітап басы".encode("utf-16-be")), wide_encoding(b"plain")
    ('utf-16-be', '')
    """
    head = source[:SAMPLE_BYTES]
    if b"\x00" not in head and b"\x04" not in head:
        return ""
    for name, upper, lower in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        fitting = sum(byte in WIDE_BYTES for byte in upper)
        is_varied = len(set(lower)) > len(set(upper))
        if fitting > WIDE_SHARE * len(upper) and is_varied and 0 not in lower:
            return name
    return ""


def likeliest(source: bytes) -> tuple[str, float]:
    """The one-byte encoding that makes most sense of the bytes, and its points for each pair."""
    pairs = _pairs(_samples(source))
    scored = [(encoding, _score(pairs, encoding)) for encoding in ONE_BYTE]
    return max(scored, key=lambda one: one[1])


def not_text(book: str) -> BadBook:
    """The failure for a file that holds something else than text."""
    return BadBook(
        "This is not text, whatever its name says.",
        where=book,
        remedy="Open it in the program that made it and save it as text in UTF-8.",
    )


def _marked(source: bytes, encoding: str) -> Letters:
    text = source.decode(encoding, "replace")
    lost = "some letters do not fit its encoding and are lost." if "\ufffd" in text else ""
    return Letters(text, encoding, lost)


def _looks_binary(source: bytes) -> bool:
    if b"\x00" in source:
        return True
    return len(CONTROLS.findall(source)) > 1 + MOST_CONTROLS_SHARE * len(source)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mixed(lines: Iterable[bytes], broken: Iterable[bytes]) -> Letters:
    """Pieces of several files put together: each line by itself."""
    encoding, _ = likeliest(b"".join(broken))
    text = "".join(
        line.decode("utf-8") if _is_utf8(line) else line.decode(encoding, "replace")
        for line in lines
    )
    return Letters(text, "utf-8", f"some lines are not in UTF-8; they are read as {encoding}.")


def _samples(source: bytes) -> Iterable[bytes]:
    """All of a usual book; of a very long one, pieces from everywhere."""
    if len(source) <= SAMPLE_BYTES * MOST_SAMPLES:
        return [source]
    step = len(source) // MOST_SAMPLES
    return [source[at : at + SAMPLE_BYTES] for at in range(0, len(source) - SAMPLE_BYTES, step)]


def _pairs(samples: Iterable[bytes]) -> Mapping[tuple[int, int], int]:
    """How often which byte follows which, where one of them is not ASCII."""
    counted = Counter[tuple[int, int]]()
    for sample in samples:
        counted.update(pairwise(sample))
    return {pair: count for pair, count in counted.items() if max(pair) > 0x7F}


def _score(pairs: Mapping[tuple[int, int], int], encoding: str) -> float:
    letters = bytes(range(256)).decode(encoding, "replace")
    total = sum(
        count * pair_value(letters[left], letters[right]) for (left, right), count in pairs.items()
    )
    return total / max(1, sum(pairs.values()))
