"""What each block element of FictionBook opens: a section, a title, verse, a quotation, a table.

An opener changes the frame of the element it opens: where its text goes, and what happens at its
end. Where words alone are gathered, or blocks nest too deep, an element only parts words.
Source: FictionBook 2.1 schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tts.book import Emphasis, Inline, Paragraph, Text
from tts.sources.blocks import EMPHASES, MOST_NESTED, open_quotation, part_words
from tts.sources.frames import Frame
from tts.sources.lists_and_tables import LIST_AND_TABLE_OPENERS
from tts.sources.markup import BLOCKS, NOTHING_SAID, Element, listed, local
from tts.sources.remarks import Remarks
from tts.sources.running_text import Run
from tts.sources.sinks import Flow, Poem, Sink, TopFlow, heading

STRESSES = {**EMPHASES, "emphasis": Emphasis.EMPHASIS}
WITHIN_WORDS = listed("a style strikethrough code")
PARTING = listed("p v section annotation text-author date")
HOLDERS = listed("body section annotation cite epigraph poem stanza title table tr")
TABLES = listed("table tr td th")
QUOTATIONS = listed("cite epigraph")
BREAKS = listed("empty-line br")
DEEPEST_HEADING = 6
SENTENCE_ENDS = ".!?…:;,"


class TitleLines(Sink):
    """Gathers a title, each of whose paragraphs is a line: they are heard as so many sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[Inline, ...]] = []

    def end_run(self) -> None:
        """A line is full."""
        content = self.run.finish()
        if content:
            self._lines.append(content)

    def finish(self) -> tuple[Inline, ...]:
        """All lines in one, parted as a printer would who sets them in one line: by full stops."""
        self.end_run()
        whole = Run()
        for number, line in enumerate(self._lines):
            if number:
                whole.add(_parting(self._lines[number - 1]))
            whole.extend(line)
        return whole.finish()


@dataclass(slots=True, kw_only=True)
class Openers:
    """Opens the elements of one body after the other. `outer_levels` are the heading levels above
    the sections of the present one."""

    remarks: Remarks
    book: str
    outer_levels: int = 0
    _depth: int = 0
    _strange: set[str] = field(default_factory=set)

    def open(self, element: Element, tag: str, frame: Frame, inner: Frame) -> None:
        """Change the frame `inner` of an element that stands in `frame` as its name asks."""
        nests = frame.sink.holds_blocks and frame.depth < MOST_NESTED
        if tag == "section":
            self._open_section(frame, inner)
        elif tag == "title":
            self._open_title(frame, inner)
        elif tag in QUOTATIONS and nests:
            open_quotation(element, NOTHING_SAID, frame, inner)
        elif tag in TABLES and nests:
            LIST_AND_TABLE_OPENERS[tag](element, NOTHING_SAID, frame, inner)
        elif tag in {"poem", "stanza"}:
            _open_verse(tag, frame, inner, nests=nests)
        elif tag == "subtitle" or (isinstance(frame.sink, Poem) and tag in {"text-author", "date"}):
            _open_line_apart(tag, frame, inner)
        elif tag in BREAKS:
            _break(tag, frame)
        elif tag in PARTING | QUOTATIONS | TABLES:
            part_words(frame, inner)
        elif tag in STRESSES:
            inner.emphasis = STRESSES[tag]
        elif tag not in WITHIN_WORDS:
            self._open_strange(element, tag, frame, inner)

    def _open_section(self, frame: Frame, inner: Frame) -> None:
        self._depth += 1
        outside = frame.sink

        def close() -> None:
            outside.end_run()
            self._depth -= 1

        outside.end_run()
        inner.close = close

    def _open_title(self, frame: Frame, inner: Frame) -> None:
        """A heading where it stands directly in a part; in other blocks, words that stand out."""
        sink = frame.sink
        if not sink.holds_blocks:
            part_words(frame, inner)
            inner.emphasis = Emphasis.STRONG
            return
        lines = TitleLines()
        level = min(max(1, self._depth + self.outer_levels if self._depth else 1), DEEPEST_HEADING)
        is_heading = isinstance(sink, TopFlow) and not frame.demotes

        def close() -> None:
            content = lines.finish()
            title = heading(level, content) if is_heading else None
            if title or content:
                sink.add(title or Paragraph(content))

        sink.end_run()
        inner.sink, inner.close = lines, close
        inner.emphasis = Emphasis.NONE if is_heading else Emphasis.STRONG

    def _open_strange(self, element: Element, tag: str, frame: Frame, inner: Frame) -> None:
        """Nothing FictionBook knows: its text is kept, in a block of its own if between blocks."""
        above = element.getparent()
        if tag in BLOCKS or (above is not None and local(above) in HOLDERS):
            part_words(frame, inner)
        if tag not in self._strange:
            self._strange.add(tag)
            self.remarks.add(
                "elements that FB2 does not know",
                self.book,
                f"<{tag}> is unknown; its text is kept.",
            )


def _open_verse(tag: str, frame: Frame, inner: Frame, *, nests: bool) -> None:
    """A poem; a stanza in one, or one that stands alone."""
    sink = frame.sink
    if isinstance(sink, Poem):
        close = sink.end_stanza if tag == "stanza" else sink.end_run
        close()
        inner.close = close
    elif not (nests and isinstance(sink, Flow)):
        part_words(frame, inner)
    else:
        _open_poem(sink, inner)


def _open_poem(flow: Flow, inner: Frame) -> None:
    poem = Poem(flow)

    def close() -> None:
        poem.end_stanza()
        flow.blocks += poem.finish()

    flow.end_run()
    flow.end_poem()
    inner.opens(poem, close)


def _open_line_apart(tag: str, frame: Frame, inner: Frame) -> None:
    """A subtitle, or the author and date under a poem: a paragraph, outside the lines of verse."""
    sink = frame.sink
    if isinstance(sink, Poem):
        words = Sink()

        def close() -> None:
            content = words.run.finish()
            if content:
                sink.add(Paragraph(content))

        sink.end_run()
        inner.sink, inner.close = words, close
    else:
        part_words(frame, inner)
    if tag == "subtitle":
        inner.emphasis = Emphasis.STRONG


def _break(tag: str, frame: Frame) -> None:
    """An empty line parts blocks and stanzas; a line break, which is none of FB2's, parts words."""
    if isinstance(frame.sink, Poem) and tag == "empty-line":
        frame.sink.end_stanza()
    elif isinstance(frame.sink, Poem) or tag == "empty-line":
        frame.sink.end_run()
    else:
        frame.sink.run.space()


def _parting(line: tuple[Inline, ...]) -> Text:
    last = next((piece for piece in reversed(line) if isinstance(piece, Text)), Text(""))
    between = " " if last.text[-1:] in SENTENCE_ENDS else ". "
    return Text(between, last.language, last.emphasis)
