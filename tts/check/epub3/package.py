"""Rules of container and package of an EPUB 3 talking book. Source: EPUB 3.3; EPUB 3.3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tts.check.document import XHTML, common_faults, local, namespace
from tts.check.epub3.book import CONTAINER, OVERLAY_TYPE, TEXT_TYPE, Epub3
from tts.check.fault import Fault
from tts.check.metadata import Need, metadata_faults
from tts.check.shelf import Packed, Unreadable
from tts.check.sound import suffix
from tts.check.values import is_language

MIMETYPE = "application/epub+zip"
OPF = "http://www.idpf.org/2007/opf"
_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_PLAIN_PATH = re.compile(r"[\x21-\x7e]+")
MEDIA_TYPES = {
    ".xhtml": (TEXT_TYPE,),
    ".html": (TEXT_TYPE,),
    ".smil": (OVERLAY_TYPE,),
    ".mp3": ("audio/mpeg",),
    ".m4a": ("audio/mp4",),
    ".mp4": ("audio/mp4",),
    ".ogg": ("audio/ogg; codecs=opus", "audio/ogg;codecs=opus"),
    ".opus": ("audio/ogg; codecs=opus", "audio/ogg;codecs=opus"),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".png": ("image/png",),
    ".gif": ("image/gif",),
    ".svg": ("image/svg+xml",),
    ".webp": ("image/webp",),
    ".css": ("text/css",),
    ".ncx": ("application/x-dtbncx+xml",),
}
NEEDS = {
    "dc:identifier": Need(1, None),
    "dc:title": Need(1, None),
    "dc:language": Need(1, None, is_language, "a language tag such as kk"),
    "dc:date": Need(0, 1),
    "dcterms:modified": Need(
        1, 1, lambda value: bool(_MODIFIED.fullmatch(value)), "a moment as 2026-11-22T00:00:00Z"
    ),
}


def the_mimetype_comes_first(book: Epub3) -> Iterator[Fault]:
    """The first file is mimetype, stored as it is, saying what this is. Source: EPUB 3.3."""
    try:
        said = book.shelf.read("mimetype") if "mimetype" in book.shelf.sizes else b""
    except Unreadable:
        said = b""
    if said != MIMETYPE.encode():
        yield Fault("mimetype", "mimetype", "", f"The file mimetype must say {MIMETYPE} only.")
    if isinstance(book.shelf, Packed) and book.shelf.entries:
        first = book.shelf.entries[0]
        if first.name != "mimetype" or not first.is_stored or first.extra:
            sentence = "mimetype must be the first file in the zip, stored, with no extra field."
            yield Fault("mimetype-place", first.name, "", sentence)


def files_stand_once_in_the_zip(book: Epub3) -> Iterator[Fault]:
    """No two files of a zip bear one name. Source: EPUB 3.3, 4.2.2."""
    if isinstance(book.shelf, Packed):
        for name, times in Counter(entry.name for entry in book.shelf.entries).items():
            if times > 1:
                yield Fault("file-twice", name, "", f"This name stands {times} times in the zip.")


def the_container_names_the_package(book: Epub3) -> Iterator[Fault]:
    """META-INF/container.xml leads to the package. Source: EPUB 3.3."""
    root = book.container.first("rootfile") if book.container else None
    if root is None or root.get("full-path") != book.opf.name:
        yield Fault("container", CONTAINER, "", f"It must name {book.opf.name} in a rootfile.")
    elif root.get("media-type") != "application/oebps-package+xml":
        sentence = "The media type must be application/oebps-package+xml."
        yield Fault("container", CONTAINER, "", sentence)


def documents_are_well_made(book: Epub3) -> Iterator[Fault]:
    """UTF-8, ids once. Source: docs/formats.md."""
    for document in book.papers.all_read():
        yield from common_faults(document, declared=True)


def the_package_is_epub_3(book: Epub3) -> Iterator[Fault]:
    """The root is package, version 3.0. Source: EPUB 3.3."""
    root = book.opf.root
    if local(root) != "package" or namespace(root) != OPF or root.get("version") != "3.0":
        yield book.opf.fault("root-element", root, f"It must be package, version 3.0, of {OPF}.")


def the_identifier_is_named(book: Epub3) -> Iterator[Fault]:
    """unique-identifier is the id of a dc:identifier. Source: EPUB 3.3, 5.5.3.1."""
    own = book.opf.root.get("unique-identifier", "")
    element = book.opf.ids.get(own)
    if element is None or local(element) != "identifier":
        sentence = f"unique-identifier is {own!r}, which is the id of no dc:identifier."
        yield book.opf.fault("identifier-unnamed", book.opf.root, sentence)


def facts_are_there(book: Epub3) -> Iterator[Fault]:
    """Identifier, title, language, day of change. Source: EPUB 3.3, 5.5.3."""
    yield from metadata_faults(book.opf, book.facts, NEEDS)


def items_are_whole(book: Epub3) -> Iterator[Fault]:
    """An item has id, href without fragment, and media type. Source: EPUB 3.3, 5.6.2."""
    for item in book.items:
        for name in ("id", "href", "media-type"):
            if not item.element.get(name):
                yield book.opf.fault("attribute-missing", item.element, f"item needs {name}.")
        if "#" in item.element.get("href", ""):
            yield book.opf.fault("href-malformed", item.element, "href may have no fragment.")


def items_have_their_media_type(book: Epub3) -> Iterator[Fault]:
    """The media type is the one of the file's ending, all of them core types. Source: §3.1."""
    for item in book.items:
        right = MEDIA_TYPES.get(suffix(item.file))
        if right is None or item.media_type not in right:
            wanted = " or ".join(right) if right else "of a kind that every reader knows"
            sentence = f"The media type of {item.file} is {item.media_type!r}; it must be {wanted}."
            yield book.opf.fault("media-type", item.element, sentence)


