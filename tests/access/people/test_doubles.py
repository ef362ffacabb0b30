"""Records that may be of one person are found by what is equal."""

from datetime import date

from sqlalchemy.orm import Session

from access.people.doubles import Why, doubles, doubles_of
from access.people.merging import merge_readers
from access.people.records import Contact, Way
from tests.access.people.people import NOON, a_reader


def test_doubles_are_found_by_what_is_equal(db: Session) -> None:
    born = date(1958, 3, 7)
    first = a_reader(db, card="KZ1234", born_on=born)
    named = a_reader(db, family="СЕЙИТОВА", born_on=born)
    swapped = a_reader(db, family="Гүлнар", given="Сейітова", born_on=born)
    mistyped = a_reader(db, card="KZ1324")
    reached = a_reader(db, family="Ким")
    a_reader(db, born_on=date(1960, 1, 1))
    a_reader(db, family="Ли", born_on=born)
    for reader in (first, reached):
        db.add(Contact(reader_id=reader.id, way=Way.CALL, address="+77272445566"))
    db.flush()
    assert [(found.other.id, found.why) for found in doubles_of(db, reader_id=first.id)] == [
        (named.id, (Why.NAME_AND_BIRTH,)),
        (swapped.id, (Why.NAMES_SWAPPED,)),
        (mistyped.id, (Why.CARD_MISTYPED,)),
        (reached.id, (Why.SAME_ADDRESS,)),
    ]
    walked, pairs = doubles(db, readers=3), []
    while walked.after_id is not None:
        pairs += [(found.reader_id, found.other.id) for found in walked.found]
        walked = doubles(db, after_id=walked.after_id, readers=3)
    assert len(pairs) == len(set(pairs))
    assert {(first.id, one.id) for one in (named, swapped, mistyped, reached)} <= set(pairs)
    assert all(one < other for one, other in pairs)


def test_a_merged_reader_is_nobodys_double(db: Session) -> None:
    born = date(1958, 3, 7)
    one, other = a_reader(db, born_on=born), a_reader(db, born_on=born)
    merge_readers(db, stays_id=one.id, goes_id=other.id, by_id=None, now=NOON)
    assert doubles_of(db, reader_id=one.id) == []
