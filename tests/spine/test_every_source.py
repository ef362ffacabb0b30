"""Every sample of every kind of source, through the command, in every form there is."""

from collections import Counter

import pytest

from tests.spine.conftest import FORMS, Made, Workshop


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
