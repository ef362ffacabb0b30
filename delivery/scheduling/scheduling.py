"""The schedule of the next fortnight: written down, kept from night to night, changed by people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from access.network.zone import today
from delivery.crew.duty import duties
from delivery.errors import DayFull
from delivery.holding import change_day
from delivery.homes.records import Address, HomeProfile
from delivery.scheduling.capacity import DayCapacity
from delivery.scheduling.horizon import Left, spread
from delivery.scheduling.needs import STANDARD_RULES, Home, Rules, homes, kind_of, needs_of
from delivery.visits.closing import cancel_visit
from delivery.visits.records import Cancelled, Visit, VisitState


@dataclass
class Schedule:
    """What a night of scheduling did: numbers of visits, and readers for whom no day was found."""

    made: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)
    left: list[tuple[int, Left]] = field(default_factory=list)


def schedule(db: Session, *, now: datetime, rules: Rules = STANDARD_RULES) -> Schedule:
    """Nightly, and whenever somebody asks: visits of the horizon follow from what is needed.

    Begins tomorrow. What people fixed or what stands in a run stays; proposed visits keep their day
    where that is still good; those that found no place in a run today get another. Done again it
    changes nothing.
    """
    first = today(db, now=now) + timedelta(days=1)
    last = first + timedelta(days=rules.horizon_days - 1)
    days = capacities(db, from_on=first, rules=rules, share_percent=rules.share_percent)
    for on in (first - timedelta(days=1), *sorted(days)):
        change_day(db, on)
    open_days = [on for on in sorted(days) if days[on].duties]
    found = homes(db, from_on=first, until_on=last)
    needs = [need for home in found for need in needs_of(home, open_days=open_days, rules=rules)]
    chosen = spread(needs, days, taken={home.reader_id: home.fixed for home in found})
    done = Schedule(left=[(key[0], why) for key, why in sorted(chosen.left.items())])
    causes = {need.key: list(need.causes) for need in needs}
    for home in found:
        mine = sorted(
            (on, causes[key]) for key, on in chosen.on.items() if key[0] == home.reader_id
        )
        _write(db, home, mine, done, now)
    _drop_strangers(db, {home.reader_id for home in found}, first, done, now)
    db.flush()
    return done


def capacities(
    db: Session, *, from_on: date, rules: Rules, share_percent: int, days: int | None = None
) -> dict[date, DayCapacity]:
    """The days of the horizon with the visits that are fixed on them let in already."""
    dates = [from_on + timedelta(days=n) for n in range(days or rules.horizon_days)]
    working = duties(db, days=dates)
    made = {
        on: DayCapacity(
            tuple(working[on]),
            minutes_per_stop=rules.minutes_per_stop,
            share_percent=share_percent,
        )
        for on in dates
    }
    for visit, profile in db.execute(
        select(Visit, HomeProfile)
        .outerjoin(HomeProfile, HomeProfile.reader_id == Visit.reader_id)
        .where(
            Visit.visit_on.in_(dates),
            Visit.state.in_((VisitState.FIXED, VisitState.ROUTED)),
        )
        .options(selectinload(Visit.address))
        .order_by(Visit.id)
    ):
        if profile is not None:
            made[visit.visit_on].take(("fixed", visit.id), kind_of(profile, visit.address))
    return made


def room_on(db: Session, *, on: date, rules: Rules = STANDARD_RULES) -> DayCapacity:
    """A day with every visit that is open on it let in, fixed or proposed: what is left is free."""
    capacity = capacities(db, from_on=on, rules=rules, share_percent=100, days=1)[on]
    for visit, profile in _proposed(db, on):
        capacity.take(("proposed", visit.id), kind_of(profile, visit.address))
    return capacity


def require_room(
    db: Session, *, on: date, profile: HomeProfile, visit: Visit, rules: Rules = STANDARD_RULES
) -> None:
    """Raises DayFull where no courier has room for this visit beside the fixed ones of that day:
    proposed visits give way to what somebody asks for."""
    capacity = capacities(db, from_on=on, rules=rules, share_percent=100, days=1)[on]
    address = db.get_one(Address, visit.address_id)
    if not capacity.take(("asked", 0), kind_of(profile, address)):
        raise DayFull(on, address.district, capacity.taken)


def _proposed(db: Session, on: date) -> Iterable[tuple[Visit, HomeProfile]]:
    rows = db.execute(
        select(Visit, HomeProfile)
        .join(HomeProfile, HomeProfile.reader_id == Visit.reader_id)
        .where(Visit.visit_on == on, Visit.state == VisitState.PROPOSED)
        .options(selectinload(Visit.address))
        .order_by(Visit.id)
    )
    return [(row[0], row[1]) for row in rows]


def _write(
    db: Session, home: Home, mine: list[tuple[date, list[str]]], done: Schedule, now: datetime
) -> None:
    """Proposed visits keep their rows; a row that changes its day must not meet another's."""
    wanted = dict(mine)
    stays = {visit.visit_on: visit for visit in home.proposed if visit.visit_on in wanted}
    spare = [visit for visit in home.proposed if stays.get(visit.visit_on) is not visit]
    for on, causes in mine:
        visit = stays.get(on)
        if visit is not None:
            done.kept.append(visit.id)
        elif spare:
            visit = spare.pop(0)
            visit.visit_on, visit.left_over = on, None
            done.moved.append(visit.id)
        else:
            visit = Visit(
                reader_id=home.reader_id, address_id=home.address.id, visit_on=on, made_at=now
            )
            db.add(visit)
            db.flush()
            done.made.append(visit.id)
        visit.causes, visit.address_id = causes, home.address.id
        db.flush()
    for visit in spare:
        cancel_visit(db, visit_id=visit.id, why=Cancelled.NOT_NEEDED, now=now)
        done.cancelled.append(visit.id)


def _drop_strangers(
    db: Session, known: set[int], first: date, done: Schedule, now: datetime
) -> None:
    """Proposed visits to readers who are no longer visited at home, or whose door left the map."""
    for visit_id, reader_id in db.execute(
        select(Visit.id, Visit.reader_id).where(
            Visit.state == VisitState.PROPOSED, Visit.visit_on >= first
        )
    ).all():
        if reader_id not in known:
            cancel_visit(db, visit_id=visit_id, why=Cancelled.NOT_NEEDED, now=now)
            done.cancelled.append(visit_id)
