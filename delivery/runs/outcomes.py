"""How it went at the door, and what follows: loans, the next visit, what the reader is told."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy
from access.network.zone import today
from access.people.records import Reader
from access.people.secrets import matches
from access.requests.limits import Limits
from access.requests.records import Loan
from delivery.errors import DeliveryError, NoDayHasRoom, NotVisitedAtHome
from delivery.holding import change_day
from delivery.runs.hands import back_at_depot, given, reader_of, taken, took_cartridge, took_copy
from delivery.runs.records import Event, EventKind, Proof, Run, RunState, Stop, StopState
from delivery.runs.report import Report
from delivery.scheduling.changing import next_day_with_room, open_visit, require_delivery_day
from delivery.scheduling.needs import Rules
from delivery.states import (
    OPEN_STOPS,
    OPEN_VISITS,
    move_delivery,
    move_run,
    move_stop,
    move_visit,
)
from delivery.telling import tell_failed
from delivery.visits.closing import delivery_of, give_up, off_its_run, open_handovers, unpack
from delivery.visits.records import (
    Cartridge,
    Cause,
    Delivery,
    DeliveryState,
    Handover,
    HandoverState,
    NoNext,
    Outcome,
    Visit,
    VisitState,
    Way,
)

NO_NEXT = {Outcome.REFUSED: NoNext.REFUSED, Outcome.WRONG_ADDRESS: NoNext.WRONG_ADDRESS}
"""After these a coordinator speaks with the reader first."""
REST_DAYS = 2
"""Who was unwell is left in peace for so long."""


@dataclass
class Counted:
    """What an outcome changed, in numbers for the event."""

    counted: bool
    facts: dict[str, Any] = field(default_factory=dict)


def start_run(db: Session, run: Run, *, now: datetime) -> bool:
    """The courier sets out: every bag of the run is with them. Says whether it changed anything."""
    if run.state is not RunState.PUBLISHED:
        return False
    move_run(run, RunState.STARTED, now=now)
    bags = db.scalars(
        select(Delivery)
        .join(Stop, Stop.visit_id == Delivery.visit_id)
        .where(
            Stop.run_id == run.id,
            Stop.state.in_(OPEN_STOPS),
            Delivery.state.in_((DeliveryState.OPEN, DeliveryState.PACKED)),
        )
        .with_for_update(of=Delivery)
        .execution_options(populate_existing=True)
    ).all()
    for bag in bags:
        move_delivery(bag, DeliveryState.OUT, now=now)
    db.flush()
    return True


def finish_run(db: Session, run: Run, *, now: datetime) -> bool:
    """The courier is back: what was taken back is at the depot. Outcomes that come later still
    count. Says whether it changed anything."""
    start_run(db, run, now=now)
    if run.state is not RunState.STARTED:
        return False
    move_run(run, RunState.FINISHED, now=now)
    db.flush()
    back = select(Handover).join(Delivery).join(Stop, Stop.visit_id == Delivery.visit_id).where(
        Stop.run_id == run.id, Handover.way == Way.PICK_UP, Handover.state == HandoverState.DONE
    )  # fmt: skip
    rows = db.scalars(back).all()
    copies = [row.copy_id for row in rows if row.copy_id is not None]
    cartridges = [row.cartridge_id for row in rows if row.cartridge_id is not None]
    for facts in db.scalars(
        select(Event.facts).where(Event.run_id == run.id, Event.kind == EventKind.OUTCOME)
    ):
        copies += facts.get("found_copies", [])
        cartridges += facts.get("found_cartridges", [])
    back_at_depot(db, copy_ids=copies, cartridge_ids=cartridges, now=now)
    return True


def record_outcome(  # noqa: PLR0913 - each is a fact of its own
    db: Session,
    stop: Stop,
    visit: Visit,
    what: Report,
    *,
    at: datetime,
    now: datetime,
    limits: Limits,
    rules: Rules,
) -> Counted:
    """Apply an outcome to a stop and its visit, both held.

    The first outcome of a stop decides its state. What was handed over counts even if it is told
    after another outcome, or after the visit was moved: the reader has it.
    """
    outcome = what.outcome or Outcome.OTHER
    if outcome is not Outcome.DELIVERED:
        if stop.state not in OPEN_STOPS:
            return Counted(False)
        _put_outcome(db, stop, visit, what, at)
        next_on = fail_visit(db, visit, outcome, now=now, rules=rules, another_on=what.another_on)
        return Counted(True, {"outcome": outcome.value, "next": str(next_on or "")})
    is_first = stop.state in OPEN_STOPS
    if is_first:
        _put_outcome(db, stop, visit, what, at)
    elif visit.state in OPEN_VISITS:
        off_its_run(db, visit)  # another courier need not come any more
        move_visit(visit, VisitState.ROUTED, now=now)
    facts = _hands(db, stop, visit, what, at=at, limits=limits)
    if visit.state is VisitState.ROUTED:
        visit.outcome = Outcome.DELIVERED
        move_visit(visit, VisitState.DONE, now=at)
        db.flush()
    changed = is_first or any(facts[name] for name in ("given", "taken", "found_copies"))
    return Counted(changed, {"outcome": outcome.value, **facts})


def fail_visit(
    db: Session,
    visit: Visit,
    outcome: Outcome,
    *,
    now: datetime,
    rules: Rules,
    another_on: date | None = None,
) -> date | None:
    """Nothing changed hands: a next day is found and told, or it is kept why there is none.

    Copies stay put aside for the reader. Answers the next day. The visit has to be held.
    """
    unpack(db, visit_id=visit.id, now=now)
    follower, visit.no_next = None, NO_NEXT.get(outcome)
    if visit.no_next is None:
        try:
            follower = _next_visit(db, visit, outcome, now=now, rules=rules, another_on=another_on)
        except NotVisitedAtHome as error:
            visit.no_next = NoNext.PAUSED if error.code == "paused" else NoNext.ENDED
        except NoDayHasRoom:
            visit.no_next = NoNext.NO_DAY
    if follower is not None:
        visit.next_id = follower.id
    visit.outcome = outcome
    move_visit(visit, VisitState.FAILED, now=now)
    off_its_run(db, visit)
    db.flush()
    next_on = follower.visit_on if follower else None
    tell_failed(db, visit, next_on=next_on, now=now)
    return next_on


def _next_visit(
    db: Session,
    visit: Visit,
    outcome: Outcome,
    *,
    now: datetime,
    rules: Rules,
    another_on: date | None,
) -> Visit:
    on = _asked_day(db, visit, another_on, now=now)
    if on is None:
        after_on = max(visit.visit_on, today(db, now=now))
        if outcome is Outcome.UNWELL:
            after_on += timedelta(days=REST_DAYS)
        on = next_day_with_room(db, visit=visit, after_on=after_on, rules=rules)
    change_day(db, on)
    follower = open_visit(db, reader_id=visit.reader_id, on=on)
    if follower is None:
        follower = Visit(
            reader_id=visit.reader_id, address_id=visit.address_id, visit_on=on, made_at=now
        )
        follower.causes = []
        db.add(follower)
    if follower.state in (None, VisitState.PROPOSED):
        follower.state = VisitState.FIXED
    follower.causes = sorted({*follower.causes, *visit.causes, Cause.FAILED.value})
    db.flush()
    return follower


def _asked_day(db: Session, visit: Visit, another_on: date | None, *, now: datetime) -> date | None:
    """The day that the reader asked for at the door, if visits can be made then."""
    if another_on is None or another_on <= max(visit.visit_on, today(db, now=now)):
        return None
    try:
        require_delivery_day(db, on=another_on, now=now)
        found = next_day_with_room(db, visit=visit, after_on=another_on - timedelta(days=1))
    except DeliveryError:
        return None
    return another_on if found == another_on else None


def _put_outcome(db: Session, stop: Stop, visit: Visit, what: Report, at: datetime) -> None:
    stop.outcome, stop.outcome_at = what.outcome, at
    move_stop(stop, StopState.DONE if what.outcome is Outcome.DELIVERED else StopState.FAILED)
    stop.proof, stop.is_proved = what.proof, _proved(db, visit, what)
    db.flush()


def _proved(db: Session, visit: Visit, what: Report) -> bool | None:
    """Whether the proof fits; a spoken name is the courier's word."""
    if what.proof is Proof.PIN:
        if not what.pin:
            return None  # the device had to forget it before it could be sent
        reader = db.get_one(Reader, visit.reader_id)
        return matches(reader.pin_hash, what.pin)
    if what.proof is Proof.BAG:
        code = db.scalar(select(Delivery.bag_code).where(Delivery.visit_id == visit.id))
        return what.code == code if what.code is not None else None
    return True if what.proof is Proof.NAME else None


