"""Roads in and out of peak hours: exact to the second, and nobody overtakes by leaving later."""

from hypothesis import given
from hypothesis import strategies as st

from routing.driving import UNITS_PER_S, Pace
from routing.problem import Peak


@st.composite
def paces(draw: st.DrawFn) -> Pace:
    """A courier's speed with up to three peaks, the second perhaps right after the first."""
    now_s, peaks = draw(st.integers(0, 20)), []
    for _ in range(draw(st.integers(0, 3))):
        opens_s = now_s + draw(st.integers(0, 30))
        now_s = opens_s + draw(st.integers(1, 40))
        peaks.append(Peak(opens_s, now_s, draw(st.sampled_from([5, 30, 50, 100, 140]))))
    return Pace(draw(st.sampled_from([18, 50, 100, 137])), tuple(peaks))


def second_by_second(pace: Pace, departs_s: int, units: int) -> int:
    """The arrival, by driving every second."""
    while units > 0:
        percent = next(
            (p.speed_percent for p in pace.peaks if p.opens_s <= departs_s < p.closes_s), 100
        )
        units -= pace.speed_percent * percent
        departs_s += 1
    return departs_s


ROADS = st.integers(0, 80).map(lambda seconds: seconds * UNITS_PER_S)


@given(pace=paces(), departs_s=st.integers(0, 120), units=ROADS)
def test_a_road_takes_as_long_as_its_seconds(pace: Pace, departs_s: int, units: int) -> None:
    assert pace.arrival_s(departs_s, units) == second_by_second(pace, departs_s, units)


@given(pace=paces(), departs_s=st.integers(0, 120), later_s=st.integers(0, 60), units=ROADS)
def test_who_leaves_later_never_arrives_earlier(
    pace: Pace, departs_s: int, later_s: int, units: int
) -> None:
    assert pace.arrival_s(departs_s, units) <= pace.arrival_s(departs_s + later_s, units)


@given(pace=paces(), departs_s=st.integers(0, 120), units=ROADS)
def test_the_last_departure_is_in_time_and_the_next_second_is_late(
    pace: Pace, departs_s: int, units: int
) -> None:
    """For any instant that can be reached at all."""
    there_s = pace.arrival_s(departs_s, units)

    last_s = pace.departure_s(there_s, units)

    assert last_s >= departs_s
    assert pace.arrival_s(last_s, units) <= there_s
    assert units == 0 or pace.arrival_s(last_s + 1, units) > there_s


@given(pace=paces(), stamps=st.lists(st.integers(0, 200), min_size=3, max_size=3).map(sorted))
def test_a_road_in_two_pieces_is_as_long_as_in_one(pace: Pace, stamps: list[int]) -> None:
    a_s, b_s, c_s = stamps

    assert pace.progress(a_s, b_s) + pace.progress(b_s, c_s) == pace.progress(a_s, c_s)
