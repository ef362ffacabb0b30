"""W3C Audiobook in the Lightweight Packaging Format: everything that `dauys check` looks at.

Source: W3C Audiobooks; Publication Manifest; Lightweight Packaging Format (LPF).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tts.check.audio_only.book import Book, Listed, count
from tts.check.audio_only.json_file import parts, read_json, text, words
from tts.check.audio_only.rules import RULES
from tts.check.document import Papers, target
from tts.check.fault import Checked, Fault
from tts.check.lpf.page import ENTRY_PAGE, read_page
from tts.check.reading import checked
from tts.check.shelf import Shelf
from tts.check.sound import Sounds
from tts.check.values import is_language

__all__ = ["FORM", "check_lpf"]
FORM = "lpf"
MANIFEST = "publication.json"
PROFILE = "https://www.w3.org/TR/audiobooks/"
_CONTEXTS = ("https://schema.org", "https://www.w3.org/ns/pub-context")
_LENGTH = re.compile(
    r"PT(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?", re.ASCII
)


def check_lpf(shelf: Shelf) -> Checked:
    """Read a W3C Audiobook and apply every rule to it."""
    return checked(shelf, FORM, read_publication, lambda _book: (*RULES, *_OWN_RULES), count)


def read_publication(shelf: Shelf, _papers: Papers, sounds: Sounds) -> Book | Fault:
    """The manifest and what it lists, or why it cannot be read."""
    facts = read_json(shelf, MANIFEST)
    if isinstance(facts, Fault):
        return facts
    resources = _links(facts, "resources")
    contents = next((one.file for one in resources if "contents" in one.rels), ENTRY_PAGE)
    page = read_page(shelf, contents)
    return Book(
        shelf=shelf,
        sounds=sounds,
        name=MANIFEST,
        facts=facts,
        metadata=facts,
        tracks=_links(facts, "readingOrder"),
        resources=resources,
        entries=page.entries if page else [],
        contents_file=contents,
        total_ms=length_ms(text(facts.get("duration"))),
        said_total=text(facts.get("duration"))[:80],
        volume=str(facts.get("position", "")),
    )


def length_ms(said: str) -> float | None:
    """An ISO 8601 length such as PT1H2M3.5S in milliseconds, None where it is none."""
    match = _LENGTH.fullmatch(said)
    if not match:
        return None
    hours, minutes, seconds = (float(one or 0) for one in match.groups())
    total = (hours * 60 + minutes) * 60 + seconds
    return total * 1000 or None


def _links(facts: Mapping[str, object], name: str) -> list[Listed]:
    listed = []
    for place, link in enumerate(parts(facts, name), start=1):
        file, fragment = target(MANIFEST, text(link.get("url")))
        said = text(link.get("duration"))
        listed.append(
            Listed(
                place=f"{name} {place}",
                address=text(link.get("url")),
                file=file,
                fragment=fragment,
                media_type=text(link.get("encodingFormat")),
                title=" ".join(words(link.get("name"))),
                rels=words(link.get("rel")),
                length_ms=length_ms(said),
                said_length=said[:80],
            )
        )
    return listed


def says_what_it_is(book: Book) -> Iterator[Fault]:
    """Profile, contexts and type. Source: W3C Audiobooks, 4.1; Publication Manifest, 4.2."""
    if PROFILE not in words(book.facts.get("conformsTo")):
        sentence = f"conformsTo must say {PROFILE}; Thorium opens the book as text otherwise."
        yield book.fault("profile", "conformsTo", sentence)
    contexts = words(book.facts.get("@context"))[:2]
    if contexts != _CONTEXTS:
        sentence = f"@context must begin with {' and '.join(_CONTEXTS)}."
        yield book.fault("context", "@context", sentence)
    if "Audiobook" not in words(book.facts.get("type")):
        yield book.fault("type", "type", "type must be Audiobook.")


def says_the_least(book: Book) -> Iterator[Fault]:
    """Name, number and languages."""
    for name in ("name", "id", "inLanguage"):
        if not words(book.facts.get(name)):
            yield book.fault("metadata-missing", name, f"{name} is missing.")
    for language in words(book.facts.get("inLanguage")):
        if not is_language(language):
            sentence = f"inLanguage is {language!r}; it must be a tag such as kk."
            yield book.fault("metadata-value", "inLanguage", sentence)


def says_it_can_be_heard(book: Book) -> Iterator[Fault]:
    """Hearing is among the ways to the book. Source: W3C Audiobooks, accessibility."""
    if "auditory" not in words(book.facts.get("accessMode")):
        yield book.fault("accessibility", "accessMode", "accessMode must say auditory.")
    sufficient = parts(book.facts, "accessModeSufficient")
    if not any("auditory" in words(one.get("itemListElement")) for one in sufficient):
        sentence = "accessModeSufficient must have a list that says auditory."
        yield book.fault("accessibility", "accessModeSufficient", sentence)


def page_leads_to_the_manifest(book: Book) -> Iterator[Fault]:
    """The entry page is there, is HTML with contents, and names the manifest. Source: LPF, 3."""
    page = read_page(book.shelf, ENTRY_PAGE)
    if page is None:
        sentence = f"There is no {ENTRY_PAGE} that can be read; a browser opens the book by it."
        yield Fault("page-missing", ENTRY_PAGE, "", sentence)
        return
    if MANIFEST not in {target(ENTRY_PAGE, link)[0] for link in page.publications}:
        sentence = f'The page needs <link rel="publication" href="{MANIFEST}">.'
        yield Fault("page-without-manifest", ENTRY_PAGE, "", sentence)
    if not page.language:
        yield Fault("page-language", ENTRY_PAGE, "", "The page does not say its language.")
    if not page.title:
        yield Fault("page-title", ENTRY_PAGE, "", "The page has no title.")


_OWN_RULES = (says_what_it_is, says_the_least, says_it_can_be_heard, page_leads_to_the_manifest)
