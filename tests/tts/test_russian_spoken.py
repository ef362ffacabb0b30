"""Russian text in the words of a reader on the radio: expected words, and what always holds."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tts.gold_russian import NUMBERS
from tests.tts.gold_russian_prose import PROSE
from tests.tts.gold_russian_signs import SHORT_FORMS
from tests.tts.gold_russian_text import SENTENCES
from tts.engine import Casting
from tts.engines.espeak import EspeakLibrary, bundled_home, open_library
from tts.text.respelling import for_voice
from tts.text.russian.library import LONGEST
from tts.text.russian.normaliser import spoken_russian
from tts.text.russian.numbers import cardinal, joined, ordinal

SMALL = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = re.compile(r"[A-Za-z]+")
_FIXTURES = Path(__file__).parents[2] / "fixtures"


def pairs(table: str) -> list[tuple[str, str]]:
    """Each written form with its spoken one."""
    lines = table.replace("\n    ", " ").splitlines()
    return [(written, spoken.strip()) for written, _, spoken in (x.partition(" |") for x in lines)]


GOLD = pairs(NUMBERS) + pairs(SHORT_FORMS) + pairs(SENTENCES) + pairs(PROSE)


@pytest.fixture(scope="module")
def voice() -> EspeakLibrary:
    """The Russian voice that most libraries will use; it tells how it reads a text."""
    library = open_library(bundled_home())
    library.choose(Casting("espeak", "ru"))
    return library


def test_the_suite_is_large_and_has_no_line_twice() -> None:
    """At least 320 expectations."""
    assert len({written for written, _ in GOLD}) == len(GOLD) >= 320


@pytest.mark.parametrize(("written", "spoken"), GOLD, ids=[written for written, _ in GOLD])
def test_it_is_spoken_as_a_reader_would(written: str, spoken: str) -> None:
    """Every line of the suite."""
    assert spoken_russian(written) == spoken


def test_no_break_spaces_read_like_plain_ones() -> None:
    """As typesetters put them."""
    spoken = spoken_russian("12\u00a0345\u202f678\u2009книг").replace("\u2009", " ")
    assert spoken == spoken_russian("12 345 678 книг")
    spoken = spoken_russian("10\u00a0км, А.\u00a0С.\u00a0Пушкин, 5\u2011й, и\u00a0т.\u00a0д.")
    assert " ".join(spoken.split()) == "десять километров, А эс Пушкин, пятый, и так далее."


def test_what_is_not_heard_goes() -> None:
    """Stress marks, soft hyphens, letters in two characters; ё stays."""
    assert spoken_russian("за\u0301мок биб\u00adлио\u200bтека и\u0306од е\u0308ж, ёж") == (
        "замок библиотека йод ёж, ёж"
    )


def test_latin_letters_typed_for_cyrillic_ones_are_put_right() -> None:
    """The voice would change to English in mid-word."""
    assert spoken_russian("в мaгaзинe и на рaбoтy") == "в магазине и на работу"
    assert spoken_russian("iPhone и HTML-код") == "iPhone и HTML-код"


def test_kazakh_names_are_read_with_their_numbers() -> None:
    """Letters come last: І in a Roman number is no Kazakh letter."""
    assert for_voice("Қабанбай би көшесі, ул. Әуезова, 5", "ru") == (
        "Кабанбай би кошеси, улица Ауезова, пять"
    )
    assert for_voice("ХІХ век, Ә. Бөкейхан, Ғ. Мүсірепов", "ru-KZ") == (
        "девятнадцатый век, А Бокейхан, гэ Мусирепов"
    )


def test_spaces_at_the_ends_stay() -> None:
    """Spans of a sentence are joined after they are read."""
    assert spoken_russian(" в 5 км от дома ") == " в пяти километрах от дома "
    assert spoken_russian(" слово ") == " слово "


@pytest.mark.parametrize("text", ["", " ", "\n", "* * *", "———", "=====", "•"])
def test_stars_and_rules_are_not_said(text: str) -> None:
    """Nor is nothing."""
    assert spoken_russian(text) == ""


def _has_number(text: str) -> bool:
    return any(unicodedata.category(c) in ("Nd", "No", "Nl") for c in text)


@given(st.text())
def test_no_digit_is_left_and_nothing_fails(text: str) -> None:
    """Whatever is given: digits of any script, halves of characters, signs."""
    assert not _has_number(spoken_russian(text))


@given(st.text(alphabet="0123456789 .,-–:/%$№§°²½кмгтвсХІXIVйя()+=«»", max_size=40))
def test_no_digit_is_left_where_figures_and_signs_crowd(text: str) -> None:
    """The alphabet that tables are written in; and reading it again gives the same."""
    spoken = spoken_russian(text)
    assert not _has_number(spoken)
    assert spoken == spoken_russian(text)


FORMS = "т. д. т. п. к. ф. н. и. о. пр. канд. пед. наук с англ. прим. пер. им. г. ул. в. н. э. ст."
PARTS = st.sampled_from([*FORMS.split(), "1", "5,", "IV", "А.", "Иванов", "и", "№", "«", "—"])


@given(st.lists(PARTS, max_size=9), st.sampled_from([" ", "", "\u00a0"]))
def test_short_forms_in_any_order_never_fail(parts: list[str], gap: str) -> None:
    """However they are run together; capital names among them stay."""
    spoken = spoken_russian(gap.join(parts))
    assert not _has_number(spoken)
    assert spoken.count("Иванов") >= parts.count("Иванов") * (gap != "")


WORDS = st.lists(st.text(alphabet=SMALL, min_size=4, max_size=9), max_size=8)


@given(WORDS)
def test_words_are_spoken_as_they_are(words: list[str]) -> None:
    """Without figures and short forms nothing changes."""
    text = " ".join(word.capitalize() for word in words)
    assert spoken_russian(text) == text


@given(WORDS, st.integers(0, 10**16))
def test_every_word_beside_a_number_survives(words: list[str], number: int) -> None:
    """In order, whatever the number."""
    text = f"{' '.join(words)} {number} {' '.join(reversed(words))}"
    spoken = iter(spoken_russian(text).split())
    assert all(word in spoken for word in [*words, *reversed(words)])


@given(st.sampled_from(GOLD))
def test_spoken_text_is_spoken_as_it_is(pair: tuple[str, str]) -> None:
    """Reading twice changes nothing."""
    once = spoken_russian(pair[0])
    assert spoken_russian(once) == once


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_two_numbers_never_sound_alike(one: int, other: int) -> None:
    """A listener can write them down again: how many, which one, as part of a word."""
    for words in (cardinal, ordinal, joined):
        if words is not joined or one * other:
            assert (words(one) == words(other)) == (one == other)


@pytest.mark.parametrize(
    "piece",
    ["5-", "т.", "1/", "XX", "( ", "а.б", "1 ", "https://", "_-", "г.", "²", "1½", "1,", "А. ",
     "в 5 ", "1-й ", "12:", "0", "а", "IV ", "1 — ", "и т. ", "Дж", "№ ", "с ", "5 млн "],
)  # fmt: skip
def test_a_long_run_of_anything_is_read_in_a_moment(piece: str) -> None:
    """Thirty thousand characters; a quadratic pattern would take minutes."""
    spoken_russian(piece * (30_000 // len(piece)))


def test_a_text_longer_than_the_library_takes_loses_no_word() -> None:
    """It is given to it in pieces, cut between words."""
    text = "Их было 12345 человек и 5 собак. " * (3 * LONGEST // 32)
    spoken = spoken_russian(text)
    sentence = "Их было двенадцать тысяч триста сорок пять человек и пять собак."
    assert spoken.split() == sentence.split() * text.count("Их")


def test_the_voice_reads_every_expected_word_as_russian(voice: EspeakLibrary) -> None:
    """No word goes to the English voice and none is dropped, but for foreign words."""
    for written, spoken in GOLD:
        heard = voice.phonemes(spoken)
        assert ("(en)" in heard) == (_LATIN.search(spoken) is not None), (written, heard)
        assert bool(heard.strip()) == bool(spoken), written


def test_the_oracle_hears_signs_and_numerals(voice: EspeakLibrary) -> None:
    """It is not deaf: the voice alone would say these wrongly."""
    assert "(en)" in voice.phonemes("+5 °C")
    assert "(en)" in voice.phonemes("XX век")
    assert voice.phonemes("§ 3") == voice.phonemes("3")


def test_no_expected_word_is_without_a_vowel() -> None:
    """The voice would spell it."""
    said = {"в", "с", "к", "б", "ж", "д"}
    for _, spoken in GOLD:
        for word in re.findall(f"[{SMALL}]+", spoken.lower()):
            assert word in said or re.search("[аеёиоуыэюя]", word), (spoken, word)


def test_the_library_failing_costs_only_its_agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its numbers are then said without case; the sentence is not lost."""

    class Broken:
        def run_stage(self, stage: str, text: str) -> str:
            raise IndexError(stage + text)

    class Losing:
        def run_stage(self, stage: str, text: str) -> str:
            return "пять"

    for library in (Broken(), Losing()):
        monkeypatch.setattr("tts.text.russian.library._normaliser", lambda it=library: it)
        assert spoken_russian("Их было 5 человек.") == "Их было пять человек."
