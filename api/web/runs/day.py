"""A day's plan as a page shows it: clock times and kilometres instead of seconds and metres."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLAN_NAME = "plan.json"
VISITS = frozenset({"job", "pickup", "delivery"})


class BadPlan(Exception):
    """What lies in the place of the plan is none."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One doorstep of a run."""

    number: int
    arrival: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A doorstep that is in no run: why, as a code, a sentence in English, and what would help."""

    number: int
    code: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Run:
    """One courier's day."""

    vehicle: int
    start: str
    end: str
    way_m: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """All runs of a day, and what found no room in them."""

    runs: tuple[Run, ...]
    unplanned: tuple[Unplanned, ...]


def day_in(folder: Path) -> Day | None:
    """The plan that lies in this folder; None where there is none. Raises BadPlan."""
    try:
        return day_of(json.loads((folder / PLAN_NAME).read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadPlan(f"{folder / PLAN_NAME} is no plan: {type(error).__name__}") from error


def day_of(plan: Mapping[str, Any]) -> Day:
    """A plan in VROOM's JSON; couriers and doorsteps stay in its order."""
    return Day(
        runs=tuple(_run(route) for route in plan["routes"]),
        unplanned=tuple(_unplanned(stop) for stop in plan["unassigned"]),
    )


def clock(second_of_day: int) -> str:
    """Seconds after midnight as a wall clock shows them; after the next midnight from 00 on."""
    return f"{second_of_day // 3600 % 24:02}:{second_of_day // 60 % 60:02}"


def _run(route: Mapping[str, Any]) -> Run:
    steps = route["steps"]
    return Run(
        vehicle=route["vehicle"],
        start=clock(steps[0]["arrival"]),
        end=clock(steps[-1]["arrival"]),
        way_m=int(route.get("distance", 0)),
        stops=tuple(
            Stop(
                number=step["id"],
                arrival=clock(step["arrival"] + step.get("waiting_time", 0)),
                minutes=round((step.get("setup", 0) + step["service"]) / 60),
            )
            for step in steps
            if step["type"] in VISITS
        ),
    )


def _unplanned(stop: Mapping[str, Any]) -> Unplanned:
    reason = stop.get("reason") or {}
    return Unplanned(
        number=stop["id"],
        code=reason.get("code", ""),
        sentence=reason.get("sentence", ""),
        remedy=reason.get("remedy", ""),
    )
