"""`dauys plan --from`: the rest of a day under way, planned anew after what has happened."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from routing import vroom_json, vroom_out, words
from routing.errors import BadProblem
from routing.json_fields import Field
from routing.matrix import Measure
from routing.old_plan import read_plan
from routing.plan import Plan
from routing.problem import LATEST_S
from routing.replan import Replanned, replan

USUAL_SEARCH_S = 2.0
SPOKEN = {"job": "stop", "pickup": "pick-up", "delivery": "hand-over"}
TIME_OF_DAY = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?")

Now = Annotated[
    str | None,
    typer.Option(
        help="With --from: what time it is, as 12:30 or in seconds as the file counts them; "
        "without this the file's under_way.now."
    ),
]


def rest(
    root: Field,
    plan: Path,
    opened: Callable[[Path, Callable[[Field], Plan]], Plan],
    *,
    now: str | None,
    measure: Measure | None,
    limit_s: float | None,
    seed: int,
) -> Replanned:
    """The rest of a day; `opened` reads the plan so far. Raises BadProblem."""
    problem, under_way = vroom_json.read_under_way(root, measure=measure)
    now_s = under_way.now_s if now is None else _seconds(now)
    if now_s is None:
        raise BadProblem(
            "is missing, so nobody knows what is done already.",
            where="under_way.now",
            remedy="Add it, or say --now.",
        )
    rules = replace(under_way.rules, time_limit_s=limit_s or USUAL_SEARCH_S, seed=seed)
    old = opened(plan, lambda written: read_plan(written, problem))
    return replan(problem, old, under_way.events, now_s=now_s, rules=rules)


def _seconds(now: str) -> int:
    """A time of day, or seconds."""
    found = TIME_OF_DAY.fullmatch(now)
    if found:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return 3_600 * hours + 60 * minutes + seconds
    if now.isascii() and now.isdecimal() and len(now) <= len(str(LATEST_S)):
        return int(now)
    raise BadProblem("is no time.", where="--now", remedy="Write it as 12:30, or in seconds.")


def rest_json(found: Replanned) -> vroom_out.Json:
    """The plan of the rest, what was `served` before it, and what `moved` to another courier."""
    return vroom_out.plan_json(found.problem, found.plan) | {
        "served": [{"type": kind, "id": number} for kind, number in sorted(found.served)],
        "moved": [{"type": kind, "id": number} for kind, number in sorted(found.moved)],
    }


def rest_said(found: Replanned) -> list[str]:
    """What is done, and what is with another courier now."""
    lines = [f"{words.counted(len(found.served), 'stop')} done."]
    if not found.moved:
        return [*lines, "No stop is with another courier.", ""]
    moved = [f"{SPOKEN[kind]} {number}" for kind, number in sorted(found.moved)]
    return [*lines, f"With another courier: {words.listed(moved)}.", ""]
