"""EPUB 3 with media overlays: everything that `dauys check` looks at, in one list of rules.

Source: EPUB 3.3 with Media Overlays; EPUB Accessibility 1.1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.epub3 import access, overlay, package, text
from tts.check.epub3.book import Epub3, read_epub3
from tts.check.fault import Checked, Fault
from tts.check.reading import Count, checked
from tts.check.shelf import Shelf
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
    return checked(shelf, FORM, read_epub3, lambda _book: RULES, _count)


def _count(book: Epub3) -> Count:
    pars = list(book.all_pars())
    return Count(
        sections=len(book.entries("toc")),
        phrases=sum(bool(par.clips) for par in pars),
        sound_ms=length_ms(pars, book.sounds.sound),
        volume=next((fact.value for fact in book.facts if fact.name == "group-position"), ""),
    )
