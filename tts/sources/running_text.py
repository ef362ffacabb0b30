"""Running text as it gathers: pieces go in raw, come out folded, merged and normalised."""

import unicodedata
from itertools import groupby

from tts.book import Formula, Inline, InlineImage, NoteReference, PageBreak, Text

# Marks that show nothing and that a voice trips over: soft hyphen, zero width space, word joiner,
# byte order mark; and control characters and noncharacters, which XML cannot carry onwards.
# The joiners and direction marks that Arabic and Persian spelling needs stay.
NOT_LETTERS = dict.fromkeys(
    [0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF]
    + [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r\x0b\x0c\x85"]
    + list(range(0xD800, 0xE000))
    + list(range(0xFDD0, 0xFDF0))
    + [(plane << 16) + low for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)]
)
BRACKETS = {"[": "]", "(": ")", "{": "}"}


def cleaned(text: str) -> str:
    """Text in NFC without invisible marks; white space is left as it is."""
    return unicodedata.normalize("NFC", text.translate(NOT_LETTERS))


def folded(text: str) -> str:
    """Text in NFC without invisible marks, with single spaces, none at its ends."""
    return " ".join(cleaned(text).split())


class Run:
    """Gathers the pieces of one paragraph, heading, cell or line."""

    def __init__(self) -> None:
        self._pieces: list[Inline] = []

    def add(self, piece: Inline) -> None:
        """Put a piece at the end; text may have any white space."""
        self._pieces.append(piece)

    def extend(self, pieces: tuple[Inline, ...]) -> None:
        """Put pieces at the end."""
        self._pieces.extend(pieces)

    def space(self) -> None:
        """Part what came before from what follows."""
        last = self._pieces[-1] if self._pieces else None
        if isinstance(last, Text):
            self._pieces.append(Text(" ", last.language, last.emphasis))
        else:
            self._pieces.append(Text(" "))

    def is_blank(self) -> bool:
        """Nothing but white space has come."""
        return not any(_counts(piece) for piece in self._pieces)

    def finish(self) -> tuple[Inline, ...]:
        """The pieces, ready for a block; () if there is nothing but white space. Empties the run.

        White space of any kind, runs of it and across pieces, becomes one space, none at the ends.
        Neighbours of one language and emphasis become one text.
        """
        pieces, self._pieces = self._pieces, []
        if not any(map(_counts, pieces)):
            return ()
        return _trimmed(_fold(_unbracketed(_merged(pieces))))


def is_only_pages(content: tuple[Inline, ...]) -> bool:
    """Nothing but page breaks."""
    return all(isinstance(piece, PageBreak) for piece in content)


def is_only_pictures(content: tuple[Inline, ...]) -> bool:
    """Pictures and perhaps page breaks, and no other word."""
    return any(isinstance(piece, InlineImage) for piece in content) and all(
        isinstance(piece, InlineImage | PageBreak)
        or (isinstance(piece, Text) and not piece.text.strip())
        for piece in content
    )


def _counts(piece: Inline) -> bool:
    return not isinstance(piece, Text) or (bool(piece.text) and not piece.text.isspace())


def _style(piece: Inline) -> object:
    return (piece.language, piece.emphasis) if isinstance(piece, Text) else id(piece)


def _merged(pieces: list[Inline]) -> list[Inline]:
    merged = list[Inline]()
    for _, group in groupby(pieces, _style):
        alike = list(group)
        first = alike[0]
        if isinstance(first, Text):
            text = cleaned("".join(piece.text for piece in alike if isinstance(piece, Text)))
            merged += [Text(text, first.language, first.emphasis)] if text else []
        else:
            merged += alike
    return merged


def _unbracketed(pieces: list[Inline]) -> list[Inline]:
    """Drop the brackets around a note mark: "[" mark "]" is one mark to a listener."""
    for before, mark, after in zip(
        range(len(pieces)), pieces[1:], range(2, len(pieces)), strict=False
    ):
        left, right = pieces[before], pieces[after]
        if isinstance(mark, NoteReference) and isinstance(left, Text) and isinstance(right, Text):
            opening = left.text[-1:]
            if opening in BRACKETS and right.text[:1] == BRACKETS[opening]:
                pieces[before] = Text(left.text[:-1], left.language, left.emphasis)
                pieces[after] = Text(right.text[1:], right.language, right.emphasis)
    return pieces


def _fold(pieces: list[Inline]) -> list[Inline]:
    done, after_space = list[Inline](), True
    for piece in pieces:
        if isinstance(piece, Text):
            text = " ".join(piece.text.split())
            if piece.text[:1].isspace() and not after_space:
                text = " " + text
            if piece.text[-1:].isspace() and text.strip():
                text += " "
            if text:
                done.append(Text(text, piece.language, piece.emphasis))
                after_space = text.endswith(" ")
        else:
            done.append(piece)
            after_space = after_space and not isinstance(piece, InlineImage | Formula)
    return done


def _trimmed(pieces: list[Inline]) -> tuple[Inline, ...]:
    """Without the last space, also where marks and pages follow it."""
    at = len(pieces) - 1
    while at >= 0 and isinstance(pieces[at], NoteReference | PageBreak):
        at -= 1
    last = pieces[at] if at >= 0 else None
    if isinstance(last, Text) and last.text.endswith(" "):
        shorter = last.text[:-1]
        pieces[at : at + 1] = [Text(shorter, last.language, last.emphasis)] if shorter else []
    return tuple(pieces)
