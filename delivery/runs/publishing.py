"""A run is published: the courier sees it, and every reader is promised a window."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.network.zone import network_zone
from delivery.crew.duty import midnight
from delivery.errors import ImpossibleMove
from delivery.holding import at_midnight_s, hold_run
from delivery.homes.wishes import profile_of
from delivery.planning.day import spans_s
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.states import move_run, move_visit
from delivery.telling import tell_planned
from delivery.telling_changes import tell_left_out
from delivery.visits.filling import fill
from delivery.visits.records import Visit, VisitState

EARLIER_S = 45 * 60
WIDTH_S = 2 * 3600
ROUND_S = 30 * 60


def publish(db: Session, *, run_id: int, now: datetime) -> Run:
    """The courier sees the run, and readers are promised when they come and told the day before.
    What became ready since the day was planned comes along.

    Done again, stops that came since are promised too. Raises NotHere, ImpossibleMove.
    """
    run = hold_run(db, run_id)
    is_new = run.state is RunState.DRAFT
    if is_new:
        move_run(run, RunState.PUBLISHED, now=now)
    if run.state not in (RunState.PUBLISHED, RunState.STARTED):
        raise ImpossibleMove("run", run.id, run.state, RunState.PUBLISHED)
    start_at = midnight(run.run_on, network_zone(db))
    for stop in open_stops(db, run_id):
        visit = stop.visit
        if is_new:
            fill(db, visit, now=now)
        if stop.promised_from_at is None:
            begins_s = at_midnight_s(stop.begins_at, start_at)
            profile = profile_of(db, reader_id=visit.reader_id)
            from_s, until_s = promise_s(begins_s, spans_s(visit, profile))
            stop.promised_from_at = start_at + timedelta(seconds=from_s)
            stop.promised_until_at = start_at + timedelta(seconds=until_s)
        move_visit(visit, VisitState.ROUTED, now=now)
        tell_planned(db, stop, now=now)
    db.flush()
    tell_left_out(db, on=run.run_on, now=now)
    return run


def promise_s(begins_s: int, windows: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A window of two hours around the planned time, on the half hour, within the reader's own."""
    from_s = max(0, begins_s - EARLIER_S) // ROUND_S * ROUND_S
    until_s = from_s + WIDTH_S
    for opens, closes in windows:
        if opens <= begins_s <= closes:
            return max(from_s, opens), min(until_s, closes)
    return from_s, until_s


def open_stops(db: Session, run_id: int) -> Sequence[Stop]:
    """The stops of a run that nobody has been to, in order, each with its visit, held."""
    return db.scalars(
        select(Stop)
        .join(Visit)
        .where(
            Stop.run_id == run_id,
            Stop.state.in_((StopState.PLANNED, StopState.ON_WAY, StopState.AT_DOOR)),
        )
        .options(joinedload(Stop.visit))
        .order_by(Stop.turn, Stop.id)
        .with_for_update(of=Stop)
        .execution_options(populate_existing=True)
    ).all()


def tell_day(db: Session, *, on: date, now: datetime) -> int:
    """The day before: whoever was promised a window before it was time to say so hears it now.

    Told once, however often it is called. Answers how many notices there are.
    """
    stops = db.scalars(
        select(Stop)
        .join(Run)
        .where(
            Run.run_on == on,
            Run.state.in_((RunState.PUBLISHED, RunState.STARTED)),
            Stop.state == StopState.PLANNED,
            Stop.promised_from_at.is_not(None),
        )
        .options(joinedload(Stop.visit))
        .order_by(Stop.id)
    ).all()
    return sum(tell_planned(db, stop, now=now) is not None for stop in stops)


def publish_day(db: Session, *, run_ids: Sequence[int], now: datetime) -> list[Run]:
    """Several runs at once, as the nightly job does. Raises NotHere, ImpossibleMove."""
    return [publish(db, run_id=run_id, now=now) for run_id in sorted(run_ids)]
