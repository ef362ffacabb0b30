"""Rules for a folder of numbered MP3 files. Source: docs/formats.md; ID3v2.3.0."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.fault import Fault
from tts.check.files import file_names, sound_encodings
from tts.check.mp3 import tag_rules
from tts.check.mp3.book import Folder
from tts.check.mp3.tag_rules import whole_tags
from tts.check.values import spell_ms

BORDER_MS = 60
"""Two frames of MP3 at 22.05 kHz: decoders differ by as much."""
_TEXTS = {"TIT2": "title", "TALB": "book", "TRCK": "number", "TLAN": "language"}
_SAME = {"TALB": "book", "TPE1": "authors", "TPOS": "volume"}
_LANGUAGE = re.compile("[a-z]{3}")
_SYNC = (b"\xff\xe2", b"\xff\xe3", b"\xff\xf2", b"\xff\xf3", b"\xff\xfa", b"\xff\xfb")


def names_are_numbered(folder: Folder) -> Iterator[Fault]:
    """Small Latin letters, flat, the numbers 1, 2, 3 … equally long, so that names sort."""
    yield from file_names(folder.shelf.sizes)
    known = {file.name for file in folder.files}
    for name in folder.shelf.sizes:
        if name not in known:
            sentence = "Only MP3 files may be here whose names begin with a number."
            yield Fault("file-kind", name, "", sentence)
    for expected, file in enumerate(folder.files, start=1):
        if file.number != expected:
            sentence = f"The name says {file.number}, but this is file {expected}."
            yield file.fault("number-gap", sentence)
    if len({len(re.split(r"\D", file.name)[0]) for file in folder.files}) > 1:
        sentence = "The numbers of the names must have equally many digits."
        yield Fault("number-width", folder.files[0].name, "", sentence)


def sounds_are_plain(folder: Folder) -> Iterator[Fault]:
    """Constant bit rate, one channel, a rate that players know."""
    for fault in sound_encodings(folder.sounds.every_sound()):
        if fault.code != "sound-id3":  # here a tag is what we want
            yield fault


def tags_are_there(folder: Folder) -> Iterator[Fault]:
    """Every file has a tag of version 2.3, the only one that all players read, and it is whole."""
    for file in folder.files:
        if file.tag is None:
            yield file.fault("tag-missing", "The file has no ID3 tag; a player shows no title.")
        elif file.tag.version != 3:
            sentence = f"The tag is ID3v2.{file.tag.version}; it must be ID3v2.3."
            yield file.fault("tag-version", sentence)
        elif file.tag.broken:
            yield file.fault("tag-broken", f"The tag cannot be read: {file.tag.broken}.")
        elif not file.tag.follows.startswith(_SYNC):
            yield file.fault("tag-length", "Behind the tag there is no sound.")


def texts_are_there(folder: Folder) -> Iterator[Fault]:
    """Title, book, number and language, each with words."""
    for file, tag in whole_tags(folder):
        for frame, what in _TEXTS.items():
            if not tag.texts.get(frame, "").strip():
                yield file.fault("tag-text-missing", f"The tag does not say the {what} ({frame}).")
        language = tag.texts.get("TLAN", "")
        if language and not _LANGUAGE.fullmatch(language):
            sentence = f"The language is {language!r}; it must have three letters, such as kaz."
            yield file.fault("tag-language", sentence)


def numbers_are_right(folder: Folder) -> Iterator[Fault]:
    """TRCK says the number of the file and of how many."""
    for expected, file in enumerate(folder.files, start=1):
        said = file.tag.texts.get("TRCK", "") if file.tag else ""
        if said and said != f"{expected}/{len(folder.files)}":
            sentence = f"TRCK says {said}; it must say {expected}/{len(folder.files)}."
            yield file.fault("tag-number", sentence)


def files_are_of_one_book(folder: Folder) -> Iterator[Fault]:
    """All files name the same book and authors; players group by them."""
    first: dict[str, str] = {}
    for file, tag in whole_tags(folder):
        for frame, what in _SAME.items():
            said = tag.texts.get(frame, "")
            if first.setdefault(frame, said) != said:
                sentence = f"The {what} ({frame}) are {said!r}, but {first[frame]!r} before."
                yield file.fault("tag-differs", sentence)


def chapters_are_listed(folder: Folder) -> Iterator[Fault]:
    """Where there are chapters, one table at the top lists each of them, in order."""
    for file, tag in whole_tags(folder):
        ids = tuple(one.chapter_id for one in sorted(tag.chapters, key=lambda one: one.begin_ms))
        tops = [table for table in tag.contents if table.is_top]
        if (tag.chapters or tag.contents) and len(tops) != 1:
            sentence = f"There are {len(tops)} tables of contents at the top; there must be one."
            yield file.fault("chapter-table", sentence)
        elif tops and len(tag.contents) == 1 and tops[0].chapter_ids != ids:
            yield file.fault("chapter-order", "The table does not list the chapters in order.")
        for chapter in tag.chapters:
            if not chapter.title.strip():
                yield file.fault("chapter-untitled", f"Chapter {chapter.chapter_id} has no title.")


def chapters_tile_the_sound(folder: Folder) -> Iterator[Fault]:
    """The first chapter begins with the file, each where one ends, none beyond the sound."""
    for file, tag in whole_tags(folder):
        reached_ms = 0
        for chapter in sorted(tag.chapters, key=lambda one: one.begin_ms):
            if chapter.begin_ms != reached_ms or chapter.end_ms <= chapter.begin_ms:
                sentence = (
                    f"Chapter {chapter.chapter_id} is from {spell_ms(chapter.begin_ms)} to "
                    f"{spell_ms(chapter.end_ms)}; it must begin at {spell_ms(reached_ms)}."
                )
                yield file.fault("chapter-gap", sentence)
            reached_ms = max(reached_ms, chapter.end_ms)
        sound = folder.sounds.sound(file.name)
        if sound and tag.chapters and abs(sound.length_ms - reached_ms) > BORDER_MS:
            sentence = (
                f"The last chapter ends at {spell_ms(reached_ms)}, "
                f"the sound at {spell_ms(sound.length_ms)}."
            )
            yield file.fault("chapter-beyond-sound", sentence)


RULES: tuple[Callable[[Folder], Iterator[Fault]], ...] = (
    names_are_numbered,
    sounds_are_plain,
    tags_are_there,
    texts_are_there,
    numbers_are_right,
    files_are_of_one_book,
    chapters_are_listed,
    chapters_tile_the_sound,
    *tag_rules.RULES,
)
