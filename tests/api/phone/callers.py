"""A desk of the tests' own behind the dialogue: it counts what callers order and what they heard.

It answers at once and from memory, so that ten thousand calls take seconds; the real desk is
tested over the database, and the whole line over a real exchange.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import cycle

from api.phone import acts
from api.phone.call import Book, Mark, News, Rung, Standing, TitleTold, Track
from api.phone.saying import Foreign, Say
from api.phone.visit_acts import (
    BroughtWhen,
    ChangeVisit,
    DaysFor,
    DaysFound,
    VisitChanged,
    WhenBrought,
)
from api.phone.visit_told import DayTold, VisitDeed, VisitTold

NAME = Foreign("Абай жолы", "kk")
CARD, PIN = "1234", "7042"
TITLE = TitleTold(
    title_id=7, name=NAME, author="Мұхтар Әуезов", can_ask=True, can_bring=True, about="Жол."
)
TRACKS = tuple(
    Track(sound=f"s{number}.mp3", length_ms=20_000, chapter=number) for number in range(3)
)
BOOK = Book(
    title_id=7, manner_key="standard", name=NAME, folder="7/sound", tracks=TRACKS,
    chapters=tuple(Foreign(f"{number} тарау", "kk") for number in range(1, 4)), is_whole=True,
    start_ms=30_000, is_begun=True, marks=(Mark(at="он секунд", chapter=NAME, book_ms=10_000),),
)  # fmt: skip
FIRST, SECOND = date(2026, 11, 30), date(2026, 12, 2)
VISIT = VisitTold(visit_id=5, on=FIRST, day="дүйсенбі, 30 қараша", begins="10:00", ends="12:00",
                  is_promised=True)  # fmt: skip
DAYS = tuple(DayTold(date(2026, 12, day), f"{day} желтоқсан") for day in range(2, 9))
BOOK_READY = Rung(notice_id=9, language="kk", text="Абай жолы дайын.", title=TITLE, can_hear=True)
COURIER = Rung(notice_id=9, language="kk", text="", visit=VISIT)
AGREED = replace(COURIER, opening=VISIT.says)


@dataclass
class Ledger:
    """What a call did: orders by title and kind, visits that were changed, deeds."""

    orders: list[tuple[int, object]] = field(default_factory=list)
    changes: list[tuple[VisitDeed, int, date]] = field(default_factory=list)
    """What was done to which visit, and the day that it was on."""
    deeds: list[acts.Deed] = field(default_factory=list)


class PretendDesk:
    """Answers the dialogue's questions; `fate` decides what it cannot know."""

    def __init__(self, fate: bytes = b"\0") -> None:
        self._fate = cycle(fate or b"\0")
        self.ledger = Ledger()
        self._open: set[tuple[int, object]] = set()
        self.visits = [VISIT, replace(VISIT, visit_id=6, on=SECOND)]

    def answer(self, question: acts.Question) -> acts.Answer:  # noqa: PLR0911 - one a question
        """As the fate will have it."""
        lot = next(self._fate)
        match question:
            case acts.SignIn(card, pin):
                if (pin == PIN and card in (CARD, "")) or lot % 16 == 15:
                    current = NAME if lot % 2 else None
                    return acts.SignedInAs(reader_id=1, language="kk", speed=100, current=current)
                return acts.NotSignedIn(is_locked=lot % 8 == 7)
            case acts.FindByKeys() | acts.FindByNumber() | acts.FindNew() | acts.FindReady():
                return acts.Found((TITLE,) * (lot % 12))
            case acts.ReadTitle():
                return acts.TitleRead(TITLE if lot % 5 else None)
            case acts.AskFor():
                return self._ask(question, lot)
            case acts.Requests():
                one = Standing(
                    request_id=3, title=TITLE, says=(Say("stands_ready", {"title": NAME}),),
                    can_hear=bool(lot % 2),
                )  # fmt: skip
                return acts.Standings((one,) * (lot % 4), tuple(self.visits[: lot % 3]))
            case acts.Withdraw():
                return acts.Withdrawn(was_done=bool(lot % 2))
            case acts.OpenBook():
                return acts.BookOpened(self._book(lot))
            case acts.ReadNews():
                return acts.NewsRead((News(notice_id=4, text="Кітап дайын."),) * (lot % 3))
            case acts.IsPersonThere():
                return acts.PersonThere(bool(lot % 2))
            case acts.LeaveMessage():
                return acts.MessageLeft(bool(lot % 2))
            case DaysFor():
                return DaysFound(DAYS[: lot % 8])
            case WhenBrought():
                return BroughtWhen((Say("comes_when_ready"),))
            case ChangeVisit():
                return self._change(question, lot)

    def _change(self, asked: ChangeVisit, lot: int) -> VisitChanged:
        """As the real desk: a visit that is on another day by now stays where it is."""
        wish = asked.wish
        here = next((one for one in self.visits if one.visit_id == wish.visit_id), None)
        if here is None or here.on != wish.was_on or lot % 5 == 4:
            refused = (Say("visit_changed_before"),)
            return VisitChanged(was_done=False, says=refused, visits=tuple(self.visits))
        place = self.visits.index(here)
        if wish.deed is VisitDeed.CONFIRM:
            self.visits[place] = replace(here, is_confirmed=True)
        elif wish.deed is VisitDeed.CALL_OFF:
            del self.visits[place]
        else:
            self.visits[place] = replace(here, on=wish.to_on or date(2026, 12, 9))
        self.ledger.changes.append((wish.deed, wish.visit_id, wish.was_on))
        return VisitChanged(
            was_done=True, says=(Say("visit_confirmed"),), visits=tuple(self.visits)
        )

    def _ask(self, wish: acts.AskFor, lot: int) -> acts.Answer:
        if lot % 7 == 1 and not wish.again:
            return acts.HadAlready("2026")
        if lot % 7 == 2 and wish.medium is None:
            return acts.ChooseMedium((("print", "баспа"), ("braille", "Брайль")))
        if lot % 7 == 3:
            return acts.Refused((Say("not_entitled"),))
        order = (wish.title_id, wish.kind)
        if order not in self._open:  # as the real desk: asking again answers the open request
            self._open.add(order)
            self.ledger.orders.append(order)
        return acts.AskedFor(is_ready=bool(lot % 2), is_aside=False)

    def _book(self, lot: int) -> Book | None:
        if lot % 6 == 0:
            return None
        if lot % 6 == 1:
            return Book(
                title_id=7, manner_key="standard", name=NAME, folder=".making/7", is_whole=False,
                tracks=TRACKS[: 1 + lot % 3], chapters=BOOK.chapters[: 1 + lot % 3],
            )  # fmt: skip
        return BOOK
