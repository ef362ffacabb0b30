"""Who needs a visit, and when: by frequency, and by what waits for them or is due back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from access.people.records import Reader
from access.requests.records import Loan, Request, RequestKind, RequestState
from delivery.homes.records import LONGEST_INTERVAL_DAYS, Address, HomeProfile
from delivery.homes.wishes import allows, standing
from delivery.scheduling.capacity import Kind
from delivery.scheduling.horizon import Need
from delivery.visits.records import (
    Cancelled,
    Cartridge,
    CartridgeState,
    Cause,
    Delivery,
    Handover,
    Visit,
    VisitState,
)

ON_WISH = (Cancelled.BY_READER, Cancelled.BY_STAFF)
BY_ITSELF = {Cause.FREQUENCY.value, Cause.REQUEST.value, Cause.LOAN.value}
"""Causes of visits that the schedule makes; what somebody asked for may be cancelled as a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How the network plans visits."""

    horizon_days: int = 14
    wait_days: int = 7
    """How long something ready may wait for the next visit before one is made for it."""
    due_days: int = 3
    """How long before it is due a loan asks for a visit."""
    minutes_per_stop: int = 15
    share_percent: int = 85
    """Of a day's seats the schedule fills so many; the rest is for what is urgent."""


STANDARD_RULES = Rules()


@dataclass
class Home:
    """A reader as the schedule sees them: how they wish it, what waits, which visits there are."""

    reader_id: int
    profile: HomeProfile
    address: Address
    last_on: date | None = None
    waits_since: date | None = None
    due_on: date | None = None
    fixed: set[date] = field(default_factory=set)
    skipped: set[date] = field(default_factory=set)
    """Days of visits that the reader, or somebody for them, cancelled: none is made in their place.
    """
    proposed: list[Visit] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """What decides who can come."""
        return kind_of(self.profile, self.address)


def kind_of(profile: HomeProfile, address: Address) -> Kind:
    """Which area, and which skills and language are needed at this door."""
    needs = {
        word
        for word, needed in (("lift", profile.needs_lift), ("help", profile.needs_help))
        if needed
    }
    if profile.language:
        needs.add(f"speaks:{profile.language}")
    return Kind(address.district, frozenset(needs))


def homes(db: Session, *, from_on: date, until_on: date) -> list[Home]:
    """Every reader who is visited at home and whose door is on the map."""
    found = {
        profile.reader_id: Home(profile.reader_id, profile, address)
        for profile, address in db.execute(
            select(HomeProfile, Address)
            .join(Address, Address.reader_id == HomeProfile.reader_id)
            .join(Reader, Reader.id == HomeProfile.reader_id)
            .where(
                Address.replaced_at.is_(None),
                Address.lat_deg.is_not(None),
                Reader.closed_at.is_(None),
                HomeProfile.since_on <= until_on,
            )
            .options(selectinload(HomeProfile.windows))
            .order_by(HomeProfile.reader_id)
            .execution_options(populate_existing=True)
        )
    }
    _fill_visits(db, found, from_on)
    _fill_waiting(db, found, from_on, until_on)
    return list(found.values())


def _fill_visits(db: Session, found: dict[int, Home], from_on: date) -> None:
    last = (
        select(Visit.reader_id, func.max(Visit.visit_on))
        .where(Visit.state == VisitState.DONE)
        .group_by(Visit.reader_id)
    )
    for reader_id, last_on in db.execute(last):
        if reader_id in found:
            found[reader_id].last_on = last_on
    for visit in db.scalars(
        select(Visit).where(Visit.closed_at.is_(None)).order_by(Visit.visit_on, Visit.id)
    ):
        home = found.get(visit.reader_id)
        if home is None:
            continue
        is_today = visit.visit_on < from_on
        if visit.state is VisitState.PROPOSED and (visit.left_over or not is_today):
            home.proposed.append(visit)
        elif is_today:  # somebody goes there; what fails today gets its next day by itself
            home.last_on = max(visit.visit_on, home.last_on or visit.visit_on)
        else:
            home.fixed.add(visit.visit_on)
    for reader_id, on, causes in db.execute(
        select(Visit.reader_id, Visit.visit_on, Visit.causes).where(
            Visit.visit_on >= from_on - timedelta(days=LONGEST_INTERVAL_DAYS),
            Visit.cancelled.in_(ON_WISH),
        )
    ):
        if reader_id in found and BY_ITSELF & set(causes):
            found[reader_id].skipped.add(on)


