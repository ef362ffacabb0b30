"""Text of no declared encoding is read as its author wrote it, in Kazakh, Russian and English."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.errors import BadBook
from tts.sources.encodings import ONE_BYTE, letters_of

SAMPLES = {
    "russian": "Вечером на Верхней улице зажгли фонари, и библиотекарь запер дверь.",
    "talk": "— Кто там? — спросил он. «Никого», — ответили за дверью № 5…",
    "capitals": "ГЛАВА ПЕРВАЯ. НАЧАЛО ПУТИ",
    "short": "Он шёл домой.",
    "kazakh": "Кешке қарай үлкен үйдің терезесінен жарық түсті, әжем ұзақ әңгімесін бастады.",
    "kazakh capitals": "ҚАЛА ТҮНІ ҰЗАҚ ЕДІ",
    "kazakh short": "Ғылым ғажап нәрсе ғой.",
    "mixed": "Станция «Жібек жолы», следующая — «Ұлытау». Wi-Fi бар.",
    "english": "The café’s naïve owner — “Zoë” — said no.",
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeError:
        return False
    return True


CASES = [
    (name, encoding)
    for name, text in SAMPLES.items()
    for encoding in (*UNICODE, *ONE_BYTE)
    if fits(text, encoding)
]


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_a_text_is_read_in_the_encoding_it_was_written_in(name: str, encoding: str) -> None:
    """Every encoding that can hold the words gives the same words back."""
    assert letters_of(SAMPLES[name].encode(encoding), "a.txt").text == SAMPLES[name]


@pytest.mark.parametrize("encoding", ["kz1048", "ptcp154"])
def test_one_kazakh_name_in_a_long_russian_text_decides(encoding: str) -> None:
    """Two encodings agree on Russian; the few letters they differ in are looked for everywhere."""
    text = SAMPLES["russian"] * 500 + " Әбіш Кекілбайұлы, Сүйінбай Аронұлы. " + SAMPLES["short"]
    assert letters_of(text.encode(encoding), "a.txt").text == text


def test_lines_of_two_encodings_are_both_read_and_told_of() -> None:
    """Pieces put together from two files lose nothing."""
    first, second = SAMPLES["kazakh"] + "\n", SAMPLES["russian"] + "\n"
    read = letters_of(first.encode() * 5 + second.encode("cp1251") * 3, "a.txt")
    assert read.text == first * 5 + second * 3
    assert "cp1251" in read.remark


@pytest.mark.parametrize(
    "source",
    [bytes(range(256)) * 4, b"text\x00text", b"\x01\x02\x03\x04\x05" * 9],
    ids=["every byte", "zero byte", "controls"],
)
def test_bytes_that_are_no_text_are_refused(source: bytes) -> None:
    """The sentence says that it is not text."""
    with pytest.raises(BadBook, match="not text"):
        letters_of(source, "a.txt")


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_any_bytes_give_letters_or_one_sentence(source: bytes) -> None:
    """Nothing but a text or BadBook."""
    with suppress(BadBook):
        assert isinstance(letters_of(source, "a.txt").text, str)
