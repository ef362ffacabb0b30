"""DAISY 2.02: everything that `dauys check` looks at in this form, in one list of rules.

Source: DAISY 2.02 specification (2001-02-28).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.daisy202 import facts, ncc, smil, text
from tts.check.daisy202.book import Daisy202, read_daisy202
from tts.check.document import Papers
from tts.check.fault import Checked, Fault, found_by
from tts.check.shelf import Shelf
from tts.check.sound import Sounds
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
    papers, sounds = Papers(shelf), Sounds(shelf)
    book = read_daisy202(shelf, papers, sounds)
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
        sections=sum(item.level is not None for item in book.items),
        phrases=sum(bool(par.clips) for par in pars),
        sound_ms=length_ms(pars, sounds.sound),
    )
