"""A book becomes the script of a talking book: sections of numbered phrases with languages.

The order is that of reading: a page is announced before the sentence it falls in, a note's mark
comes after the sentence it stands in, the note itself after the block that first refers to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from tts.book import Block, Book, Heading, Inline, Note, Paragraph, Part, PartRole, Text
from tts.script import Phrase, Script, Section
from tts.scripting.block_cutting import BlockCutter, text_of
from tts.scripting.cutting import Cutter
from tts.scripting.framing import Framing, closing, is_framing, opening
from tts.scripting.levels import Levels
from tts.scripting.losses import Losses
from tts.scripting.note_order import NoteOrder, readable_notes
from tts.scripting.opening import (
    book_language,
    book_title,
    heading_content,
    letters,
    require_words,
    says,
    words_of,
)
from tts.text.clean import clean, is_speakable
from tts.text.languages import normalized


def make_script(book: Book, framing: Framing | None = None) -> Script:
    """Cut a book into sections and phrases.

    The first section carries the book's title: the first heading if it says it, else a heading
    of our own with the creators' names under it. With a `framing` follow the creators, unless the
    book's own title page names them, and who made the talking book; its end is told after its
    last words. Pictures without words are dropped; the
    script's `warnings` tell what was. Time and memory grow with the length of the book and no
    faster. Raises BadBook if there is nothing to read aloud.
    """
    require_words(book)
    return _Maker(book, framing).script()


@dataclass(slots=True)
class _Draft:
    """A section while blocks are still added to it."""

    part: PartRole
    level: int
    heading: tuple[Phrase, ...]
    blocks: list[Block[Phrase]] = field(default_factory=list)


class _Maker:
    """Makes one script, strictly in reading order, because phrases are numbered as they come."""

    def __init__(self, book: Book, framing: Framing | None) -> None:
        notes = readable_notes(book.notes)
        self._book, self._framing = book, framing
        self._losses = Losses()
        self._language = book_language(book)
        self._cutter = Cutter(self._language, notes, book.pictures, self._losses)
        self._blocks = BlockCutter(self._cutter, self._losses)
        self._prior = self._language
        self._notes = NoteOrder(notes, self._note)
        self._levels = Levels()
        self._sections = list[_Draft]()

    def script(self) -> Script:
        flow = [
            (part, block)
            for part in self._book.parts
            for block in part.blocks
            if not (isinstance(block, Paragraph) and is_framing(text_of(block)))
        ]
        places = (place for place, (_, block) in enumerate(flow) if _heading(block))
        place = next(places, None)
        first = None if place is None else _heading(flow[place][1])
        title = book_title(self._book, first, self._language)
        creators = tuple(filter(is_speakable, self._book.metadata.creators))
        if place is not None and first is not None and says(first, title):
            self._open(flow.pop(place)[0], first)
            creators = self._unnamed(creators, flow)
        else:
            heading = self._cutter.heading((Text(title),), self._language)
            self._sections.append(_Draft(PartRole.FRONT, 1, heading))
        if creators:
            self._tell((Text(", ".join(creators)),))
        if self._framing:
            self._tell(*opening(self._framing, self._language))
        for part, block in flow:
            self._add(part, block)
        self._sections[-1].blocks.extend(self._notes.rest())
        if self._framing:
            self._tell(closing(title, self._language))
        return self._finished(title)

    def _unnamed(
        self, creators: tuple[str, ...], flow: Sequence[tuple[Part[Inline], Block[Inline]]]
    ) -> tuple[str, ...]:
        """Those whom a title page of the book's own does not name; told only with a framing."""
        if not self._framing:
            return ()
        page = takewhile(lambda block: not _heading(block), (block for _, block in flow))
        named = letters(" ".join(map(text_of, page)))
        return tuple(creator for creator in creators if letters(creator) not in named)

    def _tell(self, *sentences: tuple[Inline, ...]) -> None:
        """A paragraph of our own words, a phrase each whatever the names in them look like."""
        phrases = [self._cutter.heading(sentence, self._language) for sentence in sentences]
        told = tuple(phrase for cut in phrases for phrase in cut)
        if told:
            self._sections[-1].blocks.append(Paragraph(told))

    def _add(self, part: Part[Inline], block: Block[Inline]) -> None:
        heading = _heading(block)
        if heading is not None:
            self._open(part, heading)
            return
        if isinstance(block, Heading):
            after = next((phrase.text for phrase in self._sections[-1].heading), "")
            self._losses.add("Headings without words were left out", f"is under «{after}»")
        self._prior = self._prior_of(part)
        self._sections[-1].blocks.extend(self._blocks.cut(block, self._prior))
        self._add_notes()

    def _open(self, part: Part[Inline], heading: Heading[Inline]) -> None:
        self._prior = self._prior_of(part)
        level = self._levels.closed(heading.level)
        phrases = self._cutter.heading(heading_content(heading.content), self._prior)
        self._sections.append(_Draft(part.role, level, phrases))
        self._add_notes()

    def _prior_of(self, part: Part[Inline]) -> str:
        """What an unmarked sentence of the part is likely in."""
        return normalized(part.language) or self._language

    def _add_notes(self) -> None:
        self._sections[-1].blocks.extend(self._notes.after(self._referred()))

    def _note(self, note: Note[Inline]) -> tuple[Note[Phrase], list[str]]:
        body = tuple(cut for block in note.blocks for cut in self._blocks.cut(block, self._prior))
        return Note(note.note_id, body, note.kind), self._referred()

    def _referred(self) -> list[str]:
        """The notes whose marks were met since the last time this was asked."""
        referred, self._cutter.referred = self._cutter.referred, []
        return referred

    def _finished(self, title: str) -> Script:
        metadata, pictures = self._book.metadata, self._book.pictures
        kept = self._cutter.pictures_used | self._blocks.pictures_kept | {metadata.cover}
        return Script(
            metadata=replace(
                metadata,
                title=title,
                language=self._language,
                cover=metadata.cover if metadata.cover in pictures else None,
            ),
            sections=tuple(
                Section(
                    section_id=f"s{number:04}",
                    part=draft.part,
                    level=draft.level,
                    heading=Heading(draft.level, draft.heading),
                    blocks=tuple(draft.blocks),
                )
                for number, draft in enumerate(self._sections, start=1)
            ),
            pictures={name: picture for name, picture in pictures.items() if name in kept},
            warnings=(*self._book.warnings, *self._losses.sentences()),
        )


def _heading(block: Block[Inline]) -> Heading[Inline] | None:
    """The block if it is a heading with words. One without ("* * *") is read where it stands."""
    return (
        block
        if isinstance(block, Heading) and is_speakable(clean(words_of(block.content)))
        else None
    )
