"""Plans several days: first who is visited when and by whom, then every day on its own.

Where a day cannot hold what was chosen for it, the visit is barred from that day and the days are
chosen again, all others kept; what then still finds no room is named with its reason.
"""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

from routing.alone import proof_against
from routing.periodic.horizon import DayPlanned, Fortnight, Horizon, Missed, Visit
from routing.periodic.patterns import Chosen, Limits, choose
from routing.plan import Plan, Reason, ReasonCode
from routing.planner import plan_day
from routing.problem import Preference, Task
from routing.words import counted, listed

CHOOSING_SHARE = 0.4
MOST_REPAIRS = 3
KNOWN_COURIER = 1_800
"""What it costs, in VROOM's unit, to send another courier than the days were chosen with."""


def plan_fortnight(
    horizon: Horizon,
    *,
    time_limit_s: float = 60.0,
    round_limit: int | None = None,
    seed: int = 0,
) -> Fortnight:
    """The days of all visits, each day planned and checked, and what found no place, with reasons.

    `time_limit_s` is kept for all days together. Raises PlanBroken where a day fails its check.
    """
    ends_s = monotonic() + time_limit_s
    chosen = choose(horizon, Limits(), time_limit_s=time_limit_s * CHOOSING_SHARE, seed=seed)
    planned: dict[int, DayPlanned] = {}
    barred: set[tuple[int, int]] = set()
    tries = 0
    while True:
        _plan_days(horizon, chosen, planned, ends_s, round_limit, seed)
        left = _left(horizon, chosen, planned)
        fresh = {(n, day) for n, day in left if (n, day) not in barred}
        if not fresh or tries >= MOST_REPAIRS or monotonic() >= ends_s:
            break
        tries += 1
        barred |= fresh
        again = _again(horizon, chosen, barred, left, ends_s, seed)
        for day in _changed(chosen, again):
            planned.pop(day, None)
        chosen = again
    return Fortnight(
        days=tuple(planned[day] for day in range(len(horizon.days))),
        visited=tuple(
            tuple(sorted(day for day in days if (n, day) not in left))
            for n, days in enumerate(chosen.days)
        ),
        missed=tuple(_missed(horizon, chosen, planned, left)),
    )


def _plan_days(
    horizon: Horizon,
    chosen: Chosen,
    planned: dict[int, DayPlanned],
    ends_s: float,
    round_limit: int | None,
    seed: int,
) -> None:
    """Plans every day that is not planned yet, each with its share of the time left."""
    missing = [day for day in range(len(horizon.days)) if day not in planned]
    for turn, day in enumerate(missing):
        tasks = tuple(
            _known(visit.task, days[day])
            for visit, days in zip(horizon.visits, chosen.days, strict=True)
            if day in days
        )
        problem = horizon.problem(day, tasks)
        if not tasks:
            planned[day] = DayPlanned(problem, Plan(routes=(), unassigned=()))
            continue
        share_s = max(0.1, (ends_s - monotonic()) / (len(missing) - turn) / 2)
        plan = plan_day(problem, time_limit_s=share_s, round_limit=round_limit, seed=seed)
        planned[day] = DayPlanned(problem, plan)


def _known(task: Task, courier: int) -> Task:
    """The task with the courier of its days preferred, unless it prefers somebody itself."""
    if task.preferred is not None:
        return task
    return replace(task, preferred=Preference(courier, KNOWN_COURIER))


def _left(
    horizon: Horizon, chosen: Chosen, planned: dict[int, DayPlanned]
) -> dict[tuple[int, int], Reason]:
    """Visits for which the plan of their day has no room, by visit and day."""
    of_day = {
        day: {(one.kind.value, one.task_id): one.reason for one in done.plan.unassigned}
        for day, done in planned.items()
    }
    found: dict[tuple[int, int], Reason] = {}
    for n, days in enumerate(chosen.days):
        stop = horizon.visits[n].task.stops[0]
        for day in days:
            reason = of_day[day].get((stop.kind.value, stop.stop_id))
            if reason is not None:
                found[n, day] = reason
    return found


def _again(
    horizon: Horizon,
    chosen: Chosen,
    barred: set[tuple[int, int]],
    left: dict[tuple[int, int], Reason],
    ends_s: float,
    seed: int,
) -> Chosen:
    """Other days for what had no room; everybody else stays where they are."""
    moving = {n for n, _ in left}
    kept = {n: frozenset(days) for n, days in enumerate(chosen.days) if n not in moving}
    limits = Limits(frozenset(barred), kept)
    return choose(horizon, limits, time_limit_s=max(0.2, (ends_s - monotonic()) * 0.3), seed=seed)


def _changed(old: Chosen, new: Chosen) -> set[int]:
    """The days on which somebody comes or falls away."""
    return {
        day
        for before, after in zip(old.days, new.days, strict=True)
        for day in before.keys() ^ after.keys()
    } | {
        day
        for before, after in zip(old.days, new.days, strict=True)
        for day in before.keys() & after.keys()
        if before[day] != after[day]
    }


def _missed(
    horizon: Horizon,
    chosen: Chosen,
    planned: dict[int, DayPlanned],
    left: dict[tuple[int, int], Reason],
) -> list[Missed]:
    found = [Missed(n, day, reason) for (n, day), reason in sorted(left.items(), key=_by_visit)]
    for n, visit in enumerate(horizon.visits):
        short = chosen.short[n]
        lost = [day for day in sorted(visit.fixed) if day not in chosen.days[n]]
        if short or lost:
            found.append(Missed(n, None, _why(horizon, visit, max(short, len(lost)))))
    return found


def _by_visit(entry: tuple[tuple[int, int], Reason]) -> tuple[int, int]:
    return entry[0]


def _why(horizon: Horizon, visit: Visit, short: int) -> Reason:
    """Why a reader is visited less often than asked for: proved first, then no room."""
    count = len(horizon.days)
    days = visit.days(count)
    open_days = [
        day
        for day in days
        if any(proof_against(visit.task, one) is None for one in horizon.days[day].vehicles)
    ]
    wanted = visit.wanted(count)
    missing = f"{counted(short, 'visit')} of {wanted} found no day"
    if not open_days:
        return Reason(
            ReasonCode.NO_COURIER,
            f"{missing.capitalize()}: nobody who could come works on the allowed days.",
            "Allow other days, or let somebody work who could come.",
        )
    most = _most_visits(open_days, visit.least)
    if most < wanted:
        return Reason(
            ReasonCode.WINDOW,
            f"{missing.capitalize()}: on the days when somebody could come "
            f"({listed([f'day {day + 1}' for day in open_days[:14]])}), "
            f"{counted(visit.least, 'day')} apart, there is room for "
            f"{counted(most, 'visit')} only.",
            "Allow more days, or visits nearer to each other.",
        )
    return Reason(
        ReasonCode.ROOM,
        f"{missing.capitalize()}: the days on which it could be are full.",
        "Allow more days, lengthen a shift, or ask for fewer visits.",
    )


def _most_visits(days: Sequence[int], apart: int) -> int:
    """How many visits fit on some days at the most: always the earliest that may be."""
    count, last = 0, None
    for day in days:
        if last is None or day - last >= apart:
            count, last = count + 1, day
    return count
