"""Reads what is to be done from VROOM's JSON: jobs and shipments become tasks."""

from collections.abc import Iterator

from routing import vroom_parts as parts
from routing.json_fields import Field
from routing.places import Places
from routing.problem import Load, Preference, Stop, StopKind, Task

MOST_STOPS = 3_000
VISIT = {
    "id", "description", "location", "location_index", "setup", "service", "setup_per_type",
    "service_per_type", "time_windows",
}  # fmt: skip
WISHES = {"skills", "priority", "courier", "never", "penalty", "difficulty"}
JOB = VISIT | WISHES | {"delivery", "pickup"}
SHIPMENT = WISHES | {"pickup", "delivery", "amount"}
REFUSED_VISIT = {"locked": "Lock it as a step of a vehicle: vehicles[*].steps[*].locked."}
REFUSED_JOB = REFUSED_VISIT | {
    "amount": "Use delivery or pickup instead; VROOM itself has given it up."
}
DEFAULT_PREFERENCE = 900
"""What another courier costs where the file does not say: a quarter of an hour on the road."""


def jobs(written: Field | None, places: Places) -> Iterator[Task]:
    """Visits of one stop."""
    for job in written.items(at_most=MOST_STOPS) if written else []:
        inside = job.members(JOB, needed=["id"], refused=REFUSED_JOB)
        stop = _stop(inside, StopKind.JOB, places, job, parts.load(inside, "pickup"))
        yield _task(inside, (stop,))


def shipments(written: Field | None, places: Places) -> Iterator[Task]:
    """Pick-ups, each with its hand-over."""
    for shipment in written.items(at_most=MOST_STOPS // 2) if written else []:
        inside = shipment.members(SHIPMENT, needed=["pickup", "delivery"], refused=REFUSED_VISIT)
        amount = parts.load(inside, "amount")
        ends = []
        for kind in (StopKind.PICKUP, StopKind.DELIVERY):
            end = inside[kind.value]
            visit = end.members(VISIT, needed=["id"], refused=REFUSED_VISIT)
            ends.append(_stop(visit, kind, places, end, amount))
        yield _task(inside, tuple(ends))


def _task(inside: dict[str, Field], stops: tuple[Stop, ...]) -> Task:
    return Task(
        stops=stops,
        skills=parts.skills(inside),
        priority=inside["priority"].whole(100) if "priority" in inside else 0,
        never=frozenset(parts.numbers(inside, "never", parts.MOST_ID)),
        preferred=_preference(inside["courier"]) if "courier" in inside else None,
        penalty=inside["penalty"].whole(parts.MOST_COST) if "penalty" in inside else None,
        difficulty=inside["difficulty"].whole(100) if "difficulty" in inside else 0,
    )


def _preference(written: Field) -> Preference:
    """The courier whom the reader knows: a number, or an object that also names the cost."""
    if not isinstance(written.value, dict):
        return Preference(written.whole(parts.MOST_ID), DEFAULT_PREFERENCE)
    inside = written.members({"id", "cost"}, needed=["id"], refused={})
    cost = inside["cost"].whole(parts.MOST_COST) if "cost" in inside else DEFAULT_PREFERENCE
    return Preference(inside["id"].whole(parts.MOST_ID), cost)


def _stop(
    inside: dict[str, Field], kind: StopKind, places: Places, whole: Field, amount: Load
) -> Stop:
    """A visit. `amount` is what it takes in; what it hands out is a job's own `delivery`."""
    return Stop(
        stop_id=inside["id"].whole(parts.MOST_ID),
        kind=kind,
        place=places.find(whole, inside.get("location"), inside.get("location_index")),
        setup_s=parts.seconds(inside, "setup"),
        service_s=parts.seconds(inside, "service"),
        setup_by_type=parts.seconds_by_type(inside, "setup_per_type"),
        service_by_type=parts.seconds_by_type(inside, "service_per_type"),
        delivery=amount if kind is StopKind.DELIVERY else parts.load(inside, "delivery"),
        pickup=() if kind is StopKind.DELIVERY else amount,
        windows=parts.windows(inside.get("time_windows")),
        description=parts.text(inside, "description"),
    )
