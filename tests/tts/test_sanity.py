"""A wrong voice is noticed; a right one is left in peace."""

import pytest

from tts.engine import Casting
from tts.engines.registry import open_engine
from tts.sanity import BANDS, doubt, unread_letters, usual_length_ms

TEXTS = {
    "kk": (
        "Ол терезенің алдында отырып, ұзақ уақыт үнсіз далаға қарады.",
        "Ғылым мен білім — халықтың байлығы.",
        "Үлкен қалада өмір сүру оңай емес, бірақ қызық.",
        "Бірінші тарау",
        "1941 жылы 22 маусымда соғыс басталды.",
        "XX",
        "Иә.",
    ),
    "ru": (
        "Он долго сидел у окна и молча смотрел на улицу.",
        "Наука и знание — богатство народа.",
        "Жить в большом городе непросто, но интересно.",
        "Глава первая",
        "22 июня 1941 года началась война, 5 % домов № 12 — 18 сгорело.",
        "IV",
        "Да.",
    ),
    "en": (
        "He sat by the window for a long time and looked at the street.",
        "Knowledge is the wealth of a people.",
        "Living in a big city is not easy, but it is interesting.",
        "Chapter one",
        "In 1941 war began; ISBN 978-5-17-123456-7, $ 5.",
        "UNESCO",
        "Yes.",
    ),
}


def length_ms(voice: str, text: str, wpm: int = 175) -> float:
    engine = open_engine(Casting("espeak", voice, wpm))
    return len(engine.speak(text, ends_sentence=False)) / 2 / engine.rate_hz * 1000


@pytest.mark.parametrize("wpm", [120, 175, 300])
@pytest.mark.parametrize("language", TEXTS)
def test_a_right_voice_raises_no_doubt(language: str, wpm: int) -> None:
    """Sentences, headings, numbers, signs and single words, at three speeds."""
    casting = Casting("espeak", language, wpm)
    for text in TEXTS[language]:
        assert doubt(text, language, casting, length_ms(language, text, wpm)) == ""


@pytest.mark.parametrize("text", [t for t in TEXTS["kk"] if unread_letters(t, "ru")])
def test_a_kazakh_sentence_read_by_the_russian_voice_is_doubted(text: str) -> None:
    """By the letters that voice does not have, whatever the length."""
    told = doubt(text, "ru", Casting("espeak", "ru"), length_ms("ru", text))
    assert told.startswith("has letters that the voice for ru does not read")


def test_length_alone_tells_most_wrong_voices() -> None:
    """The Russian voice spells the Kazakh letters, and takes twice as long."""
    text = TEXTS["kk"][0]
    shortest_ms, longest_ms = usual_length_ms(text, "kk", Casting("espeak", "kk"))
    assert shortest_ms < length_ms("kk", text) < longest_ms < length_ms("ru", text)


@pytest.mark.parametrize("language", BANDS)
def test_half_a_sentence_is_too_short(language: str) -> None:
    """An engine that lost the second half of a long text is caught."""
    text = TEXTS[language][0]
    half = length_ms(language, text[: len(text) // 2 - 3])
    assert "suspicious length" in doubt(text * 2, language, Casting("espeak", language), half)


def test_a_tone_is_a_likely_voice_for_every_language() -> None:
    """Tests of narration are not to drown in doubts."""
    engine = open_engine(Casting("tone", "hum"))
    for language, texts in TEXTS.items():
        for text in texts:
            hummed_ms = len(engine.speak(text, ends_sentence=False)) / 2 / 22.05
            assert doubt(text, language, Casting("tone", "hum"), hummed_ms) == ""


def test_a_language_without_a_table_has_a_wide_band() -> None:
    """German is read by whoever was cast; only the absurd is doubted."""
    casting = Casting("espeak", "de")
    assert doubt("Guten Morgen, liebe Leser.", "de", casting, 1_800) == ""
    assert doubt("Guten Morgen, liebe Leser.", "de", casting, 18_000) != ""
