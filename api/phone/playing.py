"""Hearing a book: every key of the player, where it goes on, how it ends."""

from dataclasses import dataclass, replace

from access.listening.places import Place as Spot
from api.phone.acts import (
    PAUSE_LASTS_S,
    Act,
    Ask,
    BookOpened,
    Deed,
    ForgetPlace,
    KeepPlace,
    KeepSpeed,
    Listen,
    OpenBook,
    Play,
    SetMark,
    Turn,
)
from api.phone.call import Book, Call, Ended, Mark, Place
from api.phone.rules import MOST_ENTRIES, Entry, Menu, Rule, asks, leave, person, to
from api.phone.saying import Fact, Say, key_sentence
from api.words.saying import length_words

SPEEDS = (75, 90, 100, 125, 150, 175, 200)
"""Per cent, from the slowest to the fastest."""
SKIP_MS = 15_000
REWIND_MS = 7_000
"""So much earlier it goes on after a stop, for the thread of the story."""
CHAPTER_BEGINS_MS = 3_000
"""Whoever goes back a chapter within its first seconds means the one before."""


def after_opening(call: Call, answer: BookOpened) -> Turn:
    """Say what it is and where they were, then let it be heard."""
    book = answer.book
    if book is None or not book.tracks:
        return to(call, Place.TITLE if call.title else Place.MAIN, warning=(Say("cannot_hear"),))
    if call.place is Place.ENDED and call.book and call.book.title_id == book.title_id:
        return _went_on(call, call.book, book)
    at_ms = max(0, min(book.start_ms, book.length_ms) - REWIND_MS) if book.is_begun else 0
    opened = replace(call, book=book, current=book.name, at_ms=at_ms)
    said = "go_on" if book.is_begun else "begin"
    if not book.is_whole:
        said = "go_on_made"
    return heard(opened, at_ms, Say(said, _facts(opened)), Say("for_help"))


def _went_on(call: Call, before: Book, book: Book) -> Turn:
    """The end of what was made had come: is there more by now?"""
    now = replace(call, book=book)
    if book.length_ms > before.length_ms:
        return heard(now, before.length_ms)
    if book.is_whole:
        return after_ending(now, Ended())
    return to(now, Place.ENDED, before=(Say("made_so_far"),))


def heard(
    call: Call,
    at_ms: int,
    *says: Say,
    deeds: tuple[Deed, ...] = (),
    warning: tuple[Say, ...] = (),
) -> Turn:
    """The book is heard from here, after what is to be said first."""
    book = call.book
    if book is None:
        return to(call, Place.MAIN)
    at_ms = max(0, min(at_ms, book.length_ms))
    return Turn(
        call=call.at(Place.PLAYER, at_ms=at_ms), act=Play(book, at_ms, call.speed), says=says,
        deeds=deeds, warning=warning,
    )  # fmt: skip


def kept(call: Call) -> tuple[Deed, ...]:
    """Where they are now, for every door."""
    if call.book is None or not call.book.tracks:
        return ()
    return (KeepPlace(call.book, spot(call.book, call.at_ms)),)


def spot(book: Book, book_ms: int) -> Spot:
    """A moment of the book as records keep it."""
    number, at_ms = book.track_at(book_ms)
    return Spot(
        sound=book.tracks[number].sound,
        at_ms=at_ms,
        book_ms=book_ms,
        length_ms=book.length_ms if book.is_whole else 0,
    )


def pause_is_over(call: Call) -> Turn:
    """Nobody came back: the place is kept, the line is free for others."""
    return leave(call, Say("goodbye"), deeds=kept(call))


def after_ending(call: Call, event: Ended) -> Turn:
    """All there is has been heard."""
    book = call.book
    if book is None:
        return to(call, Place.MAIN)
    if not event.could_play:
        return to(call, Place.MAIN, warning=(Say("cannot_hear"),), deeds=kept(call))
    if book.is_whole:
        ended = replace(call, current=None, at_ms=0)
        return to(ended, Place.ENDED, before=(Say("the_end"),), deeds=(ForgetPlace(book),))
    ended = call.at(Place.ENDED, at_ms=book.length_ms)
    return asks(ended, Ask(OpenBook(book.title_id)), deeds=kept(ended))


