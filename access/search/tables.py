"""Where the words of the titles lie: a table of FTS5 on SQLite, of a tsvector on Postgres.

Both hold the same keys (`access.search.normaliser`) in the same four fields. A key is letters a to
z and digits, so no word of a reader can be taken for an operator of either database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    cast,
    column,
    exists,
    literal_column,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TableClause

SEARCH_TABLE = "title_search"
"""Made by step 0002 of the tables' history."""


class Field(Enum):
    """Where a word stands: its column on SQLite and its weight on Postgres."""

    TITLE = ("title", "A")
    AUTHORS = ("authors", "B")
    TOPICS = ("topics", "C")
    REST = ("rest", "D")


EVERYWHERE = tuple(Field)


@dataclass(frozen=True, slots=True)
class Words:
    """The keys of a title, by field."""

    title_id: int
    title: Sequence[str]
    authors: Sequence[str]
    topics: Sequence[str]
    rest: Sequence[str]

    def fields(self) -> Iterable[tuple[Field, Sequence[str]]]:
        """Each field with its keys."""
        return zip(Field, (self.title, self.authors, self.topics, self.rest), strict=True)


@dataclass(frozen=True, slots=True)
class Group:
    """A word that was asked for: one of these keys has to be there, or a key that begins so."""

    keys: tuple[str, ...]
    begins: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    """Marks of an author of whom only initials are known."""
    fields: tuple[Field, ...] = ()
    """Where it has to be; empty: wherever the others have to be."""


@dataclass(frozen=True, slots=True)
class SearchTable:
    """The table of words as it is on a database."""

    table: TableClause
    title_id: ColumnElement[int]
    order: ColumnElement[int]
    """Title numbers, to put rows in order by. On Postgres not the bare column: it would go through
    all titles in the order of their numbers rather than begin with the words."""
    has: ColumnElement[bool]
    """Has what `asked_words` says, which is to be bound as `words`."""


def search_table(*, is_sqlite: bool) -> SearchTable:
    """The table of words on SQLite, or on Postgres."""
    return _ON_SQLITE if is_sqlite else _ON_POSTGRES


def asked_words(
    groups: Sequence[Group], fields: Sequence[Field] = EVERYWHERE, *, is_sqlite: bool
) -> str:
    """A question to the table of words: every group is there, in one of these fields."""
    if is_sqlite:
        return " AND ".join(_in_sqlite(group, group.fields or fields) for group in groups)
    return " & ".join(_in_postgres(group, group.fields or fields) for group in groups)


def has_word(word: ColumnElement[str], *, is_sqlite: bool) -> ColumnElement[bool]:
    """Some title has this key, which is a column of another table."""
    if is_sqlite:
        quoted = literal_column("'\"'").op("||")(word).op("||")(literal_column("'\"'"))
        has = literal_column(SEARCH_TABLE).op("MATCH", is_comparison=True)(quoted)
    else:
        has = _ON_POSTGRES.table.c.words.op("@@", is_comparison=True)(cast(word, TSQUERY))
    return exists().select_from(search_table(is_sqlite=is_sqlite).table).where(has)


def is_sqlite(db: Session) -> bool:
    """Whether this session is over SQLite."""
    return db.get_bind().dialect.name == "sqlite"


def put(db: Session, rows: Sequence[Words]) -> None:
    """Keep these titles' words, in place of what was kept of them."""
    if not rows:
        return
    remove(db, [row.title_id for row in rows])
    if is_sqlite(db):
        db.connection().execute(
            text(
                "INSERT INTO title_search (rowid, title, authors, topics, rest) "
                "VALUES (:id, :title, :authors, :topics, :rest)"
            ),
            [
                {"id": row.title_id}
                | {field.value[0]: " ".join(keys) for field, keys in row.fields()}
                for row in rows
            ],
        )
        return
    db.connection().execute(
        text("INSERT INTO title_search (title_id, words) VALUES (:id, CAST(:words AS tsvector))"),
        [{"id": row.title_id, "words": _vector(row)} for row in rows],
    )


def remove(db: Session, title_ids: Sequence[int]) -> None:
    """Forget these titles' words."""
    if not title_ids:
        return
    column_name = "rowid" if is_sqlite(db) else "title_id"
    db.connection().execute(
        text(f"DELETE FROM title_search WHERE {column_name} = :id"),  # noqa: S608 - our own word
        [{"id": title_id} for title_id in title_ids],
    )


def _in_sqlite(group: Group, fields: Sequence[Field]) -> str:
    ways = [f'"{key}"' for key in (*group.keys, *group.initials)]
    ways += [f'"{key}" *' for key in group.begins]
    either = f"({' OR '.join(ways)})"
    if len(fields) == len(EVERYWHERE):
        return either
    return f"{{{' '.join(field.value[0] for field in fields)}}} : {either}"


def _in_postgres(group: Group, fields: Sequence[Field]) -> str:
    """Without weights where any will do: they are not in the index, so each row would be read."""
    is_anywhere = len(fields) == len(EVERYWHERE)
    weights = "" if is_anywhere else "".join(field.value[1] for field in fields)
    ways = [f"{key}:{weights}" if weights else key for key in (*group.keys, *group.initials)]
    ways += [f"{key}:*{weights}" for key in group.begins]
    return f"({' | '.join(ways)})"


def _vector(row: Words) -> str:
    return " ".join(
        f"{key}:1{field.value[1]}" for field, keys in row.fields() for key in dict.fromkeys(keys)
    )


def _on_sqlite() -> SearchTable:
    words = table(SEARCH_TABLE, column("rowid", Integer))
    has = literal_column(SEARCH_TABLE).op("MATCH", is_comparison=True)(bindparam("words"))
    return SearchTable(words, words.c.rowid, words.c.rowid, has)


def _on_postgres() -> SearchTable:
    words = table(SEARCH_TABLE, column("title_id", Integer), column("words"))
    has = words.c.words.op("@@", is_comparison=True)(cast(bindparam("words"), TSQUERY))
    return SearchTable(words, words.c.title_id, words.c.title_id + 0, has)


_ON_SQLITE, _ON_POSTGRES = _on_sqlite(), _on_postgres()
