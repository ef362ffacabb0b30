"""What a turn of the dialogue asks for: of the desk, and of the line."""

from dataclasses import dataclass, field

from access.listening.places import Place as Spot
from access.notices.records import CallOutcome
from access.requests.records import RequestKind
from api.phone.call import Book, Call, News, Standing, TitleTold
from api.phone.saying import Foreign, Say
from api.phone.visit_acts import (
    BroughtWhen,
    ChangeVisit,
    DaysFor,
    DaysFound,
    VisitChanged,
    WhenBrought,
)
from api.phone.visit_told import VisitTold

WAITS_S = 7.0
PAUSE_LASTS_S = 300.0


@dataclass(frozen=True, slots=True)
class SignIn:
    """Compare card and PIN. An empty card: that of the caller's number."""

    card: str
    pin: str = field(repr=False)
    caller: str
    language: str | None
    """The language chosen in this call, to be remembered; None: that of the reader."""
    notice_id: int | None = None
    """In a call that we made: only the reader whom the notice is for."""


@dataclass(frozen=True, slots=True)
class FindByKeys:
    """Titles whose words begin with these keys."""

    digits: str


@dataclass(frozen=True, slots=True)
class FindByNumber:
    """The title with this number, or the copies with this shelf mark."""

    number: str


@dataclass(frozen=True, slots=True)
class FindNew:
    """New titles of the reader's subjects and authors."""


@dataclass(frozen=True, slots=True)
class FindReady:
    """The books that can be heard now: begun, ready, or as far as they are made."""


@dataclass(frozen=True, slots=True)
class ReadTitle:
    """All that is said of one title."""

    title_id: int


@dataclass(frozen=True, slots=True)
class AskFor:
    """Put a title on the reader's list; confirmed by them."""

    title_id: int
    kind: RequestKind
    medium: str | None
    again: bool


@dataclass(frozen=True, slots=True)
class Requests:
    """Where the reader's open requests are, and who comes to their door."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a request back."""

    request_id: int


@dataclass(frozen=True, slots=True)
class OpenBook:
    """Open a title to be heard; `title_id` 0: the one heard last."""

    title_id: int
    from_start: bool = False


@dataclass(frozen=True, slots=True)
class ReadNews:
    """Notices that the reader has not heard."""


@dataclass(frozen=True, slots=True)
class IsPersonThere:
    """Whether somebody can take the call now."""


@dataclass(frozen=True, slots=True)
class LeaveMessage:
    """Keep what was spoken for the coordinators."""

    sound: str
    length_ms: int


Question = (
    SignIn | FindByKeys | FindByNumber | FindNew | FindReady | ReadTitle | AskFor | Requests
    | Withdraw | OpenBook | ReadNews | IsPersonThere | LeaveMessage
    | ChangeVisit | DaysFor | WhenBrought
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeepPlace:
    """The reader is here in this book."""

    book: Book
    spot: Spot


@dataclass(frozen=True, slots=True)
class SetMark:
    """Mark this place."""

    book: Book
    spot: Spot


@dataclass(frozen=True, slots=True)
class ForgetPlace:
    """The book was heard to its end."""

    book: Book


@dataclass(frozen=True, slots=True)
class KeepSpeed:
    """So fast they like it."""

    percent: int


@dataclass(frozen=True, slots=True)
class KeepLanguage:
    """In this language they are spoken to."""

    language: str


@dataclass(frozen=True, slots=True)
class MarkRead:
    """They have heard this notice."""

    notice_id: int


@dataclass(frozen=True, slots=True)
class CallWent:
    """How a call that we made went."""

    notice_id: int
    outcome: CallOutcome


Deed = KeepPlace | SetMark | ForgetPlace | KeepSpeed | KeepLanguage | MarkRead | CallWent


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedInAs:
    """They are who they say; what the main menu needs."""

    reader_id: int
    language: str
    speed: int
    current: Foreign | None


@dataclass(frozen=True, slots=True)
class NotSignedIn:
    """Wrong, or it has to wait."""

    is_locked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Titles to choose from."""

    titles: tuple[TitleTold, ...]


@dataclass(frozen=True, slots=True)
class TitleRead:
    """A title, or that there is none."""

    title: TitleTold | None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """It is on the list. `is_ready`: it can be heard at once; `is_aside`: a copy waits."""

    is_ready: bool
    is_aside: bool
    says: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class HadAlready:
    """A question: they had it on that day; again?"""

    day: str


@dataclass(frozen=True, slots=True)
class ChooseMedium:
    """A question: of what should the copy be?"""

    media: tuple[tuple[str, str], ...]
    """Its word, and how it is called."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why it could not be done."""

    says: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """Open requests, ready ones first; and visits to the door, the next first."""

    standings: tuple[Standing, ...]
    visits: tuple[VisitTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Whether it could be taken back."""

    was_done: bool


@dataclass(frozen=True, slots=True)
class BookOpened:
    """A book to be heard; None where nothing can be."""

    book: Book | None


@dataclass(frozen=True, slots=True)
class NewsRead:
    """Notices, the oldest first."""

    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Whether somebody can take the call."""

    is_there: bool


@dataclass(frozen=True, slots=True)
class MessageLeft:
    """Whether what was spoken is kept."""

    was_kept: bool


Answer = (
    SignedInAs | NotSignedIn | Found | TitleRead | AskedFor | HadAlready | ChooseMedium | Refused
    | Standings | Withdrawn | BookOpened | NewsRead | PersonThere | MessageLeft
    | VisitChanged | DaysFound | BroughtWhen
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for a key; `more`: some were pressed already and others will follow quickly."""

    seconds: float = WAITS_S
    more: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the desk; its answer is the next event."""

    question: Question


@dataclass(frozen=True, slots=True)
class Play:
    """Let the book be heard from here until a key, its end, or nobody is there."""

    book: Book
    at_ms: int
    speed: int


@dataclass(frozen=True, slots=True)
class Record:
    """Let somebody speak."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The call is over for us; `to_person`: the exchange puts it through."""

    to_person: bool = False


Act = Listen | Ask | Play | Record | Leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What happens next: deeds first, then what is said, then one act that brings an event.

    Keys break off what is said, except `warning`, which is said first and to its end.
    """

    call: Call
    act: Act
    warning: tuple[Say, ...] = ()
    says: tuple[Say, ...] = ()
    deeds: tuple[Deed, ...] = ()
    slower: int = 0
    """How much slower it is said: 0, 1 or 2 steps."""
    arrives: bool = False
    """What the place says is still to be added; never so in a turn that the dialogue hands out."""
