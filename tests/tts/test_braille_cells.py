"""Short strings in cells, as the standards spell them: Kazakh, Russian, English.

Judged by hand from GOST R 58511-2019 (letters, punctuation, numbers), the Kazakh alphabet in
`tts.braille.tables`, and The Rules of Unified English Braille, second edition.
"""

import pytest

from tests.tts.braille_pages import needs_liblouis
from tts.braille.brailler import Brailler, Piece
from tts.braille.cells import BREAK, NO_BREAK, plain
from tts.braille.liblouis import Liblouis, open_liblouis
from tts.errors import EngineMissing

pytestmark = needs_liblouis
KAZAKH = (
    ("Қазақстан", "⠹⠁⠵⠁⠹⠎⠞⠁⠝"),
    ("әке", "⠜⠅⠑"),
    ("ғылым", "⠻⠮⠇⠮⠍"),
    ("көңіл", "⠅⠣⠩⠽⠇"),
    ("ұшақ", "⠬⠱⠁⠹"),
    ("үй", "⠌⠯"),
    ("жиһаз", "⠚⠊⠧⠁⠵"),
    ("ІЛІМ", "⠽⠇⠽⠍"),
    ("«Абай жолы»", "⠦⠁⠃⠁⠯⠀⠚⠕⠇⠮⠴"),
    ("2026 жыл", "⠼⠃⠚⠃⠋⠀⠚⠮⠇"),
    ("(жақша)", "⠶⠚⠁⠹⠱⠁⠶"),
    ("№ 7 үй", "⠝⠼⠛⠀⠌⠯"),
    ("15%", "⠼⠁⠑⠼⠴"),
    ("бес, алты", "⠃⠑⠎⠂⠁⠇⠞⠮"),
    ("Иә!", "⠊⠜⠖"),
    ("қайда?", "⠹⠁⠯⠙⠁⠢"),
    ("Ол – дәрігер", "⠕⠇⠤⠀⠙⠜⠗⠽⠛⠑⠗"),
    ("5-сынып", "⠼⠑⠤⠎⠮⠝⠮⠏"),
    ("500 ₸", "⠼⠑⠚⠚⠀⠞⠛"),
)
RUSSIAN = (
    ("Мама мыла раму.", "⠍⠁⠍⠁⠀⠍⠮⠇⠁⠀⠗⠁⠍⠥⠲"),
    ("ёж", "⠡⠚"),
    ("объезд", "⠕⠃⠷⠑⠵⠙"),
    ("щука", "⠭⠥⠅⠁"),
    ("эхо", "⠪⠓⠕"),
    ("юла, яма", "⠳⠇⠁⠂⠫⠍⠁"),
    ("что-то", "⠟⠞⠕⠤⠞⠕"),
    ("«Да»", "⠦⠙⠁⠴"),
    ("Кто?", "⠅⠞⠕⠢"),
    ("Стой!", "⠎⠞⠕⠯⠖"),
    ("12 345", "⠼⠁⠃⠀⠼⠉⠙⠑"),
    ("3,5", "⠼⠉⠂⠑"),
    ("№ 5", "⠝⠼⠑"),
    ("§ 3", "⠬⠼⠉"),
    ("20%", "⠼⠃⠚⠼⠴"),
    ("он — я", "⠕⠝⠤⠀⠫"),
    ("сайт Google", "⠎⠁⠯⠞⠀⠨⠛⠕⠕⠛⠇⠑"),
    ("IBM", "⠨⠊⠃⠍"),
    ("1990–1995", "⠼⠁⠊⠊⠚⠤⠼⠁⠊⠊⠑"),
    ("нет: вот", "⠝⠑⠞⠒⠀⠺⠕⠞"),
    ("(см. 4)", "⠣⠎⠍⠲⠀⠼⠙⠜"),
    ("…", "⠲⠲⠲"),
    ("м²", "⠍⠌⠼⠃"),
)
ENGLISH = (
    ("Hello", "⠠⠓⠑⠇⠇⠕"),
    ("the cat", "⠞⠓⠑⠀⠉⠁⠞"),
    ("NASA", "⠠⠠⠝⠁⠎⠁"),
    ("10", "⠼⠁⠚"),
    ("3.5", "⠼⠉⠲⠑"),
    ("1,000", "⠼⠁⠂⠚⠚⠚"),
    ("“Yes”", "⠦⠠⠽⠑⠎⠴"),
    ("a-b", "⠁⠤⠃"),
    ("(no)", "⠐⠣⠝⠕⠐⠜"),
    ("50%", "⠼⠑⠚⠨⠴"),
    ("§ 4", "⠘⠎⠀⠼⠙"),
    ("yes — no", "⠽⠑⠎⠀⠠⠤⠀⠝⠕"),
    ("don't", "⠙⠕⠝⠄⠞"),
    ("café", "⠉⠁⠋⠘⠌⠑"),
    ("m²", "⠍⠰⠔⠼⠃"),
    ("5°", "⠼⠑⠘⠚"),
    ("№ 7", "⠠⠝⠕⠲⠀⠼⠛"),
)
STRINGS = [
    (language, text, cells)
    for language, table in (("kk", KAZAKH), ("ru", RUSSIAN), ("en", ENGLISH))
    for text, cells in table
]


