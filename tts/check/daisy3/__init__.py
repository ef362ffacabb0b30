"""DAISY 3: everything that `dauys check` looks at in this form, in one list of rules.

Source: Z39.86-2005.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tts.check.daisy3 import ncx, opf, resource, smil, text
from tts.check.daisy3.book import Daisy3, read_daisy3
from tts.check.document import Papers
from tts.check.fault import Checked, Fault, found_by
from tts.check.shelf import Shelf
from tts.check.sound import Sounds
from tts.check.spoken import length_ms

FORM = "daisy3"
RULES: tuple[Callable[[Daisy3], Iterator[Fault]], ...] = (
    *opf.RULES,
    *smil.RULES,
    *text.RULES,
    *resource.RULES,
)


def check_daisy3(shelf: Shelf) -> Checked:
    """Read a DAISY 3 talking book and apply every rule to it."""
    papers, sounds = Papers(shelf), Sounds(shelf)
    book = read_daisy3(shelf, papers, sounds)
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
    if book.ncx is not None:
        rules = [partial(rule, ncx=book.ncx) for rule in ncx.RULES]
        found += found_by(rules, book)
    pars = list(book.all_pars())
    return Checked(
        path=shelf.path,
        form=FORM,
        faults=(*papers.faults, *sounds.faults, *found),
        sections=sum(target.kind == "navPoint" for target in book.targets),
        phrases=sum(bool(par.clips) for par in pars),
        sound_ms=length_ms(pars, sounds.sound),
    )
