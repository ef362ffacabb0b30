"""Portable Embosser Format: the whole book in one XML file, every cell a Unicode braille pattern.

One section a volume: a section begins on a new sheet, and a volume is one run of pages. The table
that translated the book, with its version, is metadata of our own namespace.
Source: PEF 1.0 (2008-1), Public draft of 12 September 2011.
"""

from pathlib import Path

from lxml import etree

from tts.forms.audio_only.facts import language, languages, uuid_of
from tts.forms.braille_facts import book_of
from tts.forms.daisy import catalogue
from tts.forms.daisy.text import folded
from tts.forms.making import Making
from tts.forms.xml_out import write_xml
from tts.script import Script
from tts.timing import Timing

PEF = "http://www.daisy.org/ns/2008/pef"
DC = "http://purl.org/dc/elements/1.1/"
OURS = "urn:dauys:braille"
MEDIA_TYPE = "application/x-pef+xml"


def write(script: Script, _timing: Timing, making: Making, out: Path) -> tuple[str, ...]:
    """Write the file `out`; what is not as in print comes back. Raises EngineMissing, OSError."""
    book = book_of(script, making)
    root = etree.Element(f"{{{PEF}}}pef", nsmap={None: PEF}, version="2008-1")
    meta = etree.SubElement(
        etree.SubElement(root, f"{{{PEF}}}head"),
        f"{{{PEF}}}meta",
        nsmap={"dc": DC, "dauys": OURS},
    )
    for name, value in _facts(script, making):
        etree.SubElement(meta, f"{{{DC}}}{name}").text = value
    etree.SubElement(meta, f"{{{OURS}}}translation").text = book.tables
    etree.SubElement(meta, f"{{{OURS}}}generator").text = folded(making.generator)
    body = etree.SubElement(root, f"{{{PEF}}}body")
    for pages in book.volumes:
        volume = etree.SubElement(
            body,
            f"{{{PEF}}}volume",
            cols=str(making.braille.cells),
            rows=str(making.braille.lines),
            rowgap="0",
            duplex="true",
        )
        section = etree.SubElement(volume, f"{{{PEF}}}section")
        for lines in pages:
            page = etree.SubElement(section, f"{{{PEF}}}page")
            for line in lines:
                etree.SubElement(page, f"{{{PEF}}}row").text = line
    etree.indent(root, " ")
    write_xml(root, out)
    return book.warnings


def _facts(script: Script, making: Making) -> list[tuple[str, str]]:
    """Dublin Core: of the braille edition its form, maker and day, the rest of the book."""
    metadata = script.metadata
    facts = [
        ("format", MEDIA_TYPE),
        ("identifier", catalogue.identifier(script) or uuid_of(script)),
        ("title", catalogue.book_title(script)),
        *(("creator", name) for name in catalogue.names(metadata.creators)),
        *(("contributor", name) for name in catalogue.names(metadata.contributors)),
        *(("subject", name) for name in catalogue.names(metadata.subjects)),
        ("description", folded(metadata.description)),
        ("publisher", folded(making.producer)),
        ("date", making.made_on.isoformat()),
        *(("language", one) for one in dict.fromkeys((language(script), *languages(script)))),
        ("source", folded(metadata.source)),
        ("rights", folded(metadata.rights)),
    ]
    return [(name, value) for name, value in facts if value]