@dataclass(frozen=True, slots=True)
class Player:
    """The keys while a book is heard, or is paused."""

    is_paused: bool

    def says(self, call: Call) -> tuple[Say, ...]:
        """In a pause: how to go on. Nothing while it is heard."""
        return (Say("paused"),) if self.is_paused else ()

    def press(self, call: Call, key: str) -> Turn | None:  # noqa: PLR0911 - a line a key
        """One key, one deed; the book goes on after most."""
        if call.book is None:
            return to(call, Place.MAIN)
        match key:
            case "5":
                return self._pause(call)
            case "4":
                return heard(call, call.at_ms - SKIP_MS)
            case "6":
                return heard(call, min(call.at_ms + SKIP_MS, call.book.length_ms))
            case "1" | "3":
                return _to_chapter(call, call.book, 1 if key == "3" else -1)
            case "7" | "9":
                return _to_speed(call, 1 if key == "9" else -1)
            case "8":
                return heard(call, call.at_ms, Say("where", _facts(call)))
            case "2":
                return to(call, Place.BOOKMARKS) if self.is_paused else _mark(call, call.book)
            case "#":
                return heard(call, call.at_ms, Say("keys"))
            case "*":
                return to(call, Place.MAIN, deeds=kept(call))
            case "0":
                return person(call, deeds=kept(call))
        return None

    def _pause(self, call: Call) -> Turn:
        if self.is_paused:
            return heard(call, call.at_ms)
        return to(call, Place.PAUSED, deeds=kept(call))


def _to_chapter(call: Call, book: Book, step: int) -> Turn:
    chapter = book.chapter_at(call.at_ms)
    begins_ms = book.chapter_begins_ms(chapter)
    if step < 0:
        if call.at_ms - begins_ms > CHAPTER_BEGINS_MS:
            return heard(call, begins_ms)
        if begins_ms == 0:
            return heard(call, 0, warning=(Say("first_chapter"),))
        return heard(call, book.chapter_begins_ms(book.chapter_at(begins_ms - 1)))
    following = book.chapter_begins_ms(chapter + 1)
    if following <= call.at_ms:
        return heard(call, call.at_ms, warning=(Say("last_chapter"),))
    return heard(call, following)


def _to_speed(call: Call, step: int) -> Turn:
    nearest = min(range(len(SPEEDS)), key=lambda number: abs(SPEEDS[number] - call.speed))
    wished = nearest + step
    if not 0 <= wished < len(SPEEDS):
        said = Say("fastest" if step > 0 else "slowest")
        return heard(call, call.at_ms, warning=(said,))
    faster = replace(call, speed=SPEEDS[wished])
    said = Say("speed", {"percent": str(faster.speed)})
    return heard(faster, call.at_ms, said, deeds=(KeepSpeed(faster.speed),))


def _mark(call: Call, book: Book) -> Turn:
    here = Mark(
        at=length_words(call.at_ms / 1000, call.language),
        chapter=book.chapters[book.chapter_at(call.at_ms)],
        book_ms=call.at_ms,
    )
    others = tuple(mark for mark in book.marks if mark.book_ms != here.book_ms)
    marked = replace(call, book=replace(book, marks=(here, *others)))
    deeds = (SetMark(book, spot(book, call.at_ms)),)
    return heard(marked, call.at_ms, Say("marked"), deeds=deeds)


def _facts(call: Call) -> dict[str, Fact]:
    book = call.book
    assert book is not None  # noqa: S101 - whoever asks has a book open
    chapter = book.chapter_at(call.at_ms)
    left_s = (book.length_ms - call.at_ms) / 1000
    return {
        "title": book.name,
        "chapter": book.chapters[chapter],
        "number": str(chapter + 1),
        "count": str(len(book.chapters)),
        "left": length_words(left_s, call.language),
    }


def _mark_entries(call: Call) -> tuple[Entry, ...]:
    marks = call.book.marks[:MOST_ENTRIES] if call.book else ()
    return tuple(_mark_entry(number, mark) for number, mark in enumerate(marks, 1))


def _mark_entry(number: int, mark: Mark) -> Entry:
    return Entry(
        str(number),
        key_sentence("bookmark", str(number), {"chapter": mark.chapter, "at": mark.at}),
        lambda call: heard(call, mark.book_ms),
    )


def _marks_open(call: Call) -> tuple[Say, ...]:
    return (Say("bookmarks" if call.book and call.book.marks else "no_bookmarks"),)


def _end_entries(call: Call) -> tuple[Entry, ...]:
    if call.book is None:
        return ()
    begin = Entry("1", key_sentence("to_begin_again", "1"), lambda there: heard(there, 0))
    if call.book.is_whole:
        return (begin,)
    return (begin, Entry("2", key_sentence("to_try_on", "2"), _try_on))


def _try_on(call: Call) -> Turn:
    if call.book is None:
        return to(call, Place.MAIN)
    return asks(call, Ask(OpenBook(call.book.title_id)))


def listening(place: Place) -> Act:
    """How long is waited here: a pause may last."""
    return Listen(PAUSE_LASTS_S) if place is Place.PAUSED else Listen()


RULES: dict[Place, Rule] = {
    Place.PLAYER: Player(is_paused=False),
    Place.PAUSED: Player(is_paused=True),
    Place.ENDED: Menu(
        back=lambda call: to(call, Place.MAIN), opening=lambda _: (), entries=_end_entries
    ),
    Place.BOOKMARKS: Menu(
        back=lambda call: to(call, Place.PAUSED), opening=_marks_open, entries=_mark_entries
    ),
}
