"""Takes in what a courier's telephone kept while it had no network: each event by itself, once."""

import logging
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool

from access.errors import AccessError
from access.people.records import Role
from api.answers.table import answer_to
from api.web.courier.data import may_report, said
from api.web.frame.doors import Doors, OpenDoors
from api.web.frame.pages import language_of
from api.web.frame.visitor import Visitor, visitor_of
from delivery.errors import BadEvent, DeliveryError
from delivery.runs.events import kept_before, report
from delivery.runs.records import EventKind, Proof
from delivery.runs.report import (
    LONGEST_CODE,
    LONGEST_PIN,
    LONGEST_WORDS,
    MOST_THINGS,
    Report,
)
from delivery.visits.records import Outcome

LOG = logging.getLogger(__name__)
router = APIRouter()

MOST_EVENTS = 50
MOST_BYTES = 128_000
"""More than MOST_EVENTS of the longest events that a telephone makes need about 100,000."""
BIGGEST = 2**31 - 1
LINE = r"^[^\x00-\x1f\x7f]*$"
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))
]
"""A telephone whose battery was empty may believe that it is 1970."""
Code = Annotated[str, Field(max_length=LONGEST_CODE, pattern=LINE)]


class SentEvent(BaseModel):
    """One event as a telephone sends it; what it may not say is refused."""

    model_config = ConfigDict(extra="forbid")

    client_id: str = Field(min_length=8, max_length=64)
    kind: EventKind
    happened_at: Moment
    sent_at: Moment
    run_id: int | None = Field(default=None, ge=1, le=BIGGEST)
    stop_id: int | None = Field(default=None, ge=1, le=BIGGEST)
    bag_code: Code | None = None
    code: Code | None = None
    outcome: Outcome | None = None
    given: tuple[int, ...] | None = Field(default=None, max_length=MOST_THINGS)
    taken: tuple[int, ...] | None = Field(default=None, max_length=MOST_THINGS)
    found: tuple[Code, ...] = Field(default=(), max_length=MOST_THINGS)
    another_on: date | None = None
    proof: Proof = Proof.NONE
    pin: str | None = Field(default=None, max_length=LONGEST_PIN, pattern=LINE)
    words: str | None = Field(default=None, max_length=LONGEST_WORDS, pattern=LINE)

    def report(self) -> Report:
        """As delivery takes it. Raises BadEvent."""
        return Report(**dict(self))


class SentEvents(BaseModel):
    """Several events, oldest first, of the account that was signed in when they happened."""

    model_config = ConfigDict(extra="forbid")

    account_id: int = Field(ge=1, le=BIGGEST)
    events: list[dict[str, Any]] = Field(min_length=1, max_length=MOST_EVENTS)


@router.post("/run/events")
async def take_events(request: Request, doors: OpenDoors) -> JSONResponse:
    """Keep each event of a batch, in its order, each in a transaction of its own.

    The answer has one entry an event: its `client_id` and `state`: "kept", "known" (it was kept
    before), "late" (kept, but a later state was known already), "refused" (nothing was kept; the
    telephone drops it and shows the sentence) or "again" (a fault of ours: the telephone keeps it).
    """
    if not may_report(request):
        return said({"code": "not_json"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    body = await request.body()
    return await run_in_threadpool(_taken, request, doors, body)


def _taken(request: Request, doors: Doors, body: bytes) -> JSONResponse:
    visitor: Visitor = visitor_of(request, doors)
    if visitor.person is None:
        return said({"code": "sign_in_needed"}, HTTPStatus.UNAUTHORIZED)
    if visitor.person.account_id is None or not visitor.may_as(Role.COURIER):
        return said({"code": "no_courier"}, HTTPStatus.FORBIDDEN)
    try:
        sent = SentEvents.model_validate_json(body)
    except ValidationError:
        return said({"code": "unreadable"}, HTTPStatus.UNPROCESSABLE_ENTITY)
    if sent.account_id != visitor.person.account_id:
        return said({"code": "other_courier"}, HTTPStatus.CONFLICT)
    language = language_of(request)
    answers = [_one(doors, one, sent.account_id, language) for one in sent.events]
    return said({"received_at": doors.clock().isoformat(), "answers": answers})


def _one(doors: Doors, one: dict[str, Any], account_id: int, language: str) -> dict[str, Any]:
    """What became of one event; whatever is wrong with it is no matter to the others."""
    client_id = one.get("client_id")
    answer: dict[str, Any] = {"client_id": client_id if isinstance(client_id, str) else ""}
    try:
        state = _kept(doors, SentEvent.model_validate(one).report(), account_id)
    except ValidationError:
        return answer | _refused(BadEvent("unreadable"), language)
    except (AccessError, DeliveryError) as error:
        return answer | _refused(error, language)
    except Exception as error:  # noqa: BLE001 - one broken event must not hold up the others
        return answer | _ours(error)
    return answer | {"state": state}


def _kept(doors: Doors, what: Report, account_id: int) -> str:
    with doors.database.change.begin() as db:
        is_known = what.client_id in kept_before(db, [what.client_id])
        event = report(db, what, account_id=account_id, now=doors.clock())
        if is_known:
            return "known"
        return "late" if event.ignored else "kept"


def _refused(error: Exception, language: str) -> dict[str, str]:
    answer = answer_to(error)
    if answer is None:  # a failure that nobody named is ours
        return _ours(error)
    return {"state": "refused", "code": answer.code, "sentence": answer.said(error, language)}


def _ours(error: Exception) -> dict[str, str]:
    """Logged by its kind alone: its words might name a reader."""
    LOG.error("%s while an event of a courier was taken in", type(error).__name__)
    return {"state": "again"}
