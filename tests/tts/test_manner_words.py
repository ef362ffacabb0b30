"""Announcements have right grammar, and voices say them as words of their own language."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.engine import Casting
from tts.engines.espeak import EspeakLibrary, bundled_home, open_library
from tts.errors import BadChoice
from tts.manner.choice import EVERYTHING, NOTHING, Announced, ReadingManner, announced_named
from tts.manner.words import words_in
from tts.narration.sanity import unread_letters
from tts.narration.spoken import Cast
from tts.script import Phrase, Role, Span
from tts.scripting import framing

LANGUAGES = ("kk", "ru", "en")
NUMBERS = (1, 2, 3, 4, 5, 11, 12, 14, 20, 21, 22, 25, 100, 101, 111, 112, 1002)
CASTINGS = {language: Casting("espeak", language) for language in LANGUAGES}


def every_announcement(language: str) -> list[str]:
    """All that may be said in a language, with numbers of every kind."""
    words = words_in(language)
    assert words
    said = set()
    for text, number in product(words.every_text(), NUMBERS):
        rows, columns = words.rows(number), words.columns(number)
        said.add(text.format(n=number, rows=rows, columns=columns, items=words.items(number)))
    return sorted(said)


def framing_words(language: str) -> list[str]:
    """Our own words in what frames a book."""
    told = framing._WORDS[language]
    sentences = (told.maker, told.voice, told.nameless_voice, told.end)
    return [text.replace("{year}", "2026").replace("{}", "") for text in sentences]


def spoken(text: str, language: str) -> str:
    """What the voice is given."""
    phrase = Phrase(
        phrase_id="e000001", role=Role.SENTENCE, spans=(Span(text, language),), language=language
    )
    (utterance,) = Cast(CASTINGS, language).utterances(phrase)
    assert utterance.language == language
    return utterance.text


@pytest.mark.parametrize(
    ("number", "rows", "columns", "items"),
    [
        (0, "0 строк", "0 столбцов", "0 пунктов"),
        (1, "одна строка", "1 столбец", "1 пункт"),
        (2, "две строки", "2 столбца", "2 пункта"),
        (4, "4 строки", "4 столбца", "4 пункта"),
        (5, "5 строк", "5 столбцов", "5 пунктов"),
        (11, "11 строк", "11 столбцов", "11 пунктов"),
        (12, "12 строк", "12 столбцов", "12 пунктов"),
        (21, "20 одна строка", "21 столбец", "21 пункт"),
        (22, "20 две строки", "22 столбца", "22 пункта"),
        (25, "25 строк", "25 столбцов", "25 пунктов"),
        (111, "111 строк", "111 столбцов", "111 пунктов"),
        (1002, "1000 две строки", "1002 столбца", "1002 пункта"),
    ],
)
def test_russian_counts_in_three_forms(number: int, rows: str, columns: str, items: str) -> None:
    """And in two genders: a figure alone would be read двадцать один строка."""
    words = words_in("ru")
    assert words
    assert (words.rows(number), words.columns(number), words.items(number)) == (
        rows, columns, items
    )  # fmt: skip


def test_kazakh_has_no_plural_after_a_number_and_english_has_one() -> None:
    kazakh, english = words_in("kk-KZ"), words_in("en")
    assert kazakh
    assert english
    assert [kazakh.rows(n) for n in (1, 5)] == ["1 жол", "5 жол"]
    assert [english.columns(n) for n in (1, 5)] == ["1 column", "5 columns"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12-бет.", "он екінші бет."),
        ("20-бет.", "жиырмасыншы бет."),
        ("3-ескертпе.", "үшінші ескертпе."),
        ("Кесте, 4 жол, 3 баған.", "Кесте, төрт жол, үш баған."),
        ("2-жол.", "екінші жол."),
        ("3-баған:", "үшінші баған:"),
        ("1.", "бір."),
    ],
)
def test_kazakh_numbers_are_said_in_words(written: str, said: str) -> None:
    """A page is the twelfth, rows are four."""
    assert spoken(written, "kk") == said


@pytest.fixture(scope="module")
def library() -> EspeakLibrary:
    return open_library(bundled_home())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_voice_says_every_announcement_in_its_own_language(
    library: EspeakLibrary, language: str
) -> None:
    """No word goes to another language's voice, and none is spelled or dropped."""
    library.choose(CASTINGS[language])
    for text in (*every_announcement(language), *framing_words(language)):
        given_to_voice = spoken(text, language)
        heard = library.phonemes(given_to_voice)
        assert not re.search(r"\([a-z]{2}\)", heard), (text, heard)
        assert not unread_letters(given_to_voice, language)
        for word in re.findall(r"[^\W\d_]{2,}", given_to_voice):
            assert re.search("[аәеёиоөуұүыіэюяaeiouy]", word.lower()), (text, word)
            assert library.phonemes(word).strip(), (text, word)


def test_the_oracle_hears_a_foreign_word(library: EspeakLibrary) -> None:
    """It is not deaf."""
    library.choose(CASTINGS["ru"])
    assert re.search(r"\([a-z]{2}\)", library.phonemes("Table, две строки"))


def test_what_is_to_be_announced_is_named() -> None:
    """All, nothing, or some of it."""
    assert announced_named("all") == EVERYTHING
    assert announced_named(" None ") == NOTHING
    assert announced_named("pages, Tables,") == {Announced.PAGES, Announced.TABLES}


@pytest.mark.parametrize("names", ["", ",", "pages,all", "pages,songs"])
def test_a_wrong_name_is_answered_with_the_right_ones(names: str) -> None:
    with pytest.raises(
        BadChoice, match="pages, notes, pictures, tables, lists, verse, quotations, formulas"
    ):
        announced_named(names)


@given(st.integers().filter(lambda percent: not 40 <= percent <= 400))
def test_pauses_have_bounds(percent: int) -> None:
    with pytest.raises(BadChoice, match="40 to 400"):
        ReadingManner(pauses_percent=percent)
