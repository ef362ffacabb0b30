"""One pass over what the ILS is to be told, and over the readers of whom it is to be asked.

No transaction is open while the line is. Whatever ends a pass, each thing arrives once: what went
out and was not answered is asked about before it is sent again, and where asking does not tell, a
person decides.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from access.database.opening import Database
from access.ils.carrying import (
    Errand,
    done,
    goes_out,
    let_go,
    next_errand,
    take,
    turned_down,
    was_not_done,
)
from access.ils.errors import NotTheCarrier
from access.ils.moves import catch_up
from access.ils.records import MoveKind, Verdict, WhyRefused
from access.ils.rule import ils_of, note_answered, note_fault
from access.ils.standing import note_standing, to_be_asked
from api.ils.answers import Outcome, Patron
from api.ils.asking import was_done
from api.ils.client import Client
from api.ils.errors import AnswerLost, CannotBeSaid, IlsError, NotOffered

AT_ONCE = 500
ASK_EVERY = timedelta(minutes=5)
"""Where there is nothing to tell, the ILS is asked so often whether it is there."""
LOG = logging.getLogger("dauys.ils")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a pass came to. `fault`: why it ended early."""

    told: int = 0
    refused: int = 0
    readers: int = 0
    fault: IlsError | None = None
    is_carrier: bool = True


@dataclass(slots=True)
class Carrier:
    """Who carries: over which database, to which ILS, under which name."""

    database: Database
    client: Client
    clock: Callable[[], datetime]
    holder: str

    def carry(self, *, limit: int = AT_ONCE) -> Tally:
        """Tell what waits, at most so much, in its order, and ask about readers.

        Nothing happens where another carries at this moment, or the rule is to tell nothing.
        """
        with self.database.change.begin() as db:
            if not take(db, holder=self.holder, now=self.clock()):
                return Tally(is_carrier=False)
            catch_up(db, now=self.clock())
        tally = Tally()
        try:
            for _ in range(limit):
                outcome = self._tell_next()
                if outcome is None:
                    break
                tally = replace(
                    tally, told=tally.told + outcome, refused=tally.refused + (not outcome)
                )
            tally = replace(tally, readers=self._ask_of_readers())
            self._note_that_it_answers(is_used=bool(tally.told or tally.refused or tally.readers))
        except NotTheCarrier:
            return replace(tally, is_carrier=False)
        except IlsError as error:
            LOG.warning("the ILS cannot be told: %s", error.code)
            with self.database.change.begin() as db:
                note_fault(db, error.code, now=self.clock())
            tally = replace(tally, fault=error)
        finally:
            self.client.close()
            with self.database.change.begin() as db:
                let_go(db, holder=self.holder)
        return tally

    def _tell_next(self) -> bool | None:
        """Whether the ILS took note of the next thing; None: nothing waits."""
        while True:
            with self.database.change.begin() as db:
                errand = next_errand(db, holder=self.holder, now=self.clock())
            if errand is None:
                return None
            told = self._tell(errand)
            if told is not None:
                return told

    def _tell(self, errand: Errand) -> bool | None:
        """None: it went out and nobody knows what came of it; it is still the next."""
        self.client.status()
        try:
            if errand.may_be_done:
                known = was_done(self.client, errand)
                if known is not False:
                    return self._close(errand, None if known else WhyRefused.UNSURE)
                self._write(was_not_done, errand)
            self._write(goes_out, errand)
            outcome = self._send(errand)
            if not outcome.is_done and was_done(self.client, errand) is not True:
                return self._close(errand, WhyRefused.REFUSED, outcome.words)
        except AnswerLost:
            return None
        except NotOffered:
            return self._close(errand, WhyRefused.NOT_OFFERED)
        except CannotBeSaid:
            return self._close(errand, WhyRefused.CANNOT_BE_SAID)
        self.client.end_session(errand.card)
        return self._close(errand, None, outcome.words)

    def _send(self, errand: Errand) -> Outcome:
        at, due_on = errand.happened_at, errand.due_on
        match errand.kind:
            case MoveKind.LEND:
                return self.client.check_out(errand.card, errand.barcode, at=at, due_on=due_on)
            case MoveKind.RENEW:
                return self.client.renew(errand.card, errand.barcode, at=at, due_on=due_on)
            case MoveKind.RETURN:
                return self.client.check_in(errand.barcode, at=at)
            case MoveKind.LOSE:
                raise NotOffered("SIP2 has no word for a copy that is lost.")

    def _close(self, errand: Errand, why: WhyRefused | None, words: str = "") -> bool:
        now = self.clock()
        with self.database.change.begin() as db:
            if why is None:
                done(db, errand, holder=self.holder, words=words, now=now)
            else:
                turned_down(db, errand, holder=self.holder, why=why, words=words, now=now)
        LOG.info("move %d: %s", errand.move_id, "told" if why is None else why.value)
        return why is None

    def _write(self, change: Callable[..., None], errand: Errand) -> None:
        with self.database.change.begin() as db:
            change(db, errand, holder=self.holder, now=self.clock())

    def _ask_of_readers(self) -> int:
        with self.database.look.begin() as db:
            wanted = to_be_asked(db, now=self.clock())
        for count, asked in enumerate(wanted):
            try:
                patron = self.client.patron(asked.card)
            except NotOffered:
                return count
            except CannotBeSaid:
                patron = Patron(is_known=False, may_borrow=False, is_pin_right=False)
            with self.database.change.begin() as db:
                note_standing(
                    db, asked, verdict=verdict_of(patron), words=patron.words, now=self.clock()
                )
        return len(wanted)

    def _note_that_it_answers(self, *, is_used: bool) -> None:
        with self.database.look.begin() as db:
            row = ils_of(db)
            is_known = row is not None and row.fault_code is None and row.answered_at is not None
            last = row.answered_at if row is not None else None
        now = self.clock()
        if not is_used and is_known and last is not None and now - last < ASK_EVERY:
            return
        self.client.status()
        with self.database.change.begin() as db:
            note_answered(db, now=now)


def verdict_of(patron: Patron) -> Verdict:
    """What an answer about a card means for its reader."""
    if not patron.is_known:
        return Verdict.UNKNOWN
    return Verdict.GOOD if patron.may_borrow else Verdict.BLOCKED
