"""What a call knows at a moment, what may happen to it, and what it does next: values alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from itertools import accumulate

from access.requests.records import RequestKind
from api.phone.saying import Fact, Foreign, Say
from api.phone.visit_told import DayTold, VisitTold, VisitWish

USUAL_SPEED = 100


class Place(StrEnum):
    """Where in the dialogue a caller is."""

    LANGUAGE = auto()
    CARD = auto()
    PIN = auto()
    MAIN = auto()
    READY = auto()
    FIND = auto()
    LETTERS = auto()
    NUMBER = auto()
    HITS = auto()
    TITLE = auto()
    CONFIRM = auto()
    MEDIUM = auto()
    AGAIN = auto()
    STATUS = auto()
    WITHDRAW = auto()
    PLAYER = auto()
    PAUSED = auto()
    ENDED = auto()
    BOOKMARKS = auto()
    NEWS = auto()
    TONGUE = auto()
    WHERE = auto()
    VISIT = auto()
    VISIT_DAYS = auto()
    VISIT_SURE = auto()
    CALL_OPEN = auto()
    CALL_PIN = auto()
    CALL = auto()
    MESSAGE = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTold:
    """A title as it is chosen by ear."""

    title_id: int
    name: Foreign
    author: str = ""
    length: str = ""
    can_hear: bool = False
    can_ask: bool = False
    can_bring: bool = False
    about: str = ""

    @property
    def facts(self) -> dict[str, Fact]:
        """For sentences that name it."""
        return {
            "title": self.name,
            "by": Foreign(f", {self.author}", self.name.language) if self.author else "",
            "length": f", {self.length}" if self.length else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A request, and the sentences that say where it is."""

    request_id: int
    title: TitleTold
    says: tuple[Say, ...]
    can_hear: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """What a call that we make is about. `opening` is said to whoever answers, only where the
    reader agreed to it; empty: nothing is told before the PIN."""

    notice_id: int
    language: str
    text: str
    title: TitleTold | None = None
    can_hear: bool = False
    visit: VisitTold | None = None
    opening: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One sound file of a book, and the chapter that it belongs to, counted from 0."""

    sound: str
    length_ms: int
    chapter: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bookmark: how it is said, and where it is."""

    at: str
    chapter: Foreign
    book_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A book that is heard: its sounds in order, one after another on one scale of milliseconds."""

    title_id: int
    manner_key: str
    name: Foreign
    folder: str
    tracks: tuple[Track, ...]
    chapters: tuple[Foreign, ...]
    is_whole: bool
    """False while it is being made: there may be more in a while."""
    start_ms: int = 0
    is_begun: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def begins_ms(self) -> Sequence[int]:
        """Where each track begins, and the end of the last."""
        return list(accumulate((track.length_ms for track in self.tracks), initial=0))

    @property
    def length_ms(self) -> int:
        """Of what there is."""
        return sum(track.length_ms for track in self.tracks)

    def track_at(self, book_ms: int) -> tuple[int, int]:
        """Which track is heard at a moment of the book, and how far into it that is."""
        begins = self.begins_ms
        for place in range(len(self.tracks) - 1, -1, -1):
            if book_ms >= begins[place]:
                return place, min(book_ms - begins[place], self.tracks[place].length_ms)
        return 0, 0

    def chapter_at(self, book_ms: int) -> int:
        """The chapter that is heard at a moment."""
        return self.tracks[self.track_at(book_ms)[0]].chapter

    def chapter_begins_ms(self, chapter: int) -> int:
        """Where a chapter begins."""
        for begins_ms, track in zip(self.begins_ms, self.tracks, strict=False):
            if track.chapter >= chapter:
                return begins_ms
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A notice that the reader has not heard yet."""

    notice_id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """All that is known of a call at a moment. Holds no PIN once it has been compared."""

    place: Place
    language: str
    caller: str = ""
    chosen: bool = False
    """The language was chosen in this call."""
    card: str = ""
    knows_card: bool = False
    """The caller's number belongs to one reader; they may leave the card out."""
    typed: str = field(default="", repr=False)
    tries: int = 0
    reader_id: int | None = None
    silences: int = 0
    strays: int = 0
    """How often nobody answered three times running."""
    speed: int = USUAL_SPEED
    current: Foreign | None = None
    """The book they were in the middle of when they called."""
    hits: tuple[TitleTold, ...] = ()
    page: int = 0
    title: TitleTold | None = None
    found_by: Place = Place.FIND
    kind: RequestKind | None = None
    medium: str | None = None
    media: tuple[tuple[str, str], ...] = ()
    had_on: str = ""
    standings: tuple[Standing, ...] = ()
    shown: int = 0
    book: Book | None = None
    at_ms: int = 0
    news: tuple[News, ...] = ()
    visits: tuple[VisitTold, ...] = ()
    visit_shown: int = 0
    days: tuple[DayTold, ...] = ()
    visit_wish: VisitWish | None = None
    promise: tuple[Say, ...] = ()
    """When what they ask for would come to the door; said when it is read back."""
    rung: Rung | None = None
    is_identified: bool = False
    """In a call that we made: they have shown who they are."""
    wants_day: bool = False
    """Whoever answered wants another day: after the PIN the days are offered at once."""
    saw_outcome: bool = False

    @property
    def visit(self) -> VisitTold | None:
        """The visit that is spoken of."""
        return self.visits[self.visit_shown] if self.visit_shown < len(self.visits) else None

    @property
    def is_open(self) -> bool:
        """In a call that we made: day and hours may be said to whoever answers."""
        return self.rung is not None and bool(self.rung.opening)

    def at(self, place: Place, **changes: object) -> "Call":
        """The same call at another place."""
        return replace(self, place=place, typed="", silences=0, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Key:
    """A key was pressed. While a book is heard, `at_ms` is where in the book."""

    key: str
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody pressed anything for as long as we waited."""


@dataclass(frozen=True, slots=True)
class HungUp:
    """The line is gone; `at_ms` is where in the book it was, if one was heard."""

    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The sounds of the book that there are have all been heard; or they could not be played."""

    could_play: bool = True


@dataclass(frozen=True, slots=True)
class Recorded:
    """Somebody spoke; the file and how long. "" where nothing was kept."""

    sound: str
    length_ms: int
