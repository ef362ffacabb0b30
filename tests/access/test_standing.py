"""Where a request stands: its state, its place in the line, its page."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.production.manner import STANDARD
from access.production.records import (
    Production,
    ProductionState,
)
from access.production.wanting import want
from access.requests.closing import withdraw
from access.requests.errors import (
    ImpossibleMove,
    RequestNotFound,
)
from access.requests.lists import (
    Filters,
    closed_requests,
    counts,
    open_requests,
    request_of,
    requests_for_staff,
)
from access.requests.place import expected, measured_pace, place_in_queue
from access.requests.records import Refusal, Request, RequestState
from access.requests.states import MOVES, move
from tests.access import desk
from tests.access.wishes import AUDIO, HOUR, NOON, asked, production_of


@pytest.mark.parametrize("was", list(RequestState))
@pytest.mark.parametrize("to", list(RequestState))
def test_only_the_moves_of_the_table_are_possible(was: RequestState, to: RequestState) -> None:
    request = Request(id=1, state=was)
    if to in MOVES[was]:
        move(request, to, now=NOON)
        assert request.state is to
        assert (request.closed_at is None) == bool(MOVES[to])
    else:
        with pytest.raises(ImpossibleMove):
            move(request, to, now=NOON)
        assert request.state is was


@pytest.mark.parametrize(
    "changes",
    [
        {"state": RequestState.FULFILLED},
        {"closed_at": NOON},
        {"state": RequestState.READY},
        {"state": RequestState.REFUSED, "closed_at": NOON},
        {"refusal": Refusal.DOUBLE},
    ],
)
def test_the_database_refuses_impossible_states(db: Session, changes: dict[str, object]) -> None:
    request = asked(db, desk.reader(db), desk.title(db))
    for name, value in changes.items():
        setattr(request, name, value)
    with pytest.raises(IntegrityError):
        db.flush()


def test_the_place_in_the_line_is_fair_between_readers(db: Session) -> None:
    """Three titles of one reader do not keep another waiting who asks an hour later."""
    eager, modest = desk.reader(db), desk.reader(db)
    many = [asked(db, eager, desk.title(db)) for _ in range(3)]
    one = asked(db, modest, desk.title(db), now=NOON + HOUR)
    assert [place_in_queue(db, each) for each in (*many, one)] == [1, 3, 4, 2]
    production_of(db, many[0]).state = ProductionState.RUNNING
    db.flush()
    assert [place_in_queue(db, each) for each in (*many, one)] == [0, 2, 3, 1]


def test_what_can_be_expected_is_a_range_and_unknown_at_first(db: Session) -> None:
    reader_id = desk.reader(db)
    request = asked(db, reader_id, desk.title(db))
    assert measured_pace(db, now=NOON, at_once=1) is None
    assert expected(db, request, now=NOON, pace=None) is None
    for minutes in range(10, 70, 10):
        production = want(
            db, title_id=desk.title(db), manner=STANDARD, forms=["brf"], priority=1, now=NOON
        )
        assert isinstance(production, Production)
        production.state, production.started_at = ProductionState.DONE, NOON
        production.finished_at = NOON + timedelta(minutes=minutes)
    db.flush()
    pace = measured_pace(db, now=NOON + HOUR, at_once=1)
    assert pace is not None
    first = expected(db, request, now=NOON, pace=pace)
    behind = expected(db, asked(db, desk.reader(db), desk.title(db)), now=NOON, pace=pace)
    assert first is not None and behind is not None  # noqa: PT018
    assert NOON < first.earliest_at < first.latest_at
    assert behind.latest_at > first.latest_at
    production_of(db, request).state = ProductionState.PARKED
    assert expected(db, request, now=NOON, pace=pace) is None


def test_pages_of_requests_miss_none_and_repeat_none(db: Session) -> None:
    reader_id = desk.reader(db)
    requests = [asked(db, reader_id, desk.title(db)) for _ in range(7)]
    seen, after = [], None
    while True:
        page = requests_for_staff(db, Filters(reader_id=reader_id), after=after, limit=3)
        seen += [request.id for request in page.requests]
        after = page.next_after
        if after is None:
            break
    assert seen == [request.id for request in requests]
    assert counts(db)[RequestState.WAITING] == 7
    assert [each.request.id for each in open_requests(db, reader_id=reader_id, now=NOON)] == seen
    withdraw(db, request_id=seen[0], reader_id=reader_id, now=NOON)
    assert [each.id for each in closed_requests(db, reader_id=reader_id).requests] == seen[:1]
    only = Filters(states=frozenset({RequestState.WITHDRAWN}), kinds=frozenset({AUDIO}))
    assert [each.id for each in requests_for_staff(db, only).requests] == seen[:1]
    assert request_of(db, request_id=seen[0], reader_id=reader_id).title.name == "Абай жолы"
    with pytest.raises(RequestNotFound):
        request_of(db, request_id=seen[0], reader_id=reader_id + 1)
