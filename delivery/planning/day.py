"""A day as it is to be planned: visits, couriers and what is settled already, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.network.zone import network_zone
from delivery.crew.duty import Duty, duties, midnight
from delivery.crew.records import Depot
from delivery.holding import at_midnight_s, hold_day
from delivery.homes.records import Address, HomeProfile
from delivery.homes.wishes import profile_of
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.scheduling.needs import kind_of
from delivery.states import OPEN_RUNS, OPEN_VISITS
from delivery.visits.filling import fill, loaded, weight_g
from delivery.visits.records import Delivery, DeliveryState, Visit, Way

DAY_S = 86_400
AT_DOOR_S, HELP_S, LONGER_S, PHONE_S, STAIRS_S, PARKING_S = 300, 300, 900, 60, 120, 120
"""Planning assumptions, not measurements."""
URGENT, FAILED_BEFORE, USUAL = 100, 50, 10

Point = tuple[float, float]
"""Longitude, latitude."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVisit:
    """A visit that is to be planned. Times are seconds after midnight of the day."""

    visit_id: int
    reader_id: int
    at: Point
    area: str
    needs: frozenset[str]
    windows_s: tuple[Span, ...]
    service_s: int
    drop_g: int
    pick_up_g: int
    priority: int
    courier_id: int | None
    """Whom the reader knows or wishes; in a plan that exists, who has it now."""
    only_id: int | None = None
    """Nobody else may be sent: it is locked, or the bag is with them."""
    from_depot: bool = False
    """There is a bag to fetch: who is on the road already cannot take it."""
    promised_s: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCourier:
    """A courier as far as they are free: from when, from where, and whether they are out."""

    duty: Duty
    starts_s: int
    at: Point
    depot: Point
    stops_left: int
    is_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayToPlan:
    """All of it. `version` says from which state of the day it was read."""

    on: date
    version: int
    midnight_at: datetime
    visits: tuple[DayVisit, ...]
    couriers: tuple[DayCourier, ...]
    nowhere: tuple[int, ...] = ()
    """Visits whose door is on no map."""


def day_to_plan(db: Session, *, on: date, now: datetime) -> DayToPlan:
    """Read a day, its bags filled up before; stops that are over or being made are left out."""
    day = hold_day(db, on)
    visits = db.scalars(
        select(Visit)
        .where(Visit.visit_on == on, Visit.state.in_(OPEN_VISITS))
        .options(joinedload(Visit.address))
        .order_by(Visit.id)
        .with_for_update(of=Visit)
        .execution_options(populate_existing=True)
    ).all()
    for visit in visits:
        fill(db, visit, now=now)
    bags = loaded(db, [visit.id for visit in visits])
    stops = {stop.visit_id: stop for stop in _live_stops(db, on)}
    start_at = midnight(on, network_zone(db))
    planned, nowhere = [], []
    for visit in visits:
        stop = stops.get(visit.id)
        if visit.address.lat_deg is None:
            nowhere.append(visit.id)
        elif stop is None or stop.state is StopState.PLANNED:
            profile = profile_of(db, reader_id=visit.reader_id)
            planned.append(_visit(db, visit, profile, bags[visit.id], stop, start_at))
    return DayToPlan(
        on=on,
        version=day.version,
        midnight_at=start_at,
        visits=tuple(planned),
        couriers=tuple(_couriers(db, on, start_at, now)),
        nowhere=tuple(nowhere),
    )


def spans_s(visit: Visit, profile: HomeProfile | None) -> tuple[Span, ...]:
    """When somebody opens the door: the visit's own window, else those of the profile."""
    if visit.opens_minute is not None and visit.closes_minute is not None:
        return ((visit.opens_minute * 60, visit.closes_minute * 60),)
    rows = (
        [(one.opens_minute * 60, one.closes_minute * 60) for one in profile.windows]
        if profile
        else []
    )
    return tuple(sorted(rows)) or ((0, DAY_S),)


def service_s(profile: HomeProfile | None, address: Address) -> int:
    """How long the visit takes at the door, by what is needed there."""
    if profile is None:
        return AT_DOOR_S
    floor = int(address.floor) if address.floor.isdecimal() else 0
    return (
        AT_DOOR_S
        + HELP_S * profile.needs_help
        + LONGER_S * profile.longer_visit
        + PHONE_S * profile.phone_first
        + STAIRS_S * (address.has_lift is False and floor > 1)
    )


