"""A lexicon as a PLS 1.0 file, which any reader of that standard reads.

Patterns, rules for capitals and what must come of an example stand in attributes of our own
namespace; read again here, the file gives the same entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from tts.errors import BadChoice
from tts.lexicon.entry import Case, Entry, Kind
from tts.lexicon.pls_names import CASE, KIND, LANG, OURS, PLS, SAID, pls
from tts.text.phonemes import IPA


def pls_of(entries: Sequence[Entry]) -> bytes:
    """The file. Neighbours that are said alike share a lexeme.

    Raises BadChoice for no entries, and for entries of several languages: a PLS file has one.
    """
    languages = sorted({entry.language for entry in entries})
    if len(languages) != 1:
        raise BadChoice(
            f"A PLS file is in one language, and these entries are in {', '.join(languages)}; "
            "choose one."
            if languages
            else "There is no entry to write."
        )
    root = etree.Element(pls("lexicon"), nsmap=_prefixes(entries))
    root.set("version", "1.0")
    root.set("alphabet", IPA)
    root.set(LANG, languages[0])
    for _, group in groupby(entries, key=_all_but_written):
        _add_lexeme(root, list(group))
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _all_but_written(entry: Entry) -> tuple[object, ...]:
    return (
        entry.kind is Kind.PATTERN, entry.said, entry.phonemes, entry.alphabet, entry.examples,
        entry.case, entry.role,
    )  # fmt: skip


def _prefixes(entries: Sequence[Entry]) -> dict[str | None, str]:
    """The namespaces of roles get prefixes, as they stand in the values of an attribute."""
    spaces = dict.fromkeys(
        etree.QName(name).namespace for entry in entries for name in entry.role.split()
    )
    prefixes: dict[str | None, str] = {None: PLS, "dauys": OURS}
    return prefixes | {f"r{place}": space for place, space in enumerate(spaces, 1) if space}


def _add_lexeme(root: etree._Element, entries: Sequence[Entry]) -> None:
    first = entries[0]
    lexeme = etree.SubElement(root, pls("lexeme"))
    if first.role:
        lexeme.set("role", " ".join(_prefixed(name, root) for name in first.role.split()))
    if first.kind is Kind.PATTERN:
        lexeme.set(KIND, first.kind.value)
    if first.case is not Case.AS_WRITTEN:
        lexeme.set(CASE, first.case.value)
    for entry in entries:
        etree.SubElement(lexeme, pls("grapheme")).text = entry.written
    if first.phonemes:
        phoneme = etree.SubElement(lexeme, pls("phoneme"))
        phoneme.text = first.phonemes
        if first.alphabet != IPA:
            phoneme.set("alphabet", first.alphabet)
    if first.said:
        etree.SubElement(lexeme, pls("alias")).text = first.said
    for example in first.examples:
        element = etree.SubElement(lexeme, pls("example"))
        element.text = example.text
        if example.said:
            element.set(SAID, example.said)


def _prefixed(name: str, root: etree._Element) -> str:
    full = etree.QName(name)
    if not full.namespace:
        return name
    prefix = next(p for p, space in root.nsmap.items() if p and space == full.namespace)
    return f"{prefix}:{full.localname}"
