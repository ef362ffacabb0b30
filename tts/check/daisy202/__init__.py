"""DAISY 2.02: everything that `dauys check` looks at in this form, in one list of rules.

Source: DAISY 2.02 specification (2001-02-28).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.daisy202 import facts, ncc, smil, text
from tts.check.daisy202.book import Daisy202, read_daisy202
from tts.check.fault import Checked, Fault
from tts.check.reading import Count, checked
from tts.check.shelf import Shelf
from tts.check.spoken import length_ms

FORM = "daisy202"
RULES: tuple[Callable[[Daisy202], Iterator[Fault]], ...] = (
    *ncc.RULES,
    *facts.RULES,
    *smil.RULES,
    *text.RULES,
)


def check_daisy202(shelf: Shelf) -> Checked:
    """Read a DAISY 2.02 talking book and apply every rule to it."""
    return checked(shelf, FORM, read_daisy202, lambda _book: RULES, _count)


def _count(book: Daisy202) -> Count:
    pars = list(book.all_pars())
    return Count(
        sections=sum(item.level is not None for item in book.items),
        phrases=sum(bool(par.clips) for par in pars),
        sound_ms=length_ms(pars, book.sounds.sound),
        volume=book.fact("ncc:setInfo"),
    )