def _visit(
    db: Session,
    visit: Visit,
    profile: HomeProfile | None,
    bag: Delivery,
    stop: Stop | None,
    start_at: datetime,
) -> DayVisit:
    address = visit.address
    kind = kind_of(profile, address) if profile else None
    still_open = [one for one in bag.handovers if one.closed_at is None]
    drop_g = sum(weight_g(one) for one in still_open if one.way is Way.DROP)
    is_out = bag.state is DeliveryState.OUT
    has_it = stop.run.courier_id if stop else None
    promised = None
    if stop is not None and stop.promised_from_at and stop.promised_until_at:
        promised = (
            at_midnight_s(stop.promised_from_at, start_at),
            at_midnight_s(stop.promised_until_at, start_at),
        )
    return DayVisit(
        visit_id=visit.id,
        reader_id=visit.reader_id,
        at=(address.lon_deg or 0.0, address.lat_deg or 0.0),
        area=address.district,
        needs=kind.needs if kind else frozenset(),
        windows_s=spans_s(visit, profile),
        service_s=service_s(profile, address),
        drop_g=drop_g,
        pick_up_g=sum(weight_g(one) for one in still_open if one.way is Way.PICK_UP),
        priority=_priority(visit, promised),
        courier_id=has_it or known_courier(db, visit.reader_id, profile),
        only_id=has_it if stop and (stop.is_locked or is_out) else None,
        from_depot=drop_g > 0 and not is_out,
        promised_s=promised,
    )


def _priority(visit: Visit, promised: Span | None) -> int:
    if visit.is_urgent or promised:
        return URGENT
    return FAILED_BEFORE if "failed" in visit.causes else USUAL


def known_courier(db: Session, reader_id: int, profile: HomeProfile | None) -> int | None:
    """The courier a reader wishes for, else the one who came last."""
    if profile is not None and profile.preferred_courier_id is not None:
        return profile.preferred_courier_id
    return db.scalars(
        select(Run.courier_id)
        .join(Stop, Stop.run_id == Run.id)
        .join(Visit, Visit.id == Stop.visit_id)
        .where(Visit.reader_id == reader_id, Stop.state == StopState.DONE)
        .order_by(Run.run_on.desc(), Stop.id.desc())
        .limit(1)
    ).one_or_none()


def _live_stops(db: Session, on: date) -> Sequence[Stop]:
    return db.scalars(
        select(Stop)
        .join(Run)
        .where(
            Run.run_on == on,
            Run.state.in_(OPEN_RUNS),
            Stop.state.in_((StopState.PLANNED, StopState.ON_WAY, StopState.AT_DOOR)),
        )
        .options(joinedload(Stop.run))
        .execution_options(populate_existing=True)
    ).all()


def _couriers(db: Session, on: date, start_at: datetime, now: datetime) -> list[DayCourier]:
    now_s = max(0, at_midnight_s(now, start_at))
    points = {
        depot.id: (depot.service_point.lon_deg or 0.0, depot.service_point.lat_deg or 0.0)
        for depot in db.scalars(select(Depot).options(joinedload(Depot.service_point)))
    }
    runs = {run.courier_id: run for run in _runs(db, on)}
    found = []
    for duty in duties(db, days=[on])[on]:
        run = runs.get(duty.courier_id)
        if run is not None and run.state is RunState.FINISHED:
            continue
        home = points[duty.depot_id]
        begins = max(duty.starts_minute * 60 + duty.loading_s, now_s)
        at, done, is_out = home, 0, run is not None and run.state is RunState.STARTED
        if run is not None and is_out:
            at, begins, done = _where(db, run, home, begins, start_at)
        if begins < duty.ends_minute * 60 and duty.most_stops > done:
            found.append(
                DayCourier(
                    duty=duty,
                    starts_s=begins,
                    at=at,
                    depot=home,
                    stops_left=duty.most_stops - done,
                    is_out=is_out,
                )
            )
    return found


def _runs(db: Session, on: date) -> Sequence[Run]:
    return db.scalars(
        select(Run).where(Run.run_on == on, Run.state != RunState.CANCELLED).order_by(Run.id)
    ).all()


def _where(
    db: Session, run: Run, home: Point, now_s: int, start_at: datetime
) -> tuple[Point, int, int]:
    """Where a courier on the road will be free next, from when, and how many stops are behind."""
    at, free_s, done = home, now_s, 0
    rows = db.scalars(
        select(Stop)
        .where(
            Stop.run_id == run.id,
            Stop.state.not_in((StopState.PLANNED, StopState.TAKEN_OFF)),
        )
        .options(joinedload(Stop.visit).joinedload(Visit.address))
        .order_by(Stop.outcome_at.nulls_last(), Stop.turn)
    ).all()
    for stop in rows:
        done += 1
        address = stop.visit.address
        if address.lon_deg is not None and address.lat_deg is not None:
            at = (address.lon_deg, address.lat_deg)
        if stop.outcome_at is None:
            there = at_midnight_s(stop.expected_at or stop.begins_at, start_at)
            stays = int((stop.leaves_at - stop.begins_at).total_seconds())
            free_s = max(
                free_s, max(there, now_s if stop.state is StopState.AT_DOOR else 0) + stays
            )
    return at, free_s, done
