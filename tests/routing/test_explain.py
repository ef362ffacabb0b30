"""Every stop without room has the right reason, in a sentence, with what would help."""

import re
from typing import Any

import pytest

from routing.plan import Reason, ReasonCode
from routing.planner import plan_day
from routing.problem import Problem
from tests.routing.days import city, courier, day, job


def reasons(problem: Problem) -> dict[int, Reason]:
    """The reason of every stop that found no room."""
    plan = plan_day(problem, time_limit_s=4, round_limit=30)
    return {left.task_id: left.reason for left in plan.unassigned}


def only(
    *jobs: dict[str, Any], couriers: list[dict[str, Any]] | None = None, **more: Any
) -> Reason:
    """The reason of the one stop that finds no room."""
    (found,) = reasons(day(list(jobs), couriers, **more)).values()
    return found


@pytest.fixture(scope="module")
def morning() -> dict[int, Reason]:
    """The fixture of stops that find no room."""
    return reasons(city("unservable.json"))


@pytest.mark.parametrize(
    ("stop", "code", "sentence", "remedy"),
    [
        (1, ReasonCode.SKILL, "No courier today has skill 9.", "Courier 1 lacks only skill 9."),
        (
            2,
            ReasonCode.SKILL,
            "No courier today has all of skills 1 and 2 together.",
            "Courier 1 lacks only skill 2.",
        ),
        (
            3,
            ReasonCode.LOAD,
            "It is too heavy: no courier can carry so much at once.",
            "Split it, or give courier 1 room for 10000 more.",
        ),
        (
            4,
            ReasonCode.WINDOW,
            "Its hours (18:00 to 20:00) leave no time for it in the shifts of those who could come "
            "(09:00 to 12:00).",
            "Ask for hours inside a shift, or lengthen a shift. "
            "Courier 1 until 18:11 would take it.",
        ),
    ],
)
def test_what_no_plan_can_change_is_said_as_a_fact(
    morning: dict[int, Reason], stop: int, code: ReasonCode, sentence: str, remedy: str
) -> None:
    found = morning[stop]

    assert (found.code, found.sentence, found.remedy) == (code, sentence, remedy)


def test_a_village_too_far_away_names_the_time_that_is_missing(
    morning: dict[int, Reason],
) -> None:
    found = morning[5]

    assert found.code is ReasonCode.FAR
    assert "Even going straight there with no other stop, courier 1 is done" in found.sentence
    assert re.match(r"Courier [12] until \d\d:\d\d would take it", found.remedy)


def test_a_door_too_far_for_its_hours_names_the_delay(morning: dict[int, Reason]) -> None:
    found = morning[6]

    assert found.code is ReasonCode.FAR
    assert "after the hours are over" in found.sentence
    assert re.match(r"Courier [12] would take it if stop 6 could be ", found.remedy)


def test_the_third_door_at_ten_hears_no_room_and_never_impossible(
    morning: dict[int, Reason],
) -> None:
    """Two couriers, three doors at the same time: one is left, and one of two would help."""
    (stop,) = {7, 8, 9} & morning.keys()
    found = morning[stop]

    assert found.code is ReasonCode.ROOM
    assert found.sentence == "No room was found for it among today's runs."
    assert "would take it if stop" in found.remedy
    assert "impossible" not in f"{found.sentence}{found.remedy}"


def test_a_longer_shift_is_offered_with_its_time() -> None:
    """Both stops need 14 minutes of road and 10 at doors; the shift ends after 20."""
    found = only(job(1, 6), job(2, 7), couriers=[courier(time_window=[0, 20 * 60])])

    assert found.code is ReasonCode.ROOM
    assert found.remedy == "Courier 1 until 00:24 would take it."


@pytest.mark.parametrize(
    ("limit", "remedy"),
    [
        ({"max_tasks": 1}, "Courier 1 would take it with 1 stop more allowed."),
        (
            {"max_travel_time": 600},
            "Courier 1 would take it with 4 minutes more on the road allowed.",
        ),
        ({"max_distance": 1_000}, "Courier 1 would take it with 0.4 km more allowed."),
        ({"capacity": [5]}, "Courier 1 would take it with room for 4 more."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_the_limit_that_would_have_to_give_is_named(limit: dict[str, Any], remedy: str) -> None:
    """One stop on each side of the start; for the second one limit is in the way."""
    couriers = [courier(**{"capacity": [9], **limit}, start_index=5, end_index=5)]
    jobs = [job(1, 9, delivery=[5], priority=9), job(2, 2, delivery=[4])]

    found = only(*jobs, couriers=couriers)

    assert (found.code, found.remedy) == (ReasonCode.PRIORITY, remedy)


def test_a_courier_who_lacks_only_the_skill_is_named() -> None:
    """Courier 1 has the skill and no time, courier 2 has the time and no skill."""
    at_once = [[600, 600]]
    jobs = [
        job(1, 9, skills=[3], time_windows=at_once, priority=9, service=10_000),
        job(2, 2, skills=[3], time_windows=at_once, service=10_000),
    ]

    found = only(*jobs, couriers=[courier(1, skills=[3]), courier(2)])

    assert found.remedy == "Courier 2 has room for it and lacks only a skill."


def test_a_stop_without_a_road_is_unreachable() -> None:
    """An island in the matrix."""
    document = {"car": {"durations": [[0, None], [None, 0]], "distances": [[0, 1], [1, 0]]}}

    found = only(job(1, 1), matrices=document)

    assert found.code is ReasonCode.UNREACHABLE


def test_a_shipment_is_too_much_for_who_may_make_one_stop() -> None:
    carried = {
        "pickup": {"id": 1, "location_index": 1},
        "delivery": {"id": 1, "location_index": 2},
    }
    found = only(couriers=[courier(max_tasks=1)], shipments=[carried])

    assert found.code is ReasonCode.COUNT


def test_a_visit_longer_than_every_shift_is_told_so() -> None:
    """Not its hours but its length is too much."""
    found = only(job(1, 1, service=900), couriers=[courier(time_window=[0, 800])])

    assert found.code is ReasonCode.WINDOW
    assert found.sentence == (
        "Its hours (any time) leave no time for it in the shifts of those who could come "
        "(00:00 to 00:13)."
    )


def test_breaks_outside_the_shift_leave_nobody() -> None:
    late = {"id": 1, "service": 600, "time_windows": [[50_000, 60_000]]}

    found = only(job(1, 1), couriers=[courier(breaks=[late])])

    assert found.code is ReasonCode.NO_COURIER


def test_a_break_that_leaves_no_time_is_named() -> None:
    """The road takes the whole morning, and the break must begin and end before noon."""
    rest = {"id": 1, "service": 1_200, "time_windows": [[0, 60]]}

    found = only(job(1, 11), couriers=[courier(breaks=[rest], time_window=[0, 2_000])])

    assert found.code is ReasonCode.FAR
    assert "after the shift ends" in found.sentence
