"""Taking in what couriers and choosers report: each event once, in whatever order it comes.

An event is written down and applied in one transaction. Sent again, the answer is the event that
was written; nothing is done twice. One that comes too late to change a state is kept and says so.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.records import Account, Role
from access.requests.limits import STANDARD_LIMITS, Limits
from delivery.choosing import bag_by_code, pack, scan_into
from delivery.crew.records import Courier
from delivery.errors import BadEvent, EventTwice, NotHere, NotYourRun
from delivery.holding import hold, hold_run, hold_visit
from delivery.runs.outcomes import finish_run, record_outcome, start_run
from delivery.runs.records import Event, EventKind, Run, RunState, Stop, StopState
from delivery.runs.report import Report
from delivery.scheduling.needs import STANDARD_RULES, Rules
from delivery.states import STOP, move_delivery, move_stop
from delivery.telling import tell_on_way
from delivery.visits.records import Delivery, DeliveryState, Visit

LONGEST_WAY = timedelta(hours=3)
TOO_LATE, NOT_PUBLISHED = "too_late", "not_published"
CHOOSERS = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.PRODUCER, Role.COURIER)
OVERSEERS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def report(
    db: Session,
    what: Report,
    *,
    account_id: int,
    now: datetime,
    limits: Limits = STANDARD_LIMITS,
    rules: Rules = STANDARD_RULES,
) -> Event:
    """Take in an event. Raises NotHere, NotYourRun, WrongScan, BadEvent, EventTwice: then nothing
    was kept, and the device may drop it."""
    known = _known(db, what)
    if known is not None:  # no day counts as changed, so no plan of it is refused for that
        _require_sender(db, known, account_id)
        return known
    if what.bag_code is not None:
        return _of_bag(db, what, account_id=account_id, now=now)
    run = hold_run(db, _run_id(db, what))
    require_run_of(db, run=run, account_id=account_id)
    known = _known(db, what)
    if known is not None:
        return known
    event = _event(what, account_id=account_id, now=now)
    event.run_id = run.id
    at = what.at(now)
    if run.state is RunState.DRAFT:
        raise BadEvent(NOT_PUBLISHED)
    if what.kind is EventKind.RUN_STARTED:
        event.ignored = None if start_run(db, run, now=at) else TOO_LATE
    elif what.kind is EventKind.RUN_FINISHED:
        event.ignored = None if finish_run(db, run, now=at) else TOO_LATE
    else:
        event.ignored = _of_stop(db, run, what, event, at, now, limits, rules)
    db.add(event)
    db.flush()
    return event


def _of_stop(  # noqa: PLR0913 - all that an event is applied with
    db: Session,
    run: Run,
    what: Report,
    event: Event,
    at: datetime,
    now: datetime,
    limits: Limits,
    rules: Rules,
) -> str | None:
    """Why it changed nothing; None where it counted."""
    stop = hold(db, Stop, what.stop_id or 0, name="stop")
    if stop.run_id != run.id:
        raise BadEvent("stop_of_another_run")
    visit = hold_visit(db, stop.visit_id)
    if run.state is RunState.PUBLISHED:
        start_run(db, run, now=at)  # who is at a door has set out
    if what.kind is EventKind.OUTCOME:
        counted = record_outcome(db, stop, visit, what, at=at, now=now, limits=limits, rules=rules)
        event.facts = counted.facts
        return None if counted.counted else TOO_LATE
    to = StopState.ON_WAY if what.kind is EventKind.ON_WAY else StopState.AT_DOOR
    if to not in STOP[stop.state]:
        return TOO_LATE
    if to is StopState.ON_WAY:
        _nowhere_else(db, run, stop)
        stop.expected_at = at + _planned_travel(db, stop)
    move_stop(stop, to)
    db.flush()
    if to is StopState.ON_WAY:
        stop.visit = visit
        tell_on_way(db, stop, now=now)
    return None


def _of_bag(db: Session, what: Report, *, account_id: int, now: datetime) -> Event:
    bag = bag_by_code(db, what.bag_code or "")
    visit = db.get_one(Visit, bag.visit_id)
    hold_visit(db, visit.id)
    bag = hold(db, Delivery, bag.id, name="delivery")
    _require_chooser(db, account_id)
    known = _known(db, what)
    if known is not None:
        return known
    event = _event(what, account_id=account_id, now=now)
    event.delivery_id = bag.id
    at = what.at(now)
    if what.kind is EventKind.SCANNED:
        handover = scan_into(db, bag=bag, code=what.code or "", edition_id=what.edition_id, now=at)
        event.facts = {"handover_id": handover.id}
    elif what.kind is EventKind.BAG_PACKED:
        if bag.state in (DeliveryState.OPEN, DeliveryState.PACKED):
            pack(db, bag=bag, now=at)
        else:
            event.ignored = TOO_LATE
    elif bag.state in (DeliveryState.OPEN, DeliveryState.PACKED):
        move_delivery(bag, DeliveryState.OUT, now=at)
    else:
        event.ignored = TOO_LATE
    db.add(event)
    db.flush()
    return event


def kept_before(db: Session, client_ids: Sequence[str]) -> set[str]:
    """Which of these events were taken in already."""
    return set(db.scalars(select(Event.client_id).where(Event.client_id.in_(client_ids))))


def require_run_of(db: Session, *, run: Run, account_id: int) -> None:
    """Only its courier, or who oversees couriers. Raises NotYourRun."""
    account = db.get(Account, account_id)
    if account is not None and account.disabled_at is None:
        courier = db.get_one(Courier, run.courier_id)
        if courier.account_id == account_id or account.may_as(*OVERSEERS):
            return
    raise NotYourRun(run.id, account_id)


def _require_sender(db: Session, known: Event, account_id: int) -> None:
    """Who may send an event may send it again. Raises NotYourRun."""
    if known.run_id is None:
        _require_chooser(db, account_id)
    else:
        require_run_of(db, run=db.get_one(Run, known.run_id), account_id=account_id)


def _require_chooser(db: Session, account_id: int) -> None:
    """Whoever packs bags. Raises NotYourRun."""
    account = db.get(Account, account_id)
    if account is None or account.disabled_at is not None or not account.may_as(*CHOOSERS):
        raise NotYourRun(0, account_id)


def _run_id(db: Session, what: Report) -> int:
    if what.run_id is not None:
        return what.run_id
    run_id = db.scalar(select(Stop.run_id).where(Stop.id == what.stop_id))
    if run_id is None:
        raise NotHere("stop", what.stop_id or 0)
    return run_id


def _known(db: Session, what: Report) -> Event | None:
    """The event of that number, if it was taken in before. Raises EventTwice."""
    known = db.scalars(
        select(Event)
        .where(Event.client_id == what.client_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if known is not None and known.digest != what.digest:
        raise EventTwice(what.client_id)
    return known


def _event(what: Report, *, account_id: int, now: datetime) -> Event:
    return Event(
        client_id=what.client_id,
        digest=what.digest,
        kind=what.kind,
        stop_id=what.stop_id,
        account_id=account_id,
        happened_at=what.happened_at,
        sent_at=what.sent_at,
        received_at=now,
        facts={},
        words=what.words,
    )


def _nowhere_else(db: Session, run: Run, stop: Stop) -> None:
    """A courier is on the way to one door."""
    for other in db.scalars(
        select(Stop).where(
            Stop.run_id == run.id, Stop.state == StopState.ON_WAY, Stop.id != stop.id
        )
    ).all():
        move_stop(other, StopState.PLANNED)


def _planned_travel(db: Session, stop: Stop) -> timedelta:
    """How long the way to a stop is by the plan: from the stop before it, or from the start."""
    before = db.scalars(
        select(Stop.leaves_at)
        .where(
            Stop.run_id == stop.run_id,
            Stop.turn < stop.turn,
            Stop.state != StopState.TAKEN_OFF,
            Stop.leaves_at <= stop.arrives_at,
        )
        .order_by(Stop.turn.desc())
        .limit(1)
    ).one_or_none()
    left_at = before or db.get_one(Run, stop.run_id).starts_at
    return max(timedelta(), min(LONGEST_WAY, stop.arrives_at - left_at))
