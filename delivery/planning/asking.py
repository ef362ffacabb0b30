"""A coordinator asks for a day to be planned: kept as a record, so that every page can say how far
it is, and so that nothing is planned twice at once or lost without a word."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from access.network.zone import today
from delivery.errors import DayChanged, NoDeliveryThatDay, TooManyPlannings
from delivery.holding import hold, hold_day
from delivery.planning.changes import seats_on, told
from delivery.planning.day import day_to_plan
from delivery.planning.keeping import keep_plan
from delivery.planning.planning import TRIES
from delivery.planning.records import Planning, PlanningFault, PlanningState
from delivery.planning.solving import USUAL_EFFORT, Effort, plan
from routing.errors import PlanBroken
from routing.matrix import Measure, great_circle

LONGEST = timedelta(minutes=5)
"""Three tries of `USUAL_EFFORT`, compiling, and a slow machine."""
MOST_AT_ONCE = 2
MOST_ACTS = 20


def ask_planning(
    db: Session,
    *,
    on: date,
    by_id: int | None,
    now: datetime,
    act: Mapping[str, Any] | None = None,
) -> tuple[Planning, bool]:
    """A day is to be planned; asked again while it is, the answer is the planning that runs.

    `act` says what was done before: it is told with what came of it. Answers, too, whether the
    planning is new: then whoever asks has it carried out after the transaction.

    Raises NoDeliveryThatDay, TooManyPlannings.
    """
    if on < today(db, now=now):
        raise NoDeliveryThatDay(on, "over")
    hold_day(db, on)
    acts = [dict(act)] if act else []
    running = running_on(db, on=on)
    if running is not None and running.until_at > now:
        running.acts = [*running.acts, *acts][-MOST_ACTS:]
        db.flush()
        return running, False
    if running is not None:
        end(running, PlanningFault.BROKE_OFF, now=now)
        db.flush()
    others = select(func.count(Planning.id)).where(
        Planning.state == PlanningState.RUNNING, Planning.until_at > now
    )
    if (db.scalar(others) or 0) >= MOST_AT_ONCE:
        raise TooManyPlannings(MOST_AT_ONCE)
    made = Planning(day_on=on, asked_at=now, asked_by_id=by_id, until_at=now + LONGEST, acts=acts)
    db.add(made)
    db.flush()
    return made, True


def running_on(db: Session, *, on: date) -> Planning | None:
    """The planning of a day that is not over, as far as the records know."""
    return db.scalars(
        select(Planning)
        .where(Planning.day_on == on, Planning.state == PlanningState.RUNNING)
        .execution_options(populate_existing=True)
    ).one_or_none()


def last_on(db: Session, *, on: date) -> Planning | None:
    """The last planning of a day that was asked for, or the last move that was kept."""
    return db.scalars(
        select(Planning)
        .where(Planning.day_on == on, Planning.state != PlanningState.PROPOSED)
        .order_by(Planning.id.desc())
        .limit(1)
    ).one_or_none()


def is_over(planning: Planning, *, now: datetime) -> bool:
    """Whether nothing more will come of it."""
    return planning.finished_at is not None or planning.until_at <= now


def fault_of(planning: Planning, *, now: datetime) -> PlanningFault | None:
    """Why it came to nothing; one that is silent for too long broke off."""
    if planning.state is PlanningState.RUNNING and planning.until_at <= now:
        return PlanningFault.BROKE_OFF
    return planning.fault


def end(planning: Planning, fault: PlanningFault | None, *, now: datetime) -> None:
    """It is over."""
    planning.state = PlanningState.FAILED if fault else PlanningState.DONE
    planning.fault, planning.finished_at, planning.proposal = fault, now, None


def break_off(db: Session, *, planning_id: int, fault: PlanningFault, now: datetime) -> bool:
    """Whoever planned is gone; says whether that is news."""
    planning = db.get(Planning, planning_id, with_for_update=True, populate_existing=True)
    if planning is None or planning.state is not PlanningState.RUNNING:
        return False
    end(planning, fault, now=now)
    db.flush()
    return True


def carry_out(
    change: sessionmaker[Session],
    *,
    planning_id: int,
    now: datetime,
    measure: Measure = great_circle,
    effort: Effort = USUAL_EFFORT,
) -> bool:
    """Plan the day that was asked for, in short transactions with the thinking between them, and
    write down what came of it together with the runs. Says whether there is a plan.

    One that is over already is left alone. Where the day changes meanwhile it is planned again,
    three times at the most.
    """
    try:
        for _ in range(TRIES):
            with change.begin() as db:
                planning = hold(db, Planning, planning_id, name="planning")
                if planning.state is not PlanningState.RUNNING:
                    return False
                on = planning.day_on
                planning.is_thinking = True
            with change.begin() as db:
                day = day_to_plan(db, on=on, now=now)
                before = seats_on(db, on=on, midnight_at=day.midnight_at)
            planned = plan(day, measure=measure, effort=effort)
            try:
                with change.begin() as db:
                    keep_plan(db, planned, now=now)
                    planning = hold(db, Planning, planning_id, name="planning")
                    if planning.state is not PlanningState.RUNNING:
                        raise _GivenUp
                    planning.told = told(planned, before)
                    end(planning, None, now=now)
            except DayChanged:
                continue
            return True
    except _GivenUp:
        return False
    except PlanBroken:
        fault = PlanningFault.PLAN_BROKEN
    else:
        fault = PlanningFault.DAY_CHANGED
    with change.begin() as db:
        break_off(db, planning_id=planning_id, fault=fault, now=now)
    return False


class _GivenUp(Exception):
    """It was ended while it was thought about: what was found is not kept."""
