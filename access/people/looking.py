"""Every look at a reader's record leaves a trace, and readers may see who looked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.people.doors import Look
from access.people.records import Account

MOST_LOOKS = 100
ONE_VISIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LookTold:
    """A look, with the name of who looked; empty where it was the readers themselves."""

    look_id: int
    account_id: int | None
    account_name: str
    what: str
    door: str
    looked_at: datetime


def looked(
    db: Session, *, reader_id: int, account_id: int | None, what: str, door: str, now: datetime
) -> Look:
    """Keep that somebody looked at, or changed, a reader's record.

    `what` is a code such as `profile_read`, never a fact of the record; `account_id` None means
    the readers themselves.
    """
    look = Look(
        reader_id=reader_id, account_id=account_id, what=what[:64], door=door[:16], looked_at=now
    )
    db.add(look)
    db.flush()
    return look


def looks_at(
    db: Session, *, reader_id: int, before_id: int | None = None, limit: int = 50
) -> Sequence[LookTold]:
    """Who looked at this reader's record, newest first; go on with the last `look_id` as
    `before_id`."""
    query = (
        select(Look.id, Look.account_id, func.coalesce(Account.name, ""), Look.what, Look.door,
               Look.looked_at)
        .outerjoin(Account, Account.id == Look.account_id)
        .where(Look.reader_id == reader_id)
        .order_by(Look.id.desc())
        .limit(max(1, min(limit, MOST_LOOKS)))
    )  # fmt: skip
    if before_id is not None:
        query = query.where(Look.id < before_id)
    return [LookTold(*row) for row in db.execute(query)]


def looked_once(
    db: Session,
    *,
    reader_ids: Collection[int],
    account_id: int,
    what: str,
    door: str,
    now: datetime,
) -> None:
    """Keep a look at each of these records, but for those on which this account left one of this
    kind a moment ago (`ONE_VISIT`): a visit of several pages is one look."""
    known = set(
        db.scalars(
            select(Look.reader_id).where(
                Look.reader_id.in_(list(reader_ids)),
                Look.account_id == account_id,
                Look.what == what,
                Look.looked_at >= now - ONE_VISIT,
            )
        )
    )
    for reader_id in sorted(set(reader_ids) - known):
        looked(db, reader_id=reader_id, account_id=account_id, what=what, door=door, now=now)
