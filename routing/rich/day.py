"""How a rich day is planned: an engine on a plainer picture, then our own search on the exact one.

Why so: docs/decisions/0016-rich-days.md.
"""

from collections.abc import Sequence
from dataclasses import replace

from routing import alone, search
from routing.effort import Effort
from routing.errors import BadProblem
from routing.improver.readiness import can_improve
from routing.problem import GivenKind, Problem
from routing.rich.features import ENGINES_KEEP, ENGINES_WEIGH, IMPROVER_WEIGHS, features
from routing.rich.insertion import Insertion, urgency
from routing.rich.plain import plain
from routing.rich.polish import Polish, Stopping
from routing.rich.state import Day, State, empty
from routing.timetable import Limit, Timetables

ENGINE_SHARE = 0.4
WEIGHING_SHARE = 0.8
IMPROVER_SHARE = 0.9
"""How much of the time an engine has: where it misses some wish, where it weighs them all, and
where it does so compiled, so that little is left to better."""
VISITS = (GivenKind.JOB, GivenKind.PICKUP, GivenKind.DELIVERY)


def needed(problem: Problem) -> bool:
    """Whether the engine alone would miss some wish of this day."""
    return bool(features(problem) - ENGINES_KEEP)


def runs(
    problem: Problem,
    tables: Timetables,
    able: Sequence[Sequence[int]],
    effort: Effort,
) -> list[list[int]]:
    """Good runs, reloads in them, for as many tasks as can be placed."""
    day = Day(problem, tables)
    fixed = frozenset(alone.locked_tasks(problem))
    start = begin(day, able)
    insertion = Insertion(day, able)
    given, states = _given(problem), list[State]()
    for found in (_engine(day, able, fixed, effort), given if any(given) else None):
        if found is None:
            continue
        state = start.copy()
        for courier, run in enumerate(found):
            take_over(day, state, courier, run)
        insertion.fill(state, waiting(day, able, state), left_s=effort.left_s)
        states.append(state)
    best = min(reversed(states), key=day.score)  # of two that are alike the one that is known
    polish = Polish(day, able, effort.seed, fixed=fixed)
    return polish.better(
        best, Stopping(effort.left_s, effort.round_limit, effort.watch.cancelled)
    ).runs


def begin(day: Day, able: Sequence[Sequence[int]]) -> State:
    """Everybody with what is locked alone. Raises BadProblem where that cannot be."""
    state = empty(day)
    for courier, prefix in enumerate(day.prefixes):
        if prefix and not state.laid[courier].visits:
            _with_hand_overs(day, state, courier, prefix)
    insertion = Insertion(day, able)
    for task in sorted(alone.locked_tasks(day.problem)):
        _hand_over(day, state, insertion, task)
    return state


def _with_hand_overs(day: Day, state: State, courier: int, prefix: Sequence[int]) -> None:
    """A locked run that is impossible as it stands is the file's fault."""
    found = day.obstacle(courier, prefix)
    if found is None:
        return
    what = {
        Limit.SKILL: "need a skill that the courier has not",
        Limit.PAIR: "lead to a reader to whom this courier may never go",
        Limit.LOAD: "hold more than the bag",
        Limit.COUNT: "are more than the courier may make",
        Limit.ROAD: "lead where no road leads",
        Limit.TRAVEL: "take more time on the road than the courier may spend",
        Limit.DISTANCE: "are longer than the courier may go",
        Limit.BREAK: "leave no time for a break",
        Limit.REST: "leave no time for a rest that the law asks for",
        Limit.SHIFT: "last longer than the shift",
    }.get(found.limit, "cannot be kept")
    raise BadProblem(
        f"the locked steps {what}.",
        where=f"vehicles[{courier}].steps",
        remedy="Unlock the last of them, or give the courier what they need.",
    )


def _hand_over(day: Day, state: State, insertion: Insertion, task: int) -> None:
    """The hand-over of a locked pick-up, where it is not locked itself."""
    stops = day.problem.stops_of[task]
    courier = insertion.able[task][0]
    visits = state.laid[courier].visits
    if all(stop in visits for stop in stops):
        return
    (missing,) = [stop for stop in stops if stop not in visits]
    first = len(day.prefixes[courier])
    found = [
        laid
        for n in range(first, len(visits) + 1)
        if (laid := day.lay(courier, (*visits[:n], missing, *visits[n:])))
    ]
    if not found:
        raise BadProblem(
            f"the locked pick-up of the {day.problem.tasks[task].name} leaves no way to hand it "
            "over.",
            where=f"vehicles[{courier}].steps",
            remedy="Unlock it.",
        )
    state.laid[courier] = min(found, key=lambda laid: laid.price)


def _given(problem: Problem) -> list[list[int]]:
    """The runs that the file already knows, as far as they name stops."""
    return [
        [
            problem.number_of[step.kind.value, step.task_id]
            for step in vehicle.steps
            if step.kind in VISITS and step.task_id is not None
        ]
        for vehicle in problem.vehicles
    ]


def _engine(
    day: Day, able: Sequence[Sequence[int]], fixed: frozenset[int], effort: Effort
) -> list[list[int]]:
    """What an engine finds for a part of the time on the plainer picture."""
    seen = [[] if task in fixed else list(who) for task, who in enumerate(able)]
    plainer, wishes = plain(day.problem, day.tables), features(day.problem)
    share = ENGINE_SHARE
    if can_improve(plainer) and wishes <= IMPROVER_WEIGHS:
        share = IMPROVER_SHARE
    elif wishes <= ENGINES_WEIGH:
        share = WEIGHING_SHARE
    less = replace(effort, deadline_s=effort.deadline_s - effort.left_s() * (1 - share))
    return search.search(plainer, seen, less)


def take_over(day: Day, state: State, courier: int, run: Sequence[int]) -> None:
    """As much of a run as is possible, task by task in its order."""
    mine = state.laid[courier].visits
    more = [number for number in run if number not in mine]
    whole = day.lay(courier, (*mine, *more))
    if whole is not None and _complete(day.problem, whole.visits):
        _accept(day, state, courier, whole.visits)
        return
    for task in dict.fromkeys(day.problem.task_of[number] for number in more):
        stops = day.problem.stops_of[task]
        if task not in state.left or not set(stops) <= set(more):
            continue
        kept = {*state.laid[courier].visits, *stops}
        order = [*mine, *(number for number in more if number in kept)]
        if day.lay(courier, order) is not None:
            _accept(day, state, courier, order)


def _complete(problem: Problem, visits: Sequence[int]) -> bool:
    """Both ends of every shipment, the pick-up first."""
    at = {number: n for n, number in enumerate(visits)}
    return all(
        all(stop in at for stop in stops) and at[stops[0]] <= at[stops[-1]]
        for stops in (problem.stops_of[problem.task_of[number]] for number in visits)
    )


def _accept(day: Day, state: State, courier: int, visits: Sequence[int]) -> None:
    laid = day.lay(courier, visits)
    if laid is not None:
        state.laid[courier] = laid
        state.left -= {day.problem.task_of[number] for number in visits}


def waiting(day: Day, able: Sequence[Sequence[int]], state: State) -> list[int]:
    """The tasks left over that somebody may take, the most urgent first."""
    return sorted(
        (task for task in state.left if able[task]), key=lambda task: urgency(day.problem, task)
    )
