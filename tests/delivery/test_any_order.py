"""Forty readers, ten days, everything that can happen: what must always hold holds."""

from collections import Counter
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState
from access.database.opening import Database
from access.errors import AccessError
from access.network.records import Holiday
from access.people.records import Role
from access.requests.closing import withdraw
from access.requests.records import Loan, Request, RequestState
from delivery.crew.records import Absence, Courier
from delivery.errors import DeliveryError
from delivery.homes.records import HomeProfile
from delivery.planning.planning import plan_runs
from delivery.planning.solving import Effort
from delivery.runs.events import report
from delivery.runs.nightly import close_days, courier_away
from delivery.runs.publishing import publish
from delivery.runs.records import Event, EventKind, Run, RunState, Stop, StopState
from delivery.runs.report import Report
from delivery.scheduling.changing import add_visit, not_at_home, pause, resume
from delivery.scheduling.needs import Rules
from delivery.scheduling.scheduling import schedule
from delivery.visits.closing import cancel_visit
from delivery.visits.records import Cancelled, Cause, Handover, Outcome, Visit, VisitState, Way
from tests.access.desk import account
from tests.delivery import town

READERS, DAYS = 40, 10
PLACES = st.integers(0, 10_000)
FEW = Effort(time_limit_s=2.0, round_limit=2)
RULES = Rules(share_percent=90)


