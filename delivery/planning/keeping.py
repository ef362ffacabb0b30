"""A planned day is written down: all of it or nothing, and only if nothing changed since."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from delivery.errors import DayChanged
from delivery.holding import hold_day
from delivery.planning.day import DayCourier, DayToPlan
from delivery.planning.solving import PlannedDay, PlannedRun, PlannedStop
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.states import move_run, move_stop, move_visit
from delivery.visits.closing import delivery_of
from delivery.visits.records import Visit, VisitState


def keep_plan(db: Session, planned: PlannedDay, *, now: datetime) -> list[Run]:
    """Write the plan; answers the runs of the day that are not over, each as it is now.

    What stays with its courier keeps its row, its promise and its lock. What found no room goes
    back to the visits of the day, with the reason. Raises DayChanged where anything about the day
    was changed since it was read: then nothing is written.
    """
    day = planned.day
    held = hold_day(db, day.on)
    if held.version != day.version:
        raise DayChanged(day.on)
    held.version += 1
    held.planned_at = now
    visits = {
        visit.id: visit
        for visit in db.scalars(
            select(Visit)
            .where(Visit.id.in_([one.visit_id for one in day.visits] + list(day.nowhere)))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    }
    stops = _planned_stops(db, list(visits))
    runs = _live_runs(db, day)
    goes_to = {stop.visit_id: one.courier_id for one in planned.runs for stop in one.stops}
    for visit_id, stop in list(stops.items()):
        if goes_to.get(visit_id) != runs_courier(runs, stop):
            move_stop(stop, StopState.TAKEN_OFF)
    db.flush()  # a visit leaves one run before it enters another
    for left in planned.left:
        visit = visits[left.visit_id]
        visit.left_over = dict(left.facts)
        if visit.state is VisitState.ROUTED:
            move_visit(visit, VisitState.FIXED, now=now)
    couriers = {one.duty.courier_id: one for one in day.couriers}
    for one in planned.runs:
        run = _write_run(db, day, one, couriers[one.courier_id], runs.get(one.courier_id), now)
        runs[one.courier_id] = run
        _write_stops(db, day, run, one, stops, visits, now)
    _cancel_empty(db, runs, now)
    db.flush()
    return [run for _, run in sorted(runs.items()) if run.state is not RunState.CANCELLED]


def runs_courier(runs: dict[int, Run], stop: Stop) -> int | None:
    """Whose run a stop is in."""
    return next((courier for courier, run in runs.items() if run.id == stop.run_id), None)


def _planned_stops(db: Session, visit_ids: list[int]) -> dict[int, Stop]:
    rows = db.scalars(
        select(Stop)
        .where(Stop.visit_id.in_(visit_ids), Stop.state == StopState.PLANNED)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {stop.visit_id: stop for stop in rows}


def _live_runs(db: Session, day: DayToPlan) -> dict[int, Run]:
    rows = db.scalars(
        select(Run)
        .where(Run.run_on == day.on, Run.state != RunState.CANCELLED)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {run.courier_id: run for run in rows}


def _write_run(
    db: Session,
    day: DayToPlan,
    planned: PlannedRun,
    courier: DayCourier,
    run: Run | None,
    now: datetime,
) -> Run:
    starts_at = day.midnight_at + timedelta(seconds=planned.starts_s)
    ends_at = day.midnight_at + timedelta(seconds=planned.ends_s)
    if run is None:
        run = Run(
            courier_id=planned.courier_id,
            vehicle_id=courier.duty.vehicle_id,
            depot_id=courier.duty.depot_id,
            run_on=day.on,
            starts_at=starts_at,
            ends_at=ends_at,
            made_at=now,
            state=RunState.DRAFT,
        )
        db.add(run)
    elif not courier.is_out:
        run.starts_at = starts_at
    run.ends_at = max(ends_at, run.starts_at)
    if not courier.is_out:
        run.distance_m = planned.distance_m
    db.flush()
    return run


def _write_stops(
    db: Session,
    day: DayToPlan,
    run: Run,
    planned: PlannedRun,
    stops: dict[int, Stop],
    visits: dict[int, Visit],
    now: datetime,
) -> None:
    turns = db.scalars(
        select(Stop.turn).where(
            Stop.run_id == run.id, Stop.state.not_in((StopState.PLANNED, StopState.TAKEN_OFF))
        )
    )
    first = max(turns, default=0) + 1
    for turn, one in enumerate(planned.stops, first):
        visit = visits[one.visit_id]
        old = stops.get(one.visit_id)
        if old is not None and old.run_id == run.id:
            stop = old
        else:
            stop = Stop(run_id=run.id, visit_id=visit.id, state=StopState.PLANNED)
            if old is not None:
                stop.promised_from_at = old.promised_from_at
                stop.promised_until_at = old.promised_until_at
        stop.turn = turn
        put_times(stop, day.midnight_at, one)
        db.add(stop)
        visit.left_over = None
        move_visit(visit, VisitState.ROUTED, now=now)
        db.flush()
        delivery = delivery_of(db, visit.id)
        if delivery is not None:
            delivery.depot_id = run.depot_id


def put_times(stop: Stop, midnight_at: datetime, planned: PlannedStop) -> None:
    """The stop is planned at these times."""
    stop.arrives_at = midnight_at + timedelta(seconds=planned.arrives_s)
    stop.begins_at = midnight_at + timedelta(seconds=planned.begins_s)
    stop.leaves_at = midnight_at + timedelta(seconds=planned.leaves_s)
    stop.distance_m = planned.distance_m


def _cancel_empty(db: Session, runs: dict[int, Run], now: datetime) -> None:
    """A run without stops that nobody has begun does not take place."""
    db.flush()
    for run in runs.values():
        if run.state in (RunState.DRAFT, RunState.PUBLISHED):
            there = db.scalar(
                select(Stop.id)
                .where(Stop.run_id == run.id, Stop.state != StopState.TAKEN_OFF)
                .limit(1)
            )
            if there is None:
                move_run(run, RunState.CANCELLED, now=now)
