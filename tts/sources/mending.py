"""The files that lead through an EPUB, mended before EbookLib sees them.

EbookLib 0.20 forgives broken XML by dropping what it cannot read, and stops with odd errors at
what it does not expect: a comment in the metadata, a file without a name, contents that nest
deep or have no list. So the container, the package, the contents and the old contents (NCX) are
parsed strictly here and written anew with only what EbookLib understands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import splitext

from lxml import etree

from tts.errors import BadBook
from tts.sources.archive import ASK_MAKER, COPY_AGAIN, Archive
from tts.sources.contents import Contents, contents_of_nav, contents_of_ncx
from tts.sources.markup import Element, attribute, is_element, listed, local
from tts.sources.package import Landmark
from tts.sources.places import Place, place_of
from tts.sources.remarks import Remarks
from tts.xml_safe import BadXml, parse_xml

CONTAINER = "META-INF/container.xml"
CONTAINER_NS = "urn:oasis:names:tc:opendocument:xmlns:container"
OPF_NS = "http://www.idpf.org/2007/opf"
DC_NS = "http://purl.org/dc/elements/1.1/"
PACKAGE_TYPE = "application/oebps-package+xml"
XHTML_TYPE, NCX_TYPE = "application/xhtml+xml", "application/x-dtbncx+xml"
TYPE_BY_ENDING = {
    ".xhtml": XHTML_TYPE, ".html": XHTML_TYPE, ".htm": XHTML_TYPE, ".ncx": NCX_TYPE,
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif",
    ".svg": "image/svg+xml",
}  # fmt: skip
NO_TYPE = "application/octet-stream"
DUBLIN_CORE = listed(
    "title creator subject description publisher contributor date type format identifier source "
    "language relation coverage rights"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What EbookLib reads in place of the archive's own files, and facts it does not keep.

    `properties` are by the id of a manifest item. `uses_nav`: the contents come from the EPUB 3
    navigation document `contents_name`, not from the NCX of that name.
    """

    opf_name: str
    files: dict[str, bytes]
    properties: dict[str, frozenset[str]]
    unique_identifier: str
    contents_name: str
    uses_nav: bool
    landmarks: tuple[Landmark, ...]
    ncx_pages: tuple[tuple[Place, str], ...]
    navigation: frozenset[str]


def mend(archive: Archive, remarks: Remarks) -> Mended:
    """Read the files that lead through the book. Raises BadBook where there is no way through."""
    opf_name = _opf_name(archive)
    package = _strict(archive, opf_name, "The package file, which lists the book's files,")
    if any(_child(package, name) is None for name in ("manifest", "spine")):
        raise BadBook(
            "The package file names no files or no reading order.",
            where=f"{archive.book}, {opf_name}",
            remedy=ASK_MAKER,
        )
    root = etree.Element(f"{{{OPF_NS}}}package", nsmap={None: OPF_NS})
    root.set("version", package.get("version", "2.0"))
    root.append(_metadata(package))
    manifest = _manifest(package)
    root.append(manifest)
    spine, guide = _spine(package), _guide(package)
    root.append(spine)
    root.append(guide)
    nav = next((item for item in manifest if _is_nav(item)), None)
    ncx = _ncx_item(manifest, _child(package, "spine"))
    nav_contents = _contents(archive, opf_name, nav, remarks)
    ncx_contents = _contents(archive, opf_name, ncx, remarks)
    for item in manifest if not nav_contents.name else ():
        item.set("properties", item.get("properties", "").replace("nav", ""))
    if ncx is not None and ncx_contents.name:
        spine.set("toc", ncx.get("id", ""))
    uses_nav = nav_contents.has_entries or not ncx_contents.name
    contents = nav_contents if uses_nav else ncx_contents
    return Mended(
        opf_name=opf_name,
        files={
            **{one.name: one.rewritten for one in (ncx_contents, nav_contents) if one.name},
            opf_name: etree.tostring(root, encoding="utf-8"),
            CONTAINER: _container(opf_name),
        },
        properties={
            item.get("id", ""): frozenset(item.get("properties", "").split())
            for item in reversed(manifest)
        },
        unique_identifier=package.get("unique-identifier", ""),
        contents_name=contents.name,
        uses_nav=uses_nav,
        landmarks=nav_contents.landmarks,
        ncx_pages=ncx_contents.pages,
        navigation=frozenset(one.name for one in (nav_contents, ncx_contents) if one.name),
    )


def _opf_name(archive: Archive) -> str:
    name = archive.find(CONTAINER)
    if name is None:
        packages = [name for name in archive.names if name.lower().endswith(".opf")]
        if len(packages) == 1:
            return packages[0]
        raise BadBook(
            "The book lacks META-INF/container.xml, which says where it begins.",
            where=archive.book,
            remedy=COPY_AGAIN,
        )
    container = _strict(archive, name, "The file that says where the book begins")
    files = [element for element in container.iter(etree.Element) if local(element) == "rootfile"]
    for wanted in (PACKAGE_TYPE, ""):
        for file in files:
            found = archive.find(attribute(file, "full-path").lstrip("/"))
            if found and attribute(file, "media-type") in {wanted, PACKAGE_TYPE}:
                return found
    raise BadBook(
        "The package file, which lists the book's files, is missing.",
        where=f"{archive.book}, {name}",
        remedy=COPY_AGAIN,
    )


