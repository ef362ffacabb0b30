"""Reads back a plan that `dauys plan` wrote, so that the rest of its day can be planned anew."""

from collections.abc import Sequence

from routing.difference import MOST_ID, MOST_ROUTES, MOST_STEPS, VISITS
from routing.json_fields import Field
from routing.plan import Plan, Route, StepKind
from routing.problem import LATEST_S, Problem, Vehicle
from routing.timetable import Obstacle, Timetables
from routing.writing import route

TOLERANCE_S = 60
"""By how much a plan may differ from what its day says."""
ANOTHER_DAY = "Give the day that the plan was made for."


def read_plan(root: Field, problem: Problem) -> Plan:
    """The plan, its runs laid out on the day that it was made for; stops left over are not read.

    Raises BadProblem naming the JSON path where the two do not belong together.
    """
    inside = _open(root, "routes")
    tables, vehicles = Timetables(problem), {one.vehicle_id: one for one in problem.vehicles}
    routes: list[Route] = []
    seen = set[int]()
    for written in inside["routes"].items(at_most=MOST_ROUTES):
        of_route = _open(written, "vehicle", "steps")
        number = of_route["vehicle"].whole(MOST_ID)
        if number not in vehicles:
            of_route["vehicle"].refuse("is no vehicle of the day.", ANOTHER_DAY)
        if number in seen:
            of_route["vehicle"].refuse("has two runs.", "Keep one of the two.")
        seen.add(number)
        steps = of_route["steps"].items(at_most=MOST_STEPS)
        run, begins_s = _run(problem, vehicles[number], steps)
        if not run:
            continue
        found = tables.lay_out(vehicles[number], run)
        if isinstance(found, Obstacle):
            written.refuse("is not possible on this day.", ANOTHER_DAY)
        for entry in found.entries:
            told_s = begins_s.get(entry.stop) if entry.stop is not None else None
            if told_s is not None and abs(told_s - entry.begins_s) > TOLERANCE_S:
                written.refuse(
                    f"begins {problem.stops[entry.stop or 0].name} at {told_s}, but on this day "
                    f"it would be at {entry.begins_s}.",
                    ANOTHER_DAY,
                )
        routes.append(route(problem, tables, vehicles[number], run))
    _each_once(routes, inside["routes"])
    return Plan(routes=tuple(routes), unassigned=())


def _run(
    problem: Problem, vehicle: Vehicle, steps: list[Field]
) -> tuple[list[int], dict[int, int]]:
    """The stops and reloads of a run in order, and when the plan says that each stop begins."""
    run: list[int] = []
    begins_s: dict[int, int] = {}
    for step in steps:
        inside = _open(step, "type", "arrival")
        kind = inside["type"].value
        if kind == StepKind.RELOAD:
            number = inside["id"].whole(MOST_ID) if "id" in inside else 0
            if number >= len(vehicle.reloads):
                step.refuse("is at a reload depot that is none.", ANOTHER_DAY)
            run.append(-1 - number)
        elif kind in set(VISITS):
            if "id" not in inside:
                Field(None, f"{step.path}.id").refuse("is missing.", "Add it.")
            key = str(kind), inside["id"].whole(MOST_ID)
            if key not in problem.number_of:
                step.refuse(f"is {key[0]} {key[1]}, which is no stop of the day.", ANOTHER_DAY)
            number = problem.number_of[key]
            waits_s = inside["waiting_time"].whole(LATEST_S) if "waiting_time" in inside else 0
            begins_s[number] = inside["arrival"].whole(2 * LATEST_S) + waits_s
            run.append(number)
    return run, begins_s


def _each_once(routes: Sequence[Route], written: Field) -> None:
    """No stop is served twice."""
    seen = set[tuple[str, int | None]]()
    for one in routes:
        for step in one.steps:
            key = (step.kind.value, step.task_id)
            if step.kind in VISITS and key in seen:
                written.refuse(f"serve {key[0]} {key[1]} twice.", "Keep one of the two.")
            seen.add(key)


def _open(written: Field, *needed: str) -> dict[str, Field]:
    """All members of an object, whatever they are called."""
    inside = written.pairs(at_most=1_000, longest=1_000)
    for name in needed:
        if name not in inside:
            Field(None, f"{written.path}.{name}" if written.path else name).refuse(
                "is missing.", "Give a plan that `dauys plan` wrote."
            )
    return inside
