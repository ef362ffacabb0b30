"""What a listener is told beside the words: the exact sentences, in three languages."""

import pytest

from tests.tts.announcing import PROSE, Pen, heard
from tts.book import Figure, Line, Note, Page, Paragraph, Quotation, Verse
from tts.manner.choice import EVERYTHING, NOTHING, Announced
from tts.script import Phrase


@pytest.fixture
def pen() -> Pen:
    return Pen()


def verse(pen: Pen, *stanzas: str) -> Verse[Phrase]:
    return Verse(
        tuple(tuple(Line((pen.say(line),)) for line in stanza.split("/")) for stanza in stanzas)
    )


@pytest.mark.parametrize(
    ("language", "page", "note", "opening", "end"),
    [
        ("ru", "<Страница 12.>", "<Сноска 3.>", "<Сноска 3.>", "<Конец сноски.>"),
        ("kk", "<12-бет.>", "<3-ескертпе.>", "<3-ескертпе.>", "<Ескертпенің соңы.>"),
        ("en", "<Page 12.>", "<Note 3.>", "<Note 3.>", "<End of note.>"),
    ],
)
def test_pages_and_notes_say_what_they_are(
    pen: Pen, language: str, page: str, note: str, opening: str, end: str
) -> None:
    """In place of a bare number; the note again before its words, and where it ends."""
    blocks = (
        pen.paragraph(pen.page("12", 12), "Aaa.", pen.mark("[3]")),
        Note("n", (pen.paragraph("Bbb.", "Ccc."),)),
    )
    assert heard(*blocks, language=language) == [
        page, "Aaa.", note, f"{opening} Bbb.", f"Ccc. {end}"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", ["<Рисунок:> Aaa.", "<Подпись:> Bbb. <Конец рисунка.>"]),
        ("kk", ["<Сурет:> Aaa.", "<Сурет астындағы жазу:> Bbb. <Суреттің соңы.>"]),
        ("en", ["<Picture:> Aaa.", "<Caption:> Bbb. <End of picture.>"]),
    ],
)
def test_a_picture_its_caption_and_its_end(pen: Pen, language: str, said: list[str]) -> None:
    """The end is told where there is more than a sentence and a caption."""
    one = Figure("p.png", (pen.picture("Aaa."),), (pen.say("Bbb."),))
    two = Figure("p.png", (pen.picture("Aaa."), pen.picture("Ddd.")), (pen.say("Bbb."),))
    short = [said[0], said[1].rpartition(" <")[0]]
    assert heard(one, language=language) == short
    assert heard(two, language=language) == [said[0], "Ddd.", said[1]]


@pytest.mark.parametrize(
    ("language", "opening", "end", "inner", "inner_end"),
    [
        ("ru", "<Список, 3 пункта.>", "<Конец списка.>",
         "<Вложенный список, 5 пунктов.>", "<Конец вложенного списка.>"),
        ("kk", "<Тізім, 3 тармақ.>", "<Тізімнің соңы.>",
         "<Ішкі тізім, 5 тармақ.>", "<Ішкі тізімнің соңы.>"),
        ("en", "<List, 3 items.>", "<End of list.>",
         "<Inner list, 5 items.>", "<End of inner list.>"),
    ],
)  # fmt: skip
def test_lists_tell_how_long_they_are_and_entries_their_number(
    pen: Pen, language: str, opening: str, end: str, inner: str, inner_end: str
) -> None:
    """An ordered list counts from its start; what is around is told before what is inside."""
    nested = pen.listing("a", "b", "c", "d", "e", ordered=True, start=7)
    assert heard(pen.listing(nested, "y", "z"), language=language) == [
        f"{opening} {inner} <7.> a", "<8.> b", "<9.> c", "<10.> d", f"<11.> e {inner_end}",
        "y", f"z {end}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "verse_begins", "verse_ends", "quotation_begins", "quotation_ends"),
    [
        ("ru", "<Стихи.>", "<Конец стихов.>", "<Цитата.>", "<Конец цитаты.>"),
        ("kk", "<Өлең.>", "<Өлеңнің соңы.>", "<Дәйексөз.>", "<Дәйексөздің соңы.>"),
        ("en", "<Verse.>", "<End of verse.>", "<Quotation.>", "<End of quotation.>"),
    ],
)
def test_verse_and_quotations_begin_and_end(
    pen: Pen,
    language: str,
    verse_begins: str,
    verse_ends: str,
    quotation_begins: str,
    quotation_ends: str,
) -> None:
    blocks = (
        pen.paragraph(PROSE), verse(pen, "a/b", "c"), pen.quotation("Aaa.", "b" * 80)
    )  # fmt: skip
    assert heard(*blocks, language=language)[1:] == [
        f"{verse_begins} a", "b", f"c {verse_ends}",
        f"{quotation_begins} Aaa.", f"{'b' * 80} {quotation_ends}",
    ]  # fmt: skip


def test_short_things_stay_short(pen: Pen) -> None:
    """A list of two words, one of one entry, a quotation of a line, a couplet."""
    blocks = (
        pen.paragraph(PROSE),
        pen.listing("хлеб", "соль"),
        pen.listing("x" * 200),
        pen.quotation("Тише едешь, дальше будешь."),
        verse(pen, "a/b"),
    )
    assert heard(*blocks)[1:] == [
        "хлеб", "соль", "x" * 200, "Тише едешь, дальше будешь.", "a", "b"
    ]  # fmt: skip


