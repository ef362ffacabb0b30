"""Whatever a section holds, its reading loses no phrase and adds nothing but what was asked for."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tts.generated import scripts
from tests.tts.sample import sample_script
from tests.tts.test_manner_words import every_announcement
from tts.manner.asides import Announcement
from tts.manner.choice import NOTHING, Announced, ReadingManner
from tts.manner.pauses import (
    AFTER_BLOCK_MS,
    AFTER_CELL_MS,
    AFTER_HEADING_MS,
    AFTER_LINE_MS,
    AFTER_PARAGRAPH_MS,
    AFTER_ROW_MS,
    AFTER_SECTION_MS,
    AFTER_STANZA_MS,
    stretched,
    with_pauses,
)
from tts.manner.reading import readings
from tts.script import Phrase, Role, Script, section_phrases

LANGUAGES = st.sampled_from(("kk", "ru", "en"))
MANNERS = st.builds(
    ReadingManner,
    announced=st.frozensets(st.sampled_from(Announced)),
    pauses_percent=st.integers(40, 400),
)
FEWER = settings(max_examples=30)
"""Drawing a whole script takes long."""


@FEWER
@given(scripts(), MANNERS, LANGUAGES)
def test_every_phrase_is_read_once_and_in_order(
    script: Script, manner: ReadingManner, language: str
) -> None:
    """It is said itself, once; a page or a mark may be said by its announcement instead. What a
    listener may skip carries at most its own name, so nothing else is skipped with it."""
    read = [r for section in script.sections for r in readings(section, manner, language)]
    assert [reading.phrase for reading in read] == list(script.phrases())
    for reading in read:
        itself = [aside for aside in reading.said if aside == reading.phrase]
        if reading.phrase.role in (Role.PAGE, Role.NOTE_REFERENCE):
            assert len(reading.said) <= 2
            assert len(itself) == 1 or len(reading.said) == 1
        else:
            assert len(itself) == 1


@FEWER
@given(scripts(), MANNERS)
def test_announcements_are_our_own_words(script: Script, manner: ReadingManner) -> None:
    """Never those of the book, but for its numbers, headers and the marks of its notes, which are
    phrases met before."""
    known = {word for text in every_announcement("en") for word in words_of(text)}
    for section in script.sections:
        here = {phrase.phrase_id for phrase in section_phrases(section)}
        for reading in readings(section, manner, "en"):
            ours = [aside for aside in reading.said if isinstance(aside, Announcement)]
            again = [aside for aside in reading.said if isinstance(aside, Phrase)]
            assert all(words_of(aside.text) <= known for aside in ours)
            assert all(p.phrase_id in here for p in again)
            assert all(p.phrase_id <= reading.phrase.phrase_id for p in again)


@FEWER
@given(scripts(), st.integers(40, 400))
def test_off_means_nothing_beside_the_words(script: Script, percent: int) -> None:
    """And every pause is a whole number of steps of 20 ms, the longest at a section's end."""
    plain = ReadingManner(announced=NOTHING, pauses_percent=percent)
    for section in script.sections:
        read = list(readings(section, plain, "ru"))
        assert all(reading.said == (reading.phrase,) for reading in read)
        assert all(reading.pause_ms >= 40 for reading in read)
        assert all(reading.pause_ms % 20 == 0 for reading in read)
        assert read[-1].pause_ms >= stretched(AFTER_SECTION_MS, percent)


def test_each_step_of_the_structure_is_heard() -> None:
    """What ends more, rests longer: the sample, by hand."""
    script = sample_script()
    pauses = {p.text: ms for section in script.sections for p, ms in with_pauses(section)}
    first, second = AFTER_HEADING_MS[:2]
    assert (pauses["Бірінші тарау"], pauses["Вторая глава"]) == (first, second)
    assert pauses["1"] == 100  # the mark in a paragraph; the page of this name is before it
    assert pauses["Екінші сөйлем."] == AFTER_BLOCK_MS
    assert pauses["Алма."] == AFTER_PARAGRAPH_MS
    assert pauses["Алмұрт."] == AFTER_BLOCK_MS
    assert pauses["Дәйексөз осында."] == AFTER_SECTION_MS
    assert (pauses["Год"], pauses["Книг"]) == (AFTER_CELL_MS, AFTER_ROW_MS)
    assert (pauses["Первая строка"], pauses["Вторая"]) == (AFTER_LINE_MS, AFTER_STANZA_MS)
    assert pauses["Третья"] == AFTER_BLOCK_MS


def test_steps_grow() -> None:
    """A deeper heading rests no longer than the one above it, and longer than a block."""
    assert all(upper >= lower for upper, lower in pairwise(AFTER_HEADING_MS))
    steps = [AFTER_LINE_MS, AFTER_ROW_MS, AFTER_PARAGRAPH_MS, AFTER_BLOCK_MS, AFTER_HEADING_MS[-1]]
    assert all(lower + 100 <= upper for lower, upper in pairwise(steps))


@pytest.mark.parametrize(("percent", "after_ms"), [(100, 500), (50, 260), (40, 200), (200, 1_000)])
def test_pauses_stretch(percent: int, after_ms: int) -> None:
    """Rounded to whole steps."""
    section = sample_script().sections[0]
    paced: list[tuple[Phrase, int]] = with_pauses(section, percent)
    assert paced[1][1] == after_ms


def words_of(text: str) -> set[str]:
    """The words of a text, numbers left out."""
    return set(re.findall(r"[^\W\d_]+", text))
