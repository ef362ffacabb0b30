"""A manner of reading has one key, whoever chose it, in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.production.errors import BadManner
from access.production.manner import STANDARD, Manner
from tts.manner.choice import Announced, ReadingManner

LANGUAGES = st.sampled_from(["kk", "ru", "en", "kk-latn"])
MANNERS = st.builds(
    Manner,
    voices=st.dictionaries(LANGUAGES, st.sampled_from(["espeak:kk", "piper:irina"])),
    words_per_minute=st.dictionaries(LANGUAGES, st.integers(80, 450)),
    reading=st.builds(
        ReadingManner,
        announced=st.frozensets(st.sampled_from(list(Announced))),
        frames=st.booleans(),
        pauses_percent=st.integers(40, 400),
    ),
)


@given(MANNERS)
def test_a_manner_comes_back_from_its_words(manner: Manner) -> None:
    assert Manner.of(manner.told()) == manner
    assert Manner.of(manner.told()).key == manner.key


@given(MANNERS, MANNERS)
def test_keys_are_equal_exactly_where_manners_are(one: Manner, other: Manner) -> None:
    assert (one.key == other.key) == (one == other)


def test_the_usual_manner_has_a_name() -> None:
    assert STANDARD.key == "standard"
    assert Manner.of({}).key == "standard"


def test_the_order_of_choosing_does_not_matter() -> None:
    one = Manner(voices={"kk": "espeak:kk", "ru": "piper:irina"})
    other = Manner(voices={"ru": "piper:irina", "kk": "espeak:kk"})
    assert one.key == other.key


def test_a_wish_for_a_language_that_the_title_lacks_makes_no_other_edition() -> None:
    assert Manner(voices={"ru": "piper:irina"}).only({"en"}) == STANDARD


@pytest.mark.parametrize(
    "told",
    [
        {"voices": {"kk": "no colon"}},
        {"voices": {"русский": "espeak:ru"}},
        {"voices": "espeak:ru"},
        {"words_per_minute": {"ru": 5}},
        {"words_per_minute": {"ru": "quick"}},
        {"announced": ["jokes"]},
        {"pauses_percent": 5000},
        {"voices": {f"a{letter}": "e:v" for letter in "abcdefghijklmnopqrstuvwxyz"}},
    ],
)
def test_what_no_voice_can_do_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(BadManner):
        Manner.of(told)
