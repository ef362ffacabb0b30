"""Whatever happens to requests in whatever order, what must always hold holds."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium
from access.database.opening import Database
from access.errors import AccessError
from access.notices.records import Notice
from access.people.records import Purpose, Role
from access.production.records import Production, ProductionState
from access.requests.asking import ask
from access.requests.closing import fulfil, refuse, withdraw
from access.requests.copies import copy_gone, returned
from access.requests.fulfilling import (
    edition_published,
    production_given_up,
    production_parked,
    production_resumed,
)
from access.requests.limits import Limits
from access.requests.records import Had, Refusal, Request, RequestKind, RequestState
from access.requests.series import follow, new_in_series
from access.requests.states import OPEN
from tests.access import desk

READERS, TITLES, COPIES = 4, 5, 3
PLACES = st.integers(0, 10_000)
Thing = TypeVar("Thing")
LIMITS = Limits(open_per_reader=6, per_day=1000)


class Desk(RuleBasedStateMachine):
    """A day at the desk of a very small network; each step is a transaction of its own."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.now = desk.NOON
        with self.database.change.begin() as db:
            self.staff = desk.account(db, Role.COORDINATOR)
            point_id = desk.point(db, f"p{self.staff}")
            series_id = desk.series(db, f"s{self.staff}")
            self.series_id = series_id
            self.readers = [
                desk.reader(db, agreed=(Purpose.HISTORY,) if place % 2 else ())
                for place in range(READERS)
            ]
            self.titles = [
                desk.title(db, series_id=series_id, number=str(place + 1))
                for place in range(TITLES)
            ]
            for place in range(COPIES):
                desk.copy(db, self.titles[place % 2], point_id, Medium.BRAILLE)

    def teardown(self) -> None:
        """Leave the next example no work of this one."""
        with self.database.change.begin() as db:
            for production in db.scalars(select(Production)):
                if production.state is not ProductionState.DONE:
                    production.state = ProductionState.CANCELLED

    def _later(self) -> datetime:
        self.now += timedelta(minutes=7)
        return self.now

    def _requests(self, db: Session, *states: RequestState) -> Sequence[Request]:
        mine = select(Request).where(Request.title_id.in_(self.titles))
        return db.scalars(mine.where(Request.state.in_(states)).order_by(Request.id)).all()

    def _productions(self, db: Session, *states: ProductionState) -> Sequence[Production]:
        mine = select(Production).where(Production.title_id.in_(self.titles))
        return db.scalars(mine.where(Production.state.in_(states)).order_by(Production.id)).all()

    @rule(reader=PLACES, title=PLACES, kind=st.sampled_from(RequestKind), again=st.booleans())
    def somebody_asks(self, reader: int, title: int, kind: RequestKind, again: bool) -> None:
        """Asked twice, it is one request; refused, nothing was kept."""
        reader_id = self.readers[reader % READERS]
        title_id = self.titles[title % TITLES]

        def asked(db: Session) -> int:
            return ask(
                db,
                reader_id=reader_id,
                title_id=title_id,
                kind=kind,
                door="web",
                now=self.now,
                limits=LIMITS,
                again=again,
            ).id

        self._later()
        with self.database.change.begin() as db:
            before = db.scalar(select(func.count(Request.id)))
            try:
                assert asked(db) == asked(db)
            except AccessError:
                assert db.scalar(select(func.count(Request.id))) == before

    @rule(place=PLACES)
    def somebody_withdraws(self, place: int) -> None:
        """Twice is as once."""
        with self.database.change.begin() as db:
            request = _one(self._requests(db, *OPEN), place)
            if request is not None:
                for _ in range(2):
                    withdraw(
                        db,
                        request_id=request.id,
                        reader_id=request.reader_id,
                        now=self._later(),
                    )

    @rule(place=PLACES)
    def somebody_is_refused(self, place: int) -> None:
        """By a coordinator."""
        with self.database.change.begin() as db:
            request = _one(self._requests(db, *OPEN), place)
            if request is not None:
                reason = Refusal.NOT_ALLOWED
                now = self._later()
                refuse(db, request_id=request.id, by_id=self.staff, reason=reason, now=now)

    @rule(place=PLACES)
    def somebody_gets_what_is_ready(self, place: int) -> None:
        """At the desk, or by opening the edition."""
        with self.database.change.begin() as db:
            request = _one(self._requests(db, RequestState.READY), place)
            if request is not None:
                fulfil(
                    db,
                    request_id=request.id,
                    reader_id=request.reader_id,
                    now=self._later(),
                    limits=LIMITS,
                )

    @rule(place=PLACES)
    def an_edition_is_published(self, place: int) -> None:
        """Told twice, it is published once."""
        with self.database.change.begin() as db:
            production = _one(self._productions(db, ProductionState.WAITING), place)
            if production is not None:
                edition_id = desk.done(db, production)
                for _ in range(2):
                    edition_published(db, edition_id=edition_id, now=self._later())

    @rule(place=PLACES)
    def a_production_is_parked(self, place: int) -> None:
        """Its readers are told."""
        with self.database.change.begin() as db:
            production = _one(self._productions(db, ProductionState.WAITING), place)
            if production is not None:
                production.state = ProductionState.PARKED
                production_parked(db, production_id=production.id, now=self._later())

    @rule(place=PLACES, gives_up=st.booleans())
    def a_producer_decides(self, place: int, gives_up: bool) -> None:
        """It goes on, or it cannot be made."""
        with self.database.change.begin() as db:
            production = _one(self._productions(db, ProductionState.PARKED), place)
            if production is None:
                return
            now = self._later()
            if gives_up:
                production.state = ProductionState.CANCELLED
                number = production.id
                production_given_up(db, production_id=number, by_id=self.staff, now=now)
            else:
                production.state = ProductionState.WAITING
                production_resumed(db, production_id=production.id, now=now)

    @rule(place=PLACES, is_lost=st.booleans())
    def a_copy_comes_back_or_is_lost(self, place: int, is_lost: bool) -> None:
        """To the next in line."""
        with self.database.change.begin() as db:
            lent = select(Copy).where(Copy.title_id.in_(self.titles)).order_by(Copy.id)
            copy = _one(db.scalars(lent).all(), place)
            assert copy is not None
            act = copy_gone if is_lost else returned
            act(db, copy_id=copy.id, now=self._later())

    @rule(reader=PLACES, kind=st.sampled_from([RequestKind.AUDIO, RequestKind.COPY]))
    def somebody_follows_the_series(self, reader: int, kind: RequestKind) -> None:
        """By editions or by copies."""
        with self.database.change.begin() as db:
            follow(
                db,
                reader_id=self.readers[reader % READERS],
                series_id=self.series_id,
                kind=kind,
                now=self._later(),
                limits=LIMITS,
            )

    @rule()
    def the_night_goes_over_the_series(self) -> None:
        """What could not be asked by itself before is tried again."""
        with self.database.change.begin() as db:
            new_in_series(db, self.titles, now=self._later(), limits=LIMITS)

    @invariant()
    def what_must_hold_holds(self) -> None:
        """After every step."""
        with self.database.look.begin() as db:
            requests = self._requests(db, *RequestState)
            copies = {copy.id: copy for copy in db.scalars(select(Copy))}
            productions = {each.id: each for each in db.scalars(select(Production))}
            had = set(db.scalars(select(Had.reader_id)))
            notices = db.scalars(
                select(Notice.once_key).where(Notice.reader_id.in_(self.readers))
            ).all()
            _check_requests(requests, copies, productions)
            free = {
                (copy.title_id, copy.medium.value)
                for copy in copies.values()
                if copy.state is CopyState.ON_SHELF
            }
            in_line = {(r.title_id, r.form) for r in requests if r.state is RequestState.WAITING}
            assert not free & in_line, "somebody waits for a copy that stands on its shelf"
            assert not had & set(self.readers[::2]), "a history of somebody who did not agree"
            assert len(notices) == len(set(notices))


