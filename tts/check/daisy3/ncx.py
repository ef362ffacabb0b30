"""Rules of the navigation of a DAISY 3 talking book. Source: Z39.86-2005; Z39.86-2005, 8."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Protocol

from tts.check.clips import inside_its_sound
from tts.check.daisy3.book import Daisy3, Target, label_clip
from tts.check.document import Document, Element, children, local, place, words
from tts.check.fault import Fault
from tts.check.metadata import Need, count_fault, metadata_faults, metas, unknown_names
from tts.check.spoken import Par
from tts.check.text import HeadingNames, heading_over, headings, quoted
from tts.check.values import is_count

STRUCTURES = (
    "PAGE_NUMBER",
    "NOTE",
    "NOTE_REFERENCE",
    "ANNOTATION",
    "LINE_NUMBER",
    "OPTIONAL_SIDEBAR",
    "OPTIONAL_PRODUCER_NOTE",
)
_ONCE = Need(1, 1)
_COUNT = Need(1, 1, is_count, "a whole number")
NEEDS = {
    "dtb:uid": _ONCE,
    "dtb:depth": _COUNT,
    "dtb:totalPageCount": _COUNT,
    "dtb:maxPageNumber": _COUNT,
    "dtb:generator": Need(0, 1),
}
_ORDER = ("head", "docTitle", "docAuthor", "navMap", "pageList", "navList")


class Rule(Protocol):
    """A rule of the NCX: it looks at the NCX itself, and at the book around it."""

    def __call__(self, book: Daisy3, /, ncx: Document) -> Iterator[Fault]:
        """Every place where the rule is broken."""
        ...


def facts_are_there(_book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """Identifier, depth, number of pages, highest page. Source: Z39.86-2005."""
    facts = metas(ncx)
    yield from metadata_faults(ncx, facts, NEEDS)
    yield from unknown_names(ncx, facts, lambda name: name in NEEDS or not name.startswith("dtb:"))


def counts_are_right(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """Depth, pages and highest page as counted. Source: Z39.86-2005."""
    pages = [one for one in book.targets if one.kind == "pageTarget"]
    values = [int(one.element.get("value", "")) for one in pages if _has_value(one)]
    depth = max((one.depth for one in book.targets if one.kind == "navPoint"), default=0)
    facts = metas(ncx)
    yield from count_fault(ncx, facts, "dtb:depth", depth, "levels of navPoint")
    yield from count_fault(ncx, facts, "dtb:totalPageCount", len(pages), "pages")
    highest = max(values, default=0)
    yield from count_fault(ncx, facts, "dtb:maxPageNumber", highest, "as the highest page number")


def parts_stand_in_order(_book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """head, docTitle, docAuthor, navMap, pageList, navList. Source: Z39.86-2005."""
    names = [local(one) for one in children(ncx.root)]
    known = [name for name in names if name in _ORDER]
    if known != sorted(known, key=_ORDER.index) or known != names:
        yield ncx.fault("ncx-order", ncx.root, f"The parts must be {', '.join(_ORDER)}, in order.")
    for name in ("head", "docTitle", "navMap"):
        if name not in names:
            yield ncx.fault("ncx-part-missing", ncx.root, f"The NCX needs {name}.")


def targets_have_words(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """Every target has a label with words, and an id. Source: Z39.86-2005."""
    for one in book.targets:
        if not one.text:
            yield ncx.fault("label-empty", one.element, "The label has no words.")
        if not one.element.get("id"):
            yield ncx.fault("id-missing", one.element, f"{one.kind} needs an id.")


def targets_lead_to_sound(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """A target leads to a par or seq of a SMIL file. Source: Z39.86-2005."""
    for one in book.targets:
        document = book.papers.document(one.file) if one.file != ncx.name else None
        element = document.ids.get(one.fragment) if document else None
        if document is None:
            sentence = f"The target leads to {one.file!r}, which cannot be read."
            yield ncx.fault("link-file-missing", one.element, sentence)
        elif element is None or local(element) not in {"par", "seq"}:
            sentence = f"The target leads to {one.file}#{one.fragment}, which is no par or seq."
            yield ncx.fault("link-id-missing", one.element, sentence)


def play_order_is_dense(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """playOrder counts from 1 without gaps, one number for one place. Source: §2.3."""
    number_of = dict[tuple[str, str], str]()
    place_of = dict[str, tuple[str, str]]()
    for one in book.targets:
        number, end = one.element.get("playOrder", ""), (one.file, one.fragment)
        if not is_count(number) or int(number) < 1:
            sentence = f"playOrder is {number!r}; it must be a whole number from 1."
            yield ncx.fault("play-order-malformed", one.element, sentence)
        elif number_of.setdefault(end, number) != number or place_of.setdefault(number, end) != end:
            sentence = f"playOrder {number} stands for two places, or its place has two numbers."
            yield ncx.fault("play-order-twice", one.element, sentence)
    numbers = {int(number) for number in place_of if is_count(number)}
    if numbers and max(numbers) != len(numbers):
        missing = next(number for number in count(1) if number not in numbers)
        sentence = f"playOrder must count without gaps; {missing} is missing."
        yield ncx.fault("play-order-gap", ncx.root, sentence)


def play_order_follows_the_sound(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """playOrder goes with the SMIL files and their content. Source: Z39.86-2005."""
    position = {
        (smil.name, name): (number, inner)
        for number, smil in enumerate(book.smils)
        for inner, name in enumerate(smil.ids)
    }
    placed = [
        (position[one.file, one.fragment], int(one.element.get("playOrder", "")), one)
        for one in book.targets
        if (one.file, one.fragment) in position and is_count(one.element.get("playOrder"))
    ]
    placed.sort(key=lambda entry: entry[:2])
    reached = 0
    for _, number, one in placed:
        if number < reached:
            sentence = f"playOrder {number} is heard after {reached}; count in reading order."
            yield ncx.fault("play-order-order", one.element, sentence)
        reached = max(reached, number)


def pages_are_numbered(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """A page has a kind and always a value; kind and value stand once. Source: §2.3."""
    seen = dict[tuple[str, str], str]()
    for one in (target for target in book.targets if target.kind == "pageTarget"):
        kind, value = one.element.get("type", ""), one.element.get("value")
        if kind not in {"front", "normal", "special"}:
            sentence = f"type is {kind!r}; it must be front, normal or special."
            yield ncx.fault("page-kind", one.element, sentence)
        if not _has_value(one):
            sentence = f"value is {value!r}; it must be the page as a whole number."
            yield ncx.fault("page-number", one.element, sentence)
            continue
        key = (kind, value or "")
        if key in seen:
            sentence = f"The {kind} page {value} stands twice; it was at {seen[key]} before."
            yield ncx.fault("page-twice", one.element, sentence)
        seen.setdefault(key, place(one.element))


def labels_are_heard(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """A spoken label lies inside its sound. Source: Z39.86-2005."""
    for audio in ncx.named("audio"):
        yield from label_faults(book, ncx, audio)


def tests_are_declared(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """The NCX repeats every customTest of the SMIL files, with its state. Source: §2.3."""
    declared = {one.get("id", ""): one for one in ncx.named("smilCustomTest")}
    for one in declared.values():
        if one.get("bookStruct") not in STRUCTURES:
            sentence = f"bookStruct is {one.get('bookStruct')!r}; it must be a known structure."
            yield ncx.fault("custom-test-structure", one, sentence)
    for smil in book.smils:
        for test in smil.named("customTest"):
            found = declared.get(test.get("id", ""))
            if found is None:
                sentence = f"The NCX does not declare the test {test.get('id')!r}."
                yield smil.fault("custom-test-undeclared", test, sentence)
            elif found.get("defaultState", "false") != test.get("defaultState", "false"):
                sentence = f"defaultState of {test.get('id')!r} differs from the NCX."
                yield smil.fault("custom-test-differs", test, sentence)


def headings_agree(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """NCX and text have the same headings, in words and level. Source: docs/formats.md."""
    find = text_finder(book)
    reached, names = set[Element](), HeadingNames()
    for one in (target for target in book.targets if target.kind == "navPoint"):
        found = find(one)
        heading = heading_over(found[1]) if found else None
        if found is None:
            continue
        if heading is None or local(heading) != f"h{one.depth}":
            sentence = f"{quoted(one.text)} is level {one.depth} here, but not in the text."
            yield ncx.fault("heading-differs", one.element, sentence)
            continue
        reached.add(heading)
        if not names.fit(one.text, heading, found[1]):
            sentence = f"The NCX says {quoted(one.text)}, the text {quoted(words(heading))}."
            yield ncx.fault("heading-differs", one.element, sentence)
    for text in book.texts:
        for each in headings(text):
            if each.element not in reached:
                sentence = f"The heading {quoted(each.text)} is not in the NCX."
                yield text.fault("heading-unlisted", each.element, sentence)


def pages_agree(book: Daisy3, ncx: Document) -> Iterator[Fault]:
    """NCX and text have the same pages, in kind and number. Source: Z39.86-2005."""
    find = text_finder(book)
    reached = set[Element]()
    for one in (target for target in book.targets if target.kind == "pageTarget"):
        found = find(one)
        if found is None:
            continue
        element = found[1]
        if element in reached:
            continue
        reached.add(element)
        kind = element.get("page", "normal")
        if local(element) != "pagenum" or (kind, words(element)) != (
            one.element.get("type"),
            one.text,
        ):
            sentence = (
                f"{one.element.get('type')} page {quoted(one.text)} of the NCX is "
                f"{local(element)} {kind} {quoted(words(element))} in the text."
            )
            yield ncx.fault("mark-differs", one.element, sentence)
    for text in book.texts:
        for element in text.named("pagenum"):
            if element not in reached:
                sentence = f"The page {quoted(words(element))} is not in the NCX."
                yield text.fault("mark-unlisted", element, sentence)


RULES: tuple[Rule, ...] = (
    facts_are_there,
    counts_are_right,
    parts_stand_in_order,
    targets_have_words,
    targets_lead_to_sound,
    play_order_is_dense,
    play_order_follows_the_sound,
    pages_are_numbered,
    labels_are_heard,
    tests_are_declared,
    headings_agree,
    pages_agree,
)


def label_faults(book: Daisy3, document: Document, audio: Element) -> Iterator[Fault]:
    """A clip outside the SMIL files: its times are times, its sound is there and long enough."""
    clip = label_clip(document, audio)
    if clip is None:
        sentence = "clipBegin and clipEnd must be times such as 0:00:01.234."
        yield document.fault("clip-time-malformed", audio, sentence)
        return
    if clip.sound not in book.shelf.sizes:
        sentence = f"The sound {clip.sound!r} is not in the talking book."
        yield document.fault("sound-missing", audio, sentence)
    if clip.end_ms is not None and clip.end_ms <= clip.begin_ms:
        yield document.fault("clip-empty", audio, "The clip must end after it begins.")
    yield from inside_its_sound([clip], book.sounds.sound(clip.sound))


def text_finder(book: Daisy3) -> Callable[[Target], tuple[Document, Element] | None]:
    """A question to ask often: which element of the text is heard first where a target leads?"""
    pars = {par.element: par for par in book.all_pars()}

    def find(one: Target) -> tuple[Document, Element] | None:
        smil = book.papers.document(one.file) if one.file else None
        element = smil.ids.get(one.fragment) if smil else None
        first = next(element.iter("{*}par"), None) if element is not None else None
        par: Par | None = pars.get(first) if first is not None else None
        document = book.papers.document(par.text[0]) if par and par.text else None
        found = document.ids.get(par.text[1]) if document and par and par.text else None
        return (document, found) if document is not None and found is not None else None

    return find


def _has_value(one: Target) -> bool:
    return is_count(one.element.get("value"))
