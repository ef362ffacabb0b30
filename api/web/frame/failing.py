"""What a page says when something is not there, not allowed, too large, or our fault."""

import logging
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.database.again import is_conflict
from access.errors import AccessError
from api.answers.table import answer_to
from api.web.frame.again import RunAgain
from api.web.frame.bounds import TooLarge
from api.web.frame.doors import doors_of
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.visitor import NotAllowed, SignInNeeded, visitor_of
from api.words.catalogues import mark, words_in
from delivery.errors import DeliveryError

LOG = logging.getLogger(__name__)

RETRY_AFTER_S = "2"
NOT_THERE = mark("This page is not here. The address may be mistyped, or the page has moved.")
NOT_YOURS = mark("This page is for somebody else. Sign in with another account to see it.")
TOO_LARGE = mark("That is too large: at most %(most_mb)s MB can be sent here.")
UNREADABLE = mark("What was sent could not be read. Go back, and send the form again.")
BUSY = mark(
    "Too many people are changing the same thing at this moment. Nothing of yours was changed. Go "
    "back, and try again."
)
OUR_FAULT = mark(
    "Something went wrong on our side. Nothing was changed. Try again in a few minutes, or call "
    "the library."
)


def answer_failures(app: FastAPI) -> None:
    """Teach the application to answer every failure with a page in the reader's language."""
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(AccessError, _refused)
    app.add_exception_handler(DeliveryError, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _http)
    app.add_middleware(RunAgain)
    app.add_middleware(OurFaults, answer=_ours)


class OurFaults:
    """Catches what nobody foresaw, before the server would write its words into a log."""

    def __init__(self, app: ASGIApp, *, answer: Callable[[Request, Exception], Response]) -> None:
        self._app, self._answer = app, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on; answer a failure, unless an answer has begun already."""
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - the last door of the web
            request = Request(scope, receive)
            _logged(request, error)
            if scope["type"] == "http" and not has_begun:
                answer = await run_in_threadpool(self._answer, request, error)
                await answer(scope, receive, send)


def failure(request: Request, status: HTTPStatus, sentence: str) -> Response:
    """The page of a failure. `sentence` is already in the language of the page."""
    with suppress(SQLAlchemyError):  # where the database is the failure, the page does without it
        visitor_of(request, doors_of(request))
    return page(request, "frame/failure.html", status=status, sentence=sentence)


def _say(request: Request, sentence: str) -> str:
    return words_in(language_of(request)).gettext(sentence)


def _sign_in(request: Request, _error: Exception) -> Response:
    if request.method == "GET":
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return go_to("/sign-in?" + urlencode({"next": path}))
    return go_to("/sign-in")


def _not_allowed(request: Request, _error: Exception) -> Response:
    return failure(request, HTTPStatus.FORBIDDEN, _say(request, NOT_YOURS))


def too_large(request: Request, error: TooLarge) -> Response:
    """More was sent than the address takes; said with how much it takes."""
    said = _say(request, TOO_LARGE) % vars(error)
    return failure(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said)


def _refused(request: Request, error: Exception) -> Response:
    """A room refused; the door only says it."""
    answer = answer_to(error)
    if answer is None:
        _logged(request, error)
        return _ours(request, error)
    return failure(request, answer.status, answer.said(error, language_of(request)))


def _unreadable(request: Request, _error: Exception) -> Response:
    """An address or a form with a field that is no number where there must be one."""
    if request.method == "GET":
        return failure(request, HTTPStatus.NOT_FOUND, _say(request, NOT_THERE))
    return failure(request, HTTPStatus.UNPROCESSABLE_ENTITY, _say(request, UNREADABLE))


def _http(request: Request, error: Exception) -> Response:
    status = HTTPStatus(getattr(error, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR))
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return failure(request, status, _say(request, NOT_THERE))
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return failure(request, status, _say(request, UNREADABLE))
    _logged(request, error)
    return _ours(request, error)


def _ours(request: Request, error: Exception) -> Response:
    if is_conflict(error):
        said = failure(request, HTTPStatus.SERVICE_UNAVAILABLE, _say(request, BUSY))
        said.headers["Retry-After"] = RETRY_AFTER_S
        return said
    return failure(request, HTTPStatus.INTERNAL_SERVER_ERROR, _say(request, OUR_FAULT))


def _logged(request: Request, error: Exception) -> None:
    """A failure is logged by its kind and place alone: its words might name a reader."""
    LOG.error(
        "%s at %s %s",
        type(error).__name__,
        request.method,
        _route(request),
        exc_info=_traced(error),
    )


def _route(request: Request) -> str:
    """The address as it stands in the program, without the numbers of readers in it."""
    return getattr(request.scope.get("route"), "path", "an unknown address")


def _traced(error: Exception) -> Exception:
    """The failure with its places but without its sentence."""
    silent = type(error).__name__
    return RuntimeError(silent).with_traceback(error.__traceback__)
