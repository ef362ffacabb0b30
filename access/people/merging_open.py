"""When two records become one: which of two open rows goes on, where only one may be open."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.listening.records import Position
from access.network.zone import today
from access.people.records import Assistance, Consent, Eligibility
from access.requests.closing import withdraw
from access.requests.records import Request

Row = Assistance | Eligibility | Consent | Request


def join_assistances(db: Session, stays_id: int, goes_id: int, now: datetime) -> None:
    """Leave given to one assistant on both records goes on as one, as long as the longer."""
    rows = db.scalars(
        select(Assistance)
        .where(Assistance.reader_id.in_((stays_id, goes_id)), Assistance.ended_at.is_(None))
        .with_for_update()
    ).all()
    for row in rows:
        twin = next((other for other in rows if _is_twin(row, other, "account_id")), None)
        if row.reader_id == stays_id and twin is not None:
            row.since_on = min(row.since_on, twin.since_on)
            row.until_on = _later(row.until_on, twin.until_on)
            twin.ended_at = now


def join_eligibilities(db: Session, stays_id: int, goes_id: int, now: datetime) -> None:
    """Of two rights to one service goes on the one that is in force today and lasts longer."""
    on = today(db, now=now)

    def worth(row: Eligibility) -> tuple[bool, date, bool]:
        last_on = row.until_on or date.max
        return row.since_on <= on <= last_on, last_on, row.reader_id == stays_id

    rows = db.scalars(
        select(Eligibility)
        .where(Eligibility.reader_id.in_((stays_id, goes_id)), Eligibility.withdrawn_at.is_(None))
        .with_for_update()
    ).all()
    for row in rows:
        if any(_is_twin(row, other, "service") and worth(other) > worth(row) for other in rows):
            row.withdrawn_at = now


def join_consents(db: Session, stays_id: int, goes_id: int, now: datetime) -> None:
    """The last word that somebody said of a purpose holds, on whichever record they said it."""
    rows = db.scalars(
        select(Consent).where(Consent.reader_id.in_((stays_id, goes_id))).with_for_update()
    ).all()
    overruled = [row for row in rows if row.withdrawn_at is None and _is_overruled(row, rows)]
    for row in overruled:
        row.withdrawn_at = now


def _is_overruled(row: Consent, rows: Sequence[Consent]) -> bool:
    """Whether something was said of the same purpose after this consent."""
    return any(
        other.withdrawn_at > row.given_at
        if other.withdrawn_at is not None
        else (other.given_at, other.id) > (row.given_at, row.id)
        for other in rows
        if other.purpose is row.purpose and other is not row
    )


def join_requests(db: Session, stays_id: int, goes_id: int, now: datetime) -> None:
    """A title asked for on both records is one wish: the older goes on, the other is withdrawn."""
    rows = db.scalars(
        select(Request)
        .where(Request.reader_id.in_((stays_id, goes_id)), Request.closed_at.is_(None))
        .with_for_update()
    ).all()
    for row in rows:
        if any(
            _is_twin(row, other, "title_id", "kind")
            and (other.asked_at, other.id) < (row.asked_at, row.id)
            for other in rows
        ):
            withdraw(db, request_id=row.id, reader_id=row.reader_id, now=now)


def join_positions(db: Session, stays_id: int, goes_id: int, now: datetime) -> None:
    """Of two places in the same book the later one is where the reader is."""
    rows = db.scalars(
        select(Position)
        .where(Position.reader_id.in_((stays_id, goes_id)))
        .order_by(Position.changed_at.desc(), Position.id.desc())
    ).all()
    seen = set[tuple[int, str]]()
    for row in rows:
        if (row.title_id, row.manner_key) in seen:
            db.delete(row)
        seen.add((row.title_id, row.manner_key))


def _is_twin(row: Row, other: Row, *same: str) -> bool:
    """Whether two rows of the two records say the same thing of the same."""
    return row.reader_id != other.reader_id and all(
        getattr(row, name) == getattr(other, name) for name in same
    )


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
