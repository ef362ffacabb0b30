"""Who was told that somebody comes is told, once, when that is not true any more."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from access.network.zone import network_zone
from access.notices.outbox import tell
from access.notices.records import Notice, NoticeKind, NoticeState
from delivery.crew.duty import midnight
from delivery.visits.records import Visit, VisitState

SOON = timedelta(days=1)


def about_visit(visit_id: int) -> str:
    """How notices of a visit's day begin to say what they are about."""
    return f"visit:{visit_id}:"


def times_changed(db: Session, visit_id: int) -> int:
    """How often the reader was told that it is not as they were told."""
    counted = select(func.count(Notice.id)).where(_of(NoticeKind.VISIT_CHANGED, visit_id))
    return db.scalar(counted) or 0


def tell_changed(
    db: Session, visit: Visit, *, was_on: date, next_on: date | None, now: datetime
) -> Notice | None:
    """Nobody comes on `was_on`, and on which day instead, if that is known.

    Who was not told of that day hears nothing; a notice of it that has not gone out yet never
    goes. Told once, until they are told a window anew.
    """
    believed = _believed(db, visit, was_on, now)
    if believed is None:
        return None
    zone = network_zone(db)
    if was_on < now.astimezone(zone).date():
        return None
    facts: dict[str, object] = {"visit_id": visit.id, "was": was_on.isoformat()}
    if next_on is not None:
        facts["day"] = next_on.isoformat()
    return tell(
        db,
        reader_id=visit.reader_id,
        kind=NoticeKind.VISIT_CHANGED,
        about=f"{about_visit(visit.id)}{times_changed(db, visit.id)}",
        facts=facts,
        now=now,
        lapses_at=midnight(was_on + SOON, zone),
    )


def tell_left_out(db: Session, *, on: date, now: datetime) -> int:
    """Visits of a day that were told, and for which its last planning found no place: their readers
    need not wait. Answers how many were told."""
    visits = db.scalars(
        select(Visit)
        .where(
            Visit.visit_on == on,
            Visit.state.in_((VisitState.PROPOSED, VisitState.FIXED)),
            Visit.left_over.is_not(None),
        )
        .order_by(Visit.id)
    ).all()
    told = (tell_changed(db, one, was_on=on, next_on=None, now=now) for one in visits)
    return sum(notice is not None for notice in told)


def _believed(db: Session, visit: Visit, was_on: date, now: datetime) -> Notice | None:
    """The notice by which the reader believes that somebody comes on that day; one that has not
    gone out is taken back."""
    rows = db.scalars(
        select(Notice)
        .where(
            Notice.reader_id == visit.reader_id,
            _of(NoticeKind.VISIT_PLANNED, visit.id) | _of(NoticeKind.VISIT_CHANGED, visit.id),
        )
        .order_by(Notice.id)
        .with_for_update()
    ).all()
    waiting = [
        one
        for one in rows
        if one.kind is NoticeKind.VISIT_PLANNED
        and one.state is NoticeState.WAITING
        and (one.claimed_until_at is None or one.claimed_until_at <= now)
        and one.read_at is None
        and one.tries == 0
    ]
    for one in waiting:
        db.delete(one)
    db.flush()
    gone_out = [one for one in rows if one not in waiting]
    last = gone_out[-1] if gone_out else None
    if last is None or last.kind is not NoticeKind.VISIT_PLANNED:
        return None
    return last if last.facts.get("day") == was_on.isoformat() else None


def _of(kind: NoticeKind, visit_id: int) -> ColumnElement[bool]:
    return Notice.once_key.startswith(f"{kind.value}:{about_visit(visit_id)}", autoescape=True)
