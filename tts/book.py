"""A book as a reader meets it: parts, headings, paragraphs, lists, tables, verse, notes, pages.

The words are those of the Readium and DAISY vocabularies. Blocks are generic in what their
running text is made of: in a `Book` it is `Inline` (text as the source gives it), in a
`tts.script.Script` it is `Phrase` (one sentence, the unit of speech and synchronisation).

Source: W3C EPUB 3.3 structural semantics; ANSI/NISO Z39.86-2005, DTBook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

C = TypeVar("C")


class Emphasis(StrEnum):
    """How a span stands out from its sentence."""

    NONE = ""
    EMPHASIS = "em"
    STRONG = "strong"
    SUBSCRIPT = "sub"
    SUPERSCRIPT = "sup"


class PartRole(StrEnum):
    """Where in the book a part stands."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class PageKind(StrEnum):
    """Front pages count in Roman numerals, normal ones in digits, special ones as they like."""

    FRONT = "front"
    NORMAL = "normal"
    SPECIAL = "special"


class NoteKind(StrEnum):
    """Whether the printed note stood at the foot of its page or at the end."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


# --- what running text is made of -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters with one language and one emphasis.

    `language` is a BCP 47 tag, or "" where no mark-up below the document's root says it.
    White space is already folded: single spaces, no line ends.
    """

    text: str
    language: str = ""
    emphasis: Emphasis = Emphasis.NONE


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark in the text that points to a note; `note_id` is the id of a `Note` of the book."""

    note_id: str
    mark: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new printed page begins here; `label` is what the page calls itself ("12", "iv")."""

    label: str


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture in running text; `text` stands for it, "" if it only decorates."""

    picture: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics in running text.

    `mathml` is one `math` element of Presentation MathML as `tts.maths.tree` writes it: bounded,
    nothing of a stranger's in it. `text` is shown where mathematics cannot be: a² + b² = c².
    """

    mathml: str
    text: str
    language: str = ""


Inline: TypeAlias = Text | NoteReference | PageBreak | InlineImage | Formula


# --- blocks -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading(Generic[C]):
    """A title of level 1 to 6. Stands only directly in a part, never inside another block."""

    level: int
    content: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[C]):
    """Running text."""

    content: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[C]):
    """A page break between blocks: `content` is one `PageBreak`, or its one `Phrase`."""

    content: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class ListItem(Generic[C]):
    """One entry of a list."""

    blocks: tuple[Block[C], ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[C]):
    """A list; an ordered one counts from `start`."""

    items: tuple[ListItem[C], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell(Generic[C]):
    """One cell of a table; spans are counted in cells, at least 1."""

    content: tuple[C, ...]
    is_header: bool = False
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class Row(Generic[C]):
    """One row of a table."""

    cells: tuple[Cell[C], ...]


@dataclass(frozen=True, slots=True)
class Table(Generic[C]):
    """A table, read row by row."""

    rows: tuple[Row[C], ...]
    caption: tuple[C, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation(Generic[C]):
    """Words of somebody else, set apart."""

    blocks: tuple[Block[C], ...]


@dataclass(frozen=True, slots=True)
class Line(Generic[C]):
    """One line of verse."""

    content: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class Verse(Generic[C]):
    """A poem: stanzas of lines."""

    stanzas: tuple[tuple[Line[C], ...], ...]


@dataclass(frozen=True, slots=True)
class Figure(Generic[C]):
    """A picture set apart. `content` is the text that stands for it (its alt text and long
    description); `picture` names an entry of the book's pictures."""

    picture: str
    content: tuple[C, ...]
    caption: tuple[C, ...] = ()


@dataclass(frozen=True, slots=True)
class Note(Generic[C]):
    """A note's body. A `Book` keeps it out of the text flow, in `Book.notes`; a `Script` puts
    it after the block that first refers to it."""

    note_id: str
    blocks: tuple[Block[C], ...]
    kind: NoteKind = NoteKind.FOOTNOTE


Block: TypeAlias = (
    Heading[C]
    | Paragraph[C]
    | Page[C]
    | Listing[C]
    | Table[C]
    | Quotation[C]
    | Verse[C]
    | Figure[C]
    | Note[C]
)


# --- the whole --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file of the book: image/jpeg, image/png, image/gif or image/svg+xml."""

    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a catalogue says of the book. `language` is the main one; "" where unknown.

    `published_on` is YYYY, YYYY-MM or YYYY-MM-DD, or "". `cover` names a picture.
    """

    identifier: str
    title: str
    language: str = ""
    creators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    published_on: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    source: str = ""
    rights: str = ""
    cover: str | None = None


@dataclass(frozen=True, slots=True)
class Part(Generic[C]):
    """Front matter, the body or back matter, in reading order. A role may have several parts.

    `language` is what the part's own document says it is in, "" if it says nothing: likely, but
    not sure for every sentence, as a document in Russian may quote Kazakh without marking it.
    """

    role: PartRole
    blocks: tuple[Block[C], ...]
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A whole title as its source gives it, ready to be cut into sentences.

    Every `NoteReference` names a note in `notes`; every picture named is in `pictures`.
    `warnings` say in a sentence each what of the source could not be kept, and where.
    `recognised_pages` says of pages that were read from pictures, by their labels, how sure that
    was: 0 to 1.
    """

    metadata: Metadata
    parts: tuple[Part[Inline], ...]
    notes: tuple[Note[Inline], ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    recognised_pages: Mapping[str, float] = field(default_factory=dict)
