"""English text in the words of a reader: expected words, and what always holds."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from api.samples import BOOKS, pack
from tests.tts.gold_english import MEASURES, NUMBERS, WORDS, YEARS_AND_DAYS
from tests.tts.test_kazakh_spoken import pairs
from tests.tts.unsaid import unsaid
from tts.engine import Casting
from tts.engines.espeak import EspeakLibrary, bundled_home, open_library
from tts.narration.spoken import Cast
from tts.scripting.maker import make_script
from tts.sources.reading import read_book
from tts.text.english.normaliser import spoken_english
from tts.text.english.numbers import cardinal, decade, fraction, ordinal, year
from tts.text.respelling import for_voice

GOLD = [pair for table in (NUMBERS, YEARS_AND_DAYS, MEASURES, WORDS) for pair in pairs(table)]


@pytest.mark.parametrize(("written", "spoken"), GOLD, ids=[written for written, _ in GOLD])
def test_it_is_spoken_as_a_reader_would(written: str, spoken: str) -> None:
    """Every line of the suite."""
    assert spoken_english(written) == spoken


def test_the_suite_is_large_and_has_no_line_twice() -> None:
    """At least 200 expectations."""
    assert len({written for written, _ in GOLD}) == len(GOLD) >= 200


@given(st.sampled_from(GOLD))
def test_spoken_text_is_spoken_as_it_is(pair: tuple[str, str]) -> None:
    """Reading twice changes nothing."""
    once = spoken_english(pair[0])
    assert spoken_english(once) == once


def test_only_an_english_voice_is_given_english_words() -> None:
    """A dialect counts as its language; a language without rules stays as it is."""
    assert for_voice("5 km", "en") == for_voice("5 km", "en-GB") == "5 kilometres"
    assert for_voice("5 km", "de") == "5 km"


@pytest.mark.parametrize("text", ["", " ", "\n", "* * *", "———", "=====", "•"])
def test_stars_and_rules_are_not_said(text: str) -> None:
    """Nor is nothing."""
    assert spoken_english(text) == ""


WORDS_OF = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwyz", min_size=4, max_size=9), max_size=8
)


@given(WORDS_OF)
def test_words_are_spoken_as_they_are(words: list[str]) -> None:
    """Without figures and short forms nothing changes."""
    text = " ".join(word.capitalize() for word in words)
    assert spoken_english(text) == text


@given(WORDS_OF, st.integers(0, 10**15 - 1))
def test_a_number_among_words_is_there(words: list[str], number: int) -> None:
    """In its figures, or in the words of the year that it may be; and no word is lost."""
    spoken = spoken_english(f"{' '.join(words)} {number} {' '.join(reversed(words))}")
    figures = "".join(c for c in spoken if c.isdigit())
    assert figures == str(number) or year(number) in spoken
    letters = iter(spoken)
    assert all(c in letters for word in [*words, *reversed(words)] for c in word)


NUMBER_WORDS = re.compile(
    r"one|two|three|five|six|ten|eleven|twelve|t(?:wen|hir|for|fif)|eigh|nin|fir|sec|half|halve|"
    r"quarter|oh |zero|squared|cubed|four",
    re.IGNORECASE,
)


def is_there(written: str, spoken: str) -> bool:
    """Whether something of a number is heard if one was written."""
    if not re.search("[1-9]", written):
        return True
    return bool(re.search("[1-9]", spoken) or NUMBER_WORDS.search(spoken))


@given(st.text())
def test_nothing_fails_and_no_foreign_digit_is_left(text: str) -> None:
    """Whatever is given: digits of any script, halves of characters, signs."""
    spoken = spoken_english(text)
    assert not any(unicodedata.category(c) == "Nd" and not c.isascii() for c in spoken)
    assert is_there(text, spoken)


@given(st.text(alphabet="0123456789 .,-–:/%$£€№§°²½JanMay'sthIVXpmkg()+=#", max_size=40))
def test_no_number_is_lost_where_figures_and_signs_crowd(text: str) -> None:
    """The alphabet that tables are written in."""
    assert is_there(text, spoken_english(text))


@given(
    st.integers(2, 999),
    st.sampled_from(["km", "kg", "%", "°C", "ft", "mph", "m²", "bn", "th", "p.m."]),
    st.sampled_from(["", "$", "£", "§ ", "No. ", "p. ", "~"]),
)
def test_what_is_counted_keeps_its_number(number: int, unit: str, sign: str) -> None:
    """Whatever stands before and behind it."""
    assert str(number) in spoken_english(f"The {sign}{number} {unit} was there.")


@pytest.mark.parametrize(
    "piece", ["5-", "e.g. ", "1/", "XX", "( ", "a.b", "1 ", "https://", "_-", "A. ", "²", "1½",
              "12 May ", "$1", "St. ", "1984 ", "12:30-", "Henry I ", "a", "+7 ", "(020) ",
              "5,", "x ", "#", "Nos. 1", "2nd ed. "]
)  # fmt: skip
def test_a_long_run_of_anything_is_read_in_a_moment(piece: str) -> None:
    """A hundred thousand characters; a quadratic pattern would take minutes."""
    spoken_english(piece * (100_000 // len(piece)))


@given(st.integers(0, 9_999))
def test_numbers_are_named_as_another_library_names_them(number: int) -> None:
    """How many, and which one."""
    assert cardinal(number) == num2words(number).replace(",", "")
    assert ordinal(number) == num2words(number, to="ordinal").replace(",", "")


@given(st.integers(1_010, 2_099).filter(lambda y: not 2_000 <= y < 2_010))
def test_years_are_named_as_another_library_names_them(number: int) -> None:
    """Two by two, with an oh for a nought."""
    assert year(number) == num2words(number, to="year").replace("oh-", "oh ")


def test_numbers_beyond_the_names_are_refused() -> None:
    """They stay in figures."""
    for number in (-1, 10_000):
        with pytest.raises(ValueError, match="figures"):
            cardinal(number)
    assert [decade(n) for n in (1990, 1900, 40)] == [
        "nineteen nineties",
        "nineteen hundreds",
        "forties",
    ]
    assert [fraction(1, 2), fraction(3, 2), fraction(5, 8)] == [
        "one half",
        "three halves",
        "five eighths",
    ]


@pytest.fixture(scope="module")
def english() -> EspeakLibrary:
    """The English voice."""
    library = open_library(bundled_home())
    library.choose(Casting("espeak", "en"))
    return library


def test_the_voice_drops_no_sign_and_spells_no_letter(english: EspeakLibrary) -> None:
    """In every expected line."""
    assert {spoken: left for _, spoken in GOLD if (left := unsaid(english, spoken))} == {}


def test_the_oracle_hears_what_the_voice_would_do_alone(english: EspeakLibrary) -> None:
    """It is not deaf."""
    assert unsaid(english, "₸500") == {"₸"}
    assert unsaid(english, "x < y") == {"<"}
    assert unsaid(english, "Nguyễn") == {"spelt"}
    assert "ɹˌəʊmən" in english.phonemes("Henry VIII")
    assert "\n" in english.phonemes("J. R. Harrow")


def test_no_rest_stands_behind_a_short_form(english: EspeakLibrary) -> None:
    """The voice rests only at marks that are meant as such."""
    for _, spoken in pairs(WORDS):
        marks = re.findall(r"[,;:!?…—]|\.(?=\s)", spoken)
        assert english.phonemes(spoken).count("\n") <= len(marks), spoken


@pytest.mark.parametrize("name", ["english", "mixed"])
def test_a_whole_book_has_no_short_form_and_no_unsaid_sign_left(
    name: str, tmp_path: Path, english: EspeakLibrary
) -> None:
    """Every English utterance of the sample books."""
    voices = {code: Casting("espeak", code) for code in ("kk", "ru", "en")}
    script = make_script(read_book(pack(BOOKS / name, tmp_path / f"{name}.epub")))
    cast = Cast(voices, script.metadata.language)
    spoken = [
        utterance.text
        for phrase in script.phrases()
        for utterance in cast.utterances(phrase)
        if utterance.language == "en"
    ]
    assert len(spoken) > 10
    short = (
        r"\b(?:Mr|Mrs|Messrs|Dr|St|Prof|Co|Nov|No|Vol|[Vv]ol|pp?|para|ft|etc|e\.g|i\.e|[A-Z])\.\s"
    )
    assert [text for text in spoken if re.search(short + r"(?=\S)", text)] == []
    assert {text: left for text in spoken if (left := unsaid(english, text))} == {}
