"""Who asks for a page: a reader, somebody of the staff, or nobody in particular."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Request

from access.people.person import Person
from access.people.records import Role
from access.people.signing_in import who
from api.web.frame.doors import Doors, OpenDoors
from api.web.frame.places import Group, Place, groups_of, places_of

KEY_COOKIE = "dauys_key"
RENEWED_EVERY = timedelta(minutes=1)
MOST_REMEMBERED = 10_000


class SignInNeeded(Exception):
    """Only somebody who signed in may see this."""


class NotAllowed(Exception):
    """Whoever signed in, this is not theirs to see or to do."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is there, as pages need them; `person` is None for somebody who did not sign in."""

    person: Person | None
    places: tuple[Place, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        """The menu as the page shows it."""
        return groups_of(self.places)

    @property
    def name(self) -> str:
        """How the page addresses them."""
        return self.person.name if self.person else ""

    @property
    def acts_for_name(self) -> str:
        """The reader for whom they act at this moment; "" for nobody."""
        return self.person.acts_for_name if self.person else ""

    def may_as(self, *roles: Role) -> bool:
        """Whether one of these roles is theirs."""
        return bool(self.person and self.person.may_as(*roles))


NOBODY = Visitor(None, places_of(None))


class Renewals:
    """When this process last noted that a key was used: a sign-in stays alive while it is used,
    without a write for every page."""

    def __init__(self) -> None:
        self._renewed: dict[str, datetime] = {}

    def is_due(self, key: str, now: datetime) -> bool:
        """Whether it is time to note it; asking counts as having noted."""
        last = self._renewed.get(key)
        if last is not None and now - last < RENEWED_EVERY:
            return False
        if len(self._renewed) >= MOST_REMEMBERED:
            self._renewed.clear()
        self._renewed[key] = now
        return True


def visitor_of(request: Request, doors: OpenDoors) -> Visitor:
    """Who asks; every page shows it, so it is found once and kept with the request."""
    known: Visitor | None = getattr(request.state, "visitor", None)
    if known is None:
        person = _person(request, doors)
        known = Visitor(person, places_of(person))
        request.state.visitor = known
    return known


def _person(request: Request, doors: Doors) -> Person | None:
    key = request.cookies.get(KEY_COOKIE)
    if not key:
        return None
    now, renewals = doors.clock(), request.app.state.renewals
    if renewals.is_due(key, now):
        with doors.database.change.begin() as db:
            return who(db, key=key, now=now)
    with doors.database.look.begin() as db:
        return who(db, key=key, now=now, renew=False)


Anybody = Annotated[Visitor, Depends(visitor_of)]


def somebody(visitor: Anybody) -> Person:
    """Whoever signed in. Raises SignInNeeded."""
    if visitor.person is None:
        raise SignInNeeded
    return visitor.person


SignedIn = Annotated[Person, Depends(somebody)]


def served(person: SignedIn) -> int:
    """The number of the reader whose page this is: who signed in, or for whom they act.

    Raises NotAllowed for staff who act for nobody.
    """
    if person.serves_id is None:
        raise NotAllowed
    return person.serves_id


ServedId = Annotated[int, Depends(served)]


def staff(*roles: Role) -> Callable[[Person], Iterator[Person]]:
    """A door that opens only to these roles: `Annotated[Person, Depends(staff(Role.PRODUCER))]`.

    An administrator may open every door of the staff. Raises NotAllowed.
    """

    def door(person: SignedIn) -> Iterator[Person]:
        if not person.may_as(*roles, Role.ADMINISTRATOR):
            raise NotAllowed
        yield person

    return door


Coordinator = Annotated[Person, Depends(staff(Role.COORDINATOR))]
Producer = Annotated[Person, Depends(staff(Role.PRODUCER))]
AnyStaff = Annotated[Person, Depends(staff(Role.COORDINATOR, Role.PRODUCER))]
