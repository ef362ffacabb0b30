"""The package of a Word document, opened with a bound on everything.

Its parts are parsed by our own careful parser and written anew before python-docx, which is known
to this file only, sees them: it reads the styles and the properties, in a package of no more than
that. Relationships that lead out of the package are never followed.
Source: ECMA-376 Part 2 (ISO/IEC 29500-2), Open Packaging Conventions.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from tts.errors import BadBook
from tts.sources.archive import COPY_AGAIN, Archive
from tts.sources.markup import Element, is_element
from tts.sources.places import place_of
from tts.sources.remarks import Remarks
from tts.xml_safe import BadXml, parse_xml

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
# "Strict" documents say the same in other namespaces. Source: ISO/IEC 29500-1, Annex A.
STRICT = {
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": OFFICE.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math":
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/wordprocessingml/main":
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main":
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties":
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}  # fmt: skip
PARTS = ("numbering", "footnotes", "endnotes", "settings")
USUAL_MAIN = "word/document.xml"
EMPTY_DOCUMENT = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body/></w:document>"
)
# What python-docx raises at parts it does not expect; it promises nothing of its own.
TRIPS = (OpcError, etree.LxmlError, AttributeError, LookupError, TypeError, ValueError)
SAVE_AGAIN = "Open it in a word processor and save it again as DOCX."


@dataclass(frozen=True, slots=True)
class Related:
    """Where a relationship leads: the last word of its type, and a name in the archive."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPackage:
    """A Word document taken apart. `parts` are its other texts by kind ("footnotes"), `pictures`
    links to files of the archive by relationship id, for the main text and for each part."""

    main: Element = field(repr=False)
    styles: Element = field(repr=False)
    parts: Mapping[str, Element]
    pictures: Mapping[str, Mapping[str, str]]
    properties: Mapping[str, str]


def open_package(archive: Archive, remarks: Remarks) -> WordPackage:
    """Take a document apart. Raises BadBook if its main text is missing or damaged.

    Other parts that are missing or damaged are remarked on.
    """
    root = _relationships(archive, "", remarks)
    main_name = next((one.name for one in root.values() if one.kind == "officeDocument"), "")
    main_name = archive.find(main_name or USUAL_MAIN) or archive.find(USUAL_MAIN) or ""
    main = _main(archive, main_name)
    related = _relationships(archive, main_name, remarks)
    names = {one.kind: one.name for one in reversed(tuple(related.values()))}
    found = {kind: _part(archive, names.get(kind, ""), remarks) for kind in (*PARTS, "styles")}
    of_package = {one.kind: one.name for one in root.values()}
    core = _part(archive, of_package.get("core-properties", ""), remarks)
    opened = _opened(found["styles"], core, archive.book, remarks)
    extended = _part(archive, of_package.get("extended-properties", ""), remarks)
    return WordPackage(
        main=main,
        styles=opened.styles.element,
        parts={kind: part for kind in PARTS if (part := found[kind]) is not None},
        pictures={
            "": _pictures(related),
            **{kind: _pictures(_relationships(archive, names.get(kind, ""), remarks))
               for kind in ("footnotes", "endnotes") if kind in names},
        },
        properties={**_said(opened, has_core=core is not None), "pages": _pages(extended)},
    )  # fmt: skip


def _main(archive: Archive, name: str) -> Element:
    if not name:
        raise BadBook("The Word document has no text.", where=archive.book, remedy=COPY_AGAIN)
    try:
        return _cleaned(archive.read(name))
    except BadXml as error:
        raise BadBook(
            f"The text of the Word document is damaged, or nested too deep ({error}).",
            where=f"{archive.book}, {name}",
            remedy=SAVE_AGAIN,
        ) from error


def _part(archive: Archive, name: str, remarks: Remarks) -> Element | None:
    found = archive.find(name) if name else None
    if not name:
        return None
    if found is None:
        remarks.add("parts that are missing", name, "this part of the document is missing.")
        return None
    try:
        return _cleaned(archive.read(found))
    except BadXml as error:
        remarks.add(
            "parts that are damaged", name, f"this part of the document is damaged ({error})."
        )
        return None


