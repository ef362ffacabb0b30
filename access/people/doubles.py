"""Records that may be of one person: found by what is equal, decided by a coordinator."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from access.people.by_number import reader_of
from access.people.records import Contact, Reader

MOST_DOUBLES = 50


class Why(StrEnum):
    """What two records have in common."""

    NAME_AND_BIRTH = "name_and_birth"
    NAMES_SWAPPED = "names_swapped"
    SAME_ADDRESS = "same_address"
    CARD_MISTYPED = "card_mistyped"


@dataclass(frozen=True, slots=True)
class Double:
    """Another record that may be of the same person, and why."""

    reader_id: int
    other: Reader
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Doubles:
    """Some of the network's doubles; go on with `after_id`, None where there are no more."""

    found: Sequence[Double]
    after_id: int | None


def doubles_of(db: Session, *, reader_id: int) -> Sequence[Double]:
    """Open records that may be of the same person as this one; at most 50.

    Raises ReaderNotFound.
    """
    return _doubles(db, reader_of(db, reader_id))


def doubles(db: Session, *, after_id: int = 0, readers: int = 200) -> Doubles:
    """Walk through the readers by number, some at a time; each pair comes once."""
    walked = db.scalars(
        select(Reader)
        .where(Reader.id > after_id, Reader.closed_at.is_(None))
        .order_by(Reader.id)
        .limit(max(1, min(readers, 1_000)))
    ).all()
    found = [
        double
        for reader in walked
        for double in _doubles(db, reader)
        if double.other.id > reader.id
    ]
    return Doubles(found, walked[-1].id if walked else None)


def _doubles(db: Session, reader: Reader) -> list[Double]:
    whys: dict[int, list[Why]] = {}
    others: dict[int, Reader] = {}
    for why, where in _alike(reader):
        for other in db.scalars(
            select(Reader)
            .where(Reader.id != reader.id, Reader.closed_at.is_(None), where)
            .order_by(Reader.id)
            .limit(MOST_DOUBLES)
        ):
            if why is Why.CARD_MISTYPED and not _mistyped(reader.card_number, other.card_number):
                continue
            others[other.id] = other
            whys.setdefault(other.id, []).append(why)
    return [
        Double(reader.id, others[number], tuple(whys[number]))
        for number in sorted(others)[:MOST_DOUBLES]
    ]


def _alike(reader: Reader) -> Sequence[tuple[Why, ColumnElement[bool]]]:
    named = and_(
        Reader.family_folded == reader.family_folded, Reader.given_folded == reader.given_folded
    )
    swapped = and_(
        Reader.family_folded == reader.given_folded, Reader.given_folded == reader.family_folded
    )
    addresses = select(Contact.address).where(Contact.reader_id == reader.id)
    shares = Reader.id.in_(select(Contact.reader_id).where(Contact.address.in_(addresses)))
    found: list[tuple[Why, ColumnElement[bool]]] = [(Why.SAME_ADDRESS, shares)]
    if reader.born_on is not None:
        found.append((Why.NAME_AND_BIRTH, and_(named, Reader.born_on == reader.born_on)))
        found.append((Why.NAMES_SWAPPED, and_(swapped, Reader.born_on == reader.born_on)))
    unknown = or_(Reader.born_on.is_(None), Reader.born_on == reader.born_on)
    found.append((Why.CARD_MISTYPED, and_(named, unknown if reader.born_on else named)))
    return found


def _mistyped(one: str, other: str) -> bool:
    """Whether two cards differ by two neighbouring signs that changed places."""
    if len(one) != len(other):
        return False
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return one[first] == other[second] and one[second] == other[first]
