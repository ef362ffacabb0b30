"""Text is shown and spoken without what nobody sees."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.text.clean import clean, is_speakable


def test_a_letter_and_its_mark_become_one_letter() -> None:
    """The speech engine breaks a decomposed й and ё."""
    assert clean("и\u0306 е\u0308") == "й ё"


def test_invisible_signs_are_taken_out_of_words() -> None:
    """A zero-width space would split a word in two when spoken."""
    assert clean("\ufeffқа\u200bзақ\u00adстан\u2060\x00 \ud800") == "қазақстан "


def test_white_space_is_folded_to_one_space() -> None:
    """Also line ends and tabs, and at either end."""
    assert clean("\t один \r\n\u2003 два\u00a0 три ") == " один два три "


def test_a_no_break_space_holds_a_number_together() -> None:
    """12 345 with a no-break space is one number."""
    assert clean("12\u00a0345") == "12\u00a0345"


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    """Cleaning twice is cleaning once, and the result is composed and can be written to a file."""
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "speakable"), [("* * *", False), ("—", False), ("", False), ("5", True), ("ә", True)]
)
def test_a_letter_or_a_digit_can_be_spoken(text: str, *, speakable: bool) -> None:
    """Ornaments are shown, not spoken."""
    assert is_speakable(text) is speakable
