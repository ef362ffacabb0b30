"""The words of home delivery as people say them: states, outcomes, causes, exactness, skills."""

from collections.abc import Mapping
from enum import StrEnum

from access.catalogue.records import Medium
from api.answers.names import name_of
from api.words.catalogues import mark, words_in
from delivery.crew.duty import Skill
from delivery.crew.records import Absence, Travel
from delivery.homes.records import Exactness
from delivery.visits.records import (
    Cancelled,
    CartridgeState,
    Cause,
    HandoverState,
    NoNext,
    Outcome,
    VisitState,
)

WORDS: tuple[tuple[StrEnum, str], ...] = (
    (VisitState.PROPOSED, mark("the day may still change")),
    (VisitState.FIXED, mark("the day is fixed")),
    (VisitState.ROUTED, mark("in a courier's run")),
    (VisitState.DONE, mark("it took place")),
    (VisitState.FAILED, mark("it failed")),
    (VisitState.CANCELLED, mark("it was cancelled")),
    (Outcome.DELIVERED, mark("delivered")),
    (Outcome.NO_ANSWER, mark("nobody answered")),
    (Outcome.WRONG_ADDRESS, mark("wrong address")),
    (Outcome.ENTRANCE_CLOSED, mark("the entrance was closed")),
    (Outcome.LIFT_BROKEN, mark("the lift was broken")),
    (Outcome.UNWELL, mark("the reader was not well")),
    (Outcome.REFUSED, mark("the reader refused")),
    (Outcome.ANOTHER_DAY, mark("another day was asked for")),
    (Outcome.VEHICLE, mark("the vehicle broke down")),
    (Outcome.WEATHER, mark("the weather")),
    (Outcome.OTHER, mark("another reason")),
    (Cancelled.NOT_NEEDED, mark("it was not needed any more")),
    (Cancelled.BY_READER, mark("by the reader")),
    (Cancelled.BY_STAFF, mark("by the library")),
    (Cancelled.PAUSED, mark("visits were paused")),
    (Cancelled.LEFT, mark("the reader left")),
    (Cancelled.MERGED, mark("two records became one")),
    (NoNext.REFUSED, mark("the reader refused")),
    (NoNext.WRONG_ADDRESS, mark("the address was wrong")),
    (NoNext.PAUSED, mark("visits are paused")),
    (NoNext.ENDED, mark("the service has ended")),
    (NoNext.NO_DAY, mark("no day had room")),
    (Cause.FREQUENCY, mark("it is time again")),
    (Cause.REQUEST, mark("something is ready")),
    (Cause.LOAN, mark("something is due back")),
    (Cause.URGENT, mark("urgent")),
    (Cause.FAILED, mark("the visit before failed")),
    (Cause.BY_HAND, mark("asked for")),
    (HandoverState.WAITING, mark("waiting")),
    (HandoverState.IN_BAG, mark("in the bag")),
    (HandoverState.DONE, mark("handed over")),
    (HandoverState.NOT_DONE, mark("not handed over")),
    (Exactness.DOOR, mark("the entrance itself")),
    (Exactness.HOUSE, mark("the house")),
    (Exactness.STREET, mark("only the street")),
    (Exactness.DISTRICT, mark("only the district")),
    (Exactness.NONE, mark("there is no point yet")),
    (Travel.CAR, mark("by car")),
    (Travel.BIKE, mark("by bicycle")),
    (Travel.FOOT, mark("on foot and by bus")),
    (Skill.LIFT, mark("can carry heavy bags up the stairs")),
    (Skill.HELP, mark("knows how to help with a player and to read letters out")),
    (Absence.HOLIDAY, mark("holiday")),
    (Absence.AWAY, mark("away or ill")),
    (Absence.OTHER, mark("another reason")),
    (CartridgeState.FREE, mark("free")),
    (CartridgeState.IN_BAG, mark("in a bag")),
    (CartridgeState.WITH_READER, mark("with a reader")),
    (CartridgeState.LOST, mark("lost")),
)
NAMES: Mapping[tuple[type[StrEnum], str], str] = {
    (type(word), word.value): said for word, said in WORDS
}


def word(code: StrEnum, language: str) -> str:
    """A word of home delivery's lists, or of the library's, in a language."""
    if isinstance(code, Medium):
        return name_of(code, language)
    return words_in(language).gettext(NAMES[type(code), code.value])
