"""Dates, languages, page numbers and times as talking books write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.check.values import clock_ms, decimals, is_count, is_date, is_language, is_roman, spell_ms


@pytest.mark.parametrize("text", ["1990", "1990-02", "1990-02-28", "2024-02-29"])
def test_a_day_may_be_known_to_the_year_month_or_day(text: str) -> None:
    """Many books only know their year."""
    assert is_date(text)


@pytest.mark.parametrize("text", ["", "90", "1990-13", "1990-02-30", "1990-2-3", "22.11.2026"])
def test_what_is_no_day_is_none(text: str) -> None:
    """Nor is a day that no calendar has."""
    assert not is_date(text)


def test_a_count_is_a_whole_number_of_a_sane_length() -> None:
    """Digits of other scripts, signs and numbers without end are no counts."""
    assert all(map(is_count, ("0", "12", "013")))
    assert not any(map(is_count, (None, "", "-1", "+1", "1.0", "٣", "9" * 5_000)))


@pytest.mark.parametrize("text", ["i", "iv", "xl", "XLII", "mcmxc"])
def test_roman_numbers_are_read_in_both_cases(text: str) -> None:
    """Front pages use them."""
    assert is_roman(text)


@pytest.mark.parametrize("text", ["", "4", "iiii", "vx", "page"])
def test_what_is_no_roman_number_is_none(text: str) -> None:
    """Nor is a number of too many ones."""
    assert not is_roman(text)


def test_language_tags_are_told_from_names() -> None:
    """A voice is chosen by the tag."""
    assert all(map(is_language, ("kk", "ru-RU", "kk-Latn", "x-own")))
    assert not any(map(is_language, ("", "Kazakh", "kk_KZ", "in Kazakh")))


@given(st.integers(0, 360_000_000))
def test_a_time_written_out_reads_back(milliseconds: int) -> None:
    """H:MM:SS.mmm and seconds mean the same."""
    assert clock_ms(spell_ms(milliseconds)) == pytest.approx(milliseconds)
    assert clock_ms(f"{milliseconds / 1000:.3f}s") == pytest.approx(milliseconds)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0s", 0), ("00:07", 7_000), ("1:00:00", 3_600_000), ("2min", 120_000), ("5ms", 5)],
)
def test_the_other_ways_to_write_a_time_are_known(text: str, expected: float) -> None:
    """SMIL has several."""
    assert clock_ms(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "0:0:1", "npt=1s", "-1s", "1:60:00", "1e9"])
def test_what_is_no_time_is_none(text: str) -> None:
    """Each would stop some player."""
    assert clock_ms(text) is None


@given(st.text(max_size=30))
def test_no_text_breaks_a_reader_of_values(text: str) -> None:
    """They answer, whatever they are given."""
    assert isinstance(is_date(text), bool)
    assert isinstance(is_language(text), bool)
    assert isinstance(is_roman(text), bool)
    assert clock_ms(text) is None or decimals(text) >= 0
