"""A book that can be heard while it is made: what is ready, in the order in which it is read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from tts.publishing import replacing
from tts.script import Script
from tts.timing import Sound

FOLDER, PLAYLIST = "listen", "book.m3u8"


class Listening:
    """A folder of sound files with a play list that grows; it goes when the book is finished.

    The list is that of RFC 8216 (type EVENT): what stands in it stays, new files come at its end.
    A player that does not know such lists plays what was there when it looked. The files are those
    of the finished book.
    """

    def __init__(self, folder: Path, script: Script) -> None:
        self.folder = folder / FOLDER
        self._titles = [section.title for section in script.sections]
        self._ready: dict[int, Sequence[Sound]] = {}
        self._listed: list[tuple[str, str, float]] = []
        self._next = 0
        clear_listening(folder)
        self.folder.mkdir(parents=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        """Take the folder away: the forms are there, or nothing will be."""
        clear_listening(self.folder.parent)

    def add(self, place: int, sounds: Sequence[Sound], rate_hz: int) -> None:
        """The section at this place of the script is ready (`tts.narration.narrator.OnMade`)."""
        self._ready[place] = sounds
        was = self._next
        while self._next in self._ready:
            for sound in self._ready.pop(self._next):
                _laid(sound.path, self.folder / sound.name)
                title = " ".join(self._titles[self._next].split())
                self._listed.append((sound.name, title, sound.samples / rate_hz))
            self._next += 1
        if self._next > was:
            self._write()

    def _write(self) -> None:
        longest_s = max(length_s for _, _, length_s in self._listed)
        head = ("#EXTM3U", "#EXT-X-VERSION:3", "#EXT-X-PLAYLIST-TYPE:EVENT")
        lines = [*head, f"#EXT-X-TARGETDURATION:{longest_s:.0f}"]
        for name, title, length_s in self._listed:
            lines += [f"#EXTINF:{length_s:.3f},{title}", name]
        if self._next == len(self._titles):
            lines.append("#EXT-X-ENDLIST")
        with replacing(self.folder / PLAYLIST, is_folder=False) as partial:
            partial.write_text("\n".join(lines) + "\n", encoding="utf-8")


def clear_listening(folder: Path) -> None:
    """Take away what can be heard of an unfinished book; a killed run may have left it."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def _laid(source: Path, place: Path) -> None:
    """The same file under another name, or a copy where the file system knows no such thing."""
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)
