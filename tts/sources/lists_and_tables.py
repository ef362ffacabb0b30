"""What the elements of lists and tables open. Out of place, they only part words."""

from __future__ import annotations

import re
from collections.abc import Callable

from tts.book import Emphasis
from tts.sources.frames import Frame
from tts.sources.list_sinks import Entries, Grid
from tts.sources.markup import Element, attribute
from tts.sources.sinks import Flow, Sink

NUMBER = re.compile(r"-?[0-9]{1,6}")
LAYOUT_ROLES = frozenset({"presentation", "none"})


def _open_list(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    outside = frame.sink
    is_ordered = str(element.tag).lower().endswith("ol")
    entries = Entries(ordered=is_ordered, start=_number(element, "start") if is_ordered else 1)

    def close() -> None:
        for block in entries.finish():
            outside.add(block)

    outside.end_run()
    inner.opens(entries, close)


def _open_entry(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    entries = frame.sink
    if isinstance(entries, Entries):
        flow = Flow()
        entries.end_run()
        inner.opens(flow, lambda: entries.entry(list(flow.finish())))
    else:
        _part(frame, inner)


def _open_term(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    entries = frame.sink
    if isinstance(entries, Entries):
        words = Sink()
        entries.end_run()
        inner.opens(words, lambda: entries.term(words.run.finish()))
        inner.emphasis = Emphasis.STRONG
    else:
        _part(frame, inner)


def _open_meaning(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    entries = frame.sink
    if isinstance(entries, Entries):
        flow = Flow()
        entries.end_run()
        inner.opens(flow, lambda: entries.meaning(list(flow.finish())))
    else:
        _part(frame, inner)


def _open_table(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    if types & LAYOUT_ROLES:
        _part(frame, inner)
        return
    outside, grid = frame.sink, Grid()

    def close() -> None:
        for block in grid.finish():
            outside.add(block)

    outside.end_run()
    inner.opens(grid, close)


def _open_table_caption(
    element: Element, types: frozenset[str], frame: Frame, inner: Frame
) -> None:
    grid = frame.sink
    if isinstance(grid, Grid):
        words = Sink()
        grid.end_run()
        inner.opens(words, lambda: grid.captions.append(words.run.finish()))
    else:
        _part(frame, inner)


def _open_head(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    grid = frame.sink
    if isinstance(grid, Grid):

        def close() -> None:
            grid.in_head = False

        grid.in_head = True
        inner.close = close
    else:
        _part(frame, inner)


def _open_row(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    grid = frame.sink
    if isinstance(grid, Grid):
        grid.end_run()
        grid.row()
        inner.close = grid.end_run
    else:
        _part(frame, inner)


def _open_cell(element: Element, types: frozenset[str], frame: Frame, inner: Frame) -> None:
    grid = frame.sink
    if not isinstance(grid, Grid):
        _part(frame, inner)
        return
    words = Sink()
    is_named = str(element.tag).lower().endswith("th") or bool(attribute(element, "scope"))
    is_header = is_named or grid.in_head or bool(types & {"columnheader", "rowheader"})

    def close() -> None:
        grid.cell(
            words.run.finish(),
            header=is_header,
            columns=_number(element, "colspan"),
            rows=_number(element, "rowspan"),
        )

    grid.end_run()
    inner.opens(words, close)


def _part(frame: Frame, inner: Frame) -> None:
    frame.sink.end_run()
    inner.close = frame.sink.end_run


def _number(element: Element, name: str) -> int:
    said = attribute(element, name)
    return int(said) if NUMBER.fullmatch(said) else 1


LIST_AND_TABLE_OPENERS: dict[str, Callable[[Element, frozenset[str], Frame, Frame], None]] = {
    **dict.fromkeys(("ul", "ol", "dl", "menu", "dir"), _open_list),
    "li": _open_entry,
    "dt": _open_term,
    "dd": _open_meaning,
    "table": _open_table,
    "caption": _open_table_caption,
    "thead": _open_head,
    "tr": _open_row,
    **dict.fromkeys(("td", "th"), _open_cell),
}
