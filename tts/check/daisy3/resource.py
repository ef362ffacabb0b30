"""Rules of the resource file of a DAISY 3 talking book: what a player says of a structure.

Source: Z39.86-2005; Z39.86-2005, 9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.daisy3.book import Daisy3
from tts.check.daisy3.ncx import label_faults
from tts.check.document import XML_LANG, Document, Element, children, local, words
from tts.check.fault import Fault
from tts.check.values import is_language

_NCX = "http://www.daisy.org/z3986/2005/ncx/"
_SMIL = "http://www.w3.org/2001/SMIL20/"
_SPACES = (_NCX, _SMIL, "http://www.daisy.org/z3986/2005/dtbook/")


def it_is_there_when_needed(book: Daisy3) -> Iterator[Fault]:
    """A book in which something can be skipped or left has a resource file. Source: §2.6."""
    if book.resource is None and (_structures(book) or _classes(book)):
        sentence = "Something can be skipped or left, so the book needs a resource file (.res)."
        yield book.opf.fault("resource-absent", book.opf.first("manifest"), sentence)


def scopes_are_known(book: Daisy3) -> Iterator[Fault]:
    """One scope a namespace. Source: Z39.86-2005."""
    if book.resource is None:
        return
    seen = set[str]()
    for scope in book.resource.named("scope"):
        space = scope.get("nsuri", "")
        if space not in _SPACES or space in seen:
            sentence = f"nsuri {space!r} must be a namespace of DAISY 3, one scope each."
            yield book.resource.fault("resource-scope", scope, sentence)
        seen.add(space)


def sets_are_whole(book: Daisy3) -> Iterator[Fault]:
    """A nodeSet has id and select, and its resources a language each. Source: Z39.86-2005."""
    if book.resource is None:
        return
    for group in book.resource.named("nodeSet"):
        if not group.get("id") or not group.get("select"):
            yield book.resource.fault("attribute-missing", group, "nodeSet needs id and select.")
        languages = [one.get(XML_LANG, "") for one in children(group) if local(one) == "resource"]
        if len(languages) != len(set(languages)) or not all(map(is_language, languages)):
            sentence = "Each resource of a nodeSet needs its own xml:lang."
            yield book.resource.fault("resource-language", group, sentence)


def resources_say_something(book: Daisy3) -> Iterator[Fault]:
    """A resource has words or a sound, and the sound is long enough. Source: Z39.86-2005."""
    if book.resource is None:
        return
    for one in book.resource.named("resource"):
        text, audio = one.find("{*}text"), one.find("{*}audio")
        if audio is None and (text is None or not words(text)):
            sentence = "A resource needs a text or a sound."
            yield book.resource.fault("resource-empty", one, sentence)
        if audio is not None:
            yield from label_faults(book, book.resource, audio)


def every_structure_has_a_resource(book: Daisy3) -> Iterator[Fault]:
    """What can be skipped or left has a nodeSet. Source: Z39.86-2005.

    The whole value is compared, because NOTE also stands in NOTE_REFERENCE.
    """
    if book.resource is None:
        return
    yield from _missing(book.resource, _NCX, "smilCustomTest", "bookStruct", _structures(book))
    yield from _missing(book.resource, _SMIL, "seq", "class", _classes(book))


RULES: tuple[Callable[[Daisy3], Iterator[Fault]], ...] = (
    it_is_there_when_needed,
    scopes_are_known,
    sets_are_whole,
    resources_say_something,
    every_structure_has_a_resource,
)


def _structures(book: Daisy3) -> set[str]:
    """The structures that the NCX lets a reader skip."""
    tests = book.ncx.named("smilCustomTest") if book.ncx else ()
    return {one.get("bookStruct", "") for one in tests}


def _classes(book: Daisy3) -> set[str]:
    """The classes of the stretches that a reader can leave."""
    return {
        seq.get("class", "")
        for smil in book.smils
        for seq in smil.named("seq")
        if seq.get("end", "").startswith("DTBuserEscape")
    }


def _missing(
    resource: Document, space: str, name: str, attribute: str, values: set[str]
) -> Iterator[Fault]:
    scope: Element | None = next(
        (one for one in resource.named("scope") if one.get("nsuri") == space), None
    )
    selects = [one.get("select", "") for one in children(scope)] if scope is not None else []
    covered = {select.replace('"', "'").replace(" ", "") for select in selects}
    for value in sorted(values):
        if f"//{name}[@{attribute}='{value}']" not in covered and f"//{name}" not in covered:
            sentence = f"No nodeSet selects //{name}[@{attribute}='{value}']."
            yield resource.fault("resource-missing", scope, sentence)
