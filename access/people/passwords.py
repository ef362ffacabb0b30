"""A reader's password and PIN: chosen with the old one, or with digits that a coordinator gave."""

import secrets as randomness
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from access.people.by_number import reader_held
from access.people.cards import reader_by_card
from access.people.doors import ResetKey
from access.people.errors import WeakPin, WrongPassword
from access.people.keys import end_sign_ins
from access.people.locks import A_NAME, A_PIN, A_PLACE, failed, forgive, tried, waits_until
from access.people.looking import looked
from access.people.records import Reader
from access.people.secrets import (
    STANDARD,
    Cost,
    hashed,
    matches,
    require_good_password,
    require_good_pin,
)
from access.people.signing_in import FOR_READERS, Refused, SignedIn, begin

RESET_DIGITS, PIN_DIGITS = 10, 4
RESET_LIVES_S = 7 * 86_400


@dataclass(frozen=True, slots=True)
class NewResetKey:
    """Digits to read to the reader; shown this once."""

    digits: str = field(repr=False)
    ends_at: datetime


def issue_reset_key(
    db: Session,
    *,
    reader_id: int,
    by_id: int,
    now: datetime,
    lives_s: int = RESET_LIVES_S,
    door: str = "desk",
    cost: Cost = STANDARD,
) -> NewResetKey:
    """A coordinator gives a reader ten digits, good once, to choose a (first) password with.

    Digits given before open nothing any more. Raises ReaderNotFound, ReaderClosed.
    """
    reader = reader_held(db, reader_id)
    _use_up(db, reader.id, now)
    digits = "".join(randomness.choice("0123456789") for _ in range(RESET_DIGITS))
    ends_at = now + timedelta(seconds=lives_s)
    db.add(
        ResetKey(
            reader_id=reader.id,
            key_hash=hashed(digits, cost=cost),
            issued_by_id=by_id,
            issued_at=now,
            ends_at=ends_at,
        )
    )
    looked(db, reader_id=reader.id, account_id=by_id, what="reset_key", door=door, now=now)
    return NewResetKey(digits, ends_at)


def use_reset_key(
    db: Session,
    *,
    card_number: str,
    digits: str,
    password: str,
    place: str,
    now: datetime,
    cost: Cost = STANDARD,
) -> SignedIn | Refused:
    """A reader chooses a password with the digits they were given, and is signed in.

    The digits are used up, every other sign-in ends. Failed tries count like failed passwords.
    Raises WeakPassword (after the digits proved right; they stay good).
    """
    reader = reader_by_card(db, card_number)
    name = tried("reset", reader.card_number if reader else card_number.strip()[:200], A_NAME)
    tries = (name, tried("place", place, A_PLACE))
    until_at = waits_until(db, tries, now=now)
    if until_at is not None:
        return Refused(until_at, was_tried=False)
    key = _live(db, reader, now)
    clean = "".join(sign for sign in digits[:100] if sign.isdigit())
    if not matches(key.key_hash if key else None, clean, cost=cost) or reader is None:
        return Refused(failed(db, tries, now=now), was_tried=True)
    set_password(db, reader_id=reader.id, password=password, now=now, cost=cost)
    forgive(db, name)
    forgive(db, tried("reader", reader.card_number, A_NAME))
    return begin(db, reader=reader, now=now, lifetimes=FOR_READERS)


def set_password(
    db: Session, *, reader_id: int, password: str, now: datetime, cost: Cost = STANDARD
) -> None:
    """The reader's password from now on; every sign-in ends and digits given before are void.

    Raises ReaderNotFound, ReaderClosed, WeakPassword.
    """
    reader = reader_held(db, reader_id)
    names = (reader.family_name, reader.given_name, reader.patronymic)
    require_good_password(password, card=reader.card_number, names=names)
    reader.password_hash = hashed(password, cost=cost)
    _use_up(db, reader.id, now)
    end_sign_ins(db, reader_id=reader.id)
    db.flush()


def change_password(
    db: Session,
    *,
    reader_id: int,
    present: str,
    password: str,
    now: datetime,
    keep_sign_in_id: int | None = None,
    cost: Cost = STANDARD,
) -> None:
    """The reader changes it themselves; every other sign-in ends.

    Raises ReaderNotFound, ReaderClosed, WrongPassword, WeakPassword.
    """
    reader = reader_held(db, reader_id)
    if not matches(reader.password_hash, present, cost=cost):
        raise WrongPassword
    names = (reader.family_name, reader.given_name, reader.patronymic)
    require_good_password(password, card=reader.card_number, names=names)
    reader.password_hash = hashed(password, cost=cost)
    _use_up(db, reader.id, now)
    end_sign_ins(db, reader_id=reader.id, but_id=keep_sign_in_id)
    db.flush()


def set_pin(db: Session, *, reader_id: int, pin: str, cost: Cost = STANDARD) -> None:
    """The reader's digits for the telephone from now on; a lock by wrong ones is opened.

    Raises ReaderNotFound, ReaderClosed, WeakPin.
    """
    reader = reader_held(db, reader_id)
    require_good_pin(pin, card=reader.card_number)
    reader.pin_hash = hashed(pin, cost=cost)
    forgive(db, tried("pin", reader.card_number, A_PIN))
    db.flush()


def issue_pin(
    db: Session,
    *,
    reader_id: int,
    by_id: int,
    now: datetime,
    door: str = "desk",
    cost: Cost = STANDARD,
) -> str:
    """A coordinator gives a reader new digits for the telephone; they are told this once.

    Raises ReaderNotFound, ReaderClosed.
    """
    reader = reader_held(db, reader_id)
    while True:
        pin = "".join(randomness.choice("0123456789") for _ in range(PIN_DIGITS))
        with suppress(WeakPin):
            require_good_pin(pin, card=reader.card_number)
            break
    set_pin(db, reader_id=reader_id, pin=pin, cost=cost)
    looked(db, reader_id=reader.id, account_id=by_id, what="pin_reset", door=door, now=now)
    return pin


def unlock(db: Session, *, reader_id: int, by_id: int, now: datetime, door: str = "desk") -> None:
    """A coordinator opens a reader's locks: too many wrong passwords, PINs or digits."""
    reader = reader_held(db, reader_id)
    for kind, patience in (("reader", A_NAME), ("pin", A_PIN), ("reset", A_NAME)):
        forgive(db, tried(kind, reader.card_number, patience))
    looked(db, reader_id=reader.id, account_id=by_id, what="unlocked", door=door, now=now)


def _live(db: Session, reader: Reader | None, now: datetime) -> ResetKey | None:
    if reader is None or reader.closed_at is not None:
        return None
    return db.scalars(
        select(ResetKey)
        .where(
            ResetKey.reader_id == reader.id,
            ResetKey.used_at.is_(None),
            ResetKey.ends_at > now,
        )
        .order_by(ResetKey.id.desc())
        .limit(1)
    ).one_or_none()


def _use_up(db: Session, reader_id: int, now: datetime) -> None:
    db.execute(
        update(ResetKey)
        .where(ResetKey.reader_id == reader_id, ResetKey.used_at.is_(None))
        .values(used_at=now)
    )
