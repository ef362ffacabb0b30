"""A script as a braille book: volumes of pages of lines, ready to be written into a file.

Every page begins with a running line: the page of the print at the left, the book's title in the
middle, the braille page at the right, counted through all volumes. Two passes: the text is laid
out first, then the front, whose length does not depend on the numbers in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tts.braille.blocks import Flow
from tts.braille.brailler import Brailler
from tts.braille.cells import BLANK, number, plain
from tts.braille.front import Entry, Front, Imprint
from tts.braille.items import Item
from tts.braille.liblouis import Liblouis
from tts.braille.manner import BrailleManner
from tts.braille.pages import Paginator, Row, Sheet
from tts.braille.running_text import RunningText
from tts.braille.words import words_in
from tts.script import Script

_ENOUGH = 0.8
"""A volume may end at a heading once it has this part of what all would have if they were equal."""
_LEAST_GAP = 3
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BrailleBook:
    """Volumes of pages of lines, in cells (U+2800 to U+283F), no blanks at the ends of lines.

    `tables` names what translated it, with its version; `warnings` say what is not as in print.
    """

    volumes: tuple[tuple[tuple[str, ...], ...], ...]
    tables: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What title pages say in print: of the book, of its print edition, of the braille edition."""

    title: str
    creators: tuple[str, ...]
    edition: tuple[str, ...]
    made: tuple[str, ...]


def braille_book(
    script: Script, library: Liblouis, manner: BrailleManner, said: Said
) -> BrailleBook:
    """Translate and lay out a whole script. Raises EngineMissing where a table is not here."""
    language = script.metadata.language
    brailler, words = Brailler(library, language, manner.grade), words_in(language)
    text = RunningText(brailler, words)
    flow = Flow(script, text, deepest=manner.cells // 6 * 2)
    items = [item for section in script.sections for item in flow.section(section)]
    warnings = tuple(_warnings(brailler))  # before headings are written again, in the contents
    volumes = _volumes(_laid_out(items, manner, brailler.main.divided))
    entries = [
        (section.section_id, text.heading(section.heading.content, marks=False), section.level)
        for section in script.sections
    ]
    title, *creators = (brailler.words(one, language) for one in (said.title, *said.creators))
    edition = tuple(brailler.words(line, language) for line in said.edition)
    tables = f"liblouis {library.version}: {', '.join(brailler.files)}"
    made = tuple(brailler.words(line, words.language) for line in (*said.made, tables))
    imprint = Imprint(title=title, creators=tuple(creators), edition=edition, made=made)
    binder = _Binder(Front(brailler, words, manner), imprint, volumes, manner.cells)
    return BrailleBook(binder.bound(entries), tables, warnings)


def _laid_out(items: Sequence[Item], manner: BrailleManner, divided: str) -> list[Sheet]:
    """The pages of the text; if one volume does not hold them, volumes about equally thick."""
    room = manner.lines - 1
    sheets = Paginator(manner.cells, room, divided).paginate(items)
    most, total = manner.volume_pages, len(sheets)
    count = -(-total // most)
    if count <= 1:
        return sheets

    def may_cut(volume: int, pages: int, so_far: int) -> bool:
        is_enough = pages >= _ENOUGH * total / count
        return is_enough and total - so_far <= (count - volume) * most

    return Paginator(manner.cells, room, divided, most, may_cut).paginate(items)


def _volumes(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    volumes: list[list[Sheet]] = [[]]
    for sheet in sheets:
        if sheet.begins_volume:
            volumes.append([])
        volumes[-1].append(sheet)
    return volumes


@dataclass(frozen=True, slots=True)
class _Binder:
    """Puts title pages and contents before the text, and the running line on every page."""

    front: Front
    imprint: Imprint
    volumes: Sequence[Sequence[Sheet]]
    width: int

    def bound(
        self, headings: Sequence[tuple[str, str, int]]
    ) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """The whole book; `headings` are the ids of sections, their cells and levels."""
        contents = self._contents(headings, {})
        fronts = [
            len(self._title_pages(place, 0, 0)) + (len(contents) if place == 0 else 0)
            for place in range(len(self.volumes))
        ]
        counts = [a + len(b) for a, b in zip(fronts, self.volumes, strict=True)]
        ends = list(accumulate(counts))
        pages = {
            row.heading: end - len(sheets) + at
            for end, sheets in zip(ends, self.volumes, strict=True)
            for at, sheet in enumerate(sheets, start=1)
            for row in sheet.rows
            if row.heading
        }
        contents = self._contents(headings, pages)
        bound = []
        for place, sheets in enumerate(self.volumes):
            first = ends[place] - counts[place] + 1
            rows = [(r, "") for r in self._title_pages(place, first, ends[place])]
            rows += [(r, "") for r in contents] if place == 0 else []
            rows += [(sheet.rows, sheet.label) for sheet in sheets]
            bound.append(tuple(self._page(*one, at) for at, one in enumerate(rows, start=first)))
        return tuple(bound)

    def _title_pages(self, place: int, first: int, last: int) -> list[tuple[Row, ...]]:
        count = len(self.volumes)
        return self.front.title_pages(
            self.imprint, volume=place + 1, volumes=count, first=first, last=last
        )

    def _contents(
        self, headings: Sequence[tuple[str, str, int]], pages: Mapping[str, int]
    ) -> list[tuple[Row, ...]]:
        volume_of = {
            row.heading: volume
            for volume, sheets in enumerate(self.volumes, start=1)
            for sheet in sheets
            for row in sheet.rows
        }
        entries = [
            Entry(cells, level, pages.get(section_id, 0), volume_of.get(section_id, 1))
            for section_id, cells, level in headings
        ]
        return self.front.contents(entries, volumes=len(self.volumes))

    def _page(self, rows: Sequence[Row], label: str, page: int) -> tuple[str, ...]:
        lines = (self._running_line(label, page), *(row.cells for row in rows))
        return tuple(plain(line).rstrip(BLANK) for line in lines)

    def _running_line(self, label: str, page: int) -> str:
        right = number(page)
        room = self.width - 2 * (max(len(label), len(right)) + _LEAST_GAP)
        title = ""
        for word in plain(self.imprint.title).split(BLANK):
            longer = f"{title}{BLANK}{word}" if title else word
            if len(longer) > room:
                break
            title = longer
        left = label + BLANK * ((self.width - len(title)) // 2 - len(label)) + title
        return left + BLANK * (self.width - len(left) - len(right)) + right


def _warnings(brailler: Brailler) -> Iterator[str]:
    for counts, what in (
        (brailler.replaced, "have no braille of their own in the table; others stand for them"),
        (brailler.unknown, "are unknown to every table; a sign stands for each of them"),
    ):
        if counts:
            yield f"In braille, {sum(counts.values())} characters {what}: {_shown(counts)}."


def _shown(counts: Counter[str]) -> str:
    shown = [f"{c} (U+{ord(c):04X}, {count}×)" for c, count in counts.most_common(_MOST_SHOWN)]
    left = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")
