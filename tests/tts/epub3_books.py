"""Scripts that stretch the EPUB form, each in its own way, numbered as real ones are."""

import base64
import io
from collections.abc import Callable
from dataclasses import replace

import av
import numpy as np

from tests.tts.sample import PNG
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
from tts.script import Phrase, Role, Script, Section, Span

GIF = bytes.fromhex("47494638396101000100800000ffffff0000002c00000000010001000002024401003b")
WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    b'xmlns:i="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9" onload="go()" '
    b'i:version="1"><script>go()</script><style>.a{fill:#00f}</style>'
    b'<style>@import "http://books.example/a.css";</style><i:view/><!-- drawn by hand -->'
    b'<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
    b'<image xlink:href="http://books.example/a.png" width="1" height="1"/>'
    b'<a xlink:href="javascript:go()"><rect class="a" width="9" height="9"/></a>'
    b'<circle r="4" style="fill:url(#g)"/><path style="fill:url(http://books.example/p)" d="M0 0"/>'
    b'<g id="two words"/><g id="g"/>'
    b"<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject></svg>"
)


def jpeg() -> bytes:
    """A grey square of 16 by 16 points."""
    encoder = av.CodecContext.create("mjpeg", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width = encoder.height = 16
    encoder.pix_fmt = "yuvj420p"
    frame = av.VideoFrame.from_ndarray(np.full((24, 16), 128, np.uint8), format="yuvj420p")
    frame.pts = 0
    out = io.BytesIO()
    for packet in [*encoder.encode(frame), *encoder.encode(None)]:
        out.write(bytes(packet))
    return out.getvalue()


class Pen:
    """Writes phrases and sections with their numbers; ask in the order in which they are read."""

    def __init__(self, language: str = "kk") -> None:
        self.language = language
        self._phrases = self._sections = 0

    def say(self, text: str, language: str = "", role: Role = Role.SENTENCE) -> Phrase:
        """One phrase of one span."""
        self._phrases += 1
        language = language or self.language
        return Phrase(
            phrase_id=f"e{self._phrases:06}",
            role=role,
            spans=(Span(text, language),),
            language=language,
        )

    def page(self, label: str) -> Phrase:
        """A page number."""
        phrase = self.say(label, role=Role.PAGE)
        if label.isdecimal():
            return replace(phrase, page_kind=PageKind.NORMAL, page_value=int(label))
        return replace(phrase, page_kind=PageKind.SPECIAL)

    def mark(self, mark: str, note_id: str) -> Phrase:
        """A note mark."""
        return replace(self.say(mark, role=Role.NOTE_REFERENCE), note_id=note_id)

    def picture(self, text: str, name: str) -> Phrase:
        """The text of a picture."""
        return replace(self.say(text, role=Role.PICTURE), picture=name)

    def paragraph(self, *sentences: str) -> Paragraph[Phrase]:
        """Sentences in the book's language."""
        return Paragraph(tuple(self.say(sentence) for sentence in sentences))

    def section(
        self,
        heading: tuple[Phrase, ...],
        *blocks: Block[Phrase],
        level: int = 1,
        part: PartRole = PartRole.BODY,
    ) -> Section:
        """A section with the next number."""
        self._sections += 1
        return Section(
            section_id=f"s{self._sections:04}",
            part=part,
            level=level,
            heading=Heading(level, heading),
            blocks=blocks,
        )

    def script(self, *sections: Section, title: str = "Кітап", **pictures: Picture) -> Script:
        """The whole book."""
        facts = Metadata(identifier="kz-alm-000002", title=title, language=self.language)
        return Script(metadata=facts, sections=sections, pictures=pictures)


def plain() -> Script:
    """No pages, no notes, no pictures; a section with only a heading."""
    pen = Pen("en")
    return pen.script(
        pen.section((pen.say("A book"),), pen.paragraph("One.", "Two.")),
        pen.section((pen.say("An end"),), part=PartRole.BACK),
        title="A book",
    )


def deep() -> Script:
    """Headings of every level, down to the sixth, back to the third, back to the first."""
    pen = Pen()
    levels = (1, 2, 3, 4, 5, 6, 3, 4, 1, 2, 2, 1)
    return pen.script(*(pen.section((pen.say(f"Деңгей {n}"),), level=n) for n in levels))


def front_matter() -> Script:
    """A level 2 in the front matter, followed by level 1 of the body."""
    pen = Pen("ru")
    return pen.script(
        pen.section((pen.say("Книга"),), part=PartRole.FRONT),
        pen.section((pen.say("Посвящение"),), level=2, part=PartRole.FRONT),
        pen.section((pen.say("Глава"),), pen.paragraph("Текст.")),
    )


def right_to_left() -> Script:
    """A Hebrew book with English words, and a chapter in Kazakh of Arabic script."""
    pen = Pen("he")
    mixed = replace(
        pen.say(""),
        spans=(Span("שלום ", "he"), Span("world", "en", Emphasis.STRONG), Span(" וברכה.", "he")),
    )
    return pen.script(
        pen.section((mixed,), Page((pen.page("1"),)), Paragraph((pen.say("English.", "en"),))),
        pen.section((pen.say("قازاق", "kk-Arab"),), Paragraph((pen.say("سالەم.", "kk-Arab"),))),
        title="ספר",
    )


def long() -> Script:
    """Three hundred sections."""
    pen = Pen()
    return pen.script(
        *(pen.section((pen.say(f"Тарау {n}"),), pen.paragraph("Бір.")) for n in range(300))
    )


def tables_and_lists() -> Script:
    """Empty cells, empty rows, tall and wide cells, lists in lists, blocks without words."""
    pen = Pen()
    return pen.script(
        pen.section(
            (pen.say("Кестелер"),),
            Table(
                rows=(
                    Row((Cell(()), Cell((pen.say("Жыл"),), is_header=True, column_span=3))),
                    Row((Cell((pen.say("Кітап"),), is_header=True, row_span=9), Cell(()))),
                    Row(()),
                    Row((Cell((), column_span=5000), Cell((pen.page("7"), pen.say("Бес"))))),
                )
            ),
            Table(rows=(Row((Cell(()),)),)),
            Table(rows=()),
            Table(rows=(), caption=(pen.say("Тек атауы"),)),
            Listing(
                (
                    ListItem((Listing((ListItem((pen.paragraph("Ішкі."),)),)),)),
                    ListItem(()),
                    ListItem((Page((pen.page("8"),)), pen.paragraph("Сыртқы."))),
                ),
                ordered=True,
                start=-3,
            ),
            Listing(()),
            Quotation((Verse(((Line((pen.say("Жол"),)), Line(())), ())),)),
            Quotation(()),
            Verse(()),
            Paragraph(()),
            Figure("none.png", ()),
        )
    )


def pictures() -> Script:
    """Every kind of picture under a wrong name of its kind, and some that are none."""
    pen = Pen()
    contents = {
        "png": PNG, "gif": GIF, "webp": WEBP, "svg": SVG, "jpeg": jpeg(),
        "text": b"not a picture", "cut_png": PNG[:20], "cut_jpeg": jpeg()[:-24],
        "cut_gif": GIF[:28], "cut_svg": SVG[:-6], "empty": b"",
        "entity": b'<!DOCTYPE svg [<!ENTITY a "b">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
    }  # fmt: skip
    figures = [
        Figure(name, (pen.picture(f"Сурет {name}.", name), pen.picture("Толығырақ.", name)))
        for name in contents
    ]
    inline = Paragraph(
        (pen.say("Мұнда"), pen.picture("белгі", "gif"), pen.picture("жоқ", "text"), pen.say("бар."))
    )
    caption = Figure("png", (), caption=(pen.say("Безек."),))
    script = pen.script(pen.section((pen.say("Суреттер"),), *figures, inline, caption))
    wrong = {name: Picture("image/tiff", content) for name, content in contents.items()}
    return replace(script, pictures=wrong, metadata=replace(script.metadata, cover="jpeg"))


def notes() -> Script:
    """Notes referred to twice, from headings, from another section, and one that is lost."""
    pen = Pen()
    first = pen.section(
        (pen.page("1"), pen.say("Ескертпелер"), pen.mark("*", "a/1#x")),
        Note(
            "a/1#x", (pen.paragraph("Тақырыпқа."), Listing((ListItem((pen.paragraph("Бір."),)),)))
        ),
        Paragraph((pen.say("Сөйлем."), pen.mark("2", "b"), pen.mark("3", "lost"), pen.say("Соң."))),
        Note("b", (Paragraph((pen.say("Екінші."), pen.mark("*", "a/1#x"))),), NoteKind.ENDNOTE),
        Note("empty", ()),
    )
    second = pen.section(
        (pen.say("Тағы"), pen.mark("2", "b")),
        Paragraph((pen.say("Және."), pen.mark("", "a/1#x"), pen.mark("0", "empty"))),
        Paragraph((pen.mark("4", "c"),)),
        Note("c", (pen.paragraph("Үшінші."),)),
        level=2,
    )
    return pen.script(first, second)


def odd_words() -> Script:
    """What careless sources give: control characters, languages that are none, empty facts."""
    pen = Pen("Russian")
    script = pen.script(
        pen.section((pen.page("\x00"), pen.say(" \x07"))),
        pen.section((pen.page("5"),), pen.paragraph("a\x00b\ufffe\ud800c <&>\u0085")),
        pen.section((), Paragraph((pen.say("Слово.", "ru_RU"), pen.say("?", "x-klingon")))),
        pen.section(()),
        title=" ",
    )
    facts = Metadata(
        identifier="urn:uuid:17", title=" ", language="Russian", creators=("", "Ким\x01"),
        publisher=" ", published_on="1990-13-45", subjects=("", "Тарих"), source="ISBN 5-1",
        description="a\x02b", rights="©", cover="none",
    )  # fmt: skip
    return replace(script, metadata=facts)


BOOKS: dict[str, Callable[[], Script]] = {
    making.__name__: making
    for making in (
        plain, deep, front_matter, right_to_left, long, tables_and_lists, pictures, notes,
        odd_words,
    )
}  # fmt: skip
