"""Reads who goes from VROOM's JSON: vehicles with their shifts, breaks, depots and given steps."""

from collections.abc import Iterator

from routing import vroom_parts as parts
from routing.json_fields import Field
from routing.places import Places
from routing.problem import (
    ALWAYS,
    Break,
    Costs,
    GivenKind,
    GivenStep,
    Reload,
    RestRule,
    Vehicle,
)

MOST_VEHICLES = 300
MOST_BREAKS = 8
MOST_RELOADS = 10
MOST_STEPS = 3_100
VEHICLE = {
    "id", "description", "profile", "type", "start", "start_index", "end", "end_index",
    "capacity", "skills", "time_window", "breaks", "speed_factor", "max_tasks",
    "max_travel_time", "max_distance", "costs", "steps", "reloads", "max_reloads", "rest",
}  # fmt: skip
BREAK = {"id", "description", "service", "time_windows", "max_load"}
REST = {"id", "after", "service", "worked"}
RELOAD = {"description", "location", "location_index", "service", "time_windows"}
STEP = {
    "type", "id", "service_at", "service_after", "service_before", "locked",
    "job", "description", "location", "location_index", "arrival", "duration", "distance",
    "setup", "service", "waiting_time", "load", "violations",
}  # fmt: skip
"""What a step may say, and what a plan says of it, which is not looked at: a plan that was
written here can be given back."""
COSTS = {"fixed", "per_hour", "per_km", "per_task_hour"}


def vehicles(written: Field, places: Places) -> Iterator[Vehicle]:
    """Every courier with a shift."""
    for vehicle in written.items(at_most=MOST_VEHICLES, at_least=1):
        inside = vehicle.members(VEHICLE, needed=["id"], refused={})
        ends = [
            places.find(vehicle, inside.get(name), inside.get(f"{name}_index"), name=name)
            if name in inside or f"{name}_index" in inside
            else None
            for name in ("start", "end")
        ]
        if ends == [None, None]:
            vehicle.refuse("has neither a start nor an end.", "Give at least one of the two.")
        rule = _rest_rule(inside["rest"]) if "rest" in inside else None
        rests = tuple(_breaks(inside.get("breaks")))
        if rule and rule.break_id in {rest.break_id for rest in rests}:
            inside["rest"].refuse(f"has the id {rule.break_id} of a break.", "Number them apart.")
        yield Vehicle(
            vehicle_id=inside["id"].whole(parts.MOST_ID),
            start=ends[0],
            end=ends[1],
            capacity=parts.load(inside, "capacity"),
            skills=parts.skills(inside),
            shift=parts.window(inside["time_window"]) if "time_window" in inside else ALWAYS,
            breaks=rests,
            speed_percent=_speed_percent(inside),
            profile=parts.text(inside, "profile") or "car",
            max_tasks=parts.limit(inside, "max_tasks"),
            max_travel_time_s=parts.limit(inside, "max_travel_time"),
            max_distance_m=parts.limit(inside, "max_distance"),
            costs=_costs(inside.get("costs")),
            description=parts.text(inside, "description"),
            vehicle_type=parts.text(inside, "type"),
            reloads=tuple(_reloads(inside.get("reloads"), places)),
            max_reloads=inside["max_reloads"].whole(100) if "max_reloads" in inside else 1,
            rest_rule=rule,
            steps=tuple(_steps(inside.get("steps"))),
        )


def _breaks(breaks: Field | None) -> list[Break]:
    """A courier's breaks, the earliest first: that is the order in which they are taken."""
    found: list[Break] = []
    for rest in breaks.items(at_most=MOST_BREAKS) if breaks else []:
        inside = rest.members(BREAK, needed=["id"], refused={})
        break_id = inside["id"].whole(parts.MOST_ID)
        if any(other.break_id == break_id for other in found):
            inside["id"].refuse(f"{break_id} is taken by another break.", "Number them apart.")
        found.append(
            Break(
                break_id=break_id,
                windows=parts.windows(inside.get("time_windows")),
                service_s=parts.seconds(inside, "service"),
                description=parts.text(inside, "description"),
                max_load=parts.load(inside, "max_load") if "max_load" in inside else None,
            )
        )
    return sorted(found, key=lambda rest: (rest.windows[0].opens_s, rest.windows[0].closes_s))


def _rest_rule(written: Field) -> RestRule:
    """A rest by law. One that comes sooner than it lasts would leave no time for work."""
    inside = written.members(REST, needed=["id", "after", "service"], refused={})
    return RestRule(
        break_id=inside["id"].whole(parts.MOST_ID),
        after_s=inside["after"].whole(parts.LONGEST_S, least=60),
        lasts_s=inside["service"].whole(parts.LONGEST_S, least=1),
        worked_s=parts.seconds(inside, "worked"),
    )


def _reloads(written: Field | None, places: Places) -> Iterator[Reload]:
    for depot in written.items(at_most=MOST_RELOADS) if written else []:
        inside = depot.members(RELOAD, refused={})
        yield Reload(
            place=places.find(depot, inside.get("location"), inside.get("location_index")),
            service_s=parts.seconds(inside, "service"),
            windows=parts.windows(inside.get("time_windows")),
            description=parts.text(inside, "description"),
        )


def _steps(written: Field | None) -> Iterator[GivenStep]:
    """The steps of a run that is known. Locked ones come first; start, end and breaks are free."""
    open_yet = False
    for step in written.items(at_most=MOST_STEPS) if written else []:
        inside = step.members(STEP, needed=["type"], refused={})
        kinds = [kind.value for kind in GivenKind]
        if inside["type"].value not in kinds:
            inside["type"].refuse("is no kind of step.", f"Use one of {', '.join(kinds)}.")
        kind = GivenKind(str(inside["type"].value))
        visit = kind in (GivenKind.JOB, GivenKind.PICKUP, GivenKind.DELIVERY)
        if (visit or kind is GivenKind.BREAK) and "id" not in inside:
            step.refuse("has no id.", "Name the stop or the break.")
        locked = inside["locked"].yes() if "locked" in inside else False
        if locked and not visit:
            inside["locked"].refuse(f"stands at a {kind}.", "Lock jobs, pickups, deliveries only.")
        if locked and open_yet:
            inside["locked"].refuse(
                "comes after a stop that is not locked.", "Lock every stop before it, too."
            )
        open_yet = open_yet or (visit and not locked)
        yield GivenStep(
            kind=kind,
            task_id=inside["id"].whole(parts.MOST_ID) if "id" in inside else None,
            at_s=parts.limit(inside, "service_at"),
            after_s=parts.limit(inside, "service_after"),
            before_s=parts.limit(inside, "service_before"),
            locked=locked,
        )


def _costs(costs: Field | None) -> Costs:
    inside = costs.members(COSTS, refused={}) if costs else {}
    given = {name: member.whole(parts.MOST_COST) for name, member in inside.items()}
    return Costs(
        given.get("fixed", 0),
        given.get("per_hour", 3600),
        given.get("per_km", 0),
        given.get("per_task_hour", 0),
    )


def _speed_percent(inside: dict[str, Field]) -> int:
    """A speed factor kept to two digits, as VROOM does."""
    return round(inside["speed_factor"].number(0.01, 5) * 100) if "speed_factor" in inside else 100
