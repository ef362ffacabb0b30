"""`dauys plan` for several days: a file with a `horizon` in, every day's runs out."""

from api.cli.plan_words import said
from routing import vroom_out, words
from routing.json_fields import Field
from routing.matrix import Measure
from routing.periodic.fortnight import plan_fortnight
from routing.periodic.horizon import Fortnight, Horizon
from routing.periodic.reading import read
from routing.periodic.written import fortnight_json

USUAL_SEARCH_S = 60.0


def several_days(
    root: Field, *, measure: Measure | None, limit_s: float | None, seed: int
) -> tuple[vroom_out.Json, list[str]]:
    """The days planned, as JSON and as a list to be heard. Raises BadProblem."""
    asked = read(root, measure=measure)
    found = plan_fortnight(asked, time_limit_s=limit_s or USUAL_SEARCH_S, seed=seed)
    return fortnight_json(asked, found), _heard(asked, found)


def _heard(asked: Horizon, found: Fortnight) -> list[str]:
    """How many visits, then day by day, then what found no place."""
    visits = sum(map(len, found.visited))
    missed = words.counted(len(found.missed), "visit")
    lines = [
        f"{words.counted(visits, 'visit')} on {words.counted(len(found.days), 'day')}. "
        + (f"{missed} without a place." if found.missed else "Every visit has a place.")
    ]
    for number, day in enumerate(found.days):
        if day.plan.routes:
            lines += ["", f"Day {number}.", *said(day.problem, day.plan)]
        else:
            lines += ["", f"Day {number}. Nobody is visited."]
    if found.missed:
        lines += ["", "Without a place:"]
    for one in found.missed:
        name = asked.visits[one.visit].task.name
        when = "" if one.day is None else f", day {one.day}"
        lines.append(f"{name.capitalize()}{when}. {one.reason.sentence} {one.reason.remedy}")
    return lines
