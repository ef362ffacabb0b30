"""DAISY 2.02: the talking book that every player of the last twenty years can play.

Full text and full sound: ncc.html, content.html, one SMIL file a section, master.smil, the sounds
and the pictures, all flat in one folder.

Source: DAISY 2.02 Specification, recommendation of 28 February 2001.
"""

from collections.abc import Sequence
from pathlib import Path

from tts.forms.daisy.catalogue import copy_sounds
from tts.forms.daisy.notes import find_notes
from tts.forms.daisy.pages import page_marks
from tts.forms.daisy.pictures import Pictures
from tts.forms.daisy202 import content, ncc, smil
from tts.forms.daisy202.plan import Play, plan_play
from tts.forms.making import Making
from tts.forms.xml_out import write_xml
from tts.script import Script
from tts.timing import Timing

__all__ = ["write"]
PICTURE_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}


def write(script: Script, timing: Timing, making: Making, out: Path) -> None:
    """Write the book into `out`, an empty folder. Fails only as writing a file can fail (OSError).

    An SVG picture is left out, for the form does not know it; the text that stands for it is kept.
    """
    notes, pages = find_notes(script), page_marks(script)
    play = plan_play(script, timing, notes)
    pictures = Pictures(script, PICTURE_ENDINGS, out)
    text = content.ContentText(script, play, pages, notes, pictures).document()
    write_xml(text, out / "content.html", doctype=content.DOCTYPE)
    for planned in play.sections:
        section = smil.section_smil(planned, script, making)
        write_xml(section, out / planned.file_name, doctype=smil.DOCTYPE)
    master = smil.master_smil(play, script, making)
    write_xml(master, out / "master.smil", doctype=smil.DOCTYPE)
    copy_sounds(timing, out)
    entries = ncc.ncc_entries(script, play, pages, notes)
    _write_ncc(script, entries, play, making, out)


def _write_ncc(
    script: Script, entries: Sequence[ncc.Entry], play: Play, making: Making, out: Path
) -> None:
    """Written again until it states the size of the folder that it is a part of."""
    size, path = ncc.Size(0, 0), out / "ncc.html"
    while True:
        document = ncc.ncc_document(script, entries, play, making, size)
        write_xml(document, path, doctype=ncc.DOCTYPE)
        found = _measured(out)
        if found.kilobytes <= size.kilobytes:
            return
        size = found


def _measured(folder: Path) -> ncc.Size:
    sizes = [path.stat().st_size for path in folder.iterdir()]
    return ncc.Size(len(sizes), -(-sum(sizes) // 1024))
