"""The package file of a DAISY 3 book, book.opf: its catalogue card and the list of its files.

Source: ANSI/NISO Z39.86-2005, section 3; Open eBook Package 1.2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from tts.forms.daisy.catalogue import book_title, identifier, languages, publisher, source_date
from tts.forms.daisy.text import folded
from tts.forms.making import Making
from tts.forms.xml_out import clock
from tts.script import Script

DOCTYPE = (
    '<!DOCTYPE package PUBLIC "+//ISBN 0-9673008-1-9//DTD OEB 1.2 Package//EN" '
    '"http://openebook.org/dtds/oeb-1.2/oebpkg12.dtd">'
)
NAMESPACE = "http://openebook.org/namespaces/oeb-package/1.0/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
FORMAT = "ANSI/NISO Z39.86-2005"
SMIL_TYPE = "application/smil"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_DC = ElementMaker(namespace=DUBLIN_CORE, nsmap={"dc": DUBLIN_CORE})


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the book. The ids "ncx" and "resource" are given by the standard."""

    entry_id: str
    name: str
    media_type: str


def opf_document(
    script: Script, making: Making, files: Sequence[FileEntry], total_ms: int
) -> etree._Element:
    """The whole document. `files` are all files of the book, this one too, SMILs as they play."""
    entries = []
    for file in files:
        entry = _E.item(id=file.entry_id, href=file.name)
        entry.set("media-type", file.media_type)
        entry.tail = "\n"
        entries.append(entry)
    spine = (_E.itemref(idref=f.entry_id) for f in files if f.media_type == SMIL_TYPE)
    package = _E.package(
        _E.metadata(_dublin_core(script, making), _own(script, making, files, total_ms)),
        _E.manifest(*entries),
        _E.spine(*spine),
    )
    package.set("unique-identifier", "uid")
    return package


def _dublin_core(script: Script, making: Making) -> etree._Element:
    names = {None: NAMESPACE, "dc": DUBLIN_CORE}
    card = etree.Element(f"{{{NAMESPACE}}}dc-metadata", nsmap=names)
    for name, content in _card(script, making):
        if content:
            card.append(_DC(name, content))
    card.append(_DC("Identifier", identifier(script), id="uid"))
    return card


def _card(script: Script, making: Making) -> Iterator[tuple[str, str]]:
    about = script.metadata
    yield "Title", book_title(script)
    for creator in about.creators:
        yield "Creator", folded(creator)
    for contributor in about.contributors:
        yield "Contributor", folded(contributor)
    for subject in about.subjects:
        yield "Subject", folded(subject)
    yield "Description", folded(about.description)
    yield "Publisher", publisher(script, making)
    yield "Date", making.made_on.isoformat()
    yield "Format", FORMAT
    yield "Source", folded(about.source)
    yield "Relation", folded(script.volume.identifier)
    for language in languages(script):
        yield "Language", language
    yield "Rights", folded(about.rights)


def _own(
    script: Script, making: Making, files: Sequence[FileEntry], total_ms: int
) -> etree._Element:
    pictures = any(file.media_type.startswith("image/") for file in files)
    metas = (
        ("dtb:sourceDate", source_date(script)),
        ("dtb:sourcePublisher", folded(script.metadata.publisher)),
        ("dtb:multimediaType", "audioFullText"),
        ("dtb:multimediaContent", "audio,text,image" if pictures else "audio,text"),
        *(("dtb:narrator", folded(narrator)) for narrator in making.narrators),
        ("dtb:producer", folded(making.producer)),
        ("dtb:producedDate", making.made_on.isoformat()),
        ("dtb:totalTime", clock(total_ms)),
        ("dtb:audioFormat", "MP3"),
        ("ncc:setInfo", f"{script.volume.number} of {script.volume.count}"),
    )
    return _E(
        "x-metadata", *(_E.meta(name=name, content=content) for name, content in metas if content)
    )
