"""What a coordinator hears."""

import pytest

from routing import words


@pytest.mark.parametrize(
    ("at_s", "said"),
    [
        (0, "00:00"),
        (33_900, "09:25"),
        (87_000, "00:10 the next day"),
        (1_772_000_000, "2026-02-25 06:13 UTC"),
    ],
)
def test_a_time_of_day(at_s: int, said: str) -> None:
    assert words.clock(at_s) == said


@pytest.mark.parametrize(
    ("length_s", "said"),
    [(0, "0 minutes"), (1, "1 minute"), (3_600, "1 hour"), (7_500, "2 hours 5 minutes")],
)
def test_a_length_of_time(length_s: int, said: str) -> None:
    assert words.lasting(length_s) == said


@pytest.mark.parametrize(
    ("things", "said"), [([1], "1"), ([1, 2], "1 and 2"), ([1, 2, 3], "1, 2 and 3")]
)
def test_a_list(things: list[int], said: str) -> None:
    assert words.listed(things) == said
