"""All pages of a book become blocks in reading order, with notes, pictures and warnings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tts.book import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    Note,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from tts.sources.layout.columns import Column, columns_of
from tts.sources.layout.contents import content_of
from tts.sources.layout.drafts import Draft, Gathering, Turn, habits_of, running_lines
from tts.sources.layout.feet import Foot, split_feet
from tts.sources.layout.furniture import PageLines, take_furniture
from tts.sources.layout.headings import Bookmark, heading_levels
from tts.sources.layout.notes import NoteKeeper
from tts.sources.layout.page_labels import page_labels
from tts.sources.layout.rows import lines_of
from tts.sources.layout.sheet import BOLD, Line, Sheet, Shown
from tts.sources.layout.tables import Grid
from tts.sources.plain import lines as plain
from tts.sources.plain.joining import Words
from tts.sources.running_text import folded, is_only_pages

DEEPEST = 6


@dataclass(slots=True)
class Bound:
    """What the pages became. `labels` are those of the sheets, in order."""

    blocks: list[Block[Inline]] = field(default_factory=list)
    notes: list[Note[Inline]] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)


def bind_sheets(sheets: Sequence[Sheet], bookmarks: Sequence[Bookmark]) -> Bound:
    """Every word of every sheet once: as text, heading, cell, note or page number; running heads,
    which repeat, are left out."""
    pages = [
        PageLines(
            sheet.number,
            [*lines_of(sheet.words), *sheet.pictures],
            is_recognised=sheet.confidence is not None,
        )
        for sheet in sheets
    ]
    take_furniture(pages)
    labels = page_labels(pages, [sheet.label for sheet in sheets])
    body_size = _body_size(pages)
    layouts = [_layout(page, sheet, body_size) for page, sheet in zip(pages, sheets, strict=True)]
    columns = [one for layout, _ in layouts for one in layout if isinstance(one, Column)]
    gathering = Gathering(habits_of(columns, body_size))
    keeper = NoteKeeper()
    for sheet, label, (layout, feet) in zip(sheets, labels, layouts, strict=True):
        gathering.turn(Turn(label, sheet.number))
        is_recognised = sheet.confidence is not None
        marked, left = _with_marks(layout, feet, keeper, is_recognised=is_recognised)
        for one in marked:
            gathering.add(one)
        gathering.afterwards([Draft([*foot.lines], sheet.number, foot.mark) for foot in left])
    recognised = frozenset(sheet.number for sheet in sheets if sheet.confidence is not None)
    done = gathering.finish()
    binder = _Binder(Words(_all_lines(done, keeper)), recognised)
    drafts = [one for one in done if isinstance(one, Draft)]
    levels, lost = heading_levels(drafts, bookmarks, gathering.habits, recognised)
    binder.bind(done, levels, lost)
    for note in keeper.notes:
        binder.note(note.note_id, note.lines)
    binder.bound.labels = labels
    return binder.bound


def _body_size(pages: Sequence[PageLines]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += sum(len(word.text) for word in line.words)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _layout(
    page: PageLines, sheet: Sheet, body_size: float
) -> tuple[list[Column | Grid], list[Foot]]:
    """Columns and tables of a page, and the notes under them."""
    lines, feet = split_feet(page.lines, body_size)
    layout = list[Column | Grid]()
    for one in columns_of(lines):
        if isinstance(one, Grid):
            layout.append(one)
            continue
        kept, more = split_feet(one.lines, body_size)
        feet += more
        layout.append(Column(tuple(kept), one.left, one.right))
    if sheet.turned:
        layout += columns_of(lines_of(sheet.turned))
    return layout, feet


def _with_marks(
    layout: Sequence[Column | Grid],
    feet: Sequence[Foot],
    keeper: NoteKeeper,
    *,
    is_recognised: bool,
) -> tuple[list[Column | Grid], list[Foot]]:
    columns = [one for one in layout if isinstance(one, Column)]
    marked, left = keeper.settle(
        [column.lines for column in columns], feet, is_recognised=is_recognised
    )
    new = iter(
        Column(lines, column.left, column.right)
        for column, lines in zip(columns, marked, strict=True)
    )
    return [next(new) if isinstance(one, Column) else one for one in layout], left


def _all_lines(done: Sequence[Draft | Grid | Shown | Turn], keeper: NoteKeeper) -> list[plain.Line]:
    noted = (line for note in keeper.notes for line in note.lines)
    return [plain.Line(line.text) for lines in (running_lines(done), noted) for line in lines]


class _Binder:
    """Turns what was gathered into blocks."""

    def __init__(self, known: Words, recognised: frozenset[int]) -> None:
        self._known, self._recognised = known, recognised
        self.bound = Bound()

    def bind(
        self,
        done: Sequence[Draft | Grid | Shown | Turn],
        levels: Mapping[int, int],
        lost: Sequence[Bookmark],
    ) -> None:
        """Blocks in order; bookmarks that no line says stand at the beginning of their page."""
        waiting: dict[int, list[Bookmark]] = defaultdict(list)
        for bookmark in lost:
            waiting[bookmark.page].append(bookmark)
        at = -1
        for one in done:
            at += isinstance(one, Draft)
            if isinstance(one, Draft):
                self._titles(waiting.pop(one.page, []))
                self._draft(one, levels.get(at, 0))
            elif isinstance(one, Grid):
                self._grid(one)
            elif isinstance(one, Shown):
                self._figure(one)
            else:
                self.bound.blocks.append(Page((PageBreak(one.label),)))
        for bookmarks in waiting.values():
            self._titles(bookmarks)

    def note(self, note_id: str, lines: Sequence[Line]) -> None:
        """One note, as one paragraph."""
        content = content_of(lines, self._known)
        self.bound.notes.append(Note(note_id, (Paragraph(content),)))

    def _titles(self, bookmarks: Sequence[Bookmark]) -> None:
        for bookmark in bookmarks:
            title = folded(bookmark.title)
            if title:
                level = min(bookmark.depth, DEEPEST)
                self.bound.blocks.append(Heading(level, (Text(title),)))

    def _draft(self, draft: Draft, level: int) -> None:
        plain_type = bool(level) or draft.page in self._recognised
        content = content_of(draft.pieces, self._known, mark=draft.mark, plain=plain_type)
        if is_only_pages(content):
            self.bound.blocks += [Page((piece,)) for piece in content]
        elif content:
            is_heading = level > 0 and any(isinstance(piece, Text) for piece in content)
            self.bound.blocks.append(Heading(level, content) if is_heading else Paragraph(content))

    def _grid(self, grid: Grid) -> None:
        rows = list[Row[Inline]]()
        for number, cells in enumerate(grid.rows):
            is_header = number == 0 and all(map(_is_bold, cells))
            contents = [content_of(cell, self._known, plain=is_header) for cell in cells]
            rows.append(Row(tuple(Cell(one, is_header=is_header) for one in contents)))
        self.bound.blocks.append(Table(tuple(rows)))

    def _figure(self, shown: Shown) -> None:
        """A picture with its words; the words alone where its file is none that can be shown."""
        alt = (Text(folded(shown.alt)),)
        if not shown.data:
            self.bound.blocks.append(Paragraph(alt))
            return
        ending = "jpg" if shown.media_type == "image/jpeg" else "png"
        name = f"picture{len(self.bound.pictures) + 1:04}.{ending}"
        self.bound.pictures[name] = Picture(shown.media_type, shown.data)
        self.bound.blocks.append(Figure(name, alt))


def _is_bold(cell: Sequence[Line]) -> bool:
    return all(word.flags & BOLD for line in cell for word in line.words)
