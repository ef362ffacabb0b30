"""A page that asks once more before something is done that cannot simply be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import Response

from api.web.frame.pages import language_of, page
from api.words.catalogues import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: sentences are English and marked; `about` is a name, in its language.

    `back` is the address to which somebody goes who does not want it. `tick` is a sentence that
    has to be ticked first. The form goes to the page's own address.
    """

    heading: str
    says: Sequence[str]
    button: str
    back: str
    about: str = ""
    about_language: str = ""
    tick: str = ""


def confirm(
    request: Request, question: Question, *, faults: Mapping[str, str] | None = None
) -> Response:
    """Ask; with `faults`, say why it could not be done."""
    say = words_in(language_of(request)).gettext
    return page(
        request, "staff/confirm.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK,
        heading=say(question.heading), says=[say(one) for one in question.says],
        button_words=say(question.button), back=question.back, about=question.about,
        about_language=question.about_language, tick=say(question.tick) if question.tick else "",
        faults=faults or {},
    )  # fmt: skip
