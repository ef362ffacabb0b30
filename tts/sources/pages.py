"""Printed pages: where each begins, and what it calls itself.

Sources: EPUB 3 Structural Semantics Vocabulary 1.1, "pagebreak"; Digital Publishing WAI-ARIA
Module 1.1, "doc-pagebreak"; EPUB 3.3, 5.4.2.3 "The page-list nav element".
"""

import re
from collections.abc import Iterable

from tts.sources.markup import Element, attribute, ids_of, local, types_of, words_in
from tts.sources.places import Place
from tts.sources.remarks import Remarks
from tts.sources.running_text import folded

PAGE_TYPES = frozenset({"pagebreak", "doc-pagebreak"})
LONGEST_LABEL = 20
# "Page 12", "стр. 12", "12-бет": the page calls itself 12.
PREFIX = re.compile(
    r"(?:page|pp?\.|pg\.?|страница|стр\.?|с\.|бет)\s*(?=[0-9ivxlcdm])", re.IGNORECASE
)
SUFFIX = re.compile(r"\s*-?\s*бет", re.IGNORECASE)
IN_ID = re.compile(r"(?:page|pg|p)[_.-]?0*([0-9]{1,5}|[ivxlc]{1,8})", re.IGNORECASE)


class PageBreaks:
    """Answers, element by element in reading order, which page begins there."""

    def __init__(self, page_list: Iterable[tuple[Place, str]], remarks: Remarks) -> None:
        self._listed: dict[Place, str] = {}
        for place, label in page_list:
            self._listed.setdefault(place, page_label(label))
        self._seen = set[str]()
        self._remarks = remarks

    def at_start(self, name: str) -> str | None:
        """The page that the page list says begins with the document."""
        label = self._listed.get(Place(name))
        return self._once(label, name) if label else None

    def at(self, element: Element, name: str) -> str | None:
        """The page that begins at an element of the document; each label is given once."""
        ids = ids_of(element)
        listed = next((self._listed[at] for i in ids if (at := Place(name, i)) in self._listed), "")
        if is_page_break(element):
            label = _own_label(element) or listed or _label_in(ids)
            if not label:
                self._remarks.add("pages without a number", name, "a page break has no number.")
                return None
            return self._once(label, name)
        return self._once(listed, name) if listed else None

    def _once(self, label: str, name: str) -> str | None:
        if label in self._seen:
            self._remarks.add(
                "page numbers that came twice", name, f"page {label} had begun before; kept once."
            )
            return None
        self._seen.add(label)
        return label


def is_page_break(element: Element) -> bool:
    """The element marks a page break, by its type or role (or is DTBook's `pagenum`)."""
    return bool(types_of(element) & PAGE_TYPES) or local(element) == "pagenum"


def is_only_a_label(element: Element) -> bool:
    """What stands in the page break is its number; more than that is text that strayed in."""
    return len(words_in(element, LONGEST_LABEL)) <= LONGEST_LABEL


def page_label(said: str) -> str:
    """What the page calls itself, without words for "page"; "" if that is no label.

    >>> page_label("Page 12"), page_label("iv"), page_label("12-бет")
    ('12', 'iv', '12')
    """
    label = folded(said).strip(" .[]()")
    label = SUFFIX.sub("", PREFIX.sub("", label, count=1)).strip(" .:")
    return label if len(label) <= LONGEST_LABEL else ""


def _own_label(element: Element) -> str:
    said = (
        attribute(element, "title"),
        attribute(element, "aria-label"),
        words_in(element, LONGEST_LABEL),
    )
    return next((label for label in map(page_label, said) if label), "")


def _label_in(ids: tuple[str, ...]) -> str:
    return next((match[1] for name in ids if (match := IN_ID.fullmatch(name))), "")
