"""A folder of numbered MP3 files with tags: everything that `dauys check` looks at.

Source: docs/formats.md; ID3v2.3.0; ID3v2 Chapter Frame Addendum 1.0.
"""

from __future__ import annotations

from tts.check.fault import Checked
from tts.check.mp3.book import Folder, read_folder
from tts.check.mp3.rules import RULES
from tts.check.reading import Count, checked
from tts.check.shelf import Shelf

FORM = "mp3"


def check_mp3(shelf: Shelf) -> Checked:
    """Read a folder of MP3 files and apply every rule to it."""
    return checked(shelf, FORM, read_folder, lambda _folder: RULES, _count)


def _count(folder: Folder) -> Count:
    heard = (folder.sounds.sound(file.name) for file in folder.files)
    tags = [file.tag for file in folder.files]
    return Count(
        sections=sum(max(1, len(tag.chapters)) if tag else 1 for tag in tags),
        sound_ms=round(sum(sound.length_ms for sound in heard if sound)),
        volume=next((tag.texts["TPOS"] for tag in tags if tag and "TPOS" in tag.texts), ""),
    )