def _fill_waiting(db: Session, found: dict[int, Home], from_on: date, until_on: date) -> None:
    """What goes to the reader or comes from them today is settled."""
    today = (
        select(Handover.request_id, Handover.loan_id, Handover.cartridge_id)
        .join(Delivery, Delivery.id == Handover.delivery_id)
        .join(Visit, Visit.id == Delivery.visit_id)
        .where(
            Handover.closed_at.is_(None),
            Visit.visit_on < from_on,
            Visit.state == VisitState.ROUTED,
        )
    ).subquery()

    def not_today(
        one: InstrumentedAttribute[int], settled: ColumnElement[int]
    ) -> ColumnElement[bool]:
        return one.not_in(select(settled).where(settled.is_not(None)))

    ready = select(Request.reader_id, func.min(Request.ready_at)).where(
        Request.kind == RequestKind.HOME_DELIVERY,
        Request.state == RequestState.READY,
        not_today(Request.id, today.c.request_id),
    )
    for reader_id, ready_at in db.execute(ready.group_by(Request.reader_id)):
        if reader_id in found and ready_at is not None:
            found[reader_id].waits_since = ready_at.date()
    loans = select(Loan.reader_id, func.min(Loan.due_on)).where(
        Loan.returned_at.is_(None), Loan.due_on <= until_on, not_today(Loan.id, today.c.loan_id)
    )
    cartridges = select(Cartridge.reader_id, func.min(Cartridge.due_on)).where(
        Cartridge.state == CartridgeState.WITH_READER,
        Cartridge.due_on <= until_on,
        not_today(Cartridge.id, today.c.cartridge_id),
    )
    for query in (loans.group_by(Loan.reader_id), cartridges.group_by(Cartridge.reader_id)):
        for holder_id, due_on in db.execute(query):
            if holder_id in found:
                home = found[holder_id]
                home.due_on = min(filter(None, (home.due_on, due_on)))


def needs_of(home: Home, *, open_days: Sequence[date], rules: Rules) -> list[Need]:
    """The visits that a reader should have on these days, beside those that are fixed.

    A visit by frequency takes along whatever waits; where none comes soon enough, one is made.
    """
    allowed = [on for on in open_days if allows(home.profile, on)]
    if not open_days:
        return []
    wishes = list(_by_frequency(home, open_days, allowed, rules))
    wishes += _by_waiting(home, wishes, open_days, allowed, rules)
    wishes.sort()
    soon = _second(allowed, open_days[0])
    made: list[Need] = []
    for n, (wanted_on, first_on, last_on, cause, owed_on) in enumerate(wishes):
        now_on = home.proposed[n].visit_on if n < len(home.proposed) else None
        days = tuple(on for on in allowed if first_on <= on <= last_on)
        made.append(
            Need(
                key=(home.reader_id, n),
                kind=home.kind,
                wanted_on=wanted_on,
                days=days,
                owed_on=owed_on,
                now_on=now_on,
                priority=_priority(cause, [on for on in days if on <= owed_on], soon),
                causes=_causes(
                    home, cause, wanted_on + timedelta(days=home.profile.every_days or 7)
                ),
            )
        )
    return made


Wish = tuple[date, date, date, Cause, date]
"""Best on, not before, not after, why, and after which day it comes too late."""


