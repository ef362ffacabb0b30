"""The package document: what the book is called, what it consists of, how long it lasts.

Source: EPUB 3.3 §5 (package document), §9.3 (packaging of media overlays).
"""

import re
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from lxml import etree

from tts.forms.epub3 import nav
from tts.forms.epub3.accessibility import (
    accessibility,
    has_mathematics,
    page_source,
    summary,
)
from tts.forms.epub3.edition import Edition, overlay_file, text_file
from tts.forms.epub3.language import tag
from tts.forms.epub3.markup import XML_LANG, clean
from tts.forms.epub3.style import ACTIVE_CLASS, PLAYING_CLASS
from tts.forms.xml_out import clock
from tts.script import Section

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
STYLE_FILE = "style.css"
IDENTIFIER_ID = "uid"

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_UUID_URN = "urn:uuid:"


def package_document(edition: Edition) -> etree._Element:
    """The whole package document."""
    root = etree.Element(f"{{{OPF}}}package", nsmap={None: OPF})
    root.set("version", "3.0")
    root.set("unique-identifier", IDENTIFIER_ID)
    root.set(XML_LANG, edition.language)
    root.set("dir", edition.direction)
    root.append(_Metadata(edition).element)
    root.append(_manifest(edition))
    root.append(_spine(edition))
    return root


