"""M4B, one file of sound with chapters: everything that `dauys check` looks at.

Source: docs/formats.md; ISO/IEC 14496-12.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.fault import Checked, Fault
from tts.check.m4b import index_rules
from tts.check.m4b.tape import BORDER_MS, Tape, read_tape
from tts.check.reading import Count, checked
from tts.check.shelf import Shelf
from tts.check.values import is_date, spell_ms

FORM = "m4b"
_BRANDS = ("M4B ", "M4A ")
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def check_m4b(shelf: Shelf) -> Checked:
    """Read an M4B file and apply every rule to it."""
    return checked(shelf, FORM, read_tape, lambda _tape: RULES, _count)


def _count(tape: Tape) -> Count:
    return Count(
        sections=len(tape.media.chapters),
        sound_ms=round(tape.sound.length_ms),
        volume=tape.media.facts.get("disc", ""),
    )


def is_an_audiobook(tape: Tape) -> Iterator[Fault]:
    """The brand that players know, and the index before the sound, so that it starts at once."""
    brand = tape.media.facts.get("major_brand", "")
    if brand not in _BRANDS:
        sentence = f"The brand is {brand.strip()!r}; it must be M4B."
        yield tape.fault("brand", sentence)
    boxes = [name for name, _, _ in tape.media.index.outer]
    if "moov" in boxes and "mdat" in boxes and boxes.index("moov") > boxes.index("mdat"):
        sentence = "The index (moov) stands behind the sound; a player must load all of it first."
        yield tape.fault("index-behind", sentence)
    if tape.media.facts.get("media_type") != "2":
        sentence = "The file does not say that it is an audiobook (stik 2)."
        yield tape.fault("media-kind", sentence)


def sound_is_plain(tape: Tape) -> Iterator[Fault]:
    """One stream of AAC with one channel."""
    if tape.sound.codec != "aac":
        yield tape.fault("sound-codec", f"The sound is {tape.sound.codec}; it must be AAC.")
    if tape.sound.channels != 1:
        sentence = f"The sound has {tape.sound.channels} channels; speech needs one."
        yield tape.fault("sound-not-mono", sentence)
    if tape.media.sound_streams != 1:
        sentence = f"There are {tape.media.sound_streams} sounds in it; players play the first."
        yield tape.fault("sound-streams", sentence)


def facts_are_there(tape: Tape) -> Iterator[Fault]:
    """Title and album; a day that exists."""
    for name in ("title", "album"):
        if not tape.media.facts.get(name, "").strip():
            yield tape.fault("metadata-missing", f"The {name} is missing.")
    day = tape.media.facts.get("date", "")
    if day and not is_date(day.partition("T")[0]):
        sentence = f"The date is {day[:40]!r}; it must be a year or a day such as 2026-11-22."
        yield tape.fault("metadata-value", sentence)


def chapters_are_there(tape: Tape) -> Iterator[Fault]:
    """A listener can go from heading to heading, and every heading says its name."""
    if not tape.media.chapters:
        yield tape.fault("chapters-missing", "There are no chapters; a listener can go nowhere.")
    for number, chapter in enumerate(tape.media.chapters, start=1):
        if not chapter.title.strip():
            yield tape.fault("chapter-untitled", "The chapter has no title.", f"chapter {number}")


def chapters_tile_the_sound(tape: Tape) -> Iterator[Fault]:
    """The first chapter begins with the book, each where one ends, the last ends with it."""
    reached_ms = 0
    for number, chapter in enumerate(tape.media.chapters, start=1):
        if abs(chapter.begin_ms - reached_ms) > 1 or chapter.end_ms <= chapter.begin_ms:
            sentence = (
                f"The chapter is from {spell_ms(chapter.begin_ms)} to {spell_ms(chapter.end_ms)}; "
                f"it must begin at {spell_ms(reached_ms)}."
            )
            yield tape.fault("chapter-gap", sentence, f"chapter {number}")
        reached_ms = max(reached_ms, chapter.end_ms)
    if tape.media.chapters and abs(tape.sound.length_ms - reached_ms) > BORDER_MS:
        sentence = (
            f"The last chapter ends at {spell_ms(reached_ms)}, "
            f"the sound at {spell_ms(tape.sound.length_ms)}."
        )
        yield tape.fault("chapter-beyond-sound", sentence)


def cover_is_a_picture(tape: Tape) -> Iterator[Fault]:
    """A cover, if there is one, is a PNG or a JPEG."""
    if len(tape.media.covers) > 1:
        yield tape.fault("cover-twice", "There may be one cover only.")
    for cover in tape.media.covers:
        if not cover.startswith(_PICTURES):
            yield tape.fault("cover-broken", "The cover is neither PNG nor JPEG.")


RULES: tuple[Callable[[Tape], Iterator[Fault]], ...] = (
    is_an_audiobook,
    sound_is_plain,
    facts_are_there,
    chapters_are_there,
    chapters_tile_the_sound,
    cover_is_a_picture,
    *index_rules.RULES,
)