def test_two_long_entries_are_a_list(pen: Pen) -> None:
    said = heard(pen.listing("x" * 60, "y" * 60))
    assert said == [f"<Список, 2 пункта.> {'x' * 60}", f"{'y' * 60} <Конец списка.>"]


def test_in_a_section_of_poems_no_poem_is_announced(pen: Pen) -> None:
    """Nobody wants to hear at each one that it is a poem."""
    poems = (pen.paragraph("Посвящается маме."), verse(pen, "a" * 30 + "/b/c"))
    assert heard(*poems) == ["Посвящается маме.", "a" * 30, "b", "c"]


def test_a_quoted_poem_is_a_quotation(pen: Pen) -> None:
    """And not a poem in a quotation."""
    quoted = Quotation((verse(pen, "a" * 60 + "/" + "b" * 60 + "/c"),))
    said = heard(pen.paragraph(PROSE), quoted)[1:]
    assert said == [f"<Цитата.> {'a' * 60}", "b" * 60, "c <Конец цитаты.>"]


@pytest.mark.parametrize(
    ("mark", "said", "opening"),
    [
        ("*", "<Сноска.>", "<Сноска.>"),
        ("¹²", "<Сноска 12.>", "<Сноска 12.>"),
        ("(б)", "<Сноска> (б)", "<Сноска> {(б)}"),
        ("1234567", "<Сноска> 1234567", "<Сноска> {1234567}"),
    ],
)
def test_a_mark_is_said_by_its_number_or_its_name(
    pen: Pen, mark: str, said: str, opening: str
) -> None:
    """A star is no name; a letter is said as it stands."""
    blocks = (pen.paragraph("Aaa.", pen.mark(mark)), Note("n", (pen.paragraph("Bbb."),)))
    assert heard(*blocks) == ["Aaa.", said, f"{opening} Bbb. <Конец сноски.>"]


def test_what_says_itself_is_not_announced_twice(pen: Pen) -> None:
    """A note that begins with its number, a picture that begins with the word."""
    blocks = (
        pen.paragraph("Aaa.", pen.mark("1")),
        Note("n", (pen.paragraph("1. Bbb."),)),
        Figure("p.png", (pen.picture("Рисунок башни."),)),
        pen.table("*Год | *Книг", "1991 | 5", caption="Таблица 1. Книги"),
    )
    assert heard(*blocks)[2:6] == [
        "<Сноска.> 1. Bbb. <Конец сноски.>", "Рисунок башни.", "Таблица 1. Книги",
        "<две строки, 2 столбца.> Год",
    ]  # fmt: skip


def test_a_page_that_does_not_count_keeps_its_label(pen: Pen) -> None:
    """A label is said by whoever reads its language; one that is only a sign stays silent."""
    labels = [pen.page("А-1", None), pen.page("—", None)]
    assert heard(*(Page((label,)) for label in labels)) == ["<Страница> А-1", "—"]


def test_a_picture_in_a_sentence_is_told_and_a_drawn_letter_is_not(pen: Pen) -> None:
    """A letter drawn large at the beginning of a chapter is read as a letter."""
    run = pen.paragraph(pen.picture("Ж", "j.png"), "или старик.", pen.picture("Старик.", "s.png"))
    assert heard(run) == ["Ж", "или старик.", "<Рисунок:> Старик."]


def test_what_may_be_skipped_carries_no_announcement(pen: Pen) -> None:
    """A list that begins with a page and ends with a mark is announced beside its words."""
    listing = pen.listing(
        Paragraph((pen.page("5", 5), pen.say("a"))),
        "b",
        Paragraph((pen.say("c"), pen.mark("1"))),
        ordered=True,
    )
    assert heard(listing) == [
        "<Страница 5.>", "<Список, 3 пункта.> <1.> a", "<2.> b", "<3.> c <Конец списка.>",
        "<Сноска 1.>",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", Announced)
def test_each_kind_is_switched_off_alone(pen: Pen, kind: Announced) -> None:
    """And takes nothing with it; together they are everything."""
    blocks = (
        pen.paragraph(PROSE, pen.page("1", 1), pen.mark("1"), pen.picture("Дом.")),
        Note("n", (pen.paragraph("Aaa."),)),
        pen.table("*Год | *Книг", "1991 | 5"),
        pen.listing("a", "b", "c"),
        verse(pen, "a/b/c"),
        pen.quotation("b" * 99),
        pen.paragraph(pen.formula("x")),
    )
    whole, less = heard(*blocks), heard(*blocks, announced=EVERYTHING - {kind})
    alone, plain = heard(*blocks, announced={kind}), heard(*blocks, announced=NOTHING)
    changed = {place for place, line in enumerate(whole) if line != less[place]}
    assert changed
    assert changed == {place for place, line in enumerate(plain) if line != alone[place]}


def test_off_is_nothing_beside_the_words(pen: Pen) -> None:
    """So is a language that we have no words in."""
    blocks = (pen.listing("a", "b", "c"), pen.paragraph(pen.page("iv", 4)))
    assert heard(*blocks, announced=NOTHING) == ["a", "b", "c", "iv"]
    assert heard(*blocks, language="de") == ["a", "b", "c", "iv"]
