"""Rules of the text of a DAISY 3 talking book (DTBook). Source: Z39.86-2005; DTBook 2005-3 DTD."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.daisy3.book import Daisy3
from tts.check.daisy3.dtbook import CONTENT, ELEMENTS, MAY_BE_EMPTY, REQUIRED
from tts.check.document import XML_LANG, Document, Element, children, local, target, words
from tts.check.fault import Fault
from tts.check.metadata import Need, metadata_faults, metas
from tts.check.spoken import spoken_ids
from tts.check.text import headings, language_faults, quoted, silent_text, skipped_levels
from tts.check.values import is_count, is_roman

NEEDS = {"dtb:uid": Need(1, 1), "dc:Title": Need(1, None)}
_LEVELS = {f"level{number}": number for number in range(1, 7)}
_REFERENCES = {"noteref": "note", "annoref": "annotation"}
_SKIPPABLE = {"linenum", "pagenum", "note", "noteref", "annotation"}
_MAYBE_SKIPPABLE = {"prodnote", "sidebar"}
_ESCAPABLE = {"table", "list"}
_TITLE_PAGE = {"doctitle", "docauthor", "covertitle"}


def facts_are_there(book: Daisy3) -> Iterator[Fault]:
    """The head says the identifier and the title. Source: Z39.86-2005."""
    for text in book.texts:
        yield from metadata_faults(text, metas(text), NEEDS)


def elements_are_known(book: Daisy3) -> Iterator[Fault]:
    """Every element is one of DTBook's. Source: DTBook 2005-3 DTD."""
    for text in book.texts:
        for element in text.root.iter("*"):
            if local(element) not in ELEMENTS:
                sentence = f"DTBook has no element {local(element)}."
                yield text.fault("text-element", element, sentence)


def elements_stand_in_place(book: Daisy3) -> Iterator[Fault]:
    """Chief parts, lists, tables, verse and picture groups hold what they may. Source: DTD."""
    for text in book.texts:
        for element in text.named(*CONTENT):
            allowed = CONTENT[local(element)]
            for inner in children(element):
                if local(inner) not in allowed and local(inner) in ELEMENTS:
                    sentence = f"{local(inner)} cannot stand in {local(element)}."
                    yield text.fault("text-element", inner, sentence)
            if not children(element) and local(element) not in MAY_BE_EMPTY:
                yield text.fault("text-element", element, f"{local(element)} must not be empty.")


def attributes_are_there(book: Daisy3) -> Iterator[Fault]:
    """What the DTD requires of each element. Source: Z39.86-2005."""
    for text in book.texts:
        for element in text.named(*REQUIRED):
            for name in REQUIRED[local(element)]:
                if element.get(name) is None:
                    sentence = f"{local(element)} needs the attribute {name}."
                    yield text.fault("attribute-missing", element, sentence)


def levels_hold_their_heading(book: Daisy3) -> Iterator[Fault]:
    """levelN has at most one heading hN, something after it, and no other level but N + 1. §2.5."""
    for text in book.texts:
        for element in text.named(*_LEVELS):
            number = _LEVELS[local(element)]
            names = [local(one) for one in children(element)]
            if names.count(f"h{number}") > 1 or names[-1:] == [f"h{number}"]:
                sentence = f"One h{number} stands in {local(element)}, with a block after it."
                yield text.fault("level-heading", element, sentence)
            wrong = {n for n in names if n in _LEVELS and _LEVELS[n] != number + 1}
            wrong |= {f"h{n}" for n in range(1, 7) if n != number} & set(names)
            for name in sorted(wrong):
                sentence = f"{name} cannot stand in {local(element)}."
                yield text.fault("level-nesting", element, sentence)


def levels_do_not_skip(book: Daisy3) -> Iterator[Fault]:
    """No heading level is left out. Source: DAISY 2.02."""
    for text in book.texts:
        yield from skipped_levels(headings(text))


def ids_of_the_sound_are_there(book: Daisy3) -> Iterator[Fault]:
    """Every smilref leads to a par, seq or text of a SMIL file. Source: Z39.86-2005."""
    for text in book.texts:
        for element in text.root.iter("*"):
            if element.get("smilref") is not None and _end(book, text, element) is None:
                sentence = f"smilref {element.get('smilref')!r} leads to no par or seq."
                yield text.fault("smilref-missing", element, sentence)


def spoken_text_leads_to_its_sound(book: Daisy3) -> Iterator[Fault]:
    """An element that is heard has a smilref, and it leads to its own sound. Source: §2.5."""
    texts = {text.name: text for text in book.texts}
    for par in book.all_pars():
        file, name = par.text or ("", "")
        element = texts[file].ids.get(name) if file in texts else None
        if element is None:
            continue
        ends = _nearest_end(book, texts[file], element)
        if ends is None:
            sentence = "It is heard, but has no smilref; a reader cannot start there."
            yield texts[file].fault("back-link-missing", element, sentence)
        elif ends not in (par.element, *par.element.iterancestors("*")):
            sentence = f"smilref {element.get('smilref')!r} leads to other words."
            yield texts[file].fault("back-link-wrong", element, sentence)


