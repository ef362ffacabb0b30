"""Re-prices and checks every answer from the plain numbers; shares no code with any solver."""

from collections.abc import Sequence

from benchmarks.routing.instance import Crew, Instance

Routes = Sequence[tuple[int, Sequence[int]]]
"""For every run the number of its crew, and the nodes it visits."""


class Infeasible(Exception):
    """An answer that breaks a rule of its instance."""


def cost(day: Instance, routes: Routes) -> tuple[int, int]:
    """What an answer costs (stops left out included), and how many stops it leaves out."""
    used = [0] * len(day.crews)
    seen = set[int]()
    total = 0
    for number, nodes in routes:
        if not nodes:
            continue
        used[number] += 1
        if seen & set(nodes) or len(set(nodes)) < len(nodes) or not set(nodes) <= set(day.stops):
            raise Infeasible(f"a stop is visited twice, or is none: {list(nodes)}")
        seen |= set(nodes)
        total += _run_cost(day, day.crews[number], nodes)
    for crew, count in zip(day.crews, used, strict=True):
        if count > crew.count:
            raise Infeasible(f"{count} runs where there are {crew.count} couriers")
    missing = len(day.stops) - len(seen)
    if missing and day.left_out is None:
        raise Infeasible(f"{missing} stops are not served")
    return total + missing * (day.left_out or 0), missing


def _run_cost(day: Instance, crew: Crew, nodes: Sequence[int]) -> int:
    over = day.demand[list(nodes)].sum(axis=0) > day.capacity
    if over.any():
        raise Infeasible(f"an overfull bag: {list(nodes)}")
    length, here = 0, crew.depot
    clock_s = crew.shift[0] if crew.shift else 0
    for node in (*nodes, crew.depot):
        length += int(day.length[here, node])
        if day.windows is not None:
            clock_s += int(day.service_s[here]) + int(day.duration_s[here, node])
            if node != crew.depot:
                clock_s = max(clock_s, int(day.windows[node, 0]))
                if clock_s > day.windows[node, 1]:
                    raise Infeasible(f"late at {node}: {list(nodes)}")
        here = node
    if crew.shift and day.windows is not None and clock_s > crew.shift[1]:
        raise Infeasible(f"back late: {list(nodes)}")
    return length
