"""Runs as a calendar to subscribe to: secret addresses are given and taken here, and answered."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.network.zone import today
from access.people.locks import A_PLACE, failed, tried, waits_until
from access.people.person import Person
from access.people.records import Role
from api.web.bags.ics import days_file, runs_file
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.signing import place_of
from api.web.frame.visitor import Coordinator, staff
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, Number
from api.words.catalogues import mark
from delivery.calendars.events import days_in_calendar, runs_in_calendar
from delivery.calendars.keys import (
    Subscriber,
    courier_of_account,
    give_key,
    key_of_account,
    keys_of_couriers,
    subscriber,
    take_key,
)
from delivery.crew.hiring import crew
from delivery.errors import CalendarTooOften, NoCalendar

router = APIRouter()
CourierHere = Annotated[Person, Depends(staff(Role.COURIER))]
Key = Annotated[str, Path(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
CALENDAR = "text/calendar; charset=utf-8"
KEPT = {"Cache-Control": "private, max-age=900", "X-Content-Type-Options": "nosniff"}
DONE = {"taken": mark("The address is taken away. It opens nothing any more.")}


@router.get("/staff/calendars")
def show_calendars(
    request: Request, db: LookDb, now: Now, _person: Coordinator, account_id: AccountId
) -> Response:
    """Who has an address, one's own first."""
    return _page(request, db, now, account_id)


@router.post("/staff/calendars/days/give")
def give_own(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId
) -> Response:
    """An address for the delivery days; it stands on the page that answers, and nowhere else."""
    key = give_key(db, account_id=account_id, now=now)
    return _page(request, db, now, account_id, made=_address(request, key))


@router.post("/staff/calendars/days/take")
def take_own(db: Db, _person: Coordinator, account_id: AccountId) -> Response:
    """It opens nothing any more."""
    take_key(db, account_id=account_id)
    return go_to("/staff/calendars?done=taken")


@router.post("/staff/calendars/couriers/{courier_id}/give")
def give_courier(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    courier_id: Number,
) -> Response:  # fmt: skip
    """An address for a courier who does not sign in, to be sent to them."""
    key = give_key(db, courier_id=courier_id, now=now)
    return _page(request, db, now, account_id, made=_address(request, key))


@router.post("/staff/calendars/couriers/{courier_id}/take")
def take_courier(db: Db, _person: Coordinator, courier_id: Number) -> Response:
    """It opens nothing any more."""
    take_key(db, courier_id=courier_id)
    return go_to("/staff/calendars?done=taken")


@router.get("/staff/calendars/my-runs")
def show_my_calendar(
    request: Request, db: LookDb, _person: CourierHere, account_id: AccountId
) -> Response:
    """A courier's own calendar."""
    return _my_page(request, db, account_id)


@router.post("/staff/calendars/my-runs/give")
def give_mine(
    request: Request, db: Db, now: Now, _person: CourierHere, account_id: AccountId
) -> Response:
    """A new address for a courier's own runs; an older one opens nothing any more."""
    courier = courier_of_account(db, account_id=account_id)
    key = give_key(db, courier_id=courier.id, now=now)
    return _my_page(request, db, account_id, made=_address(request, key))


@router.post("/staff/calendars/my-runs/take")
def take_mine(db: Db, _person: CourierHere, account_id: AccountId) -> Response:
    """It opens nothing any more."""
    take_key(db, courier_id=courier_of_account(db, account_id=account_id).id)
    return go_to("/staff/calendars/my-runs?done=taken")


@router.get("/calendar/{key}.ics")
def fetch_calendar(request: Request, db: Db, now: Now, key: Key) -> Response:
    """The calendar behind a secret address, for programs: who guesses addresses is made to wait."""
    place = [tried("calendar", place_of(request), A_PLACE)]
    if until_at := waits_until(db, place, now=now):
        return _later((until_at - now).total_seconds())
    try:
        who = subscriber(db, key=key, now=now)
    except NoCalendar:
        failed(db, place, now=now)
        return Response(status_code=HTTPStatus.NOT_FOUND, headers=KEPT)
    except CalendarTooOften as error:
        return _later((error.until_at - now).total_seconds())
    return Response(_file(request, db, who, now), media_type=CALENDAR, headers=KEPT)


def _file(request: Request, db: Session, who: Subscriber, now: Now) -> bytes:
    language, host, on = language_of(request), request.url.hostname or "dauys", today(db, now=now)
    if who.courier_id is None:
        return days_file(days_in_calendar(db, on=on), host=host, language=language, now=now)
    events = runs_in_calendar(db, courier_id=who.courier_id, on=on)
    return runs_file(events, name=who.name, host=host, language=language)


def _later(wait_s: float) -> Response:
    headers = {**KEPT, "Retry-After": str(max(1, round(wait_s)))}
    return Response(status_code=HTTPStatus.TOO_MANY_REQUESTS, headers=headers)


def _address(request: Request, key: str) -> str:
    """The whole address, in the language in which it was asked for."""
    return f"{request.base_url}calendar/{key}.ics?lang={language_of(request)}"


def _page(request: Request, db: Session, now: Now, account_id: int, *, made: str = "") -> Response:
    return page(
        request, "bags/calendars.html", made=made, done=done_said(request, DONE),
        own=key_of_account(db, account_id=account_id), given=keys_of_couriers(db),
        couriers=crew(db, on=today(db, now=now)),
    )  # fmt: skip


def _my_page(request: Request, db: Session, account_id: int, *, made: str = "") -> Response:
    courier = courier_of_account(db, account_id=account_id)
    return page(
        request, "bags/my_calendar.html", made=made, done=done_said(request, DONE),
        given=keys_of_couriers(db).get(courier.id),
    )  # fmt: skip
