"""A folder of numbered MP3 files as it was read: each file with its number and its tag."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tts.check.document import Papers
from tts.check.fault import Fault
from tts.check.mp3.tag import Tag, read_tag
from tts.check.shelf import Shelf, Unreadable
from tts.check.sound import Sounds

NUMBERED = re.compile(r"(\d{1,6})([_ .-].*)?\.mp3", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class File:
    """One sound file; `number` is that of its name, `tag` None where it has none."""

    name: str
    number: int
    tag: Tag | None

    def fault(self, code: str, sentence: str) -> Fault:
        """A fault of this file."""
        return Fault(code, self.name, "", sentence)


@dataclass(frozen=True, eq=False, slots=True)
class Folder:
    """`files` in the order of their names, which is how players play them."""

    shelf: Shelf
    sounds: Sounds
    files: list[File]


def read_folder(shelf: Shelf, _papers: Papers, sounds: Sounds) -> Folder:
    """Every numbered MP3 file at the top of the folder; the rest is for a rule to find."""
    files = []
    for name in sorted(shelf.sizes):
        match = NUMBERED.fullmatch(name)
        if match:
            files.append(File(name, int(match[1]), _tag(shelf, name)))
    return Folder(shelf, sounds, files)


def _tag(shelf: Shelf, name: str) -> Tag | None:
    try:
        with shelf.open(name) as stream:
            return read_tag(stream)
    except (Unreadable, OSError):
        return None