def listed_files_are_there_once(book: Epub3) -> Iterator[Fault]:
    """Every file listed exists, and is listed once. Source: EPUB 3.3, 5.6.2."""
    seen = set[str]()
    for item in book.items:
        if item.file not in book.shelf.sizes:
            sentence = f"The file {item.file!r} is listed but not there."
            yield book.opf.fault("file-missing", item.element, sentence)
        if item.file in seen:
            yield book.opf.fault("file-listed-twice", item.element, f"{item.file} is listed again.")
        seen.add(item.file)


def files_are_listed(book: Epub3) -> Iterator[Fault]:
    """Every file is in the manifest, but for the package and META-INF. Source: EPUB 3.3, 5.6.1."""
    listed = {item.file for item in book.items} | {book.opf.name, "mimetype"}
    for name in book.shelf.sizes:
        if name not in listed and not name.startswith("META-INF/"):
            yield Fault("file-unlisted", name, "", "The manifest does not list this file.")


def file_names_are_plain(book: Epub3) -> Iterator[Fault]:
    """File names are ASCII without spaces. Source: docs/formats.md (PKG-010, PKG-012)."""
    for name in book.shelf.sizes:
        if not _PLAIN_PATH.fullmatch(name):
            yield Fault(
                "file-name", name, "", "A file name may hold only Latin letters and digits."
            )


def one_item_is_the_navigation(book: Epub3) -> Iterator[Fault]:
    """Exactly one item is the navigation document. Source: EPUB 3.3, 5.6.2.1."""
    count = sum("nav" in item.properties for item in book.items)
    if count != 1:
        sentence = f'The manifest must have one item with properties="nav"; it has {count}.'
        yield book.opf.fault("nav-absent", book.opf.first("manifest"), sentence)


def the_spine_is_text(book: Epub3) -> Iterator[Fault]:
    """The spine refers to XHTML documents of the manifest, each once. Source: EPUB 3.3."""
    by_id = {item.item_id: item for item in book.items}
    seen = set[str]()
    for ref in book.spine:
        name = ref.get("idref", "")
        item = by_id.get(name)
        if item is None or item.media_type != TEXT_TYPE:
            sentence = f"idref {name!r} leads to no XHTML document of the manifest."
            yield book.opf.fault("spine-item", ref, sentence)
        elif name in seen:
            yield book.opf.fault("spine-twice", ref, f"{item.file} is in the spine already.")
        seen.add(name)
    if not book.spine:
        yield book.opf.fault("spine-item", book.opf.first("spine"), "The spine is empty.")
    for item in book.items:
        is_text = item.media_type == TEXT_TYPE and "nav" not in item.properties
        if is_text and item.item_id not in seen:
            sentence = f"{item.file} is not in the spine, so nobody will read it."
            yield book.opf.fault("document-unreachable", item.element, sentence)


def texts_are_xhtml(book: Epub3) -> Iterator[Fault]:
    """Every document is html in the namespace of XHTML, with a title. Source: EPUB 3.3, 6.1."""
    for text in (*book.texts, *([book.nav] if book.nav else [])):
        if local(text.root) != "html" or namespace(text.root) != XHTML:
            yield text.fault("root-element", text.root, f"The root must be html of {XHTML}.")
        if text.public_id:
            yield text.fault("document-type", None, "The document type must be <!DOCTYPE html>.")
        title = text.root.find("{*}head/{*}title")
        if title is None or not (title.text or "").strip():
            yield text.fault("html-title", None, "The head must hold one title with words.")


RULES: tuple[Callable[[Epub3], Iterator[Fault]], ...] = (
    the_mimetype_comes_first,
    files_stand_once_in_the_zip,
    the_container_names_the_package,
    documents_are_well_made,
    the_package_is_epub_3,
    the_identifier_is_named,
    facts_are_there,
    items_are_whole,
    items_have_their_media_type,
    listed_files_are_there_once,
    files_are_listed,
    file_names_are_plain,
    one_item_is_the_navigation,
    the_spine_is_text,
    texts_are_xhtml,
)
