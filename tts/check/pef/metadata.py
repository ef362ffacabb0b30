"""Rules for the metadata of a PEF file: Dublin Core, and what translated the book.

Source: PEF 1.0, meta; the data types of its RELAX NG rule set; docs/formats.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tts.check.document import Document, children, local, namespace, words
from tts.check.fault import Fault
from tts.check.values import is_date, is_language

DC = "http://purl.org/dc/elements/1.1/"
MEDIA_TYPE = "application/x-pef+xml"
_NEEDED = ("format", "identifier", "title", "language", "publisher", "date")
_ONCE = ("format", "identifier", "title", "description", "publisher", "date", "type")
_KNOWN = frozenset(
    (
        *_ONCE,
        "creator",
        "subject",
        "contributor",
        "source",
        "language",
        "relation",
        "coverage",
        "rights",
    )
)
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def metadata_faults(document: Document) -> Iterator[Fault]:
    """Every fault of the metadata."""
    meta = document.first("meta")
    if meta is None:
        return
    elements = [one for one in children(meta) if namespace(one) == DC]
    counts = Counter(local(one) for one in elements)
    for name in _NEEDED:
        if not counts[name]:
            yield document.fault("pef-metadata-missing", meta, f"dc:{name} is missing.")
    for element in elements:
        name, said = local(element), words(element)
        if name not in _KNOWN:
            yield document.fault("pef-metadata-name", element, f"There is no dc:{name}.")
        elif not said:
            yield document.fault("pef-metadata-empty", element, f"dc:{name} says nothing.")
        elif fault := _wrong(name, said):
            yield document.fault("pef-metadata-value", element, fault)
        if name in _ONCE and counts[name] > 1:
            yield document.fault("pef-metadata-twice", element, f"dc:{name} stands here twice.")
    translated = [words(one) for one in children(meta) if local(one) == "translation"]
    if not any("liblouis" in one and ":" in one for one in translated):
        sentence = "The metadata must say what translated the book: program, version, tables."
        yield document.fault("pef-translation", meta, sentence)


def _wrong(name: str, said: str) -> str:
    """What is wrong with a value, in a sentence; "" if nothing is."""
    if name == "format" and said != MEDIA_TYPE:
        return f"dc:format is {said!r}; it must be {MEDIA_TYPE}."
    if name == "date" and not (_WHOLE_DAY.fullmatch(said) and is_date(said)):
        return f"dc:date is {said!r}; it must be a day, such as 2026-11-22."
    if name == "language" and not is_language(said):
        return f"dc:language is {said!r}; it must be a tag such as kk."
    return ""
