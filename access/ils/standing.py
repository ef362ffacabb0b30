"""What the ILS says of readers: kept from the last time it was asked, so that nobody waits for it.

Where it says nothing, or is away, the records of Dauys decide alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload

from access.database.once import insert_once
from access.ils.errors import BlockedAtIls
from access.ils.records import LONGEST_WORDS, IlsRule, Standing, Verdict
from access.ils.rule import rule_of
from access.people.records import Reader
from access.requests.records import Request

FRESH_FOR = timedelta(hours=12)
"""So long an answer counts without being asked for again."""
BELIEVED_FOR = timedelta(days=7)
"""So long a refusal holds where the ILS is away: after that Dauys' own records decide again."""
MOST_AT_ONCE = 50
NOT_GOOD = frozenset({Verdict.BLOCKED, Verdict.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Asked:
    """A reader of whom the ILS is to be asked."""

    reader_id: int
    card: str


def want_standing(
    db: Session, *, reader_id: int, now: datetime, even_if_fresh: bool = False
) -> None:
    """Somebody wants to know: the ILS is asked soon, unless it was just asked."""
    if rule_of(db) is IlsRule.OFF:
        return
    insert_once(db, Standing, {"reader_id": reader_id, "words": "", "wanted_at": now})
    stale = or_(Standing.answered_at.is_(None), Standing.answered_at <= now - FRESH_FOR)
    which = [Standing.reader_id == reader_id, Standing.wanted_at.is_(None)]
    db.execute(
        update(Standing).where(*which, *(() if even_if_fresh else (stale,))).values(wanted_at=now)
    )


def standing_of(db: Session, *, reader_id: int) -> Standing | None:
    """What it said the last time; None where it was never asked, or is not there."""
    if rule_of(db) is IlsRule.OFF:
        return None
    return db.get(Standing, reader_id, populate_existing=True)


def require_good(db: Session, *, reader_id: int, now: datetime) -> None:
    """Raises BlockedAtIls where the ILS has the last word and said no, not too long ago."""
    if rule_of(db) is not IlsRule.DECIDES:
        return
    standing = standing_of(db, reader_id=reader_id)
    if standing is None or standing.answered_at is None or standing.verdict not in NOT_GOOD:
        return
    if standing.answered_at > now - BELIEVED_FOR:
        raise BlockedAtIls(reader_id)


def to_be_asked(db: Session, *, now: datetime, limit: int = MOST_AT_ONCE) -> Sequence[Asked]:
    """Of whom somebody wants to know, who waited longest first; then those who wait for something
    and of whom the answer has grown old."""
    most = max(1, min(limit, MOST_AT_ONCE))
    waits = (
        select(Request.reader_id)
        .where(Request.closed_at.is_(None), Request.reader_id == Standing.reader_id)
        .exists()
    )
    due = Standing.wanted_at.is_not(None) | ((Standing.answered_at <= now - 2 * FRESH_FOR) & waits)
    rows = db.scalars(
        select(Standing)
        .join(Reader)
        .where(due, Reader.closed_at.is_(None))
        .options(joinedload(Standing.reader))
        .order_by(Standing.wanted_at.is_(None), Standing.wanted_at, Standing.reader_id)
        .limit(most)
    ).all()
    return [Asked(one.reader_id, one.reader.card_number) for one in rows]


def note_standing(
    db: Session, asked: Asked, *, verdict: Verdict, words: str, now: datetime
) -> None:
    """What the ILS said; nothing where the reader's card is another by now."""
    row = db.get(Standing, asked.reader_id, with_for_update=True, populate_existing=True)
    reader = db.get(Reader, asked.reader_id, populate_existing=True)
    if row is None or reader is None or reader.card_number != asked.card:
        return
    row.verdict, row.words = verdict, words[:LONGEST_WORDS]
    row.answered_at, row.wanted_at = now, None
    db.flush()
