"""Who may open the courier's pages, and which days they show."""

from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import Depends

from access.people.person import Person
from access.people.records import Role
from api.web.frame.doors import Doors
from api.web.frame.visitor import NotAllowed, SignedIn

DAYS_AHEAD = 7


def courier(person: SignedIn) -> Person:
    """A courier. Raises NotAllowed: nobody else has runs, and who oversees them has the desk."""
    if person.account_id is None or not person.may_as(Role.COURIER):
        raise NotAllowed
    return person


CourierHere = Annotated[Person, Depends(courier)]


def days_shown(doors: Doors, now: datetime) -> tuple[date, date]:
    """Today and the days for which runs may be published already."""
    today_on = doors.day_of(now)
    return today_on, today_on + timedelta(days=DAYS_AHEAD)
