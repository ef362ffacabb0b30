"""Rules of the metadata and the counts of a DAISY 2.02 talking book. Source: DAISY 2.02."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.daisy202.book import Daisy202
from tts.check.document import Document
from tts.check.fault import Fault
from tts.check.metadata import (
    Need,
    count_fault,
    metadata_faults,
    metas,
    time_fault,
    unknown_names,
    value_of,
)
from tts.check.spoken import length_ms
from tts.check.values import is_count, is_date, is_language

KINDS = (
    "audioOnly",
    "audioNcc",
    "audioPartText",
    "audioFullText",
    "textPartAudio",
    "textNcc",
)
FORMAT = "Daisy 2.02"
_SET = re.compile(r"(\d{1,3}) of (\d{1,3})", re.ASCII)


def _is_set(value: str) -> bool:
    """Which volume of how many."""
    match = _SET.fullmatch(value)
    return match is not None and 1 <= int(match[1]) <= int(match[2])


_DATE = "a day as YYYY, YYYY-MM or YYYY-MM-DD"
_ONCE = Need(1, 1)
_COUNT = Need(1, 1, is_count, "a whole number")
_MAYBE = Need(0, 1)
_MAYBE_COUNT = Need(0, 1, is_count, "a whole number")
_MAYBE_DATE = Need(0, 1, is_date, _DATE)
_ANY = Need(0, None)

NEEDS = {
    "dc:title": _ONCE,
    "dc:publisher": _ONCE,
    "dc:identifier": _ONCE,
    "dc:date": Need(1, 1, is_date, _DATE),
    "dc:format": Need(1, 1, lambda value: value == FORMAT, FORMAT),
    "dc:creator": Need(1, None),
    "dc:language": Need(1, None, is_language, "a language tag such as kk"),
    "ncc:charset": Need(1, 1, lambda value: value.lower() == "utf-8", "utf-8"),
    "ncc:pageFront": _COUNT,
    "ncc:pageNormal": _COUNT,
    "ncc:pageSpecial": _COUNT,
    "ncc:tocItems": _COUNT,
    "ncc:totalTime": _ONCE,
    "ncc:footnotes": _MAYBE_COUNT,
    "ncc:prodNotes": _MAYBE_COUNT,
    "ncc:sidebars": _MAYBE_COUNT,
    "ncc:depth": _MAYBE_COUNT,
    "ncc:files": _MAYBE_COUNT,
    "ncc:kByteSize": _MAYBE_COUNT,
    "ncc:maxPageNormal": _MAYBE_COUNT,
    "ncc:revision": _MAYBE_COUNT,
    "ncc:setInfo": Need(0, 1, _is_set, '"2 of 3"'),
    "ncc:multimediaType": Need(0, 1, KINDS.__contains__, f"one of {', '.join(KINDS)}"),
    "ncc:producedDate": _MAYBE_DATE,
    "ncc:revisionDate": _MAYBE_DATE,
    "ncc:sourceDate": _MAYBE_DATE,
    "ncc:generator": _MAYBE,
    "ncc:producer": _MAYBE,
    "ncc:sourceEdition": _MAYBE,
    "ncc:sourcePublisher": _MAYBE,
    "ncc:sourceRights": _MAYBE,
    "ncc:sourceTitle": _MAYBE,
    "dc:source": _MAYBE,
    "ncc:narrator": _ANY,
    "dc:subject": _ANY,
    "dc:contributor": _ANY,
    "dc:coverage": _ANY,
    "dc:description": _ANY,
    "dc:relation": _ANY,
    "dc:rights": _ANY,
    "dc:type": _ANY,
}
SMIL_NEEDS = {
    "dc:format": Need(1, 1, lambda value: value == FORMAT, FORMAT),
    "dc:identifier": _MAYBE,
    "dc:title": _MAYBE,
    "title": _MAYBE,
    "ncc:generator": _MAYBE,
    "ncc:totalElapsedTime": _MAYBE,
    "ncc:timeInThisSmil": _MAYBE,
}
COUNTED_KINDS = {
    "ncc:pageFront": ("page-front", "front pages"),
    "ncc:pageNormal": ("page-normal", "normal pages"),
    "ncc:pageSpecial": ("page-special", "special pages"),
    "ncc:footnotes": ("noteref", "note references"),
    "ncc:prodNotes": ("optional-prodnote", "producer's notes"),
    "ncc:sidebars": ("sidebar", "sidebars"),
}


def facts_are_there(book: Daisy202) -> Iterator[Fault]:
    """What the NCC must say, how often and how it is written. Source: DAISY 2.02."""
    yield from metadata_faults(book.ncc, book.facts, NEEDS)


def facts_are_known(book: Daisy202) -> Iterator[Fault]:
    """Any other name is an error, unless it begins with prod:. Source: DAISY 2.02."""
    yield from unknown_names(
        book.ncc, book.facts, lambda name: name in NEEDS or name.startswith("prod:")
    )


def counts_are_right(book: Daisy202) -> Iterator[Fault]:
    """Pages by kind, notes and sidebars as counted in the body. Source: DAISY 2.02."""
    for name, (kind, what) in COUNTED_KINDS.items():
        counted = sum(item.kind == kind for item in book.items)
        yield from count_fault(book.ncc, book.facts, name, counted, what)
        if counted and value_of(book.facts, name) is None:
            sentence = f"{name} is missing, but there are {counted} {what}."
            yield book.ncc.fault("metadata-missing", None, sentence)


def entries_are_counted(book: Daisy202) -> Iterator[Fault]:
    """ncc:tocItems counts the children of body. Source: DAISY 2.02."""
    yield from count_fault(book.ncc, book.facts, "ncc:tocItems", len(book.items), "entries")


def depth_is_right(book: Daisy202) -> Iterator[Fault]:
    """ncc:depth is the deepest heading level. Source: DAISY 2.02."""
    depth = max((item.level or 0 for item in book.items), default=0)
    yield from count_fault(book.ncc, book.facts, "ncc:depth", depth, "levels of headings")


def last_page_is_right(book: Daisy202) -> Iterator[Fault]:
    """ncc:maxPageNormal is the last normal page. Source: DAISY 2.02."""
    pages = [int(i.text) for i in book.items if i.kind == "page-normal" and is_count(i.text)]
    said = value_of(book.facts, "ncc:maxPageNormal")
    if said is None or not pages or not is_count(said.value):
        return
    if int(said.value) not in {pages[-1], max(pages)}:
        sentence = f"ncc:maxPageNormal says {said.value!r}; the last normal page is {pages[-1]}."
        yield book.ncc.fault("count-wrong", said.element, sentence)


def files_are_counted(book: Daisy202) -> Iterator[Fault]:
    """ncc:files counts every file of the book. Source: DAISY 2.02."""
    yield from count_fault(book.ncc, book.facts, "ncc:files", len(book.shelf.sizes), "files")


def size_is_right(book: Daisy202) -> Iterator[Fault]:
    """ncc:kByteSize is the size of all files, in kilobytes of either kind. Source: §1.3.

    Two kilobytes are allowed: the number is part of what it measures, and may be rounded up.
    """
    said = value_of(book.facts, "ncc:kByteSize")
    total = sum(book.shelf.sizes.values())
    if said is None or not is_count(said.value):
        return
    if all(abs(int(said.value) - total / unit) > 2 for unit in (1000, 1024)):
        sentence = f"ncc:kByteSize says {said.value}; the files have {total // 1024} kilobytes."
        yield book.ncc.fault("count-wrong", said.element, sentence)


def total_time_is_right(book: Daisy202) -> Iterator[Fault]:
    """ncc:totalTime is the sum of all clips, to the second. Source: DAISY 2.02."""
    said = value_of(book.facts, "ncc:totalTime")
    if said is not None:
        total = length_ms(book.all_pars(), book.sounds.sound)
        yield from time_fault(book.ncc, said.element, said.value, total, "ncc:totalTime")


def smil_facts_are_right(book: Daisy202) -> Iterator[Fault]:
    """A SMIL file says seven things at most, the format among them. Source: DAISY 2.02."""
    for smil in _smils_and_master(book):
        facts = metas(smil)
        yield from metadata_faults(smil, facts, SMIL_NEEDS)
        yield from unknown_names(smil, facts, SMIL_NEEDS.__contains__)


def smil_files_name_the_same_book(book: Daisy202) -> Iterator[Fault]:
    """dc:identifier and dc:title of every SMIL file are those of the NCC. Source: §1.3."""
    for smil in _smils_and_master(book):
        for name in ("dc:identifier", "dc:title"):
            fact = value_of(metas(smil), name)
            if fact is not None and fact.value != book.fact(name):
                sentence = f"{name} is {fact.value!r} here and {book.fact(name)!r} in the NCC."
                yield smil.fault("identity-differs", fact.element, sentence)


def smil_times_are_right(book: Daisy202) -> Iterator[Fault]:
    """The time in each SMIL file and before it, to half a second. Source: DAISY 2.02."""
    elapsed_ms = 0
    for smil in book.smils:
        here_ms = length_ms(book.pars[smil.name], book.sounds.sound)
        expected = {"ncc:timeInThisSmil": here_ms, "ncc:totalElapsedTime": elapsed_ms}
        for fact in metas(smil):
            if fact.name in expected:
                true_ms = expected[fact.name]
                yield from time_fault(smil, fact.element, fact.value, true_ms, fact.name)
        elapsed_ms += here_ms


def master_time_is_right(book: Daisy202) -> Iterator[Fault]:
    """ncc:timeInThisSmil of master.smil is the time of the whole book. Source: DAISY 2.02."""
    if book.master is None:
        return
    said = value_of(metas(book.master), "ncc:timeInThisSmil")
    if said is not None:
        total = length_ms(book.all_pars(), book.sounds.sound)
        yield from time_fault(book.master, said.element, said.value, total, said.name)


RULES: tuple[Callable[[Daisy202], Iterator[Fault]], ...] = (
    facts_are_there,
    facts_are_known,
    counts_are_right,
    entries_are_counted,
    depth_is_right,
    last_page_is_right,
    files_are_counted,
    size_is_right,
    total_time_is_right,
    smil_facts_are_right,
    smil_files_name_the_same_book,
    smil_times_are_right,
    master_time_is_right,
)


def _smils_and_master(book: Daisy202) -> Iterator[Document]:
    yield from book.smils
    if book.master is not None:
        yield book.master
