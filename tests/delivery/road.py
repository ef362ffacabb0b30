"""A Tuesday on the road, for the tests of what couriers report."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy
from delivery.crew.records import Courier
from delivery.planning.planning import plan_runs
from delivery.runs.events import report
from delivery.runs.publishing import publish
from delivery.runs.records import Event, EventKind, Run, Stop
from delivery.runs.report import Report
from delivery.scheduling.changing import add_visit
from delivery.visits.records import (
    Cause,
    Outcome,
)
from tests.delivery import town
from tests.delivery.town import told


class Day:
    """One courier, Tuesday, `doors` visits; the run is published."""

    def __init__(self, db: Session, doors: int = 2, *, copies: bool = True) -> None:
        self.db = db
        self.depot_id = town.depot(db)
        self.point_id = town.point_of(db, self.depot_id)
        self.courier: Courier = town.courier(db, self.depot_id)
        self.readers = [town.home(db, n) for n in range(doors)]
        self.requests = [town.ready_copy(db, r, self.point_id) for r in self.readers if copies]
        self.visits = [
            add_visit(db, reader_id=r, on=town.on(1), cause=Cause.BY_HAND, by_id=None,
                      now=town.MORNING)
            for r in self.readers
        ]  # fmt: skip
        plan_runs(db, on=town.on(1), now=town.MORNING, effort=town.QUICK)
        self.run = db.scalars(select(Run)).one()
        publish(db, run_id=self.run.id, now=town.at(16))

    @property
    def account_id(self) -> int:
        """With which the courier signs in."""
        assert self.courier.account_id is not None
        return self.courier.account_id

    def stop(self, n: int) -> Stop:
        """The last stop of the n-th visit."""
        return self.db.scalars(
            select(Stop)
            .where(Stop.visit_id == self.visits[n].id)
            .order_by(Stop.id.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        ).one()

    def tell(self, what: Report, *, now: datetime | None = None) -> Event:
        """The courier's device sends it."""
        return report(self.db, what, account_id=self.account_id, now=now or what.sent_at)

    def outcome(self, n: int, outcome: Outcome, hour: int = 11, **more: object) -> Event:
        """How it went at the n-th door."""
        when = town.at(hour, days=1)
        more.setdefault("stop_id", self.stop(n).id)
        return self.tell(told(EventKind.OUTCOME, when, outcome=outcome, **more))  # type: ignore[arg-type]

    def copy(self, n: int) -> Copy:
        """The book of the n-th reader."""
        return self.db.get_one(Copy, self.requests[n].copy_id, populate_existing=True)
