"""Two days of delivery in the demonstration: today's is published and under way, the next one is
planned and waits for a coordinator to publish it."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.database.opening import Database
from access.network.zone import network_zone, today
from api.sample_library.homes import visit_some
from delivery.crew.duty import duties, midnight
from delivery.crew.records import Courier
from delivery.lists import runs_on
from delivery.planning.planning import plan_apart
from delivery.planning.solving import Effort
from delivery.runs.events import report
from delivery.runs.publishing import publish_day
from delivery.runs.records import EventKind, Proof, Run
from delivery.runs.report import Report
from delivery.scheduling.scheduling import schedule
from delivery.visits.records import Outcome

EFFORT = Effort(time_limit_s=4.0, round_limit=60)
MORNING = timedelta(hours=8)
FAILS_EVERY = 7
"""Every so manieth door does not open."""
LOOKED_AHEAD = 7


def begin_days(database: Database, *, now: datetime) -> None:
    """Today and the next day on which couriers work; what has runs already stays as it is."""
    with database.change.begin() as db:
        on = today(db, now=now)
        morning_at = midnight(on, network_zone(db)) + MORNING
        later = [on + timedelta(days=n) for n in range(1, LOOKED_AHEAD + 1)]
        working = duties(db, days=[on, *later])
    if working[on] and not _has_runs(database, on):
        _plan(database, on, morning_at)
        with database.change.begin() as db:
            publish_day(db, run_ids=[run.id for run in runs_on(db, on=on)], now=morning_at)
            _live_until(db, on, now)
    following = next((day for day in later if working[day]), None)
    if following is not None and not _has_runs(database, following):
        _plan(database, following, now)
        with database.change.begin() as db:
            schedule(db, now=now)


def _has_runs(database: Database, on: date) -> bool:
    with database.look.begin() as db:
        return bool(runs_on(db, on=on))


def _plan(database: Database, on: date, now: datetime) -> None:
    with database.change.begin() as db:
        visit_some(db, on=on, now=now)
    plan_apart(database.change, on=on, now=now, effort=EFFORT)


def _live_until(db: Session, on: date, now: datetime) -> None:
    """What the couriers reported of the day until this moment: most doors opened."""
    accounts = {courier.id: courier.account_id for courier in db.scalars(select(Courier))}
    begun = [(run, list(run.stops)) for run in runs_on(db, on=on) if run.starts_at <= now]
    done = 0
    for run, stops in begun:
        account_id = accounts[run.courier_id]
        if account_id is None:
            continue
        begins = _told(run, EventKind.RUN_STARTED, run.starts_at)
        report(db, begins, account_id=account_id, now=run.starts_at)
        for stop in stops:
            if stop.leaves_at > now:
                break
            done += 1
            opened = done % FAILS_EVERY != 0
            what = _told(
                run, EventKind.OUTCOME, stop.leaves_at, stop_id=stop.id,
                outcome=Outcome.DELIVERED if opened else Outcome.NO_ANSWER,
            )  # fmt: skip
            report(db, what, account_id=account_id, now=stop.leaves_at)


def _told(
    run: Run,
    kind: EventKind,
    at: datetime,
    *,
    stop_id: int | None = None,
    outcome: Outcome | None = None,
) -> Report:
    return Report(
        client_id=f"sample-{run.id}-{kind.value}-{stop_id or 0}", kind=kind, happened_at=at,
        sent_at=at, run_id=run.id if stop_id is None else None, stop_id=stop_id, outcome=outcome,
        proof=Proof.NAME if outcome is Outcome.DELIVERED else Proof.NONE,
    )  # fmt: skip
