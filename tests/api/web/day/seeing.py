"""What the tests of the desk read off a page and off the day behind it."""

import re

from lxml import html
from sqlalchemy import select

from access.database.opening import Database
from access.people.records import Role
from delivery.planning.placing import orders_on
from delivery.runs.events import report
from delivery.runs.publishing import publish_day
from delivery.runs.records import EventKind, Run, Stop
from delivery.visits.records import Outcome
from tests.access import desk as people
from tests.api.web.day.conftest import TODAY, Town
from tests.delivery import town


def main_text(answer: object) -> str:
    page = html.fromstring(answer.text)  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", page.xpath("string(//main)"))


def orders(desk: Database) -> dict[int, list[int]]:
    with desk.look.begin() as db:
        return orders_on(db, on=TODAY)


def stop_of(desk: Database, visit_id: int) -> Stop:
    with desk.look.begin() as db:
        stop = db.scalars(
            select(Stop).where(Stop.visit_id == visit_id).order_by(Stop.id.desc())
        ).first()
        assert stop is not None
        db.expunge(stop)
        return stop


def fail(
    desk: Database, planned: Town, outcome: Outcome = Outcome.NO_ANSWER, words: str | None = None
) -> int:
    """The runs are published, and the first door of the first run did not open; its visit."""
    with desk.change.begin() as db:
        runs = db.scalars(select(Run).order_by(Run.id)).all()
        publish_day(db, run_ids=[run.id for run in runs], now=town.MORNING)
        stop = town.stops(db, runs[0])[0]
        account_id = people.account(db, Role.COORDINATOR)
        assert planned.visits
        what = town.told(
            EventKind.OUTCOME, town.at(10), stop_id=stop.id, outcome=outcome, words=words
        )
        report(db, what, account_id=account_id, now=town.at(10))
        return stop.visit_id
