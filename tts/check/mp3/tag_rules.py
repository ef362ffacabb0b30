"""Rules for what the tags of numbered MP3 files say. Source: docs/formats.md; ID3v2.3.0."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.fault import Fault
from tts.check.mp3.book import File, Folder
from tts.check.mp3.tag import Tag
from tts.check.values import is_count, is_garbled

_LENGTH_MS = 1_000
"""How far a stated length (TLEN) may miss the sound."""
_PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/jpg": b"\xff\xd8\xff",
}
_TITLES = {"TIT2": "title", "TALB": "book", "TPE1": "authors"}
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_DISC = re.compile(r"(\d{1,3})/(\d{1,3})", re.ASCII)


def whole_tags(folder: Folder) -> Iterator[tuple[File, Tag]]:
    """The files whose tag could be read as a whole."""
    for file in folder.files:
        if file.tag and file.tag.version == 3 and not file.tag.broken:
            yield file, file.tag


def tags_are_plain(folder: Folder) -> Iterator[Fault]:
    """No unsynchronisation, no second header: simple players read on in the middle of the tag."""
    for file, tag in whole_tags(folder):
        if tag.flags:
            sentence = f"The flags of the tag are {tag.flags:#04x}; it must have none."
            yield file.fault("tag-flags", sentence)


def texts_stand_once(folder: Folder) -> Iterator[Fault]:
    """Of two titles one player shows the first, another the last. Source: ID3v2.3.0, 4.2."""
    for file, tag in whole_tags(folder):
        for frame in dict.fromkeys(tag.repeated):
            yield file.fault("tag-twice", f"The tag says {frame} more than once.")


def words_are_whole(folder: Folder) -> Iterator[Fault]:
    """No title was lost in a wrong encoding: "????", "Àáàé"."""
    for file, tag in whole_tags(folder):
        told = [(what, tag.texts.get(frame, "")) for frame, what in _TITLES.items()]
        told += [("chapter", chapter.title) for chapter in tag.chapters]
        for what, said in told:
            if is_garbled(said):
                sentence = f"The {what} {said[:60]!r} was spoilt by a wrong encoding."
                yield file.fault("words-garbled", sentence)


def values_are_right(folder: Folder) -> Iterator[Fault]:
    """A year is a year, a volume is one of a set."""
    for file, tag in whole_tags(folder):
        year, disc = tag.texts.get("TYER", ""), tag.texts.get("TPOS", "")
        if year and not _YEAR.fullmatch(year):
            sentence = f"The year (TYER) is {year[:40]!r}; it must have four digits."
            yield file.fault("tag-value", sentence)
        match = _DISC.fullmatch(disc)
        if disc and not (match and 1 <= int(match[1]) <= int(match[2])):
            sentence = f"The volume (TPOS) is {disc[:40]!r}; it must be like 2/3."
            yield file.fault("tag-volume", sentence)


def length_is_right(folder: Folder) -> Iterator[Fault]:
    """Where the tag says how long the sound is (TLEN, in milliseconds), it is so."""
    for file, tag in whole_tags(folder):
        said, sound = tag.texts.get("TLEN"), folder.sounds.sound(file.name)
        if said is None or sound is None:
            continue
        if not is_count(said) or abs(int(said) - sound.length_ms) > _LENGTH_MS:
            sentence = (
                f"The tag says {said[:40]!r} milliseconds, the sound lasts {sound.length_ms:.0f}."
            )
            yield file.fault("tag-duration", sentence)


def pictures_are_pictures(folder: Folder) -> Iterator[Fault]:
    """A cover in a tag is a PNG or a JPEG, and says which."""
    for file, tag in whole_tags(folder):
        for kind, data in tag.pictures:
            start = _PICTURES.get(kind.lower())
            if start is None or not data.startswith(start):
                sentence = f"The picture in the tag is said to be {kind[:40]!r}, but is not."
                yield file.fault("cover-broken", sentence)


def sounds_are_alike(folder: Folder) -> Iterator[Fault]:
    """All files have the same rate; players click or stop where it changes."""
    first = 0
    for file in folder.files:
        sound = folder.sounds.sound(file.name)
        if sound is None:
            continue
        first = first or sound.rate_hz
        if sound.rate_hz != first:
            sentence = f"The rate is {sound.rate_hz} Hz, but {first} Hz before."
            yield file.fault("sound-differs", sentence)


def chapters_have_names(folder: Folder) -> Iterator[Fault]:
    """No two chapters of a file have one name; a table could mean either."""
    for file, tag in whole_tags(folder):
        names = [chapter.chapter_id for chapter in tag.chapters]
        if len(set(names)) < len(names):
            yield file.fault("chapter-twice", "Two chapters have the same name.")


RULES: tuple[Callable[[Folder], Iterator[Fault]], ...] = (
    tags_are_plain,
    texts_stand_once,
    words_are_whole,
    values_are_right,
    length_is_right,
    pictures_are_pictures,
    sounds_are_alike,
    chapters_have_names,
)
