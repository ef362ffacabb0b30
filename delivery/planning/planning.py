"""The button and the nightly job: a day's visits become checked runs."""

from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from delivery.errors import DayChanged
from delivery.planning.day import day_to_plan
from delivery.planning.keeping import keep_plan
from delivery.planning.solving import USUAL_EFFORT, Effort, PlannedDay, plan
from routing.matrix import Measure, great_circle

TRIES = 3


def plan_runs(
    db: Session,
    *,
    on: date,
    now: datetime,
    measure: Measure = great_circle,
    effort: Effort = USUAL_EFFORT,
) -> PlannedDay:
    """Plan a day, or what is left of it, in the transaction of `db`; nobody else can change the day
    meanwhile. Stops that are over, on the way or locked stay, and so does what was promised.

    Raises PlanBroken. For long plans on SQLite see `plan_apart`.
    """
    planned = plan(day_to_plan(db, on=on, now=now), measure=measure, effort=effort)
    keep_plan(db, planned, now=now)
    return planned


def plan_apart(
    change: sessionmaker[Session],
    *,
    on: date,
    now: datetime,
    measure: Measure = great_circle,
    effort: Effort = USUAL_EFFORT,
) -> PlannedDay:
    """The same in two short transactions, with the thinking between them: nobody waits for it.

    Where the day changed meanwhile it is planned again, three times at the most; then DayChanged.
    """
    for left in reversed(range(TRIES)):
        with change.begin() as db:
            day = day_to_plan(db, on=on, now=now)
        planned = plan(day, measure=measure, effort=effort)
        try:
            with change.begin() as db:
                keep_plan(db, planned, now=now)
        except DayChanged:
            if not left:
                raise
            continue
        return planned
    raise DayChanged(on)