def _cleaned(source: bytes) -> Element:
    """A part without entities or document type, in the usual namespaces."""
    root = parse_xml(source)
    if str(root.tag).startswith("{http://purl.oclc.org/"):
        plain = etree.tostring(root, encoding="utf-8")
        for strict, usual in STRICT.items():
            plain = plain.replace(strict, usual)
        root = parse_xml(plain)
    return root


def _relationships(archive: Archive, name: str, remarks: Remarks) -> dict[str, Related]:
    """Relationships of a part (of the package itself for "") that stay in the package, by id."""
    folder, _, file = name.rpartition("/")
    listed = archive.find(f"{folder}/_rels/{file}.rels".lstrip("/"))
    root = _part(archive, listed or "", remarks)
    found: dict[str, Related] = {}
    for one in root if root is not None else ():
        if not is_element(one) or (one.get("TargetMode") or "").lower() == "external":
            continue
        target = one.get("Target") or ""
        place = place_of(target.lstrip("/"), "" if target.startswith("/") else name)
        if place:
            kind = (one.get("Type") or "").rpartition("/")[2]
            found.setdefault(
                one.get("Id") or "", Related(kind, archive.find(place.name) or place.name)
            )
    return found


def _pictures(related: Mapping[str, Related]) -> dict[str, str]:
    """Links to pictures by relationship id, written as a page would write them."""
    return {key: quote(one.name) for key, one in related.items() if one.kind == "image"}


def _opened(styles: Element | None, core: Element | None, book: str, remarks: Remarks) -> Any:
    """What python-docx makes of the styles and properties; of neither, if it trips over them."""
    for parts in ({"styles": styles, "core": core}, {"styles": styles}, {"core": core}, {}):
        try:
            opened = docx.Document(_packed({k: v for k, v in parts.items() if v is not None}))
            opened.core_properties.title, opened.styles.element  # noqa: B018  # both are lazy
        except TRIPS:
            remarks.add("parts that are damaged", book, "styles or properties cannot be read.")
            continue
        return opened
    raise AssertionError("python-docx opens an empty document")


def _packed(parts: Mapping[str, Element]) -> io.BytesIO:
    """A package of an empty text and these parts."""
    target = io.BytesIO()
    kinds = {"styles": ("word/styles.xml", f"{WORD_TYPE}styles+xml"),
             "core": ("docProps/core.xml", CORE_TYPE)}  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/{kinds[kind][0]}" ContentType="{kinds[kind][1]}"/>' for kind in parts
    )
    core = f'<Relationship Id="c" Type="{CORE}" Target="docProps/core.xml"/>'
    styles = f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
            f'ContentType="{WORD_TYPE}document.main+xml"/>{overrides}</Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="d" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f"{core if 'core' in parts else ''}</Relationships>",
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONSHIPS}">{styles if "styles" in parts else ""}'
            "</Relationships>",
        )
        package.writestr(USUAL_MAIN, EMPTY_DOCUMENT)
        for kind, part in parts.items():
            package.writestr(kinds[kind][0], etree.tostring(part, encoding="utf-8"))
    target.seek(0)
    return target


def _said(opened: Any, *, has_core: bool) -> dict[str, str]:
    """What the properties say; without any, python-docx would speak of itself."""
    if not has_core:
        return {}
    core = opened.core_properties
    try:
        created = core.created
    except (*TRIPS, OverflowError):  # a day that no calendar has
        created = None
    return {
        "title": core.title, "creator": core.author, "subject": core.subject,
        "keywords": core.keywords, "description": core.comments, "language": core.language,
        "identifier": core.identifier, "date": created.date().isoformat() if created else "",
    }  # fmt: skip


def _pages(extended: Element | None) -> str:
    """How many pages the word processor counted when it saved the document."""
    for one in extended if extended is not None else ():
        if is_element(one) and etree.QName(one).localname == "Pages":
            return (one.text or "").strip()
    return ""
