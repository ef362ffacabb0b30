"""The end of a day: whatever nobody reported is closed, and every visit has what comes next."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.zone import today
from delivery.crew.duty import take_off
from delivery.crew.records import Absence
from delivery.holding import hold_run, hold_visit
from delivery.runs.outcomes import fail_visit, finish_run
from delivery.runs.publishing import open_stops
from delivery.runs.records import Run, RunState, StopState
from delivery.scheduling.needs import STANDARD_RULES, Rules
from delivery.states import OPEN_RUNS, OPEN_VISITS, move_run, move_stop, move_visit
from delivery.visits.closing import off_its_run
from delivery.visits.records import Outcome, Visit, VisitState


def close_days(db: Session, *, now: datetime, rules: Rules = STANDARD_RULES) -> list[int]:
    """Nightly: runs of days that are over end, and visits that nobody made or reported have failed.

    A device that comes online later is still heard: see record_outcome. Answers the visits.
    """
    on = today(db, now=now)
    for run_id in db.scalars(
        select(Run.id).where(Run.run_on < on, Run.state.in_(OPEN_RUNS)).order_by(Run.id)
    ).all():
        run = hold_run(db, run_id)
        if run.state is RunState.STARTED:
            _fail_open_stops(db, run_id, Outcome.OTHER, now=now, rules=rules)
            finish_run(db, run, now=now)
        else:
            for stop in open_stops(db, run_id):
                move_stop(stop, StopState.TAKEN_OFF)
            move_run(run, RunState.CANCELLED, now=now)
        db.flush()
    failed = []
    for visit_id in db.scalars(
        select(Visit.id)
        .where(Visit.visit_on < on, Visit.state.in_(OPEN_VISITS))
        .order_by(Visit.visit_on, Visit.id)
    ).all():
        visit = hold_visit(db, visit_id)
        off_its_run(db, visit)
        fail_visit(db, visit, Outcome.OTHER, now=now, rules=rules)
        failed.append(visit_id)
    return failed


def pass_on(db: Session, *, now: datetime, rules: Rules = STANDARD_RULES) -> list[int]:
    """In the evening: whoever found no place in a run of today, as when a courier fell ill, gets
    the next day, while that can still be planned. Answers the visits."""
    passed = []
    for visit_id in db.scalars(
        select(Visit.id)
        .where(Visit.visit_on == today(db, now=now), Visit.state == VisitState.FIXED)
        .order_by(Visit.id)
    ).all():
        visit = hold_visit(db, visit_id)
        if visit.left_over and visit.state is VisitState.FIXED:
            fail_visit(db, visit, Outcome.OTHER, now=now, rules=rules)
            passed.append(visit_id)
    return passed


def courier_away(  # noqa: PLR0913 - each is a fact of its own
    db: Session,
    *,
    courier_id: int,
    from_on: date,
    until_on: date,
    why: Absence,
    now: datetime,
    outcome: Outcome = Outcome.VEHICLE,
    rules: Rules = STANDARD_RULES,
) -> list[int]:
    """A courier is ill in the morning, or their car is lost at noon.

    Runs that have not begun are cancelled and their visits wait for another plan of their days. In
    a run that has begun the bags are with the courier: those visits fail with this outcome and get
    their next day. Answers the visits that were touched. Raises NotHere.
    """
    take_off(db, courier_id=courier_id, from_on=from_on, until_on=until_on, why=why)
    touched = []
    for run_id in db.scalars(
        select(Run.id)
        .where(
            Run.courier_id == courier_id,
            Run.run_on.between(from_on, until_on),
            Run.state.in_(OPEN_RUNS),
        )
        .order_by(Run.run_on, Run.id)
    ).all():
        run = hold_run(db, run_id)
        if run.state is RunState.STARTED:
            touched += _fail_open_stops(db, run_id, outcome, now=now, rules=rules)
            finish_run(db, run, now=now)
            continue
        for stop in open_stops(db, run_id):
            move_stop(stop, StopState.TAKEN_OFF)
            db.flush()
            move_visit(stop.visit, VisitState.FIXED, now=now)
            touched.append(stop.visit_id)
        move_run(run, RunState.CANCELLED, now=now)
        db.flush()
    return touched


def _fail_open_stops(
    db: Session, run_id: int, outcome: Outcome, *, now: datetime, rules: Rules
) -> list[int]:
    touched = []
    for stop in open_stops(db, run_id):
        stop.outcome, stop.outcome_at = outcome, now
        move_stop(stop, StopState.FAILED)
        db.flush()
        visit = hold_visit(db, stop.visit_id)
        fail_visit(db, visit, outcome, now=now, rules=rules)
        touched.append(visit.id)
    return touched
