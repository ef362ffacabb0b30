"""What the library's own system (ILS) is told of loans, and what it says of readers, as records.

A move is written in the transaction of its loan, so that neither is without the other. It names the
loan alone: card and bar code are looked up when it is carried. No PIN is kept.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base, word_type
from access.people.records import Reader
from access.requests.records import Loan

LONGEST_WORDS = 500


class IlsRule(StrEnum):
    """What the ILS is to this network."""

    OFF = "off"
    """There is none, or it is told nothing."""
    TOLD = "told"
    """It is told of loans; whether a reader may borrow, Dauys decides."""
    DECIDES = "decides"
    """It is told of loans, and whom it will not lend to gets no copy."""


class Ils(Base):
    """The one row about the ILS: its rule, who carries to it now, how it answered last."""

    __tablename__ = "ils"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[IlsRule] = mapped_column(word_type(IlsRule), default=IlsRule.OFF)
    since_at: Mapped[datetime | None]
    """From when on loans are written down for it."""
    held_by: Mapped[str | None] = mapped_column(String(100))
    """Who carries: one at a time, so that all arrives in its order."""
    held_until_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    fault_code: Mapped[str | None] = mapped_column(String(32))
    """Why it could not be asked the last time; None: it could."""
    fault_at: Mapped[datetime | None]


class MoveKind(StrEnum):
    """What happened to a loan."""

    LEND = "lend"
    RENEW = "renew"
    RETURN = "return"
    LOSE = "lose"
    """The copy is lost. SIP2 has no word for it: a person marks it at the ILS."""


class MoveState(StrEnum):
    """How far it is. WAITING → DONE, or REFUSED → SETTLED by a person."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    SETTLED = "settled"


class WhyRefused(StrEnum):
    """Why a person has to look at it."""

    REFUSED = "refused"
    """The ILS said no."""
    NO_BARCODE = "no_barcode"
    """The copy has no bar code, so the ILS cannot know which it is."""
    NOT_OFFERED = "not_offered"
    """The ILS does not know this kind of message."""
    UNSURE = "unsure"
    """Its answer was lost, and asking it did not make clear whether it was done."""
    LOST = "lost"
    """The copy is lost; SIP2 cannot say so."""
    CANNOT_BE_SAID = "cannot_be_said"
    """The card or the bar code has a sign that a message cannot carry."""


class LoanMove(Base):
    """One thing that the ILS is to be told of a loan, once."""

    __tablename__ = "ils_moves"
    __table_args__ = (
        UniqueConstraint("loan_id", "kind", "due_on"),
        Index("ils_moves_open", "state", "id"),
        CheckConstraint("(state = 'waiting') = (closed_at IS NULL)", name="closed"),
        CheckConstraint("state NOT IN ('refused') OR why IS NOT NULL", name="why"),
        CheckConstraint("settled_by_id IS NULL OR state = 'settled'", name="settled"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("loans.id"))
    kind: Mapped[MoveKind] = mapped_column(word_type(MoveKind))
    due_on: Mapped[date]
    """Until when the reader may keep the copy, as it was then."""
    happened_at: Mapped[datetime]
    state: Mapped[MoveState] = mapped_column(word_type(MoveState), default=MoveState.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None]
    """When it was sent and nobody heard what became of it: it may have been done."""
    why: Mapped[WhyRefused | None] = mapped_column(word_type(WhyRefused))
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    """What the ILS said, for staff."""
    closed_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    loan: Mapped[Loan] = relationship(lazy="raise")


STILL_WANTED = text("wanted_at IS NOT NULL")


class Verdict(StrEnum):
    """What the ILS says of a reader."""

    GOOD = "good"
    BLOCKED = "blocked"
    """Known there, but may not borrow: blocked, expired, too much overdue."""
    UNKNOWN = "unknown"
    """Nobody has this card there."""


class Standing(Base):
    """What the ILS said of a reader the last time, and whether it is to be asked again."""

    __tablename__ = "ils_standings"
    __table_args__ = (
        Index(
            "ils_standings_wanted", "wanted_at",
            sqlite_where=STILL_WANTED, postgresql_where=STILL_WANTED,
        ),
        CheckConstraint("(verdict IS NULL) = (answered_at IS NULL)", name="answered"),
    )  # fmt: skip

    reader_id: Mapped[int] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True
    )
    verdict: Mapped[Verdict | None] = mapped_column(word_type(Verdict))
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS), default="")
    answered_at: Mapped[datetime | None]
    wanted_at: Mapped[datetime | None]
    """Since when somebody waits to know; None: it is asked for no more."""
    reader: Mapped[Reader] = relationship(lazy="raise")
