"""A reader chooses a password: alone, or with digits that a coordinator read to them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.doors import Look, ResetKey
from access.people.errors import WeakPassword, WrongPassword
from access.people.locks import A_NAME
from access.people.passwords import change_password, issue_reset_key, set_password, use_reset_key
from access.people.records import Reader
from access.people.signing_in import Refused, SignedIn, sign_in_reader, who
from tests.access.people.people import (
    NOON,
    PASSWORD,
    QUICK,
    a_reader,
    a_reader_with_secrets,
    an_account,
)

OTHER = "жаңа құпия сөз"


def chosen(
    db: Session, reader: Reader, digits: str, *, password: str = OTHER, hours: int = 0
) -> SignedIn | Refused:
    return use_reset_key(
        db,
        card_number=reader.card_number,
        digits=digits,
        password=password,
        place="192.0.2.1",
        now=NOON + timedelta(hours=hours),
        cost=QUICK,
    )


def comes(db: Session, reader: Reader, password: str) -> SignedIn | Refused:
    return sign_in_reader(
        db, card_number=reader.card_number, password=password, place="", now=NOON, cost=QUICK
    )


def test_a_first_password_is_chosen_with_ten_digits(db: Session) -> None:
    reader, staff = a_reader(db), an_account(db)
    given = issue_reset_key(db, reader_id=reader.id, by_id=staff.id, now=NOON, cost=QUICK)
    assert given.digits not in repr(given)
    assert given.digits not in str(vars(db.scalars(select(ResetKey)).one()))
    assert [(look.what, look.account_id) for look in db.scalars(select(Look))] == [
        ("reset_key", staff.id)
    ]
    spoken = f"{given.digits[:5]} {given.digits[5:]}"
    assert isinstance(chosen(db, reader, spoken), SignedIn)
    assert isinstance(comes(db, reader, OTHER), SignedIn)


def test_the_digits_open_once(db: Session) -> None:
    reader, staff = a_reader(db), an_account(db)
    given = issue_reset_key(db, reader_id=reader.id, by_id=staff.id, now=NOON, cost=QUICK)
    assert isinstance(chosen(db, reader, given.digits), SignedIn)
    assert isinstance(chosen(db, reader, given.digits), Refused)


def test_digits_given_before_and_digits_too_old_open_nothing(db: Session) -> None:
    reader, staff = a_reader(db), an_account(db)
    first = issue_reset_key(db, reader_id=reader.id, by_id=staff.id, now=NOON, cost=QUICK)
    second = issue_reset_key(db, reader_id=reader.id, by_id=staff.id, now=NOON, cost=QUICK)
    assert isinstance(chosen(db, reader, first.digits), Refused)
    assert isinstance(chosen(db, reader, second.digits, hours=7 * 24), Refused)
    assert isinstance(chosen(db, reader, second.digits, hours=7 * 24 - 1), SignedIn)


def test_wrong_digits_wait_like_wrong_passwords(db: Session) -> None:
    reader, staff = a_reader(db), an_account(db)
    given = issue_reset_key(db, reader_id=reader.id, by_id=staff.id, now=NOON, cost=QUICK)
    for _ in range(A_NAME.free + 1):
        last = chosen(db, reader, "12")
    assert isinstance(last, Refused)
    assert last.until_at
    assert chosen(db, reader, given.digits) == Refused(last.until_at, was_tried=False)


def test_a_weak_password_leaves_the_digits_good(db: Session) -> None:
    reader, staff = a_reader(db), an_account(db)
    given = issue_reset_key(db, reader_id=reader.id, by_id=staff.id, now=NOON, cost=QUICK)
    with pytest.raises(WeakPassword):
        chosen(db, reader, given.digits, password="12345678")  # noqa: S106 - refused
    assert isinstance(chosen(db, reader, given.digits), SignedIn)


def test_a_new_password_ends_every_other_sign_in(db: Session) -> None:
    reader = a_reader_with_secrets(db)
    here, there = comes(db, reader, PASSWORD), comes(db, reader, PASSWORD)
    assert isinstance(here, SignedIn)
    assert isinstance(there, SignedIn)
    change_password(
        db,
        reader_id=reader.id,
        present=PASSWORD,
        password=OTHER,
        now=NOON,
        keep_sign_in_id=here.person.sign_in_id,
        cost=QUICK,
    )
    assert who(db, key=here.key, now=NOON)
    assert who(db, key=there.key, now=NOON) is None
    assert isinstance(comes(db, reader, PASSWORD), Refused)
    set_password(db, reader_id=reader.id, password=PASSWORD, now=NOON, cost=QUICK)
    assert who(db, key=here.key, now=NOON) is None


def test_the_present_password_is_asked_for(db: Session) -> None:
    reader = a_reader_with_secrets(db)
    with pytest.raises(WrongPassword):
        change_password(
            db, reader_id=reader.id, present="guess", password=OTHER, now=NOON, cost=QUICK
        )