class Fortnight(RuleBasedStateMachine):
    """A small network from Monday on; each step is a transaction of its own."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.day = 0
        self.now = town.at(7)
        self.sent: list[Report] = []
        with self.database.change.begin() as db:
            _end_of_the_last_example(db)
            self.staff = account(db, Role.COORDINATOR)
            depot_id = town.depot(db)
            self.point_id = town.point_of(db, depot_id)
            self.couriers = [
                town.courier(db, depot_id, most_stops=6, areas=areas).id
                for areas in ((), ("Алатау",), ("Медеу", "Алатау"))
            ]
            db.merge(Holiday(id=1, holiday_on=town.on(3), names={"ru": "День"}))
            self.readers = [
                town.home(
                    db,
                    n,
                    every_days=(None, 7, 14, 14)[n % 4],
                    district=("Алатау", "Медеу")[n % 2],
                    windows=((), ((600, 780),), ((840, 1020),))[n % 3],
                )
                for n in range(READERS)
            ]
            self.copies = [
                town.ready_copy(db, self.readers[n], self.point_id).copy_id for n in range(0, 20, 2)
            ]

    def _runs(self, db: Session, *states: RunState) -> list[Run]:
        mine = select(Run).where(Run.courier_id.in_(self.couriers), Run.state.in_(states))
        return list(db.scalars(mine.order_by(Run.id)))

    def _open_visits(self, db: Session) -> list[Visit]:
        mine = select(Visit).where(Visit.reader_id.in_(self.readers), Visit.closed_at.is_(None))
        return list(db.scalars(mine.order_by(Visit.id)))

    @rule()
    def the_night(self) -> None:
        """The day ends, the next is scheduled, planned and published."""
        self.day += 1
        self.now = town.at(1, days=self.day)
        with self.database.change.begin() as db:
            close_days(db, now=self.now, rules=RULES)
            schedule(db, now=self.now, rules=RULES)
        with self.database.change.begin() as db:
            plan_runs(db, on=town.on(self.day), now=self.now, effort=FEW)
            for run in self._runs(db, RunState.DRAFT):
                publish(db, run_id=run.id, now=self.now)
        self.now = town.at(9, 30, days=self.day)

    @rule(place=PLACES, copies=st.booleans())
    def something_is_ready(self, place: int, copies: bool) -> None:
        """A book for somebody."""
        with self.database.change.begin() as db:
            reader_id = self.readers[place % READERS]
            if copies:
                request = town.ready_copy(db, reader_id, self.point_id, now=self.now)
                self.copies.append(request.copy_id)
            else:
                town.ready_edition(db, reader_id, now=self.now)

    @rule(place=PLACES)
    def somebody_withdraws(self, place: int) -> None:
        """Also what lies in a bag already."""
        with self.database.change.begin() as db:
            ready = db.scalars(
                select(Request)
                .where(Request.state == RequestState.READY, Request.reader_id.in_(self.readers))
                .order_by(Request.id)
            ).all()
            if ready:
                request = ready[place % len(ready)]
                withdraw(db, request_id=request.id, reader_id=request.reader_id, now=self.now)

    @rule(place=PLACES, outcome=st.sampled_from(Outcome), kind=st.sampled_from(
        [EventKind.OUTCOME, EventKind.OUTCOME, EventKind.ON_WAY, EventKind.AT_DOOR]))  # fmt: skip
    def a_courier_reports(self, place: int, outcome: Outcome, kind: EventKind) -> None:
        """From any stop there ever was, also from those that were taken off."""
        with self.database.change.begin() as db:
            stop_ids = db.scalars(
                select(Stop.id)
                .join(Run)
                .where(Run.courier_id.in_(self.couriers), Run.published_at.is_not(None))
                .order_by(Stop.id.desc())
                .limit(40)
            ).all()
            if stop_ids:
                self._send(
                    db,
                    town.told(
                        kind,
                        self.now,
                        stop_id=stop_ids[place % len(stop_ids)],
                        outcome=outcome if kind is EventKind.OUTCOME else None,
                    ),
                )

    @rule(place=PLACES)
    def a_run_ends(self, place: int) -> None:
        """In the evening, or too early."""
        with self.database.change.begin() as db:
            runs = self._runs(db, RunState.PUBLISHED, RunState.STARTED)
            if runs:
                run = runs[place % len(runs)]
                self._send(db, town.told(EventKind.RUN_FINISHED, self.now, run_id=run.id))

    @rule(place=PLACES)
    def an_event_comes_again(self, place: int) -> None:
        """Nothing changes."""
        if not self.sent:
            return
        with self.database.change.begin() as db:
            before = _picture(db)
            what = self.sent[place % len(self.sent)]
            report(db, what, account_id=self.staff, now=self.now, rules=RULES)
            assert _picture(db) == before

    @rule(place=PLACES, days=st.integers(0, 6))
    def somebody_urgent(self, place: int, days: int) -> None:
        """Asked for by hand; then the day is planned anew."""
        on = town.on(self.day + days)
        self._try(
            lambda db: add_visit(
                db, reader_id=self.readers[place % READERS], on=on, cause=Cause.URGENT,
                by_id=self.staff, now=self.now, rules=RULES,
            )
        )  # fmt: skip
        with self.database.change.begin() as db:
            plan_runs(db, on=town.on(self.day), now=self.now, effort=FEW)

    @rule(place=PLACES)
    def somebody_is_not_at_home(self, place: int) -> None:
        """From any door."""
        with self.database.look.begin() as db:
            visits = [(visit.id, visit.reader_id) for visit in self._open_visits(db)]
        if visits:
            visit_id, reader_id = visits[place % len(visits)]
            self._try(
                lambda db: not_at_home(
                    db, reader_id=reader_id, visit_id=visit_id, by_id=None, now=self.now,
                    rules=RULES,
                )
            )  # fmt: skip

    @rule(place=PLACES, is_back=st.booleans())
    def hospital(self, place: int, is_back: bool) -> None:
        """There, or home again."""
        reader_id = self.readers[place % READERS]
        with self.database.change.begin() as db:
            if is_back:
                resume(db, reader_id=reader_id, by_id=None, now=self.now)
            else:
                pause(db, reader_id=reader_id, from_on=town.on(self.day), until_on=None, by_id=None,
                      now=self.now)  # fmt: skip

    @rule(place=PLACES)
    def a_courier_is_away(self, place: int) -> None:
        """Today."""
        with self.database.change.begin() as db:
            courier_away(
                db, courier_id=self.couriers[place % 3], from_on=town.on(self.day),
                until_on=town.on(self.day), why=Absence.AWAY, now=self.now, rules=RULES,
            )  # fmt: skip

    def _send(self, db: Session, what: Report) -> None:
        report(db, what, account_id=self.staff, now=self.now, rules=RULES)
        self.sent.append(what)
        self.now += timedelta(minutes=3)

    def _try(self, act: object) -> None:
        """Refused, nothing was kept."""
        try:
            with self.database.change.begin() as db:
                act(db)  # type: ignore[operator]
        except (DeliveryError, AccessError):
            pass

    @invariant()
    def what_must_hold_holds(self) -> None:
        """After every step."""
        with self.database.look.begin() as db:
            _check_bags(db)
            _check_days(db, self.readers)
            _check_promises(db)
            _check_copies(db, [copy_id for copy_id in self.copies if copy_id])


def _end_of_the_last_example(db: Session) -> None:
    """Its couriers and readers are gone; the tables are kept."""
    for courier in db.scalars(select(Courier)):
        courier.left_on = town.on(0)
    for run in db.scalars(select(Run).where(Run.closed_at.is_(None))):
        run.state, run.closed_at = RunState.CANCELLED, run.made_at
    for profile in db.scalars(select(HomeProfile)):
        profile.until_on = profile.since_on
    for visit_id in db.scalars(select(Visit.id).where(Visit.closed_at.is_(None))).all():
        cancel_visit(db, visit_id=visit_id, why=Cancelled.LEFT, now=town.MORNING)


def _picture(db: Session) -> tuple[object, ...]:
    db.flush()
    return tuple(
        tuple(map(tuple, db.execute(select(*columns).order_by(columns[0])).all()))
        for columns in (
            (Visit.id, Visit.state, Visit.visit_on),
            (Stop.id, Stop.state, Stop.outcome),
            (Handover.id, Handover.state),
            (Loan.id, Loan.returned_at),
            (Event.id, Event.client_id),
        )
    )


def _check_bags(db: Session) -> None:
    in_bags = Counter(
        db.scalars(
            select(Handover.copy_id).where(
                Handover.closed_at.is_(None), Handover.copy_id.is_not(None)
            )
        )
    )
    assert not [copy_id for copy_id, bags in in_bags.items() if bags > 1], "a copy in two bags"
    lent = set(db.scalars(select(Loan.copy_id).where(Loan.returned_at.is_(None))))
    dropped = set(
        db.scalars(
            select(Handover.copy_id).where(
                Handover.closed_at.is_(None),
                Handover.way == Way.DROP,
                Handover.copy_id.is_not(None),
            )
        )
    )
    assert not lent & dropped, "a copy with a reader and in a bag for another"


def _check_days(db: Session, readers: list[int]) -> None:
    visits = db.scalars(select(Visit).where(Visit.reader_id.in_(readers))).all()
    for visit in visits:
        assert visit.visit_on.weekday() < 5, "a visit on a closed day"
        assert visit.visit_on != town.on(3), "a visit on a holiday"
        if visit.state is VisitState.FAILED:
            assert visit.next_id or visit.no_next, "a failed visit without what comes next"
    still_open = Counter((v.reader_id, v.visit_on) for v in visits if v.closed_at is None)
    assert all(n == 1 for n in still_open.values())
    live = Counter(
        db.scalars(
            select(Stop.visit_id).where(
                Stop.state.in_((StopState.PLANNED, StopState.ON_WAY, StopState.AT_DOOR))
            )
        )
    )
    assert all(n == 1 for n in live.values()), "a visit in two runs"
    routed = {v.id for v in visits if v.state is VisitState.ROUTED}
    assert routed <= live.keys()


def _check_promises(db: Session) -> None:
    for stop in db.scalars(select(Stop).where(Stop.promised_from_at.is_not(None))):
        assert stop.promised_from_at
        assert stop.promised_until_at
        assert stop.promised_from_at <= stop.begins_at <= stop.promised_until_at
    loads = db.execute(
        select(Stop.run_id, func.count()).where(Stop.state != "taken_off").group_by(Stop.run_id)
    )
    assert all(count <= 6 for _, count in loads)


def _check_copies(db: Session, copy_ids: list[int]) -> None:
    """Every copy is somewhere: with one reader, put aside for one, on its shelf or in the car."""
    lent = set(db.scalars(select(Loan.copy_id).where(Loan.returned_at.is_(None))))
    aside = set(
        db.scalars(
            select(Request.copy_id).where(
                Request.state == RequestState.READY, Request.copy_id.is_not(None)
            )
        )
    )
    for copy in db.scalars(select(Copy).where(Copy.id.in_(copy_ids))):
        assert (copy.state is CopyState.ON_LOAN) == (copy.id in lent)
        assert (copy.state is CopyState.RESERVED) == (copy.id in aside)
    db.expunge_all()


def test_what_must_hold_holds_for_ten_days(database: Database) -> None:
    """On each database; every example has its own readers, couriers and books."""

    class Here(Fortnight):
        pass

    Here.database = database
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=5,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_ten_days_pass_and_everybody_is_visited(database: Database) -> None:
    """Ten nights, every stop delivered but each seventh, which fails and is made up for."""

    class Here(Fortnight):
        pass

    Here.database = database
    town_of_ten = Here()
    for _ in range(DAYS):
        town_of_ten.the_night()
        with database.change.begin() as db:
            open_stops = db.scalars(
                select(Stop.id)
                .where(Stop.state == StopState.PLANNED)
                .order_by(Stop.begins_at, Stop.id)
            ).all()
            for n, stop_id in enumerate(open_stops):
                outcome = Outcome.NO_ANSWER if n % 7 == 6 else Outcome.DELIVERED
                town_of_ten._send(
                    db,
                    town.told(EventKind.OUTCOME, town_of_ten.now, stop_id=stop_id, outcome=outcome),
                )
            for run in town_of_ten._runs(db, RunState.STARTED):
                town_of_ten._send(
                    db, town.told(EventKind.RUN_FINISHED, town_of_ten.now, run_id=run.id)
                )
        town_of_ten.what_must_hold_holds()
    with database.look.begin() as db:
        done = Counter(db.scalars(select(Visit.reader_id).where(Visit.state == VisitState.DONE)))
        weekly = [town_of_ten.readers[n] for n in range(1, READERS, 4)]
        assert all(done[reader_id] >= 1 for reader_id in weekly)
        failed = db.scalars(select(Visit).where(Visit.state == VisitState.FAILED)).all()
        assert failed
        assert all(visit.next_id for visit in failed)
        brought = db.scalar(select(func.count(Loan.id))) or 0
        assert brought >= 8
        waiting = set(
            db.scalars(select(Request.reader_id).where(Request.state == RequestState.READY))
        )
        assert brought + len(waiting) == 10
        expects = set(db.scalars(select(Visit.reader_id).where(Visit.closed_at.is_(None))))
        assert waiting <= expects, "a book is ready and nobody will bring it"
