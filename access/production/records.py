"""Productions, their reviews, the lexicon and the quality sample, as records."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.catalogue.made import Edition, Source
from access.catalogue.records import Title
from access.database.base import Base, word_type


class ProductionState(StrEnum):
    """Where the making of an edition is.

    WAITING → RUNNING → DONE. A fault that may pass by itself goes back to WAITING with a growing
    delay; one that will not, or tries used up, PARKED until a producer decides. CANCELLED: nobody
    wants it any more.
    """

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"
    CANCELLED = "cancelled"


LIVE = text("state IN ('waiting', 'running', 'parked')")

SOMEBODY_WAITS, NIGHTLY, BACK_CATALOGUE = 1, 5, 9
"""Priorities: 1 is first."""


class Production(Base):
    """An edition to be made: of which source, in which voices and forms, how far it is."""

    __tablename__ = "productions"
    __table_args__ = (
        Index(  # many readers may ask for the same title and voice: it is made once
            "one_live_production", "title_id", "manner_key", unique=True,
            sqlite_where=LIVE, postgresql_where=LIVE,
        ),
        CheckConstraint("priority BETWEEN 1 AND 9", name="priority"),
        Index("production_queue", "state", "priority", "turn_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"))
    manner_key: Mapped[str] = mapped_column(String(200))
    manner: Mapped[dict[str, Any]]
    """What the key stands for: voices and speeds by language, what is announced, pauses."""
    forms: Mapped[list[str]]
    state: Mapped[ProductionState] = mapped_column(
        word_type(ProductionState), default=ProductionState.WAITING
    )
    priority: Mapped[int] = mapped_column(default=SOMEBODY_WAITS)
    kept_priority: Mapped[int | None]
    """With which it is made though no reader waits; None: it is made for readers alone."""
    round: Mapped[int] = mapped_column(default=1)
    """Counts up when it is made anew after a change; with the number it names the workflow."""
    tries: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    turn_at: Mapped[datetime]
    """Its place among those of the same priority: the earliest turn of a reader who waits for it
    (see access.requests.fairness), else when it was asked for."""
    started_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    sections_done: Mapped[int] = mapped_column(default=0)
    sections_total: Mapped[int] = mapped_column(default=0)
    phrases_done: Mapped[int] = mapped_column(default=0)
    phrases_total: Mapped[int] = mapped_column(default=0)
    starts: Mapped[int] = mapped_column(default=0)
    """How often a worker began with it since it last got further than ever."""
    worker: Mapped[str | None] = mapped_column(String(100))
    """The worker that makes it, while it runs."""
    listen: Mapped[str | None] = mapped_column(String(1000))
    """The play list of what is ready, under the shelf, while it is made (see tts.listening)."""
    fault_code: Mapped[str | None] = mapped_column(String(64))
    fault: Mapped[str | None] = mapped_column(Text)
    """What went wrong, where, what to do, in one sentence."""
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("editions.id"))
    version: Mapped[int] = mapped_column(default=1)

    title: Mapped[Title] = relationship(lazy="raise")
    source: Mapped[Source] = relationship(lazy="raise")
    edition: Mapped[Edition | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so


class FindingState(StrEnum):
    """What a producer decided about a doubtful sentence."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"


class Finding(Base):
    """A sentence of an edition that a producer should hear: what is written, what was said, why."""

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("edition_id", "phrase_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("editions.id", ondelete="CASCADE"), index=True
    )
    phrase_id: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(64))
    """Why it is doubtful: unspoken, doubtful, low_confidence; reported where a person said so."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """The same in a sentence."""
    language: Mapped[str] = mapped_column(String(16))
    written: Mapped[str] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    sound: Mapped[str] = mapped_column(String(300), default="")
    """The file under the edition's folder in which it is heard."""
    begins_ms: Mapped[int] = mapped_column(default=0)
    ends_ms: Mapped[int] = mapped_column(default=0)
    state: Mapped[FindingState] = mapped_column(word_type(FindingState), default=FindingState.OPEN)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None]
    edition: Mapped[Edition] = relationship(lazy="raise")


OF_A_TITLE = text("ended_at IS NULL AND title_id IS NOT NULL")
OF_ALL = text("ended_at IS NULL AND title_id IS NULL")


class Pronunciation(Base):
    """A lexicon entry: how a word, a phrase or a pattern is said, everywhere or in one title."""

    __tablename__ = "pronunciations"
    __table_args__ = (
        Index(
            "one_pronunciation", "title_id", "language", "kind", "letter_case", "written",
            unique=True, sqlite_where=OF_A_TITLE, postgresql_where=OF_A_TITLE,
        ),
        Index(
            "one_pronunciation_of_all", "language", "kind", "letter_case", "written",
            unique=True, sqlite_where=OF_ALL, postgresql_where=OF_ALL,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[int | None] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), index=True
    )
    """None: for every title of the network."""
    language: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    """As in tts.lexicon: a word, a phrase or a pattern."""
    letter_case: Mapped[str] = mapped_column(String(16), default="as-written")
    """Which capitals a text may have where the entry has its own (tts.lexicon.entry.Case)."""
    written: Mapped[str] = mapped_column(String(500))
    said: Mapped[str] = mapped_column(String(500), default="")
    phonemes: Mapped[str] = mapped_column(String(500), default="")
    alphabet: Mapped[str] = mapped_column(String(16), default="")
    role: Mapped[str] = mapped_column(String(500), default="")
    sentence: Mapped[str] = mapped_column(String(2000), default="")
    """A sentence to try it on, and what must come of it; "" where nobody has said."""
    expected: Mapped[str] = mapped_column(String(2000), default="")
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Set when it is changed or taken away; a change is a new row: the past can be read."""


class Verdict(StrEnum):
    """What a listener said of an edition drawn by lot."""

    WAITING = "waiting"
    GOOD = "good"
    FAULTY = "faulty"


class QualitySample(Base):
    """An edition drawn by lot, to be heard by a person."""

    __tablename__ = "quality_samples"
    __table_args__ = (UniqueConstraint("edition_id", "drawn_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"))
    drawn_on: Mapped[date]
    verdict: Mapped[Verdict] = mapped_column(word_type(Verdict), default=Verdict.WAITING)
    remark: Mapped[str] = mapped_column(Text, default="")
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    judged_at: Mapped[datetime | None]
    edition: Mapped[Edition] = relationship(lazy="raise")


class Worker(Base):
    """A process that makes editions. While it lives, its row is touched again and again."""

    __tablename__ = "workers"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    """The machine and a number on it, the same after every start: "host-0"."""
    beats: Mapped[int] = mapped_column(default=0)
    """Counts up; who watches needs no clock that agrees with the worker's."""
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    stopped_at: Mapped[datetime | None]
    """When it ended in good order; what it had begun may be taken over at once."""
