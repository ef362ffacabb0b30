"""Notices to readers, as records: an outbox that is written in the same transaction as the fact."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base, word_type
from access.people.records import Reader, Way


class NoticeKind(StrEnum):
    """What a reader is told."""

    READY = "ready"
    DELAYED = "delayed"
    FAILED = "failed"
    DUE = "due"
    NEXT_IN_SERIES = "next_in_series"
    VISIT_PLANNED = "visit_planned"
    COURIER_ON_WAY = "courier_on_way"
    VISIT_FAILED = "visit_failed"
    VISIT_CHANGED = "visit_changed"
    """Nobody comes on the day that was told."""


class NoticeState(StrEnum):
    """Whether it has been told. LAPSED: it came too late to matter, or nobody could be reached."""

    WAITING = "waiting"
    SENT = "sent"
    LAPSED = "lapsed"


class CallOutcome(StrEnum):
    """How the call about a notice went, once somebody had answered."""

    HEARD = "heard"
    LATER = "later"
    """The reader wants to be called again."""
    PERSON = "person"
    """The reader was put through to a person."""
    STRANGER = "stranger"
    """Whoever answered could not show that they are the reader; nothing was said."""
    TOLD = "told"
    """Day and hours of a visit were said to whoever answered, as the reader agreed; they chose
    nothing, and it may have been a machine."""
    FINE = "fine"
    """The day of a visit was confirmed."""
    MOVED = "moved"
    """The visit was moved or called off."""


class Notice(Base):
    """One thing to tell one reader, once; `once_key` keeps it from being told twice."""

    __tablename__ = "notices"
    __table_args__ = (Index("notices_due", "state", "not_before_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    once_key: Mapped[str] = mapped_column(String(120), unique=True)
    """Kind and what it is about, such as `ready:request:17`."""
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(word_type(NoticeKind))
    way: Mapped[Way] = mapped_column(word_type(Way))
    language: Mapped[str] = mapped_column(String(16))
    facts: Mapped[dict[str, Any]]
    """What the sentence needs: title, day, place. No more than will be said."""
    state: Mapped[NoticeState] = mapped_column(word_type(NoticeState), default=NoticeState.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    """By its present way."""
    ways_failed: Mapped[list[str]] = mapped_column(default=list)
    made_at: Mapped[datetime]
    not_before_at: Mapped[datetime]
    """When the next try is due; quiet hours are left out."""
    lapses_at: Mapped[datetime | None]
    """From when on it would come too late to matter."""
    claimed_until_at: Mapped[datetime | None]
    """Somebody is sending it now; if they have not said how it went by then, they died."""
    told_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    """When the reader saw or heard it on their page or on the line."""
    fault_code: Mapped[str | None] = mapped_column(String(64))
    call_outcome: Mapped[CallOutcome | None] = mapped_column(word_type(CallOutcome))
    put_off: Mapped[int] = mapped_column(default=0)
    """How often the reader said on the telephone: later."""
    reader: Mapped[Reader] = relationship(lazy="raise")
