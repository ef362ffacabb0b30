"""What the reader asked for: ask, see where it is, withdraw."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from access.production.manner import Manner
from access.requests import asking, closing, lists
from access.requests.limits import STANDARD_LIMITS
from access.requests.place import measured_pace
from access.requests.records import Request as Wish
from access.requests.records import RequestKind, RequestState
from api.rest.caller import Caller, ServedId
from api.rest.once import Once, once
from api.rest.pages import After, Limit, Listed, listed
from api.rest.tags import tagged
from api.web.frame.doors import Db, LookDb, Now, OpenDoors

router = APIRouter(prefix="/requests", tags=["requests"])
DOOR = "api"


class Wished(BaseModel):
    """A title that the reader wants to have. Without a form it is the dearest of the profile."""

    model_config = ConfigDict(extra="forbid")

    title_id: int
    kind: RequestKind = RequestKind.AUDIO
    form: Annotated[str, Field(max_length=16)] | None = None
    voices: dict[str, str] | None = None
    service_point_id: int | None = None
    again: bool = False


class Told(BaseModel):
    """A request. `place` is that in the line, 1 is next; the hours are an honest range."""

    id: int
    title_id: int
    title: str
    title_language: str
    kind: RequestKind
    form: str | None
    state: RequestState
    asked_at: datetime
    ready_at: datetime | None
    closed_at: datetime | None
    edition_id: int | None
    sections_done: int | None
    sections_total: int | None
    place: int | None = None
    expected_earliest_at: datetime | None = None
    expected_latest_at: datetime | None = None


@router.get("")
def show_open(
    request: Request, db: LookDb, now: Now, doors: OpenDoors, reader_id: ServedId
) -> Listed[Told]:
    """What the reader waits for or can have now; ready ones first."""
    pace = measured_pace(db, now=now, at_once=doors.workers_now(db, now))
    standing = lists.open_requests(db, reader_id=reader_id, now=now, pace=pace)
    return listed(request, [_standing(one) for one in standing], None)


@router.get("/closed")
def show_closed(
    request: Request, db: LookDb, reader_id: ServedId, limit: Limit = 50, before: After = None
) -> Listed[Told]:
    """What became of earlier requests, the newest first."""
    page = lists.closed_requests(db, reader_id=reader_id, before=before, limit=limit)
    return listed(request, [_told(one) for one in page.requests], page.next_after, name="before")


@router.post("", response_model=Told, status_code=HTTPStatus.CREATED)
def ask(db: Db, now: Now, call: Once, reader_id: ServedId, wished: Wished) -> Response:
    """Ask for a title. Asking again answers the open request: nothing is made or fetched twice."""

    def do() -> Told:
        made = asking.ask(
            db, reader_id=reader_id, title_id=wished.title_id, kind=wished.kind, form=wished.form,
            manner=None if wished.voices is None else Manner(voices=wished.voices), door=DOOR,
            by_id=call.caller.account_id, service_point_id=wished.service_point_id, now=now,
            limits=STANDARD_LIMITS, again=wished.again,
        )  # fmt: skip
        return _told(lists.request_of(db, request_id=made.id, reader_id=reader_id))

    return once(db, call, wished, do, now=now)


@router.get("/{request_id}", response_model=Told)
def show(request: Request, db: LookDb, reader_id: ServedId, request_id: int) -> Response:
    """One request."""
    return tagged(request, _told(lists.request_of(db, request_id=request_id, reader_id=reader_id)))


@router.delete("/{request_id}", response_model=Told)
def withdraw(
    request: Request, db: Db, now: Now, caller: Caller, reader_id: ServedId, request_id: int
) -> Response:
    """The reader does not want it any more. Twice changes nothing."""
    closing.withdraw(
        db, request_id=request_id, reader_id=reader_id, by_id=caller.account_id, now=now
    )
    db.flush()
    return tagged(request, _told(lists.request_of(db, request_id=request_id, reader_id=reader_id)))


def _told(wish: Wish) -> Told:
    making = wish.production
    return Told(
        id=wish.id, title_id=wish.title_id, title=wish.title.name,
        title_language=wish.title.language, kind=wish.kind, form=wish.form, state=wish.state,
        asked_at=wish.asked_at, ready_at=wish.ready_at, closed_at=wish.closed_at,
        edition_id=wish.edition_id, sections_done=making.sections_done if making else None,
        sections_total=making.sections_total if making else None,
    )  # fmt: skip


def _standing(standing: lists.Standing) -> Told:
    told = _told(standing.request)
    told.place = standing.place
    if standing.expected:
        told.expected_earliest_at = standing.expected.earliest_at
        told.expected_latest_at = standing.expected.latest_at
    return told
