"""EPUB 3.3 with Media Overlays: one file that a reading app shows and speaks at the same time."""

from pathlib import Path

from tts.forms.epub3 import nav
from tts.forms.epub3.container import PACKAGE_FILE, Container
from tts.forms.epub3.edition import Edition, overlay_file, survey, text_file
from tts.forms.epub3.nav import nav_page
from tts.forms.epub3.overlay import section_overlay
from tts.forms.epub3.package import STYLE_FILE, package_document, sound_names
from tts.forms.epub3.style import STYLE_SHEET
from tts.forms.epub3.xhtml import section_page
from tts.forms.making import Making
from tts.forms.xml_out import xml_bytes
from tts.script import Script
from tts.timing import Timing

_HTML = "<!DOCTYPE html>"


def write(script: Script, timing: Timing, making: Making, out: Path) -> None:
    """Write the book as one .epub file, whose folder is there.

    The same script, sounds and making give the same bytes. A picture whose bytes are no picture
    is left out, its text stays. Raises OSError where the file cannot be written or a sound read;
    then no file is left.
    """
    edition = survey(script, timing, making)
    with Container(out) as book:
        book.text(PACKAGE_FILE, xml_bytes(package_document(edition)))
        book.text(nav.FILE, xml_bytes(nav_page(edition), doctype=_HTML))
        book.text(STYLE_FILE, STYLE_SHEET.encode())
        for picture in edition.pictures.values():
            book.text(picture.file, picture.data)
        _write_sections(edition, book)
        for name in sound_names(edition):
            book.sound(name, timing.sound(name).path)


def _write_sections(edition: Edition, book: Container) -> None:
    for section in edition.script.sections:
        page = section_page(section, edition)
        book.text(text_file(section), xml_bytes(page, doctype=_HTML))
        if edition.sounds_of(section):
            spoken = section_overlay(section, page, edition)
            book.text(overlay_file(section), xml_bytes(spoken))
