"""A caller presses keys and hears titles."""

import pytest
from sqlalchemy.orm import Session

from access.search.dialling import by_keypad
from access.search.errors import NoKeys, TooFewKeys
from access.search.filters import Filters
from access.search.indexing import index_titles
from access.search.keypad import digits_of
from access.search.letters import words_of
from tests.access.search.catalogue import Book, add, lay, publish


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        ("2224", "abai"),  # абай
        ("22243548", "abai"),  # абайжолы
        ("56444", "sherlock"),  # приклю
        ("8364", "sherlock"),  # шерл, a later word
        ("263352", "abai"),  # әуезов
        ("35665326", "crime"),  # достоевс, an author
        ("1984", "1984"),
        ("68425", "nest"),  # ұшқан
        ("42324", "tales"),  # қазақ
        ("5263", "jane"),
    ],
)
def test_keys_find_what_begins_so(db: Session, keys: str, key: str) -> None:
    """The name, a later word of it, the author's family name; Kazakh, Russian, Latin letters."""
    ids = lay(db)
    assert ids[key] in [hit.title_id for hit in by_keypad(db, keys, limit=10)]


def test_the_name_comes_before_the_author_and_a_later_word(db: Session) -> None:
    ids = {
        book.key: add(db, book).id
        for book in (
            Book("later", "Старая Плаха"),
            Book("author", "Повесть", author="Плахов, Андрей"),
            Book("longer", "Плахарь"),
            Book("exact", "Плаха и топор"),
        )
    }
    index_titles(db, ids.values())
    found = [hit.title_id for hit in by_keypad(db, "5427")]
    assert found == [ids[key] for key in ("exact", "longer", "author", "later")]
    assert by_keypad(db, "54272")[0].title_id == ids["exact"]


def test_what_can_be_heard_comes_first_among_equals(db: Session) -> None:
    ids = [add(db, Book("same", "Плаха")).id for _ in range(8)]
    index_titles(db, ids)
    publish(db, ids[6], "mp3")
    assert [hit.title_id for hit in by_keypad(db, "542")] == [ids[6], *ids[:4]]
    heard = by_keypad(db, "542", filters=Filters(has_audio=True))
    assert [hit.title_id for hit in heard] == [ids[6]]


def test_at_most_five_are_told(db: Session) -> None:
    """More would be forgotten before the last is read aloud."""
    lay(db)
    assert len(by_keypad(db, "424")) <= 5
    assert by_keypad(db, "99999999") == []


@pytest.mark.parametrize("keys", ["", "4", "42"])
def test_two_keys_are_too_few(db: Session, keys: str) -> None:
    with pytest.raises(TooFewKeys if keys else NoKeys):
        by_keypad(db, keys)


@pytest.mark.parametrize("keys", ["22a4", "222*", "٢٢٢", "222 4", "222'"])
def test_only_digits_are_keys(db: Session, keys: str) -> None:
    with pytest.raises(NoKeys):
        by_keypad(db, keys)


def test_keys_may_go_on_to_the_end_of_a_long_name(db: Session) -> None:
    """Words follow one another without anything between."""
    ids = lay(db)
    whole = "".join(map(digits_of, words_of("Преступление и наказание")))
    for pressed in (whole, whole + "2"):
        found = [hit.title_id for hit in by_keypad(db, pressed)]
        assert found == ([ids["crime"]] if pressed == whole else [])
    assert by_keypad(db, "2" * 500) == []
