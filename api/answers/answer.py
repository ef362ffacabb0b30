"""An answer to a failure: how bad, by what name, in which sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus

from api.answers.names import name_of
from api.words.catalogues import words_in
from api.words.saying import day_words


@dataclass(frozen=True, slots=True)
class Answer:
    """What every door says when a room refuses.

    `code` is for machines and never changes; `sentence` is for people, in English, with the facts
    of the error by name (`%(title_id)s`). Sentences are marked for translation.
    """

    status: HTTPStatus
    code: str
    sentence: str

    def said(self, error: Exception, language: str) -> str:
        """The sentence with its facts, in one language of the pages."""
        facts = {
            name: _said(fact, language)
            for name, fact in facts_of(error).items()
            if f"%({name})" in self.sentence
        }
        return words_in(language).gettext(self.sentence) % facts


def facts_of(error: Exception) -> Mapping[str, object]:
    """What an error knows: its public attributes."""
    return {name: fact for name, fact in vars(error).items() if not name.startswith("_")}


def _said(fact: object, language: str) -> object:
    """A fact in the words of a person: days, lists, and the words of our own lists."""
    if isinstance(fact, StrEnum):
        return name_of(fact, language)
    if isinstance(fact, date) and not isinstance(fact, datetime):
        return day_words(fact, language)
    if isinstance(fact, tuple):
        return ", ".join(str(_said(part, language)) for part in fact)
    return fact


Table = Mapping[type[Exception], Answer]


def missing(code: str, sentence: str) -> Answer:
    """What was named is not there."""
    return Answer(HTTPStatus.NOT_FOUND, code, sentence)


def wrong(code: str, sentence: str) -> Answer:
    """What was sent cannot be so."""
    return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, code, sentence)


def conflict(code: str, sentence: str) -> Answer:
    """What was sent could be so, but not as things stand."""
    return Answer(HTTPStatus.CONFLICT, code, sentence)


def forbidden(code: str, sentence: str) -> Answer:
    """Whoever asks may not do this."""
    return Answer(HTTPStatus.FORBIDDEN, code, sentence)


def later(code: str, sentence: str) -> Answer:
    """It can be asked again in a moment."""
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, code, sentence)


def too_often(code: str, sentence: str) -> Answer:
    """It was asked more often than anybody needs; again later."""
    return Answer(HTTPStatus.TOO_MANY_REQUESTS, code, sentence)
