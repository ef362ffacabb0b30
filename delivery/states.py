"""From which state into which each record may come: the whole of it in tables."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from delivery.errors import ImpossibleMove
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.visits.records import (
    Delivery,
    DeliveryState,
    Handover,
    HandoverState,
    Visit,
    VisitState,
)

State = TypeVar("State", bound=StrEnum)

VISIT: Mapping[VisitState, frozenset[VisitState]] = {
    VisitState.PROPOSED: frozenset(
        {VisitState.FIXED, VisitState.ROUTED, VisitState.FAILED, VisitState.CANCELLED}
    ),
    VisitState.FIXED: frozenset({VisitState.ROUTED, VisitState.FAILED, VisitState.CANCELLED}),
    VisitState.ROUTED: frozenset(
        {VisitState.FIXED, VisitState.DONE, VisitState.FAILED, VisitState.CANCELLED}
    ),
    VisitState.DONE: frozenset(),
    VisitState.FAILED: frozenset(),
    VisitState.CANCELLED: frozenset(),
}
"""PROPOSED and FIXED become FAILED where their day went by and nobody could be sent."""

DELIVERY: Mapping[DeliveryState, frozenset[DeliveryState]] = {
    DeliveryState.OPEN: frozenset(
        {DeliveryState.PACKED, DeliveryState.OUT, DeliveryState.DONE, DeliveryState.BACK}
    ),
    DeliveryState.PACKED: frozenset(
        {DeliveryState.OPEN, DeliveryState.OUT, DeliveryState.DONE, DeliveryState.BACK}
    ),
    DeliveryState.OUT: frozenset({DeliveryState.DONE, DeliveryState.BACK}),
    DeliveryState.DONE: frozenset(),
    DeliveryState.BACK: frozenset(),
}
"""A bag may be DONE without a scan before: what happened at the door outweighs a missed scan."""

HANDOVER: Mapping[HandoverState, frozenset[HandoverState]] = {
    HandoverState.WAITING: frozenset(
        {HandoverState.IN_BAG, HandoverState.DONE, HandoverState.NOT_DONE}
    ),
    HandoverState.IN_BAG: frozenset(
        {HandoverState.WAITING, HandoverState.DONE, HandoverState.NOT_DONE}
    ),
    HandoverState.DONE: frozenset(),
    HandoverState.NOT_DONE: frozenset(),
}

RUN: Mapping[RunState, frozenset[RunState]] = {
    RunState.DRAFT: frozenset({RunState.PUBLISHED, RunState.CANCELLED}),
    RunState.PUBLISHED: frozenset({RunState.STARTED, RunState.CANCELLED}),
    RunState.STARTED: frozenset({RunState.FINISHED}),
    RunState.FINISHED: frozenset(),
    RunState.CANCELLED: frozenset(),
}

STOP: Mapping[StopState, frozenset[StopState]] = {
    StopState.PLANNED: frozenset(
        {StopState.ON_WAY, StopState.AT_DOOR, StopState.DONE, StopState.FAILED,
         StopState.TAKEN_OFF}
    ),
    StopState.ON_WAY: frozenset(
        {StopState.PLANNED, StopState.AT_DOOR, StopState.DONE, StopState.FAILED,
         StopState.TAKEN_OFF}
    ),
    StopState.AT_DOOR: frozenset({StopState.DONE, StopState.FAILED, StopState.TAKEN_OFF}),
    StopState.DONE: frozenset(),
    StopState.FAILED: frozenset(),
    StopState.TAKEN_OFF: frozenset(),
}  # fmt: skip
"""ON_WAY becomes PLANNED again where the courier goes to another door first."""

OPEN_VISITS = frozenset(state for state, onward in VISIT.items() if onward)
OPEN_STOPS = frozenset(state for state, onward in STOP.items() if onward)
OPEN_RUNS = frozenset(state for state, onward in RUN.items() if onward)
SEEN_RUNS = frozenset({RunState.PUBLISHED, RunState.STARTED})


def _moves(
    kind: str, number: int, table: Mapping[State, frozenset[State]], was: State, to: State
) -> bool:
    """Whether there is anything to change. Raises ImpossibleMove."""
    if to is was:
        return False
    if to not in table[was]:
        raise ImpossibleMove(kind, number, was, to)
    return True


def move_visit(visit: Visit, to: VisitState, *, now: datetime) -> None:
    """Raises ImpossibleMove, and changes nothing. The same state again changes nothing."""
    if not _moves("visit", visit.id, VISIT, visit.state, to):
        return
    visit.state = to
    if not VISIT[to]:
        visit.closed_at = now


def move_delivery(delivery: Delivery, to: DeliveryState, *, now: datetime) -> None:
    """Raises ImpossibleMove, and changes nothing. The same state again changes nothing."""
    if not _moves("delivery", delivery.id, DELIVERY, delivery.state, to):
        return
    delivery.state = to
    if to is DeliveryState.OPEN:
        delivery.packed_at = None
    elif to is DeliveryState.PACKED:
        delivery.packed_at = now
    elif to is DeliveryState.OUT:
        delivery.packed_at, delivery.out_at = delivery.packed_at or now, now
    else:
        delivery.closed_at = now


def move_handover(handover: Handover, to: HandoverState, *, now: datetime) -> None:
    """Raises ImpossibleMove, and changes nothing. The same state again changes nothing."""
    if not _moves("handover", handover.id, HANDOVER, handover.state, to):
        return
    handover.state = to
    if not HANDOVER[to]:
        handover.closed_at = now


def move_run(run: Run, to: RunState, *, now: datetime) -> None:
    """Raises ImpossibleMove, and changes nothing. The same state again changes nothing."""
    if not _moves("run", run.id, RUN, run.state, to):
        return
    run.state = to
    if to is RunState.PUBLISHED:
        run.published_at = now
    elif to is RunState.STARTED:
        run.started_at = now
    elif not RUN[to]:
        run.closed_at = now


def move_stop(stop: Stop, to: StopState) -> None:
    """Raises ImpossibleMove, and changes nothing. The same state again changes nothing."""
    if not _moves("stop", stop.id, STOP, stop.state, to):
        return
    stop.state = to
