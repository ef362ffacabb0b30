"""XHTML becomes blocks: one walk through each document, without recursion, every word once.

What each element opens is told in `tts.sources.blocks`; here is the walk itself, and what is the
same for every element: signs, pages, notes, hidden text, language.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tts.book import Emphasis, Inline, Note, NoteReference, PageBreak, Text
from tts.sources.blocks import open_block
from tts.sources.descriptions import DescriptionPlan
from tts.sources.documents import Document
from tts.sources.formulas import add_drawn_formula, add_formula, is_formula
from tts.sources.frames import Frame
from tts.sources.images import Images
from tts.sources.markup import (
    OPS,
    Element,
    ids_of,
    is_element,
    is_unseen,
    listed,
    local,
    said_language,
    same_language,
    types_of,
)
from tts.sources.notes import NotePlan, PlannedNote
from tts.sources.pages import PageBreaks, is_only_a_label, is_page_break
from tts.sources.pictures import Shelf
from tts.sources.places import Place
from tts.sources.remarks import Remarks
from tts.sources.sinks import Flow, Poem, Sink, TopFlow
from tts.sources.toc import TocSigns
from tts.sources.walking import walk
from tts.text.languages import KNOWN, normalized

# Nothing in these is text of the page; of ruby only the base is read.
NEVER_READ = listed(
    "head script style template title rt rp iframe canvas input select textarea datalist"
)
PLAYED = frozenset({"audio", "video"})
NAVIGATION = frozenset({"toc", "doc-toc", "page-list", "doc-pagelist", "landmarks"})


@dataclass(slots=True, kw_only=True)
class Reading:
    """Reads the documents of one book, one after the other.

    `main_language` is the book's own; a document that says another, which is none of ours, is
    marked with it throughout.
    After all documents, `notes` holds every note met and `marks` the first mark of every note.
    """

    note_plan: NotePlan
    descriptions: DescriptionPlan
    toc: TocSigns
    pages: PageBreaks
    shelf: Shelf
    remarks: Remarks
    main_language: str
    cover: str | None = None
    notes: dict[str, Note[Inline]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    _document: Document = field(init=False)
    _top: TopFlow = field(init=False)
    _images: Images = field(init=False)

    def __post_init__(self) -> None:
        self._images = Images(
            shelf=self.shelf,
            plan=self.descriptions,
            remarks=self.remarks,
            cover=self.cover,
            describe=self._described,
        )

    def read(self, document: Document) -> TopFlow:
        """The blocks of a document, and the signs of contents and parts between them."""
        self._document, self._top = document, TopFlow()
        top = self._top
        frame = Frame(top, self._language(document), is_silent=document.is_silent)
        if not document.is_silent:
            sign = self.toc.at(Place(document.name))
            label = self.pages.at_start(document.name)
            if sign:
                top.sign(sign)
            if label:
                top.run.add(PageBreak(label))
        body = document.body
        entered = self._enter(body, frame)
        if entered:
            self._walk(body, entered)
        top.finish()
        return top

    def _walk(self, element: Element, inner: Frame) -> None:
        """Read everything in an element that has been entered."""
        walk(element, inner, self._step, self._say)

    def _step(self, node: Element, frame: Frame) -> Frame | None:
        if is_element(node):
            return self._enter(node, frame)
        self._pass(node)
        return None

    def _enter(self, element: Element, frame: Frame) -> Frame | None:
        """The frame inside an element; None if nothing in it is to be read (any more)."""
        tag, types = local(element), types_of(element)
        is_unread = tag in NEVER_READ and not is_formula(element, tag)
        if is_unread or element.tag == OPS + "case":
            return None
        is_root = element is self._document.root
        inner = frame.inside(None if is_root else said_language(element))
        if not frame.is_silent:
            self._sign(element, frame)
        if is_page_break(element) and is_only_a_label(element):
            return None
        planned = self.note_plan.bodies.get(element)
        if planned:
            return self._open_note(planned, frame, inner)
        if element in self.note_plan.left_out or element in self.descriptions.taken:
            return None
        if inner.is_silent or is_unseen(element):
            inner.is_silent = True
        elif (tag == "nav" and types & NAVIGATION) or self._replaced(element, tag, inner):
            return None
        else:
            open_block(element, tag, types, frame, inner)
        return inner

    def _replaced(self, element: Element, tag: str, inner: Frame) -> bool:
        """Elements that something else stands for: marks, pictures, line breaks, formulas."""
        reference = self.note_plan.references.get(element)
        if reference:
            inner.sink.run.add(NoteReference(*reference))
            self.marks.setdefault(*reference)
        elif tag in {"img", "image"} and not add_drawn_formula(element, inner):
            self._images.place(element, inner, self._document)
        elif tag == "svg":
            self._images.place_drawing(element, inner, self._document)
        elif tag == "br":
            _break_line(inner)
        elif is_formula(element, tag):
            add_formula(element, tag, inner, self.remarks, self._document.name)
        elif tag in PLAYED:
            self.remarks.add("sounds and films", self._document.name, f"an {tag} is left out.")
        else:
            return False
        return True

    def _sign(self, element: Element, frame: Frame) -> None:
        """Contents and pages that lead to this element are marked before it."""
        for name in ids_of(element):
            sign = self.toc.at(Place(self._document.name, name))
            if sign:
                self._top.sign(sign)
        label = self.pages.at(element, self._document.name)
        if label:
            (frame.pages_to or frame.sink).run.add(PageBreak(label))

    def _open_note(self, planned: PlannedNote, frame: Frame, inner: Frame) -> Frame:
        """The body of a note goes to the notes, and its page breaks to the text it stood in."""
        flow = Flow()

        def close() -> None:
            self.notes[planned.note_id] = Note(planned.note_id, flow.finish(), planned.kind)

        inner.opens(flow, close)
        inner.is_silent = inner.keeps_lines = False
        inner.emphasis, inner.depth = Emphasis.NONE, 0
        inner.pages_to = Sink() if frame.is_silent else frame.pages_to or frame.sink
        return inner

    def _described(self, element: Element, document: Document) -> tuple[Inline, ...]:
        """A long description as running text; it may stand in another document."""
        here, self._document = self._document, document
        words = Sink()
        above = (
            said_language(one)
            for one in (element, *element.iterancestors())
            if one is not document.root
        )
        language = next((said for said in above if said is not None), self._language(document))
        self._walk(element, Frame(words, language, demotes=True))
        self._document = here
        return words.run.finish()

    def _language(self, document: Document) -> str:
        """What a document says, if it is no language that can be told by looking at a sentence.

        One of ours stays open: documents in Russian quote Kazakh, and seldom mark it.
        """
        said = document.language
        if same_language(said, self.main_language) or normalized(said) in KNOWN:
            return ""
        return said

    def _pass(self, node: Element) -> None:
        """Comments say nothing; an entity of the document's own is not expanded."""
        if isinstance(node, etree._Entity):  # noqa: SLF001 - lxml has no other name for it
            self.remarks.add(
                "entities that are not known", self._document.name, f"{node.text} is left out."
            )

    def _say(self, text: str | None, frame: Frame) -> None:
        if not text or frame.is_silent:
            return
        if not frame.keeps_lines:
            frame.sink.run.add(Text(text, frame.language, frame.emphasis))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                frame.sink.end_run()
            frame.sink.run.add(Text(line, frame.language, frame.emphasis))


def _break_line(frame: Frame) -> None:
    """A line of verse or of kept lines ends; anywhere else a line break is a space."""
    sink = frame.sink
    if isinstance(sink, Poem):
        is_empty = sink.run.is_blank()
        sink.end_run()
        if is_empty:
            sink.end_stanza()
    elif frame.keeps_lines:
        sink.end_run()
    else:
        sink.run.space()
