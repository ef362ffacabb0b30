"""What each block element of XHTML opens: a list, a table, a quotation, verse, a heading.

An opener changes the frame of the element it opens: where its text goes, and what happens at its
end. Where words alone are gathered, or blocks nest too deep, an element only parts words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from tts.book import Emphasis, PartRole, Quotation
from tts.sources.frames import Frame
from tts.sources.lists_and_tables import LIST_AND_TABLE_OPENERS
from tts.sources.markup import BLOCKS, Element, attribute, classes_of, listed, local
from tts.sources.sinks import FigureFlow, Flow, Poem, RoleSign, Sink, TopFlow, heading

MOST_NESTED = 16
EMPHASES = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), Emphasis.EMPHASIS),
    **dict.fromkeys(("strong", "b"), Emphasis.STRONG),
    "sub": Emphasis.SUBSCRIPT,
    "sup": Emphasis.SUPERSCRIPT,
}
MATTER = {
    "frontmatter": PartRole.FRONT,
    "bodymatter": PartRole.BODY,
    "backmatter": PartRole.BACK,
    "rearmatter": PartRole.BACK,
}
# Source: Z39.98-2012 Structural Semantics Vocabulary ("z3998:verse"), and habits of EPUB 2.
POEMS = frozenset({"poem", "verse", "song", "hymn", "lyrics", "poetry", "linegroup"})
EPIGRAPHS = frozenset({"epigraph", "doc-epigraph"})
STANZAS = frozenset({"stanza", "strophe"})
POEM_TAGS = listed("div section article blockquote p ul ol linegroup")
HEADING = re.compile(r"h([1-6])")
LEVEL = re.compile(r"[1-9][0-9]?")


def open_block(
    element: Element, tag: str, types: frozenset[str], frame: Frame, inner: Frame
) -> None:
    """Change the frame `inner` of an element that stands in `frame` as its name and types ask."""
    sink = frame.sink
    level = _heading_level(element, tag, types)
    if level:
        _open_heading(level, frame, inner)
    elif tag in EMPHASES:
        inner.emphasis = EMPHASES[tag]
    elif tag in BLOCKS or tag == "linegroup":
        inner.keeps_lines |= tag == "pre"
        called = types | classes_of(element)
        if isinstance(sink, Poem):
            _open_lines(sink, inner, is_stanza=bool(called & STANZAS))
        elif not sink.holds_blocks or frame.depth >= MOST_NESTED:
            part_words(frame, inner)
        elif isinstance(sink, Flow) and tag in POEM_TAGS and called & (POEMS | STANZAS):
            _open_poem(sink, inner, may_go_on=tag == "p" or not called & POEMS)
        elif types & EPIGRAPHS and tag != "body":
            open_quotation(element, types, frame, inner)
        else:
            OPENERS.get(tag, _open_plain)(element, types, frame, inner)


def part_words(frame: Frame, inner: Frame) -> None:
    """What comes before, in and after the element are different runs of text."""
    frame.sink.end_run()
    inner.close = frame.sink.end_run


def _heading_level(element: Element, tag: str, types: frozenset[str]) -> int:
    """1 to 6; 0 if the element is no heading."""
    match = HEADING.fullmatch(tag)
    if match and not types & {"presentation", "none"}:
        return int(match[1])
    if "heading" not in types:
        return 0
    said = attribute(element, "aria-level")
    return min(int(said), 6) if LEVEL.fullmatch(said) else 2


def _open_heading(level: int, frame: Frame, inner: Frame) -> None:
    """A heading of the part; inside other blocks only words that stand out."""
    sink = frame.sink
    page = sink.outside if isinstance(sink, Poem) else sink
    if frame.demotes or not isinstance(page, TopFlow):
        part_words(frame, inner)
        inner.emphasis = Emphasis.STRONG
        return
    words = Sink()

    def close() -> None:
        content = words.run.finish()
        title = heading(level, content)
        if title:
            page.add(title)
        elif content:
            page.run.extend(content)
            page.end_run()

    sink.interrupt() if isinstance(sink, Poem) else sink.end_run()
    inner.sink, inner.close = words, close


def _open_poem(flow: Flow, inner: Frame, *, may_go_on: bool) -> None:
    """Verse. Stanzas that stand side by side without a frame around them are one poem."""
    flow.end_run()
    poem = flow.open_poem if may_go_on and flow.open_poem else Poem(flow)
    if flow.open_poem is not poem:
        flow.end_poem()
    flow.open_poem = None

    def close() -> None:
        poem.end_stanza()
        flow.end_poem()
        flow.open_poem = poem
        if not may_go_on:
            flow.end_poem()

    inner.sink, inner.close = poem, close
    inner.depth += 1


def _open_lines(poem: Poem, inner: Frame, *, is_stanza: bool) -> None:
    """A block in a poem holds one line, or, if it holds more or none, parts stanzas."""
    poem.end_run()
    before = poem.line_count

    def close() -> None:
        poem.end_run()
        if is_stanza or poem.line_count - before != 1:
            poem.end_stanza()

    inner.close = close


def open_quotation(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    """Words of somebody else, set apart; nothing comes of it if there are none."""
    flow, outside = Flow(), frame.sink

    def close() -> None:
        blocks = flow.finish()
        if blocks:
            outside.add(Quotation(blocks))

    outside.end_run()
    inner.opens(flow, close)


def _open_figure(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    inside = (local(one) for one in element.iter(etree.Element))
    figure, outside = FigureFlow(has_caption="figcaption" in inside), frame.sink

    def close() -> None:
        for block in figure.finish():
            outside.add(block)

    outside.end_run()
    inner.opens(figure, close)


def _open_caption(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    figure = frame.sink
    if isinstance(figure, FigureFlow):
        figure.end_run()
        words = Sink()
        inner.opens(words, lambda: figure.captioned(words.run.finish()))
    else:
        part_words(frame, inner)


def _open_aside(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    """Something beside the text; in a figure, its long description."""
    figure = frame.sink
    if isinstance(figure, FigureFlow):
        figure.end_run()
        words = Sink()
        inner.opens(words, lambda: figure.descriptions.append(words.run.finish()))
    else:
        part_words(frame, inner)
        inner.demotes = True


def _open_plain(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    """A division of the text, which may be a whole part of the book."""
    part_words(frame, inner)
    role = next((role for word, role in MATTER.items() if word in types), None)
    page = frame.sink
    if role and isinstance(page, TopFlow):
        page.sign(RoleSign(role))

        def close() -> None:
            page.end_run()
            page.sign(RoleSign(None))

        inner.close = close


Opener = Callable[[Element, frozenset[str], Frame, Frame], None]
OPENERS: dict[str, Opener] = {
    **LIST_AND_TABLE_OPENERS,
    "blockquote": open_quotation,
    "figure": _open_figure,
    "figcaption": _open_caption,
    "aside": _open_aside,
    "details": _open_aside,
}
