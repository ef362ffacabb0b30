"""All rules that hold for a braille book in whatever file, and their result."""

from __future__ import annotations

from pathlib import Path

from tts.check.braille import contents, layout, volumes
from tts.check.braille.book import Book
from tts.check.braille.contents import entries
from tts.check.fault import Checked, Fault, found_by

RULES = (*layout.RULES, *contents.RULES, *volumes.RULES)


def checked(path: Path, form: str, book: Book, more: list[Fault]) -> Checked:
    """Apply every rule; `more` was found while the files were read."""
    return Checked(
        path=path,
        form=form,
        faults=(*more, *found_by(RULES, book)),
        sections=sum(1 for _ in entries(book)),
        phrases=0,
        sound_ms=0,
    )
