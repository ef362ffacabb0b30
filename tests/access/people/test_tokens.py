"""Machines come with tokens, which end, are revoked, and are shown once."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.accounts import disable, enable
from access.people.doors import Token
from access.people.errors import BadField, ReaderClosed
from access.people.person import Person
from access.people.records import Role
from access.people.tokens import create_token, revoke_token, tokens_of, who_by_token
from tests.access.people.people import NOON, a_reader, an_account

HOUR = timedelta(hours=1)


def person_by(db: Session, key: str, *, hours: int = 0) -> Person:
    found = who_by_token(db, key=key, now=NOON + hours * HOUR)
    assert found
    return found


def test_a_token_has_the_rights_of_its_account(db: Session) -> None:
    account = an_account(db, Role.PRODUCER)
    made = create_token(db, name="catalogue", account_id=account.id, now=NOON)
    assert made.key not in repr(made)
    assert made.key not in str(vars(db.scalars(select(Token)).one()))
    found = person_by(db, made.key)
    assert found.account_id == account.id
    assert found.roles == {Role.PRODUCER}
    assert who_by_token(db, key=made.key[:-1], now=NOON) is None


def test_a_token_ends_on_time(db: Session) -> None:
    made = create_token(db, name="app", reader_id=a_reader(db).id, ends_at=NOON + HOUR, now=NOON)
    assert person_by(db, made.key).reader_id
    assert who_by_token(db, key=made.key, now=NOON + HOUR) is None
    with pytest.raises(BadField):
        create_token(db, name="app", reader_id=a_reader(db).id, ends_at=NOON, now=NOON)


def test_only_its_owner_revokes_a_token(db: Session) -> None:
    mine = create_token(db, name="app", reader_id=a_reader(db).id, now=NOON)
    other = create_token(db, name="app", reader_id=a_reader(db).id, now=NOON)
    me, them = person_by(db, mine.key), person_by(db, other.key)
    assert not revoke_token(db, token_id=mine.token_id, person=them, now=NOON)
    assert revoke_token(db, token_id=mine.token_id, person=me, now=NOON)
    assert who_by_token(db, key=mine.key, now=NOON) is None
    assert tokens_of(db, reader_id=me.reader_id, now=NOON) == []


def test_a_disabled_account_keeps_no_token(db: Session) -> None:
    account = an_account(db)
    made = create_token(db, name="catalogue", account_id=account.id, now=NOON)
    disable(db, account_id=account.id, now=NOON)
    assert who_by_token(db, key=made.key, now=NOON) is None
    enable(db, account_id=account.id)
    assert who_by_token(db, key=made.key, now=NOON) is None


def test_a_closed_reader_has_no_token(db: Session) -> None:
    reader = a_reader(db)
    made = create_token(db, name="app", reader_id=reader.id, now=NOON)
    reader.closed_at = NOON
    db.flush()
    assert who_by_token(db, key=made.key, now=NOON) is None
    with pytest.raises(ReaderClosed):
        create_token(db, name="app", reader_id=reader.id, now=NOON)


def test_nobody_heaps_up_tokens(db: Session) -> None:
    reader = a_reader(db)
    for _ in range(50):
        create_token(db, name="app", reader_id=reader.id, now=NOON)
    with pytest.raises(BadField):
        create_token(db, name="app", reader_id=reader.id, now=NOON)
