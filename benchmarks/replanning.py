"""How soon a day under way is planned anew, and how much of it is disturbed.

`python -m benchmarks.replanning [--stops 300] [--seconds 2]`

A made-up city day is planned once; then each event happens at noon on its own. A line for each:
seconds of the wall clock, stops left over, stops that changed courier by choice, cost.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from routing.matrix import great_circle
from routing.plan import Plan
from routing.planner import plan_day
from routing.problem import Place, Problem, Stop, StopKind, Task, Vehicle, Window
from routing.replan import Added, Closed, Event, Ill, Late, Rules, replan
from routing.slots import slots

HOUR_S = 3_600
STOPS_A_COURIER = 21
NOON_S = 12 * HOUR_S


def city_day(stops: int, seed: int) -> Problem:
    """Stops all over a city, each within two hours, and couriers from three branches."""
    random = np.random.default_rng(seed)
    spots = random.random((stops + 3, 2)) * (0.2, 0.12) + (76.8, 43.18)
    places = [Place(n, float(lon), float(lat)) for n, (lon, lat) in enumerate(spots)]
    opens = random.integers(9, 16, stops) * HOUR_S
    tasks = tuple(
        Task(
            stops=(
                Stop(
                    stop_id=n + 1,
                    kind=StopKind.JOB,
                    place=places[n],
                    setup_s=60,
                    service_s=300,
                    windows=(Window(int(opens[n]), int(opens[n]) + 2 * HOUR_S),),
                ),
            )
        )
        for n in range(stops)
    )
    vehicles = tuple(
        Vehicle(
            vehicle_id=n + 1,
            start=places[stops + n % 3],
            end=places[stops + n % 3],
            shift=Window(9 * HOUR_S, 18 * HOUR_S),
        )
        for n in range(-(-stops // STOPS_A_COURIER))
    )
    return Problem(tasks=tasks, vehicles=vehicles, roads={"car": great_circle(places)})


def events(problem: Problem, plan: Plan) -> Iterator[tuple[str, list[Event]]]:
    """What may happen at noon."""
    stop = problem.stops[0]
    urgent = replace(stop, stop_id=10**6, windows=(Window(9 * HOUR_S, 18 * HOUR_S),))
    last = plan.routes[0].steps[-2]
    yield "nothing", []
    yield "an urgent stop", [Added(Task(stops=(urgent,), priority=100))]
    yield "a courier is ill", [Ill(plan.routes[0].vehicle_id)]
    yield "half an hour late", [Late(plan.routes[1].vehicle_id, stop.place, NOON_S + 1_800)]
    yield "a closed address", [Closed("job", last.task_id or 0)]


def main() -> None:
    """Prints one line for every event, and one for slots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stops", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--planning", type=float, default=20.0)
    chosen = parser.parse_args()
    problem = city_day(chosen.stops, seed=1)
    plan = plan_day(problem, time_limit_s=chosen.planning)
    cost = sum(route.cost for route in plan.routes)
    print(f"the whole day: cost {cost}, left over {len(plan.unassigned)}")
    print("event, seconds, stops to do, left over, changed courier, cost")
    for name, happened in events(problem, plan):
        began_s = time.monotonic()
        found = replan(
            problem, plan, happened, now_s=NOON_S, rules=Rules(time_limit_s=chosen.seconds)
        )
        spent_s = time.monotonic() - began_s
        cost = sum(route.cost for route in found.plan.routes)
        print(
            f"{name}, {spent_s:.2f}, {len(found.problem.stops)}, {len(found.plan.unassigned)}, "
            f"{len(found.moved)}, {cost}"
        )
    new = Task(stops=(replace(problem.stops[7], stop_id=10**6, windows=(Window(0, 10**5),)),))
    hours = [Window(hour * HOUR_S, (hour + 2) * HOUR_S) for hour in range(9, 17)]
    began_s = time.monotonic()
    offered = slots(problem, plan, new, hours, most=3)
    spent_s = time.monotonic() - began_s
    print(f"slots, {spent_s:.2f}, added cost {[slot.added_cost for slot in offered]}")


if __name__ == "__main__":
    main()
