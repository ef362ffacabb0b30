"""Rules of the text of a DAISY 2.02 talking book and its ties to sound and navigation.

Source: DAISY 2.02.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.daisy202.book import NCC, Daisy202, Item
from tts.check.daisy202.ncc import PAGES
from tts.check.document import XML_LANG, Document, Element, common_faults, local, target, words
from tts.check.fault import Fault
from tts.check.files import file_kinds, file_names, sound_encodings
from tts.check.spoken import spoken_ids
from tts.check.text import (
    HeadingNames,
    dangling_texts,
    heading_over,
    headings,
    language_faults,
    quoted,
    silent_text,
    skipped_levels,
)

KINDS = {
    ".html",
    ".smil",
    ".mp3",
    ".mp2",
    ".wav",
    ".jpg",
    ".jpeg",
    ".gif",
    ".png",
    ".css",
}
_BODYREF = re.compile(rb"<!ATTLIST\s+span\s+bodyref\s")
_ALWAYS = {NCC, "master.smil", "discinfo.html"}


def files_are_plain(book: Daisy202) -> Iterator[Fault]:
    """Flat, plain names, known kinds. Source: DAISY 2.02."""
    yield from file_names(book.shelf.sizes)
    yield from file_kinds(book.shelf.sizes, KINDS)


def files_are_used(book: Daisy202) -> Iterator[Fault]:
    """Every file belongs to the book: something refers to it. Source: DAISY 2.02."""
    used = set(_ALWAYS) | {document.name for document in book.papers.all_read()}
    for document in (book.ncc, *book.texts, *book.smils):
        for element in document.root.iter("*"):
            used |= {target(document.name, element.get(name, ""))[0] for name in ("src", "href")}
    for name in book.shelf.sizes:
        if name not in used and not name.endswith(".smil"):
            yield Fault("file-unused", name, "", "Nothing in the talking book uses this file.")


def sounds_suit_players(book: Daisy202) -> Iterator[Fault]:
    """Constant bit rate, mono, no tag. Source: docs/formats.md."""
    yield from sound_encodings(book.sounds.every_sound())


def documents_are_well_made(book: Daisy202) -> Iterator[Fault]:
    """UTF-8, declared, ids once. Source: docs/formats.md."""
    for document in book.papers.all_read():
        yield from common_faults(document, declared=True)


def languages_are_known(book: Daisy202) -> Iterator[Fault]:
    """Every page says its language, both ways. Source: DAISY 2.02."""
    for document in (book.ncc, *book.texts):
        yield from language_faults(document, "lang", XML_LANG)


def full_text_is_there(book: Daisy202) -> Iterator[Fault]:
    """A book of the kind audioFullText has a text besides the NCC. Source: DAISY 2.02."""
    if book.fact("ncc:multimediaType") == "audioFullText" and not book.texts:
        sentence = "The book says it has its full text, but no SMIL file points at a text."
        yield book.ncc.fault("text-absent", None, sentence)


def sound_has_its_text(book: Daisy202) -> Iterator[Fault]:
    """Every par points at a text that is there and says something. Source: DAISY 2.02."""
    yield from dangling_texts(book.all_pars(), book.papers.document)


def nothing_is_silent(book: Daisy202) -> Iterator[Fault]:
    """All words of the text have sound. Source: DAISY 2.02, audioFullText."""
    spoken = spoken_ids(book.all_pars())
    for text in book.texts:
        yield from silent_text(text, text.first("body"), spoken.get(text.name, set()))


def levels_do_not_skip(book: Daisy202) -> Iterator[Fault]:
    """Heading levels may not skip in the text either. Source: DAISY 2.02."""
    found = [heading for text in book.texts for heading in headings(text)]
    yield from skipped_levels(found)


def text_leads_back_to_sound(book: Daisy202) -> Iterator[Fault]:
    """Every spoken element holds a link back to its par. Source: DAISY 2.02."""
    expected: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for par in book.all_pars():
        if par.text and par.text[0] != NCC:
            ids = {one.get("id", "") for one in par.element.iter("{*}par", "{*}text")}
            ends = expected.setdefault(par.text, set())
            ends |= {(par.document.name, name) for name in ids}
    texts = {text.name: text for text in book.texts}
    for (file, name), ends in expected.items():
        element = texts[file].ids.get(name) if file in texts else None
        if element is None:
            continue
        links = _smil_links(texts[file], element)
        if not links:
            sentence = "The element has sound but no link to it; a reader cannot start there."
            yield texts[file].fault("back-link-missing", element, sentence)
        elif not ends & set(links):
            sentence = f"The link leads to {'#'.join(links[0])}, where other words are heard."
            yield texts[file].fault("back-link-wrong", element, sentence)


def links_end_somewhere(book: Daisy202) -> Iterator[Fault]:
    """Every link and picture of the text is there. Source: DAISY 2.02."""
    for text in book.texts:
        for element in text.named("a", "img", "link"):
            reference = element.get("href") or element.get("src") or ""
            file, fragment = target(text.name, reference)
            if not file:
                continue
            if file not in book.shelf.sizes:
                yield text.fault("link-file-missing", element, f"There is no file {file!r}.")
                continue
            other = book.papers.document(file) if fragment else None
            if other is not None and fragment not in other.ids:
                sentence = f"There is no id {fragment!r} in {file}."
                yield text.fault("link-id-missing", element, sentence)


def headings_agree(book: Daisy202) -> Iterator[Fault]:
    """NCC and text have the same headings, in words and level. Source: DAISY 2.02."""
    reached, names = set[Element](), HeadingNames()
    for item in book.items:
        found = _spoken_element(book, item) if item.level is not None else None
        if found is None:
            continue
        text, element = found
        heading = heading_over(element)
        if heading is None or local(heading) != item.kind:
            sentence = f"{quoted(item.text)} is {item.kind} in the NCC, but not in {text.name}."
            yield book.ncc.fault("heading-differs", item.element, sentence)
            continue
        reached.add(heading)
        if not names.fit(item.text, heading, element):
            sentence = f"The NCC says {quoted(item.text)}, the text {quoted(words(heading))}."
            yield book.ncc.fault("heading-differs", item.element, sentence)
    for text in book.texts:
        for one in headings(text):
            if one.element not in reached:
                sentence = f"The heading {quoted(one.text)} is not in the NCC."
                yield text.fault("heading-unlisted", one.element, sentence)


def marks_agree(book: Daisy202) -> Iterator[Fault]:
    """NCC and text have the same page numbers and note references. Source: DAISY 2.02.

    A mark that is heard only as part of something else, as in a note's body, has no place to go
    to, and so none in the NCC.
    """
    kinds = (*PAGES, "noteref")
    spoken = spoken_ids(book.all_pars())
    reached = set[Element]()
    for item in book.items:
        found = _spoken_element(book, item) if item.kind in kinds else None
        if found is None:
            continue
        text, element = found
        if element in reached:
            continue
        reached.add(element)
        if element.get("class") != item.kind or words(element) != item.text:
            sentence = (
                f"{item.kind} {quoted(item.text)} of the NCC is "
                f"{element.get('class')} {quoted(words(element))} in {text.name}."
            )
            yield book.ncc.fault("mark-differs", item.element, sentence)
    for text in book.texts:
        heard = spoken.get(text.name, set())
        for element in text.named("span", "div"):
            is_mark = element.get("class") in kinds and element.get("id") in heard
            if is_mark and element not in reached:
                sentence = f"{element.get('class')} {quoted(words(element))} is not in the NCC."
                yield text.fault("mark-unlisted", element, sentence)


def notes_have_bodies(book: Daisy202) -> Iterator[Fault]:
    """A note reference names its note, and each note has a reference. Source: DAISY 2.02."""
    bodies = {
        (text.name, element.get("id", "")): (text, element)
        for text in book.texts
        for element in text.root.iter("*")
        if element.get("class") == "notebody"
    }
    named = set[tuple[str, str]]()
    for text in book.texts:
        for element in text.named("span"):
            reference = target(text.name, element.get("bodyref", ""))
            named.add(reference)  # a mark inside a note is no noteref, but still leads to its note
            if element.get("class") != "noteref":
                continue
            if reference not in bodies:
                sentence = f"Its note {element.get('bodyref')!r} is not there."
                yield text.fault("note-missing", element, sentence)
    for key, (text, element) in bodies.items():
        if key not in named:
            yield text.fault("note-unreferenced", element, "No reference leads to this note.")


def bodyref_is_declared(book: Daisy202) -> Iterator[Fault]:
    """bodyref is not XHTML; the document type must declare it. Source: DAISY 2.02."""
    for text in book.texts:
        first = next((one for one in text.named("span") if one.get("bodyref")), None)
        if first is not None and not _BODYREF.search(text.opening):
            sentence = "Declare it: <!ATTLIST span bodyref CDATA #IMPLIED> in the document type."
            yield text.fault("bodyref-undeclared", first, sentence)


RULES: tuple[Callable[[Daisy202], Iterator[Fault]], ...] = (
    files_are_plain,
    files_are_used,
    sounds_suit_players,
    documents_are_well_made,
    languages_are_known,
    full_text_is_there,
    sound_has_its_text,
    nothing_is_silent,
    levels_do_not_skip,
    text_leads_back_to_sound,
    links_end_somewhere,
    headings_agree,
    marks_agree,
    notes_have_bodies,
    bodyref_is_declared,
)


def _smil_links(document: Document, element: Element) -> list[tuple[str, str]]:
    """Where the links in an element lead, or else the link it stands in."""
    links = [*element.iter("{*}a"), *element.iterancestors("{*}a")]
    ends = [target(document.name, link.get("href", "")) for link in links]
    return [end for end in ends if end[0].lower().endswith(".smil")]


def _spoken_element(book: Daisy202, item: Item) -> tuple[Document, Element] | None:
    """The element of the text that is heard where an entry of the NCC leads."""
    smil = book.papers.document(item.smil) if item.smil else None
    element = smil.ids.get(item.fragment) if smil else None
    if smil is None or element is None:
        return None
    text = element if local(element) == "text" else element.find("{*}text")
    file, name = target(smil.name, text.get("src", "") if text is not None else "")
    document = book.papers.document(file) if file and file != NCC else None
    found = document.ids.get(name) if document else None
    return (document, found) if document is not None and found is not None else None
