"""Places in books that are heard, and words left on the telephone, as records."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.catalogue.records import Title
from access.database.base import Base
from access.people.records import Account, Reader

UNHEARD = text("heard_at IS NULL")


class Position(Base):
    """Where a reader stopped in a title, in one manner of reading; the next door goes on there.

    The place is a sound file and milliseconds in it: both stay the same while a book is made and
    when it is finished, and every form can find the phrase that is heard there.
    """

    __tablename__ = "positions"
    __table_args__ = (
        UniqueConstraint("reader_id", "title_id", "manner_key"),
        CheckConstraint("at_ms >= 0", name="at"),
        CheckConstraint("book_ms >= 0 AND length_ms >= 0", name="book"),
        Index("positions_of_reader", "reader_id", "changed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"))
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"), index=True)
    manner_key: Mapped[str] = mapped_column(String(200))
    sound: Mapped[str] = mapped_column(String(200))
    at_ms: Mapped[int]
    """In that sound."""
    book_ms: Mapped[int]
    """From the beginning of the book."""
    length_ms: Mapped[int] = mapped_column(default=0)
    """Of the whole book; 0 while it is being made and nobody knows."""
    door: Mapped[str] = mapped_column(String(16))
    changed_at: Mapped[datetime]
    title: Mapped[Title] = relationship(lazy="raise")


class Bookmark(Base):
    """A place in a title that a reader marked, to find it again."""

    __tablename__ = "bookmarks"
    __table_args__ = (
        UniqueConstraint("reader_id", "title_id", "manner_key", "sound", "at_ms"),
        CheckConstraint("at_ms >= 0 AND book_ms >= 0", name="at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id", ondelete="CASCADE"), index=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"), index=True)
    manner_key: Mapped[str] = mapped_column(String(200))
    sound: Mapped[str] = mapped_column(String(200))
    at_ms: Mapped[int]
    book_ms: Mapped[int]
    made_at: Mapped[datetime]
    title: Mapped[Title] = relationship(lazy="raise")


class Spoken(Base):
    """Words that somebody left on the telephone for the coordinators, outside their hours."""

    __tablename__ = "spoken_messages"
    __table_args__ = (
        Index("spoken_unheard", "left_at", sqlite_where=UNHEARD, postgresql_where=UNHEARD),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int | None] = mapped_column(
        ForeignKey("readers.id", ondelete="CASCADE"), index=True
    )
    """None where the caller had not signed in."""
    caller: Mapped[str] = mapped_column(String(32), default="")
    """The number they called from, as the exchange told it; it proves nothing."""
    language: Mapped[str] = mapped_column(String(16))
    sound: Mapped[str] = mapped_column(String(300))
    """The file under the folder of the telephone line."""
    length_ms: Mapped[int]
    left_at: Mapped[datetime]
    heard_at: Mapped[datetime | None]
    heard_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    reader: Mapped[Reader | None] = relationship(lazy="raise")
    heard_by: Mapped[Account | None] = relationship(lazy="raise")
