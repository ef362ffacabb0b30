"""How the work is shared out among couriers: runs, stops, hours."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from delivery.crew.records import Courier
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.statistics.span import Span

WORKED = (RunState.STARTED, RunState.FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one courier did in a span."""

    courier_id: int
    courier_name: str
    runs: int
    stops: int
    """Doors at which they were, whatever the outcome."""
    minutes: int
    """Of their runs as they were planned, from the depot and back."""
    distance_m: int


def work_of_couriers(db: Session, span: Span) -> list[Work]:
    """The couriers who set out at least once, by name."""
    in_span = (Run.run_on.between(span.from_on, span.until_on), Run.state.in_(WORKED))
    stops: dict[int, int] = {
        row[0]: row[1]
        for row in db.execute(
            select(Run.courier_id, func.count(Stop.id))
            .join(Stop, Stop.run_id == Run.id)
            .where(*in_span, Stop.state.in_((StopState.DONE, StopState.FAILED)))
            .group_by(Run.courier_id)
        )
    }
    spent: dict[int, timedelta] = {}
    for courier_id, starts_at, ends_at in db.execute(
        select(Run.courier_id, Run.starts_at, Run.ends_at).where(*in_span)
    ):  # the databases count time differently: the hours are added here
        spent[courier_id] = spent.get(courier_id, timedelta()) + (ends_at - starts_at)
    rows = db.execute(
        select(Courier.id, Courier.name, func.count(Run.id), func.sum(Run.distance_m))
        .join(Run, Run.courier_id == Courier.id)
        .where(*in_span)
        .group_by(Courier.id, Courier.name)
        .order_by(Courier.name, Courier.id)
    )
    return [
        Work(
            courier_id=number,
            courier_name=name,
            runs=runs,
            stops=stops.get(number, 0),
            minutes=round(spent[number].total_seconds() / 60),
            distance_m=distance_m,
        )
        for number, name, runs, distance_m in rows
    ]
