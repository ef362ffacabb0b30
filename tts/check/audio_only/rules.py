"""What holds for every book that is only listened to, whatever its manifest is called.

Source: docs/formats.md; Readium Audiobook Profile; W3C Audiobooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tts.check.audio_only import telling
from tts.check.audio_only.book import Book, Entry, Listed
from tts.check.fault import Fault
from tts.check.shelf import Packed, Unreadable
from tts.check.sound import suffix
from tts.check.values import spell_ms

BORDER_MS = 5
"""How far a stated length may miss the sound, beside what an encoder adds behind it."""

ROUNDING_MS = 1.5
_SOUND_KINDS = {
    ".mp3": ("audio/mpeg", "audio/mp3"),
    ".m4a": ("audio/mp4", "audio/aac", "audio/x-m4a"),
    ".mp4": ("audio/mp4",),
    ".ogg": ("audio/ogg",),
    ".oga": ("audio/ogg",),
    ".opus": ("audio/ogg", "audio/opus"),
    ".wav": ("audio/wav", "audio/x-wav"),
}
_PICTURE_STARTS = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "image/webp": b"RIFF",
}


def has_sounds(book: Book) -> Iterator[Fault]:
    """There is something to listen to."""
    if not book.tracks:
        sentence = "readingOrder lists no sound; it must list at least one."
        yield book.fault("reading-order-empty", "readingOrder", sentence)


def only_sounds_are_read(book: Book) -> Iterator[Fault]:
    """The reading order holds sounds, each said to be what it is."""
    for track in book.tracks:
        kinds = _SOUND_KINDS.get(suffix(track.file))
        if not track.media_type.startswith("audio/"):
            sentence = f"{track.address or 'This'} is not said to be sound; only sound may be here."
            yield book.fault("reading-order-not-sound", track.place, sentence)
        elif kinds and track.media_type not in kinds:
            sentence = f"{track.address} is said to be {track.media_type}; it must be {kinds[0]}."
            yield book.fault("media-type", track.place, sentence)


def each_sound_once(book: Book) -> Iterator[Fault]:
    """No sound is played twice."""
    seen = set[str]()
    for track in book.tracks:
        if track.file and track.file in seen:
            sentence = f"{track.file} stands in the reading order again."
            yield book.fault("sound-twice", track.place, sentence)
        seen.add(track.file)


def no_place_in_the_reading_order(book: Book) -> Iterator[Fault]:
    """A moment inside a sound is for the contents; Thorium plays no track that has one."""
    for track in book.tracks:
        if track.fragment:
            sentence = f"{track.address} names a moment; only the contents may."
            yield book.fault("reading-order-fragment", track.place, sentence)


def files_are_there(book: Book) -> Iterator[Fault]:
    """What is listed lies in the book, under an address inside it."""
    for listed in (*book.tracks, *book.resources):
        if not (listed.address and listed.file) or _leads_out(listed.file):
            sentence = f"{listed.address!r} is no file of the book; addresses must be relative."
            yield book.fault("address-outside", listed.place, sentence)
        elif listed.file not in book.shelf.sizes:
            sentence = f"{listed.file} is listed, but is not there."
            yield book.fault("file-missing", listed.place, sentence)


def files_are_listed(book: Book) -> Iterator[Fault]:
    """What lies in the book is listed; a player sees nothing else."""
    known = {listed.file for listed in (*book.tracks, *book.resources)}
    known |= {book.name, book.contents_file, "index.html", "mimetype"}
    for name in book.shelf.sizes:
        if name not in known:
            yield Fault("file-unlisted", name, "", "The manifest does not list this file.")


def lengths_are_true(book: Book) -> Iterator[Fault]:
    """Each sound is as long as is said."""
    for track in book.tracks:
        if track.length_ms is None:
            said = track.said_length or "nothing"
            sentence = f"The length of {track.address} is {said}; it must be a length of time."
            yield book.fault("duration-malformed", track.place, sentence)
            continue
        sound = book.sounds.sound(track.file)
        if sound is None:
            continue
        left_ms = sound.length_ms - track.length_ms
        if not -BORDER_MS <= left_ms <= sound.padding_ms + BORDER_MS:
            sentence = (
                f"{track.file} is said to last {spell_ms(track.length_ms)}, "
                f"but lasts {spell_ms(sound.length_ms)}."
            )
            yield book.fault("duration-wrong", track.place, sentence)


def lengths_add_up(book: Book) -> Iterator[Fault]:
    """The length of the book is the sum of those of its sounds. Source: W3C Audiobooks, 4.4."""
    if book.total_ms is None:
        said = book.said_total or "nothing"
        sentence = f"The length of the book is {said}; it must be a length of time."
        yield book.fault("total-malformed", "duration", sentence)
        return
    lengths_ms = [track.length_ms for track in book.tracks]
    sum_ms = sum(length_ms for length_ms in lengths_ms if length_ms is not None)
    if None not in lengths_ms and abs(sum_ms - book.total_ms) > ROUNDING_MS:
        sentence = (
            f"The book is said to last {spell_ms(book.total_ms)}, "
            f"but its sounds add up to {spell_ms(sum_ms)}."
        )
        yield book.fault("total-wrong", "duration", sentence)


def tracks_have_titles(book: Book) -> Iterator[Fault]:
    """A player names the sound that it plays."""
    for track in book.tracks:
        if not track.title:
            sentence = f"{track.address} has no title."
            yield book.fault("track-untitled", track.place, sentence)


def contents_are_there(book: Book) -> Iterator[Fault]:
    """A listener can go from heading to heading, and every heading says its name."""
    if not book.entries:
        sentence = "There is no table of contents; a listener can go nowhere."
        yield Fault("contents-missing", book.contents_file, "", sentence)
    for entry in book.entries:
        if not entry.title:
            sentence = "This line of the contents has no words."
            yield Fault("contents-untitled", book.contents_file, entry.place, sentence)


def contents_lead_into_sounds(book: Book) -> Iterator[Fault]:
    """Every line leads to a moment inside a sound of the reading order."""
    read = {track.file for track in book.tracks}
    for entry in book.entries:
        sound = book.sounds.sound(entry.file)
        if entry.file not in read:
            sentence = f"{entry.title!r} leads to {entry.file!r}, which is not in readingOrder."
            yield _entry_fault(book, "contents-target", entry, sentence)
        elif entry.begin_ms is None:
            sentence = f"{entry.title!r} leads to no moment of {entry.file} such as #t=12.5."
            yield _entry_fault(book, "contents-fragment", entry, sentence)
        elif sound and entry.begin_ms >= sound.length_ms:
            sentence = (
                f"{entry.title!r} begins at {spell_ms(entry.begin_ms)}, but {entry.file} is only "
                f"{spell_ms(sound.length_ms)} long."
            )
            yield _entry_fault(book, "contents-beyond-sound", entry, sentence)


def contents_go_forward(book: Book) -> Iterator[Fault]:
    """The contents follow the reading order."""
    order = {track.file: place for place, track in reversed(list(enumerate(book.tracks)))}
    reached = (-1, -1.0)
    for entry in book.entries:
        if entry.file not in order or entry.begin_ms is None:
            continue
        here = (order[entry.file], entry.begin_ms)
        if here <= reached:
            sentence = f"{entry.title!r} does not begin after the line before it."
            yield _entry_fault(book, "contents-order", entry, sentence)
        reached = max(reached, here)


def every_sound_has_a_heading(book: Book) -> Iterator[Fault]:
    """The contents begin where the book begins, or the listener misses what comes before."""
    if not book.entries or not book.tracks:
        return
    first = book.entries[0]
    if first.file != book.tracks[0].file or (first.begin_ms or 0) > BORDER_MS:
        sentence = "The first line of the contents does not lead to the beginning of the book."
        yield _entry_fault(book, "contents-begin-late", first, sentence)


def cover_is_a_picture(book: Book) -> Iterator[Fault]:
    """A cover is one picture, and of the kind that it is said to be."""
    covers = [listed for listed in book.resources if "cover" in listed.rels]
    for listed in covers[1:]:
        yield book.fault("cover-twice", listed.place, "There may be one cover only.")
    for listed in covers:
        if not listed.media_type.startswith("image/"):
            sentence = f"The cover is said to be {listed.media_type or 'nothing'}, not a picture."
            yield book.fault("cover-kind", listed.place, sentence)
        elif listed.file in book.shelf.sizes and not _is_what_it_says(book, listed):
            sentence = f"The cover is said to be {listed.media_type}, but its bytes are not."
            yield book.fault("cover-broken", listed.place, sentence)


def names_stay_inside(book: Book) -> Iterator[Fault]:
    """No file would land outside the folder into which the book is unpacked."""
    for name in book.shelf.sizes:
        if _leads_out(name):
            sentence = "The name leads out of the book; unpacking it is not safe."
            yield Fault("name-outside", name, "", sentence)


def sounds_are_stored(book: Book) -> Iterator[Fault]:
    """Sound is kept in the ZIP as it is, so that a player can jump about in it."""
    if not isinstance(book.shelf, Packed):
        return
    for entry in book.shelf.entries:
        if suffix(entry.name) in _SOUND_KINDS and not entry.is_stored:
            sentence = "The sound is squeezed; it must be stored as it is."
            yield Fault("sound-squeezed", entry.name, "", sentence)


RULES: tuple[Callable[[Book], Iterator[Fault]], ...] = (
    has_sounds,
    only_sounds_are_read,
    each_sound_once,
    no_place_in_the_reading_order,
    files_are_there,
    files_are_listed,
    lengths_are_true,
    lengths_add_up,
    tracks_have_titles,
    contents_are_there,
    contents_lead_into_sounds,
    contents_go_forward,
    every_sound_has_a_heading,
    cover_is_a_picture,
    names_stay_inside,
    sounds_are_stored,
    *telling.RULES,
)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _entry_fault(book: Book, code: str, entry: Entry, sentence: str) -> Fault:
    return Fault(code, book.contents_file, entry.place, sentence)


def _is_what_it_says(book: Book, listed: Listed) -> bool:
    """Whether a picture begins as its kind does; a kind that we do not know is believed."""
    start = _PICTURE_STARTS.get(listed.media_type, b"")
    try:
        with book.shelf.open(listed.file) as stream:
            return stream.read(len(start)) == start
    except (Unreadable, OSError):
        return False
