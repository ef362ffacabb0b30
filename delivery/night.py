"""The night that plans and the evening that publishes, step by step.

Each step may be done again: what it finds done already it leaves alone. One that fails is written
down for the coordinators and does not keep the others from being done. No step reads the clock.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from access.database.again import transacted
from access.requests.loans import tell_due_loans
from delivery.crew.duty import duties
from delivery.planning.planning import plan_apart
from delivery.planning.solving import USUAL_EFFORT, Effort
from delivery.runs.night_report import (
    Done,
    NightStep,
    Step,
    begin_step,
    end_step,
    found_step,
    is_done,
)
from delivery.runs.nightly import close_days, pass_on
from delivery.runs.publishing import publish, tell_day
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.scheduling.needs import STANDARD_RULES, Rules
from delivery.scheduling.scheduling import schedule
from delivery.visits.records import Visit, VisitState
from routing.matrix import Measure, great_circle

NIGHT = (Step.CLOSE, Step.SCHEDULE, Step.TODAY, Step.NEXT, Step.DUE)
EVENING = (Step.LATE, Step.PUBLISH, Step.TELL)
MOST_LOANS_A_NIGHT = 50_000
LOANS_AT_ONCE = 500
LOG = logging.getLogger("dauys.night")


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A night and how the network wants it. `publishes`: runs that nobody touched go out by
    themselves; otherwise a coordinator publishes them."""

    change: sessionmaker[Session]
    look: sessionmaker[Session]
    night_on: date
    publishes: bool = True
    measure: Measure = great_circle
    effort: Effort = USUAL_EFFORT
    rules: Rules = STANDARD_RULES


def do_step(night: Night, step: Step, *, now: datetime, again: bool = False) -> NightStep:
    """Do a step of the night and write down what came of it; what was done is not done twice,
    unless somebody wants it `again`.

    Raises SQLAlchemyError where the database is away, so that not even that can be written.
    """
    with night.look.begin() as db:
        is_over = is_done(db, night_on=night.night_on, step=step)
    if is_over and not again:
        return _written(night, step)
    transacted(night.change, partial(begin_step, night_on=night.night_on, step=step, now=now))
    done, fault = None, None
    try:
        done = _DOING[step](night, now)
    except Exception as error:
        fault = type(error).__name__
        silent = RuntimeError(fault).with_traceback(error.__traceback__)
        LOG.error("%s in the step %s of %s", fault, step.value, night.night_on, exc_info=silent)  # noqa: TRY400
    end = partial(end_step, night_on=night.night_on, step=step, done=done, fault=fault, now=now)
    transacted(night.change, end)
    return _written(night, step)


def undone(db: Session, *, night_on: date, steps: Sequence[Step]) -> list[Step]:
    """Which of these have not ended well that night."""
    return [step for step in steps if not is_done(db, night_on=night_on, step=step)]


def next_delivery_day(db: Session, *, after_on: date, rules: Rules = STANDARD_RULES) -> date | None:
    """The next day on which somebody brings bags, across weekends and holidays; None: none within
    the horizon."""
    days = [after_on + timedelta(days=n) for n in range(1, rules.horizon_days + 1)]
    working = duties(db, days=days)
    return next((on for on in days if working[on]), None)


def day_told(db: Session, on: date) -> Done:
    """A planned day in numbers, and what found no place in it, as it is now: so it is right, too,
    where the step was broken off after its work."""
    stops = db.scalars(
        select(Stop.run_id)
        .join(Run)
        .where(
            Run.run_on == on, Run.state != RunState.CANCELLED, Stop.state != StopState.TAKEN_OFF
        )
    ).all()  # fmt: skip
    left = [
        {"visit_id": visit.id, "code": str((visit.left_over or {}).get("code", ""))}
        for visit in _without_run(db, on)
    ]
    counts = {"runs": len(set(stops)), "stops": len(stops), "left": len(left)}
    return Done(about_on=on, counts=counts, left=left)


def plan_day(night: Night, *, on: date, now: datetime) -> Done:
    """Plan one day. Raises PlanBroken, DayChanged."""
    plan_apart(night.change, on=on, now=now, measure=night.measure, effort=night.effort)
    return transacted(night.change, lambda db: day_told(db, on))


def publish_day(night: Night, *, on: date, now: datetime) -> int:
    """Run by run, so that nobody waits long; answers how many are published then."""
    with night.look.begin() as db:
        run_ids = [run.id for run in _runs(db, on, RunState.DRAFT, RunState.PUBLISHED)]
    for run_id in run_ids:
        transacted(night.change, partial(publish, run_id=run_id, now=now))
    return len(run_ids)


