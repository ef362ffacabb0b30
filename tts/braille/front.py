"""What stands before the text of a volume: its title page, and in the first the contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tts.braille.brailler import Brailler
from tts.braille.cells import BLANK, GUIDE, HYPHEN, number
from tts.braille.items import Gap, Item, Ready, Text
from tts.braille.manner import BrailleManner
from tts.braille.pages import Paginator, Row
from tts.braille.words import Words
from tts.braille.wrapping import Margins, centred, wrapped

_FOR_NUMBER = 8
"""Cells kept free at the end of a line of the contents: for guide dots, and a page number."""
_STEP, _RUNOVER, _DEEPEST = 2, 4, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading in the contents: its words in cells, its level, its page and its volume."""

    cells: str
    level: int
    page: int
    volume: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a title page says, in cells: of the book, and at its foot of the braille edition."""

    title: str
    creators: tuple[str, ...]
    edition: tuple[str, ...]
    made: tuple[str, ...]


class Front:
    """Makes title pages and contents. Neither takes more lines when numbers become known."""

    def __init__(self, brailler: Brailler, words: Words, manner: BrailleManner) -> None:
        self._brailler, self._words, self._manner = brailler, words, manner

    def title_pages(
        self, imprint: Imprint, *, volume: int, volumes: int, first: int, last: int
    ) -> list[tuple[Row, ...]]:
        """The title page of a volume that has the braille pages from `first` to `last`."""
        said = self._words.volume_of.format(number=volume, count=volumes)
        size = f"{self._words.size} {self._manner.cells}×{self._manner.lines}"
        groups = (
            (imprint.title,),
            imprint.creators,
            imprint.edition,
            (
                self._own(said),
                self._own(self._words.pages),
                f"{number(first)}{HYPHEN}{number(last)}",
            ),
            (*imprint.made, self._own(size)),
        )
        return self._paged(_in_groups(groups))

    def contents(self, entries: Sequence[Entry], *, volumes: int) -> list[tuple[Row, ...]]:
        """Every heading with its braille page; where volumes are many, under their names."""
        return self._paged(self._contents_items(entries, has_many=volumes > 1))

    def _contents_items(self, entries: Sequence[Entry], *, has_many: bool) -> Iterator[Item]:
        yield Text(self._own(self._words.contents), is_centred=True)
        yield Gap()
        volume = 0
        for entry in entries:
            lines = self._entry_lines(entry)
            if has_many and entry.volume != volume:
                yield Gap()
                lines = (*self._volume_lines(entry.volume), "", *lines)
            volume = entry.volume
            yield Ready(lines)

    def _volume_lines(self, volume: int) -> list[str]:
        name = self._own(self._words.volume.format(number=volume))
        return centred(name, self._manner.cells, self._brailler.main.divided)

    def _entry_lines(self, entry: Entry) -> tuple[str, ...]:
        width = self._manner.cells
        first = min(_STEP * (entry.level - 1), _DEEPEST)
        margins = Margins(first, first + _RUNOVER, width - _FOR_NUMBER)
        *before, last = wrapped(entry.cells, margins, self._brailler.main.divided)
        page = number(entry.page)
        room = width - len(last) - len(page)
        dots = BLANK + GUIDE * (room - 2) + BLANK if room >= 4 else BLANK * room
        return (*before, last + dots + page)

    def _paged(self, items: Iterator[Item]) -> list[tuple[Row, ...]]:
        paginator = Paginator(
            self._manner.cells, self._manner.lines - 1, self._brailler.main.divided
        )
        return [sheet.rows for sheet in paginator.paginate(items)]

    def _own(self, text: str) -> str:
        return self._brailler.words(text, self._words.language)


def _in_groups(groups: Sequence[Sequence[str]]) -> Iterator[Item]:
    for group in groups:
        for cells in group:
            yield Text(cells, is_centred=True)
        yield Gap()
