"""For the staff's own programs: readers and their rights, productions and what they wait for."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from access.people import eligibility, registering
from access.people.finding import find_readers
from access.people.looking import looked
from access.people.records import Basis, Certifier, Document, Reader, Service
from access.production import backlog, running
from access.production.records import Production, ProductionState
from api.rest.caller import Coordinator, Producer
from api.rest.once import Once, once
from api.rest.pages import After, Limit, Listed, listed
from api.web.frame.doors import Db, LookDb, Now

router = APIRouter(prefix="/staff", tags=["staff"])
DOOR = "api"


class NewReader(BaseModel):
    """Somebody who becomes a reader."""

    model_config = ConfigDict(extra="forbid")

    card_number: Annotated[str, Field(max_length=64)]
    family_name: Annotated[str, Field(max_length=200)]
    given_name: Annotated[str, Field(max_length=200)]
    patronymic: Annotated[str, Field(max_length=200)] = ""
    born_on: Annotated[str, Field(max_length=20)] | None = None
    speech_language: Annotated[str, Field(max_length=16)] = "kk"
    screen_language: Annotated[str, Field(max_length=16)] = "kk"
    emails: Annotated[list[str], Field(max_length=5)] = []
    telephones: Annotated[list[str], Field(max_length=5)] = []


class Known(BaseModel):
    """A reader in a list: no more than finds the right one."""

    id: int
    card_number: str
    name: str
    is_closed: bool


class Certified(BaseModel):
    """A need that somebody confirmed; never an illness."""

    model_config = ConfigDict(extra="forbid")

    service: Service
    basis: Basis
    certifier: Certifier
    document: Document
    certified_on: date
    since_on: date
    until_on: date | None = None


class Right(BaseModel):
    """A right to a service."""

    id: int
    service: Service
    since_on: date
    until_on: date | None


class Making(BaseModel):
    """A production and how far it is."""

    id: int
    title_id: int
    state: ProductionState
    priority: int
    sections_done: int
    sections_total: int
    tries: int
    asked_at: datetime
    next_try_at: datetime | None
    fault_code: str | None
    fault: str | None
    edition_id: int | None


class Backlog(BaseModel):
    """Titles of the back-catalogue for which editions are to be made when nobody waits."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[str, Field(max_length=16)] = ""
    limit: Annotated[int, Field(ge=1, le=10_000)] = 100


class Queued(BaseModel):
    """How many productions were queued."""

    queued: int


@router.get("/readers")
def find(
    request: Request,
    db: Db,
    now: Now,
    caller: Coordinator,
    q: Annotated[str, Query(min_length=2, max_length=200)],
    limit: Limit = 20,
    after: After = None,
) -> Listed[Known]:
    """Readers by the beginning of card, name, telephone or e-mail. Each one shown leaves a look."""
    found = find_readers(db, sought=q, after_id=after, limit=min(limit, 50))
    for reader in found.readers:
        looked(
            db, reader_id=reader.id, account_id=caller.account_id, what="found", door=DOOR, now=now
        )
    mark = found.readers[-1].id if found.has_more else None
    return listed(request, [_known(reader) for reader in found.readers], mark)


@router.post("/readers", response_model=Known, status_code=HTTPStatus.CREATED)
def register(db: Db, now: Now, call: Once, caller: Coordinator, new: NewReader) -> Response:
    """Somebody becomes a reader."""

    def do() -> Known:
        facts = registering.NewReader(**new.model_dump())
        made = registering.register(db, facts, now=now, by_id=caller.account_id, door=DOOR)
        return _known(made)

    return once(db, call, new, do, now=now)


@router.post("/readers/{reader_id}/rights", response_model=Right, status_code=HTTPStatus.CREATED)
def certify(
    db: Db, now: Now, call: Once, caller: Coordinator, reader_id: int, certified: Certified
) -> Response:
    """Write down that somebody confirmed a reader's right to a service."""

    def do() -> Right:
        facts = eligibility.Certificate(**certified.model_dump())
        kept = eligibility.certify(
            db, reader_id=reader_id, certificate=facts, now=now, by_id=caller.account_id, door=DOOR
        )
        return Right(
            id=kept.id, service=kept.service, since_on=kept.since_on, until_on=kept.until_on
        )

    return once(db, call, certified, do, now=now)


@router.get("/productions")
def show_productions(
    request: Request, db: LookDb, _caller: Producer, limit: Limit = 50
) -> Listed[Making]:
    """What is being made now, the first begun first."""
    found = running.running(db, limit=limit)
    return listed(request, [_making(one) for one in found], None)


@router.post("/productions/{production_id}/again")
def try_again(db: Db, now: Now, _caller: Producer, production_id: int) -> Making:
    """Try a parked production once more."""
    return _making(running.try_again(db, production_id=production_id, now=now))


@router.post("/productions/{production_id}/cancel", status_code=HTTPStatus.NO_CONTENT)
def cancel(db: Db, now: Now, _caller: Producer, production_id: int) -> None:
    """Nobody shall wait for it any more."""
    running.cancel(db, production_id=production_id, now=now)


@router.post("/backlog", response_model=Queued, status_code=HTTPStatus.ACCEPTED)
def queue_backlog(db: Db, now: Now, call: Once, _caller: Producer, wished: Backlog) -> Response:
    """Make editions of the back-catalogue whenever no reader waits."""

    def do() -> Queued:
        chosen = backlog.Backlog(language=wished.language, limit=wished.limit)
        return Queued(queued=len(backlog.queue_back_catalogue(db, chosen, now=now)))

    return once(db, call, wished, do, now=now, status=HTTPStatus.ACCEPTED)


def _known(reader: Reader) -> Known:
    return Known(
        id=reader.id, card_number=reader.card_number, name=reader.name,
        is_closed=reader.closed_at is not None,
    )  # fmt: skip


def _making(production: Production) -> Making:
    return Making(**{name: getattr(production, name) for name in Making.model_fields})
