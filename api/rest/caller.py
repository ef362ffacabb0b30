"""Who calls: a machine with a key of a reader, an assistant or somebody of the staff."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from access.people.person import Person
from access.people.records import Role
from access.people.tokens import who_by_token
from api.rest.problems import not_allowed, not_signed_in
from api.web.frame.doors import Doors, OpenDoors
from api.web.frame.visitor import KEY_COOKIE, visitor_of

SAME_SITE = "same-origin"
bearer = HTTPBearer(auto_error=False, description="A key made by `dauys` or on a page of ours.")


def caller_of(
    request: Request,
    doors: OpenDoors,
    key: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Person:
    """Whoever calls. Pages of ours may call with their sign-in, never pages of others.

    Raises Refused where nobody can be told.
    """
    if key is not None:
        person = _by_token(doors, key.credentials)
    elif KEY_COOKIE in request.cookies and request.headers.get("sec-fetch-site") == SAME_SITE:
        person = visitor_of(request, doors).person
    else:
        person = None
    if person is None:
        raise not_signed_in()
    return person


def _by_token(doors: Doors, key: str) -> Person | None:
    with doors.database.change.begin() as db:
        return who_by_token(db, key=key, now=doors.clock())


Caller = Annotated[Person, Depends(caller_of)]


def served(person: Caller) -> int:
    """The reader who calls, or for whom somebody calls. Raises Refused for nobody's list."""
    if person.serves_id is None:
        raise not_allowed()
    return person.serves_id


ServedId = Annotated[int, Depends(served)]


def staff(*roles: Role) -> Callable[[Person], Person]:
    """A door that opens only to keys with one of these roles, and to administrators'."""

    def door(person: Caller) -> Person:
        if not person.may_as(*roles, Role.ADMINISTRATOR):
            raise not_allowed()
        return person

    return door


Coordinator = Annotated[Person, Depends(staff(Role.COORDINATOR))]
Producer = Annotated[Person, Depends(staff(Role.PRODUCER))]