def _strict(archive: Archive, name: str, what: str) -> Element:
    try:
        return parse_xml(archive.read(name))
    except BadXml as error:
        raise BadBook(
            f"{what} is not well-formed ({error}).",
            where=f"{archive.book}, {name}",
            remedy=COPY_AGAIN,
        ) from error


def _container(opf_name: str) -> bytes:
    root = etree.Element(f"{{{CONTAINER_NS}}}container", nsmap={None: CONTAINER_NS}, version="1.0")
    files = etree.SubElement(root, f"{{{CONTAINER_NS}}}rootfiles")
    attributes = {"full-path": opf_name, "media-type": PACKAGE_TYPE}
    etree.SubElement(files, f"{{{CONTAINER_NS}}}rootfile", attributes)
    return etree.tostring(root, encoding="utf-8")


def _metadata(package: Element) -> Element:
    """Dublin Core and `meta`, also from the wrappers that OEB 1.2 put around them."""
    names = {None: OPF_NS, "dc": DC_NS, "opf": OPF_NS}
    metadata = etree.Element(f"{{{OPF_NS}}}metadata", nsmap=names)
    held = _children(_child(package, "metadata"))
    lines = [line for one in held for line in ([*_children(one)] if _is_wrapper(one) else [one])]
    for line in lines:
        tag = local(line)
        if tag == "meta" or tag in DUBLIN_CORE:
            copy = etree.SubElement(metadata, f"{{{OPF_NS if tag == 'meta' else DC_NS}}}{tag}")
            copy.text = "".join(line.itertext())
            for name, value in line.attrib.items():
                copy.set(name, value)
    return metadata


def _is_wrapper(element: Element) -> bool:
    return local(element) in {"dc-metadata", "x-metadata"}


def _manifest(package: Element) -> Element:
    """Every file that has a name; it gets an id if it lacks one, and a type by its ending."""
    manifest = etree.Element(f"{{{OPF_NS}}}manifest")
    for number, item in enumerate(_children(_child(package, "manifest"))):
        href = attribute(item, "href").partition("#")[0]
        if local(item) != "item" or not href:
            continue
        said = attribute(item, "media-type").partition(";")[0].strip().lower()
        looks = TYPE_BY_ENDING.get(splitext(href)[1].lower(), NO_TYPE)
        media_type = said if said and said not in {NO_TYPE, "text/plain"} else looks
        # EbookLib gives any XHTML with the property "cover" another id and name.
        words = [word for word in attribute(item, "properties").split() if word != "cover"]
        properties = [word for word in words if word != "nav" or media_type == XHTML_TYPE]
        etree.SubElement(
            manifest,
            f"{{{OPF_NS}}}item",
            {
                "id": attribute(item, "id") or f"unnamed-{number}",
                "href": href,
                "media-type": media_type,
                "properties": " ".join(properties),
            },
        )
    return manifest


def _spine(package: Element) -> Element:
    spine = etree.Element(f"{{{OPF_NS}}}spine")
    for itemref in _children(_child(package, "spine")):
        if local(itemref) == "itemref":
            linear = "no" if attribute(itemref, "linear").lower() == "no" else "yes"
            attributes = {"idref": attribute(itemref, "idref"), "linear": linear}
            etree.SubElement(spine, f"{{{OPF_NS}}}itemref", attributes)
    return spine


def _guide(package: Element) -> Element:
    guide = etree.Element(f"{{{OPF_NS}}}guide")
    for reference in _children(_child(package, "guide")):
        kind, href = attribute(reference, "type"), attribute(reference, "href")
        etree.SubElement(guide, f"{{{OPF_NS}}}reference", {"type": kind, "href": href})
    return guide


def _is_nav(item: Element) -> bool:
    return "nav" in item.get("properties", "").split()


def _ncx_item(manifest: Element, spine: Element | None) -> Element | None:
    """The old contents: the one the reading order names, else the first of that type."""
    named = attribute(spine, "toc") if spine is not None else ""
    old = [item for item in manifest if item.get("media-type") == NCX_TYPE]
    return next((item for item in old if item.get("id") == named), old[0] if old else None)


def _contents(archive: Archive, opf_name: str, item: Element | None, remarks: Remarks) -> Contents:
    place = place_of(item.get("href", ""), opf_name) if item is not None else None
    name = archive.find(place.name) if place else None
    if item is None or name is None:
        if place:
            remarks.add("missing tables of contents", place.name, "the contents are missing.")
        return Contents()
    read = contents_of_ncx if item.get("media-type") == NCX_TYPE else contents_of_nav
    return read(archive.read(name), name, archive.book, remarks)


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in _children(element) if local(child) == name), None)


def _children(element: Element | None) -> Iterator[Element]:
    return (child for child in element if is_element(child)) if element is not None else iter(())
