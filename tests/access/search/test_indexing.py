"""The index keeps up with the titles."""

from contextlib import AbstractContextManager

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from access.catalogue.records import Contributor, Title
from access.database.opening import Database
from access.search.dialling import by_keypad
from access.search.finding import find
from access.search.indexing import (
    BATCH,
    Progress,
    index_title,
    index_titles,
    reindex,
    titles_of,
    unindexed,
)
from access.search.records import IndexedTitle, IndexWord, KeypadWord
from tests.access.search.catalogue import BOOKS, Book, add, lay


def names(db: Session, text: str) -> list[str]:
    return [hit.name for hit in find(db, text).hits]


def test_a_title_with_another_name_is_found_by_that_alone(db: Session) -> None:
    title = add(db, Book("old", "Вишня"))
    index_title(db, title.id)
    title.name = "Яблоня"
    index_title(db, title.id)
    assert (names(db, "вишня"), names(db, "яблоня")) == ([], ["Яблоня"])
    assert by_keypad(db, "24859") == []


def test_a_title_that_is_gone_leaves_nothing_behind(db: Session) -> None:
    title = add(db, Book("gone", "Вишня"))
    index_title(db, title.id)
    title_id = title.id
    db.delete(title)
    index_titles(db, [title_id, 999])
    assert names(db, "вишня") == []
    for kept in (IndexedTitle, KeypadWord):
        assert db.scalar(select(func.count()).select_from(kept)) == 0


def test_a_transaction_that_fails_leaves_the_index_as_it_was(database: Database) -> None:
    with database.change.begin() as db:
        title_id = add(db, Book("kept", "Вишня")).id
        index_title(db, title_id)
    with database.change() as db:
        db.get_one(Title, title_id).name = "Яблоня"
        index_title(db, title_id)
        db.rollback()
    with database.look.begin() as db:
        assert (names(db, "вишня"), names(db, "яблоня")) == (["Вишня"], [])


def test_titles_of_a_renamed_author_are_indexed_anew(db: Session) -> None:
    ids = lay(db)
    author = db.scalars(select(Contributor).where(Contributor.name.startswith("Чехов"))).one()
    author.name = "Чехонте, Антоша"
    changed = titles_of(db, contributor_id=author.id)
    assert changed == sorted([ids["cherry"], ids["ward"]])
    index_titles(db, changed)
    assert sorted(names(db, "чехонте")) == ["Вишнёвый сад", "Палата № 6"]
    assert titles_of(db) == []


def test_everything_is_indexed_anew_after_an_upgrade(database: Database) -> None:
    """In batches, each a transaction of its own, and only what an older version wrote."""
    with database.change.begin() as db:
        lay(db)
        db.execute(update(IndexedTitle).where(IndexedTitle.title_id > 20).values(version=0))
    told: list[Progress] = []
    begun = 0

    def transaction() -> AbstractContextManager[Session]:
        nonlocal begun
        begun += 1
        return database.change.begin()

    left = len(BOOKS) - 20
    assert reindex(transaction, on_progress=told.append, batch=10) == left
    assert [step.done for step in told] == [*range(10, left, 10), left]
    assert {step.total for step in told} == {left}
    assert begun == len(told) + 2
    assert reindex(database.change.begin) == 0
    with database.look.begin() as db:
        assert unindexed(db) == 0
        assert names(db, "құлагер") == ["Құлагер"]


def test_stopped_half_way_it_goes_on_from_there(database: Database) -> None:
    with database.change.begin() as db:
        for book in BOOKS[:30]:
            add(db, book)

    def stop(progress: Progress) -> None:
        if progress.done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(database.change.begin, on_progress=stop, batch=10)
    with database.look.begin() as db:
        assert unindexed(db) == 10
    assert reindex(database.change.begin) == 10


def test_very_long_names_fit_into_the_index(db: Session) -> None:
    """Five hundred titles of as many words as a name can have, all of them different."""
    letters = "абвгдежзик"
    ids = []
    for number in range(BATCH):
        words = ("".join(letters[int(d)] for d in f"{number * 140 + at:06}") for at in range(140))
        ids.append(add(db, Book("long", " ".join(words))).id)
    index_titles(db, ids)
    learned = db.scalar(select(func.count()).select_from(IndexWord))
    assert learned is not None
    assert learned > 40_000
    found = find(db, "".join(letters[int(d)] for d in f"{70 * 140 + 12:06}"))
    assert [hit.title_id for hit in found.hits] == [ids[70]]
