"""What stands in a calendar: runs of a courier, or delivery days; no reader is in it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.network.records import ServicePoint
from delivery.crew.records import Depot
from delivery.runs.records import Run, RunState, Stop, StopState

DAYS_BACK, DAYS_AHEAD = 30, 120
MOST_EVENTS = 1_000
SEEN = (RunState.PUBLISHED, RunState.STARTED, RunState.FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEvent:
    """A published run: when it begins and ends, where, how many stops."""

    run_id: int
    on: date
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    point: ServicePoint
    stops: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEvent:
    """A day with runs, published or not: from the first to set out until the last is back."""

    on: date
    starts_at: datetime
    ends_at: datetime
    runs: int
    stops: int


def runs_in_calendar(db: Session, *, courier_id: int, on: date) -> list[RunEvent]:
    """The published runs of a courier, from a month ago on."""
    rows = db.execute(
        select(Run, ServicePoint, func.count(Stop.id))
        .join(Depot, Depot.id == Run.depot_id)
        .join(ServicePoint, ServicePoint.id == Depot.service_point_id)
        .outerjoin(Stop, (Stop.run_id == Run.id) & (Stop.state != StopState.TAKEN_OFF))
        .where(
            Run.courier_id == courier_id,
            Run.state.in_(SEEN),
            Run.run_on.between(on - timedelta(days=DAYS_BACK), on + timedelta(days=DAYS_AHEAD)),
        )
        .group_by(Run.id, ServicePoint.id)
        .order_by(Run.run_on, Run.id)
        .limit(MOST_EVENTS)
    )
    return [
        RunEvent(
            run_id=run.id,
            on=run.run_on,
            starts_at=run.starts_at,
            ends_at=run.ends_at,
            changed_at=run.closed_at or run.started_at or run.published_at or run.made_at,
            point=point,
            stops=stops,
        )
        for run, point, stops in rows
    ]


def days_in_calendar(db: Session, *, on: date) -> list[DayEvent]:
    """The days with runs, from a month ago on."""
    stops = (
        select(Stop.run_id, func.count(Stop.id).label("stops"))
        .where(Stop.state != StopState.TAKEN_OFF)
        .group_by(Stop.run_id)
        .subquery()
    )
    rows = db.execute(
        select(
            Run.run_on, func.min(Run.starts_at), func.max(Run.ends_at), func.count(Run.id),
            func.coalesce(func.sum(stops.c.stops), 0),
        )
        .outerjoin(stops, stops.c.run_id == Run.id)
        .where(
            Run.state != RunState.CANCELLED,
            Run.run_on.between(on - timedelta(days=DAYS_BACK), on + timedelta(days=DAYS_AHEAD)),
        )
        .group_by(Run.run_on)
        .order_by(Run.run_on)
        .limit(MOST_EVENTS)
    )  # fmt: skip
    return [
        DayEvent(on=day, starts_at=starts, ends_at=ends, runs=runs, stops=count)
        for day, starts, ends, runs, count in rows
    ]
