"""Who calls, as far as their number tells, and whether a person is there to take a call."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.records import Holiday
from access.network.zone import network_zone
from access.people.by_number import reader_of
from access.people.records import Contact, Reader, Way
from api.settings import Settings


def reader_calling(db: Session, caller: str) -> Reader | None:
    """The one reader who has this number; nobody where several share it."""
    if not caller.startswith("+"):
        return None
    found = db.scalars(
        select(Contact.reader_id)
        .join(Reader, Reader.id == Contact.reader_id)
        .where(
            Contact.address == caller, Contact.way.in_((Way.CALL, Way.SMS)),
            Reader.closed_at.is_(None),
        )
        .distinct()
        .limit(2)
    ).all()  # fmt: skip
    return reader_of(db, found[0]) if len(found) == 1 else None


def is_person_there(db: Session, settings: Settings, *, now: datetime) -> bool:
    """In the hours of the people, on a day that is no holiday of the whole network."""
    if not settings.phone_person:
        return False
    local = now.astimezone(network_zone(db))
    days, _, hours = settings.phone_person_hours.partition(" ")
    first, last = map(int, days.split("-"))
    opens, closes = hours.split("-")
    if not (first <= local.isoweekday() <= last and opens <= f"{local:%H:%M}" < closes):
        return False
    return not db.scalars(
        select(Holiday.id).where(
            Holiday.holiday_on == local.date(), Holiday.service_point_id.is_(None)
        )
    ).first()
