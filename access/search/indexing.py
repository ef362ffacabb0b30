"""Keeping the index beside the titles: whoever changes them says so, in the same transaction."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, Table, delete, exists, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from access.catalogue.records import Contribution, Title, TitleSubject
from access.database.base import Base
from access.search import tables
from access.search.entries import Entry
from access.search.layout import keypad_in_use
from access.search.letters import is_cyrillic
from access.search.normaliser import VERSION
from access.search.records import IndexedTitle, IndexWord, KeypadWord
from access.search.sources import described

BATCH = 500
WORDS_AT_ONCE = 5_000
"""Both databases bound how much one statement may be asked."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many titles have been indexed anew, of how many."""

    done: int
    total: int


def index_title(db: Session, title_id: int) -> None:
    """Keep the index right for a title that is new, was changed, or is gone."""
    index_titles(db, [title_id])


def index_titles(db: Session, title_ids: Iterable[int]) -> None:
    """Keep the index right for titles that are new, were changed, or are gone.

    Call it in the transaction that changes them; what waits in the session is written first.
    """
    db.flush()
    wanted = sorted(set(title_ids))
    for start in range(0, len(wanted), BATCH):
        _index(db, wanted[start : start + BATCH])


def titles_of(
    db: Session,
    *,
    contributor_id: int | None = None,
    series_id: int | None = None,
    subject_id: int | None = None,
) -> Sequence[int]:
    """The titles to index anew when somebody, a series or a subject has got another name."""
    ways: list[ColumnElement[bool]] = []
    if contributor_id is not None:
        ways.append(
            exists().where(
                Contribution.title_id == Title.id, Contribution.contributor_id == contributor_id
            )
        )
    if series_id is not None:
        ways.append(Title.series_id == series_id)
    if subject_id is not None:
        ways.append(
            exists().where(TitleSubject.title_id == Title.id, TitleSubject.subject_id == subject_id)
        )
    return db.scalars(select(Title.id).where(or_(False, *ways)).order_by(Title.id)).all()


def unindexed(db: Session) -> int:
    """How many titles are not in the index as this version of Dauys keeps them."""
    return db.scalar(select(func.count()).select_from(_stale().subquery())) or 0


def reindex_some(db: Session, *, after_id: int = 0, titles: int = BATCH) -> Sequence[int]:
    """Index some of those titles, by number; their numbers, none where all are done."""
    chosen = db.scalars(_stale().where(Title.id > after_id).limit(titles)).all()
    _index(db, chosen)
    return chosen


def reindex(
    transaction: Callable[[], AbstractContextManager[Session]],
    *,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    batch: int = BATCH,
) -> int:
    """Index every title that is not indexed as this version of Dauys does; how many there were.

    Each batch is a transaction of its own (`database.change.begin`), so that readers and the desk
    go on meanwhile; stopped half-way, it goes on from there the next time.
    """
    with transaction() as db:
        total = unindexed(db)
    done, last_id = 0, 0
    while True:
        with transaction() as db:
            chosen = reindex_some(db, after_id=last_id, titles=batch)
        if not chosen:
            return done
        done, last_id = done + len(chosen), chosen[-1]
        on_progress(Progress(done=done, total=max(done, total)))


def _stale() -> Select[int]:
    return (
        select(Title.id)
        .outerjoin(IndexedTitle, IndexedTitle.title_id == Title.id)
        .where(or_(IndexedTitle.version.is_(None), IndexedTitle.version != VERSION))
        .order_by(Title.id)
    )


def _index(db: Session, title_ids: Sequence[int]) -> None:
    if not title_ids:
        return
    db.execute(delete(IndexedTitle).where(IndexedTitle.title_id.in_(title_ids)))
    db.execute(delete(KeypadWord).where(KeypadWord.title_id.in_(title_ids)))
    entries = [Entry.of(description) for description in described(db, title_ids)]
    there = {entry.title_id for entry in entries}
    tables.remove(db, [title_id for title_id in title_ids if title_id not in there])
    if not entries:
        return
    tables.put(db, [entry.words() for entry in entries])
    db.execute(insert(_table(IndexedTitle)), [entry.indexed() for entry in entries])
    keypad = keypad_in_use(db)
    keys = [row for entry in entries for row in entry.keypad(keypad)]
    if keys:
        db.execute(insert(_table(KeypadWord)), keys)
    _learn(db, entries)


def _table(kind: type[Base]) -> Table:
    """Many rows go quicker into the table itself than by way of the record."""
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101 - every record of ours has one
    return table


def _learn(db: Session, entries: Sequence[Entry]) -> None:
    """Add the words that are new; in order, so that two imports at once never wait in a ring."""
    words: dict[tuple[str, bool], str] = {}
    for entry in entries:
        for word, shown in entry.vocabulary():
            words.setdefault((word, is_cyrillic(shown)), shown)
    asked = sorted({word for word, _cyrillic in words})
    for start in range(0, len(asked), WORDS_AT_ONCE):
        known = select(IndexWord.word, IndexWord.is_cyrillic).where(
            IndexWord.word.in_(asked[start : start + WORDS_AT_ONCE])
        )
        for word, cyrillic in db.execute(known):
            words.pop((word, cyrillic), None)
    if not words:
        return
    dialect = sqlite if db.get_bind().dialect.name == "sqlite" else postgresql
    db.execute(
        dialect.insert(_table(IndexWord)).on_conflict_do_nothing(),
        [
            {
                "word": word, "is_cyrillic": cyrillic, "shown": shown,
                "head": word[:2], "tail": word[-2:], "length": len(word),
            }
            for (word, cyrillic), shown in sorted(words.items())
        ],
    )  # fmt: skip
