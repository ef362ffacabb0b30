"""Lines that were cut at a width become paragraphs again, and cut words become whole."""

import re
from collections.abc import Iterator, Sequence

from tts.sources.markup import listed
from tts.sources.plain.lines import (
    DASH,
    ENDS,
    Layout,
    Line,
    goes_on,
    is_full,
    length,
    local_width,
)

LONGEST_WORD = 60
COLUMNS_LOOKED_AT = 200
HYPHENS = "-\u00ad\u2010\u00ac"
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
LAST_PART = re.compile(rf"([^\W\d_]+(?:-[^\W_]+)*)[{HYPHENS}]$")
FIRST_PART = re.compile(r"[^\W\d_]+(?:-[^\W_]+)*")
# Parts that Russian and Kazakh join with a hyphen of their own.
HYPHENED_AFTER = listed("то либо нибудь ка таки де с ақ ау ай мыс міс шы ші")
HYPHENED_BEFORE = listed("кое кой по из во в")
SHORT_SHARE = 0.75
VERSE_LINES = 4
TABLE = re.compile(r"\|.*\||[─│┌┐└┘├┤┬┴┼═║╔╗╚╝]|\+-{2,}|\S {3,}\S+.* {3,}\S")


def paragraphs(block: Sequence[Line], layout: Layout) -> list[list[Line]]:
    """The lines of each paragraph of a block (lines without an empty one between them)."""
    width = local_width(block, layout)
    keeps_lines = width == 0 or _is_narrow(block, width) or is_table(block)
    done = list[list[Line]]()
    last: Line | None = None
    for line in block:
        begins = last is None or (
            not line.page and (keeps_lines or _begins(last, line, done[-1], width, layout))
        )
        if begins:
            done.append([line])
        else:
            done[-1].append(line)
        last = line if line.text else last
    return done


def is_table(block: Sequence[Line]) -> bool:
    """Most lines have columns drawn with signs or set apart with spaces."""
    drawn = sum(TABLE.search(line.text[:COLUMNS_LOOKED_AT]) is not None for line in block)
    return len(block) > 1 and drawn > len(block) / 2


class Words:
    """What words the text has, to tell a cut word from one with a hyphen of its own."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._known = set[str]()
        if any(line.text.endswith(tuple(HYPHENS)) for line in lines):
            for line in lines:
                self._known.update(word.lower() for word in WORD.findall(line.text))

    def join(self, text: str, after: str) -> tuple[str, str]:
        """A line without the hyphen of a cut word, and what parts it from the next line."""
        tail, head = text[-LONGEST_WORD:], after[:LONGEST_WORD]
        last, first = LAST_PART.search(tail), FIRST_PART.match(head)
        if not last:
            is_number = len(tail) > 1 and tail[-1] == "-" and tail[-2].isdigit()
            return text, "" if is_number and head[:1].isalnum() else " "
        if not first or not head[0].islower():
            return text, ""
        if text[-1] == "-" and self._keeps_hyphen(last[1].lower(), first[0].lower()):
            return text, ""
        return text[:-1], ""

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        if left + right in self._known:
            return False
        is_particle = right in HYPHENED_AFTER or left in HYPHENED_BEFORE
        return f"{left}-{right}" in self._known or is_particle


def pieces_of(lines: Sequence[Line], words: Words) -> Iterator[str | Line]:
    """Text and pages of one paragraph in turn, ready to be put side by side."""
    text, pages = "", list[Line]()
    for line in lines:
        if line.page:
            pages.append(line)
            continue
        if text:
            whole, glue = words.join(text, line.text)
            yield whole + glue
        yield from pages
        text, pages = line.text, []
    yield text
    yield from pages


def _begins(last: Line, line: Line, paragraph: Sequence[Line], width: int, layout: Layout) -> bool:
    """A new paragraph begins: its indent, its dash, or room left on the last line says so."""
    if not (WORD.search(line.text) and WORD.search(last.text)):
        return True
    if goes_on(last.text, line.text) or last.text.endswith(tuple(HYPHENS)):
        return False
    if layout.first_indent and line.indent == layout.first_indent:
        return True
    if line.indent > last.indent or (len(paragraph) > 1 and line.indent != last.indent):
        return True
    if DASH.match(line.text) and ENDS.search(last.text):
        return True
    return not is_full(last, line, width)


def _is_narrow(block: Sequence[Line], width: int) -> bool:
    """Lines that all end well before the edge were ended on purpose."""
    return len(block) >= VERSE_LINES and max(map(length, block)) <= SHORT_SHARE * width
