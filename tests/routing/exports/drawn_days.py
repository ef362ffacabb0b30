"""Days ready for drawing: a real plan of the sample city, and any day at all."""

from functools import cache

from hypothesis import strategies as st

from routing.exports.drawn import DrawnDay, drawn_day
from routing.plan import Plan, Reason, ReasonCode, Route, Step, StepKind, Unassigned
from routing.planner import plan_day
from routing.problem import Place, Problem
from tests.routing.days import city


@cache
def planned(name: str = "day.json") -> tuple[Problem, Plan]:
    """A plan of a day of the fixtures, the same in every test."""
    problem = city(name)
    return problem, plan_day(problem, time_limit_s=20, round_limit=30)


def sample(name: str = "day.json") -> DrawnDay:
    """The same, drawn with straight lines."""
    return drawn_day(*planned(name))


PLACES = st.builds(
    Place, st.just(0), st.floats(-180, 180), st.floats(-90, 90)
) | st.just(Place(0))  # fmt: skip
WORDS = st.text(max_size=12)


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    """A run anywhere on the globe, with any words."""
    kinds = st.sampled_from([StepKind.JOB, StepKind.PICKUP, StepKind.DELIVERY, StepKind.BREAK])
    inner = draw(st.lists(kinds, min_size=1, max_size=5))
    at = draw(st.integers(0, 10**9))
    found = []
    for number, kind in enumerate([StepKind.START, *inner, StepKind.END]):
        waiting, service = draw(st.integers(0, 9_000)), draw(st.integers(0, 9_000))
        is_end = kind in (StepKind.START, StepKind.END)
        step = Step(
            kind=kind,
            arrival_s=at,
            waiting_s=0 if is_end else waiting,
            service_s=0 if is_end else service,
            travel_s=at % 977,
            distance_m=draw(st.integers(0, 10**6)),
            place=None if kind is StepKind.BREAK else draw(PLACES),
            task_id=None if is_end else number,
            description="" if is_end else draw(WORDS),
        )
        found.append(step)
        at = step.leaves_s + draw(st.integers(0, 9_000))
    return tuple(found)


@st.composite
def days(draw: st.DrawFn) -> DrawnDay:
    """Up to four runs and three stops left over."""
    routes = [
        Route(vehicle_id=number, steps=draw(steps()), cost=1, description=draw(WORDS))
        for number in range(draw(st.integers(0, 4)))
    ]
    left = [
        Unassigned(
            kind=StepKind.JOB,
            task_id=number,
            place=draw(PLACES),
            reason=Reason(ReasonCode.ROOM, draw(WORDS), draw(WORDS)),
            description=draw(WORDS),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    problem = planned()[0]
    return drawn_day(problem, Plan(routes=tuple(routes), unassigned=tuple(left)))
