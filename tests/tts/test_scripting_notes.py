"""Notes: the mark after its sentence, the body after the block that first refers to it."""

from tests.tts.books import heading, note, paragraph, script_of, told
from tts.book import Listing, ListItem, Note, NoteKind, NoteReference, Paragraph, Quotation
from tts.script import Role, Script


def ref(note_id: str, mark: str = "*") -> NoteReference:
    return NoteReference(note_id, mark)


def test_a_mark_is_read_after_the_sentence_it_stands_in() -> None:
    """Several keep their order."""
    script = script_of(
        paragraph("Раз", ref("a", "1"), " два", ref("b", "2"), ". Три."),
        notes=(note("a", "Первая."), note("b", "Вторая.")),
    )
    assert told(script) == ["Раз два.", "n:1", "n:2", "Три.", "Первая.", "Вторая."]


def test_a_mark_beside_a_full_stop_belongs_to_the_sentence_it_touches() -> None:
    """Before the stop, after it, or apart from both sentences."""
    for pieces in (
        ("Раз", ref("a"), ". Два."),
        ("Раз.", ref("a"), " Два."),
        ("Раз. ", ref("a"), " Два."),
    ):
        script = script_of(paragraph(*pieces), notes=(note("a", "Сноска."),))
        assert told(script) == ["Раз.", "n:*", "Два.", "Сноска."]


def test_a_mark_speaks_the_language_of_its_sentence() -> None:
    """So that no voice changes for one digit."""
    script = script_of(paragraph("Бұл — сөйлем.", ref("a", "1")), notes=(note("a", "Сөз."),))
    assert [p.language for p in script.phrases() if p.role is Role.NOTE_REFERENCE] == ["kk"]


def test_a_note_follows_the_whole_block_that_refers_to_it() -> None:
    """Not the paragraph inside it."""
    items = tuple(ListItem((paragraph("Раз.", ref(n)),)) for n in "ab")
    script = script_of(
        Quotation((Listing(items),)), paragraph("Далее."), notes=(note("a", "А."), note("b", "Б."))
    )
    assert [type(block) for block in script.sections[0].blocks] == [
        Quotation,
        Note,
        Note,
        Paragraph,
    ]


def test_a_second_reference_does_not_repeat_the_note() -> None:
    """It keeps the same id."""
    script = script_of(
        paragraph("Раз.", ref("a")), paragraph("Два.", ref("a")), notes=(note("a", "Сноска."),)
    )
    assert told(script) == ["Раз.", "n:*", "Сноска.", "Два.", "n:*"]
    assert {p.note_id for p in script.phrases() if p.role is Role.NOTE_REFERENCE} == {"a"}


def test_a_note_of_a_heading_comes_first_in_its_section() -> None:
    """Before the text."""
    script = script_of(
        heading(1, "Глава", ref("a", "1")), paragraph("Текст."), notes=(note("a", "Сноска."),)
    )
    assert told(script) == ["Глава", "n:1", "Сноска.", "Текст."]


def test_a_note_of_a_note_comes_right_after_it() -> None:
    """Before the next note of the block; a circle ends."""
    script = script_of(
        paragraph("Раз.", ref("a"), ref("b")),
        notes=(note("a", "А.", ref("c")), note("b", "Б."), note("c", "В.", ref("a"))),
    )
    assert told(script) == ["Раз.", "n:*", "n:*", "А.", "n:*", "В.", "n:*", "Б."]


def test_a_long_chain_of_notes_is_followed_to_its_end() -> None:
    """Ten thousand notes, each referring to the next."""
    notes = tuple(note(f"n{i}", f"Сноска {i}.", ref(f"n{i + 1}")) for i in range(10_000))
    script = script_of(paragraph("Раз.", ref("n0")), notes=(*notes, note("n10000", "Конец.")))
    assert placed_notes(script) == [f"n{i}" for i in range(10_001)]


def test_notes_to_which_nothing_refers_close_the_book() -> None:
    """Nothing is lost."""
    script = script_of(
        heading(1, "Глава"), paragraph("Текст."), notes=(note("a", "А."), note("b", "Б."))
    )
    assert told(script) == ["Глава", "Текст.", "А.", "Б."]


def test_a_mark_that_leads_nowhere_is_read_as_text() -> None:
    """No form may point to a note that is not there; an empty note is none."""
    script = script_of(
        paragraph("Раз.", ref("none", "7"), ref("empty", "8")), notes=(note("empty", " "),)
    )
    assert told(script) == ["Раз.", "7", "8"]
    assert any("no note are read as text: 2" in warning for warning in script.warnings)


def test_a_mark_without_characters_is_shown_as_a_star() -> None:
    """Otherwise the note could not be reached."""
    script = script_of(paragraph("Раз.", ref("a", " ")), notes=(note("a", "Сноска."),))
    assert told(script) == ["Раз.", "n:*", "Сноска."]


def test_two_notes_of_one_id_are_both_kept() -> None:
    """The second under an id of its own."""
    script = script_of(
        paragraph("Раз.", ref("a")),
        notes=(note("a", "Первая."), note("a", "Вторая."), note("a-2", "Третья.")),
    )
    assert placed_notes(script) == ["a", "a-2", "a-2-2"]
    assert told(script)[2:] == ["Первая.", "Вторая.", "Третья."]


def test_an_endnote_stays_an_endnote() -> None:
    """Its kind is the book's."""
    body = Note("a", (paragraph("Сноска."),), NoteKind.ENDNOTE)
    script = script_of(paragraph("Раз.", ref("a")), notes=(body,))
    (kept,) = (block for block in script.sections[0].blocks if isinstance(block, Note))
    assert kept.kind is NoteKind.ENDNOTE


def placed_notes(script: Script) -> list[str]:
    return [
        block.note_id
        for section in script.sections
        for block in section.blocks
        if isinstance(block, Note)
    ]
