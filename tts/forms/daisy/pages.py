"""The printed pages of a book as DAISY counts them.

Both forms check that a normal page is a number and a front page a Roman or Arabic one; a label
that does not fit its kind is a special page, whatever the source called it.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from tts.book import PageKind
from tts.forms.daisy.text import folded
from tts.script import Phrase, Role, Script

_NUMBER = re.compile("0*[1-9][0-9]{0,8}")
_ROMAN = re.compile(
    "(?=[mdclxvi])m*(d?c{0,3}|c[dm])(l?x{0,3}|x[lc])(v?i{0,3}|i[vx])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageMark:
    """One printed page: its label as shown, and the number by which a player finds it."""

    phrase: Phrase
    kind: PageKind
    label: str
    value: int


Pages: TypeAlias = dict[str, PageMark]


def page_kind(phrase: Phrase) -> PageKind:
    """The kind that this page's label allows: front and normal ones must count.

    Source: the data types of pagenum (DTBook 2005) and of the page spans of the NCC (2.02).
    """
    label = folded(phrase.text)
    if phrase.page_kind is PageKind.NORMAL and _NUMBER.fullmatch(label):
        return PageKind.NORMAL
    counts = phrase.page_value is not None and phrase.page_value > 0
    if phrase.page_kind is PageKind.FRONT and counts and _fits_front(label):
        return PageKind.FRONT
    return PageKind.SPECIAL


def page_marks(script: Script) -> Pages:
    """Every page by its phrase, in reading order, each kind and value together only once.

    The second "12" of a book becomes a special page; special pages are counted 1, 2, 3.
    Source: ZedVal, rule ncx_pageTargUniqValTypeComb.
    """
    marks: Pages = {}
    taken = set[tuple[PageKind, int]]()
    specials = 0
    for phrase in script.phrases():
        if phrase.role is not Role.PAGE:
            continue
        kind, label = page_kind(phrase), folded(phrase.text)
        value = int(label) if kind is PageKind.NORMAL else phrase.page_value or 0
        if kind is PageKind.SPECIAL or (kind, value) in taken:
            specials += 1
            kind, value = PageKind.SPECIAL, specials
        taken.add((kind, value))
        marks[phrase.phrase_id] = PageMark(phrase, kind, label, value)
    return marks


def _fits_front(label: str) -> bool:
    return bool(_NUMBER.fullmatch(label) or _ROMAN.fullmatch(label))
