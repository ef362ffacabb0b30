"""Kazakh text in the words of a reader on the radio: expected words, and what always holds."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tts.gold_kazakh import BARE_NUMBERS, WITHOUT_FIGURES
from tests.tts.gold_kazakh_text import WITH_FIGURES
from tts.engine import Casting
from tts.engines.espeak import bundled_home, open_library
from tts.text.kazakh.endings import with_ending
from tts.text.kazakh.normaliser import spoken_kazakh
from tts.text.kazakh.numbers import as_ordinal, cardinal, digits_in_words, ordinal
from tts.text.kazakh.roman import value
from tts.text.respelling import for_voice

SMALL = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя"
_LATIN = re.compile(r"[A-Za-z]+")


def pairs(table: str) -> list[tuple[str, str]]:
    """Each written form with its spoken one."""
    lines = table.replace("\n    ", " ").splitlines()
    return [(written, spoken.strip()) for written, _, spoken in (x.partition(" |") for x in lines)]


GOLD = pairs(BARE_NUMBERS) + pairs(WITHOUT_FIGURES) + pairs(WITH_FIGURES)


def test_the_suite_is_large_and_has_no_line_twice() -> None:
    """At least 300 expectations."""
    assert len({written for written, _ in GOLD}) == len(GOLD) >= 300


@pytest.mark.parametrize(("written", "spoken"), GOLD, ids=[written for written, _ in GOLD])
def test_it_is_spoken_as_a_reader_would(written: str, spoken: str) -> None:
    """Every line of the suite."""
    assert spoken_kazakh(written) == spoken


def test_no_break_spaces_and_hyphens_read_like_plain_ones() -> None:
    """As typesetters put them."""
    assert spoken_kazakh("12\u00a0345\u202f678") == spoken_kazakh("12 345 678")
    spoken = spoken_kazakh("5\u2011сынып, 10\u00a0км, М.\u00a0О.\u00a0Әуезов")
    assert " ".join(spoken.split()) == "бесінші сынып, он километр, эм О Әуезов"


def test_what_is_not_heard_goes() -> None:
    """Stress marks, soft hyphens, letters in two characters."""
    assert spoken_kazakh("Аба\u0301й кі\u00adтап\u200bхана и\u0306од") == "Абай кітапхана йод"


def test_soft_and_hard_signs_are_no_stops_of_the_throat() -> None:
    """The voice would say one in альбом."""
    assert spoken_kazakh("альбом, объект, разъезд") == "албом, обйект, разйезд"


def test_latin_kazakh_is_read_after_it_is_in_cyrillic() -> None:
    """Numbers, Roman ones too, and units in Latin letters."""
    assert for_voice("XX ğasyrda 5 mektep", "kk") == "жиырмасыншы ғасырда бес мектеп"
    assert for_voice("Ağa, 1991 jyly 5 km", "kk") == (
        "Аға, мың тоғыз жүз тоқсан бірінші жылы бес км"
    ).replace(" км", " километр")


@pytest.mark.parametrize("text", ["", " ", "\n", "* * *", "———", "=====", "•"])
def test_stars_and_rules_are_not_said(text: str) -> None:
    """Nor is nothing."""
    assert spoken_kazakh(text) == ""


@given(st.text())
def test_no_digit_is_left_and_nothing_fails(text: str) -> None:
    """Whatever is given: digits of any script, halves of characters, signs."""
    spoken = spoken_kazakh(text)
    assert not any(unicodedata.category(c) in ("Nd", "No", "Nl") for c in spoken)


@given(st.text(alphabet="0123456789 .,-–:/%$№§°²½жғтбсмкХІXIV()+=", max_size=40))
def test_no_digit_is_left_where_figures_and_signs_crowd(text: str) -> None:
    """The alphabet that tables are written in."""
    assert not any(c.isdigit() for c in spoken_kazakh(text))


WORDS = st.lists(st.text(alphabet=SMALL, min_size=3, max_size=9), max_size=8)


@given(WORDS)
def test_words_are_spoken_as_they_are(words: list[str]) -> None:
    """Without figures and short forms nothing changes, however often it is read."""
    text = " ".join(word.capitalize() for word in words)
    assert spoken_kazakh(text) == text.replace("ъ", "").replace("ь", "")


@given(WORDS, st.integers(0, 10**16))
def test_every_letter_beside_a_number_survives(words: list[str], number: int) -> None:
    """In order, whatever the number."""
    text = f"{' '.join(words)} {number} {' '.join(reversed(words))}"
    letters = iter(spoken_kazakh(text))
    wanted = [c for word in [*words, *reversed(words)] for c in word if c not in "ьъ"]
    assert all(c in letters for c in wanted)


@given(st.sampled_from(GOLD))
def test_spoken_text_is_spoken_as_it_is(pair: tuple[str, str]) -> None:
    """Reading twice changes nothing."""
    once = spoken_kazakh(pair[0])
    assert spoken_kazakh(once) == once


@given(st.integers(0, 10**15 - 1))
def test_an_ordinal_is_the_cardinal_with_its_ending(number: int) -> None:
    """Of the last word alone."""
    *words, last = cardinal(number).split()
    assert ordinal(number).split()[:-1] == words
    assert ordinal(number).endswith(("ншы", "нші"))
    assert as_ordinal(last).startswith(last[:3].rstrip("ы"))


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_two_numbers_never_sound_alike(one: int, other: int) -> None:
    """A listener can write them down again."""
    assert (cardinal(one) == cardinal(other)) == (one == other)


def test_numbers_beyond_names_are_refused_and_their_digits_said() -> None:
    """From a thousand trillions on, and below nothing."""
    for number in (-1, 10**15):
        with pytest.raises(ValueError, match="has no name here"):
            cardinal(number)
    assert digits_in_words("1" * 16) == " ".join(["бір"] * 16)


ENDINGS = (
    "ның нің дың дің тың тің ға ге қа ке ны ні ды ді ты ті да де та те дан ден тан тен нан нен "
    "мен бен пен лар лер дар дер тар тер"
)


@given(st.integers(0, 9999), st.sampled_from(ENDINGS.split()))
def test_an_ending_agrees_with_the_number(number: int, typed: str) -> None:
    """However it was typed: 6-тен is алтыдан."""
    ended = with_ending(cardinal(number), typed)
    assert ended
    front = set("әеөүі")
    vowels = [c for c in ended.split()[-1] if c in "аәеоөүұыі"]
    if typed not in ("мен", "бен", "пен") and vowels[-2:-1]:
        assert (vowels[-1] in front) == (vowels[-2] in front)


def test_roman_numerals_are_worth_what_they_say() -> None:
    """In Latin and in like-looking Cyrillic letters; ill-made ones are none."""
    assert [value(x) for x in ("IV", "XIX", "ХХІ", "MCMXCI", "ІХ")] == [4, 19, 21, 1991, 9]
    assert [value(x) for x in ("", "IIII", "VX", "IC")] == [None] * 4


@pytest.mark.parametrize(
    "piece", ["5-", "т.", "1/", "XX", "( ", "а.б", "1 ", "https://", "_-", "ж.", "²", "1½"]
)
def test_a_long_run_of_anything_is_read_in_a_moment(piece: str) -> None:
    """A hundred thousand characters; a quadratic pattern would take minutes."""
    spoken_kazakh(piece * (100_000 // len(piece)))


def test_the_voice_reads_every_expected_word_as_kazakh() -> None:
    """No word goes to the English voice and none is spelled, but for foreign words."""
    library = open_library(bundled_home())
    library.choose(Casting("espeak", "kk"))
    for written, spoken in GOLD:
        heard = library.phonemes(spoken)
        assert ("(en)" in heard) == (_LATIN.search(spoken) is not None), (written, heard)
        assert bool(heard.strip()) == bool(spoken), written


def test_the_oracle_hears_a_sign_and_a_spelled_word() -> None:
    """It is not deaf: the voice alone would say these wrongly."""
    library = open_library(bundled_home())
    library.choose(Casting("espeak", "kk"))
    assert "(en)" in library.phonemes("25 %")
    assert "(en)" in library.phonemes("XX ғ.")
    assert "ʔ" in library.phonemes("альбом")
    assert "ʔ" not in library.phonemes(spoken_kazakh("альбом"))


def test_no_expected_word_is_without_a_vowel() -> None:
    """The voice would spell it."""
    for _, spoken in GOLD:
        for word in re.findall(f"[{SMALL}]{{2,}}", spoken.lower()):
            assert re.search("[аәеёиоөуұүыіэюя]", word), (spoken, word)
