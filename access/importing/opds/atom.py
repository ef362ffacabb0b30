"""A feed of OPDS 1.2 as publications.

Sources: OPDS Catalog 1.2, sections 2 to 6; RFC 4287 (Atom); schema.org's Series as calibre and
Cantook write it.
"""

from decimal import Decimal

from access.catalogue.records import ContributorRole
from access.importing.cleaning import clean, number_in
from access.importing.opds.publication import BadFeed, Link, Page, Publication, plain_type
from access.importing.trees import Element, below, local, text_of
from tts.xml_safe import BadXml, parse_xml

ACQUISITION = "http://opds-spec.org/acquisition"
OPEN = frozenset({ACQUISITION, f"{ACQUISITION}/open-access"})
ATOM = "application/atom+xml"
ISBN = "urn:isbn:"
MOST_LINES = 5_000


def read_atom(data: bytes) -> Page:
    """The page in the bytes of a feed, or of one entry. Raises BadFeed."""
    try:
        root = parse_xml(data)
    except BadXml as error:
        raise BadFeed(f"the XML is broken ({error})") from error
    if local(root) not in {"feed", "entry"}:
        raise BadFeed(f"it begins with “{local(root)[:40]}”, not with “feed”")
    entries = [root] if local(root) == "entry" else below(root, "entry")[:MOST_LINES]
    found = [_publication(entry) for entry in entries if _acquisitions(entry)]
    following = next((link.get("href") for link in _links(root) if link.get("rel") == "next"), None)
    deeper = [
        link.get("href", "")
        for entry in entries
        if not _acquisitions(entry)
        for link in _links(entry)[:5]
        if plain_type(link.get("type", "")) == ATOM and "entry" not in link.get("type", "")
    ]
    return Page(tuple(found), following, tuple(filter(None, deeper)))


def _publication(entry: Element) -> Publication:
    series, position = _series(entry)
    identifier = _text(entry, "id")
    return Publication(
        identifier=identifier,
        title=_text(entry, "title"),
        subtitle=_text(entry, "alternativeHeadline") or _text(entry, "subtitle"),
        people=(
            *_people(entry, "author", ContributorRole.AUTHOR),
            *_people(entry, "narrator", ContributorRole.NARRATOR),
            *_people(entry, "translator", ContributorRole.TRANSLATOR),
        ),
        languages=tuple(_texts(entry, "language")),
        publisher=_text(entry, "publisher"),
        published=_text(entry, "issued") or _text(entry, "date") or _text(entry, "published"),
        updated=_text(entry, "updated"),
        summary=_text(entry, "summary") or _text(entry, "content"),
        subjects=tuple(
            (clean(one.get("term", "")), clean(one.get("label", "") or one.get("term", "")))
            for one in below(entry, "category")
        ),
        series=series,
        position=position,
        isbns=tuple(
            said[len(ISBN) :]
            for said in (identifier, *_texts(entry, "identifier"))
            if said.lower().startswith(ISBN)
        ),
        links=tuple(Link(one.get("href", ""), one.get("type", "")) for one in _open(entry)),
    )


def _links(element: Element) -> list[Element]:
    return [link for link in below(element, "link") if link.get("href")]


def _acquisitions(entry: Element) -> list[Element]:
    return [link for link in _links(entry) if link.get("rel", "").startswith(ACQUISITION)]


def _open(entry: Element) -> list[Element]:
    return [
        link
        for link in _acquisitions(entry)
        if link.get("rel") in OPEN and not below(link, "indirectAcquisition")
    ]


def _people(
    entry: Element, name: str, role: ContributorRole
) -> tuple[tuple[str, ContributorRole], ...]:
    said = (clean(text_of(next(iter(below(one, "name")), one))) for one in below(entry, name))
    return tuple((one, role) for one in said if one)


def _series(entry: Element) -> tuple[str, Decimal | None]:
    for one in entry.iter("{*}Series", "{*}series"):
        name = clean(one.get("name", "") or text_of(one))
        if name:
            position = one.get("position", "") or one.get("{http://schema.org/}position", "")
            return name, number_in(position)
    return "", None


def _texts(entry: Element, name: str) -> list[str]:
    return list(filter(None, (clean(text_of(one)) for one in below(entry, name))))


def _text(entry: Element, name: str) -> str:
    return next(iter(_texts(entry, name)), "")
