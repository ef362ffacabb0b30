"""Readers and accounts for tests, with secrets that are quickly hashed."""

from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy.orm import Session

from access.people.accounts import open_account
from access.people.passwords import set_password, set_pin
from access.people.records import Account, Reader, Role
from access.people.secrets import Cost

NOON = datetime(2026, 11, 27, 7, tzinfo=UTC)
"""Noon in Almaty."""
QUICK = Cost(passes=1, memory_kib=8, threads=1)
PASSWORD = "көктем-2026-гүл"  # noqa: S105 - nobody's
PIN = "7042"
NUMBERS = count(1000)


def a_reader(
    db: Session,
    *,
    card: str = "",
    family: str = "Сейітова",
    given: str = "Гүлнар",
    born_on: date | None = None,
) -> Reader:
    """A reader with a card, and nothing else."""
    reader = Reader(
        card_number=card or f"TEST{next(NUMBERS)}",
        family_name=family,
        given_name=given,
        born_on=born_on,
        registered_at=NOON,
    )
    db.add(reader)
    db.flush()
    return reader


def a_reader_with_secrets(db: Session, *, card: str = "") -> Reader:
    """A reader who can sign in by password and by PIN."""
    reader = a_reader(db, card=card)
    set_password(db, reader_id=reader.id, password=PASSWORD, now=NOON, cost=QUICK)
    set_pin(db, reader_id=reader.id, pin=PIN, cost=QUICK)
    return reader


def an_account(db: Session, *roles: Role, login: str = "") -> Account:
    """An account of the staff."""
    return open_account(
        db,
        login=login or f"staff{next(NUMBERS)}",
        name="Айгерім Оспанова",
        roles=roles or (Role.COORDINATOR,),
        password=PASSWORD,
        now=NOON,
        cost=QUICK,
    )
