"""EPUB 3 with media overlays: everything that `dauys check` looks at, in one list of rules.

Source: EPUB 3.3 with Media Overlays; EPUB Accessibility 1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.document import Papers
from tts.check.epub3 import access, overlay, package, text
from tts.check.epub3.book import Epub3, read_epub3
from tts.check.fault import Checked, Fault, found_by
from tts.check.shelf import Shelf
from tts.check.sound import Sounds
from tts.check.spoken import length_ms

FORM = "epub3"
RULES: tuple[Callable[[Epub3], Iterator[Fault]], ...] = (
    *package.RULES,
    *access.RULES,
    *overlay.RULES,
    *text.RULES,
)


def check_epub3(shelf: Shelf) -> Checked:
    """Read an EPUB 3 talking book and apply every rule to it."""
    papers, sounds = Papers(shelf), Sounds(shelf)
    book = read_epub3(shelf, papers, sounds)
    if isinstance(book, Fault):
        return Checked(
            path=shelf.path,
            form=FORM,
            faults=(book, *papers.faults),
            sections=0,
            phrases=0,
            sound_ms=0,
        )
    found = list(found_by(RULES, book))
    pars = list(book.all_pars())
    return Checked(
        path=shelf.path,
        form=FORM,
        faults=(*papers.faults, *sounds.faults, *found),
        sections=len(book.entries("toc")),
        phrases=sum(bool(par.clips) for par in pars),
        sound_ms=length_ms(pars, sounds.sound),
    )
