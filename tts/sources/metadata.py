"""What the package says to a catalogue: title, people, dates, language, cover.

Sources: EPUB 3.3, 5.5 "Metadata section"; OPF 2.0.1, 2.2 "Publication metadata".
"""

import hashlib
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from tts.book import Metadata
from tts.sources.markup import language_tag
from tts.sources.package import CatalogueLine, Package
from tts.sources.places import Place, place_of
from tts.sources.running_text import folded

LONGEST_LINE = 2_000
LONGEST_DESCRIPTION = 20_000
MOST_LINES = 200
OPF = "{http://www.idpf.org/2007/opf}"
TAG = re.compile(r"<[^<>]*>")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?\Z", re.DOTALL)
YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def read_metadata(
    package: Package, *, language: str, fallback_identifier: str, fallback_title: str
) -> Metadata:
    """The catalogue entry, without the cover. What the package leaves out stays ""."""
    lines = package.catalogue
    return Metadata(
        identifier=_identifier(package) or fallback_identifier,
        title=_title(lines) or fallback_title,
        language=language,
        creators=_all(lines, "creator"),
        contributors=_all(lines, "contributor"),
        publisher=_first(lines, "publisher"),
        published_on=_published_on(lines.get("date", ())),
        description=_description(lines),
        subjects=_all(lines, "subject"),
        source=_first(lines, "source"),
        rights=_first(lines, "rights"),
    )


def main_language(package: Package, said_by_documents: Sequence[str]) -> str:
    """The language the package names first; if none, the one most documents say; else ""."""
    said = (language_tag(line.text) for line in package.catalogue.get("language", ()))
    first = next((tag for tag in said if tag), "")
    known = [tag for tag in said_by_documents if tag]
    return first or max(dict.fromkeys(known), key=known.count, default="")


def series_of(package: Package) -> tuple[str, str]:
    """The first series that the package says the book is in, and its number there; "" for none.

    Source: EPUB 3.3, D.4.1 "belongs-to-collection"; before that, the two names that calibre writes.
    """
    lines = package.catalogue.get("meta", ())[:MOST_LINES]
    for line in lines:
        if line.attributes.get("property") == "belongs-to-collection" and _text(line):
            mark = "#" + line.attributes.get("id", "")
            numbers = (
                _text(one)
                for one in lines
                if one.attributes.get("property") == "group-position"
                and one.attributes.get("refines") == mark
            )
            return _text(line), next(numbers, "")
    said = {
        line.attributes.get("name", ""): folded(line.attributes.get("content", "")[:LONGEST_LINE])
        for line in reversed(lines)
    }
    return said.get("calibre:series", ""), said.get("calibre:series_index", "")


def cover_places(package: Package) -> list[Place]:
    """Where the cover may be, best guess first: picture files, and documents that show one."""
    files = package.files.values()
    named = [Place(file.name) for file in files if "cover-image" in file.properties]
    by_id = {file.file_id: file.name for file in reversed(tuple(files))}
    for meta in package.catalogue.get("meta", ()):
        if meta.attributes.get("name") == "cover":
            said = meta.attributes.get("content", "")
            place = Place(by_id[said]) if said in by_id else place_of(said, package.opf_name)
            named += [place] if place else []
    return [*named, *(mark.place for mark in package.landmarks if mark.kind == "cover")]


def identifier_by_content(path: Path) -> str:
    """An identifier for a book that has none: made from its bytes, so it is always the same."""
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'sha256:' + digest)}"


def date_of(said: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD; the year alone where the rest is no date; "" without a year.

    >>> date_of("1998-02-30T10:00:00Z"), date_of("2001-05"), date_of("Алматы, 1987 ж.")
    ('1998', '2001-05', '1987')
    """
    match = DATE.match(said.strip())
    if match and match[1] != "0000":
        year, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return year
        return "-".join(part for part in (year, month, day) if part)
    found = YEAR.search(said)
    return found[1] if found else ""


def _identifier(package: Package) -> str:
    lines = package.catalogue.get("identifier", ())
    named = [line for line in lines if line.attributes.get("id") == package.unique_identifier]
    return next((text for text in map(_text, (*named, *lines)) if text), "")


def _title(lines: Mapping[str, tuple[CatalogueLine, ...]]) -> str:
    """The title called main, else the first."""
    main = {
        meta.attributes.get("refines", "").removeprefix("#")
        for meta in lines.get("meta", ())
        if meta.attributes.get("property") == "title-type" and meta.text.strip() == "main"
    }
    titles = lines.get("title", ())
    called_main = [line for line in titles if line.attributes.get("id") in main]
    return next((text for text in map(_text, (*called_main, *titles)) if text), "")


def _published_on(lines: Sequence[CatalogueLine]) -> str:
    """The date called publication, else one that is not called anything."""
    events: list[Callable[[str], bool]] = [
        lambda event: event == "publication",
        lambda event: not event,
    ]
    for is_wanted in events:
        for line in lines:
            event = line.attributes.get(OPF + "event", line.attributes.get("event", ""))
            found = date_of(line.text) if is_wanted(event.strip().lower()) else ""
            if found:
                return found
    return ""


def _description(lines: Mapping[str, tuple[CatalogueLine, ...]]) -> str:
    said = next((line.text for line in lines.get("description", ()) if line.text.strip()), "")
    return folded(TAG.sub(" ", said[:LONGEST_DESCRIPTION]))


def _all(lines: Mapping[str, tuple[CatalogueLine, ...]], name: str) -> tuple[str, ...]:
    texts = (_text(line) for line in lines.get(name, ())[:MOST_LINES])
    return tuple(dict.fromkeys(text for text in texts if text))


def _first(lines: Mapping[str, tuple[CatalogueLine, ...]], name: str) -> str:
    return next(iter(_all(lines, name)), "")


def _text(line: CatalogueLine) -> str:
    return folded(line.text[:LONGEST_LINE])
