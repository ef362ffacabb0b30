"""Failures as machines read them (RFC 9457), with sentences in the caller's language."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from access.database.again import is_conflict
from access.errors import AccessError
from api.answers.table import answer_to
from api.web.frame.bounds import TooLarge
from api.words.catalogues import mark, words_in
from api.words.languages import chosen
from delivery.errors import DeliveryError

LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 50

NO_KEY = mark("Send a key of your own: Authorization: Bearer KEY.")
NOT_YOURS = mark("This key may not do this.")
NOT_THERE = mark("There is nothing at this address.")
UNREADABLE = mark("What was sent is not as this address needs it; each fault is named.")
CHANGED = mark("It was changed since you read it. Read it again, then change it.")
KEY_REUSED = mark("This idempotency key was used for another call already.")
TOO_LARGE = mark("That is too large: at most %(most_mb)s MB can be sent here.")
RETRY_AFTER_S = "2"
BUSY = mark("Too many change the same thing at this moment. Nothing was changed. Try again.")
OUR_FAULT = mark("Something went wrong on our side. Nothing was changed. Try again later.")


class Fault(BaseModel):
    """What is wrong with one field of what was sent."""

    field: str = Field(description="Where, as a path: body.title_id, query.limit.")
    detail: str


class Problem(BaseModel):
    """A failure: `type` never changes and names it, `detail` says it to a person."""

    type: str
    title: str
    status: int
    detail: str
    faults: list[Fault] = []


class Refused(Exception):
    """A door of the interface itself refuses: no key, a stale version, a key used twice."""

    def __init__(self, status: HTTPStatus, code: str, sentence: str) -> None:
        self.status, self.code, self.sentence = status, code, sentence
        super().__init__(code)


def not_signed_in() -> Refused:
    """Nobody can be told from this call."""
    return Refused(HTTPStatus.UNAUTHORIZED, "no_key", NO_KEY)


def not_allowed() -> Refused:
    """Somebody calls, but not for this."""
    return Refused(HTTPStatus.FORBIDDEN, "not_allowed", NOT_YOURS)


def language_of(request: Request) -> str:
    """The language of the sentences, as the caller asks for it."""
    return chosen((), request.headers.get("accept-language"))


def answer_problems(app: FastAPI) -> None:
    """Teach the interface to answer every failure as a problem."""
    app.add_exception_handler(Refused, _door)
    app.add_exception_handler(AccessError, _room)
    app.add_exception_handler(DeliveryError, _room)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)


def problem(
    request: Request, status: HTTPStatus, code: str, detail: str, faults: list[Fault] | None = None
) -> Response:
    """One failure as an answer. `detail` is already in the caller's language."""
    body = Problem(
        type=f"/problems/{code}", title=status.phrase, status=status, detail=detail,
        faults=faults or [],
    )  # fmt: skip
    headers = {"Content-Language": language_of(request)}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body.model_dump(), status, media_type=MEDIA_TYPE, headers=headers)


def our_fault(request: Request, error: Exception | None = None) -> Response:
    """What nobody foresaw; or many change the same thing at once, then it may be asked again."""
    if error is not None and is_conflict(error):
        said = problem(request, HTTPStatus.SERVICE_UNAVAILABLE, "busy", _say(request, BUSY))
        said.headers["Retry-After"] = RETRY_AFTER_S
        return said
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "our_fault", _say(request, OUR_FAULT))


def too_large(request: Request, error: TooLarge) -> Response:
    """More was sent than a call may hold."""
    said = _say(request, TOO_LARGE) % {"most_mb": error.most_mb}
    return problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", said)


def _say(request: Request, sentence: str) -> str:
    return words_in(language_of(request)).gettext(sentence)


def _door(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 - it is registered for this kind alone
    return problem(request, error.status, error.code, _say(request, error.sentence))


def _room(request: Request, error: Exception) -> Response:
    answer = answer_to(error)
    if answer is None:
        LOG.error("%s has no answer", type(error).__name__)
        return our_fault(request)
    return problem(request, answer.status, answer.code, answer.said(error, language_of(request)))


def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    faults = [
        Fault(field=".".join(map(str, fault["loc"])), detail=fault["msg"])
        for fault in error.errors()[:MOST_FAULTS]
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return problem(request, status, "unreadable", _say(request, UNREADABLE), faults)


def _http(request: Request, error: Exception) -> Response:
    status = HTTPStatus(getattr(error, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR))
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return problem(request, status, "nothing_there", _say(request, NOT_THERE))
    return problem(request, status, "unreadable", _say(request, UNREADABLE))
