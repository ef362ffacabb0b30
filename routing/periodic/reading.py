"""Reads several days from VROOM's JSON: a file with a `horizon`, and how often who is visited.

    {"horizon": {"days": 14},
     "vehicles": [{..., "days": [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]}],
     "jobs": [{..., "frequency": {"every": 7, "slack": 1}, "allowed_days": [0, 2, 7, 9]}]}

Days count from 0. All else is as in a day's file, and times are seconds of each day.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from routing import vroom_json
from routing.errors import BadProblem
from routing.json_fields import Field
from routing.matrix import Measure
from routing.periodic.horizon import MOST_DAYS, Horizon, Visit, WorkingDay
from routing.problem import Problem

HORIZON = "horizon"
OFTEN = {"frequency", "allowed_days", "fixed_days", "last_day", "same_courier"}
FREQUENCY = {"times", "every", "slack", "apart"}
MOST_EARLIER = 366
NAMES = {
    "times": "frequency.times", "every": "frequency.every", "slack": "frequency.slack",
    "apart": "frequency.apart", "allowed": "allowed_days", "fixed": "fixed_days",
    "last_day": "last_day",
}  # fmt: skip
"""How the file calls what a visit of the horizon has."""


def asks_for_several_days(root: Field) -> bool:
    """Whether a file is one of several days."""
    return isinstance(root.value, dict) and HORIZON in root.value


def read(root: Field, *, measure: Measure | None = None) -> Horizon:
    """Several days from VROOM's JSON. Raises BadProblem naming the path of the first fault."""
    whole = cast(Mapping[str, object], root.value) if isinstance(root.value, dict) else {}
    asked = Field(whole.get(HORIZON), HORIZON).members(
        {"days", "share", "most_stops"}, needed=["days"], refused={}
    )
    count = asked["days"].whole(MOST_DAYS, 1)
    works = [_taken(one, {"days"}) for one in _listed(whole, "vehicles")]
    often = [_taken(one, OFTEN) for name in ("jobs", "shipments") for one in _listed(whole, name)]
    plain = {name: value for name, value in whole.items() if name != HORIZON}
    for name, extras in (("vehicles", {"days"}), ("jobs", OFTEN), ("shipments", OFTEN)):
        if name in plain:
            plain[name] = [_without(one.value, extras) for one in _listed(whole, name)]
    problem = vroom_json.read(Field(plain, ""), measure=measure)
    visits = tuple(_visit(problem, n, given, count) for n, given in enumerate(often))
    days = _working(problem, works, _most_stops(asked.get("most_stops"), count))
    share = asked["share"].number(0.01, 1) if "share" in asked else 0.9
    try:
        return Horizon(
            visits=visits,
            days=days,
            roads=problem.roads,
            dimensions=problem.dimensions,
            balance=problem.balance,
            share=share,
        )
    except BadProblem as fault:
        where = _path(fault.where, whole)
        raise BadProblem(fault.what, where=where, remedy=fault.remedy) from fault


def _working(
    problem: Problem, given: Sequence[Mapping[str, Field]], most: Sequence[int | None]
) -> tuple[WorkingDay, ...]:
    """Who works on each day: all who do not say on which."""
    count = len(most)
    on = [_days(one["days"], count) if "days" in one else set(range(count)) for one in given]
    return tuple(
        WorkingDay(
            tuple(one for one, days in zip(problem.vehicles, on, strict=True) if day in days),
            most[day],
        )
        for day in range(count)
    )


def _listed(whole: Mapping[str, object], name: str) -> list[Field]:
    """The elements of one of the file's arrays; what is no array is refused where it is read."""
    given = whole.get(name)
    if not isinstance(given, list):
        return []
    return [Field(value, f"{name}[{n}]") for n, value in enumerate(given)]


def _taken(one: Field, names: set[str]) -> dict[str, Field]:
    """Some members of an object."""
    given = one.value if isinstance(one.value, dict) else {}
    return {name: Field(given[name], f"{one.path}.{name}") for name in names if name in given}


def _without(value: object, names: set[str]) -> object:
    if not isinstance(value, dict):
        return value
    return {name: inside for name, inside in value.items() if name not in names}


def _visit(problem: Problem, number: int, given: Mapping[str, Field], count: int) -> Visit:
    """How often somebody is visited: once, where the file does not say."""
    inside: Mapping[str, Field] = {}
    if "frequency" in given:
        inside = given["frequency"].members(FREQUENCY, refused={})
    once = 1 if "every" not in inside else None
    allowed = _days(given["allowed_days"], count) if "allowed_days" in given else None
    return Visit(
        task=problem.tasks[number],
        times=inside["times"].whole(count) if "times" in inside else once,
        every=inside["every"].whole(MOST_DAYS, 1) if "every" in inside else None,
        slack=inside["slack"].whole(MOST_DAYS) if "slack" in inside else 1,
        apart=inside["apart"].whole(MOST_DAYS, 1) if "apart" in inside else 1,
        allowed=None if allowed is None else frozenset(allowed),
        fixed=frozenset(_days(given["fixed_days"], count) if "fixed_days" in given else ()),
        last_day=given["last_day"].whole(-1, -MOST_EARLIER) if "last_day" in given else None,
        same_courier=given["same_courier"].yes() if "same_courier" in given else True,
    )


def _days(written: Field, count: int) -> set[int]:
    return {day.whole(count - 1) for day in written.items(at_most=MOST_DAYS)}


def _most_stops(written: Field | None, count: int) -> list[int | None]:
    """How many stops there may be on each day."""
    if written is None:
        return [None] * count
    given = written.items(at_most=count, at_least=count)
    return [None if one.value is None else one.whole(100_000) for one in given]


def _path(where: str, whole: Mapping[str, object]) -> str:
    """The place of a fault as the file calls it."""
    head, dot, name = where.partition("].")
    if not dot or not head.startswith("visits["):
        return {"visits": "jobs"}.get(where, where)
    number, jobs = int(head.removeprefix("visits[")), len(_listed(whole, "jobs"))
    owner = f"jobs[{number}]" if number < jobs else f"shipments[{number - jobs}]"
    return f"{owner}.{NAMES.get(name, name)}"