def brailler(language: str, grade: int = 1) -> Brailler:
    return Brailler(open_liblouis(), language, grade)


@pytest.mark.parametrize(("language", "text", "cells"), STRINGS)
def test_a_string_has_its_cells(language: str, text: str, cells: str) -> None:
    """What a finger expects."""
    assert plain(brailler(language).words(text, language)) == cells


def test_foreign_words_follow_the_rule_of_the_sentence_around_them() -> None:
    """A Latin sign in Russian, the signs of another code in English, Kazakh letters anywhere."""
    russian = (Piece("Это ", "ru", "ru"), Piece("Moon", "en", "ru"), Piece(" и Әсет.", "kk", "ru"))
    assert plain(brailler("ru").cells(russian)) == "⠪⠞⠕⠀⠨⠍⠕⠕⠝⠀⠊⠀⠜⠎⠑⠞⠲"
    english = (Piece("Say сәлем, friend: добрый день.", "en", "en"),)
    assert plain(brailler("en").cells(english)) == ("⠠⠎⠁⠽⠀⠘⠷⠎⠜⠇⠑⠍⠘⠾⠂⠀⠋⠗⠊⠑⠝⠙⠒⠀⠘⠷⠄⠙⠕⠃⠗⠮⠯⠀⠙⠑⠝⠾⠘⠾⠲")


def test_an_english_sentence_in_a_russian_paragraph_has_the_latin_sign() -> None:
    """Without it the letters would be read as Russian ones; alone it is in English braille."""
    hello = Piece("Hello.", "en", "en")
    mixed = brailler("ru").cells((Piece("Вот: ", "ru", "ru"), hello))
    assert plain(mixed) == "⠺⠕⠞⠒⠀⠨⠓⠑⠇⠇⠕⠲"
    assert plain(brailler("ru").cells((hello,))) == "⠠⠓⠑⠇⠇⠕⠲"


def test_stress_is_marked() -> None:
    """As print does with slanted letters: dots 456 in Russian, 46-2 before an English word."""
    russian = (Piece("это ", "ru", "ru"), Piece("очень", "ru", "ru", emphasised=True))
    assert "⠸⠕⠟⠑⠝⠾" in plain(brailler("ru").cells(russian))
    english = (Piece("so ", "en", "en"), Piece("very", "en", "en", emphasised=True))
    assert plain(brailler("en").cells(english)) == "⠎⠕⠀⠨⠂⠧⠑⠗⠽"


def test_grade_2_contracts_english_only() -> None:
    """Kazakh and Russian books are read in full."""
    assert plain(brailler("en", 2).words("the people", "en")) == "⠮⠀⠏"
    assert plain(brailler("ru", 2).words("это", "ru")) == "⠪⠞⠕"


def test_a_line_may_end_where_print_has_a_space_and_nowhere_else() -> None:
    """After a comma that drops its space, and after a hyphen; not within a number."""
    words = brailler("ru")
    assert words.words("да, но", "ru") == f"⠙⠁⠂{BREAK}⠝⠕"
    assert words.words("кто-то", "ru") == f"⠅⠞⠕⠤{BREAK}⠞⠕"
    assert words.words("1 000", "ru") == f"⠼⠁{NO_BREAK}⠼⠚⠚⠚"
    assert words.words("5\u00a0кг", "ru") == f"⠼⠑{NO_BREAK}⠅⠛"
    assert BREAK not in words.words("10-12", "ru")


def test_what_no_table_knows_is_counted_and_shown() -> None:
    """A sign stands in its place, and the librarian is told which characters they were."""
    words = brailler("ru")
    assert plain(words.words("字 ñ ⁿ", "ru")).startswith("⠿⠀⠈⠠⠝")
    assert words.unknown["字"] == 1
    assert words.replaced["ñ"] == 1


def test_a_borrowed_letter_is_no_loss() -> None:
    """A Kazakh name in a sentence that is thought to be Russian has its own cells."""
    words = brailler("ru")
    assert plain(words.words("Әсет", "ru")) == "⠜⠎⠑⠞"
    assert not words.replaced


def test_a_letter_in_two_parts_is_one_letter() -> None:
    """Some files write й as и and a breve; both are the same in braille."""
    words = brailler("ru")
    assert plain(words.words("мои\u0306 е\u0308ж", "ru")) == "⠍⠕⠯⠀⠡⠚"
    assert not words.unknown


def test_a_very_long_text_is_translated_whole() -> None:
    """No sentence is too long for the table."""
    text = "слово " * 20_000
    cells = plain(brailler("ru").words(text, "ru"))
    assert cells.count("⠎⠇⠕⠺⠕") == 20_000


def test_where_liblouis_is_missing_it_is_said_how_to_get_it() -> None:
    """One sentence with the names of the packages."""
    with pytest.raises(EngineMissing, match="apt-get install liblouis20 liblouis-data"):
        Liblouis(("liblouis-that-is-nowhere.so",))


def test_a_table_that_is_missing_is_named() -> None:
    """An old liblouis has no Kazakh; that must not become silence."""
    library = open_liblouis()
    assert library.has("kk.utb")
    assert not library.has("xx-nowhere.utb")
    with pytest.raises(EngineMissing, match=r"xx-nowhere\.utb"):
        library.translate("xx-nowhere.utb", "a")
