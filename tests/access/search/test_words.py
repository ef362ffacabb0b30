"""One word, many spellings: keys, stems, keyboards, telephone keys, ISBNs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.search.isbn import isbn_of
from access.search.keypad import digits_of
from access.search.layouts import other_layouts
from access.search.letters import LONGEST_KEY, words_of
from access.search.normaliser import ANY, ENGLISH, KAZAKH, RUSSIAN, kept, number_of, sought

LANGUAGES = (KAZAKH, RUSSIAN, ENGLISH, ANY)


@pytest.mark.parametrize(
    ("typed", "word", "language"),
    [
        ("балаларымыздың", "балалар", "kk"),
        ("кітабы", "кітап", "kk"),
        ("мектебінде", "мектеп", "kk"),
        ("жүрегі", "жүрек", "kk"),
        ("халқы", "халық", "kk"),
        ("халыктын", "халық", "kk"),
        ("орны", "орын", "kk"),
        ("жолы", "жол", "kk"),
        ("елдің", "ел", "kk"),
        ("үйіндегі", "үй", "kk"),
        ("қаладағы", "қала", "kk"),
        ("даладан", "дала", "kk"),
        ("баласына", "бала", "kk"),
        ("баласын", "бала", "kk"),
        ("достармен", "достар", "kk"),
        ("ақындардың", "ақын", "kk"),
        ("аттар", "ат", "kk"),
        ("өлеңі", "өлеңдер", "kk"),
        ("студентпіз", "студент", "kk"),
        ("мұғаліммін", "мұғалім", "kk"),
        ("қазақстанда", "Қазақстан", "kk"),
        ("алматыдан", "Алматы", "kk"),
        ("qazaqtıñ", "қазақ", "kk"),
        ("jüregı", "жүрек", "kk"),
        ("героя", "герой", "ru"),
        ("музеях", "музей", "ru"),
        ("ёлка", "елки", "ru"),
        ("лётчикам", "летчик", "ru"),
        ("knigami", "книга", "ru"),
        ("объекты", "объект", "ru"),
        ("ob'ekta", "объект", "ru"),
        ("shchuka", "щука", "ru"),
        ("ščuka", "щука", "ru"),
        ("tsar", "царь", "ru"),
        ("car'", "царь", "ru"),
        ("adventures", "adventure", "en"),
        ("stories", "story", "en"),
        ("naive", "naïve", "en"),
    ],
)
def test_a_word_is_found_in_another_form_or_spelling(typed: str, word: str, language: str) -> None:
    (asked,), (there,) = words_of(typed), words_of(word)
    assert set(sought(asked).all) & set(kept(there, language).all)


@pytest.mark.parametrize(
    ("typed", "word", "language"),
    [
        ("балық", "бала", "kk"),
        ("қазан", "қазақ", "kk"),
        ("тарих", "таразы", "kk"),
        ("дом", "дым", "ru"),
        ("война", "вина", "ru"),
        ("island", "iceland", "en"),
    ],
)
def test_another_word_is_not_taken_for_it(typed: str, word: str, language: str) -> None:
    assert not set(sought(typed).all) & set(kept(word, language).all)


@given(st.text(), st.sampled_from(LANGUAGES))
def test_every_word_is_found_as_it_is_written(text: str, language: str) -> None:
    """In any script; keys are plain letters and digits, and none is empty or long."""
    for word in words_of(text):
        keys = kept(word, language)
        assert set(keys.written) <= set(sought(word).written)
        assert all(
            key.isascii() and key.isalnum() and key == key.lower() and len(key) <= LONGEST_KEY
            for key in keys.all
        )
        assert keys.written


def test_marks_of_stress_and_letters_in_two_pieces_do_no_harm() -> None:
    assert words_of("За́мок и\u0306од") == ["замок", "йод"]
    assert words_of("O\u2019Генри № 6") == ["oгенри", "6"]


def test_a_latin_letter_in_a_russian_word_is_not_seen() -> None:
    """Nobody sees that the first letter of «Cобака» is Latin."""
    assert kept("cобака", "ru").written == kept("собака", "ru").written


@pytest.mark.parametrize(
    ("numeral", "worth"), [("iv", "4"), ("xix", "19"), ("i", "1"), ("iz", None)]
)
def test_roman_numerals_are_numbers(numeral: str, worth: str | None) -> None:
    assert number_of(numeral) == worth


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghtcnegktybt", "преступление"),
        ("Ghtcnegktybt", "преступление"),
        (":bdst", "живые"),
        ("[bnhsq", "хитрый"),
        ("0fpf0", "қазақ"),
        ("vty34", "менің"),
        ("-kt4", "өлең"),
        ("рфккн зщееук", "harry potter"),
    ],
)
def test_a_text_typed_on_another_keyboard_can_be_read(typed: str, meant: str) -> None:
    assert meant in other_layouts(typed)


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("абай", "2224"),
        ("жолы", "3548"),
        ("қазақ", "42324"),
        ("казак", "42324"),
        ("әуезов", "263352"),
        ("ёжик", "3344"),
        ("щука", "8642"),
        ("юность", "955669"),
        ("jane", "5263"),
        ("brontë", "276683"),
        ("1984", "1984"),
        ("№", ""),
    ],
)
def test_words_lie_on_the_keys_of_a_telephone(word: str, keys: str) -> None:
    assert digits_of(word) == keys


@pytest.mark.parametrize(
    ("written", "isbn"),
    [
        ("978-5-17-118366-0", "9785171183660"),
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 0 8044 2957 X", "9780804429573"),
        ("978-5-17-118366-1", None),
        ("1984", None),
        ("", None),
        ("٩٧٨٥١٧١١٨٣٦٦٠", None),
    ],
)
def test_an_isbn_is_known_by_its_check_digit(written: str, isbn: str | None) -> None:
    assert isbn_of(written) == isbn
