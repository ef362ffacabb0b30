"""Where text goes while it is read: each kind of open block gathers what stands in it.

A sink has a run of text and takes finished blocks. `end_run` is called wherever a block begins or
ends in the source, so text between blocks becomes a paragraph, a stray line, or just a space.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tts.book import (
    Block,
    Figure,
    Formula,
    Heading,
    Inline,
    InlineImage,
    Line,
    Page,
    PageBreak,
    Paragraph,
    PartRole,
    Table,
    Text,
    Verse,
)
from tts.sources.running_text import Run, is_only_pages, is_only_pictures


class Sink:
    """Gathers words only: blocks inside it are parted by spaces. For headings, cells, captions."""

    holds_blocks = False

    def __init__(self) -> None:
        self.run = Run()

    def end_run(self) -> None:
        """A block begins or ends here."""
        self.run.space()

    def add(self, block: Block[Inline]) -> None:
        """Take a block. Words have no room for one, so nothing ever hands them any."""
        raise AssertionError(f"{type(self).__name__} takes no {type(block).__name__}")


class Flow(Sink):
    """Gathers blocks: a part, a quotation, an entry of a list, a note."""

    holds_blocks = True

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block[Inline]] = []
        self.open_poem: Poem | None = None

    def end_run(self) -> None:
        """Text since the last block is a paragraph; page breaks or pictures alone stand alone."""
        content = self.run.finish()
        if not content:
            return
        self.end_poem()
        if is_only_pages(content) or is_only_pictures(content):
            self.blocks += [_alone(piece) for piece in content if not isinstance(piece, Text)]
        else:
            self.blocks.append(Paragraph(content))

    def add(self, block: Block[Inline]) -> None:
        """Take a finished block."""
        self.end_run()
        self.end_poem()
        self.blocks.append(block)

    def end_poem(self) -> None:
        """The stanzas that stood side by side are a poem now."""
        if self.open_poem:
            poem, self.open_poem = self.open_poem, None
            self.blocks += poem.finish()

    def finish(self) -> tuple[Block[Inline], ...]:
        """All blocks, in order."""
        self.end_run()
        self.end_poem()
        return tuple(self.blocks)


@dataclass(frozen=True, slots=True)
class TocSign:
    """An entry of the table of contents leads here."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class RoleSign:
    """From here on the text is front matter, body, back matter, or what its document is."""

    role: PartRole | None


class TopFlow(Flow):
    """The blocks of a document that stand in no other block, with signs between them."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: list[tuple[int, TocSign | RoleSign]] = []

    def sign(self, sign: TocSign | RoleSign) -> None:
        """Put a sign before the block that is gathering now."""
        self.end_poem()
        self.signs.append((len(self.blocks), sign))


class FigureFlow(Flow):
    """A figure: pictures, their caption and long description, and whatever else stands in it.

    `has_caption` is known from the start, for a picture that nothing else stands for.
    """

    def __init__(self, *, has_caption: bool) -> None:
        super().__init__()
        self.has_caption = has_caption
        self.captions: list[tuple[Inline, ...]] = []
        self.descriptions: list[tuple[Inline, ...]] = []
        self._is_caption_first = False

    def captioned(self, content: tuple[Inline, ...]) -> None:
        """Take a caption; several are joined."""
        self._is_caption_first |= not self.blocks and not self.captions
        self.captions.append(content)

    def finish(self) -> tuple[Block[Inline], ...]:
        """The caption goes to the first picture, else the first table, else it is a paragraph."""
        blocks = list(super().finish())
        caption, description = joined(*self.captions), joined(*self.descriptions)
        for at, block in enumerate(blocks):
            if isinstance(block, Figure):
                content = joined(block.content, description)
                blocks[at] = replace(block, content=content, caption=caption)
                return tuple(block for block in blocks if not _is_mute(block))
        paragraphs = [Paragraph(content) for content in (description,) if content]
        for at, block in enumerate(blocks):
            if isinstance(block, Table) and not block.caption:
                blocks[at] = replace(block, caption=caption)
                return (*blocks, *paragraphs)
        captions = [Paragraph(caption)] if caption else []
        if self._is_caption_first:
            return (*captions, *blocks, *paragraphs)
        return (*blocks, *captions, *paragraphs)


class Poem(Sink):
    """Verse: what ends a block or a line break ends a line."""

    holds_blocks = True

    def __init__(self, outside: Flow) -> None:
        super().__init__()
        self.outside = outside
        self.line_count = 0
        self._stanzas: list[list[Line[Inline]]] = [[]]
        self._pages: tuple[Inline, ...] = ()

    def end_run(self) -> None:
        """The line is full; page breaks alone wait for the next line."""
        content = self.run.finish()
        if content and is_only_pages(content):
            self._pages += content
        elif content:
            self._stanzas[-1].append(Line((*self._pages, *content)))
            self._pages = ()
            self.line_count += 1

    def end_stanza(self) -> None:
        """The stanza is full."""
        self.end_run()
        if self._stanzas[-1]:
            self._stanzas.append([])

    def add(self, block: Block[Inline]) -> None:
        """A title or a picture parts the poem in two."""
        self.interrupt()
        self.outside.blocks.append(block)

    def interrupt(self) -> None:
        """Hand over what there is; the poem goes on after what comes now."""
        self.end_run()
        self.outside.blocks += self.finish()

    def finish(self) -> list[Block[Inline]]:
        """The verse so far, and page breaks after its last line."""
        self.end_run()
        stanzas = tuple(tuple(stanza) for stanza in self._stanzas if stanza)
        pages: list[Block[Inline]] = [Page((page,)) for page in self._pages]
        self._stanzas, self._pages, self.line_count = [[]], (), 0
        return [*([Verse(stanzas)] if stanzas else []), *pages]


def heading(level: int, content: tuple[Inline, ...]) -> Heading[Inline] | None:
    """A heading of words; a picture in it is replaced by the text that stands for it."""
    run = Run()
    for piece in content:
        if isinstance(piece, InlineImage):
            run.space()
            run.add(Text(piece.text, piece.language))
            run.space()
        else:
            run.add(piece)
    words = run.finish()
    has_words = any(isinstance(piece, Text | Formula) for piece in words)
    return Heading(level, words) if has_words else None


def _is_mute(block: Block[Inline]) -> bool:
    """A second picture under one caption, which has no words of its own."""
    return isinstance(block, Figure) and not block.content and not block.caption


def _alone(piece: Inline) -> Block[Inline]:
    if isinstance(piece, PageBreak):
        return Page((piece,))
    if isinstance(piece, InlineImage):
        words = (Text(piece.text, piece.language),) if piece.text else ()
        return Figure(piece.picture, words)
    return Paragraph((piece,))


def joined(*contents: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Runs of text one after the other, parted by spaces."""
    run = Run()
    for content in contents:
        run.extend(content)
        run.space()
    return run.finish()
