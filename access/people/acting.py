"""Acting for a reader: what this browser asks from now on is asked for them; they can see it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from access.people.assisting import may_act_for
from access.people.by_number import account_of
from access.people.cards import reader_who_stayed
from access.people.doors import SignIn
from access.people.errors import MayNotActFor
from access.people.looking import looked
from access.people.person import Person


def act_for(
    db: Session, *, person: Person, reader_id: int, now: datetime, door: str = "web"
) -> Person:
    """An assistant or coordinator begins to act for a reader; gives the person as they are now.

    It leaves a look on the reader's record. Raises ReaderNotFound, MayNotActFor.
    """
    reader = reader_who_stayed(db, reader_id)
    if person.account_id is None or person.sign_in_id is None:
        raise MayNotActFor(person.account_id, reader.id)
    account = account_of(db, person.account_id)
    if not may_act_for(db, account, reader, now=now):
        raise MayNotActFor(account.id, reader.id)
    _put(db, person.sign_in_id, reader.id)
    looked(db, reader_id=reader.id, account_id=account.id, what="acts_for", door=door, now=now)
    return replace(person, acts_for_id=reader.id, acts_for_name=reader.name)


def act_for_nobody(db: Session, *, person: Person) -> Person:
    """They are only themselves again."""
    if person.sign_in_id is not None:
        _put(db, person.sign_in_id, None)
    return replace(person, acts_for_id=None, acts_for_name="")


def _put(db: Session, sign_in_id: int, reader_id: int | None) -> None:
    db.execute(update(SignIn).where(SignIn.id == sign_in_id).values(acts_for_id=reader_id))