def _written(night: Night, step: Step) -> NightStep:
    with night.look.begin() as db:
        row = found_step(db, night_on=night.night_on, step=step)
        db.expunge(row)
        return row


def _close(night: Night, now: datetime) -> Done:
    failed = transacted(night.change, partial(close_days, now=now, rules=night.rules))
    return Done(counts={"failed": len(failed)})


def _schedule(night: Night, now: datetime) -> Done:
    done = transacted(night.change, partial(schedule, now=now, rules=night.rules))
    return Done(
        counts={
            "made": len(done.made),
            "moved": len(done.moved),
            "kept": len(done.kept),
            "cancelled": len(done.cancelled),
            "left": len(done.left),
        },
        left=[{"reader_id": reader_id, "code": why.code.value} for reader_id, why in done.left],
    )


def _today(night: Night, now: datetime) -> Done:
    """Today was planned yesterday; where it was not, it is planned now, better late than never."""
    on = night.night_on
    with night.look.begin() as db:
        is_due = bool(duties(db, days=[on])[on]) and not _runs(db, on) and _without_run(db, on)
    done = plan_day(night, on=on, now=now) if is_due else Done(about_on=on, counts={})
    with night.look.begin() as db:
        has_drafts = bool(_runs(db, on, RunState.DRAFT))
    if not night.publishes or not has_drafts:
        return done
    published = publish_day(night, on=on, now=now)
    return replace(done, counts={**done.counts, "published": published})


def _next(night: Night, now: datetime) -> Done:
    """The next day on which couriers go out, if a visit of it is in no run yet."""
    with night.look.begin() as db:
        on = next_delivery_day(db, after_on=night.night_on, rules=night.rules)
        is_due = on is not None and bool(_without_run(db, on))
    if on is None:
        return Done(counts={})
    if is_due:
        return plan_day(night, on=on, now=now)
    return transacted(night.change, lambda db: day_told(db, on))


def _late(night: Night, now: datetime) -> Done:
    """Visits that no planning has looked at yet are planned in; what stands stays."""
    transacted(night.change, partial(pass_on, now=now, rules=night.rules))
    with night.look.begin() as db:
        on = next_delivery_day(db, after_on=night.night_on, rules=night.rules)
        is_due = on is not None and any(not one.left_over for one in _without_run(db, on))
    if on is None or not is_due:
        return Done(about_on=on, counts={})
    return plan_day(night, on=on, now=now)


def _publish(night: Night, now: datetime) -> Done:
    with night.look.begin() as db:
        on = next_delivery_day(db, after_on=night.night_on, rules=night.rules)
    if on is None or not night.publishes:
        return Done(about_on=on, counts={})
    return Done(about_on=on, counts={"published": publish_day(night, on=on, now=now)})


def _tell(night: Night, now: datetime) -> Done:
    on = night.night_on + timedelta(days=1)
    told = transacted(night.change, partial(tell_day, on=on, now=now))
    return Done(about_on=on, counts={"told": told})


def _due(night: Night, now: datetime) -> Done:
    """In small transactions: a network has many loans."""
    until_on = night.night_on + timedelta(days=night.rules.due_days)
    after_id: int | None = 0
    for _ in range(MOST_LOANS_A_NIGHT // LOANS_AT_ONCE):
        tell_some = partial(
            tell_due_loans, until_on=until_on, now=now, after_id=after_id or 0, limit=LOANS_AT_ONCE
        )
        after_id = transacted(night.change, tell_some)
        if after_id is None:
            break
    return Done(about_on=until_on, counts={})


def _runs(db: Session, on: date, *states: RunState) -> Sequence[Run]:
    chosen = select(Run).where(Run.run_on == on, Run.state != RunState.CANCELLED).order_by(Run.id)
    return db.scalars(chosen.where(Run.state.in_(states)) if states else chosen).all()


def _without_run(db: Session, on: date) -> Sequence[Visit]:
    return db.scalars(
        select(Visit)
        .where(Visit.visit_on == on, Visit.state.in_((VisitState.PROPOSED, VisitState.FIXED)))
        .order_by(Visit.id)
    ).all()


_DOING: dict[Step, Callable[[Night, datetime], Done]] = {
    Step.CLOSE: _close,
    Step.SCHEDULE: _schedule,
    Step.TODAY: _today,
    Step.NEXT: _next,
    Step.DUE: _due,
    Step.LATE: _late,
    Step.PUBLISH: _publish,
    Step.TELL: _tell,
}