def structures_can_be_skipped(book: Daisy3) -> Iterator[Fault]:
    """Pages, notes and the like lead to sound that a reader may skip. Source: §2.5."""
    for text in book.texts:
        for element in text.named(*_SKIPPABLE, *_MAYBE_SKIPPABLE):
            if local(element) in _MAYBE_SKIPPABLE and element.get("render") != "optional":
                continue
            end = _end(book, text, element)
            if element.get("smilref") is None:
                yield text.fault("smilref-absent", element, f"{local(element)} needs smilref.")
            elif end is not None and not end.get("customTest"):
                sentence = f"The sound of {local(element)} needs customTest to be skippable."
                yield text.fault("skippable-missing", element, sentence)


def structures_can_be_left(book: Daisy3) -> Iterator[Fault]:
    """Tables and lists lead to a seq of their class. Source: Z39.86-2005."""
    for text in book.texts:
        for element in text.named(*_ESCAPABLE):
            end = _end(book, text, element)
            if element.get("smilref") is None:
                yield text.fault("smilref-absent", element, f"{local(element)} needs smilref.")
            elif end is not None and end.get("class") != local(element):
                sentence = f'Its sound must be a seq of class "{local(element)}".'
                yield text.fault("escape-class", element, sentence)


def references_have_their_notes(book: Daisy3) -> Iterator[Fault]:
    """A reference names a note of the text, and each note has a reference. Source: §2.5."""
    for text in book.texts:
        named = set[str]()
        for element in text.named(*_REFERENCES):
            wanted = _REFERENCES[local(element)]
            _, name = target(text.name, element.get("idref", ""))
            named.add(name)
            found = text.ids.get(name)
            if "#" not in element.get("idref", "") or found is None or local(found) != wanted:
                sentence = f"idref {element.get('idref')!r} leads to no {wanted}."
                yield text.fault("note-missing", element, sentence)
        for element in text.named(*_REFERENCES.values()):
            if element.get("id") not in named:
                yield text.fault("note-unreferenced", element, "No reference leads to it.")


def pages_are_numbered(book: Daisy3) -> Iterator[Fault]:
    """Normal pages count in digits, front pages in Roman numbers or digits. Source: §2.5."""
    for text in book.texts:
        for element in text.named("pagenum"):
            kind, number = element.get("page", "normal"), words(element)
            right = {
                "normal": is_count(number),
                "front": is_roman(number) or is_count(number),
                "special": True,
            }
            if kind not in right:
                yield text.fault("page-kind", element, "page must be front, normal or special.")
            elif not right[kind]:
                sentence = f"{quoted(number)} is not the number of a {kind} page."
                yield text.fault("page-number", element, sentence)


def pictures_are_there(book: Daisy3) -> Iterator[Fault]:
    """Every picture is a file of the book; a description names its picture. Source: §2.5."""
    for text in book.texts:
        for image in text.named("img"):
            file, _ = target(text.name, image.get("src", ""))
            if file and file not in book.shelf.sizes:
                yield text.fault("link-file-missing", image, f"There is no picture {file!r}.")
        for note in text.named("prodnote", "caption"):
            for name in note.get("imgref", "").split():
                found = text.ids.get(name.removeprefix("#"))
                if found is None or local(found) != "img":
                    yield text.fault("link-id-missing", note, f"There is no img {name!r}.")


def links_end_somewhere(book: Daisy3) -> Iterator[Fault]:
    """A link inside the book leads to an id of it. Source: DTBook, dtbook_internalLinks."""
    for text in book.texts:
        for link in text.named("a"):
            file, name = target(text.name, link.get("href", "#"))
            document = book.papers.document(file) if file and name else None
            if name and file and (document is None or name not in document.ids):
                sentence = f"The link {link.get('href')!r} leads nowhere."
                yield text.fault("link-id-missing", link, sentence)


def languages_are_known(book: Daisy3) -> Iterator[Fault]:
    """The text says its language. Source: Z39.86-2005."""
    for text in book.texts:
        yield from language_faults(text, XML_LANG)


def nothing_is_silent(book: Daisy3) -> Iterator[Fault]:
    """All words have sound, but for doctitle and docauthor: those repeat the package, and
    players read them out of the NCX. Source: Z39.86-2005 (audioFullText), §2.5.
    """
    spoken = spoken_ids(book.all_pars())
    for text in book.texts:
        yield from silent_text(
            text,
            text.first("book"),
            spoken.get(text.name, set()),
            lambda element: local(element) in _TITLE_PAGE,
        )


RULES: tuple[Callable[[Daisy3], Iterator[Fault]], ...] = (
    facts_are_there,
    elements_are_known,
    elements_stand_in_place,
    attributes_are_there,
    levels_hold_their_heading,
    levels_do_not_skip,
    ids_of_the_sound_are_there,
    spoken_text_leads_to_its_sound,
    structures_can_be_skipped,
    structures_can_be_left,
    references_have_their_notes,
    pages_are_numbered,
    pictures_are_there,
    links_end_somewhere,
    languages_are_known,
    nothing_is_silent,
)


def _end(book: Daisy3, text: Document, element: Element) -> Element | None:
    """The par or seq that an element's smilref leads to; a text stands for its par."""
    file, name = target(text.name, element.get("smilref", ""))
    smil = book.papers.document(file) if file and file != text.name else None
    found = smil.ids.get(name) if smil else None
    while found is not None and local(found) in {"text", "audio", "img", "a"}:
        found = found.getparent()
    return found if found is not None and local(found) in {"par", "seq"} else None


def _nearest_end(book: Daisy3, text: Document, element: Element) -> Element | None:
    """Where the smilref of an element leads, or that of what it stands in."""
    for one in (element, *element.iterancestors("*")):
        if one.get("smilref") is not None:
            return _end(book, text, one)
    return None