class _Metadata:
    """Fills the `metadata` element. A fact that is not known leaves no element."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self.element = etree.Element(f"{{{OPF}}}metadata", nsmap={None: OPF, "dc": DC})
        self._describe()
        self._tell_making()
        self._tell_times()
        self._tell_accessibility()

    def _describe(self) -> None:
        book = self._edition.script.metadata
        self._dc("identifier", identifier(self._edition), id=IDENTIFIER_ID)
        self._dc("title", self._edition.title)
        for language in languages(self._edition):
            self._dc("language", language)
        for creator in book.creators:
            self._dc("creator", creator)
        for contributor in book.contributors:
            self._dc("contributor", contributor)
        self._dc("publisher", book.publisher)
        self._dc("date", book.published_on if is_date(book.published_on) else "")
        self._dc("description", book.description)
        for subject in book.subjects:
            self._dc("subject", subject)
        self._dc("source", book.source)
        self._dc("rights", book.rights)
        self._tell_set()

    def _tell_set(self) -> None:
        """Which volume of which book. Source: EPUB 3.3 appendix D.3.3, D.3.5 and D.3.7."""
        volume = self._edition.script.volume
        if volume.count > 1:
            self._meta("belongs-to-collection", volume.title, id="set")
            self._meta("collection-type", "set", refines="#set")
            self._meta("group-position", str(volume.number), refines="#set")
            if clean(volume.identifier).strip():
                self._meta("dcterms:identifier", volume.identifier, refines="#set")

    def _tell_making(self) -> None:
        making = self._edition.making
        if self._dc("contributor", making.producer, id="producer"):
            self._meta("role", "bkp", refines="#producer", scheme="marc:relators")
        self._meta("dcterms:modified", f"{making.made_on.isoformat()}T00:00:00Z")
        generator = etree.SubElement(self.element, f"{{{OPF}}}meta")
        generator.set("name", "generator")
        generator.set("content", clean(making.generator))

    def _tell_times(self) -> None:
        """The length of each overlay and of them all, to the millisecond: the sum agrees."""
        total_ms = 0
        for number, section in enumerate(self._edition.script.sections, start=1):
            length_ms = self._edition.length_ms(section)
            if self._edition.sounds_of(section):
                self._meta("media:duration", clock(length_ms), refines=f"#overlay{number:04}")
                total_ms += length_ms
        self._meta("media:duration", clock(total_ms))
        for narrator in self._edition.making.narrators:
            self._meta("media:narrator", narrator)
        self._meta("media:active-class", ACTIVE_CLASS)
        self._meta("media:playback-active-class", PLAYING_CLASS)

    def _tell_accessibility(self) -> None:
        for name, value in accessibility(self._edition):
            self._meta(name, value)
        element = self._meta("schema:accessibilitySummary", summary(self._edition))
        element.set(XML_LANG, self._edition.words.language)
        if self._edition.pages:
            self._meta("pageBreakSource", page_source(self._edition))

    def _dc(self, name: str, value: str, **attributes: str) -> bool:
        text = clean(value).strip()
        if text:
            element = etree.SubElement(self.element, f"{{{DC}}}{name}", attributes)
            element.text = text
        return bool(text)

    def _meta(self, name: str, value: str, **attributes: str) -> etree._Element:
        element = etree.SubElement(self.element, f"{{{OPF}}}meta", property=name)
        element.attrib.update(attributes)
        element.text = clean(value).strip()
        return element


def _manifest(edition: Edition) -> etree._Element:
    manifest = etree.Element(f"{{{OPF}}}manifest")
    _list_file(manifest, "nav", nav.FILE, "application/xhtml+xml", properties="nav")
    _list_file(manifest, "style", STYLE_FILE, "text/css")
    for number, section in enumerate(edition.script.sections, start=1):
        _list_section(manifest, number, section, has_sound=bool(edition.sounds_of(section)))
    for number, sound in enumerate(sound_names(edition), start=1):
        _list_file(manifest, f"sound{number:04}", sound, "audio/mpeg")
    for name, picture in edition.pictures.items():
        facts = {"properties": "cover-image"} if name == edition.script.metadata.cover else {}
        stem = picture.file.partition(".")[0]
        _list_file(manifest, stem, picture.file, picture.media_type, **facts)
    return manifest


def _list_section(
    manifest: etree._Element, number: int, section: Section, *, has_sound: bool
) -> None:
    facts = {"media-overlay": f"overlay{number:04}"} if has_sound else {}
    if has_mathematics(section):
        facts["properties"] = "mathml"
    _list_file(manifest, f"text{number:04}", text_file(section), "application/xhtml+xml", **facts)
    if has_sound:
        _list_file(manifest, f"overlay{number:04}", overlay_file(section), "application/smil+xml")


def _list_file(
    manifest: etree._Element, item_id: str, href: str, media_type: str, **facts: str
) -> None:
    line = etree.SubElement(manifest, f"{{{OPF}}}item", id=item_id, href=href)
    line.set("media-type", media_type)
    line.attrib.update(facts)


def _spine(edition: Edition) -> etree._Element:
    """The sections; the contents too, off the main path, because the landmarks lead to them."""
    spine = etree.Element(f"{{{OPF}}}spine")
    spine.set("page-progression-direction", edition.direction)
    for number, _ in enumerate(edition.script.sections, start=1):
        etree.SubElement(spine, f"{{{OPF}}}itemref", idref=f"text{number:04}")
    etree.SubElement(spine, f"{{{OPF}}}itemref", idref="nav", linear="no")
    return spine


def sound_names(edition: Edition) -> tuple[str, ...]:
    """The sound files of the book, each once, in reading order."""
    return edition.timing.sounds_of(phrase.phrase_id for phrase in edition.script.phrases())


def languages(edition: Edition) -> tuple[str, ...]:
    """The languages of the book: its main one, then the others as they are met."""
    met = {edition.language: None}
    for phrase in edition.script.phrases():
        met |= {tag(span.language): None for span in phrase.spans}
    return tuple(met)


def identifier(edition: Edition) -> str:
    """The book's number as it is. One that claims to be a UUID and is none loses that claim;
    a book without a number gets one that is made from its title and authors."""
    book = edition.script.metadata
    number = clean(book.identifier).strip()
    if number.lower().startswith(_UUID_URN) and not _is_uuid(number[len(_UUID_URN) :]):
        number = number[len(_UUID_URN) :]
    named = "\n".join((edition.title, *book.creators))
    return number or f"{_UUID_URN}{uuid5(NAMESPACE_OID, named)}"


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def is_date(text: str) -> bool:
    """Whether it is a day, a month or a year of the calendar, as W3C-DTF writes them."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("YYYY") :])
    except ValueError:
        return False
    return True
