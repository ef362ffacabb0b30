"""Figures as the cells of a table: counts, and shares of a hundred with what they are shares of."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.web.bags.csv_files import Cell
from api.web.bags.outcome_names import FAILURES
from api.words.catalogues import mark, words_in
from api.words.saying import kilometres_words, percent_words
from delivery.statistics.figures import Figures
from delivery.statistics.work import Work

HEAD = (
    mark("Visits made"), mark("Visits failed"), mark("Moved to another day"),
    mark("Within the promised window"), mark("By the same courier"), mark("Things brought"),
    mark("Things taken back"), mark("Readers served"),
)  # fmt: skip
FAILURES_HEAD = mark("Visits failed")
COURIERS = (
    mark("Courier"), mark("Runs"), mark("Stops"), mark("Hours on the road"),
    mark("Stops in an hour"), mark("Way"), mark("Share of all stops"),
)  # fmt: skip
SHARE_OF = mark("%(percent)s of %(whole)d")
NONE = mark("nothing to count")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it is about, and its cells."""

    name: str
    cells: Sequence[Cell]


def measured(one: Figures, language: str, *, plain: bool = False) -> list[Cell]:
    """The cells of HEAD; `plain` for a spreadsheet: shares as percent, or nothing."""
    return [
        one.done, one.failed, one.moved,
        _share(one.on_time, one.promised, language, plain),
        _share(one.same_courier, one.repeated, language, plain),
        one.brought, one.taken, one.readers,
    ]  # fmt: skip


def failed(one: Figures) -> list[Cell]:
    """How many visits failed, then by reason."""
    return [one.failed, *(one.failed_by.get(reason, 0) for reason in FAILURES)]


def couriers(works: Sequence[Work], language: str, *, plain: bool = False) -> list[Row]:
    """A line a courier."""
    stops = sum(one.stops for one in works)
    return [
        Row(
            one.courier_name,
            [
                one.runs,
                one.stops,
                round(one.minutes / 60, 1),
                round(one.stops * 60 / one.minutes, 1) if one.minutes else 0,
                round(one.distance_m / 1_000, 1)
                if plain
                else kilometres_words(one.distance_m, language),
                _share(one.stops, stops, language, plain),
            ],
        )
        for one in works
    ]


def _share(some: int, whole: int, language: str, plain: bool) -> Cell:
    if whole == 0:
        return "" if plain else words_in(language).gettext(NONE)
    if plain:
        return round(100 * some / whole, 1)
    percent = percent_words(some, whole, language)
    return words_in(language).gettext(SHARE_OF) % {"percent": percent, "whole": whole}
