"""Numbers of titles out of the database: with words, with a name, of a list of filters.

What costs time is to look at a title, or at its copies and editions, one by one. So the words and
the marks (`access.search.marks`) narrow first, in the index; then the database goes title by title
only until it has enough; and where a filter leaves few titles of many, it begins with a list of
these. Statements are built once for each kind of filter, and run past the session, which has no
records to keep here: building and keeping cost more than the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from sqlalchemy import Select, Subquery, bindparam, func, select
from sqlalchemy.orm import Session

from access.search.filters import EVERYTHING, Filters
from access.search.marks import language_mark
from access.search.records import IndexedTitle
from access.search.tables import EVERYWHERE, Field, Group, asked_words, is_sqlite, search_table

MOST_FOUND = 1_000
"""Titles that an answer may have; who finds more has to say more."""
MANY_WITH_WORDS = 2_000
"""With more titles than this, a short list of the filters' titles is made first."""
SHORT_LIST = 8_000
"""Titles that such a list may have, and that are put in order by name in one go."""
LONG_LIST = 50_000
"""Titles of a list that is quicker to make than to look at each title by name for what it asks."""
MOST_NAMES = 12

_AFTER_LETTERS = " \x7f"
_STATEMENTS = 256


@dataclass(frozen=True, slots=True)
class Way:
    """How to come to the titles that have a word of each group and pass the filters."""

    groups: tuple[Group, ...]
    live: Filters
    by_lists: bool = False
    """Few titles pass the filters, and many have the words."""

    @classmethod
    def to(cls, db: Session, groups: Sequence[Group], filters: Filters) -> Self:
        """The way that costs least."""
        way = cls((*groups, *filters.marks()), filters.live())
        lists = way.live.lists()
        by_lists = (
            bool(lists) and way._are_many(db) and _shortest(db, lists, SHORT_LIST) is not None
        )
        return cls(way.groups, way.live, by_lists)

    def titles(
        self, db: Session, fields: Sequence[Field], *, limit: int = MOST_FOUND + 1
    ) -> Sequence[int]:
        """The first of these titles, by number; the words are to be in one of the fields."""
        on_sqlite = is_sqlite(db)
        asked = asked_words(self.groups, fields, is_sqlite=on_sqlite)
        statement = _with_words(on_sqlite, self.live, self.by_lists)
        return db.connection().execute(statement, {"words": asked, "most": limit}).scalars().all()

    def _are_many(self, db: Session) -> bool:
        on_sqlite = is_sqlite(db)
        asked = asked_words(self.groups, EVERYWHERE, is_sqlite=on_sqlite)
        span = {"words": asked, "most": MANY_WITH_WORDS + 1}
        found = db.connection().execute(_how_many(on_sqlite), span).scalar() or 0
        return found > MANY_WITH_WORDS


def with_words(
    db: Session, groups: Sequence[Group], filters: Filters, *, limit: int = MOST_FOUND + 1
) -> Sequence[int]:
    """The first titles with a word of each group anywhere, by number."""
    return Way.to(db, groups, filters).titles(db, EVERYWHERE, limit=limit)


def is_anywhere(db: Session, group: Group) -> bool:
    """Whether any title at all has a word of this group."""
    return bool(Way((group,), EVERYTHING).titles(db, EVERYWHERE, limit=1))


def named(db: Session, names: Sequence[str], filters: Filters, *, limit: int) -> Sequence[int]:
    """Titles with one of these names, then those whose names begin so; by name."""
    whole: dict[int, None] = {}
    begun: dict[int, None] = {}
    statement = _named(filters)
    for name in names[:MOST_NAMES]:
        span = {"name": name, "after": name + _AFTER_LETTERS, "most": limit}
        for title_id, key in db.connection().execute(statement, span):
            (whole if key == name else begun)[title_id] = None
    return [*whole, *begun][:limit]


def by_name(db: Session, filters: Filters) -> Sequence[int]:
    """The first titles of these filters, by name."""
    lists = filters.live().lists()
    marks = filters.marks()
    if marks:
        on_sqlite = is_sqlite(db)
        search = search_table(is_sqlite=on_sqlite)
        asked = asked_words(marks, is_sqlite=on_sqlite)
        lists.insert(0, select(search.title_id).where(search.has).params(words=asked))
    title_id = IndexedTitle.title_id.expression
    statement = select(title_id).order_by(IndexedTitle.name_key, title_id).limit(MOST_FOUND + 1)
    short, long = _shortest(db, lists, SHORT_LIST), None
    if short is not None:
        statement = statement.where(title_id.in_(short))
    elif filters.language is not None:
        mark = f" {language_mark(filters.language)} "
        statement = statement.where(IndexedTitle.languages.contains(mark))
        filters = replace(filters, language=None)
    else:
        long = _shortest(db, lists, LONG_LIST)
    if long is not None:  # in a sum: to be gone along by name, not by the list
        statement = statement.where((title_id + 0).in_(long))
        filters = filters.unlisted() if len(lists) == 1 else filters
    return db.scalars(statement.where(*filters.conditions(title_id))).all()


def _shortest(db: Session, lists: Sequence[Select[int]], most: int) -> Select[int] | None:
    """The first of the lists that is no longer than this."""
    for one in lists:
        counted: Subquery = one.limit(most + 1).subquery()
        if (db.scalar(select(func.count()).select_from(counted)) or 0) <= most:
            return one
    return None


@lru_cache(maxsize=_STATEMENTS)
def _with_words(on_sqlite: bool, live: Filters, by_lists: bool) -> Select[int]:
    search = search_table(is_sqlite=on_sqlite)
    # in a sum, so that the words are looked for once, and not for each title of the list
    lists = [(search.title_id + 0).in_(one) for one in live.lists()] if by_lists else []
    rest = live.unlisted() if by_lists else live
    return (
        select(search.title_id)
        .where(search.has, *lists, *rest.live_conditions(search.title_id))
        .order_by(search.order)
        .limit(bindparam("most"))
    )


@lru_cache(maxsize=2)
def _how_many(on_sqlite: bool) -> Select[int]:
    search = search_table(is_sqlite=on_sqlite)
    some = select(search.title_id).where(search.has).limit(bindparam("most")).subquery()
    return select(func.count()).select_from(some)


@lru_cache(maxsize=_STATEMENTS)
def _named(filters: Filters) -> Select[int, str]:
    key, title_id = IndexedTitle.name_key, IndexedTitle.title_id.expression
    return (
        select(IndexedTitle.title_id, key)
        .where(key >= bindparam("name"), key < bindparam("after"), *filters.conditions(title_id))
        .order_by(key, title_id)
        .limit(bindparam("most"))
    )
