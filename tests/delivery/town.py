"""A small town for the tests of delivery: couriers, doors on a street, things that wait."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium
from access.network.records import OpeningHours
from access.people.records import Role
from access.requests.records import Request, RequestKind, RequestState
from delivery.crew.records import Courier, Depot, Shift, Travel
from delivery.homes.records import Exactness
from delivery.homes.wishes import Door, Wishes, live_at, wish
from delivery.planning.solving import Effort
from delivery.runs.records import EventKind, Proof, Run, Stop, StopState
from delivery.runs.report import Report
from delivery.visits.records import Cartridge, Handover, Outcome, Visit
from tests.access import desk

MORNING = datetime(2026, 11, 30, 3, tzinfo=UTC)
"""Eight o'clock on a Monday in Almaty."""
MONDAY = date(2026, 11, 30)
QUICK = Effort(time_limit_s=4.0, round_limit=8)
NUMBERS = count(1)


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """An hour in Almaty."""
    return MORNING + timedelta(days=days, hours=hour - 8, minutes=minute)


def depot(db: Session) -> int:
    """A branch that is open from Monday to Saturday, where runs begin."""
    point_id = desk.point(db, f"d{next(NUMBERS)}")
    db.add_all(
        OpeningHours(service_point_id=point_id, weekday=day, opens_minute=540, closes_minute=1080)
        for day in range(6)
    )
    made = Depot(service_point_id=point_id)
    db.add(made)
    db.flush()
    return made.id


def point_of(db: Session, depot_id: int) -> int:
    return db.get_one(Depot, depot_id).service_point_id


def courier(
    db: Session,
    depot_id: int,
    *,
    most_stops: int = 12,
    areas: tuple[str, ...] = (),
    skills: tuple[str, ...] = (),
    languages: tuple[str, ...] = ("kk", "ru"),
    shift: tuple[int, int] = (540, 1080),
    weekdays: range = range(5),
) -> Courier:
    made = Courier(
        account_id=desk.account(db, Role.COURIER),
        name="Марат",
        depot_id=depot_id,
        travel=Travel.CAR,
        most_stops=most_stops,
        areas=list(areas),
        skills=list(skills),
        languages=list(languages),
    )
    made.shifts = [
        Shift(
            weekday=day,
            starts_minute=shift[0],
            ends_minute=shift[1],
            break_minutes=30,
            break_from_minute=720,
            break_until_minute=840,
        )
        for day in weekdays
    ]
    db.add(made)
    db.flush()
    return made


def home(
    db: Session,
    n: int = 0,
    *,
    every_days: int | None = None,
    windows: tuple[tuple[int, int], ...] = (),
    district: str = "",
    since_on: date = MONDAY,
    on_map: bool = True,
    now: datetime = MORNING,
    **more: object,
) -> int:
    """A reader behind the n-th door of a long street."""
    reader_id = desk.reader(db)
    door = Door(
        street="Абай даңғылы",
        house=str(n + 1),
        flat="7",
        floor="3",
        door_code="17К",
        district=district,
        phone="+77271234567",
        lat_deg=43.22 + 0.002 * (n % 10) if on_map else None,
        lon_deg=76.85 + 0.004 * n if on_map else None,
        exactness=Exactness.HOUSE if on_map else Exactness.NONE,
    )
    live_at(db, reader_id=reader_id, door=door, by_id=None, now=now)
    wishes = Wishes(every_days=every_days, windows=windows, since_on=since_on, **more)  # type: ignore[arg-type]
    wish(db, reader_id=reader_id, wishes=wishes, by_id=None, now=now)
    return reader_id


def ready_copy(db: Session, reader_id: int, point_id: int, *, now: datetime = MORNING) -> Request:
    """A braille book put aside for the reader, to be brought home."""
    title_id = desk.title(db, has_source=False)
    copy = Copy(
        title_id=title_id,
        service_point_id=point_id,
        medium=Medium.BRAILLE,
        state=CopyState.RESERVED,
        barcode=f"C{next(NUMBERS):06d}",
    )
    db.add(copy)
    db.flush()
    return _ready(db, reader_id, title_id, now, copy_id=copy.id, form="braille")


def ready_edition(db: Session, reader_id: int, *, now: datetime = MORNING) -> Request:
    """A talking book that is to be brought on a cartridge."""
    title_id = desk.title(db, has_source=False)
    edition_id = desk.edition(db, title_id)
    return _ready(db, reader_id, title_id, now, edition_id=edition_id, form="daisy202")


def _ready(
    db: Session,
    reader_id: int,
    title_id: int,
    now: datetime,
    *,
    form: str,
    copy_id: int | None = None,
    edition_id: int | None = None,
) -> Request:
    request = Request(
        reader_id=reader_id,
        title_id=title_id,
        kind=RequestKind.HOME_DELIVERY,
        form=form,
        state=RequestState.READY,
        asked_at=now,
        turn_at=now,
        door="web",
        ready_at=now,
        copy_id=copy_id,
        edition_id=edition_id,
    )
    db.add(request)
    db.flush()
    return request


def cartridge(db: Session) -> Cartridge:
    made = Cartridge(barcode=f"K{next(NUMBERS):06d}")
    db.add(made)
    db.flush()
    return made


def visits(db: Session, reader_id: int | None = None) -> list[Visit]:
    chosen = select(Visit).order_by(Visit.visit_on, Visit.id)
    if reader_id is not None:
        chosen = chosen.where(Visit.reader_id == reader_id)
    return list(db.scalars(chosen.execution_options(populate_existing=True)))


def stops(db: Session, run: Run) -> list[Stop]:
    """Those of a run that are not taken off."""
    return list(
        db.scalars(
            select(Stop)
            .where(Stop.run_id == run.id, Stop.state != StopState.TAKEN_OFF)
            .order_by(Stop.turn)
            .execution_options(populate_existing=True)
        )
    )


def handovers(db: Session) -> list[Handover]:
    return list(
        db.scalars(select(Handover).order_by(Handover.id).execution_options(populate_existing=True))
    )


def told(
    kind: EventKind,
    when: datetime,
    *,
    client_id: str | None = None,
    run_id: int | None = None,
    stop_id: int | None = None,
    outcome: Outcome | None = None,
    bag_code: str | None = None,
    code: str | None = None,
    proof: Proof = Proof.NONE,
    **more: object,
) -> Report:
    return Report(
        client_id=client_id or f"device-{next(NUMBERS):08d}",
        kind=kind,
        happened_at=when,
        sent_at=when,
        run_id=run_id,
        stop_id=stop_id,
        outcome=outcome,
        bag_code=bag_code,
        code=code,
        proof=proof,
        **more,  # type: ignore[arg-type]
    )
