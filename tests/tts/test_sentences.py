"""Paragraphs are cut where a sentence ends, and nothing of them is lost."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tts.gold_sentences import ENGLISH, KAZAKH, RUSSIAN
from tts.text.sentences import LONGEST_SENTENCE, split

GOLD = {"ru": RUSSIAN, "kk": KAZAKH, "en": ENGLISH}
LANGUAGES = st.sampled_from(["ru", "kk", "en", "de"])
SNIPPETS = st.sampled_from(
    [
        *'«»“”„"()[]—-.,!?…:; \n',
        *"АбӘқZz5",
        "г.",
        "т. д.",
        "ж.",
        "А. С.",
        "XX в.",
        "3,14",
        "12 345",
        "и\u0301",
        "слово",
        "Сөз",
        "Word",
        ". ",
        "! ",
        "... ",
        "[12]",
        "\u00a0",
    ]
)
PROSE = st.lists(SNIPPETS, max_size=60).map("".join)
LONG_PROSE = st.builds(
    lambda pieces, times: "".join(pieces) * times,
    st.lists(SNIPPETS, min_size=1, max_size=30),
    st.integers(1, 60),
)


def cut(text: str, language: str) -> list[str]:
    return [text[begin:end] for begin, end in split(text, language)]


@pytest.mark.parametrize(("language", "least"), [("ru", 40), ("kk", 40), ("en", 20)])
def test_our_paragraphs_are_cut_as_by_hand(language: str, least: int) -> None:
    """At least 95 of 100 paragraphs come out exactly as a person cut them."""
    paragraphs = GOLD[language]
    missed = [p for p in paragraphs if tuple(cut(" ".join(p), language)) != p]
    assert len(paragraphs) >= least
    assert len(missed) <= 0.05 * len(paragraphs), missed


@pytest.mark.parametrize("language", GOLD)
def test_a_single_sentence_stays_whole(language: str) -> None:
    """Cutting what was cut changes nothing."""
    for paragraph in GOLD[language]:
        for sentence in cut(" ".join(paragraph), language):
            assert cut(sentence, language) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Книги и т. д. Москва ждала.", ["Книги и т. д.", "Москва ждала."]),
        ("Жил в г. Алматы.", ["Жил в г. Алматы."]),
        ("А. С. Пушкин.", ["А. С. Пушкин."]),
        ("Цена 3,14 и 2.5 тг.", ["Цена 3,14 и 2.5 тг."]),
        ("Он сказал (тихо!) Ивану.", ["Он сказал (тихо!) Ивану."]),
        ("… Он ушёл.", ["… Он ушёл."]),
        ("— Да! — Иди.", ["— Да!", "— Иди."]),
        ("Конец! » Далее.", ["Конец! »", "Далее."]),
        ("  \n ", []),
        ("", []),
        ("* * *", ["* * *"]),
    ],
)
def test_a_known_difficulty(text: str, sentences: list[str]) -> None:
    """One case each: what ends a sentence and what only looks like it."""
    assert cut(text, "ru") == sentences


@given(st.one_of(PROSE, LONG_PROSE, st.text()), LANGUAGES)
def test_nothing_is_lost_and_the_order_kept(text: str, language: str) -> None:
    """The pieces are in order, apart, not empty, bounded, and hold all but white space."""
    pieces = split(text, language)
    place = 0
    for begin, end in pieces:
        assert begin < end <= begin + LONGEST_SENTENCE
        assert not text[place:begin].strip()
        assert text[begin:end] == text[begin:end].strip()
        place = end
    assert not text[place:].strip()


@given(PROSE, LANGUAGES)
def test_cutting_again_finds_nothing_more(text: str, language: str) -> None:
    """What is one sentence in its paragraph is one sentence alone."""
    for sentence in cut(text, language):
        if len(text) <= LONGEST_SENTENCE:
            assert cut(sentence, language) == [sentence]


@given(LONG_PROSE, LANGUAGES)
def test_no_cut_tears_a_number_or_a_letter(text: str, language: str) -> None:
    """Neither "12|345" nor a letter without its accent, where there is any other place."""
    for begin, _ in split(text, language)[1:]:
        before = text[:begin].rstrip()[-1:]
        glued = not text[begin - 1].isspace()
        assert not unicodedata.combining(text[begin])
        if glued:
            assert not (before.isdigit() and text[begin].isdigit()) or only_digits(text, begin)


def only_digits(text: str, place: int) -> bool:
    """Whether a whole piece before this place offers no other cut."""
    return re.fullmatch(r"[\d.,]+", text[place - LONGEST_SENTENCE * 2 // 3 : place]) is not None


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    """A reader takes breath at a comma, not in the middle of a thought."""
    clause = "слово за словом тянулась эта фраза"
    pieces = cut(", ".join([clause] * 40) + ".", "ru")
    assert len(pieces) > 2
    assert all(piece.endswith((",", ".")) for piece in pieces)


def test_a_long_sentence_without_commas_is_cut_at_a_space() -> None:
    """Words stay whole."""
    pieces = cut("слово " * 300, "ru")
    assert {word for piece in pieces for word in piece.split()} == {"слово"}


def test_a_word_without_end_is_cut_all_the_same() -> None:
    """Every piece but the last has the full length."""
    sizes = [len(piece) for piece in cut("а" * 1500, "kk")]
    assert sizes == [LONGEST_SENTENCE, LONGEST_SENTENCE, 300]


def test_a_number_at_the_limit_goes_whole_to_the_next_piece() -> None:
    """A long identifier is cut before a number, not in it."""
    text = "а" * (LONGEST_SENTENCE - 3) + "12345678" + "б" * 50
    assert cut(text, "ru")[1].startswith("12345678")


def test_groups_of_a_number_stay_together() -> None:
    """The space inside 12 345 is no place to cut."""
    text = "а" * (LONGEST_SENTENCE - 10) + " сто 12 345 678"
    assert cut(text, "ru")[1] == "12 345 678"


def test_a_letter_keeps_its_accent_at_the_limit() -> None:
    """A stress mark belongs to its vowel."""
    text = "а" * (LONGEST_SENTENCE - 1) + "а\u0301" * 3
    assert not any(piece.startswith("\u0301") for piece in cut(text, "ru"))