def _hands(
    db: Session, stop: Stop, visit: Visit, what: Report, *, at: datetime, limits: Limits
) -> dict[str, Any]:
    """Everything that changed hands, by number; what did not goes back."""
    facts: dict[str, Any] = {"given": [], "taken": [], "found_copies": [], "found_cartridges": []}
    bag = delivery_of(db, visit.id)
    if bag is not None:
        rows = db.scalars(
            select(Handover)
            .where(Handover.delivery_id == bag.id)
            .order_by(Handover.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()
        for row in rows:
            if _happened(row, bag, what):
                _one_hand(db, row, facts, at=at, limits=limits)
        for row in open_handovers(db, bag.id):
            give_up(db, row, now=at)
        if bag.closed_at is None:
            move_delivery(bag, DeliveryState.DONE, now=at)
    for code in what.found:
        _found(db, code, facts, at=at)
    run = db.get_one(Run, stop.run_id)
    if run.state is RunState.FINISHED:
        taken_rows = [db.get_one(Handover, number) for number in facts["taken"]]
        back_at_depot(
            db,
            copy_ids=[row.copy_id for row in taken_rows if row.copy_id] + facts["found_copies"],
            cartridge_ids=[row.cartridge_id for row in taken_rows if row.cartridge_id]
            + facts["found_cartridges"],
            now=at,
        )
    db.flush()
    return facts


def _happened(row: Handover, bag: Delivery, what: Report) -> bool:
    """Whether it changed hands: it was named, or all of the bag did. Where the bag counted as come
    back already, all of it is what was given up at that moment."""
    named = what.given if row.way is Way.DROP else what.taken
    if row.state is HandoverState.DONE:
        return False
    if named is not None:
        return row.id in named
    return row.closed_at is None or row.closed_at == bag.closed_at


def _one_hand(
    db: Session, row: Handover, facts: dict[str, Any], *, at: datetime, limits: Limits
) -> None:
    if row.way is Way.DROP:
        if row.edition_id is not None and row.cartridge_id is None:
            return  # nothing was ever put on a cartridge: it waits for the next visit
        given(db, row, reader_id=reader_of(db, row), now=at, limits=limits)
        facts["given"].append(row.id)
    else:
        taken(db, row, now=at)
        facts["taken"].append(row.id)


def _found(db: Session, code: str, facts: dict[str, Any], *, at: datetime) -> None:
    """Something was given back that nobody expected, by its bar code; an unknown one is noted."""
    copy_id = db.scalar(
        select(Copy.id).join(Loan, Loan.copy_id == Copy.id).where(
            Copy.barcode == code, Loan.returned_at.is_(None)
        )
    )  # fmt: skip
    if copy_id is not None and took_copy(db, copy_id=copy_id, now=at):
        facts["found_copies"].append(copy_id)
        return
    cartridge_id = db.scalar(select(Cartridge.id).where(Cartridge.barcode == code))
    if cartridge_id is not None and took_cartridge(db, cartridge_id=cartridge_id):
        facts["found_cartridges"].append(cartridge_id)
        return
    facts["unknown"] = facts.get("unknown", 0) + 1
