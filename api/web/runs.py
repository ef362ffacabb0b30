"""A day's plan, as a page shows it: clock times and kilometres instead of seconds and metres."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stop:
    """One doorstep of a run; `reason` says why it is in no run, "" if it is in one."""

    number: int
    arrival: str = ""
    minutes: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One courier's day."""

    vehicle: int
    start: str
    end: str
    km: str
    stops: tuple[Stop, ...]


def runs_of(plan: Mapping[str, Any]) -> tuple[Run, ...]:
    """The runs of a plan in VROOM's JSON, each with its doorsteps in order."""
    return tuple(
        Run(
            vehicle=route["vehicle"],
            start=clock(route["steps"][0]["arrival"]),
            end=clock(route["steps"][-1]["arrival"]),
            km=f"{route.get('distance', 0) / 1000:.1f}",
            stops=tuple(
                Stop(
                    number=step["id"],
                    arrival=clock(step["arrival"] + step.get("waiting_time", 0)),
                    minutes=round((step.get("setup", 0) + step["service"]) / 60),
                )
                for step in route["steps"]
                if step["type"] in {"job", "pickup", "delivery"}
            ),
        )
        for route in plan["routes"]
    )


def unassigned_of(plan: Mapping[str, Any]) -> tuple[Stop, ...]:
    """What fits into no run, each with the sentence that says why."""
    return tuple(
        Stop(number=stop["id"], reason=stop.get("reason", {}).get("sentence", ""))
        for stop in plan["unassigned"]
    )


def clock(second_of_day: int) -> str:
    """Seconds after midnight as a wall clock shows them."""
    return f"{second_of_day // 3600:02}:{second_of_day // 60 % 60:02}"
