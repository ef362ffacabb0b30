"""What stands in a paragraph of a Word document, piece by piece: its runs, read in order.

Source: ECMA-376 Part 1, 17.3.2 "Run Properties", 17.3.3 "Run Content".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tts.maths.omml import mathml_of_omml
from tts.sources.docx.fields import CHARACTER, Fields
from tts.sources.docx.letters import Letters, Mark, Piece
from tts.sources.docx.note_marks import NoteMarks
from tts.sources.docx.pages import PageMarks
from tts.sources.docx.pictures import pictures_in
from tts.sources.docx.styles import Lettering, Styles, lettering_of
from tts.sources.docx.symbols import letter_of
from tts.sources.docx.words import MC, M, W, child, chosen, through, value
from tts.sources.markup import Element, is_element
from tts.sources.remarks import Remarks

MATHS = frozenset({M + "oMath", M + "oMathPara"})
DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
SPACES = frozenset({W + "tab", W + "ptab"})
NO_BREAK_HYPHEN = "\u2011"
PRIVATE = re.compile("[\uf000-\uf0ff]")
HEX = re.compile("[0-9a-fA-F]{1,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What reading needs to know in the main text or in a note. `files` are links to pictures by
    relationship id; a note has no `pages`."""

    styles: Styles
    fields: Fields
    notes: NoteMarks
    files: Mapping[str, str]
    pages: PageMarks | None
    remarks: Remarks
    book: str


@dataclass(slots=True)
class RunReader:
    """Reads the runs of one paragraph; `lettering` is that of the paragraph's style. Text boxes
    met on the way are kept in `boxes`, to be read after the paragraph."""

    story: Story
    lettering: Lettering
    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def read(self, paragraph: Element) -> None:
        """Put what the paragraph holds at the end of `pieces`."""
        for element in through(paragraph):
            if element.tag == W + "r":
                self._run(element)
            elif element.tag in MATHS:
                self._formula(element)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        style = self.story.styles.letters(value(properties, "rStyle"))
        lettering = self.lettering.under(style).under(lettering_of(properties))
        fonts = child(properties, "rFonts")
        font = (fonts.get(W + "ascii") or "") if fonts is not None else ""
        letters = Letters("", lettering.emphasis, lettering.language or "")
        custom = ""
        for element in _inside(run):
            if element.tag == CHARACTER:
                self.story.fields.pass_mark(element)
            elif lettering.hidden or self.story.fields.is_silent:
                self._pass(element)
            elif element.tag in NOTES:
                is_custom = (element.get(W + "customMarkFollows") or "0") in {"1", "true", "on"}
                custom = _text_of(run) if is_custom else ""
                self._note(element, custom)
            elif not custom:
                self._content(element, letters, font)

    def _pass(self, element: Element) -> None:
        """Text that is not read still fills pages."""
        if element.tag == W + "lastRenderedPageBreak":
            self._turn(by_hand=False)
        elif element.tag == W + "t" and self.story.fields.is_silent:
            self._shown()

    def _content(self, element: Element, letters: Letters, font: str) -> None:
        tag = element.tag
        if tag == W + "t":
            self._say(_readable(element.text or "", font), letters)
        elif tag in SPACES:
            self._say(" ", letters)
        elif tag == W + "br" and element.get(W + "type") == "page":
            self._turn(by_hand=True)
        elif tag in {W + "br", W + "cr"}:
            self.pieces.append(Mark(etree.Element("br")))
        elif tag == W + "lastRenderedPageBreak":
            self._turn(by_hand=False)
        elif tag == W + "noBreakHyphen":
            self._say(NO_BREAK_HYPHEN, letters)
        elif tag == W + "sym":
            self._symbol(element, letters)
        elif tag in DRAWINGS:
            self._drawing(element)
        elif tag in MATHS:
            self._formula(element)
        elif tag == W + "r":  # the base of an annotated character holds runs of its own
            self._run(element)

    def _say(self, text: str, letters: Letters) -> None:
        if text.strip():
            self._shown()
        self.pieces.append(Letters(text, letters.emphasis, letters.language))

    def _shown(self) -> None:
        if self.story.pages:
            self.story.pages.text_comes()

    def _turn(self, *, by_hand: bool) -> None:
        mark = self.story.pages.turn(by_hand=by_hand) if self.story.pages else None
        if by_hand:
            self.pieces.append(Letters(" "))
        if mark is not None:
            self.pieces.append(Mark(mark))

    def _symbol(self, symbol: Element, letters: Letters) -> None:
        font, said = symbol.get(W + "font") or "", symbol.get(W + "char") or ""
        letter = letter_of(int(said, 16), font) if HEX.fullmatch(said) else ""
        if letter:
            self._say(letter, letters)
        else:
            self.story.remarks.add(
                "signs that nobody can know",
                self.story.book,
                f"a sign of the font {font[:40]!r} has no letter and is left out.",
            )

    def _note(self, reference: Element, custom: str) -> None:
        mark = self.story.notes.met(
            NOTES[str(reference.tag)], reference.get(W + "id") or "", custom
        )
        if mark is not None:
            self._shown()
            self.pieces.append(Mark(mark))

    def _drawing(self, drawing: Element) -> None:
        images = pictures_in(drawing, self.story.files)
        boxes = list(_outermost_boxes(drawing))
        is_box = bool(images and boxes) and not images[0].get("src")
        if is_box and images[0].get("alt"):  # what stands for the box, not for a picture in it
            self._say(f" {images[0].get('alt')} ", Letters(""))
        elif images and not is_box:
            self._shown()
            self.pieces += [Mark(image) for image in images]
        self.boxes += boxes

    def _formula(self, omml: Element) -> None:
        math = mathml_of_omml(omml) if not self.story.fields.is_silent else None
        if math is not None:
            self._shown()
            self.pieces.append(Mark(math))


def _inside(run: Element) -> Iterator[Element]:
    """What stands in a run; of content that is said in several ways, the one to read."""
    for element in run:
        if not is_element(element):
            continue
        if element.tag == MC + "AlternateContent":
            way = chosen(element)
            yield from (one for one in (way if way is not None else ()) if is_element(one))
        elif element.tag == W + "ruby":
            base = child(element, "rubyBase")
            yield from (one for one in (base if base is not None else ()) if is_element(one))
        else:
            yield element


def _outermost_boxes(drawing: Element) -> Iterator[Element]:
    """The texts of text boxes, not those of boxes within; of two ways to say one, the first."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == W + "txbxContent":
            yield element
        elif element.tag == MC + "AlternateContent":
            way = chosen(element)
            waiting += [way] if way is not None else []
        else:
            waiting += reversed([one for one in element if is_element(one)])


def _readable(text: str, font: str) -> str:
    """Text as written, but for letters that are places in a symbol font."""
    return PRIVATE.sub(lambda place: letter_of(ord(place[0]), font), text)


def _text_of(run: Element) -> str:
    return "".join(one.text or "" for one in run.iterchildren(W + "t")).strip()
