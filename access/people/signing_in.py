"""Signing in and out: readers by card and password or PIN, accounts by name and password.

A failed try is counted in the database, so it is an answer (`Refused`), not an error: a door that
rolled back at an error would forget it. Nothing tells whether the card or the password was wrong,
and an unknown card takes as long as a known one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from access.people import assisting
from access.people.cards import reader_by_card
from access.people.doors import SignIn
from access.people.keys import digest, end_sign_ins, fresh_key
from access.people.locks import (
    A_CALLER,
    A_NAME,
    A_PIN,
    A_PLACE,
    Tried,
    failed,
    forgive,
    tried,
    waits_until,
)
from access.people.person import Person, person_of_account, person_of_reader
from access.people.records import Account, Reader
from access.people.secrets import STANDARD, Cost, hashed, matches, needs_rehash

LONGEST_NAME = 200
LONGEST_SECRET = 1_000
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long a sign-in lives without being used, and at the longest."""

    idle_s: int
    longest_s: int


FOR_READERS = Lifetimes(idle_s=14 * 86_400, longest_s=90 * 86_400)
FOR_ACCOUNTS = Lifetimes(idle_s=4 * 3_600, longest_s=12 * 3_600)
FOR_CALLS = Lifetimes(idle_s=1_800, longest_s=3 * 3_600)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who it is, and the key that opens the door from now on. The key is shown here only."""

    person: Person
    key: str = field(repr=False)
    ends_at: datetime
    """When the sign-in ends at the latest, however much it is used."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Name and secret do not belong together, or it was tried too often.

    `until_at` is when it may be tried again; None: at once. `was_tried` is False where nothing was
    compared because the wait is not over.
    """

    until_at: datetime | None
    was_tried: bool


def sign_in_reader(
    db: Session,
    *,
    card_number: str,
    password: str,
    place: str,
    now: datetime,
    cost: Cost = STANDARD,
    lifetimes: Lifetimes = FOR_READERS,
) -> SignedIn | Refused:
    """A reader comes with card and password; `place` is the address they come from."""
    reader = reader_by_card(db, card_number)
    name = tried("reader", reader.card_number if reader else _bounded(card_number), A_NAME)
    tries = (name, tried("place", place, A_PLACE))
    kept = reader.password_hash if reader and reader.closed_at is None else None
    refused = _refused(db, tries, kept=kept, secret=password, now=now, cost=cost)
    if refused or reader is None or kept is None:
        return refused or Refused(None, was_tried=True)
    forgive(db, name)
    if needs_rehash(kept, cost=cost):
        reader.password_hash = hashed(password, cost=cost)
    return begin(db, reader=reader, now=now, lifetimes=lifetimes)


def sign_in_by_pin(
    db: Session,
    *,
    card_number: str,
    pin: str,
    caller: str,
    now: datetime,
    cost: Cost = STANDARD,
    lifetimes: Lifetimes = FOR_CALLS,
) -> SignedIn | Refused:
    """A reader calls and keys in card and PIN; `caller` is the number they call from.

    Three tries, then the card and the caller wait, longer each time.
    """
    reader = reader_by_card(db, card_number)
    name = tried("pin", reader.card_number if reader else _bounded(card_number), A_PIN)
    calls = tried("caller", caller, A_CALLER)
    kept = reader.pin_hash if reader and reader.closed_at is None else None
    refused = _refused(db, (name, calls), kept=kept, secret=pin, now=now, cost=cost)
    if refused or reader is None or kept is None:
        return refused or Refused(None, was_tried=True)
    forgive(db, name)
    forgive(db, calls)
    return begin(db, reader=reader, now=now, lifetimes=lifetimes)


def sign_in_account(
    db: Session,
    *,
    login: str,
    password: str,
    place: str,
    now: datetime,
    cost: Cost = STANDARD,
    lifetimes: Lifetimes = FOR_ACCOUNTS,
) -> SignedIn | Refused:
    """Staff or an assistant comes with login and password; `place` is where they come from."""
    written = _bounded(login)
    account = db.scalars(select(Account).where(Account.login == written)).one_or_none()
    name = tried("account", written, A_NAME)
    tries = (name, tried("place", place, A_PLACE))
    kept = account.password_hash if account and account.disabled_at is None else None
    refused = _refused(db, tries, kept=kept, secret=password, now=now, cost=cost)
    if refused or account is None or kept is None:
        return refused or Refused(None, was_tried=True)
    forgive(db, name)
    if needs_rehash(kept, cost=cost):
        account.password_hash = hashed(password, cost=cost)
    return begin(db, account=account, now=now, lifetimes=lifetimes)


def who(db: Session, *, key: str, now: datetime, renew: bool = True) -> Person | None:
    """Who holds this key; None where it opens nothing (any more).

    Using it keeps it alive: noted at most once a minute, and not at all where `renew` is False
    (in a transaction that only reads). An assistant whose leave has ended acts for nobody.
    """
    found = _live(db, key, now)
    if found is None:
        return None
    if renew and now - found.seen_at >= SEEN_EVERY:
        ends_at = min(now + timedelta(seconds=found.idle_s), found.last_at)
        db.execute(update(SignIn).where(SignIn.id == found.id).values(seen_at=now, ends_at=ends_at))
    if found.reader is not None:
        return person_of_reader(found.reader, sign_in_id=found.id)
    if found.account is None:
        return None
    acts_for = found.acts_for
    if acts_for and not assisting.may_act_for(db, found.account, acts_for, now=now):
        acts_for = None
    return person_of_account(found.account, acts_for=acts_for, sign_in_id=found.id)


def sign_out(db: Session, *, key: str) -> None:
    """This browser or call opens nothing any more; unknown keys are no matter."""
    db.execute(delete(SignIn).where(SignIn.key_digest == digest(key)))


def sign_out_everywhere(
    db: Session,
    *,
    reader_id: int | None = None,
    account_id: int | None = None,
    but_id: int | None = None,
) -> None:
    """End every sign-in of a reader or an account, perhaps but the one in use."""
    end_sign_ins(db, reader_id=reader_id, account_id=account_id, but_id=but_id)


def begin(
    db: Session,
    *,
    reader: Reader | None = None,
    account: Account | None = None,
    now: datetime,
    lifetimes: Lifetimes,
) -> SignedIn:
    """Open a door for somebody whose secret has been proved; every time with a new key."""
    key = fresh_key()
    last_at = now + timedelta(seconds=lifetimes.longest_s)
    row = SignIn(
        key_digest=digest(key),
        reader_id=reader.id if reader else None,
        account_id=account.id if account else None,
        began_at=now,
        seen_at=now,
        ends_at=min(now + timedelta(seconds=lifetimes.idle_s), last_at),
        idle_s=lifetimes.idle_s,
        last_at=last_at,
    )
    db.add(row)
    db.flush()
    if reader is not None:
        return SignedIn(person_of_reader(reader, sign_in_id=row.id), key, last_at)
    if account is None:
        raise ValueError("somebody has to sign in")
    person = person_of_account(account, acts_for=None, sign_in_id=row.id)
    return SignedIn(person, key, last_at)


def tidy_sign_ins(db: Session, *, now: datetime) -> None:
    """Take away sign-ins that have ended; for the nightly work."""
    db.execute(delete(SignIn).where(SignIn.ends_at < now))


def _refused(
    db: Session,
    tries: Sequence[Tried],
    *,
    kept: str | None,
    secret: str,
    now: datetime,
    cost: Cost,
) -> Refused | None:
    until_at = waits_until(db, tries, now=now)
    if until_at is not None:
        return Refused(until_at, was_tried=False)
    if len(secret) <= LONGEST_SECRET and matches(kept, secret, cost=cost):
        return None
    return Refused(failed(db, tries, now=now), was_tried=True)


def _live(db: Session, key: str, now: datetime) -> SignIn | None:
    found = db.scalars(
        select(SignIn)
        .where(SignIn.key_digest == digest(key), SignIn.ends_at > now)
        .options(joinedload(SignIn.reader), joinedload(SignIn.account), joinedload(SignIn.acts_for))
    ).one_or_none()
    if found is None or (found.reader and found.reader.closed_at):
        return None
    return None if found.account and found.account.disabled_at else found


def _bounded(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME].casefold()
