"""The bodies of an FB2 book become blocks: one walk through each, every word once.

What each element opens is told in `tts.sources.fb2.blocks`; here is what is the same for every
element: notes and their marks, pictures, language.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tts.book import Block, Emphasis, Inline, Note, NoteReference, Text
from tts.sources.fb2.blocks import HOLDERS, Openers
from tts.sources.fb2.notes import is_mark_alone
from tts.sources.fb2.pictures import Fb2Pictures
from tts.sources.frames import Frame
from tts.sources.markup import Element, is_element, listed, local, said_language, same_language
from tts.sources.notes import NotePlan, PlannedNote
from tts.sources.remarks import Remarks
from tts.sources.sinks import Flow, TopFlow
from tts.sources.walking import walk
from tts.text.languages import KNOWN, normalized

# Nothing in these is text of the book, wherever they have strayed.
NEVER_READ = listed("binary description stylesheet script")


@dataclass(slots=True, kw_only=True)
class Fb2Reading:
    """Reads the bodies of one book, one after the other.

    After all bodies, `notes` holds every note met and `marks` the first mark of every note.
    """

    note_plan: NotePlan
    pictures: Fb2Pictures
    openers: Openers
    remarks: Remarks
    book: str
    main_language: str
    notes: dict[str, Note[Inline]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def read(self, body: Element, *, outer_levels: int) -> tuple[Block[Inline], ...]:
        """The blocks of a body, without its notes; sections are this much below its own title."""
        top = TopFlow()
        self.openers.outer_levels = outer_levels
        walk(body, Frame(top, self._language(body)), self._enter, self._say)
        return top.finish()

    def _enter(self, element: Element, frame: Frame) -> Frame | None:
        """The frame inside an element; None if nothing in it is to be read (any more)."""
        if not is_element(element):
            self._pass(element)
            return None
        tag = local(element)
        if tag in NEVER_READ or element in self.note_plan.left_out:
            return None
        inner = frame.inside(said_language(element))
        planned = self.note_plan.bodies.get(element)
        if planned:
            return self._open_note(planned, frame, inner)
        if element in self.note_plan.references:
            return self._mark(element, frame, inner)
        if tag in {"image", "img"}:
            self._place(element, frame, inner)
        else:
            self.openers.open(element, tag, frame, inner)
        return inner

    def _open_note(self, planned: PlannedNote, frame: Frame, inner: Frame) -> Frame:
        """The body of a note goes to the notes."""
        flow = Flow()

        def close() -> None:
            self.notes[planned.note_id] = Note(planned.note_id, flow.finish(), planned.kind)

        frame.sink.end_run()
        inner.opens(flow, close)
        inner.emphasis, inner.depth = Emphasis.NONE, 0
        return inner

    def _mark(self, link: Element, frame: Frame, inner: Frame) -> Frame | None:
        """The mark of a note; if the link is set on words, they stay and the mark follows them."""
        reference = NoteReference(*self.note_plan.references[link])
        self.marks.setdefault(reference.note_id, reference.mark)
        if is_mark_alone(link):
            frame.sink.run.add(reference)
            return None
        inner.close = lambda: inner.sink.run.add(reference)
        return inner

    def _place(self, image: Element, frame: Frame, inner: Frame) -> None:
        above = image.getparent()
        is_alone = above is not None and local(above) in HOLDERS
        if is_alone:
            frame.sink.end_run()
        self.pictures.place(image, inner, alone=is_alone)
        if is_alone:
            frame.sink.end_run()

    def _language(self, body: Element) -> str:
        """What a body says, if it is no language that can be told by looking at a sentence."""
        said = said_language(body) or ""
        if same_language(said, self.main_language) or normalized(said) in KNOWN:
            return ""
        return said

    def _pass(self, node: Element) -> None:
        """Comments say nothing; an entity of the book's own is not expanded."""
        if isinstance(node, etree._Entity):  # noqa: SLF001 - lxml has no other name for it
            self.remarks.add("entities that are not known", self.book, f"{node.text} is left out.")

    def _say(self, text: str | None, frame: Frame) -> None:
        if text:
            frame.sink.run.add(Text(text, frame.language, frame.emphasis))
