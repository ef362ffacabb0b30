"""What readers are told of their visits: when somebody comes, that they are on the way, and what
comes next after a try that failed. No more facts than the sentence needs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from access.network.zone import network_zone
from access.notices.outbox import tell
from access.notices.records import Notice, NoticeKind
from delivery.crew.duty import midnight
from delivery.runs.records import Stop
from delivery.telling_changes import SOON, about_visit, times_changed
from delivery.visits.records import Visit


def tell_planned(db: Session, stop: Stop, *, now: datetime) -> Notice | None:
    """The day before, or as soon as it is known: the day and the window; None before that.

    Told once for each window; it lapses when the window is over. Needs `stop.visit`.
    """
    from_at, until_at = stop.promised_from_at, stop.promised_until_at
    if from_at is None or until_at is None or until_at <= now:
        return None
    zone = network_zone(db)
    on = stop.visit.visit_on
    if now.astimezone(zone).date() < on - SOON:
        return None
    return tell(
        db,
        reader_id=stop.visit.reader_id,
        kind=NoticeKind.VISIT_PLANNED,
        about=_window(db, stop.visit_id, from_at),
        facts={
            "visit_id": stop.visit_id,
            "day": on.isoformat(),
            "from": _clock(from_at, zone),
            "until": _clock(until_at, zone),
        },
        now=now,
        lapses_at=until_at,
    )


def tell_on_way(db: Session, stop: Stop, *, now: datetime) -> Notice | None:
    """The courier is on the way, and when they will be there. Told once. Needs `stop.visit`."""
    if stop.expected_at is None:
        return None
    return tell(
        db,
        reader_id=stop.visit.reader_id,
        kind=NoticeKind.COURIER_ON_WAY,
        about=f"stop:{stop.id}",
        facts={
            "visit_id": stop.visit_id,
            "time": _clock(stop.expected_at, network_zone(db)),
        },
        now=now,
        lapses_at=stop.expected_at + timedelta(hours=1),
    )


def tell_failed(db: Session, visit: Visit, *, next_on: date | None, now: datetime) -> Notice:
    """Nobody could hand anything over, and on which day the next try is, if there is one."""
    facts: dict[str, object] = {
        "visit_id": visit.id,
        "outcome": visit.outcome.value if visit.outcome else "",
    }
    lapses_at = None
    if next_on is not None:
        facts["day"] = next_on.isoformat()
        lapses_at = midnight(next_on + SOON, network_zone(db))
    return tell(
        db,
        reader_id=visit.reader_id,
        kind=NoticeKind.VISIT_FAILED,
        about=f"visit:{visit.id}",
        facts=facts,
        now=now,
        lapses_at=lapses_at,
    )


def _window(db: Session, visit_id: int, from_at: datetime) -> str:
    """The same window is told again where the reader was told meanwhile that nobody comes."""
    changed = times_changed(db, visit_id)
    return f"{about_visit(visit_id)}{from_at:%Y%m%dT%H%M}{f':{changed}' if changed else ''}"


def _clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"
