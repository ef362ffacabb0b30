"""Rules for the index of an M4B file, and for words and streams in it. Source: ISO/IEC 14496-12."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts.check.fault import Fault
from tts.check.m4b.tape import BORDER_MS, Tape
from tts.check.values import is_garbled, spell_ms

_MOST_NERO_CHAPTERS = 255
_DISC = re.compile(r"(\d{1,4})/(\d{1,4})", re.ASCII)
_TITLES = ("title", "album", "artist")
_OUTER = frozenset(
    ("ftyp", "moov", "mdat", "free", "skip", "wide", "moof", "mfra", "sidx", "uuid", "udta", "meta")
)


def file_is_whole(tape: Tape) -> Iterator[Fault]:
    """The outermost boxes fill the file, neither more nor less."""
    outer = tape.media.index.outer
    end = outer[-1][2] if outer else 0
    if end != tape.size:
        sentence = f"The file has {tape.size} bytes, but should have {end} by its own word."
        yield tape.fault("file-cut", sentence)
    for name, _, _ in outer:
        if name not in _OUTER:
            sentence = f"The file holds {name!r}, which no MP4 file has there."
            yield tape.fault("box-unknown", sentence)


def index_is_whole(tape: Tape) -> Iterator[Fault]:
    """What a player needs to find the sound is there, in one index."""
    for name in tape.media.index.missing:
        yield tape.fault("box-missing", f"The index has no {name}; players differ without it.")
    if any(name == "moof" for name, _, _ in tape.media.index.outer):
        sentence = "The file is in fragments; many players of audiobooks cannot jump in it."
        yield tape.fault("fragmented", sentence)


def index_leads_into_the_sound(tape: Tape) -> Iterator[Fault]:
    """Every piece of sound begins inside the sound (mdat), and there is room for all of it."""
    index = tape.media.index
    rooms = [(begin, end) for name, begin, end in index.outer if name == "mdat"]
    for offset in index.offsets:
        if not any(begin + 8 <= offset < end for begin, end in rooms):
            sentence = f"The index leads to byte {offset}, where there is no sound."
            yield tape.fault("index-outside", sentence)
    if index.sound_bytes > sum(end - begin - 8 for begin, end in rooms):
        yield tape.fault("index-outside", "The index tells of more sound than there is.")


def lengths_are_true(tape: Tape) -> Iterator[Fault]:
    """The book, its sound and the sum of the pieces are as long as what is heard."""
    index = tape.media.index
    for what, length_ms in (
        ("book", index.stated_ms), ("sound", index.sound_ms), ("pieces", index.counted_ms)
    ):  # fmt: skip
        if length_ms is None:
            yield tape.fault("duration-malformed", f"The length of the {what} cannot be told.")
        elif abs(length_ms - tape.sound.length_ms) > BORDER_MS:
            sentence = (
                f"The {what} is said to last {spell_ms(length_ms)}, "
                f"but lasts {spell_ms(tape.sound.length_ms)}."
            )
            yield tape.fault("duration-wrong", sentence)


def chapters_agree(tape: Tape) -> Iterator[Fault]:
    """Both lists of chapters, where there are both, have equally many."""
    index, chapters = tape.media.index, len(tape.media.chapters)
    listed = index.nero_chapters
    if listed is not None and listed != min(chapters, _MOST_NERO_CHAPTERS):
        sentence = f"The list of Nero has {listed} chapters, that of QuickTime {chapters}."
        yield tape.fault("chapters-differ", sentence)


def nothing_moves(tape: Tape) -> Iterator[Fault]:
    """A cover stands still; a film in it makes a player show a film."""
    if tape.media.films:
        yield tape.fault("film", "There is a film in the file, not only a cover.")


def words_are_right(tape: Tape) -> Iterator[Fault]:
    """No title was lost in a wrong encoding; a volume is one of a set."""
    told = [(name, tape.media.facts.get(name, ""), "") for name in _TITLES]
    told += [
        ("chapter", chapter.title, f"chapter {number}")
        for number, chapter in enumerate(tape.media.chapters, start=1)
    ]
    for what, said, place in told:
        if is_garbled(said):
            sentence = f"The {what} {said[:60]!r} was spoilt by a wrong encoding."
            yield tape.fault("words-garbled", sentence, place)
    disc = tape.media.facts.get("disc", "")
    match = _DISC.fullmatch(disc)
    if disc and not (match and 1 <= int(match[1]) <= int(match[2])):
        sentence = f"The volume is {disc[:40]!r}; it must be like 2/3."
        yield tape.fault("metadata-value", sentence)


RULES = (
    file_is_whole,
    index_is_whole,
    index_leads_into_the_sound,
    lengths_are_true,
    chapters_agree,
    nothing_moves,
    words_are_right,
)
