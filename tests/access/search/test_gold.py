"""What readers type finds the title that they mean, on both databases alike."""

from access.database.opening import Database
from access.search.finding import find
from tests.access.search.catalogue import BOOKS, lay
from tests.access.search.gold import GOLD

FIRST = 3


def test_what_readers_type_finds_what_they_mean(database: Database) -> None:
    """Every line of the list, in one catalogue; the answer says all that were missed."""
    with database.change.begin() as db:
        ids = lay(db)
    keys = {number: key for key, number in ids.items()}
    missed = []
    with database.look.begin() as db:
        for typed, key in GOLD:
            found = [keys[hit.title_id] for hit in find(db, typed, limit=FIRST).hits]
            if key not in found:
                missed.append((typed, key, found))
    assert not missed


def test_the_list_is_long_enough_and_names_titles_that_there_are() -> None:
    assert len(GOLD) >= 120
    assert {key for _typed, key in GOLD} <= {book.key for book in BOOKS}
