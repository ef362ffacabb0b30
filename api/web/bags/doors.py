"""Who chooses and packs, and days in addresses."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, HTTPException, Query
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.network.records import ServicePoint
from access.network.zone import today
from access.people.person import Person
from access.people.records import Role
from api.web.frame.doors import Now
from api.web.frame.pages import PRIVATE
from api.web.frame.visitor import staff
from api.words.saying import day_words
from delivery.runs.events import CHOOSERS

DAYS_BACK, DAYS_AHEAD = 1, 14
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
PDF = "application/pdf"

Chooser = Annotated[Person, Depends(staff(*CHOOSERS))]
"""Whoever takes things from the shelves: staff of every kind, and couriers."""
Day = Annotated[date | None, Query()]


def sees_titles(person: Person) -> bool:
    """A courier who helps with packing sees what a thing is made of, never which title it is."""
    return person.may_as(Role.COORDINATOR, Role.PRODUCER, Role.ADMINISTRATOR)


def day_asked(db: Session, wish: date | None, now: Now) -> date:
    """The day of the address, else today. What no calendar of ours has leads to no page."""
    if wish is None:
        return today(db, now=now)
    if not EARLIEST_YEAR <= wish.year <= LATEST_YEAR:
        raise HTTPException(404)
    return wish


def days_to_choose(db: Session, chosen_on: date, now: Now, language: str) -> list[tuple[str, str]]:
    """Yesterday, today and the next two weeks, and the day that is shown, for a list."""
    first = today(db, now=now) - timedelta(days=DAYS_BACK)
    days = {first + timedelta(days=n) for n in range(DAYS_BACK + DAYS_AHEAD + 1)} | {chosen_on}
    return [(on.isoformat(), day_words(on, language)) for on in sorted(days)]


def short_name(point: ServicePoint, language: str) -> str:
    """What a branch is called."""
    return point.names.get(language) or next(iter(point.names.values()), point.code)


def pdf_answer(pages: bytes, name: str, language: str) -> Response:
    """A PDF that nobody keeps: it is shown, and called `name` where it is saved."""
    headers = {
        **PRIVATE,
        "Content-Disposition": f'inline; filename="{name}.pdf"',
        "Content-Language": language,
        "X-Content-Type-Options": "nosniff",
    }
    return Response(pages, media_type=PDF, headers=headers)
