"""Why a visit failed, in words."""

from collections.abc import Mapping

from api.words.catalogues import mark, words_in
from delivery.visits.records import Outcome

NAMES: Mapping[Outcome, str] = {
    Outcome.DELIVERED: mark("delivered"),
    Outcome.NO_ANSWER: mark("nobody answered"),
    Outcome.WRONG_ADDRESS: mark("wrong address"),
    Outcome.ENTRANCE_CLOSED: mark("the entrance was closed"),
    Outcome.LIFT_BROKEN: mark("the lift was broken"),
    Outcome.UNWELL: mark("the reader was unwell"),
    Outcome.REFUSED: mark("refused"),
    Outcome.ANOTHER_DAY: mark("asked for another day"),
    Outcome.VEHICLE: mark("the vehicle or the courier fell out"),
    Outcome.WEATHER: mark("weather"),
    Outcome.OTHER: mark("another reason, or not reported"),
}
FAILURES = tuple(one for one in Outcome if one is not Outcome.DELIVERED)


def outcome_name(outcome: Outcome, language: str) -> str:
    """How it went, as a person says it."""
    return words_in(language).gettext(NAMES[outcome])
