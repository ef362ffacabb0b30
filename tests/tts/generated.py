"""Scripts of every shape for property tests: all blocks, all pages, notes with many marks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tts.book import (
    Block,
    Cell,
    Emphasis,
    Figure,
    Heading,
    Line,
    Listing,
    ListItem,
    Metadata,
    Note,
    NoteKind,
    Page,
    PageKind,
    Paragraph,
    PartRole,
    Picture,
    Quotation,
    Row,
    Table,
    Verse,
)
from tts.script import Phrase, Role, Script, Section, Span, section_phrases
from tts.timing import Clip, Sound, Timing

RATE_HZ = 22_050
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
LANGUAGES = ("kk", "ru", "en", "kk-Latn", "ar", "kk-Arab")
LETTERS = "абвәғқңөұүһі ABC abc <&>\"'«»„“ 0123 אבג ابت \x00\x07\x0b\x1f\x7f\ufffe\U0001f600.,!?"
WORDS = st.text(LETTERS, min_size=0, max_size=12).map(lambda text: f"х{text}z")
PAGES = (
    (PageKind.FRONT, "iv", 4),
    (PageKind.FRONT, "4", 4),
    (PageKind.FRONT, "(v)", 5),
    (PageKind.FRONT, "xii", None),
    (PageKind.NORMAL, "12", 12),
    (PageKind.NORMAL, "013", 13),
    (PageKind.NORMAL, "0", 0),
    (PageKind.NORMAL, "12a", None),
    (PageKind.NORMAL, "٣", 3),
    (PageKind.NORMAL, "1٣", 13),
    (PageKind.SPECIAL, "A-1", None),
    (PageKind.SPECIAL, "12", 12),
)
PICTURES = {
    "a.png": Picture("image/png", b"\x89PNG"),
    "сурет б.jpg": Picture("image/jpeg", b"\xff\xd8"),
    "c.gif": Picture("image/gif", b"GIF89a"),
    "d.svg": Picture("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
}
Draw = Callable[[st.SearchStrategy[Any]], Any]


class _Author:
    """Writes in reading order, so that phrases are numbered as they are made."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._phrases = self._notes = 0
        self._due: list[str] = []
        self._written: list[str] = []

    def script(self) -> Script:
        sections, level = [], 0
        for number in range(1, self._number(1, 4) + 1):
            level = self._number(1, min(level + 1, 6))
            sections.append(self._section(number, level))
        return Script(metadata=self._metadata(), sections=tuple(sections), pictures=PICTURES)

    def _metadata(self) -> Metadata:
        return Metadata(
            identifier=self._draw(st.sampled_from(("kz-1", "urn:isbn:978&<>", "id \x01 x"))),
            title=self._draw(st.sampled_from(("", "Атау", "A \n title\x02"))),
            language=self._language(),
            creators=self._draw(st.sampled_from(((), ("Автор",), ("A & B", "C")))),
            subjects=self._draw(st.sampled_from(((), ("тарих", "a<b")))),
            publisher=self._draw(st.sampled_from(("", "Жазушы"))),
            published_on=self._draw(st.sampled_from(("", "1990", "1990-05-01", "около 1990"))),
            description=self._draw(st.sampled_from(("", "Сипаттама"))),
        )

    def _section(self, number: int, level: int) -> Section:
        heading = [*self._pages(), self._sentence()]
        heading += [self._sentence() for _ in range(self._number(0, 1))]
        if self._chance():
            heading.append(self._mark())
        blocks: list[Block[Phrase]] = self._due_notes()
        for _ in range(self._number(0, 4)):
            blocks.append(self._block(2))
            blocks += self._due_notes()
        return Section(
            section_id=f"s{number:04}",
            part=self._draw(st.sampled_from(PartRole)),
            level=level,
            heading=Heading(level, tuple(heading)),
            blocks=tuple(blocks),
        )

    def _due_notes(self) -> list[Block[Phrase]]:
        """The notes whose first mark has just been written, and now and then one without a mark."""
        if self._number(0, 9) == 0:
            self._notes += 1
            self._due.append(f"note {self._notes}")
        notes: list[Block[Phrase]] = []
        while self._due:
            note_id = self._due.pop(0)
            self._written.append(note_id)
            blocks = tuple(self._block(1) for _ in range(self._number(1, 2)))
            notes.append(Note(note_id, blocks, self._draw(st.sampled_from(NoteKind))))
        return notes

    def _block(self, depth: int) -> Block[Phrase]:
        kinds = ("paragraph", "page", "table", "verse", "figure")
        kind = self._draw(st.sampled_from(kinds + ("listing", "quotation") * (depth > 0)))
        block: Block[Phrase] = getattr(self, f"_{kind}")(depth)
        return block

    def _blocks(self, depth: int) -> tuple[Block[Phrase], ...]:
        return tuple(self._block(depth) for _ in range(self._number(0, 2)))

    def _paragraph(self, _depth: int) -> Block[Phrase]:
        return Paragraph(self._run())

    def _page(self, _depth: int) -> Block[Phrase]:
        return Page((self._one_page(),))

    def _quotation(self, depth: int) -> Block[Phrase]:
        return Quotation(self._blocks(depth - 1))

    def _listing(self, depth: int) -> Block[Phrase]:
        entries = (ListItem(self._blocks(depth - 1)) for _ in range(self._number(0, 3)))
        return Listing(tuple(entries), ordered=self._chance(), start=self._number(-1, 3))

    def _table(self, _depth: int) -> Block[Phrase]:
        caption = self._run() if self._chance() else ()
        rows = (self._row() for _ in range(self._number(0, 3)))
        return Table(tuple(rows), caption)

    def _row(self) -> Row[Phrase]:
        return Row(
            tuple(
                Cell(self._run(), self._chance(), self._number(1, 2), self._number(1, 3))
                for _ in range(self._number(0, 3))
            )
        )

    def _verse(self, _depth: int) -> Block[Phrase]:
        return Verse(
            tuple(
                tuple(Line(self._run()) for _ in range(self._number(0, 2)))
                for _ in range(self._number(0, 2))
            )
        )

    def _figure(self, _depth: int) -> Block[Phrase]:
        name = self._draw(st.sampled_from((*PICTURES, "lost.png")))
        content = tuple(self._picture(name) for _ in range(self._number(0, 2)))
        return Figure(name, content, self._run() if self._chance() else ())

    def _run(self) -> tuple[Phrase, ...]:
        run: list[Phrase] = []
        for _ in range(self._number(0, 2)):
            run += [*self._pages(), self._sentence()]
            if self._chance():
                run.append(self._mark())
            if self._number(0, 4) == 0:
                name = self._draw(st.sampled_from((*PICTURES, "lost.png")))
                run += [self._picture(name) for _ in range(self._number(1, 2))]
        return tuple(run)

    def _pages(self) -> list[Phrase]:
        return [self._one_page()] if self._number(0, 3) == 0 else []

    def _one_page(self) -> Phrase:
        kind, label, value = self._draw(st.sampled_from(PAGES))
        return self._phrase(Role.PAGE, label, page_kind=kind, page_value=value)

    def _mark(self) -> Phrase:
        """Refers to a note already written, to one that is due, or to a new one."""
        note_id = self._draw(st.sampled_from((*self._written, *self._due, "")))
        if not note_id:
            self._notes += 1
            note_id = f"note {self._notes}"
            self._due.append(note_id)
        return self._phrase(Role.NOTE_REFERENCE, str(self._notes), note_id=note_id)

    def _picture(self, name: str) -> Phrase:
        return self._phrase(Role.PICTURE, self._draw(WORDS), picture=name)

    def _sentence(self) -> Phrase:
        return self._phrase(Role.SENTENCE, self._draw(WORDS))

    def _phrase(self, role: Role, text: str, **facts: Any) -> Phrase:
        self._phrases += 1
        language = self._language()
        spans = [Span(text, language)]
        if role is Role.SENTENCE and self._chance():
            emphasis = self._draw(st.sampled_from(Emphasis))
            spans.append(Span(self._draw(WORDS), self._language(), emphasis))
            spans += [Span(".", language), Span("x²", language, spoken="икс", mathml=MATHML)]
            spans += [Span(" z", language)]
        return Phrase(
            phrase_id=f"e{self._phrases:06}",
            role=role,
            spans=tuple(spans),
            language=language,
            **facts,
        )

    def _language(self) -> str:
        return str(self._draw(st.sampled_from(LANGUAGES)))

    def _number(self, least: int, most: int) -> int:
        return int(self._draw(st.integers(least, most)))

    def _chance(self) -> bool:
        return bool(self._draw(st.booleans()))


@st.composite
def scripts(draw: Draw) -> Script:
    """Small scripts that keep the promises of `tts.script` and are otherwise as odd as may be."""
    return _Author(draw).script()


def timing_of(script: Script, folder: Path, *, phrases_in_sound: int = 5) -> Timing:
    """A table whose clips tile their sounds. The files only lie there: nothing is heard in them.

    A section has a new sound after every `phrases_in_sound` phrases. Lengths are uneven, so that
    borders fall between milliseconds.
    """
    sounds: list[Sound] = []
    clips: dict[str, Clip] = {}
    for section in script.sections:
        phrases = list(section_phrases(section))
        for start in range(0, len(phrases), phrases_in_sound):
            name = f"{section.section_id}_{start // phrases_in_sound + 1:03}.mp3"
            end = 0
            for number, phrase in enumerate(phrases[start : start + phrases_in_sound]):
                begin, end = end, end + 2_000 + 4_321 * number % 30_011
                clips[phrase.phrase_id] = Clip(phrase.phrase_id, name, begin, end)
            (folder / name).write_bytes(b"\xff\xf3" * 100)
            sounds.append(Sound(name, folder / name, end))
    return Timing(RATE_HZ, tuple(sounds), clips)
