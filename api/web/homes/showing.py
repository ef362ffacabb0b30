"""Visits as pages show them: the day, the hours, what comes along, how it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from access.people.consents import allowed
from access.people.records import Purpose
from api.answers.names import name_of
from api.web.homes.hours import clock
from api.web.homes.words import word
from api.words.catalogues import mark, words_in
from api.words.saying import day_words, time_words
from delivery.visits.contents import Bag, Thing, bags_of, next_bag
from delivery.visits.history import promises
from delivery.visits.records import Cause, HandoverState, Visit, VisitState, Way

BETWEEN = mark("between %(from)s and %(until)s")
NOT_TOLD = mark("the hours are told the day before")
BROUGHT, TAKEN = mark("brought"), mark("taken back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A visit that is still to come, in words."""

    visit: Visit
    day: str
    hours: str
    state: str
    why: str
    bag: Bag | None
    """Of the next visit alone: what waits is not brought twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A visit that was, in words; `things` say what changed hands and what did not."""

    visit: Visit
    day: str
    how: str
    things: tuple[str, ...]


def coming_words(
    db: Session, visits: Sequence[Visit], language: str, zone: ZoneInfo
) -> list[Coming]:
    """Visits to come; the first of them with its bag."""
    told = promises(db, visits)
    return [
        Coming(
            visit=visit,
            day=day_words(visit.visit_on, language),
            hours=_hours(visit, told.get(visit.id), language, zone),
            state=word(visit.state, language),
            why=", ".join(word(Cause(cause), language) for cause in visit.causes),
            bag=next_bag(db, visit) if n == 0 else None,
        )
        for n, visit in enumerate(visits)
    ]


def gone_words(
    db: Session, visits: Sequence[Visit], *, reader_id: int, language: str
) -> list[Gone]:
    """Visits that were. What was read is named only while the reader agrees that it is kept."""
    remembers = Purpose.HISTORY in allowed(db, reader_id=reader_id)
    bags = bags_of(db, visits)
    return [
        Gone(
            visit=visit,
            day=day_words(visit.visit_on, language),
            how=_how(visit, language),
            things=tuple(
                f"{_moved(thing, language)}: {thing_words(thing, language, named=remembers)}"
                for thing in bags.get(visit.id, Bag()).things
            ),
        )
        for visit in visits
    ]


def thing_words(thing: Thing, language: str, *, named: bool = True) -> str:
    """A thing as people call it: its title and medium, else medium and bar code."""
    medium = name_of(thing.medium, language)
    parts = [thing.name, medium] if named and thing.name else [medium, thing.barcode]
    return ", ".join(part for part in parts if part)


def _moved(thing: Thing, language: str) -> str:
    if thing.state is not HandoverState.DONE:
        return word(thing.state, language)
    return words_in(language).gettext(BROUGHT if thing.way is Way.DROP else TAKEN)


def _hours(
    visit: Visit, told: tuple[datetime, datetime] | None, language: str, zone: ZoneInfo
) -> str:
    say = words_in(language).gettext
    if told is not None:
        begins, ends = (time_words(at, language, zone) for at in told)
        return say(BETWEEN) % {"from": begins, "until": ends}
    if visit.opens_minute is not None and visit.closes_minute is not None:
        return say(BETWEEN) % {
            "from": clock(visit.opens_minute),
            "until": clock(visit.closes_minute),
        }
    return say(NOT_TOLD)


def _how(visit: Visit, language: str) -> str:
    said = word(visit.state, language)
    if visit.state is VisitState.FAILED and visit.outcome is not None:
        return f"{said}: {word(visit.outcome, language)}"
    if visit.cancelled is not None:
        return f"{said}: {word(visit.cancelled, language)}"
    return said
