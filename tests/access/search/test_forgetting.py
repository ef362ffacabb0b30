"""The list of words that mends typos does not grow for ever."""

from sqlalchemy import select

from access.catalogue.records import Title
from access.database.opening import Database
from access.search.finding import find
from access.search.forgetting import forget_words
from access.search.indexing import index_title
from access.search.records import IndexWord
from tests.access.search.catalogue import Book, add, lay


def test_a_word_that_no_title_has_is_forgotten(database: Database) -> None:
    """And no other: nothing more is to be forgotten at once after the titles were indexed."""
    with database.change.begin() as db:
        lay(db)
        title_id = add(db, Book("mine", "Вертолётчики")).id
        index_title(db, title_id)
    assert forget_words(database.change.begin, batch=7) == 0
    with database.change.begin() as db:
        assert find(db, "вертолетчнки").corrections[0].taken == "вертолётчики"
        db.get_one(Title, title_id).name = "Яблоня"
        index_title(db, title_id)
        before = set(db.scalars(select(IndexWord.word)))
    gone = forget_words(database.change.begin, batch=7)
    with database.look.begin() as db:
        left = set(db.scalars(select(IndexWord.word)))
        assert find(db, "вертолетчнки").corrections == ()
        assert find(db, "прступление").corrections != ()
    assert {word[:8] for word in before - left} == {"vertolet"}
    assert gone == len(before - left)
