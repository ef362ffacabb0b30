"""Small words of catalogues: names, numbers, times, languages."""

import doctest
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.importing import cleaning, keeping, languages, measures, media_words, people_words
from access.importing.tables import hours

MODULES = (cleaning, keeping, languages, measures, media_words, people_words, hours)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_are_true(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("12 ч 30 мин", 45_000),
        ("1 CD (5 ч. 7 мин. 10 с.)", 18_430),
        ("(12 hr., 5 min.)", 43_500),
        ("4 сағ 20 мин", 15_600),
        ("95 мин.", 5_700),
        ("07:05:30", 25_530),
        ("345 с.", None),
        ("", None),
    ],
)
def test_playing_times_in_three_languages(said: str, seconds: int | None) -> None:
    assert measures.seconds_in(said) == seconds


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Т. 3", 3),
        ("кн. 2.5", Decimal("2.5")),
        ("Vol. IV", 4),
        ("3-кітап", 3),
        ("без номера", None),
    ],
)
def test_numbers_of_a_series(said: str, number: Decimal | None) -> None:
    assert cleaning.number_in(said) == number


@pytest.mark.parametrize("said", ["5-7990-0001-7", "978-0-00-000000-1", "12345", ""])
def test_a_wrong_isbn_is_none(said: str) -> None:
    assert cleaning.isbn_13(said) is None


@given(st.text(max_size=200))
def test_whatever_is_said_the_words_are_clean(said: str) -> None:
    for read in (cleaning.clean, cleaning.unpunctuated, cleaning.heading, people_words.sorted_name):
        text = read(said)
        assert "\x00" not in text
        text.encode("utf-8")
    people_words.narrators_in("Читает " + said)
    measures.seconds_in(said)
    languages.language_tag(said)
    cleaning.isbn_13(said)
    cleaning.number_in(said)
    cleaning.year_in(said)


def test_signs_without_end_cost_no_time() -> None:
    """A title of nothing but signs is read in a moment."""
    assert cleaning.unpunctuated("a " + ": . ; " * 20_000 + "b").endswith("b")
    assert cleaning.unpunctuated("a" + " : ." * 10_000) == "a"
