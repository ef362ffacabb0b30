"""Cyrillic words in an English sentence are given to a voice that can read them."""

from hypothesis import given
from hypothesis import strategies as st

from tts.text.two_scripts import by_script


def test_quotations_in_an_english_sentence_have_their_own_voices() -> None:
    """Russian and Kazakh words, each found by its own letters."""
    text = "“Конечно, говорю,” said the girl: “Сен де көмектесші!”"
    assert by_script(text, "en") == [
        ("“", "en"),
        ("Конечно, говорю", "ru"),
        (",” said the girl: “", "en"),
        ("Сен де көмектесші", "kk"),
        ("!”", "en"),
    ]


def test_a_latin_word_stays_in_a_kazakh_sentence() -> None:
    """The Kazakh voice reads it; a change of voice in mid-sentence would only tire the ear."""
    text = "Мұнда кітап DAISY форматында жазылады."
    assert by_script(text, "kk") == [(text, "kk")]


@given(st.text(alphabet="abc где, 12.!“”"), st.sampled_from(["en", "en-GB", "ru", "kk", "de"]))
def test_nothing_is_lost(text: str, language: str) -> None:
    """The pieces joined are the text."""
    assert "".join(piece for piece, _ in by_script(text, language)) == text
