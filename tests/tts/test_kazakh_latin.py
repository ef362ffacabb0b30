"""A letter from an aunt who writes Kazakh in Latin letters is read aloud in Kazakh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.text.kazakh_latin import in_cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Ağa, sälem!", "Аға, сәлем!"),
        (
            "Men mektepte latynşa oquğa üirenıp jürmın.",
            "Мен мектепте латынша оқуға үйреніп жүрмін.",
        ),
        ("Bügın 2024 jyldyñ 5 säuırı, qar jatyr...", "Бүгін 2024 жылдың 5 сәуірі, қар жатыр..."),
        ("Ol jerde ekı älıpbi tūr eken.", "Ол жерде екі әліпби тұр екен."),
        ("Qazaqstan", "Қазақстан"),
        ("Izğı nietpen", "Ізғі ниетпен"),
    ],
)
def test_the_alphabet_of_2021(latin: str, cyrillic: str) -> None:
    """Umlauts, ı for і, i for и and й."""
    assert in_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Qazaqstan Respýblıkasy", "Қазақстан Республикасы"),
        ("Ul men qyz, ótken kún, sháı ishti.", "Ұл мен қыз, өткен күн, шәй ішті."),
    ],
)
def test_the_alphabet_of_2018(latin: str, cyrillic: str) -> None:
    """Acutes, sh and ch, i for і, ı for и and й."""
    assert in_cyrillic(latin) == cyrillic


def test_english_words_among_cyrillic_stay_english() -> None:
    """The Kazakh voice can read an English word, so it is left alone."""
    text = "Мұнда кітап DAISY форматында, Wi-Fi мен screen reader бар."
    assert in_cyrillic(text) == text


def test_a_latin_name_among_cyrillic_words_is_read_in_kazakh() -> None:
    """«Qaryndasyñ Aqmaral» is Kazakh beside Kazakh."""
    assert in_cyrillic("Хаттың астында «Qaryndasyñ Aqmaral» деп тұр.") == (
        "Хаттың астында «Қарындасың Ақмарал» деп тұр."
    )


@given(st.text())
def test_nothing_but_latin_words_changes(text: str) -> None:
    """Digits, marks and Cyrillic letters come out as they went in."""
    kept = [c for c in text if not c.isalpha()]
    assert [c for c in in_cyrillic(text) if not c.isalpha()] == kept
