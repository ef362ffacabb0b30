"""What becomes of doors, visits and bags when two readers become one, leave, or are forgotten."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from access.people.leaving import at_closing, at_forgetting
from access.people.merging import RULES, after, move_all
from delivery.homes.records import Address, HomeProfile, HomeWindow
from delivery.runs.records import Event, Stop
from delivery.visits.closing import cancel_visit
from delivery.visits.records import Cancelled, Visit


def join_addresses(db: Session, stays_id: int, goes_id: int, now: datetime) -> None:
    """The door that was entered last is theirs."""
    rows = db.scalars(
        select(Address)
        .where(Address.reader_id.in_((stays_id, goes_id)), Address.replaced_at.is_(None))
        .order_by(Address.entered_at.desc(), Address.id.desc())
        .with_for_update()
    ).all()
    for old in rows[1:]:
        old.replaced_at = now


def join_profiles(db: Session, stays_id: int, goes_id: int, _now: datetime) -> None:
    """The wishes that were changed last hold."""
    rows = db.scalars(
        select(HomeProfile)
        .where(HomeProfile.reader_id.in_((stays_id, goes_id)))
        .order_by(HomeProfile.changed_at.desc(), HomeProfile.id.desc())
        .with_for_update()
    ).all()
    for old in rows[1:]:
        db.execute(delete(HomeWindow).where(HomeWindow.profile_id == old.id))
        db.execute(delete(HomeProfile).where(HomeProfile.id == old.id))


def join_visits(db: Session, stays_id: int, goes_id: int, now: datetime) -> None:
    """Of two visits on one day, that of the record that stays takes place."""
    kept_on = set(
        db.scalars(
            select(Visit.visit_on).where(Visit.reader_id == stays_id, Visit.closed_at.is_(None))
        )
    )
    for visit_id in db.scalars(
        select(Visit.id).where(
            Visit.reader_id == goes_id, Visit.closed_at.is_(None), Visit.visit_on.in_(kept_on)
        )
    ).all():
        cancel_visit(db, visit_id=visit_id, why=Cancelled.MERGED, now=now)


RULES.update(
    {
        "addresses.reader_id": after(join_addresses),
        "home_profiles.reader_id": after(join_profiles),
        "visits.reader_id": after(join_visits),
        "cartridges.reader_id": move_all,
    }
)


@at_closing
def visits_end(db: Session, reader_id: int, now: datetime) -> None:
    """Nobody is sent to a reader who left; what is with them stays on the list of loans."""
    for visit_id in db.scalars(
        select(Visit.id).where(Visit.reader_id == reader_id, Visit.closed_at.is_(None))
    ).all():
        cancel_visit(db, visit_id=visit_id, why=Cancelled.LEFT, now=now)


@at_forgetting
def door_is_forgotten(db: Session, reader_id: int, now: datetime) -> None:
    """Wishes go, and what couriers wrote; a door that was visited keeps its district alone, for the
    counts."""
    stops = select(Stop.id).join(Visit).where(Visit.reader_id == reader_id)
    db.execute(update(Event).where(Event.stop_id.in_(stops)).values(words=None))
    profiles = select(HomeProfile.id).where(HomeProfile.reader_id == reader_id)
    db.execute(delete(HomeWindow).where(HomeWindow.profile_id.in_(profiles)))
    db.execute(delete(HomeProfile).where(HomeProfile.reader_id == reader_id))
    db.execute(
        update(Address)
        .where(Address.reader_id == reader_id)
        .values(
            street="", house="", entrance="", floor="", flat="", door_code="", notes="",
            phone=None, has_lift=None, lat_deg=None, lon_deg=None, exactness="none",
            replaced_at=now,
        )
    )  # fmt: skip
