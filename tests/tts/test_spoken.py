"""What is said for a phrase, and by whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.book import Emphasis, PageKind
from tts.engine import Casting
from tts.errors import BadChoice
from tts.narration.spoken import Cast, spoken_text
from tts.script import Phrase, Role, Span

KK, RU, EN = (Casting("espeak", name) for name in ("kk", "ru", "en"))
CAST = Cast({"kk": KK, "ru": RU, "en": EN}, "kk")


def said(*spans: tuple[str, str], cast: Cast = CAST) -> list[tuple[str, str, bool]]:
    phrase = Phrase(
        phrase_id="e000001",
        role=Role.SENTENCE,
        spans=tuple(Span(text, language, Emphasis.NONE) for text, language in spans),
        language="kk",
    )
    return [(u.casting.voice, u.text, u.ends_sentence) for u in cast.utterances(phrase)]


def test_each_language_has_its_voice() -> None:
    """Only the last utterance ends the sentence."""
    assert said(("Мұнда ", "kk"), ("русское слово", "ru"), (" бар.", "kk")) == [
        ("kk", "Мұнда", False),
        ("ru", "русское слово", False),
        ("kk", "бар.", True),
    ]


def test_italics_do_not_break_a_word() -> None:
    """Spans of one language are said in one go."""
    assert said(("Ға", "kk"), ("лым", "kk"), (" озат.", "kk")) == [("kk", "Ғалым озат.", True)]


def test_marks_go_with_their_neighbour() -> None:
    """The one before, or the one after where none is before."""
    assert said(("«", "ru"), ("Абай", "kk"), ("» — ", "ru"), ("поэт", "ru"), ("!", "en")) == [
        ("kk", "«Абай» —", False),
        ("ru", "поэт!", True),
    ]


def test_what_nobody_is_cast_for_the_main_voice_reads() -> None:
    """And reads it together with its own words."""
    cast = Cast({"kk": KK}, "kk")
    assert said(("Ол ", "kk"), ("good", "en"), (" деді.", "kk"), cast=cast) == [
        ("kk", "Ол good деді.", True)
    ]


def test_a_dialect_is_read_by_its_language() -> None:
    """Unless somebody is cast for the dialect itself."""
    american = Casting("espeak", "en-US")
    assert said(("Colour.", "en-GB"))[0][0] == "en"
    assert said(("Color.", "en-US"), cast=Cast({"kk": KK, "en-US": american}, "kk")) == [
        ("en-US", "Color.", True)
    ]


@pytest.mark.parametrize("text", ["", " ", "* * *", "—", "«…»"])
def test_a_phrase_without_letter_or_digit_is_not_said(text: str) -> None:
    """It is a pause."""
    assert said((text, "kk")) == []


@pytest.mark.parametrize(
    ("text", "spoken"), [("12", "он екі"), ("iv", "iv"), ("1", "бір"), ("[3]", "[үш]")]
)
def test_of_pages_and_note_marks_the_number_is_said(text: str, spoken: str) -> None:
    """The number alone; a Kazakh one in words, an English one as it is."""
    assert said((text, "kk")) == [("kk", spoken, True)]
    assert said((text, "en")) == [("en", text, True)]


def test_a_number_and_its_short_form_may_stand_in_two_spans() -> None:
    """Italics do not part them, and a sign of another language goes with its number."""
    assert said(("1991 ", "kk"), ("ж.", "kk"), (" бастап", "kk")) == [
        ("kk", "мың тоғыз жүз тоқсан бірінші жылдан бастап", True)
    ]
    assert said(("25 ", "kk"), ("%", "en")) == [("kk", "жиырма бес пайыз", True)]


def test_a_book_needs_a_voice_for_its_main_language() -> None:
    """The sentence names the language and the voices there are."""
    with pytest.raises(BadChoice, match=r"“kk”.*voices for en, ru"):
        Cast({"ru": RU, "en": EN}, "kk")


def test_marks_that_engines_stumble_over_are_not_spoken() -> None:
    """Stress mark, soft hyphen, zero width space, byte order mark, line end."""
    assert spoken_text("за\u0301мок зимо\u00adй\u200b \ufeffи\nлетом") == "замок зимой и летом"


@given(st.text())
def test_spoken_text_keeps_every_letter(text: str) -> None:
    """Cleaning loses nothing that could be heard."""
    letters = [c for c in text if c.isalnum()]
    assert [c for c in spoken_text(text) if c.isalnum()] == letters


@given(
    st.lists(
        st.tuples(st.text(alphabet="ае .«", max_size=6), st.sampled_from(["kk", "ru", "de"])),
        max_size=6,
    )
)
def test_all_words_of_a_phrase_are_said_in_order(spans: list[tuple[str, str]]) -> None:
    """However a phrase is cut into spans, and exactly one utterance ends it."""
    utterances = said(*spans)
    shown = "".join(text for text, _ in spans)
    heard = "".join(text for _, text, _ in utterances)
    assert [c for c in heard if c.isalnum()] == [c for c in shown if c.isalnum()]
    assert [ends for _, _, ends in utterances] == [False] * (len(utterances) - 1) + [True] * bool(
        utterances
    )


def test_a_russian_voice_says_kazakh_names_as_russians_do() -> None:
    """It would drop the letters or spell them."""
    assert said(("Роман Мұхтара Әуезова", "ru")) == [("ru", "Роман Мухтара Ауезова", True)]


def test_kazakh_given_to_a_russian_voice_is_left_as_it_is() -> None:
    """Made easy for the voice, a wrong casting would go unnoticed."""
    cast = Cast({"ru": RU}, "ru")
    assert said(("Қызыл өрік.", "kk"), cast=cast) == [("ru", "Қызыл өрік.", True)]


def test_a_kazakh_voice_reads_latin_kazakh_and_mended_typescript() -> None:
    """What is shown stays as it was; this is for the ear."""
    assert said(("Ağa, sälem!", "kk")) == [("kk", "Аға, сәлем!", True)]
    assert said(("Бiлiм бар.", "kk")) == [("kk", "Білім бар.", True)]


def test_a_page_says_its_number() -> None:
    """The voice would read vii as three letters."""
    page = Phrase(
        phrase_id="e000001",
        role=Role.PAGE,
        spans=(Span("vii", "en"),),
        language="en",
        page_kind=PageKind.FRONT,
        page_value=7,
    )
    assert [u.text for u in CAST.utterances(page)] == ["7"]


def test_a_note_mark_that_is_only_a_sign_is_said_in_a_word() -> None:
    """A listener must hear that there is a note."""
    mark = Phrase(
        phrase_id="e000001",
        role=Role.NOTE_REFERENCE,
        spans=(Span("*", "ru"),),
        language="ru",
        note_id="n1",
    )
    assert [u.text for u in CAST.utterances(mark)] == ["сноска"]
