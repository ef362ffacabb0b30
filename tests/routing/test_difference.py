"""What a new plan changes, heard in the order in which it matters."""

import json

import pytest

from routing import vroom_out
from routing.difference import Seat, Seating, difference, read_seating, seating
from routing.errors import BadProblem
from routing.json_fields import Field
from routing.planner import plan_day
from tests.routing.days import courier, day, job

OLD = Seating(
    {
        ("job", 1): Seat(1, 36_000, 1, "Abay 5"),
        ("job", 2): Seat(1, 38_000, 2),
        ("job", 3): Seat(2, 36_000, 1),
        ("job", 4): Seat(2, 39_600, 2),
        ("job", 6): Seat(3, 30_000, 1),
    },
    {("job", 5): ""},
    {1: "Aigul", 2: "", 3: ""},
)
NEW = Seating(
    {
        ("job", 2): Seat(1, 38_200, 1),
        ("job", 3): Seat(1, 40_000, 2),
        ("job", 4): Seat(2, 43_200, 1),
        ("job", 5): Seat(2, 45_000, 2),
    },
    {("job", 1): "Abay 5"},
    {1: "Aigul", 2: ""},
)


def test_what_matters_most_comes_first() -> None:
    """Lost visits, then new ones, then other couriers, then other times, then whole runs."""
    assert difference(OLD, NEW) == [
        "2 dropped, 1 new, 1 with another courier, 1 at another time. 1 stop as before.",
        "Stop 6 was with courier 3 at 08:20 and is not in the new day.",
        "Stop 1 (Abay 5) was with courier 1 (Aigul) at 10:00 and is left over now.",
        "Stop 5 is new: courier 2 at 12:30.",
        "Stop 3 goes from courier 2 to courier 1 (Aigul), at 11:06 instead of 10:00.",
        "Stop 4 with courier 2 is 1 hour later, at 12:00 instead of 11:00.",
        "Courier 3 no longer goes.",
    ]


def test_a_small_delay_is_not_told() -> None:
    assert difference(OLD, OLD) == ["Nothing changes."]
    later = Seating({("job", 2): Seat(1, 38_290, 1)})
    before = Seating({("job", 2): Seat(1, 38_000, 1)})

    assert difference(before, later) == ["Nothing changes."]
    assert difference(before, later, tolerance_s=60)[1:] == [
        "Stop 2 with courier 1 is 5 minutes later, at 10:38 instead of 10:33."
    ]


def test_a_courier_who_goes_now_is_told() -> None:
    assert difference(Seating({}), Seating({("pickup", 2): Seat(7, 60, 1)})) == [
        "1 new.",
        "Pick-up 2 is new: courier 7 at 00:01.",
        "Courier 7 goes now.",
    ]


def test_a_plan_is_the_same_from_json_and_from_memory() -> None:
    problem = day([job(1, 3), job(2, 9, skills=[8])], [courier()])
    plan = plan_day(problem, time_limit_s=2, round_limit=5)
    written = json.loads(json.dumps(vroom_out.plan_json(problem, plan)))

    assert difference(read_seating(Field(written, "")), seating(plan)) == ["Nothing changes."]


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ([], "the problem"),
        ({}, "the problem"),
        ({"routes": 5}, "routes"),
        ({"routes": [{"steps": []}]}, "routes[0].vehicle"),
        ({"routes": [{"vehicle": 1, "steps": [{"type": "job", "id": 1}]}]}, "steps[0].arrival"),
        ({"routes": [{"vehicle": 1, "steps": [{"type": "job", "arrival": 5}]}]}, "steps[0]"),
        ({"routes": [], "unassigned": [{"type": "x"}]}, "unassigned[0]"),
    ],
)
def test_what_is_no_plan_is_refused_at_its_place(written: object, where: str) -> None:
    with pytest.raises(BadProblem) as caught:
        read_seating(Field(written, ""))

    assert where in caught.value.where


def test_a_tolerance_below_nought_is_refused() -> None:
    with pytest.raises(BadProblem, match="tolerance"):
        difference(OLD, NEW, tolerance_s=-1)