def _check_requests(
    requests: Sequence[Request], copies: dict[int, Copy], productions: dict[int, Production]
) -> None:
    open_ones = [request for request in requests if request.closed_at is None]
    wishes = [(request.reader_id, request.title_id, request.kind) for request in open_ones]
    assert len(wishes) == len(set(wishes))
    kept = [request.copy_id for request in open_ones if request.copy_id is not None]
    assert len(kept) == len(set(kept))
    reserved = {each.id for each in copies.values() if each.state is CopyState.RESERVED}
    assert set(kept) <= reserved
    live = (ProductionState.WAITING, ProductionState.RUNNING)
    for request in requests:
        assert (request.closed_at is None) == (request.state in OPEN)
        assert (request.refusal is not None) == (request.state is RequestState.REFUSED)
        production = productions.get(request.production_id or 0)
        if request.state is RequestState.READY:
            assert request.copy_id is not None or request.edition_id is not None
        if request.state is RequestState.WAITING and production is not None:
            assert production.state in live
        if request.state is RequestState.DELAYED:
            assert production is not None
            assert production.state is ProductionState.PARKED


def _one(things: Sequence[Thing], place: int) -> Thing | None:
    return things[place % len(things)] if things else None


def test_what_must_hold_holds_whatever_happens(database: Database) -> None:
    """On each database; the examples share it and have their own readers and titles."""

    class Here(Desk):
        pass

    Here.database = database
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
