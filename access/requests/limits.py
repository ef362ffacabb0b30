"""How much one reader may ask for, and what they need to be entitled to: the network's rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.network.zone import network_zone
from access.people.eligibility import entitled
from access.people.records import Service
from access.requests.errors import NotEntitled, TooManyOpenRequests, TooManyRequestsToday
from access.requests.fairness import TURN
from access.requests.records import Request, RequestKind
from access.requests.states import IN_LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`open_per_reader`: titles that one reader may wait for or have put aside at a time; an
    edition that is ready does not count, it is in nobody's way. `per_day`: by the network's clock.
    `turn`: how much later a reader's next title has its turn (see access.requests.fairness).
    """

    open_per_reader: int = 30
    per_day: int = 20
    turn: timedelta = TURN
    audio_needs_eligibility: bool = True
    home_delivery_needs_eligibility: bool = True


STANDARD_LIMITS = Limits()


def require_entitled(
    db: Session, *, reader_id: int, kind: RequestKind, sounds: bool, now: datetime, limits: Limits
) -> None:
    """Raises NotEntitled where the reader needs a confirmed entitlement today and has none."""
    day = now.astimezone(network_zone(db)).date()
    for service in _services(kind, sounds=sounds, limits=limits):
        if not entitled(db, reader_id=reader_id, service=service, on=day):
            raise NotEntitled(service, day)


def _services(kind: RequestKind, *, sounds: bool, limits: Limits) -> Iterator[Service]:
    if sounds and limits.audio_needs_eligibility:
        yield Service.AUDIO
    if kind is RequestKind.HOME_DELIVERY and limits.home_delivery_needs_eligibility:
        yield Service.HOME_DELIVERY


def require_room(db: Session, *, reader_id: int, now: datetime, limits: Limits) -> None:
    """Raises TooManyOpenRequests, TooManyRequestsToday. The reader's row has to be held."""
    open_now = db.scalar(
        select(func.count(Request.id)).where(
            Request.reader_id == reader_id,
            Request.closed_at.is_(None),
            Request.state.in_(IN_LINE) | (Request.kind != RequestKind.AUDIO),
        )
    )
    if (open_now or 0) >= limits.open_per_reader:
        raise TooManyOpenRequests(limits.open_per_reader)
    zone = network_zone(db)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), tzinfo=zone)
    today = db.scalar(
        select(func.count(Request.id)).where(
            Request.reader_id == reader_id, Request.asked_at >= midnight
        )
    )
    if (today or 0) >= limits.per_day:
        raise TooManyRequestsToday(limits.per_day)
