"""Source files and the editions made of them, as records."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.catalogue.records import Title
from access.database.base import Base


class Source(Base):
    """The file of a title from which editions are made; known by its content, wherever it lies."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("title_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"), index=True)
    path: Mapped[str] = mapped_column(String(1000))
    """Under the folder of sources, with forward slashes."""
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size_bytes: Mapped[int]
    added_at: Mapped[datetime]
    refused: Mapped[str | None] = mapped_column(Text)
    """Why no edition can be made of it, in one sentence; None while nothing speaks against it."""
    title: Mapped[Title] = relationship(lazy="raise")


class Edition(Base):
    """A title in one voice, in every form that was asked for; readers see it once published.

    `manner_key` names title-independent choices (voices, speeds, reading manner): two editions of
    a title with the same key would sound alike, so only one of them is ever published.
    """

    __tablename__ = "editions"
    __table_args__ = (
        Index(
            "one_published_edition", "title_id", "manner_key", unique=True,
            sqlite_where=text("published_at IS NOT NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("published_at IS NOT NULL AND withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("titles.id"), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    manner_key: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(16))
    voices: Mapped[dict[str, str]]
    """What spoke each language: {"kk": "espeak:kk", "ru": "piper:irina"}."""
    speeds: Mapped[dict[str, int]]
    """Words a minute of each language."""
    lexicon_version: Mapped[str | None] = mapped_column(String(64))
    folder: Mapped[str] = mapped_column(String(1000))
    """Under the shelf, with forward slashes; the forms lie in it."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """Of source and order: the same fingerprint would give the same bytes."""
    length_ms: Mapped[int]
    sentences: Mapped[int]
    faults: Mapped[list[str]] = mapped_column(default=list)
    warnings: Mapped[list[str]] = mapped_column(default=list)
    sections: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """Headings in order: title, language, level, sounds, audio_ms."""
    made_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    withdrawn_at: Mapped[datetime | None]
    title: Mapped[Title] = relationship(lazy="raise")
    source: Mapped[Source | None] = relationship(lazy="raise")
    forms: Mapped[list["EditionForm"]] = relationship(
        back_populates="edition", cascade="all, delete-orphan", lazy="raise"
    )


class EditionForm(Base):
    """One form of an edition: a file or a folder, or a set of volumes."""

    __tablename__ = "edition_forms"
    __table_args__ = (UniqueConstraint("edition_id", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id", ondelete="CASCADE"))
    form: Mapped[str] = mapped_column(String(16))
    places: Mapped[list[str]]
    """Under the edition's folder; more than one where the form is a set of volumes."""
    size_bytes: Mapped[int]
    edition: Mapped[Edition] = relationship(back_populates="forms", lazy="raise")
