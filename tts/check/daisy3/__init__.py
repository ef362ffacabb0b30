"""DAISY 3: everything that `dauys check` looks at in this form, in one list of rules.

Source: Z39.86-2005.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tts.check.daisy3 import ncx, opf, resource, smil, text
from tts.check.daisy3.book import Daisy3, read_daisy3
from tts.check.fault import Checked, Fault
from tts.check.reading import Count, checked
from tts.check.shelf import Shelf
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
    return checked(shelf, FORM, read_daisy3, _rules, _count)


def _rules(book: Daisy3) -> Iterator[Callable[[Daisy3], Iterator[Fault]]]:
    """Those of the navigation only where there is one."""
    yield from RULES
    if book.ncx is not None:
        yield from (partial(rule, ncx=book.ncx) for rule in ncx.RULES)


def _count(book: Daisy3) -> Count:
    pars = list(book.all_pars())
    return Count(
        sections=sum(target.kind == "navPoint" for target in book.targets),
        phrases=sum(bool(par.clips) for par in pars),
        sound_ms=length_ms(pars, book.sounds.sound),
        volume=next((fact.value for fact in book.facts if fact.name == "ncc:setInfo"), ""),
    )
