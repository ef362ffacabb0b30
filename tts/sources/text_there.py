"""Is there anything to read in a book? Pictures of pages are no text."""

from collections.abc import Iterable

from tts.book import Block, Figure, Formula, Inline, InlineImage, Text
from tts.errors import BadBook
from tts.walk import pieces_of

LONG_DESCRIPTION = 40


def require_text(runs: Iterable[Iterable[Block[Inline]]], book: str) -> None:
    """Raises BadBook if no run of blocks has text; `book` is the file's name, for the message."""
    if not any(map(has_text, runs)):
        raise BadBook(
            "There is no text in this book, perhaps only pictures of pages.",
            where=book,
            remedy="Turn the pictures into text (OCR) first, or ask for an edition with text.",
        )


def has_text(blocks: Iterable[Block[Inline]]) -> bool:
    """Words to read: letters of running text, or a picture that is really described."""
    for block in blocks:
        described = isinstance(block, Figure)
        for piece in pieces_of(block):
            if isinstance(piece, Text | InlineImage | Formula):
                is_label = described or isinstance(piece, InlineImage)
                if len(piece.text) >= (LONG_DESCRIPTION if is_label else 1) and any(
                    letter.isalnum() for letter in piece.text
                ):
                    return True
    return False
