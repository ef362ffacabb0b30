"""What is heard of a few blocks, written so that a test can be read: announcements stand in
<brackets>, header words said again in {braces}, everything else is the phrase itself."""

from collections.abc import Set
from dataclasses import replace

from tests.tts.small_scripts import Words
from tts.book import Block, Cell, Listing, ListItem, Paragraph, Quotation, Row, Table
from tts.manner.asides import Announcement
from tts.manner.choice import EVERYTHING, Announced, ReadingManner
from tts.manner.reading import Reading, readings
from tts.maths.tree import Node, mathml_of
from tts.script import Phrase, Role, Section, Span

PROSE = "Проза, которой больше, чем стихов вокруг неё. " * 9


def in_section(words: Words, *blocks: Block[Phrase]) -> Section:
    """A section of these blocks under a heading."""
    return replace(words.section(), blocks=blocks)


def heard(
    *blocks: Block[Phrase], language: str = "ru", announced: Set[Announced] = EVERYTHING
) -> list[str]:
    """A line for every phrase of the blocks."""
    section = in_section(Words(), *blocks)
    manner = ReadingManner(announced=frozenset(announced))
    return [told(reading) for reading in readings(section, manner, language)][1:]


def told(reading: Reading) -> str:
    """One phrase with what is beside it."""
    return " ".join(_one(aside, reading.phrase) for aside in reading.said)


def _one(aside: Announcement | Phrase, phrase: Phrase) -> str:
    if isinstance(aside, Announcement):
        return f"<{aside.text}>"
    return aside.text if aside.phrase_id == phrase.phrase_id else f"{{{aside.text}}}"


class Pen:
    """Writes blocks of numbered phrases."""

    def __init__(self) -> None:
        self._words = Words()
        for _ in range(10):  # the ids of the section's own heading are taken
            self._words.say()

    def say(self, text: str, role: Role = Role.SENTENCE, **facts: object) -> Phrase:
        """One phrase."""
        return replace(self._words.say(text, role), **facts)  # type: ignore[arg-type]

    def page(self, label: str, value: int | None) -> Phrase:
        """A page number."""
        return self.say(label, Role.PAGE, page_value=value)

    def mark(self, text: str, note_id: str = "n") -> Phrase:
        """A note's mark."""
        return self.say(text, Role.NOTE_REFERENCE, note_id=note_id)

    def picture(self, text: str, picture: str = "p.png") -> Phrase:
        """The words of a picture."""
        return self.say(text, Role.PICTURE, picture=picture)

    def formula(self, text: str) -> Phrase:
        """A formula that stands on a line of its own."""
        mathml = mathml_of(Node("mi", text), is_display=True)
        return self.say(text, spans=(Span(text, "ru", spoken="икс", mathml=mathml),))

    def paragraph(self, *texts: str | Phrase) -> Paragraph[Phrase]:
        """A paragraph of sentences."""
        return Paragraph(tuple(t if isinstance(t, Phrase) else self.say(t) for t in texts))

    def quotation(self, *texts: str) -> Quotation[Phrase]:
        """A quotation of one paragraph."""
        return Quotation((self.paragraph(*texts),))

    def listing(
        self, *entries: str | Block[Phrase], ordered: bool = False, start: int = 1
    ) -> Listing[Phrase]:
        """A list; a text is an entry of one sentence."""
        items = (
            ListItem((self.paragraph(entry) if isinstance(entry, str) else entry,))
            for entry in entries
        )
        return Listing(tuple(items), ordered, start)

    def table(self, *rows: str, caption: str = "") -> Table[Phrase]:
        """A table drawn with bars. "*x" is a header; "x>" spans two columns, "x^" two rows."""
        said = (self.say(caption),) if caption else ()
        return Table(tuple(self._row(row) for row in rows), said)

    def _row(self, row: str) -> Row[Phrase]:
        return Row(tuple(self._cell(cell.strip()) for cell in row.split("|")))

    def _cell(self, drawn: str) -> Cell[Phrase]:
        text = drawn.strip("*>^")
        content = (self.say(text),) if text else ()
        return Cell(content, drawn.startswith("*"), 1 + drawn.count(">"), 1 + drawn.count("^"))
