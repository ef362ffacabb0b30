"""Rules of ncc.html, the navigation of a DAISY 2.02 talking book. Source: DAISY 2.02."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.daisy202.book import NCC, Daisy202
from tts.check.document import XHTML, children, local, namespace, place
from tts.check.fault import Fault
from tts.check.text import Heading, quoted, skipped_levels
from tts.check.values import is_count, is_roman

PAGES = ("page-front", "page-normal", "page-special")
CLASSES = (*PAGES, "sidebar", "optional-prodnote", "noteref")
_LINK = re.compile(r".+\.smil#.+", re.IGNORECASE)
_TRANSITIONAL = "-//W3C//DTD XHTML 1.0 Transitional//EN"
_ATTRIBUTES = {"id", "class"}


def document_type(book: Daisy202) -> Iterator[Fault]:
    """Every (X)HTML file is XHTML 1.0 Transitional. Source: DAISY 2.02."""
    for document in (book.ncc, *book.texts):
        if document.public_id != _TRANSITIONAL:
            sentence = f"The document type must be {_TRANSITIONAL}."
            yield document.fault("document-type", None, sentence)
        if local(document.root) != "html" or namespace(document.root) != XHTML:
            sentence = f"The root must be html in the namespace {XHTML}."
            yield document.fault("root-element", document.root, sentence)


def has_a_title(book: Daisy202) -> Iterator[Fault]:
    """Every (X)HTML file has one title in its head, with words. Source: XHTML 1.0, DTD."""
    for document in (book.ncc, *book.texts):
        titles = [one for one in document.named("title") if (one.text or "").strip()]
        if len(titles) != 1:
            yield document.fault("html-title", None, "The head must hold one title with words.")


def begins_with_the_title(book: Daisy202) -> Iterator[Fault]:
    """The first entry is h1 class="title". Source: DAISY 2.02."""
    first = book.items[0] if book.items else None
    if first is None or first.kind != "h1" or first.element.get("class") != "title":
        element = first.element if first else None
        sentence = 'The body must begin with the book\'s title, an h1 of class "title".'
        yield book.ncc.fault("ncc-title", element, sentence)


def entries_are_known(book: Daisy202) -> Iterator[Fault]:
    """The body holds headings, span and div of known class, and nothing else. Source: §1.2."""
    for item in book.items:
        name = local(item.element)
        known = item.level is not None or (
            item.kind in (CLASSES if name == "span" else ("group",)) and name in {"span", "div"}
        )
        if not known:
            sentence = f"The NCC cannot hold {name} class={item.element.get('class')!r}."
            yield book.ncc.fault("ncc-entry", item.element, sentence)
    body = book.ncc.first("body")
    loose = [body.text, *(one.tail for one in body)] if body is not None else []
    if any(piece and piece.strip() for piece in loose):
        yield book.ncc.fault("ncc-entry", body, "Text stands in the NCC outside its entries.")


def entries_bear_id_and_class_only(book: Daisy202) -> Iterator[Fault]:
    """An entry has an id and may have a class; lang or title are errors. Source: §1.2."""
    for item in book.items:
        names = set(item.element.keys())
        if "id" not in names:
            yield book.ncc.fault("id-missing", item.element, "An entry of the NCC needs an id.")
        for name in sorted(str(name) for name in names - _ATTRIBUTES):
            sentence = f"An entry of the NCC may not have the attribute {name}."
            yield book.ncc.fault("ncc-attribute", item.element, sentence)


def entries_hold_one_link(book: Daisy202) -> Iterator[Fault]:
    """An entry is one link with words, to a place in a SMIL file. Source: §1.2."""
    for item in book.items:
        inside = children(item.element)
        loose = [item.element.text, *(one.tail for one in item.element)]
        if [local(one) for one in inside] != ["a"] or any(p and p.strip() for p in loose):
            sentence = "An entry of the NCC must hold exactly one link, and words only in it."
            yield book.ncc.fault("ncc-link", item.element, sentence)
        elif not _LINK.fullmatch(inside[0].get("href", "")):
            sentence = f"The link {inside[0].get('href')!r} must look like s0001.smil#p1."
            yield book.ncc.fault("ncc-link", item.element, sentence)
        if not item.text:
            sentence = "The entry has no words; a reader cannot tell what it is."
            yield book.ncc.fault("ncc-text-empty", item.element, sentence)


def entries_lead_to_a_par(book: Daisy202) -> Iterator[Fault]:
    """A link ends at a par or a text of its SMIL file. Source: DAISY 2.02."""
    for item in book.items:
        smil = book.papers.document(item.smil) if item.smil else None
        if smil is None:
            sentence = f"The entry leads to {item.smil!r}, which cannot be read."
            yield book.ncc.fault("link-file-missing", item.element, sentence)
            continue
        element = smil.ids.get(item.fragment)
        if element is None or local(element) not in {"par", "text"}:
            sentence = f"The entry leads to {item.smil}#{item.fragment}, which is no par or text."
            yield book.ncc.fault("link-id-missing", item.element, sentence)


def entries_follow_the_sound(book: Daisy202) -> Iterator[Fault]:
    """The NCC goes through the SMIL files once, in order. Source: DAISY 2.02.

    The first entry must be the title, even where a page number is heard before it.
    """
    order = {smil.name: number for number, smil in enumerate(book.smils)}
    position = {
        (smil.name, name): number for smil in book.smils for number, name in enumerate(smil.ids)
    }
    reached = (-1, -1)
    for item in book.items[1:]:
        here = (order.get(item.smil, -1), position.get((item.smil, item.fragment), -1))
        if -1 in here:
            continue
        if here < reached:
            sentence = "The entry stands after one that is heard later; keep the reading order."
            yield book.ncc.fault("ncc-order", item.element, sentence)
        reached = max(reached, here)


def levels_do_not_skip(book: Daisy202) -> Iterator[Fault]:
    """From h1 to h3 is an error. Source: DAISY 2.02."""
    found = [
        Heading(item.level, item.text, book.ncc, item.element)
        for item in book.items
        if item.level is not None
    ]
    yield from skipped_levels(found)


def page_numbers_fit_their_kind(book: Daisy202) -> Iterator[Fault]:
    """Normal pages count in digits, front pages in Roman numbers or digits. Source: §1.2."""
    for item in book.items:
        if item.kind == "page-normal" and not is_count(item.text):
            sentence = f"{quoted(item.text)} is no normal page number; write it in digits."
            yield book.ncc.fault("page-number", item.element, sentence)
        if item.kind == "page-front" and not (is_roman(item.text) or is_count(item.text)):
            sentence = f"{quoted(item.text)} is no front page number; write a Roman number."
            yield book.ncc.fault("page-number", item.element, sentence)


def pages_stand_once(book: Daisy202) -> Iterator[Fault]:
    """A page is listed once. Numbers may repeat, as in two volumes of one book. Source: §1.2."""
    seen = dict[tuple[str, str], str]()
    for item in book.items:
        if item.kind not in PAGES:
            continue
        key = (item.smil, item.fragment)
        if key in seen:
            sentence = f"Page {item.text} stands twice; it was at {seen[key]} before."
            yield book.ncc.fault("page-twice", item.element, sentence)
        seen.setdefault(key, place(item.element))


def smil_files_are_reachable(book: Daisy202) -> Iterator[Fault]:
    """Every SMIL file is reached from the NCC. Source: DAISY 2.02."""
    reached = {item.smil for item in book.items} | {"master.smil"}
    for name in book.shelf.sizes:
        if name.lower().endswith(".smil") and name not in reached:
            sentence = f"No entry of {NCC} leads to this file, so nobody will hear it."
            yield Fault("smil-unreachable", name, "", sentence)


RULES: tuple[Callable[[Daisy202], Iterator[Fault]], ...] = (
    document_type,
    has_a_title,
    begins_with_the_title,
    entries_are_known,
    entries_bear_id_and_class_only,
    entries_hold_one_link,
    entries_lead_to_a_par,
    entries_follow_the_sound,
    levels_do_not_skip,
    page_numbers_fit_their_kind,
    pages_stand_once,
    smil_files_are_reachable,
)
