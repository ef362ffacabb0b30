"""What both DAISY forms share: how pages are counted, how languages run, how times are rounded."""

from pathlib import Path

import pytest

from tests.tts.small_scripts import Words, one_section
from tts.book import PageKind, Paragraph
from tts.forms.daisy.direction import direction
from tts.forms.daisy.pages import page_kind, page_marks
from tts.forms.daisy.stretches import Stretch, merged
from tts.forms.daisy202.smil import whole_seconds
from tts.timing import Clip, Sound, Timing


@pytest.mark.parametrize(
    ("kind", "label", "value", "counted_as"),
    [
        (PageKind.NORMAL, "12", 12, PageKind.NORMAL),
        (PageKind.NORMAL, "12a", None, PageKind.SPECIAL),
        (PageKind.NORMAL, "0", 0, PageKind.SPECIAL),
        (PageKind.NORMAL, "1٣", 13, PageKind.SPECIAL),
        (PageKind.NORMAL, "9" * 5_000, None, PageKind.SPECIAL),
        (PageKind.FRONT, "iv", 4, PageKind.FRONT),
        (PageKind.FRONT, "4", 4, PageKind.FRONT),
        (PageKind.FRONT, "(iv)", 4, PageKind.SPECIAL),
        (PageKind.FRONT, "", 4, PageKind.SPECIAL),
        (PageKind.FRONT, "iv", None, PageKind.SPECIAL),
        (PageKind.SPECIAL, "12", None, PageKind.SPECIAL),
    ],
)
def test_a_page_is_counted_as_its_label_allows(
    kind: PageKind, label: str, value: int | None, counted_as: PageKind
) -> None:
    """Validators check the label against the kind."""
    assert page_kind(Words().page(label, kind, value)) is counted_as


def test_a_page_number_met_again_is_a_special_page_in_daisy_3() -> None:
    """A kind and a value may be there only once; specials are counted through."""
    script = one_section(
        lambda w: (Paragraph((w.page("5"), w.page("A", PageKind.SPECIAL), w.page("5"))),)
    )
    found = [(mark.kind, mark.value) for mark in page_marks(script).values()]
    assert found == [(PageKind.NORMAL, 5), (PageKind.SPECIAL, 1), (PageKind.SPECIAL, 2)]


@pytest.mark.parametrize(
    ("language", "way"),
    [("ar", "rtl"), ("kk", "ltr"), ("kk-Arab", "rtl"), ("ug", "rtl"), ("ug-Cyrl", "ltr")],
)
def test_a_language_is_written_as_its_script_says(language: str, way: str) -> None:
    """The script of the tag counts, else that of the language."""
    assert direction(language) == way


@pytest.mark.parametrize(
    ("milliseconds", "stated"),
    [(0, "00:00:00"), (499, "00:00:00"), (500, "00:00:01"), (2_500, "00:00:03"),
     (3_599_500, "01:00:00"), (360_000_000, "100:00:00")],
)  # fmt: skip
def test_a_half_second_is_rounded_up(milliseconds: int, stated: str) -> None:
    """As the validator of DAISY 2.02 does: rounding to even would be a second off."""
    assert whole_seconds(milliseconds) == stated


def test_clips_of_two_sounds_are_never_one_stretch() -> None:
    """Not even when one begins in its file where the other ended in its own."""
    words = Words()
    first, second = words.say(), words.say()
    sounds = (Sound("a.mp3", Path("a.mp3"), 1_000), Sound("b.mp3", Path("b.mp3"), 2_000))
    clips = (
        Clip(first.phrase_id, "a.mp3", 0, 1_000),
        Clip(second.phrase_id, "b.mp3", 1_000, 2_000),
    )
    timing = Timing(1_000, sounds, {clip.phrase_id: clip for clip in clips})
    assert merged((first, second), timing) == (
        Stretch("a.mp3", 0, 1_000),
        Stretch("b.mp3", 1_000, 2_000),
    )
