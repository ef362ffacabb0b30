"""What lies in the courier's car and has to come back: what readers gave, and what nobody took."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.records import Copy
from delivery.runs.records import Event, EventKind, Run, RunState, Stop, StopState
from delivery.visits.records import Cartridge, Delivery, Handover, HandoverState, Way

OVER = (StopState.DONE, StopState.FAILED, StopState.TAKEN_OFF)


def taken_back(db: Session, run: Run) -> list[tuple[str, str | None]]:
    """Medium and bar code of all that readers gave to the courier of a run that is not over."""
    rows = _handovers(db, run, Way.PICK_UP, HandoverState.DONE)
    return [*(_named(row) for row in rows), *_found(db, run)]


def not_handed_over(db: Session, run: Run) -> list[tuple[str, str | None]]:
    """Medium and bar code of all that left with the courier and stayed with them."""
    rows = _handovers(db, run, Way.DROP, HandoverState.NOT_DONE)
    return [_named(row) for row in rows if row.copy_id or row.cartridge_id]


def _handovers(db: Session, run: Run, way: Way, state: HandoverState) -> list[Handover]:
    """Those of the bags that were out, or were closed on this run; nothing once it is over."""
    if run.state is not RunState.STARTED:
        return []
    return list(
        db.scalars(
            select(Handover)
            .join(Delivery)
            .join(Stop, Stop.visit_id == Delivery.visit_id)
            .where(
                Stop.run_id == run.id,
                Stop.state.in_(OVER),
                Delivery.out_at.is_not(None) | (Handover.state == HandoverState.DONE),
                Handover.way == way,
                Handover.state == state,
            )
            .options(joinedload(Handover.copy), joinedload(Handover.cartridge))
            .order_by(Handover.id)
            .execution_options(populate_existing=True)
        )
    )


def _named(row: Handover) -> tuple[str, str | None]:
    if row.copy is not None:
        return row.copy.medium.value, row.copy.barcode
    return "cartridge", row.cartridge.barcode if row.cartridge else None


def _found(db: Session, run: Run) -> list[tuple[str, str | None]]:
    """What was given back beyond the list."""
    if run.state is not RunState.STARTED:
        return []
    copies, cartridges = list[int](), list[int]()
    for facts in db.scalars(
        select(Event.facts).where(Event.run_id == run.id, Event.kind == EventKind.OUTCOME)
    ):
        copies += facts.get("found_copies", [])
        cartridges += facts.get("found_cartridges", [])
    found: list[tuple[str, str | None]] = [
        (copy.medium.value, copy.barcode)
        for copy in db.scalars(select(Copy).where(Copy.id.in_(copies)).order_by(Copy.id))
    ]
    found += [
        ("cartridge", one.barcode)
        for one in db.scalars(
            select(Cartridge).where(Cartridge.id.in_(cartridges)).order_by(Cartridge.id)
        )
    ]
    return found
