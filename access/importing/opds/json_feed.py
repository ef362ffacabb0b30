"""A feed of OPDS 2.0 as publications.

Sources: OPDS 2.0, sections 1 to 5; Readium Web Publication Manifest, "Metadata" (a name may be a
word, an object, words by language, or a list of these).
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from access.catalogue.records import ContributorRole
from access.importing.cleaning import clean
from access.importing.opds.publication import BadFeed, Link, Page, Publication

ACQUISITION = "http://opds-spec.org/acquisition"
OPEN = frozenset({ACQUISITION, f"{ACQUISITION}/open-access"})
PEOPLE = {
    "author": ContributorRole.AUTHOR,
    "narrator": ContributorRole.NARRATOR,
    "translator": ContributorRole.TRANSLATOR,
    "editor": ContributorRole.EDITOR,
    "illustrator": ContributorRole.ILLUSTRATOR,
}
ISBN = "urn:isbn:"
MOST_LINES = 5_000
MOST_GROUPS = 200
Told = Mapping[str, object]
NOTHING: Told = {}


def read_json(data: bytes) -> Page:
    """The page in the bytes of a feed, or of one publication. Raises BadFeed."""
    try:
        root = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFeed(f"the JSON is broken ({error})") from error
    if not isinstance(root, dict):
        raise BadFeed("it is no JSON object")
    feeds = [root, *_objects(root.get("groups"))[:MOST_GROUPS]]
    lines = [one for feed in feeds for one in _objects(feed.get("publications"))]
    if "publications" not in root and "metadata" in root and "readingOrder" in root:
        lines = [root]
    found = [_publication(one) for one in lines[:MOST_LINES]]
    following = next((_word(one, "href") for one in _links(root) if "next" in _rels(one)), None)
    deeper = [
        _word(one, "href")
        for feed in feeds
        for one in _objects(feed.get("navigation"))
        if _word(one, "href")
    ]
    return Page(tuple(found), following, tuple(deeper))


def _publication(told: Told) -> Publication:
    metadata = told.get("metadata")
    said: Told = metadata if isinstance(metadata, dict) else NOTHING
    series, position = _series(said)
    identifier = _word(said, "identifier") or _self(told)
    pages = said.get("numberOfPages")
    return Publication(
        identifier=identifier,
        title=_named(said.get("title")),
        subtitle=_named(said.get("subtitle")),
        people=tuple(
            (name, role) for key, role in PEOPLE.items() for name in _names(said.get(key))
        ),
        languages=tuple(_names(said.get("language"))),
        publisher=next(_names(said.get("publisher")), ""),
        published=_word(said, "published"),
        updated=_word(said, "modified"),
        summary=_word(said, "description"),
        subjects=tuple(_subjects(said.get("subject"))),
        series=series,
        position=position,
        isbns=(identifier[len(ISBN) :],) if identifier.lower().startswith(ISBN) else (),
        pages=pages if isinstance(pages, int) and 0 < pages < 100_000 else None,
        links=tuple(
            Link(_word(one, "href"), _word(one, "type"))
            for one in _links(told)
            if _rels(one) & OPEN and not _needs_more(one)
        ),
    )


def _needs_more(link: Told) -> bool:
    properties = link.get("properties")
    return isinstance(properties, dict) and bool(properties.get("indirectAcquisition"))


def _series(said: Told) -> tuple[str, Decimal | None]:
    belongs = said.get("belongsTo")
    if not isinstance(belongs, dict):
        return "", None
    first = next(iter(_listed(belongs.get("series"))), None)
    position = first.get("position") if isinstance(first, dict) else None
    return _named(first), _number(position)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _subjects(value: object) -> Iterator[tuple[str, str]]:
    for one in _listed(value):
        code = _word(one, "code") if isinstance(one, dict) else ""
        if _named(one):
            yield code, _named(one)


def _names(value: object) -> Iterator[str]:
    return filter(None, map(_named, _listed(value)))


def _named(value: object) -> str:
    """A word, the name of an object, or the first of words by language."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        if "name" in value:
            return _named(value["name"]) if not isinstance(value["name"], list) else ""
        return next((clean(one) for one in value.values() if isinstance(one, str)), "")
    return ""


def _self(told: Told) -> str:
    return next((_word(one, "href") for one in _links(told) if "self" in _rels(one)), "")


def _links(told: Told) -> list[Told]:
    return [link for link in _objects(told.get("links")) if _word(link, "href")]


def _rels(link: Told) -> set[str]:
    return {rel for rel in _listed(link.get("rel")) if isinstance(rel, str)}


def _objects(value: object) -> list[Told]:
    return [one for one in _listed(value) if isinstance(one, dict)]


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value[:MOST_LINES]
    return [] if value is None else [value]


def _word(told: Told, name: str) -> str:
    value = told.get(name)
    return clean(value) if isinstance(value, str) else ""
