"""Two records of one person become one: everything moves, nothing is lost, the other card still
leads to them.

`RULES` says for each column that points to a reader how it moves; a test walks all tables, so that
a new one cannot be forgotten.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, exists, select, update
from sqlalchemy.orm import Session

from access.database.base import Base
from access.people.cards import reader_who_stayed
from access.people.errors import CannotMerge, ReaderNotFound
from access.people.looking import looked
from access.people.merging_open import (
    join_assistances,
    join_consents,
    join_eligibilities,
    join_positions,
    join_requests,
)
from access.people.records import Reader


@dataclass(frozen=True, slots=True)
class Merge:
    """Which record stays, which goes into it, and when."""

    stays_id: int
    goes_id: int
    now: datetime


Rule = Callable[[Session, Merge, Table, str], None]


def move_all(db: Session, merge: Merge, table: Table, column: str) -> None:
    """Every row now points to the record that stays."""
    pointing = table.c[column]
    db.execute(update(table).where(pointing == merge.goes_id).values({column: merge.stays_id}))


def _without_twins(*same: str, later: str = "") -> Rule:
    """Rows that the record that stays has already, by these columns, are not moved but dropped;
    where one of the two has a later value of a column, it is kept."""

    def rule(db: Session, merge: Merge, table: Table, column: str) -> None:
        twin = table.alias()
        alike: ColumnElement[bool] = and_(*(table.c[name] == twin.c[name] for name in same))
        if later:
            theirs = (
                select(twin.c[later])
                .where(twin.c[column] == merge.goes_id, alike)
                .scalar_subquery()
            )
            is_later = theirs.is_not(None) & (table.c[later].is_(None) | (theirs > table.c[later]))
            db.execute(
                update(table)
                .where(table.c[column] == merge.stays_id, is_later)
                .values({later: theirs})
            )
        has_twin = exists().where(twin.c[column] == merge.stays_id, alike)
        db.execute(delete(table).where(table.c[column] == merge.goes_id, has_twin))
        move_all(db, merge, table, column)

    return rule


def after(join: Callable[[Session, int, int, datetime], None]) -> Rule:
    """First one of two open rows is ended by a rule of its own, then all of them move."""

    def rule(db: Session, merge: Merge, table: Table, column: str) -> None:
        join(db, merge.stays_id, merge.goes_id, merge.now)
        db.flush()
        move_all(db, merge, table, column)

    return rule


def _use_up_reset_keys(db: Session, merge: Merge, table: Table, column: str) -> None:
    """Digits that were given for the record that goes open nothing any more."""
    db.execute(
        update(table)
        .where(table.c[column] == merge.goes_id, table.c["used_at"].is_(None))
        .values(used_at=merge.now)
    )
    move_all(db, merge, table, column)


RULES: dict[str, Rule] = {
    "readers.merged_into_id": move_all,
    "contacts.reader_id": _without_twins("way", "address", later="verified_at"),
    "reader_subjects.reader_id": _without_twins("subject_id"),
    "reader_authors.reader_id": _without_twins("contributor_id"),
    "assistances.reader_id": after(join_assistances),
    "eligibilities.reader_id": after(join_eligibilities),
    "consents.reader_id": after(join_consents),
    "requests.reader_id": after(join_requests),
    "loans.reader_id": move_all,
    "had.reader_id": _without_twins("title_id", later="had_on"),
    "followings.reader_id": _without_twins("series_id"),
    "positions.reader_id": after(join_positions),
    "bookmarks.reader_id": _without_twins("title_id", "manner_key", "sound", "at_ms"),
    "spoken_messages.reader_id": move_all,
    "notices.reader_id": move_all,
    "looks.reader_id": move_all,
    "sign_ins.reader_id": move_all,
    "sign_ins.acts_for_id": move_all,
    "tokens.reader_id": move_all,
    "reset_keys.reader_id": _use_up_reset_keys,
}
"""How each column that points to a reader moves. One that is unknown here moves as it is. A room
above this one adds the columns of its own tables, beside their records."""


def merge_readers(
    db: Session,
    *,
    stays_id: int,
    goes_id: int,
    by_id: int | None,
    now: datetime,
    door: str = "desk",
) -> Reader:
    """Make one record of two; gives the one that stays. Either all of it happens or nothing.

    What the record that stays does not know is taken from the other: day of birth, patronymic,
    secrets, voices, forms, home branch. The other is closed; its card leads to the one that stays.
    Raises ReaderNotFound, CannotMerge.
    """
    if stays_id == goes_id:
        raise CannotMerge(stays_id, goes_id)
    with db.begin_nested():
        stays, goes = _held(db, stays_id, goes_id)
        merge = Merge(stays_id, goes_id, now)
        db.flush()
        for table, column in reader_columns():
            RULES.get(f"{table.name}.{column}", move_all)(db, merge, table, column)
        _fill(stays, goes)
        goes.closed_at, goes.merged_into_id = now, stays_id
        goes.password_hash = goes.pin_hash = None
        db.flush()
        looked(db, reader_id=stays_id, account_id=by_id, what="merged", door=door, now=now)
    db.expire_all()
    return reader_who_stayed(db, stays_id)


def reader_columns() -> Iterator[tuple[Table, str]]:
    """Every column of every table that points to a reader."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is Reader.__table__.c["id"] for key in column.foreign_keys):
                yield table, column.name


def _held(db: Session, stays_id: int, goes_id: int) -> tuple[Reader, Reader]:
    """Both records, ours until the transaction ends; by number, so that no two merges wait for
    each other."""
    found = {
        reader.id: reader
        for reader in db.scalars(
            select(Reader)
            .where(Reader.id.in_((stays_id, goes_id)))
            .order_by(Reader.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    }
    for reader_id in (stays_id, goes_id):
        if reader_id not in found:
            raise ReaderNotFound(reader_id)
    stays, goes = found[stays_id], found[goes_id]
    if stays.closed_at is not None or goes.merged_into_id is not None:
        raise CannotMerge(stays_id, goes_id)
    return stays, goes


def _fill(stays: Reader, goes: Reader) -> None:
    stays.born_on = stays.born_on or goes.born_on
    stays.patronymic = stays.patronymic or goes.patronymic
    stays.home_point_id = stays.home_point_id or goes.home_point_id
    stays.voices = {**goes.voices, **stays.voices}
    stays.forms = list(dict.fromkeys((*stays.forms, *goes.forms)))
    stays.password_hash = stays.password_hash or goes.password_hash
    stays.pin_hash = stays.pin_hash or goes.pin_hash
