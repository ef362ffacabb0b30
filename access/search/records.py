"""What is kept beside the titles so that they are found, as records.

The words themselves lie in `title_search`, which is a table of its own kind on each database
(`access.search.tables`).
"""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from access.database.base import Base
from access.search.keypad import LONGEST
from access.search.letters import LONGEST_KEY

LONGEST_NAME_KEY = 200
LONGEST_LANGUAGES = 100
LONGEST_SHOWN = 64


def _plain_order(length: int) -> String:
    """Plain letters in the order of their numbers, on databases with any locale."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class IndexedTitle(Base):
    """The keys of a title's words by where they stand, to put what was found in order."""

    __tablename__ = "indexed_titles"
    __table_args__ = (Index("indexed_titles_by_name", "name_key", "languages"),)

    title_id: Mapped[int] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int]
    """Of the normaliser that wrote it."""
    name_key: Mapped[str] = mapped_column(_plain_order(LONGEST_NAME_KEY))
    """The keys of the name's words as they are written, without the subtitle."""
    languages: Mapped[str] = mapped_column(String(LONGEST_LANGUAGES))
    """Marks of the languages, as many as fit, with a space before and after each: a list by name
    of one language goes along one index."""
    title_words: Mapped[str] = mapped_column(Text)
    author_words: Mapped[str] = mapped_column(Text)
    series_words: Mapped[str] = mapped_column(Text)
    subject_words: Mapped[str] = mapped_column(Text)


class IndexWord(Base):
    """A word that some title has, for readers who mistype it. It stays when the title goes."""

    __tablename__ = "index_words"
    __table_args__ = (
        Index("index_words_by_head", "head", "length", "word"),
        Index("index_words_by_tail", "tail", "length", "word"),
        {"sqlite_with_rowid": False},
    )

    word: Mapped[str] = mapped_column(_plain_order(LONGEST_KEY), primary_key=True)
    """The key of the word or of its stem."""
    is_cyrillic: Mapped[bool] = mapped_column(primary_key=True)
    """Which letters `shown` has: a reader is answered in the letters in which they asked."""
    shown: Mapped[str] = mapped_column(String(LONGEST_SHOWN))
    """The word as a title has it, in small letters."""
    head: Mapped[str] = mapped_column(String(2))
    tail: Mapped[str] = mapped_column(String(2))
    length: Mapped[int]


class KeypadWord(Base):
    """The keys to press for a title, from one of its words on, or for its author's family name."""

    __tablename__ = "keypad_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    place: Mapped[int] = mapped_column(primary_key=True)
    """0: from the title's first word on; 1: an author's name; 2: from a later word on."""
    digits: Mapped[str] = mapped_column(_plain_order(LONGEST), primary_key=True)
    title_id: Mapped[int] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    word_length: Mapped[int]
    """How many of the digits are the first word."""


class KeypadLayout(Base):
    """Which letters lie on which keys in this network; no row: the usual ones. One row at most."""

    __tablename__ = "keypad_layouts"

    id: Mapped[int] = mapped_column(primary_key=True)
    letters: Mapped[dict[str, str]]
    """By key: {"2": "abcабвгәғ", …}."""
