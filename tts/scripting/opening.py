"""How a talking book begins: with its title, its language known."""

from collections.abc import Iterable

from tts.book import Block, Book, Formula, Heading, Inline, InlineImage, Text
from tts.errors import BadBook
from tts.scripting.block_cutting import text_of
from tts.text.clean import clean, is_speakable
from tts.text.detection import main_language
from tts.text.languages import ENGLISH, KAZAKH, RUSSIAN, normalized
from tts.walk import pieces_of

LANGUAGE_OF_LAST_RESORT = RUSSIAN
"""For a book that has digits but not one letter; every reader we serve knows the numbers."""

_UNTITLED = {KAZAKH: "Атаусыз кітап", RUSSIAN: "Книга без названия", ENGLISH: "Untitled book"}


def require_words(book: Book) -> None:
    """Raises BadBook if there is nothing in the book to read aloud."""
    blocks = [block for part in book.parts for block in part.blocks]
    if not any(_has_words(block) for block in (*blocks, *book.notes)):
        raise BadBook(
            "The book has no text to read aloud.",
            where=clean(book.metadata.title).strip() or book.metadata.identifier,
            remedy="Give a file with text; scanned pages must first go through text recognition.",
        )


def _has_words(block: Block[Inline]) -> bool:
    return is_speakable(text_of(block)) or any(isinstance(p, Formula) for p in pieces_of(block))


def book_language(book: Book) -> str:
    """The main language: the catalogue's word for it, else that of most of the text, else
    `LANGUAGE_OF_LAST_RESORT`."""
    said = normalized(book.metadata.language)
    if said:
        return said
    blocks = [block for part in book.parts for block in part.blocks]
    text = " ".join(text_of(block) for block in (*blocks, *book.notes))
    return main_language(text, "") or LANGUAGE_OF_LAST_RESORT


def book_title(book: Book, first_heading: Heading[Inline] | None, language: str) -> str:
    """The catalogue's title, else the first heading, else words that say there is none."""
    title = clean(book.metadata.title).strip()
    if is_speakable(title):
        return title
    if first_heading is not None:
        return clean(words_of(first_heading.content)).strip()
    return _UNTITLED.get(language, _UNTITLED[ENGLISH])


def says(heading: Heading[Inline], title: str) -> bool:
    """Whether a heading has the words of the title, whatever their case and punctuation."""
    return letters(words_of(heading.content)) == letters(title)


def words_of(content: Iterable[Inline]) -> str:
    """The words of a heading; those that stand for its pictures if it has no others."""
    return "".join(
        piece.text for piece in heading_content(content) if isinstance(piece, Text | Formula)
    )


def heading_content(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """A heading drawn as a picture is known by the words that stand for the picture, because a
    table of contents has no other way to name it."""
    pieces = tuple(content)
    if any(isinstance(piece, Text | Formula) and is_speakable(piece.text) for piece in pieces):
        return pieces
    return tuple(
        Text(piece.text, piece.language) if isinstance(piece, InlineImage) else piece
        for piece in pieces
    )


def letters(text: str) -> str:
    """The letters and digits of a text, small: what two spellings of a title have in common."""
    return "".join(filter(str.isalnum, clean(text).casefold()))
