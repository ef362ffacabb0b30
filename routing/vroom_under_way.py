"""Reads what has happened on a day under way: `under_way` of a day's file, beside its plan.

{"now": 43200, "events": [
    {"type": "added", "jobs": [...], "shipments": [...]},
    {"type": "closed", "job": 7},
    {"type": "away", "vehicle": 2, "location": [76.9, 43.2]},
    {"type": "late", "vehicle": 1, "location": [76.9, 43.2], "at": 43500}]}
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from routing import vroom_parts as parts
from routing import vroom_tasks
from routing.json_fields import Field
from routing.places import Places
from routing.problem import LATEST_S, Place, StopKind, Task, Vehicle
from routing.replan import Added, Closed, Event, Ill, Late, Rules
from routing.rest_of_day import Key

MOST_EVENTS = 100
MOST_SERVED = 3_000
TYPES = "added, away, late or closed"
PLACE = {"location", "location_index"}
RULES = {"moved_cost", "late_cost", "promise", "most_moved"}


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What time it is (None: not said), what has happened, and how much may be disturbed."""

    now_s: int | None
    events: tuple[Event, ...]
    rules: Rules

    @property
    def added(self) -> tuple[Task, ...]:
        """The tasks that are new."""
        return tuple(event.task for event in self.events if isinstance(event, Added))

    def with_added(self, tasks: tuple[Task, ...]) -> "UnderWay":
        """The same with the new tasks as they are in the day."""
        filled = iter(tasks)
        events = (Added(next(filled)) if isinstance(one, Added) else one for one in self.events)
        return replace(self, events=tuple(events))


def under_way(written: Field | None, places: Places) -> UnderWay:
    """What the file says of the day under way; nothing where it says nothing."""
    if written is None:
        return UnderWay(None, (), Rules())
    inside = written.members({"now", "events"} | RULES, refused={})
    events = inside["events"].items(at_most=MOST_EVENTS) if "events" in inside else []
    usual = Rules()
    return UnderWay(
        inside["now"].whole(LATEST_S) if "now" in inside else None,
        tuple(event for one in events for event in _events(one, places)),
        Rules(
            moved_cost=_whole(inside, "moved_cost", usual.moved_cost, parts.MOST_COST),
            late_cost=_whole(inside, "late_cost", usual.late_cost, parts.MOST_COST),
            promise_s=_whole(inside, "promise", usual.promise_s, parts.LONGEST_S),
            most_moved=inside["most_moved"].whole(MOST_SERVED) if "most_moved" in inside else None,
        ),
    )


def known_names(written: Field, tasks: tuple[Task, ...], vehicles: tuple[Vehicle, ...]) -> None:
    """Refuses events that speak of a courier or a stop that there is not."""
    stops = {(stop.kind.value, stop.stop_id) for task in tasks for stop in task.stops}
    who = {vehicle.vehicle_id for vehicle in vehicles}
    given = written.value if isinstance(written.value, dict) else {}
    for n, event in enumerate(given.get("events", ())):
        where = f"{written.path}.events[{n}]"
        if "vehicle" in event and event["vehicle"] not in who:
            Field(None, f"{where}.vehicle").refuse("is no vehicle of the day.", "Correct its id.")
        for kind in StopKind:
            if event["type"] == "closed" and kind in event and (kind, event[kind]) not in stops:
                Field(None, f"{where}.{kind}").refuse("is no stop of the day.", "Correct its id.")


def _events(written: Field, places: Places) -> Iterator[Event]:
    known = {"type", "jobs", "shipments", "vehicle", "at", "served", *PLACE, *StopKind}
    inside = written.members(known, needed=["type"], refused={})
    match inside["type"].value:
        case "added":
            _only(written, inside, {"jobs", "shipments"})
            yield from map(Added, vroom_tasks.jobs(inside.get("jobs"), places))
            yield from map(Added, vroom_tasks.shipments(inside.get("shipments"), places))
        case "closed":
            _only(written, inside, set(StopKind))
            yield from _closed(written, inside)
        case "away":
            _only(written, inside, {"vehicle"} | PLACE, needed=("vehicle",))
            somewhere = PLACE & inside.keys()
            place = _place(written, inside, places) if somewhere else None
            yield Ill(inside["vehicle"].whole(parts.MOST_ID), place)
        case "late":
            _only(written, inside, {"vehicle", "at", "served"} | PLACE, needed=("vehicle", "at"))
            yield Late(
                inside["vehicle"].whole(parts.MOST_ID),
                _place(written, inside, places),
                inside["at"].whole(LATEST_S),
                _served(inside.get("served")),
            )
        case _:
            inside["type"].refuse("is no kind of event that we know.", f"Write {TYPES}.")


def _closed(written: Field, inside: dict[str, Field]) -> Iterator[Event]:
    kinds = [kind for kind in StopKind if kind in inside]
    if len(kinds) != 1:
        written.refuse(f"names {len(kinds)} stops.", "Name one: a job, a pickup or a delivery.")
    yield Closed(kinds[0].value, inside[kinds[0]].whole(parts.MOST_ID))


def _only(
    written: Field, inside: dict[str, Field], known: set[str], needed: tuple[str, ...] = ()
) -> None:
    """Refuses what does not belong to an event of its kind."""
    for name, member in inside.items():
        if name != "type" and name not in known:
            member.refuse(f"does not belong to '{inside['type'].value}'.", "Remove it.")
    for name in needed:
        if name not in inside:
            Field(None, f"{written.path}.{name}").refuse("is missing.", "Add it.")


def _place(written: Field, inside: dict[str, Field], places: Places) -> Place:
    return places.find(written, inside.get("location"), inside.get("location_index"))


def _served(written: Field | None) -> tuple[Key, ...] | None:
    """The stops that a courier has truly served; None where the plan says it."""
    if written is None:
        return None
    found = []
    for one in written.items(at_most=MOST_SERVED):
        inside = one.members({"type", "id"}, needed=["type", "id"], refused={})
        if inside["type"].value not in set(StopKind):
            inside["type"].refuse("is no kind of stop.", "Write job, pickup or delivery.")
        found.append((str(inside["type"].value), inside["id"].whole(parts.MOST_ID)))
    return tuple(found)


def _whole(inside: dict[str, Field], name: str, usual: int, most: int) -> int:
    return inside[name].whole(most) if name in inside else usual
