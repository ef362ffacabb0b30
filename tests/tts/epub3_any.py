"""Any script at all, for the property tests of the EPUB form, with a timing table that tiles."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from tests.tts.epub3_books import GIF, Pen
from tests.tts.sample import PNG, RATE_HZ
from tts.book import (
    Block,
    Cell,
    Emphasis,
    Figure,
    Line,
    Listing,
    ListItem,
    Note,
    Page,
    Paragraph,
    PartRole,
    Picture,
    Quotation,
    Row,
    Table,
    Verse,
)
from tts.script import Phrase, Script, Section, Span, section_phrases
from tts.timing import Clip, Sound, Timing

LANGUAGES = st.sampled_from(("kk", "ru", "en", "he", "kk-Arab", "zz-bad-tag-", ""))
WORDS = st.text(max_size=12) | st.sampled_from(("\x00", "<b>&amp;", " ", "сөз", "a\ud800b"))
PICTURES = {
    "a": Picture("image/png", PNG),
    "b": Picture("image/gif", GIF),
    "c": Picture("image/jpeg", b"no picture"),
}
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
NOTE_IDS = ("n1", "n2", "n3")


class _Drawing:
    """Draws the parts of a script in reading order, so that the pen's numbers are right."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.pen = Pen(draw(LANGUAGES))

    def many(self, most: int, least: int = 0) -> range:
        return range(self.draw(st.integers(least, most)))

    def phrase(self) -> Phrase:
        kind = self.draw(st.sampled_from("ssssspnv"))
        words = self.draw(WORDS)
        if kind == "p":
            return self.pen.page(words)
        if kind == "n":
            return self.pen.mark(words, self.draw(st.sampled_from((*NOTE_IDS, "lost"))))
        if kind == "v":
            return self.pen.picture(words, self.draw(st.sampled_from((*PICTURES, "none"))))
        spans = (
            Span(self.draw(WORDS), self.draw(LANGUAGES), self.draw(st.sampled_from(Emphasis)))
            if self.draw(st.integers(0, 5))
            else Span(self.draw(WORDS), self.draw(LANGUAGES), spoken="x", mathml=MATHML)
            for _ in self.many(3, 1)
        )
        return replace(self.pen.say("", self.draw(LANGUAGES)), spans=tuple(spans))

    def content(self, least: int = 0) -> tuple[Phrase, ...]:
        return tuple(self.phrase() for _ in self.many(4, least))

    def block(self, depth: int = 0) -> Block[Phrase]:
        makers: list[Callable[[int], Block[Phrase]]] = [
            lambda _: Paragraph(self.content()),
            lambda _: Page((self.pen.page(self.draw(WORDS)),)),
            lambda _: Table(caption=self.content(), rows=tuple(self.row() for _ in self.many(3))),
            lambda _: Verse(tuple(self.stanza() for _ in self.many(2))),
            lambda _: self.figure(),
        ]
        if depth < 2:
            makers += [self.listing, lambda inner: Quotation(self.blocks(inner))]
        if depth == 0:
            makers += [lambda inner: Note(self.draw(st.sampled_from(NOTE_IDS)), self.blocks(inner))]
        return self.draw(st.sampled_from(makers))(depth + 1)

    def listing(self, depth: int) -> Listing[Phrase]:
        entries = tuple(ListItem(self.blocks(depth)) for _ in self.many(3))
        return Listing(entries, self.draw(st.booleans()), self.draw(st.integers(-2, 9)))

    def blocks(self, depth: int) -> tuple[Block[Phrase], ...]:
        return tuple(self.block(depth) for _ in self.many(3))

    def row(self) -> Row[Phrase]:
        return Row(
            tuple(
                Cell(self.content(), self.draw(st.booleans()), self.draw(st.integers(1, 3)))
                for _ in self.many(3)
            )
        )

    def stanza(self) -> tuple[Line[Phrase], ...]:
        return tuple(Line(self.content()) for _ in self.many(3))

    def figure(self) -> Figure[Phrase]:
        name = self.draw(st.sampled_from((*PICTURES, "none")))
        words = tuple(self.pen.picture(self.draw(WORDS), name) for _ in self.many(2))
        return Figure(name, words, self.content())

    def section(self, before: Section | None) -> Section:
        level = self.draw(st.integers(1, min(6, before.level + 1) if before else 1))
        return self.pen.section(
            self.content(1),
            *self.blocks(0),
            level=level,
            part=self.draw(st.sampled_from(PartRole)),
        )


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """One to four sections of any blocks in any languages, with odd characters among the words."""
    drawing = _Drawing(draw)
    sections: list[Section] = []
    for _ in drawing.many(4, 1):
        sections.append(drawing.section(sections[-1] if sections else None))
    script = drawing.pen.script(*sections, title=draw(WORDS), **PICTURES)
    cover = draw(st.sampled_from((None, *PICTURES, "none")))
    return replace(script, metadata=replace(script.metadata, cover=cover))


def tiling(script: Script, folder: Path, *, phrases_a_sound: int = 5) -> Timing:
    """Uneven clips, a sound for every few phrases. What the sounds hold is not listened to."""
    sounds: list[Sound] = []
    clips: dict[str, Clip] = {}
    for section in script.sections:
        phrases = list(section_phrases(section))
        for first in range(0, len(phrases), phrases_a_sound):
            name, place = f"{section.section_id}-{first:04}.mp3", 0
            for phrase in phrases[first : first + phrases_a_sound]:
                end = place + RATE_HZ // 3 + 7 * len(phrase.text)
                clips[phrase.phrase_id] = Clip(phrase.phrase_id, name, place, end)
                place = end
            (folder / name).write_bytes(name.encode() * 40)
            sounds.append(Sound(name, folder / name, place))
    return Timing(RATE_HZ, tuple(sounds), clips)
