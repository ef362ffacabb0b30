"""The script of a talking book: the book cut into phrases, in the order in which it is read.

Every form is written from it, and every phrase is one entry of the timing table, so a reader
finds the same sentence at the same sound in each of them. It is made by `tts.scripting.maker`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tts.book import Block, Emphasis, Heading, Metadata, PageKind, PartRole, Picture
from tts.walk import pieces_of


class Role(StrEnum):
    """What a phrase is to the reader, who may choose to skip some of them."""

    SENTENCE = "sentence"
    PAGE = "page"
    NOTE_REFERENCE = "note-reference"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a phrase in one language (always known here) and one emphasis.

    A formula is a span with its `mathml`; `spoken` is said instead of the text where not empty.
    """

    text: str
    language: str
    emphasis: Emphasis = Emphasis.NONE
    spoken: str = ""
    mathml: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One sentence, heading, page number, note mark or picture's text: spoken as a whole.

    `phrase_id` ("e000001", counted in reading order) is unique in the script and is the id of
    its element in every form. The text shown is the spans joined, nothing added. `language` is the
    main language of the phrase. A page has a `page_kind` and, where it counts, a `page_value`
    (iv is 4); a note mark has the `note_id` it points to; a picture has its `picture`.
    """

    phrase_id: str
    role: Role
    spans: tuple[Span, ...]
    language: str
    page_kind: PageKind | None = None
    page_value: int | None = None
    note_id: str = ""
    picture: str = ""

    @property
    def text(self) -> str:
        """The phrase as it is shown."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it up to the next heading; one sound file, one stretch.

    `level` is 1 to 6 and never more than one deeper than the section before it. The first
    section of a script carries the book's title. `section_id` is "s0001" and so on.
    No block in `blocks` is a `Heading`.
    """

    section_id: str
    part: PartRole
    level: int
    heading: Heading[Phrase]
    blocks: tuple[Block[Phrase], ...] = ()

    @property
    def title(self) -> str:
        """The heading's own words, without page numbers or note marks that stand in it."""
        return next((p.text for p in self.heading.content if p.role is Role.SENTENCE), "")


@dataclass(frozen=True, slots=True)
class Volume:
    """Which volume of how many; `title` and `identifier` are those of the whole book, "" where the
    script is the whole book."""

    number: int = 1
    count: int = 1
    title: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole book in phrases, or one volume of it. Language of `metadata` is always known here."""

    metadata: Metadata
    sections: tuple[Section, ...]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    volume: Volume = Volume()

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase, in reading order."""
        for section in self.sections:
            yield from section_phrases(section)


def section_phrases(section: Section) -> Iterator[Phrase]:
    """Every phrase of one section, in reading order: the order of their numbers."""
    yield from section.heading.content
    for block in section.blocks:
        yield from pieces_of(block)
