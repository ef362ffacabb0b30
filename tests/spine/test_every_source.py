"""Every sample of every kind of source, through the command, in every form there is."""

from collections import Counter

from tests.spine.conftest import FORMS, Made
from tests.spine.sources import SCAN
from tts.forms.writers import Form

LAST_WORDS = {
    "english.epub": "Revolutions per minute.",
    "kazakh.epub": "к-сі — көшесі.",
    "mixed.epub": "We are always open to a good story.",
    "russian.epub": "Собака Индекс кланяется.",
    "fb2_russian.fb2": "На эту сноску в тексте никто не указывает.",
    "docx_kazakh.docx": "Соңғы сөз көпірде қалды.",
    "docx_russian.docx": "с тех пор дверь никто не открывал",
    "qaiyq": "жағалаудан айнасың",
    "mayak.xml": "второй этаж",
    "pdf_english.pdf": "to see what time it was",
    "pdf_kazakh.pdf": "Көпірдің арғы жағында да құм мен тас бар ғой",
    "pdf_russian.pdf": "Паром на Лебяжьей ходил до 1938 года",
    "bulaq.txt": "мұндай бұлақ әр ауылда бар",
    "fonar.txt": "Если будете в Залучье, позвоните",
    "garden.md": "move the water first",
    "marshrut.html": "Кто где сойдёт и кто войдёт",
    SCAN: "Выбирайте любой",
}
TOLD = {
    **({"kazakh.epub": "In braille, "} if Form.BRF in FORMS else {}),
    "mayak.xml": "its line numbers are left out",
    "fonar.txt": "4 numbers alone on their lines were read as pages",
}
"""What of a sample a form cannot hold, or a reader has to guess."""


def test_every_form_is_there_and_no_fault_was_found_in_making_it(edition: Made) -> None:
    """The command ended well (else nothing of this would run), and its report says so."""
    assert set(edition.report["forms"]) == set(FORMS)
    assert all(edition.place(form).exists() for form in FORMS)
    assert edition.report["faults"] == []
    assert edition.report["sentences"] > 5
    assert edition.report["audio_s"] > 20


def test_our_own_check_finds_no_fault(edition: Made) -> None:
    """What we tell a library to run passes on what we make: nine forms, each known for its own."""
    assert [fault for book in edition.checked for fault in book.faults] == []
    assert Counter(book.form for book in edition.checked) == Counter(FORMS)


def test_it_is_there_to_its_last_words(edition: Made) -> None:
    """Nothing is cut off at the end."""
    text = (edition.place(Form.DAISY202) / "content.html").read_text("utf-8")
    assert LAST_WORDS[edition.source.name] in text


def test_what_was_lost_is_told_and_nothing_else(edition: Made) -> None:
    """A librarian reads the notes of a report only if they mean something."""
    warnings = edition.report["warnings"]
    told = TOLD.get(edition.source.name)
    assert len(warnings) == (told is not None)
    assert all(told and told in warning for warning in warnings)


def test_the_report_of_a_scan_says_how_sure_each_page_was(edition: Made) -> None:
    """So that a librarian knows which pages to look at; of text that was there, nothing."""
    sure = edition.report["recognised_pages"]
    assert list(sure) == (["1"] if edition.source.name == SCAN else [])
    assert all(0.8 < value < 1 for value in sure.values())
