"""A book that can be heard while it is made: what is ready, in the order in which it is read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

from tts.narration.growth import Growing, whole_frames
from tts.publishing import replacing
from tts.script import Script
from tts.timing import Sound

FOLDER, PLAYLIST = "listen", "book.m3u8"
_LEAST_S = 2.0  # of new sound, so that the list is not written anew for a word
_LEAST_SHARE = 0.1  # of what is listed of a file: it is told in some dozens of pieces at the most
_INF = "#EXTINF:"
_GROWS = "… "


@dataclass(frozen=True, slots=True)
class Ready:
    """A sound file that can be heard: its name in the folder, the title of its section, and how
    long it is so far. One that still grows is not `is_whole`."""

    name: str
    title: str
    length_s: float
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the list: a file, or the next piece of one that grows (`first`, `octets`)."""

    name: str
    title: str
    length_s: float
    piece: tuple[int, int] | None = None


@dataclass(slots=True)
class _SoFar:
    """How much of a file that grows is listed."""

    octets: int = 0
    samples: int = 0


class Listening:
    """A folder of sound files with a play list that grows; it goes when the book is finished.

    The list is that of RFC 8216 (type EVENT): what stands in it stays, new lines come at its end. A
    section whose turn it is stands in it piece by piece (§4.3.2.2) while it is made, so that nobody
    waits for the end of a long chapter; the titles of pieces before
    the last begin with dots. A player that does
    not know such lists plays what was there when it looked. The files are those of the finished
    book.
    """

    def __init__(self, folder: Path, script: Script) -> None:
        self.folder = folder / FOLDER
        self._titles = [section.title for section in script.sections]
        self._ready: dict[int, tuple[Sequence[Sound], int]] = {}
        self._listed: list[_Entry] = []
        self._so_far: dict[str, _SoFar] = {}
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
        self._ready[place] = sounds, rate_hz
        was = self._next
        while self._next in self._ready:
            for sound in self._ready[self._next][0]:
                self._finish(sound, self._ready[self._next][1])
            del self._ready[self._next]
            self._next += 1
        if self._next > was:
            self._write()

    def grow(self, place: int, sounds: Sequence[Growing]) -> bool:
        """The section at this place is being made; these are its files so far. Answers whether
        more of it can be heard now. One whose turn has not come yet is not listed."""
        if place != self._next:
            return False
        more = [sound for sound in sounds if self._go_on(sound)]
        if more:
            self._write()
        return bool(more)

    def _go_on(self, sound: Growing) -> bool:
        so_far = self._so_far.setdefault(sound.name, _SoFar())
        place = self.folder / sound.name
        try:
            with sound.path.open("rb") as file:
                file.seek(so_far.octets)
                octets, samples = whole_frames(file.read(), sound)
            if samples < max(_LEAST_S * sound.rate_hz, _LEAST_SHARE * so_far.samples):
                return False
            if not _is(sound.path, place):
                _laid(sound.path, place)
        except FileNotFoundError:
            # It was finished this moment, and the section is told next; or its maker ended, and
            # another begins anew and comes to the same bytes.
            return False
        piece = so_far.octets, octets
        self._listed.append(
            _Entry(sound.name, _GROWS + self._title(), samples / sound.rate_hz, piece)
        )
        so_far.octets += octets
        so_far.samples += samples
        return True

    def _finish(self, sound: Sound, rate_hz: int) -> None:
        """List all of a finished file, or what is new of it."""
        so_far = self._so_far.pop(sound.name, _SoFar())
        length_s = (sound.samples - so_far.samples) / rate_hz
        rest = sound.path.stat().st_size - so_far.octets
        _laid(sound.path, self.folder / sound.name)
        if rest > 0 and length_s > 0:
            piece = (so_far.octets, rest) if so_far.octets else None
            self._listed.append(_Entry(sound.name, self._title(), length_s, piece))

    def _title(self) -> str:
        return " ".join(self._titles[self._next].split())

    def _write(self) -> None:
        longest_s = max(entry.length_s for entry in self._listed)
        head = ("#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-PLAYLIST-TYPE:EVENT")
        lines = [*head, f"#EXT-X-TARGETDURATION:{longest_s:.0f}"]
        for entry in self._listed:
            if entry.piece:
                first, octets = entry.piece
                lines.append(f"#EXT-X-BYTERANGE:{octets}@{first}")
            lines += [f"{_INF}{entry.length_s:.3f},{entry.title}", entry.name]
        if self._next == len(self._titles):
            lines.append("#EXT-X-ENDLIST")
        with replacing(self.folder / PLAYLIST, is_folder=False) as partial:
            partial.write_text("\n".join(lines) + "\n", encoding="utf-8")


def ready_in(playlist: Path) -> list[Ready]:
    """What a play list of ours says can be heard, each file once; none without a list."""
    try:
        lines = playlist.read_text("utf-8").splitlines()
    except OSError:
        return []
    found: dict[str, Ready] = {}
    for told, name in pairwise(lines):
        if not told.startswith(_INF) or name != Path(name).name:
            continue
        length, _, title = told.removeprefix(_INF).partition(",")
        before_s = found[name].length_s if name in found else 0.0
        is_whole = not title.startswith(_GROWS)
        found[name] = Ready(name, title.removeprefix(_GROWS), before_s + float(length), is_whole)
    return list(found.values())


def clear_listening(folder: Path) -> None:
    """Take away what can be heard of an unfinished book; a killed run may have left it."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def _is(source: Path, place: Path) -> bool:
    """Whether they are one file: what grows grows in both."""
    return place.exists() and place.samefile(source)


def _laid(source: Path, place: Path) -> None:
    """The same file under another name, or a copy where the file system knows no such thing."""
    beside = place.with_name(f".{place.name}")
    try:
        os.link(source, beside)
    except OSError:
        shutil.copyfile(source, beside)
    beside.replace(place)
