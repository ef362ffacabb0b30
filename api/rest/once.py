"""The same call sent twice is done once (the Idempotency-Key header)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.people.doors import Given
from access.people.person import Person
from api.rest.caller import Caller
from api.rest.problems import KEY_REUSED, Refused

KEPT_FOR = timedelta(hours=24)
JSON = "application/json"

OnceKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=255,
        description="The same key with the same call, within a day: it is done once, and answered "
        "alike each time.",
    ),
]


@dataclass(frozen=True, slots=True)
class Call:
    """A call that may come twice: who calls, where, under which key of their own."""

    caller: Person
    request: Request
    key: str | None


def call_of(caller: Caller, request: Request, key: OnceKey = None) -> Call:
    """The call as it came."""
    return Call(caller, request, key)


Once = Annotated[Call, Depends(call_of)]


def once(
    db: Session,
    call: Call,
    sent: BaseModel | None,
    do: Callable[[], BaseModel],
    *,
    now: datetime,
    status: HTTPStatus = HTTPStatus.CREATED,
) -> Response:
    """Do it and keep the answer in the same transaction; done already, answer as then.

    Two at the same instant: the second waits for the first. Raises Refused for a key that was used
    for something else. What `do` raises leaves the key free.
    """
    if call.key is None:
        return _answered(status, do().model_dump_json())
    named = _digest(f"{call.caller.reader_id}/{call.caller.account_id}/{call.key}")
    told = sent.model_dump_json() if sent else ""
    what = _digest(f"{call.request.method} {call.request.url.path} {told}")
    given = db.get(Given, named)
    if given is None:
        given = Given(call_digest=named, sent_digest=what, status=0, body="", given_at=now)
        try:
            with db.begin_nested():
                db.add(given)
        except IntegrityError:
            given = db.get_one(Given, named, populate_existing=True)
        else:
            given.status, given.body = int(status), do().model_dump_json()
    if given.sent_digest != what:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "key_reused", KEY_REUSED)
    return _answered(HTTPStatus(given.status), given.body)


def forget_given(db: Session, *, now: datetime) -> None:
    """Answers are kept for a day; for the nightly work."""
    db.execute(delete(Given).where(Given.given_at < now - KEPT_FOR))


def _answered(status: HTTPStatus, body: str) -> Response:
    return Response(body, status, media_type=JSON)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
