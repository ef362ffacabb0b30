"""Whom Dauys asks: an ILS that is reached again after every failure, a few times, then given up.

Belongs to one thread. Questions are asked again on a new line; a command is sent once, and where
its answer is lost the caller asks what became of it (see api.ils.carrying).
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from api.ils import commands
from api.ils.answers import Item, Outcome, Patron, Status, item_in, outcome_in, patron_in
from api.ils.commands import Place
from api.ils.errors import AnswerLost, BadMessage, IlsAway, IlsError
from api.ils.message import Letters, Message
from api.ils.session import Session, Wire

Found = TypeVar("Found")
TRIES = 3
FIRST_PAUSE_S = 0.2
CHARGED_A_PAGE = 100
MOST_CHARGED = 1_000


class Client:
    """The ILS as the rest of Dauys sees it."""

    def __init__(
        self,
        place: Place,
        *,
        open_wire: Callable[[], Wire],
        letters: Letters,
        is_checked: bool,
        clock: Callable[[], datetime],
        rest: Callable[[float], object],
    ) -> None:
        self._place, self._letters, self._is_checked = place, letters, is_checked
        self._open_wire, self._clock, self._rest = open_wire, clock, rest
        self._session: Session | None = None

    def status(self) -> Status:
        """What the ILS can do. Raises IlsAway, NotSafe, LoginRefused, BadMessage."""
        return self._reached(lambda session: session.status)

    def patron(self, card: str) -> Patron:
        """Whether a card may borrow. By 63, by 23 where the ILS knows no other."""
        now = self._clock()
        if self.status().knows("63"):
            return patron_in(self._ask(commands.patron_information(self._place, card, now)))
        return patron_in(self._ask(commands.patron_status(self._place, card, now)))

    def is_pin_right(self, card: str, pin: str) -> bool:
        """Whether the ILS says that the card is valid and the PIN the right one: both, and in so
        many words. The PIN is kept nowhere."""
        now = self._clock()
        ask = commands.patron_information if self.status().knows("63") else commands.patron_status
        return patron_in(self._ask(ask(self._place, card, now, pin=pin))).is_pin_right

    def lent_to(self, card: str) -> Patron:
        """A card with the bar codes of all that is lent to it, as far as the ILS names them.

        Raises NotOffered where it does not know 63.
        """
        charged = list[str]()
        while True:
            asked = commands.patron_information(
                self._place, card, self._clock(), with_charged=True,
                first=len(charged) + 1, last=len(charged) + CHARGED_A_PAGE,
            )  # fmt: skip
            found = patron_in(self._ask(asked))
            new = [code for code in found.charged if code not in charged]
            charged += new
            count = found.charged_count or 0
            if not new or len(charged) >= min(count, MOST_CHARGED):
                return Patron(
                    is_known=found.is_known, may_borrow=found.may_borrow, is_pin_right=False,
                    charged=tuple(charged), charged_count=found.charged_count, words=found.words,
                )  # fmt: skip

    def item(self, barcode: str) -> Item:
        """What is with a copy. Raises NotOffered."""
        return item_in(self._ask(commands.item_information(self._place, barcode, self._clock())))

    def check_out(self, card: str, barcode: str, *, at: datetime, due_on: date) -> Outcome:
        """The reader has had the copy since then. Raises AnswerLost."""
        return outcome_in(
            self._do(commands.checkout(self._place, card, barcode, at=at, due_on=due_on))
        )

    def check_in(self, barcode: str, *, at: datetime) -> Outcome:
        """The copy came back then. Raises AnswerLost."""
        return outcome_in(
            self._do(commands.checkin(self._place, barcode, at=at, now=self._clock()))
        )

    def renew(self, card: str, barcode: str, *, at: datetime, due_on: date) -> Outcome:
        """The reader keeps the copy until that day. Raises AnswerLost, NotOffered."""
        return outcome_in(
            self._do(commands.renew(self._place, card, barcode, at=at, due_on=due_on))
        )

    def end_session(self, card: str) -> None:
        """That was all about this reader. Nothing hangs on the answer."""
        session = self._session
        if session is None or not session.status.knows("35"):
            return
        try:
            session.question(commands.end_session(self._place, card, self._clock()))
        except IlsError:
            self.close()

    def close(self) -> None:
        """Let go of the line; the next question opens another."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def _ask(self, message: Message) -> Message:
        """Raises what the last try failed by."""
        return self._reached(lambda session: session.question(message))

    def _do(self, message: Message) -> Message:
        session = self._reached(lambda session: session)
        try:
            return session.command(message)
        except AnswerLost:
            self.close()
            raise

    def _reached(self, act: Callable[[Session], Found]) -> Found:
        """What comes of it on the open line, or on a new one, a few times."""
        for tried in range(TRIES):
            try:
                return act(self._session or self._opened())
            except (IlsAway, BadMessage):
                self.close()
                if tried == TRIES - 1:
                    raise
            self._rest(FIRST_PAUSE_S * 2**tried)
        raise AssertionError("the last try answers or fails")

    def _opened(self) -> Session:
        wire = self._open_wire()
        try:
            made = Session(wire, self._place, self._letters, is_checked=self._is_checked)
        except BaseException:
            wire.close()
            raise
        self._session = made
        return made
