"""What a reader agreed to, purpose by purpose, and when they took it back; the past stays readable.

Without HISTORY nothing new comes onto the list of what they had, and the list they have is
forgotten: it is theirs alone, and they were asked whether we may keep it.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.by_number import reader_held
from access.people.fields import text_written
from access.people.looking import looked
from access.people.records import Consent, Purpose
from access.requests.had import forget_had

LONGEST_WORDING = 32
MOST_CONSENTS = 500


def give(
    db: Session,
    *,
    reader_id: int,
    purpose: Purpose,
    wording: str,
    now: datetime,
    by_id: int | None = None,
    door: str = "web",
) -> Consent:
    """A reader agrees to one purpose, in the wording of a date ("2026-11-01").

    Given again in the same wording nothing changes; in a newer one, the old consent ends.
    Raises ReaderNotFound, ReaderClosed, BadField.
    """
    words = text_written("wording", wording, longest=LONGEST_WORDING)
    reader_held(db, reader_id)
    old = _open(db, reader_id, purpose)
    if old is not None and old.wording == words:
        return old
    if old is not None:
        old.withdrawn_at = now
        db.flush()
    row = Consent(reader_id=reader_id, purpose=purpose, wording=words, given_at=now)
    db.add(row)
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="consent_given", door=door, now=now)
    return row


def withdraw(
    db: Session,
    *,
    reader_id: int,
    purpose: Purpose,
    now: datetime,
    by_id: int | None = None,
    door: str = "web",
) -> bool:
    """A reader takes it back, from now on; False where it was not given.

    Taking back HISTORY forgets what they had. Raises ReaderNotFound, ReaderClosed.
    """
    reader_held(db, reader_id)
    row = _open(db, reader_id, purpose)
    if row is None:
        return False
    row.withdrawn_at = now
    if purpose is Purpose.HISTORY:
        forget_had(db, reader_id=reader_id)
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="consent_ended", door=door, now=now)
    return True


def is_allowed(db: Session, *, reader_id: int, purpose: Purpose) -> bool:
    """Whether a reader's facts may be used for this purpose now."""
    return purpose in allowed(db, reader_id=reader_id)


def allowed(db: Session, *, reader_id: int) -> frozenset[Purpose]:
    """Every purpose to which a reader agrees now."""
    return frozenset(
        db.scalars(
            select(Consent.purpose).where(
                Consent.reader_id == reader_id, Consent.withdrawn_at.is_(None)
            )
        )
    )


def consents_of(db: Session, *, reader_id: int) -> Sequence[Consent]:
    """All of them, the newest first, with their wordings and dates, withdrawn ones too."""
    return db.scalars(
        select(Consent)
        .where(Consent.reader_id == reader_id)
        .order_by(Consent.id.desc())
        .limit(MOST_CONSENTS)
    ).all()


def _open(db: Session, reader_id: int, purpose: Purpose) -> Consent | None:
    return db.scalars(
        select(Consent)
        .where(
            Consent.reader_id == reader_id,
            Consent.purpose == purpose,
            Consent.withdrawn_at.is_(None),
        )
        .with_for_update()
    ).one_or_none()
