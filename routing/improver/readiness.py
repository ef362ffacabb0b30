"""Whether the improver can be used on a day, and making it ready once."""

from functools import cache
from time import monotonic

import numpy as np

from routing.effort import Effort
from routing.improver.compiled import available
from routing.improver.expresses import expresses
from routing.improver.portfolio import improve
from routing.problem import Place, Problem, Roads, Stop, StopKind, Task, Vehicle

WITHOUT_COMPILER = (
    "The runs were planned by the slower search and may be longer than they need be, because the "
    "compiler for the faster one is not installed. Whoever looks after this computer can add it: "
    "pip install 'dauys[fast]'."
)


def can_improve(problem: Problem) -> bool:
    """Whether the improver is at hand and knows every wish of this day."""
    return available() and not expresses(problem)


def warnings() -> tuple[str, ...]:
    """What a coordinator should know of how the day was searched."""
    return () if available() else (WITHOUT_COMPILER,)


@cache
def make_ready() -> None:
    """Loads the compiled steps; the first time on a computer compiles them (half a minute)."""
    if not available():
        return
    here = Place(0)
    stop = Stop(stop_id=1, kind=StopKind.JOB, place=here)
    day = Problem(
        tasks=(Task(stops=(stop,)),),
        vehicles=(Vehicle(vehicle_id=1, start=here, end=here),),
        roads={"car": Roads(np.zeros((1, 1), np.int64))},
    )
    improve(day, ((0,),), Effort(deadline_s=monotonic() + 3_600, round_limit=1))
