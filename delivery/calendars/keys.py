"""Giving somebody a secret address for their calendar, giving a new one, taking it away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from access.network.zone import today
from access.people.keys import LONGEST_KEY, digest, fresh_key
from access.people.records import Account, Role
from delivery.calendars.records import CalendarKey
from delivery.crew.records import Courier
from delivery.errors import CalendarTooOften, NoCalendar, NotHere
from delivery.holding import hold

MOST_AN_HOUR = 60
COUNTED = timedelta(hours=1)
SEES_DAYS = (Role.COORDINATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Whose calendar it is: a courier's runs, or every delivery day (`courier_id` None)."""

    courier_id: int | None
    name: str


def give_key(
    db: Session, *, courier_id: int | None = None, account_id: int | None = None, now: datetime
) -> str:
    """A new secret for a courier's calendar or for an account's; an older one opens nothing any
    more. It is shown once: only its digest is kept. Raises NotHere."""
    if (courier_id is None) == (account_id is None):
        raise ValueError("a calendar is a courier's or an account's")
    if courier_id is not None:
        hold(db, Courier, courier_id, name="courier")
    else:
        hold(db, Account, account_id or 0, name="account")
    take_key(db, courier_id=courier_id, account_id=account_id)
    key = fresh_key()
    db.add(
        CalendarKey(
            digest=digest(key),
            courier_id=courier_id,
            account_id=account_id,
            made_at=now,
            counted_from_at=now,
        )
    )
    db.flush()
    return key


def take_key(db: Session, *, courier_id: int | None = None, account_id: int | None = None) -> None:
    """The address leads nowhere from now on. Done twice it changes nothing."""
    whose = (
        CalendarKey.courier_id == courier_id
        if courier_id is not None
        else CalendarKey.account_id == account_id
    )
    db.execute(delete(CalendarKey).where(whose))
    db.flush()


def keys_of_couriers(db: Session) -> dict[int, datetime]:
    """The couriers who have an address, with when it was given."""
    rows = db.execute(
        select(CalendarKey.courier_id, CalendarKey.made_at).where(
            CalendarKey.courier_id.is_not(None)
        )
    )
    return {courier_id: made_at for courier_id, made_at in rows if courier_id is not None}


def key_of_account(db: Session, *, account_id: int) -> datetime | None:
    """When this account was given its address; None: it has none."""
    return db.scalar(select(CalendarKey.made_at).where(CalendarKey.account_id == account_id))


def courier_of_account(db: Session, *, account_id: int) -> Courier:
    """The courier who signs in with this account. Raises NotHere."""
    found = db.scalars(select(Courier).where(Courier.account_id == account_id)).one_or_none()
    if found is None:
        raise NotHere("courier", account_id)
    return found


def subscriber(db: Session, *, key: str, now: datetime) -> Subscriber:
    """Whose calendar this secret opens, counted: MOST_AN_HOUR fetches an hour are answered.

    Raises NoCalendar (unknown, withdrawn, or its owner may not see it any more), CalendarTooOften.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise NoCalendar
    row = db.scalars(
        select(CalendarKey)
        .where(CalendarKey.digest == digest(key))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NoCalendar
    who = _owner(db, row, now)
    if now - row.counted_from_at >= COUNTED or now < row.counted_from_at:
        row.counted_from_at, row.fetches = now, 0
    if row.fetches >= MOST_AN_HOUR:
        raise CalendarTooOften(row.counted_from_at + COUNTED)
    row.fetches += 1
    db.flush()
    return who


def _owner(db: Session, row: CalendarKey, now: datetime) -> Subscriber:
    """A courier who has left, or an account that was disabled or has no such role any more, sees
    nothing. Raises NoCalendar."""
    account_id = row.account_id
    courier: Courier | None = None
    if row.courier_id is not None:
        courier = db.get_one(Courier, row.courier_id, options=[joinedload(Courier.depot)])
        account_id = courier.account_id
        if courier.left_on is not None and courier.left_on <= today(db, now=now):
            raise NoCalendar
    account = db.get(Account, account_id) if account_id is not None else None
    if account is not None and account.disabled_at is not None:
        raise NoCalendar
    if courier is not None:
        return Subscriber(courier_id=courier.id, name=courier.name)
    if account is None or not account.may_as(*SEES_DAYS):
        raise NoCalendar
    return Subscriber(courier_id=None, name=account.name)
