"""What is counted of home delivery, in pieces of a span, by area or by depot."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from delivery.statistics.facts import JOINED, facts
from delivery.statistics.span import By, Span
from delivery.visits.records import Delivery, Handover, HandoverState, Outcome, Way

Part = date | str | int | None
"""The first day of a piece; an area ("" is none, None several small ones); the number of a depot
(None: nobody was sent); of everything together, 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of one piece. A share is two numbers: so many of so many."""

    part: Part
    done: int = 0
    failed: int = 0
    failed_by: Mapping[Outcome, int] = field(default_factory=dict)
    moved: int = 0
    """Visits that were moved to another day at least once, whatever came of them."""
    promised: int = 0
    """Visits made by somebody who had been promised a window."""
    on_time: int = 0
    """Of those, how many were over within the window that was promised."""
    repeated: int = 0
    """Visits made to readers who were visited at least twice."""
    same_courier: int = 0
    """Of those, how many were made by the courier who came to that reader most."""
    brought: int = 0
    taken: int = 0
    readers: int = 0
    """Readers to whom at least one visit was made."""


def figures(db: Session, span: Span, by: By) -> list[Figures]:
    """The figures of a span, piece by piece: days, weeks and months without gaps, areas and depots
    as far as anything happened there, everything together always."""
    rows = facts(db, span, by)
    counted: dict[Any, dict[str, Any]] = defaultdict(dict)
    for part, done, failed, readers, moved, promised, on_time in db.execute(_counts(rows)):
        counted[part] = {
            "done": done, "failed": failed, "readers": readers, "moved": moved,
            "promised": promised, "on_time": on_time, "failed_by": {},
        }  # fmt: skip
    for part, outcome, number in db.execute(_failures(rows)):
        counted[part]["failed_by"][outcome] = number
    for part, same, repeated in db.execute(_same_courier(rows)):
        counted[part] |= {"same_courier": same, "repeated": repeated}
    for part, way, number in db.execute(_hands(rows)):
        counted[part]["brought" if way is Way.DROP else "taken"] = number
    if by in (By.DAY, By.WEEK, By.MONTH):
        starts = span.starts(by)
        return [Figures(part=on, **counted.get(place, {})) for place, on in enumerate(starts)]
    if by is By.ALL:
        return [Figures(part=0, **counted.get(0, {}))]
    known = sorted(counted, key=lambda part: (part is None or part == JOINED, str(part)))
    return [Figures(part=None if one == JOINED else one, **counted[one]) for one in known]


def _counts(rows: Subquery) -> Any:
    seen = rows.c
    return select(
        seen.part,
        func.sum(seen.is_done),
        func.sum(1 - seen.is_done),
        func.count(func.distinct(case((seen.is_done == 1, seen.reader_id)))),
        func.sum(seen.is_moved),
        func.sum(seen.promised),
        func.sum(seen.on_time),
    ).group_by(seen.part)


def _failures(rows: Subquery) -> Any:
    return (
        select(rows.c.part, rows.c.outcome, func.count())
        .where(rows.c.is_done == 0)
        .group_by(rows.c.part, rows.c.outcome)
    )


def _same_courier(rows: Subquery) -> Any:
    """Of each reader, the visits of the courier who came most, of all that were made."""
    seen = rows.c
    pairs = (
        select(seen.part, seen.reader_id, seen.courier_id, func.count().label("times"))
        .where(seen.is_done == 1, seen.courier_id.is_not(None))
        .group_by(seen.part, seen.reader_id, seen.courier_id)
        .subquery("pairs")
    )
    readers = (
        select(
            pairs.c.part,
            func.max(pairs.c.times).label("most"),
            func.sum(pairs.c.times).label("all"),
        )
        .group_by(pairs.c.part, pairs.c.reader_id)
        .having(func.sum(pairs.c.times) >= 2)
        .subquery("readers")
    )
    return select(
        readers.c.part, func.sum(readers.c.most), func.sum(readers.c.all)
    ).group_by(readers.c.part)  # fmt: skip


def _hands(rows: Subquery) -> Any:
    return (
        select(rows.c.part, Handover.way, func.count())
        .join(Delivery, Delivery.visit_id == rows.c.visit_id)
        .join(Handover, Handover.delivery_id == Delivery.id)
        .where(Handover.state == HandoverState.DONE)
        .group_by(rows.c.part, Handover.way)
    )
