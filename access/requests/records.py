"""What readers asked for and had, as records."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.catalogue.made import Edition
from access.catalogue.records import Copy, Series, Title
from access.database.base import Base, word_type
from access.people.records import Reader
from access.production.records import Production

OPEN = text("closed_at IS NULL")
HOLDS_COPY = text("closed_at IS NULL AND copy_id IS NOT NULL")


class RequestKind(StrEnum):
    """What the reader wants to have in hand."""

    AUDIO = "audio"
    """An edition, to hear or to download."""
    COPY = "copy"
    """A copy of print, large print or braille, fetched at a service point."""
    CARTRIDGE = "cartridge"
    """The edition on a USB cartridge that travels."""
    HOME_DELIVERY = "home_delivery"
    """A copy or cartridge brought to the door."""


class RequestState(StrEnum):
    """Where a request is. WAITING → READY → FULFILLED, or DELAYED, WITHDRAWN, REFUSED."""

    WAITING = "waiting"
    DELAYED = "delayed"
    """What makes it failed and a person looks at it; the reader has been told."""
    READY = "ready"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why staff could not do what a reader asked for; the reader is told."""

    CANNOT_BE_MADE = "cannot_be_made"
    """The file is no book that can be read aloud, and no better file is to be had."""
    NOT_ALLOWED = "not_allowed"
    """The law or a contract does not let the library make or lend it."""
    NO_COPY = "no_copy"
    """The copies are lost or worn out."""
    NOT_ENTITLED = "not_entitled"
    DOUBLE = "double"
    """It is the same as another request of theirs."""


class Request(Base):
    """A reader's wish for a title in a form they can use; open until closed_at."""

    __tablename__ = "requests"
    __table_args__ = (
        Index(  # pressing a key twice must not order two books
            "one_open_request", "reader_id", "title_id", "kind", unique=True,
            sqlite_where=OPEN, postgresql_where=OPEN,
        ),
        Index(  # one copy is put aside for one reader
            "one_reader_of_copy", "copy_id", unique=True,
            sqlite_where=HOLDS_COPY, postgresql_where=HOLDS_COPY,
        ),
        CheckConstraint(
            "(closed_at IS NULL) = (state IN ('waiting', 'delayed', 'ready'))", name="closed"
        ),
        CheckConstraint("state <> 'ready' OR ready_at IS NOT NULL", name="ready"),
        CheckConstraint(
            "state NOT IN ('waiting', 'delayed') OR (copy_id IS NULL AND edition_id IS NULL)",
            name="waits_for_something",
        ),
        CheckConstraint("(state = 'refused') = (refusal IS NOT NULL)", name="refusal"),
        Index("requests_in_line", "title_id", "state", "turn_at"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"), index=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"), index=True)
    kind: Mapped[RequestKind] = mapped_column(word_type(RequestKind))
    form: Mapped[str | None] = mapped_column(String(16))
    """The form of an edition, or the medium of a copy: what the reader will have in hand."""
    manner_key: Mapped[str] = mapped_column(String(200), default="")
    """Which edition of the title: see Edition.manner_key."""
    state: Mapped[RequestState] = mapped_column(
        word_type(RequestState), default=RequestState.WAITING, index=True
    )
    asked_at: Mapped[datetime]
    turn_at: Mapped[datetime]
    """Its place in the line: see access.requests.fairness."""
    door: Mapped[str] = mapped_column(String(16))
    """Where it was asked: web, phone, desk, api, series."""
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Who asked for the reader; None: the readers themselves."""
    service_point_id: Mapped[int | None] = mapped_column(ForeignKey("service_points.id"))
    production_id: Mapped[int | None] = mapped_column(ForeignKey("productions.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("editions.id"))
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copies.id"))
    ready_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Who withdrew or refused it; None: the readers themselves, or nobody but time."""
    refusal: Mapped[Refusal | None] = mapped_column(word_type(Refusal))
    version: Mapped[int] = mapped_column(default=1)

    reader: Mapped[Reader] = relationship(lazy="raise")
    title: Mapped[Title] = relationship(lazy="raise")
    production: Mapped[Production | None] = relationship(lazy="raise")
    edition: Mapped[Edition | None] = relationship(lazy="raise")
    copy: Mapped[Copy | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so


class Had(Base):
    """A reader had a title: the list that spares them the same book twice."""

    __tablename__ = "had"

    reader_id: Mapped[int] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True
    )
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"), primary_key=True)
    had_on: Mapped[date]
    title: Mapped[Title] = relationship(lazy="raise")


class Following(Base):
    """A reader gets the next of a series by itself when they finish with one."""

    __tablename__ = "followings"

    reader_id: Mapped[int] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True
    )
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), primary_key=True)
    kind: Mapped[RequestKind] = mapped_column(word_type(RequestKind))
    since_at: Mapped[datetime]
    series: Mapped[Series] = relationship(lazy="raise")