def _by_frequency(
    home: Home, open_days: Sequence[date], allowed: Sequence[date], rules: Rules
) -> Iterable[Wish]:
    """Where a holiday leaves none of the days about the wished one, the visit is made on the day
    nearest to it; who is away for all of these days wishes nothing."""
    every = home.profile.every_days
    if every is None or all(standing(home.profile, on) for on in open_days):
        return
    slack = timedelta(days=min(3, every // 4))
    first, last = open_days[0], open_days[0] + timedelta(days=rules.horizon_days - 1)
    settled = home.fixed | home.skipped
    before = max([on for on in (home.last_on, *settled) if on is not None and on < first],
                 default=None)  # fmt: skip
    if before is not None:
        wanted = before + timedelta(days=every)
    else:  # those who are new begin on different days, so that they do not all fall due at once
        turn = timedelta(days=home.reader_id % min(every, rules.horizon_days))
        wanted = max(first, home.profile.since_on + turn)
    soon = _second(allowed, first)
    while wanted <= last:
        due_on, wanted = wanted, max(first, wanted)
        near = [on for on in settled if abs(on - wanted) < timedelta(days=max(1, every // 2))]
        if near:
            wanted = max(near) + timedelta(days=every)
            continue
        # what is overdue has the next two days and no more: it must not be put off night by night
        opens, closes = max(first, wanted - slack), due_on + slack
        if due_on < first:
            closes = max(closes, soon)
        if allowed and not any(opens <= on <= closes for on in allowed):
            near = [on for on in allowed if on > wanted - timedelta(days=(every + 1) // 2)]
            if not near:
                return
            wanted = opens = closes = min(near, key=lambda on: (abs((on - wanted).days), on))
        yield wanted, opens, closes, Cause.FREQUENCY, due_on + slack
        wanted += timedelta(days=every)


def _by_waiting(
    home: Home,
    wishes: Sequence[Wish],
    open_days: Sequence[date],
    allowed: Sequence[date],
    rules: Rules,
) -> list[Wish]:
    first = open_days[0]
    soon = first + timedelta(days=rules.wait_days)
    asks = []
    if home.waits_since is not None:
        by_on = home.waits_since + timedelta(days=rules.wait_days)
        asks.append((max(first, min(soon, by_on)), Cause.REQUEST, by_on))
    if home.due_on is not None:
        asks.append((max(soon, home.due_on), Cause.LOAN, home.due_on))
    if not asks:
        return []
    until, cause, by_on = min(asks)
    if home.skipped:
        by_on = max(by_on, max(home.skipped) + timedelta(days=rules.wait_days))
        until = max(until, by_on)
    if any(wanted <= until for wanted, *_ in wishes) or any(
        first <= on <= until for on in home.fixed
    ):
        return []
    opens = max(first, until - timedelta(days=rules.wait_days))
    if home.skipped:
        opens = max(opens, max(home.skipped) + timedelta(days=1))
    if until > open_days[-1] and cause is Cause.LOAN:
        return []
    # counted from when it was to be, not from tonight: else it would be put off night by night
    later = max(by_on + timedelta(days=rules.wait_days), _second(allowed, first))
    return [(max(first, by_on - timedelta(days=rules.due_days)), opens, later, cause, later)]


def _priority(cause: Cause, in_time: Sequence[date], soon: date) -> int:
    """A visit for which it is soon too late has the first choice of the seats."""
    return 2 if not in_time or in_time[-1] <= soon else int(cause is Cause.LOAN)


def _second(allowed: Sequence[date], first: date) -> date:
    """Until when something overdue may be put off: the second day that suits the reader."""
    return allowed[min(1, len(allowed) - 1)] if allowed else first


def _causes(home: Home, cause: Cause, by_on: date) -> tuple[str, ...]:
    found = {cause}
    if home.waits_since is not None:
        found.add(Cause.REQUEST)
    if home.due_on is not None and home.due_on <= by_on:
        found.add(Cause.LOAN)
    return tuple(sorted(found))
