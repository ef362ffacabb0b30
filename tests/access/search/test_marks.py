"""Titles are narrowed by marks among their words."""

from hypothesis import given
from hypothesis import strategies as st

from access.search.marks import FIRST_YEAR, LAST_YEAR, language_mark, year_marks, years_between

YEARS = st.integers(FIRST_YEAR, LAST_YEAR)
ENDS = st.none() | st.integers(-3_000, 10_000)


@given(YEARS, ENDS, ENDS)
def test_a_year_is_found_between_two_others_and_nowhere_else(
    year: int, year_from: int | None, year_to: int | None
) -> None:
    is_between = (year_from is None or year_from <= year) and (year_to is None or year <= year_to)
    assert set(year_marks(year)).isdisjoint(years_between(year_from, year_to)) != is_between


@given(ENDS, ENDS)
def test_any_span_of_years_is_a_few_marks(year_from: int | None, year_to: int | None) -> None:
    assert 1 <= len(years_between(year_from, year_to)) <= 50


@given(st.text(max_size=16), st.text(max_size=16))
def test_a_language_has_a_mark_of_its_own(one: str, other: str) -> None:
    """Whatever somebody puts into an address; a mark is plain letters and digits."""
    assert (language_mark(one) == language_mark(other)) == (one == other)
    mark = language_mark(one)
    assert mark.isascii()
    assert mark.isalnum()
    assert mark == mark.lower()
