"""A talking book says who made it and how, and where it ends; in text as in sound."""

from dataclasses import replace
from datetime import date

import pytest

from tests.tts.books import book, heading, note, paragraph
from tts.book import Book, Metadata, Note, NoteReference, Paragraph, Part, PartRole
from tts.script import Script
from tts.scripting.framing import Framing
from tts.scripting.maker import make_script

FRAMING = Framing(
    producer="Библиотека имени Абая",
    made_on=date(2026, 11, 22),
    voices=dict.fromkeys(("kk", "ru", "en"), "eSpeak NG"),
)


def framed(source: Book, framing: Framing = FRAMING) -> Script:
    return make_script(source, framing)


def texts(script: Script) -> list[str]:
    return [phrase.text for phrase in script.phrases()]


@pytest.mark.parametrize(
    ("language", "opening", "end"),
    [
        (
            "ru",
            ["Изготовитель говорящей книги: Библиотека имени Абая, 2026 год.",
             "Читает синтезированный голос: eSpeak NG."],
            "Конец книги «Путь».",
        ),
        (
            "kk",
            ["Сөйлейтін кітапты дайындаған: Библиотека имени Абая, 2026 жыл.",
             "Кітапты синтезделген дауыс оқиды: eSpeak NG."],
            "«Путь» кітабының соңы.",
        ),
        (
            "en",
            ["This talking book was made in 2026 by Библиотека имени Абая.",
             "It is read by a synthetic voice: eSpeak NG."],
            "End of “Путь”.",
        ),
    ],
)  # fmt: skip
def test_a_book_is_framed_in_its_language(language: str, opening: list[str], end: str) -> None:
    """Title, authors, maker, voice; after the last word that it was the last."""
    source = book(paragraph("Слово."), title="Путь", language=language, creators=("И. Ким",))
    assert texts(framed(source)) == ["Путь", "И. Ким", *opening, "Слово.", end]


def test_without_framing_nothing_is_added() -> None:
    source = book(paragraph("Слово."), title="Путь", creators=("И. Ким",))
    assert texts(make_script(source)) == ["Путь", "И. Ким", "Слово."]


def test_our_words_are_ours_and_names_keep_their_language() -> None:
    """A Kazakh library is named by the Kazakh voice in a Russian book, the engine in English."""
    source = book(paragraph("Слово."), title="Путь")
    producer = "Алматы қалалық кітапханасы"
    script = framed(source, replace(FRAMING, producer=producer))
    maker, voice = script.sections[0].blocks[0].content[:2]  # type: ignore[union-attr]
    assert [(span.text, span.language) for span in maker.spans] == [
        ("Изготовитель говорящей книги: ", "ru"), (producer, "kk"), (", 2026 год.", "ru")
    ]  # fmt: skip
    assert [span.language for span in voice.spans] == ["ru", "en", "ru"]
    assert (maker.language, voice.language) == ("ru", "ru")


def test_a_title_page_that_names_the_author_is_not_doubled() -> None:
    """One that names no author gets the names that the catalogue has."""
    title = heading(1, "Путь")
    named = book(title, paragraph("И. КИМ"), title="Путь", creators=("И. Ким",))
    unnamed = book(title, paragraph("Слово."), title="Путь", creators=("И. Ким",))
    assert texts(framed(named))[:2] == ["Путь", "Изготовитель говорящей книги: "
                                        "Библиотека имени Абая, 2026 год."]  # fmt: skip
    assert texts(framed(unnamed))[:2] == ["Путь", "И. Ким"]


def test_a_name_with_full_stops_is_one_phrase() -> None:
    """Neither a title of two sentences nor an abbreviated producer is cut."""
    source = book(paragraph("Слово."), title="Абай. Путь")
    script = framed(source, replace(FRAMING, producer="Б-ка им. А. К. г. Алматы."))
    told = texts(script)
    assert told[1] == "Изготовитель говорящей книги: Б-ка им. А. К. г. Алматы, 2026 год."
    assert told[-1] == "Конец книги «Абай. Путь»."


def test_the_end_comes_after_the_last_note() -> None:
    """Also after notes that nothing refers to."""
    reference = NoteReference("n1", "1")
    notes = (note("n1", "Первая."), note("n2", "Вторая."))
    script = framed(book(paragraph("Слово", reference, "."), notes=notes))
    last = script.sections[-1].blocks
    assert [isinstance(block, Note) for block in last][-3:] == [True, True, False]
    assert texts(script)[-1] == "Конец книги «Книга»."


def test_only_the_year_is_said() -> None:
    """A book made again a week later has the same words, so the same sound."""
    source = book(paragraph("Слово."))
    later = replace(FRAMING, made_on=date(2026, 12, 31))
    assert framed(source) == framed(source, later)
    assert framed(source) != framed(source, replace(FRAMING, made_on=date(2027, 1, 1)))


def test_a_nameless_voice_is_a_voice() -> None:
    """A file name or a code tells a listener nothing."""
    script = framed(book(paragraph("Слово.")), replace(FRAMING, voices={}))
    assert texts(script)[2] == "Читает синтезированный голос."


def test_a_language_without_words_of_ours_has_no_frame() -> None:
    metadata = Metadata(identifier="b", title="Buch", language="de")
    source = Book(metadata=metadata, parts=(Part(PartRole.BODY, (paragraph("Wort."),)),))
    assert texts(framed(source)) == ["Buch", "Wort."]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_book_made_from_a_talking_book_says_only_the_new_frame(language: str) -> None:
    """What the old one said of its maker and its end is no part of the book."""
    blocks = (heading(1, "Abai"), paragraph("Abai 1845."))
    once = framed(book(*blocks, language=language, title="Abai"))
    told = [
        paragraph(" ".join(phrase.text for phrase in block.content))
        for section in once.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    again = book(heading(1, "Abai"), *told, language=language, title="Abai")
    other = replace(FRAMING, producer="Dauys", made_on=date(2027, 1, 1))
    assert texts(framed(again, other)) == texts(
        framed(book(*blocks, language=language, title="Abai"), other)
    )
    assert texts(make_script(again)) == ["Abai", "Abai 1845."]
