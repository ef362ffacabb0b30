"""A folder of numbered MP3 files with tags: everything that `dauys check` looks at.

Source: docs/formats.md; ID3v2.3.0; ID3v2 Chapter Frame Addendum 1.0.
"""

from __future__ import annotations

from tts.check.fault import Checked, found_by
from tts.check.mp3.book import read_folder
from tts.check.mp3.rules import RULES
from tts.check.shelf import Shelf
from tts.check.sound import Sounds

FORM = "mp3"


def check_mp3(shelf: Shelf) -> Checked:
    """Read a folder of MP3 files and apply every rule to it."""
    sounds = Sounds(shelf)
    book = read_folder(shelf, sounds)
    found = list(found_by(RULES, book))
    heard = (sounds.sound(file.name) for file in book.files)
    return Checked(
        path=shelf.path,
        form=FORM,
        faults=(*sounds.faults, *found),
        sections=sum(max(1, len(file.tag.chapters)) if file.tag else 1 for file in book.files),
        phrases=0,
        sound_ms=round(sum(sound.length_ms for sound in heard if sound)),
    )
