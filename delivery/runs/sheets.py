"""The sheet of a run, for couriers who work by paper: what its courier sees, and who that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.network.records import ServicePoint
from access.people.looking import looked_once
from delivery.crew.records import Depot
from delivery.errors import NotHere, NotPublished
from delivery.runs.courier_view import CourierRun, run_of_courier
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.visits.records import Visit

MOST_RUNS = 60
PRINTED = (RunState.PUBLISHED, RunState.STARTED, RunState.FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A published run with the name of its courier and where it begins."""

    run: CourierRun
    courier_name: str
    point: ServicePoint
    distance_m: int


def sheet_of(db: Session, *, run_id: int, account_id: int) -> Sheet:
    """The sheet of a run, for its courier or for a coordinator.

    Raises NotHere, NotPublished, NotYourRun.
    """
    run = db.scalars(
        select(Run)
        .where(Run.id == run_id)
        .options(joinedload(Run.courier), joinedload(Run.depot).joinedload(Depot.service_point))
    ).one_or_none()
    if run is None:
        raise NotHere("run", run_id)
    if run.state is RunState.DRAFT:
        raise NotPublished(run_id)
    return Sheet(
        run=run_of_courier(db, run_id=run_id, account_id=account_id),
        courier_name=run.courier.name,
        point=run.depot.service_point,
        distance_m=run.distance_m,
    )


def printed_on(db: Session, *, on: date) -> Sequence[int]:
    """The published runs of a day, in the order in which they set out."""
    return db.scalars(
        select(Run.id)
        .where(Run.run_on == on, Run.state.in_(PRINTED))
        .order_by(Run.starts_at, Run.id)
        .limit(MOST_RUNS)
    ).all()


def readers_on_sheet(db: Session, *, run_id: int) -> Sequence[int]:
    """Whose doors a sheet shows; whoever makes one leaves a trace for each of them."""
    return db.scalars(
        select(Visit.reader_id)
        .join(Stop, Stop.visit_id == Visit.id)
        .where(Stop.run_id == run_id, Stop.state != StopState.TAKEN_OFF)
        .distinct()
        .order_by(Visit.reader_id)
    ).all()


def note_sheet(db: Session, *, run_id: int, account_id: int, door: str, now: datetime) -> None:
    """Keep that somebody saw the doors of a run; soon after it is the same look."""
    looked_once(
        db, reader_ids=readers_on_sheet(db, run_id=run_id), account_id=account_id,
        what="run_sheet", door=door, now=now,
    )  # fmt: skip


def run_named(db: Session, *, run_id: int) -> Run:
    """A run with its courier, for the head of a page. Raises NotHere."""
    run = db.scalars(
        select(Run).where(Run.id == run_id).options(joinedload(Run.courier))
    ).one_or_none()
    if run is None:
        raise NotHere("run", run_id)
    return run
