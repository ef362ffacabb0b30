"""Readium Audiobook: everything that `dauys check` looks at.

Source: Readium Web Publication Manifest, Audiobook Profile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tts.check.audio_only.book import Book, Entry, Listed, count, moment_ms
from tts.check.audio_only.json_file import number, part, parts, read_json, text, words
from tts.check.audio_only.rules import RULES
from tts.check.document import Papers, target
from tts.check.fault import Checked, Fault
from tts.check.reading import checked
from tts.check.shelf import Shelf
from tts.check.sound import Sounds
from tts.check.values import is_language

FORM = "audiobook"
MANIFEST = "manifest.json"
PROFILE = "https://readium.org/webpub-manifest/profiles/audiobook"
_MODES = ("auditory", "textual", "visual", "tactile")
_DEEPEST = 32


def check_audiobook(shelf: Shelf) -> Checked:
    """Read an audiobook and apply every rule to it."""
    return checked(shelf, FORM, read_audiobook, lambda _book: (*RULES, *_OWN_RULES), count)


def read_audiobook(shelf: Shelf, _papers: Papers, sounds: Sounds) -> Book | Fault:
    """The manifest and what it lists, or why it cannot be read."""
    facts = read_json(shelf, MANIFEST)
    if isinstance(facts, Fault):
        return facts
    metadata = part(facts, "metadata")
    return Book(
        shelf=shelf,
        sounds=sounds,
        name=MANIFEST,
        facts=facts,
        metadata=metadata,
        tracks=_links(facts, "readingOrder"),
        resources=_links(facts, "resources"),
        entries=list(_entries(facts, "toc", 1)),
        contents_file=MANIFEST,
        total_ms=_length_ms(metadata),
        said_total=_said(metadata),
        volume=str(_position(metadata) or ""),
    )


def _position(metadata: Mapping[str, object]) -> object:
    """The number of this volume in its set."""
    return next(
        (one.get("position") for one in parts(part(metadata, "belongsTo"), "collection")), ""
    )


def _links(facts: Mapping[str, object], name: str) -> list[Listed]:
    listed = []
    for place, link in enumerate(parts(facts, name), start=1):
        file, fragment = target(MANIFEST, text(link.get("href")))
        listed.append(
            Listed(
                place=f"{name} {place}",
                address=text(link.get("href")),
                file=file,
                fragment=fragment,
                media_type=text(link.get("type")),
                title=" ".join(words(link.get("title"))),
                rels=words(link.get("rel")),
                length_ms=_length_ms(link),
                said_length=_said(link),
            )
        )
    return listed


def _entries(facts: Mapping[str, object], name: str, depth: int) -> Iterator[Entry]:
    """The contents, line by line, as deep as anybody could follow."""
    if depth > _DEEPEST:
        return
    for link in parts(facts, name):
        address = text(link.get("href"))
        file, fragment = target(MANIFEST, address)
        yield Entry(
            place=f"toc {address}",
            title=" ".join(words(link.get("title"))),
            file=file,
            begin_ms=moment_ms(fragment),
            depth=depth,
        )
        yield from _entries(link, "children", depth + 1)


def _length_ms(facts: Mapping[str, object]) -> float | None:
    """Seconds, and more than none."""
    seconds = number(facts.get("duration"))
    return seconds * 1000 if seconds else None


def _said(facts: Mapping[str, object]) -> str:
    return repr(facts["duration"])[:80] if "duration" in facts else ""


def says_what_it_is(book: Book) -> Iterator[Fault]:
    """Players know an audiobook by its profile, its type and its context."""
    if PROFILE not in words(book.metadata.get("conformsTo")):
        sentence = f"conformsTo must say {PROFILE}; Thorium opens the book as text otherwise."
        yield book.fault("profile", "metadata", sentence)
    if book.metadata.get("@type") != "http://schema.org/Audiobook":
        sentence = "@type must be http://schema.org/Audiobook."
        yield book.fault("type", "metadata", sentence)
    contexts = words(book.facts.get("@context"))
    if not any(one.endswith("//readium.org/webpub-manifest/context.jsonld") for one in contexts):
        sentence = "@context must be https://readium.org/webpub-manifest/context.jsonld."
        yield book.fault("context", "@context", sentence)


def says_the_least(book: Book) -> Iterator[Fault]:
    """Title, number and language; a number is a URI, a language a tag."""
    for name in ("title", "identifier", "language"):
        if not words(book.metadata.get(name)):
            yield book.fault("metadata-missing", "metadata", f"{name} is missing.")
    identifier = text(book.metadata.get("identifier"))
    if identifier and ":" not in identifier:
        sentence = f"identifier is {identifier!r}; it must be a URI such as urn:uuid:…."
        yield book.fault("metadata-value", "metadata", sentence)
    for language in words(book.metadata.get("language")):
        if not is_language(language):
            sentence = f"language is {language!r}; it must be a tag such as kk."
            yield book.fault("metadata-value", "metadata", sentence)


def says_it_can_be_heard(book: Book) -> Iterator[Fault]:
    """Where accessibility is told, hearing must be among the ways, and the words be known."""
    told = part(book.metadata, "accessibility")
    if not told:
        return
    modes = words(told.get("accessMode"))
    if "auditory" not in modes or any(mode not in _MODES for mode in modes):
        sentence = f"accessMode is {', '.join(modes) or 'empty'}; it must say auditory."
        yield book.fault("accessibility", "metadata accessibility", sentence)


_OWN_RULES = (says_what_it_is, says_the_least, says_it_can_be_heard)
