"""Every failure that a door may meet, and what it says."""

from api.answers import asking, listening, people, production, search, visits
from api.answers.answer import Answer

ANSWERS: dict[type[Exception], Answer] = {
    **people.ANSWERS,
    **asking.ANSWERS,
    **production.ANSWERS,
    **search.ANSWERS,
    **visits.ANSWERS,
    **listening.ANSWERS,
}
"""A failure that is not here is a fault of ours: it is logged without facts and answered so."""


def answer_to(error: Exception) -> Answer | None:
    """The answer to a failure, or to the kind of failure that it is."""
    return next((ANSWERS[kind] for kind in type(error).__mro__ if kind in ANSWERS), None)
