"""What has to be known of the whole book before its first section can be written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tts.book import Block, Figure, Listing, Note, PartRole, Quotation
from tts.forms.epub3.language import direction, tag
from tts.forms.epub3.markup import clean
from tts.forms.epub3.pictures import DrawnPicture, drawn_pictures
from tts.forms.epub3.words import Words, words_in
from tts.forms.making import Making
from tts.script import Phrase, Role, Script, Section, section_phrases
from tts.timing import Timing
from tts.walk import pieces_of


@dataclass(frozen=True)
class Edition:
    """A script with its sounds, and where in the EPUB its notes and pictures are to be found.

    `notes` leads from a note's id to its address ("s0002.xhtml#note-e000007"), `pictures` from a
    picture's name to what is drawn for it.
    """

    script: Script
    timing: Timing
    making: Making
    notes: Mapping[str, str]
    pictures: Mapping[str, DrawnPicture]

    @property
    def language(self) -> str:
        """The book's main language, as a well-formed tag."""
        return tag(self.script.metadata.language)

    @property
    def direction(self) -> str:
        """Whether the book is leafed through from the left or from the right."""
        return direction(self.language)

    @property
    def words(self) -> Words:
        """What the EPUB says in its own voice."""
        return words_in(self.language)

    @cached_property
    def title(self) -> str:
        """The book's title; never empty, as EPUB wants it."""
        return clean(self.script.metadata.title).strip() or next(
            filter(None, map(title_of, self.script.sections)), self.words.untitled
        )

    @cached_property
    def pages(self) -> tuple[tuple[Section, Phrase], ...]:
        """Every page number, in reading order, with the section in which its page begins."""
        return tuple(
            (section, phrase)
            for section in self.script.sections
            for phrase in section_phrases(section)
            if phrase.role is Role.PAGE
        )

    def first_of(self, part: PartRole) -> Section | None:
        """The section with which a part of the book begins."""
        return next((section for section in self.script.sections if section.part is part), None)

    def length_ms(self, section: Section) -> int:
        """How long a section is heard: the sum of its clips, which is its sounds if they tile."""
        return sum(
            self.timing.end_ms(phrase.phrase_id) - self.timing.begin_ms(phrase.phrase_id)
            for phrase in section_phrases(section)
        )

    def sounds_of(self, section: Section) -> tuple[str, ...]:
        """The names of the sound files in which a section is heard."""
        return self.timing.sounds_of(phrase.phrase_id for phrase in section_phrases(section))


def survey(script: Script, timing: Timing, making: Making) -> Edition:
    """Walk through the book once and find its notes and pictures."""
    notes: dict[str, str] = {}
    names = [script.metadata.cover] if script.metadata.cover else []
    for section in script.sections:
        names += [phrase.picture for phrase in section_phrases(section) if phrase.picture]
        for block in section.blocks:
            for inner in blocks_in(block):
                if isinstance(inner, Figure):
                    names.append(inner.picture)
                elif isinstance(inner, Note) and note_anchor(inner):
                    notes.setdefault(inner.note_id, f"{text_file(section)}#{note_anchor(inner)}")
    return Edition(script, timing, making, notes, drawn_pictures(script, names))


def title_of(section: Section) -> str:
    """The words of a section's heading, or "" if it has none that can be shown."""
    return clean(section.title).strip()


def text_file(section: Section) -> str:
    """The file of a section's text."""
    return f"{section.section_id}.xhtml"


def overlay_file(section: Section) -> str:
    """The file that joins a section's text with its sound."""
    return f"{section.section_id}.smil"


def address(section: Section, phrase: Phrase) -> str:
    """Where a phrase stands, as a link from any document of the EPUB."""
    return f"{text_file(section)}#{phrase.phrase_id}"


def note_anchor(note: Note[Phrase]) -> str:
    """The id of a note's element, or "" for a note without words, which is not written."""
    first = next(pieces_of(note), None)
    return f"note-{first.phrase_id}" if first else ""


def blocks_in(block: Block[Phrase]) -> Iterator[Block[Phrase]]:
    """A block and every block inside of it, in reading order."""
    yield block
    match block:
        case Listing():
            for entry in block.items:
                for inner in entry.blocks:
                    yield from blocks_in(inner)
        case Quotation() | Note():
            for inner in block.blocks:
                yield from blocks_in(inner)
        case _:
            pass
