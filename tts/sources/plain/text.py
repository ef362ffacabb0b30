"""A plain text file becomes a book: encoding, pages, title, chapters, paragraphs and verse."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from tts.book import (
    Block,
    Book,
    Heading,
    Inline,
    Metadata,
    Page,
    PageBreak,
    Paragraph,
    Part,
    PartRole,
    Text,
    Verse,
)
from tts.book import (
    Line as VerseLine,
)
from tts.errors import BadBook
from tts.sources.encodings import letters_of
from tts.sources.loose import identifier_of, refuse_endless_lines, source_bytes
from tts.sources.plain.headings import levels, titles
from tts.sources.plain.joining import Words, is_table, paragraphs, pieces_of
from tts.sources.plain.lines import Layout, Line, blocks_of, layout_of, lines_of
from tts.sources.plain.opening import Opening, opening_of
from tts.sources.plain.pages import with_pages
from tts.sources.plain.verse import is_line, is_poem, is_stanza
from tts.sources.remarks import Remarks
from tts.sources.running_text import Run, folded, is_only_pages

DEEPEST_HEADING = 6


def read_text(path: Path) -> Book:
    """The book in a plain text file, in any encoding that Russian and Kazakh are written in.

    Raises BadBook if it is no text, has no words, has more than 64 MiB or an endless line.
    """
    source = source_bytes(path)
    letters = letters_of(source, path.name)
    refuse_endless_lines(letters.text, path.name)
    if not any(map(str.isalnum, letters.text)):
        raise BadBook(
            "There is no text in this file.",
            where=path.name,
            remedy="Check that it is the right file, and that it was saved whole.",
        )
    remarks = Remarks()
    if letters.remark:
        remarks.add("doubtful encodings", path.name, letters.remark)
    lines = with_pages(lines_of(letters.text), path.name, remarks)
    opening = opening_of(lines)
    front = tuple(_title_page(lines[: opening.after], opening))
    body = tuple(_body(lines[opening.after :]))
    parts = (Part(PartRole.FRONT, front), Part(PartRole.BODY, body))
    return Book(
        metadata=Metadata(
            identifier=identifier_of(source),
            title=folded(opening.title) or path.stem,
            creators=tuple(folded(name) for name in opening.creators),
        ),
        parts=tuple(part for part in parts if part.blocks),
        warnings=remarks.all(),
    )


def _title_page(lines: Sequence[Line], opening: Opening) -> Iterator[Block[Inline]]:
    for at, line in enumerate(lines):
        content = _content([line])
        if content and is_only_pages(content):
            yield Page(content)
        elif content:
            yield Heading(1, content) if at == opening.title_at else Paragraph(content)


def _body(lines: Sequence[Line]) -> Iterator[Block[Inline]]:
    """Chapters with their headings; what precedes the first of them too."""
    found = titles(lines)
    depth, layout, words = levels(found), layout_of(lines), Words(lines)
    at = 0
    for title in found:
        yield from _chapter(lines[at : title.first], layout, words)
        heading = _content([Line(title.text)])
        if heading:
            yield Heading(min(depth[title.rank], DEEPEST_HEADING), heading)
        at = title.after
    yield from _chapter(lines[at:], layout, words)


def _chapter(lines: Sequence[Line], layout: Layout, words: Words) -> Iterator[Block[Inline]]:
    """Paragraphs, pages and poems; stanzas that stand side by side are one poem."""
    stanzas = list[list[Line]]()
    for block in blocks_of(lines):
        is_in_columns = is_table(block)
        for is_short, group in groupby(paragraphs(block, layout), is_line):
            together = list(group)
            stanza = [line for paragraph in together for line in paragraph]
            if is_short and not is_in_columns and is_stanza(stanza):
                stanzas.append(stanza)
                if len(stanza) == len(block):
                    continue
                together = []
            yield from _poem(stanzas)
            stanzas = []
            for paragraph in together:
                yield from _paragraph(paragraph, words)
    yield from _poem(stanzas)


def _poem(stanzas: Sequence[Sequence[Line]]) -> Iterator[Block[Inline]]:
    """Verse, or, if it is too little for that, paragraphs."""
    filled = [[content for line in stanza if (content := _content([line]))] for stanza in stanzas]
    if is_poem(stanzas):
        yield Verse(tuple(tuple(map(VerseLine, lines)) for lines in filled if lines))
    else:
        yield from (Paragraph(content) for lines in filled for content in lines)


def _paragraph(lines: Sequence[Line], words: Words) -> Iterator[Block[Inline]]:
    content = _content(pieces_of(lines, words))
    if content and is_only_pages(content):
        yield from (Page((piece,)) for piece in content)
    elif content:
        yield Paragraph(content)


def _content(pieces: Sequence[Line] | Iterator[str | Line]) -> tuple[Inline, ...]:
    run = Run()
    for piece in pieces:
        if isinstance(piece, str):
            run.add(Text(piece))
        elif piece.page:
            run.add(PageBreak(piece.page))
        else:
            run.add(Text(piece.text))
    return run.finish()
