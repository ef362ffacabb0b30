"""Visits to the door of the reader who calls: see them, confirm, move, cancel."""

from collections.abc import Sequence
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from access.catalogue.records import Medium
from api.rest.caller import Caller, ServedId
from api.rest.once import Once, once
from api.rest.pages import After, Limit, Listed, listed
from api.rest.tags import IfMatch, require_match, tagged
from api.web.frame.doors import Db, LookDb, Now
from delivery.lists import coming
from delivery.scheduling.cancelling import cancel as cancel_visit
from delivery.scheduling.changing import not_at_home
from delivery.visits.confirming import confirm as confirm_visit
from delivery.visits.contents import next_bag
from delivery.visits.history import (
    days_offered,
    open_visit_of,
    past_visits,
    promises,
    visit_of,
)
from delivery.visits.records import Cancelled, Outcome, Visit, VisitState, Way

router = APIRouter(prefix="/me/visits", tags=["visits"])
DOOR = "rest"


class Thing(BaseModel):
    """One thing that is brought or taken back."""

    way: Way
    medium: Medium
    title: str
    title_language: str


class Told(BaseModel):
    """A visit. `from_at` and `until_at` are what the reader was told, once a run is published; the
    state "proposed" means that the day may still change."""

    id: int
    visit_on: date
    state: VisitState
    from_at: datetime | None
    until_at: datetime | None
    is_urgent: bool
    confirmed_at: datetime | None
    outcome: Outcome | None
    cancelled: Cancelled | None
    next_id: int | None


class Shown(Told):
    """A visit with what it brings and takes, as things stand now."""

    things: list[Thing]


class Day(BaseModel):
    """A day to which a visit can be moved."""

    visit_on: date


class Move(BaseModel):
    """To which day; without one, to the next that has room and suits the reader."""

    model_config = ConfigDict(extra="forbid")

    to_on: date | None = Field(default=None, description="One of `/me/visits/{id}/days`.")


@router.get("")
def show_coming(request: Request, db: LookDb, reader_id: ServedId) -> Listed[Told]:
    """The visits that the reader can expect, the next first."""
    return listed(request, _told(db, coming(db, reader_id=reader_id)), None)


@router.get("/past")
def show_past(
    request: Request, db: LookDb, reader_id: ServedId, limit: Limit = 50, before: After = None
) -> Listed[Told]:
    """What became of earlier visits, the latest first."""
    past = past_visits(db, reader_id=reader_id, before_id=before, limit=limit)
    after = past[-1].id if len(past) == limit else None
    return listed(request, _told(db, past), after, name="before")


@router.get("/{visit_id}", response_model=Shown)
def show(request: Request, db: LookDb, reader_id: ServedId, visit_id: int) -> Response:
    """One visit, with what it brings and takes while it is still to come."""
    return tagged(request, _shown(db, visit_of(db, reader_id=reader_id, visit_id=visit_id)))


@router.get("/{visit_id}/days")
def show_days(
    request: Request, db: LookDb, now: Now, reader_id: ServedId, visit_id: int
) -> Listed[Day]:
    """The days of the next three weeks to which it can be moved."""
    visit = open_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    days = [Day(visit_on=on) for on in days_offered(db, visit=visit, now=now)]
    return listed(request, days, None)


@router.post("/{visit_id}/confirm", response_model=Shown)
def confirm(db: Db, now: Now, call: Once, reader_id: ServedId, visit_id: int) -> Response:
    """The reader will be at home. Twice changes nothing; moving the visit takes it back."""

    def do() -> Shown:
        return _shown(
            db,
            confirm_visit(
                db, reader_id=reader_id, visit_id=visit_id, door=DOOR, now=now,
                by_id=call.caller.account_id,
            ),
        )  # fmt: skip

    return once(db, call, None, do, now=now, status=HTTPStatus.OK)


@router.post("/{visit_id}/move", response_model=Shown)
def move(
    db: Db, now: Now, call: Once, reader_id: ServedId, visit_id: int, wish: Move,
    if_match: IfMatch = None,
) -> Response:  # fmt: skip
    """Not on that day: another one. With If-Match nothing that changed meanwhile is moved."""

    def do() -> Shown:
        visit = visit_of(db, reader_id=reader_id, visit_id=visit_id)
        require_match(if_match, _shown(db, visit))
        moved = not_at_home(
            db, reader_id=reader_id, visit_id=visit_id, to_on=wish.to_on, door=DOOR, now=now,
            by_id=call.caller.account_id,
        )  # fmt: skip
        return _shown(db, moved)

    return once(db, call, wish, do, now=now, status=HTTPStatus.OK)


@router.delete("/{visit_id}", response_model=Shown)
def cancel(
    request: Request, db: Db, now: Now, caller: Caller, reader_id: ServedId, visit_id: int,
    if_match: IfMatch = None,
) -> Response:  # fmt: skip
    """Nobody comes on that day. Twice changes nothing."""
    if if_match is not None:
        require_match(if_match, _shown(db, visit_of(db, reader_id=reader_id, visit_id=visit_id)))
    gone = cancel_visit(
        db, reader_id=reader_id, visit_id=visit_id, why=Cancelled.BY_READER, door=DOOR, now=now,
        by_id=caller.account_id,
    )  # fmt: skip
    return tagged(request, _shown(db, gone))


def _told(db: Db, visits: Sequence[Visit]) -> list[Told]:
    hours = promises(db, visits)
    return [Told(**_facts(one, hours.get(one.id))) for one in visits]


def _shown(db: Db, visit: Visit) -> Shown:
    bag = next_bag(db, visit) if visit.closed_at is None else None
    things = [
        Thing(way=one.way, medium=one.medium, title=one.name, title_language=one.language)
        for one in (bag.things if bag else ())
    ]
    return Shown(**_facts(visit, promises(db, [visit]).get(visit.id)), things=things)


def _facts(visit: Visit, told: tuple[datetime, datetime] | None) -> dict[str, Any]:
    names = [name for name in Told.model_fields if name not in ("from_at", "until_at")]
    facts: dict[str, Any] = {name: getattr(visit, name) for name in names}
    return facts | {"from_at": told[0] if told else None, "until_at": told[1] if told else None}
