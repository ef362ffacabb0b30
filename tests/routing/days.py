"""Small days for tests: on a straight street where a step takes a minute and is 100 m long."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from routing import vroom_json
from routing.json_fields import Field
from routing.problem import Problem
from tests.shared import DATA

CITY = Path(__file__).parents[2] / "fixtures" / "city"
PUBLIC = DATA / "vrp"
STREET = 12
DAY_S = 36_000


def street() -> dict[str, Any]:
    """A matrix of twelve places in a row."""
    steps = np.abs(np.subtract.outer(np.arange(STREET), np.arange(STREET)))
    return {"durations": (steps * 60).tolist(), "distances": (steps * 100).tolist()}


def job(number: int, at: int, **more: Any) -> dict[str, Any]:
    """A visit of five minutes at a place of the street."""
    return {"id": number, "location_index": at, "service": 300, **more}


def courier(number: int = 1, **more: Any) -> dict[str, Any]:
    """From place 0 and back, within ten hours."""
    whole_day = {"start_index": 0, "end_index": 0, "time_window": [0, DAY_S]}
    return {"id": number, **whole_day, **more}


def document(
    jobs: list[dict[str, Any]], couriers: list[dict[str, Any]], **more: Any
) -> dict[str, Any]:
    """A day on the street as VROOM's JSON."""
    return {"jobs": jobs, "vehicles": couriers, "matrices": {"car": street()}, **more}


def day(
    jobs: list[dict[str, Any]], couriers: list[dict[str, Any]] | None = None, **more: Any
) -> Problem:
    """A day on the street, read as a file would be."""
    return vroom_json.read(Field(document(jobs, couriers or [courier()], **more), ""))


def city(name: str = "day.json") -> Problem:
    """A day of the fixtures."""
    return vroom_json.parse((CITY / name).read_text("utf-8"))


def reread(problem: dict[str, Any]) -> Problem:
    """A document that has been through text."""
    return vroom_json.parse(json.dumps(problem))
