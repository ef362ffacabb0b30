"""The reader who calls: profile, rights, agreements, notices, keys."""

from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from access.notices.lists import mark_read, notices_of
from access.people import registering, tokens
from access.people.by_number import reader_of
from access.people.eligibility import eligibilities_of
from access.people.profile import profile_of
from access.people.records import Reader, Way
from api.rest.caller import Caller, ServedId
from api.rest.once import Once, once
from api.rest.pages import After, Limit, Listed, listed
from api.rest.tags import IfMatch, require_match, tagged
from api.web.frame.doors import Db, LookDb, Now

router = APIRouter(prefix="/me", tags=["me"])
DOOR = "api"


class Me(BaseModel):
    """How the library knows and serves the reader."""

    id: int
    card_number: str
    name: str
    speech_language: str
    screen_language: str
    voices: dict[str, str]
    speed_percent: int
    forms: list[str]
    accepts_synthetic: bool
    home_point_id: int | None
    notice_way: Way
    quiet_from_minute: int
    quiet_until_minute: int
    version: int


class Changes(BaseModel):
    """What is to be different; what is not named stays."""

    model_config = ConfigDict(extra="forbid")

    speech_language: Annotated[str, Field(max_length=16)] | None = None
    screen_language: Annotated[str, Field(max_length=16)] | None = None
    voices: dict[str, str] | None = None
    speed_percent: int | None = None
    forms: list[str] | None = None
    accepts_synthetic: bool | None = None
    notice_way: Way | None = None
    quiet_from_minute: int | None = None
    quiet_until_minute: int | None = None


class Right(BaseModel):
    """A service to which the reader is entitled, and how long."""

    service: str
    since_on: date
    until_on: date | None
    is_withdrawn: bool


class Told(BaseModel):
    """A notice."""

    id: int
    kind: str
    facts: dict[str, object]
    made_at: datetime
    read_at: datetime | None


class NewKey(BaseModel):
    """A key for an app or a program of the reader's own."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=100)]
    ends_at: datetime | None = None


class MadeKey(BaseModel):
    """The key; it is shown this once."""

    id: int
    key: str


@router.get("", response_model=Me)
def show_me(request: Request, db: LookDb, reader_id: ServedId) -> Response:
    """The reader who calls, or for whom somebody calls."""
    return tagged(request, _me(reader_of(db, reader_id)))


@router.patch("", response_model=Me)
def change_me(
    request: Request,
    db: Db,
    now: Now,
    caller: Caller,
    reader_id: ServedId,
    changes: Changes,
    if_match: IfMatch = None,
) -> Response:
    """Change how the reader is served. With If-Match nothing that others wrote is lost."""
    reader = reader_of(db, reader_id)
    require_match(if_match, _me(reader))
    wished = changes.model_dump(exclude_none=True)
    changed = registering.change_profile(
        db, reader_id=reader_id, version=reader.version, now=now, by_id=caller.account_id,
        door=DOOR, profile=replace(profile_of(reader), **wished),
    )  # fmt: skip
    return tagged(request, _me(changed))


@router.get("/rights")
def show_rights(request: Request, db: LookDb, reader_id: ServedId) -> Listed[Right]:
    """What the reader is entitled to, with what has ended. Why is nobody's business here."""
    rights = [
        Right(
            service=one.service, since_on=one.since_on, until_on=one.until_on,
            is_withdrawn=one.withdrawn_at is not None,
        )
        for one in eligibilities_of(db, reader_id=reader_id)
    ]  # fmt: skip
    return listed(request, rights, None)


@router.get("/notices")
def show_notices(
    request: Request, db: LookDb, reader_id: ServedId, limit: Limit = 50, before: After = None
) -> Listed[Told]:
    """What the reader was told, the newest first."""
    page = notices_of(db, reader_id=reader_id, before=before, limit=limit)
    here = [
        Told(id=one.id, kind=one.kind, facts=one.facts, made_at=one.made_at, read_at=one.read_at)
        for one in page.notices
    ]
    return listed(request, here, page.next_before, name="before")


@router.post("/notices/{notice_id}/read", status_code=HTTPStatus.NO_CONTENT)
def read_notice(db: Db, now: Now, reader_id: ServedId, notice_id: int) -> None:
    """The reader saw or heard it."""
    mark_read(db, reader_id=reader_id, notice_ids=[notice_id], now=now)


@router.post("/keys", response_model=MadeKey, status_code=HTTPStatus.CREATED)
def make_key(db: Db, now: Now, call: Once, reader_id: ServedId, new: NewKey) -> Response:
    """A key for one more app. It has the rights of the reader, no more."""

    def make() -> MadeKey:
        made = tokens.create_token(
            db, name=new.name, reader_id=reader_id, ends_at=new.ends_at, now=now
        )
        return MadeKey(id=made.token_id, key=made.key)

    return once(db, call, new, make, now=now)


@router.delete("/keys/{key_id}", status_code=HTTPStatus.NO_CONTENT)
def revoke_key(db: Db, now: Now, caller: Caller, key_id: int) -> None:
    """The key opens nothing any more."""
    tokens.revoke_token(db, token_id=key_id, person=caller, now=now)


def _me(reader: Reader) -> Me:
    facts = {name: getattr(reader, name) for name in Me.model_fields}
    return Me(**facts)
