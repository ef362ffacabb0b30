"""The visits that are counted, a row each with all that is counted of it, as a part of queries."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, literal, select
from sqlalchemy.orm import Session

from delivery.homes.records import Address
from delivery.runs.records import Run, Stop, StopState
from delivery.statistics.span import By, Span
from delivery.visits.records import Visit, VisitState

FEWEST_READERS = 5
"""Areas with fewer readers are joined: in a smaller group somebody might be found again."""
JOINED = "…"
"""Stands for the areas that were joined; no area is called so."""
OVER = (VisitState.DONE, VisitState.FAILED)


def facts(db: Session, span: Span, by: By) -> Subquery:
    """One row for each visit of the span that took place or failed; `part` is its piece.

    Where it was, with whom and when comes from the last stop with an outcome; a visit that nobody
    was sent to has none.
    """
    last = select(func.max(Stop.id)).where(
        Stop.state.in_((StopState.DONE, StopState.FAILED))
    ).group_by(Stop.visit_id)  # fmt: skip
    on_time = and_(
        Stop.state == StopState.DONE,
        Stop.outcome_at >= Stop.promised_from_at,
        Stop.outcome_at <= Stop.promised_until_at,
    )
    chosen: Select[Any] = select(
        Visit.id.label("visit_id"),
        Visit.reader_id.label("reader_id"),
        _part(db, span, by).label("part"),
        _one(Visit.state == VisitState.DONE).label("is_done"),
        Visit.outcome.label("outcome"),
        _one(Visit.times_moved > 0).label("is_moved"),
        _one(and_(Stop.state == StopState.DONE, Stop.promised_from_at.is_not(None))).label(
            "promised"
        ),
        _one(on_time).label("on_time"),
        Run.courier_id.label("courier_id"),
    )
    return _of_span(chosen, span, last).subquery("facts")


def small_areas(db: Session, span: Span) -> list[str]:
    """The areas that have to be joined so that every group has FEWEST_READERS, if all have them."""
    pairs = db.execute(
        select(Address.district, Visit.reader_id)
        .join(Visit, Visit.address_id == Address.id)
        .where(Visit.visit_on.between(span.from_on, span.until_on), Visit.state.in_(OVER))
        .distinct()
    )
    readers: dict[str, set[int]] = {}
    for area, reader_id in pairs:
        readers.setdefault(area, set()).add(reader_id)
    by_size = sorted(readers, key=lambda area: (len(readers[area]), area))
    joined, together = list[str](), set[int]()
    for area in by_size:
        if len(readers[area]) >= FEWEST_READERS and (not joined or len(together) >= FEWEST_READERS):
            break
        joined.append(area)
        together |= readers[area]
    return joined


def _of_span(chosen: Select[Any], span: Span, last: Select[Any]) -> Select[Any]:
    return (
        chosen.select_from(Visit)
        .join(Address, Address.id == Visit.address_id)
        .outerjoin(Stop, and_(Stop.visit_id == Visit.id, Stop.id.in_(last)))
        .outerjoin(Run, Run.id == Stop.run_id)
        .where(Visit.visit_on.between(span.from_on, span.until_on), Visit.state.in_(OVER))
    )


def _part(db: Session, span: Span, by: By) -> ColumnElement[Any]:
    """In which piece a visit is counted: the place of its day, its area, its depot."""
    if by is By.DEPOT:
        return Run.depot_id.expression
    if by is By.AREA:
        return case((Address.district.in_(small_areas(db, span)), JOINED), else_=Address.district)
    if by is By.ALL:
        return literal(0)
    starts = span.starts(by)
    later = [(Visit.visit_on < start, place) for place, start in enumerate(starts[1:])]
    return case(*later, else_=len(starts) - 1) if later else literal(0)


def _one(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
