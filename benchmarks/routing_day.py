"""How good the planned routes are: our city day, and public instances beside their best known cost.

`python -m benchmarks.routing_day [--seconds 10] [--seeds 1] [--instances DIR]`

Every search is given the same seconds on one core; what `dauys plan` does is the row "planned",
and every plan of that row has passed the checker. Seconds are of the wall clock: on a busy
machine a search gets less done, so read the rows of one run against each other only. The CPU
seconds of each run are printed for that reason.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.solomon import PER_UNIT, read_solomon
from routing import vroom_json
from routing.alone import able
from routing.effort import Effort
from routing.filling import ONE, price
from routing.planner import plan_day
from routing.problem import Problem
from routing.search import search_widely
from routing.solve import Style
from routing.timetable import Timetable, Timetables

ROOT = Path(__file__).parent.parent
INSTANCES = ROOT.parent / "shared" / "data" / "vrp"
CITY_DAY = ROOT / "fixtures" / "city" / "day.json"

Outcome = tuple[float, int]
"""Cost in VROOM's unit, and how many stops were left over."""


def planned(problem: Problem, seconds: float, seed: int) -> Outcome:
    """What `dauys plan` answers."""
    plan = plan_day(problem, time_limit_s=seconds, seed=seed)
    return sum(route.cost for route in plan.routes), len(plan.unassigned)


def searched(style: Style) -> Callable[[Problem, float, int], Outcome]:
    """One of OR-Tools' searches for the whole time, whatever the day."""

    def run(problem: Problem, seconds: float, seed: int) -> Outcome:
        effort = Effort(deadline_s=time.monotonic() + seconds, seed=seed)
        runs = search_widely(problem, able(problem), effort, style)
        tables, cost = Timetables(problem), 0
        for vehicle, stops in zip(problem.vehicles, runs, strict=True):
            table = tables.lay_out(vehicle, stops)
            cost += price(vehicle, table) if stops and isinstance(table, Timetable) else 0
        return cost / ONE, len(problem.stops) - sum(map(len, runs))

    return run


WAYS = {style.value: searched(style) for style in Style} | {"planned": planned}


def days(instances: Path) -> Iterator[tuple[str, Problem, float | None]]:
    """Name, problem and best known cost; the public instances only where they are at hand."""
    yield "city day", vroom_json.parse(CITY_DAY.read_text("utf-8")), None
    if not instances.is_dir():
        print(f"No public instances in {instances}: only our own day is measured.")
        return
    known = json.loads((instances / "best-known.json").read_text("utf-8"))["best_known"]
    for path in sorted(instances.glob("*.txt")):
        yield path.stem, read_solomon(path), known[path.stem] * PER_UNIT


def main() -> None:
    """Prints one line for every day, way and seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--instances", type=Path, default=INSTANCES)
    chosen = parser.parse_args()
    print("day, way, seed, cost, gap to best known, left over, CPU seconds")
    for name, problem, best in days(chosen.instances):
        for way, run in WAYS.items():
            for seed in range(chosen.seeds):
                before_s = time.process_time()
                cost, left = run(problem, chosen.seconds, seed)
                gap = "" if best is None else f"{100 * (cost / best - 1):.2f} %"
                spent_s = time.process_time() - before_s
                print(
                    f"{name}, {way}, {seed}, {cost:.0f}, {gap}, {left}, {spent_s:.1f}", flush=True
                )


if __name__ == "__main__":
    main()
