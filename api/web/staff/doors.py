"""Who may open which page of the staff, and numbers in addresses."""

from typing import Annotated

from fastapi import Depends, Path, Query

from access.people.person import Person
from access.people.records import Role
from api.web.frame.visitor import NotAllowed, SignedIn, staff

LARGEST = 2**31 - 1

Number = Annotated[int, Path(ge=1, le=LARGEST)]
"""The number of a record in an address; what cannot be one leads to no page."""
After = Annotated[int | None, Query(ge=0, le=LARGEST)]
"""After or before which record a page of a list begins."""

Administrator = Annotated[Person, Depends(staff(Role.ADMINISTRATOR))]
ReaderDesk = Annotated[Person, Depends(staff(Role.COORDINATOR, Role.ASSISTANT))]


def account_of(person: SignedIn) -> int:
    """The number of the account that signed in. Raises NotAllowed for a reader."""
    if person.account_id is None:
        raise NotAllowed
    return person.account_id


AccountId = Annotated[int, Depends(account_of)]
