"""Rules of the text of an EPUB 3 talking book, and of its navigation. Source: EPUB 3.3."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.document import XML_LANG, Document, Element, children, local, target, words
from tts.check.epub3.book import Entry, Epub3, types_of
from tts.check.fault import Fault
from tts.check.spoken import spoken_ids
from tts.check.text import (
    HeadingNames,
    heading_over,
    headings,
    language_faults,
    quoted,
    says_something,
    silent_text,
    skipped_levels,
)

NOTES = {"footnote", "endnote", "rearnote"}
_SAME_AS_ROLE = """
    abstract acknowledgments afterword appendix bibliography biblioref chapter colophon conclusion
    credit credits dedication endnotes epigraph epilogue errata footnote foreword glossary glossref
    index introduction noteref notice pagebreak part preface prologue pullquote qna subtitle tip toc
"""
ROLE_OF = {kind: f"doc-{kind}" for kind in _SAME_AS_ROLE.split()} | {
    "page-list": "doc-pagelist",
    "referrer": "doc-backlink",
}


def languages_are_known(book: Epub3) -> Iterator[Fault]:
    """Every document says its language in lang and xml:lang. Source: EPUB 3.3."""
    for text in _texts_and_nav(book):
        yield from language_faults(text, "lang", XML_LANG)


def languages_are_said_both_ways(book: Epub3) -> Iterator[Fault]:
    """Where an element says its language, lang and xml:lang say the same. Source: §3.3."""
    for text in _texts_and_nav(book):
        for element in text.root.iter("*"):
            if element is not text.root and element.get("lang") != element.get(XML_LANG):
                sentence = (
                    f"lang is {element.get('lang')!r}, xml:lang is {element.get(XML_LANG)!r}; "
                    "they must be the same."
                )
                yield text.fault("language-differs", element, sentence)


def types_have_their_roles(book: Epub3) -> Iterator[Fault]:
    """An epub:type with a matching role has it: screen readers know only roles. Source: §3.3.

    Links inside the navigation carry a type to name a landmark; they need no role.
    """
    for text in _texts_and_nav(book):
        for element in text.root.iter("*"):
            wanted = {ROLE_OF[kind] for kind in types_of(element) if kind in ROLE_OF}
            if not wanted or (local(element) in {"body", "a"} and text is book.nav):
                continue
            if not wanted & set(element.get("role", "").split()):
                sentence = f'It needs role="{min(wanted)}" beside its epub:type.'
                yield text.fault("role-missing", element, sentence)


def levels_do_not_skip(book: Epub3) -> Iterator[Fault]:
    """No heading level is left out. Source: docs/formats.md."""
    yield from skipped_levels(heading for text in book.texts for heading in headings(text))


def nothing_is_silent(book: Epub3) -> Iterator[Fault]:
    """All words, and the words for pictures, have sound. Source: EPUB 3.3."""
    spoken = spoken_ids(book.all_pars())
    for text in book.texts:
        yield from silent_text(text, text.first("body"), spoken.get(text.name, set()))


def links_end_somewhere(book: Epub3) -> Iterator[Fault]:
    """Links, pictures and styles of the text lead to files of the book, and ids in them."""
    for text in _texts_and_nav(book):
        for element in text.named("a", "link", "img", "audio", "source"):
            reference = element.get("href") or element.get("src")
            file, fragment = target(text.name, reference) if reference else ("", "")
            if not file:
                continue
            other = book.papers.document(file) if fragment else None
            if file not in book.shelf.sizes:
                yield text.fault("link-file-missing", element, f"There is no file {file!r}.")
            elif other is not None and fragment not in other.ids:
                sentence = f"There is no id {fragment!r} in {file}."
                yield text.fault("link-id-missing", element, sentence)


def pictures_have_words(book: Epub3) -> Iterator[Fault]:
    """Every img has an alt, if only an empty one. Source: EPUB 3.3; WCAG 2.2, 1.1.1."""
    for text in _texts_and_nav(book):
        for image in text.named("img"):
            if image.get("alt") is None:
                yield text.fault("attribute-missing", image, "img needs the attribute alt.")


def notes_have_bodies(book: Epub3) -> Iterator[Fault]:
    """A note reference leads to a note, and each note has a reference. Source: EPUB 3.3."""
    bodies: dict[tuple[str, str], tuple[Document, Element]] = {}
    marks: list[tuple[Document, Element]] = []
    for text in book.texts:
        for element in text.root.iter("*"):
            kinds = set(types_of(element))
            if kinds & NOTES:
                bodies[text.name, element.get("id", "")] = (text, element)
            if "noteref" in kinds:
                marks.append((text, element))
    named = set[tuple[str, str]]()
    for text, mark in marks:
        end = target(text.name, mark.get("href", ""))
        named.add(end)
        if end not in bodies:
            sentence = f"Its note {mark.get('href')!r} is not there."
            yield text.fault("note-missing", mark, sentence)
    for key, (text, element) in bodies.items():
        if key not in named:
            yield text.fault("note-unreferenced", element, "No reference leads to this note.")


def pages_say_their_number(book: Epub3) -> Iterator[Fault]:
    """A page break has an id and its number as a label. Source: EPUB 3.3."""
    for text, element in _pagebreaks(book):
        if not element.get("id"):
            yield text.fault("id-missing", element, "A page break needs an id.")
        if not says_something(element):
            sentence = "A page break needs its number in aria-label."
            yield text.fault("page-number", element, sentence)


def the_navigation_is_whole(book: Epub3) -> Iterator[Fault]:
    """One table of contents, with links that have words and lists that hold them. EPUB 3.3, 7."""
    if book.nav is None:
        return
    parts = [kind for part in book.nav.named("nav") for kind in types_of(part)]
    if parts.count("toc") != 1:
        sentence = 'The navigation needs exactly one nav of epub:type "toc".'
        yield book.nav.fault("toc-absent", book.nav.first("body"), sentence)
    for part in book.nav.named("nav"):
        for item in part.iter("{*}li"):
            names = [local(one) for one in children(item)]
            if names not in (["a"], ["span", "ol"], ["a", "ol"]):
                sentence = "An entry is one link, and after it at most one list."
                yield book.nav.fault("nav-entry", item, sentence)
        for entry in part.iter("{*}a"):
            if not words(entry):
                yield book.nav.fault("label-empty", entry, "The link has no words.")


def headings_agree(book: Epub3) -> Iterator[Fault]:
    """Contents and text have the same headings, words and levels, in order. Source: §0, §3.3."""
    if book.nav is None:
        return
    place_of = {element: number for number, element in enumerate(_all_headings(book))}
    reached, names = set[Element](), HeadingNames()
    last = -1
    for entry in book.entries("toc"):
        found = _heading_at(book, entry)
        if found is None:
            sentence = f"{quoted(entry.text)} leads to no heading of the text."
            yield book.nav.fault("heading-differs", entry.element, sentence)
            continue
        end, heading = found
        if entry.depth != int(local(heading)[1]) or not names.fit(entry.text, heading, end):
            sentence = (
                f"The contents say {quoted(entry.text)}, level {entry.depth}; the text says "
                f"{quoted(words(heading))}, {local(heading)}."
            )
            yield book.nav.fault("heading-differs", entry.element, sentence)
        if place_of.get(heading, -1) < last:
            sentence = f"{quoted(entry.text)} stands before what is listed above it."
            yield book.nav.fault("toc-order", entry.element, sentence)
        last = max(last, place_of.get(heading, -1))
        reached.add(heading)
    for text in book.texts:
        for one in headings(text):
            if one.element not in reached:
                sentence = f"The heading {quoted(one.text)} is not in the contents."
                yield text.fault("heading-unlisted", one.element, sentence)


def pages_agree(book: Epub3) -> Iterator[Fault]:
    """Page list and text have the same pages, each break once. Source: EPUB 3.3.

    The same number may stand in two volumes of one book, so numbers may repeat.
    """
    listed = book.entries("page-list")
    labels = {
        (text.name, element.get("id", "")): (text, element) for text, element in _pagebreaks(book)
    }
    reached = set[tuple[str, str]]()
    for entry in listed:
        end = (entry.file, entry.fragment)
        found = labels.get(end)
        if book.nav is None:
            break
        if found is None or entry.text not in _labels(found[1]):
            sentence = f"Page {quoted(entry.text)} leads to no page break of that number."
            yield book.nav.fault("mark-differs", entry.element, sentence)
        if end in reached:
            sentence = f"Page {quoted(entry.text)} is listed twice."
            yield book.nav.fault("page-twice", entry.element, sentence)
        reached.add(end)
    for key, (text, element) in labels.items():
        if key not in reached:
            sentence = "This page break is not in the page list."
            yield text.fault("mark-unlisted", element, sentence)


def the_source_of_pages_is_named(book: Epub3) -> Iterator[Fault]:
    """A book with pages says where their numbers come from. Source: EPUB 3.3."""
    has_pages = next(_pagebreaks(book), None) is not None
    if has_pages and not any(fact.name == "pageBreakSource" for fact in book.facts):
        sentence = "There are page numbers, so pageBreakSource must say whose (or none)."
        yield book.opf.fault("metadata-missing", None, sentence)


RULES: tuple[Callable[[Epub3], Iterator[Fault]], ...] = (
    languages_are_known,
    languages_are_said_both_ways,
    types_have_their_roles,
    levels_do_not_skip,
    nothing_is_silent,
    links_end_somewhere,
    pictures_have_words,
    notes_have_bodies,
    pages_say_their_number,
    the_navigation_is_whole,
    headings_agree,
    pages_agree,
    the_source_of_pages_is_named,
)


def _texts_and_nav(book: Epub3) -> Iterator[Document]:
    yield from book.texts
    if book.nav is not None:
        yield book.nav


def _pagebreaks(book: Epub3) -> Iterator[tuple[Document, Element]]:
    for text in book.texts:
        for element in text.root.iter("*"):
            roles = element.get("role", "").split()
            if "pagebreak" in types_of(element) or "doc-pagebreak" in roles:
                yield text, element


def _labels(element: Element) -> set[str]:
    """The words by which a page break may call itself."""
    labels = (words(element), element.get("aria-label", ""), element.get("title", ""))
    return {" ".join(label.split()) for label in labels} - {""}


def _all_headings(book: Epub3) -> Iterator[Element]:
    return (one.element for text in book.texts for one in headings(text))


def _heading_at(book: Epub3, entry: Entry) -> tuple[Element, Element] | None:
    """Where a link leads, and the heading there: itself, around it, or the first inside it."""
    document = book.papers.document(entry.file) if entry.file else None
    if document is None:
        return None
    end = document.ids.get(entry.fragment) if entry.fragment else document.root
    if end is None:
        return None
    over = heading_over(end)
    first = next((one for one in end.iter("*") if heading_over(one) is one), None)
    heading = over if over is not None else first
    return (end, heading) if heading is not None else None
