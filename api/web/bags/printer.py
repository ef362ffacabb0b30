"""What is said when something cannot be printed now."""

from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from api.printing.typesetting import PrinterBusy
from api.web.frame.failing import failure
from api.web.frame.pages import language_of
from api.words.catalogues import mark, words_in

BUSY = mark("Too much is being printed at this moment. Try again in a minute.")
TOO_MUCH = mark("That is too much for one document. Print the runs one by one.")


def cannot_print(request: Request, error: Exception) -> Response:
    """The page that says so, with when or how it can be."""
    say = words_in(language_of(request)).gettext
    if isinstance(error, PrinterBusy):
        return failure(request, HTTPStatus.SERVICE_UNAVAILABLE, say(BUSY))
    return failure(request, HTTPStatus.UNPROCESSABLE_ENTITY, say(TOO_MUCH))
