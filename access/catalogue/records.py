"""Titles, who made them, what they are about, and where copies stand, as records."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base, word_type
from access.network.records import ServicePoint


class ContributorRole(StrEnum):
    """What somebody did for a title."""

    AUTHOR = "author"
    NARRATOR = "narrator"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    COMPILER = "compiler"
    ILLUSTRATOR = "illustrator"


class Series(Base):
    """Titles that are read in an order."""

    __tablename__ = "series"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)


class Contributor(Base):
    """Somebody who wrote, read aloud, translated or drew: `name` as a catalogue sorts it,
    family name first ("Әуезов, Мұхтар")."""

    __tablename__ = "contributors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)


class Subject(Base):
    """What a title is about, in the words of one list (`scheme`: "udc", "bbk", "own")."""

    __tablename__ = "subjects"
    __table_args__ = (UniqueConstraint("scheme", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(32), default="own")
    code: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(300))


class Title(Base):
    """A work, in one language or several, whatever copies and editions of it there are."""

    __tablename__ = "titles"
    __table_args__ = (
        CheckConstraint(
            "published_year IS NULL OR published_year BETWEEN 800 AND 2200", name="year"
        ),
        Index("series_order", "series_id", "series_number"),
        Index(
            "hidden_titles", "id",
            sqlite_where=text("hidden_at IS NOT NULL"),
            postgresql_where=text("hidden_at IS NOT NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(1000))
    unsorted_letters: Mapped[int] = mapped_column(default=0)
    """How many letters at the beginning of `name` a list passes over when it sorts ("The ")."""
    subtitle: Mapped[str] = mapped_column(String(1000), default="")
    language: Mapped[str] = mapped_column(String(16), index=True)
    """The main language: BCP 47, lower case ("kk", "ru", "en", "mul" for many)."""
    languages: Mapped[list[str]] = mapped_column(default=list)
    """All of them, the main one first."""
    publisher: Mapped[str] = mapped_column(String(300), default="")
    published_year: Mapped[int | None]
    annotation: Mapped[str] = mapped_column(Text, default="")
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    series_number: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    print_pages: Mapped[int | None]
    added_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    """Set where a title may not be shown or asked for any more; its history stays."""

    series: Mapped[Series | None] = relationship(lazy="raise")
    contributions: Mapped[list["Contribution"]] = relationship(
        back_populates="title", cascade="all, delete-orphan", lazy="raise",
        order_by="Contribution.place",
    )  # fmt: skip
    identifiers: Mapped[list["Identifier"]] = relationship(
        back_populates="title", cascade="all, delete-orphan", lazy="raise"
    )
    subjects: Mapped[list[Subject]] = relationship(secondary="title_subjects", lazy="raise")
    copies: Mapped[list["Copy"]] = relationship(back_populates="title", lazy="raise")


class Contribution(Base):
    """Who did what for a title, in the order of its title page."""

    __tablename__ = "contributions"
    __table_args__ = (UniqueConstraint("title_id", "contributor_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"))
    contributor_id: Mapped[int] = mapped_column(ForeignKey("contributors.id"), index=True)
    role: Mapped[ContributorRole] = mapped_column(word_type(ContributorRole))
    place: Mapped[int] = mapped_column(default=0)
    title: Mapped[Title] = relationship(back_populates="contributions", lazy="raise")
    contributor: Mapped[Contributor] = relationship(lazy="raise")


class TitleSubject(Base):
    """A title is about a subject."""

    __tablename__ = "title_subjects"

    title_id: Mapped[int] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    subject_id: Mapped[int] = mapped_column(
        ForeignKey("subjects.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Identifier(Base):
    """A number by which others know the title: ISBN, the control number of a catalogue, an OPDS id.

    `scheme` names the list ("isbn", "marc:KZ-NLRK", "opds:HOST", "file"); one value there means one
    title, so an import that comes again changes the title instead of adding it twice.
    """

    __tablename__ = "identifiers"
    __table_args__ = (UniqueConstraint("scheme", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"), index=True)
    scheme: Mapped[str] = mapped_column(String(100))
    value: Mapped[str] = mapped_column(String(300))
    imported_digest: Mapped[str | None] = mapped_column(String(65))
    """Of the record that an import last took over, with a "?" behind it where a part was left out:
    the same record again changes nothing but that part."""
    title: Mapped[Title] = relationship(back_populates="identifiers", lazy="raise")


class Medium(StrEnum):
    """What a copy is made of."""

    PRINT = "print"
    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    AUDIO = "audio"
    CARTRIDGE = "cartridge"


class CopyState(StrEnum):
    """Where a copy is in its life."""

    ON_SHELF = "on_shelf"
    RESERVED = "reserved"
    ON_LOAN = "on_loan"
    AWAY = "away"
    """In repair, lost or in transit: nobody can have it today."""
    WITHDRAWN = "withdrawn"


class Copy(Base):
    """A physical thing on a shelf of one service point."""

    __tablename__ = "copies"
    __table_args__ = (  # both tell the search all that it asks, without the copies themselves
        Index("copies_of_title", "title_id", "medium", "state", "service_point_id"),
        Index("copies_at_point", "service_point_id", "medium", "state", "title_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"))
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_points.id"))
    medium: Mapped[Medium] = mapped_column(word_type(Medium))
    state: Mapped[CopyState] = mapped_column(word_type(CopyState), default=CopyState.ON_SHELF)
    barcode: Mapped[str | None] = mapped_column(String(64), unique=True)
    shelf_mark: Mapped[str] = mapped_column(String(100), default="")
    length_s: Mapped[int | None]
    """Playing time, where it sounds."""
    origin: Mapped[str | None] = mapped_column(String(100))
    """The scheme of the record that named the copy: when it names it no more, the copy is gone."""
    title: Mapped[Title] = relationship(back_populates="copies", lazy="raise")
    service_point: Mapped[ServicePoint] = relationship(lazy="raise")
