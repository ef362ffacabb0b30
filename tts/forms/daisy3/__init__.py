"""DAISY 3: text and sound with levels, notes, tables and lists that a reader may skip or leave.

Full text and full sound, flat in one folder: book.opf, book.ncx, book.xml, book.res, one SMIL file
a section, the sounds and the pictures.

Source: ANSI/NISO Z39.86-2005 (reaffirmed 2012).
"""

from collections.abc import Iterator
from pathlib import Path

from tts.forms.daisy.catalogue import copy_sounds
from tts.forms.daisy.notes import find_notes
from tts.forms.daisy.pages import page_marks
from tts.forms.daisy.pictures import Pictures
from tts.forms.daisy3 import dtbook, ncx, opf, resources, smil
from tts.forms.daisy3.blocks import BlockWriter
from tts.forms.daisy3.opf import SMIL_TYPE, FileEntry
from tts.forms.daisy3.spots import TEXT_FILE, smil_name
from tts.forms.making import Making
from tts.forms.xml_out import write_xml
from tts.script import Script
from tts.timing import Timing

__all__ = ["write"]
PICTURE_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
PACKAGE_FILE, NCX_FILE, RESOURCE_FILE = "book.opf", "book.ncx", "book.res"


def write(script: Script, timing: Timing, making: Making, out: Path) -> None:
    """Write the book into `out`, an empty folder. Fails only as writing a file can fail (OSError).

    A GIF picture is left out, for the form does not know it; the text that stands for it is kept.
    """
    notes, pages = find_notes(script), page_marks(script)
    pictures = Pictures(script, PICTURE_ENDINGS, out)
    text = dtbook.dtbook_document(script, making, BlockWriter(script, pages, notes, pictures))
    write_xml(text, out / TEXT_FILE, doctype=dtbook.DOCTYPE)
    sections = smil.SmilWriter(script, timing, notes, making)
    total_ms = _write_sections(script, sections, out)
    navigation = ncx.NcxWriter(script, timing, pages, notes)
    document = navigation.document(making, sections.tests_used)
    write_xml(document, out / NCX_FILE, doctype=ncx.DOCTYPE)
    resource = resources.resource_document(script.metadata.language)
    write_xml(resource, out / RESOURCE_FILE, doctype=resources.DOCTYPE)
    copy_sounds(timing, out)
    files = tuple(_files(script, timing, pictures))
    package = opf.opf_document(script, making, files, total_ms)
    write_xml(package, out / PACKAGE_FILE, doctype=opf.DOCTYPE)


def _write_sections(script: Script, sections: smil.SmilWriter, out: Path) -> int:
    """Write every SMIL file; returns the length of the book in milliseconds."""
    elapsed_ms = 0
    for section in script.sections:
        path = out / smil_name(section.section_id)
        write_xml(sections.section(section, elapsed_ms), path, doctype=smil.DOCTYPE)
        elapsed_ms += sections.length_ms(section)
    return elapsed_ms


def _files(script: Script, timing: Timing, pictures: Pictures) -> Iterator[FileEntry]:
    yield FileEntry("opf", PACKAGE_FILE, "text/xml")
    yield FileEntry("ncx", NCX_FILE, "application/x-dtbncx+xml")
    yield FileEntry("text", TEXT_FILE, "application/x-dtbook+xml")
    yield FileEntry("resource", RESOURCE_FILE, "application/x-dtbresource+xml")
    for section in script.sections:
        name = smil_name(section.section_id)
        yield FileEntry(f"smil_{section.section_id}", name, SMIL_TYPE)
    for number, sound in enumerate(timing.sounds, start=1):
        yield FileEntry(f"sound_{number:04}", sound.name, "audio/mpeg")
    for number, (name, media_type) in enumerate(pictures.written, start=1):
        yield FileEntry(f"picture_{number:04}", name, media_type)
