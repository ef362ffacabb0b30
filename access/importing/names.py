"""People, series and subjects by their names: found, or added, a batch at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from access.catalogue.records import Contributor, Series, Subject
from access.importing.entry import Entry, Topic

T = TypeVar("T")
AT_ONCE = 2_000
"""Values in one question: SQLite counts them."""


def chunked(values: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    all_of_them = list(values)
    for at in range(0, len(all_of_them), size):
        yield all_of_them[at : at + size]


def insert_missing(db: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows; those that somebody else has added meanwhile stay as they are."""
    if not rows:
        return
    is_postgres = db.get_bind().dialect.name == "postgresql"
    dialect: Any = postgresql if is_postgres else sqlite
    db.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows))


def contributor_ids(db: Session, entries: Iterable[Entry]) -> dict[str, int]:
    """The number of everybody whom the entries name."""
    names = {person.name for entry in entries for person in entry.people}
    return _by_name(db, Contributor, names)


def series_ids(db: Session, entries: Iterable[Entry]) -> dict[str, int]:
    """The number of every series that the entries name."""
    return _by_name(db, Series, {entry.series for entry in entries if entry.series})


def subject_ids(db: Session, entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    """The number of every subject that the entries name, by list and code."""
    topics = {(topic.scheme, topic.code): topic for entry in entries for topic in entry.topics}
    found = _subjects(db, topics)
    missing = sorted(topics.keys() - found.keys())
    rows = [_subject_row(topics[key]) for key in missing]
    insert_missing(db, Subject.__table__, rows)  # type: ignore[arg-type]
    return found | _subjects(db, missing)


def _subject_row(topic: Topic) -> dict[str, str]:
    return {"scheme": topic.scheme, "code": topic.code, "name": topic.name}


def _subjects(db: Session, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    by_scheme = dict[str, list[str]]()
    for scheme, code in keys:
        by_scheme.setdefault(scheme, []).append(code)
    found = dict[tuple[str, str], int]()
    for scheme, codes in by_scheme.items():
        for some in chunked(codes):
            rows = db.execute(
                select(Subject.code, Subject.id).where(
                    Subject.scheme == scheme, Subject.code.in_(some)
                )
            )
            found |= {(scheme, row.code): row.id for row in rows}
    return found


def _by_name(
    db: Session, record: type[Contributor] | type[Series], names: set[str]
) -> dict[str, int]:
    found = _named(db, record, names)
    missing = sorted(names - found.keys())
    insert_missing(db, record.__table__, [{"name": name} for name in missing])  # type: ignore[arg-type]
    return found | _named(db, record, missing)


def _named(
    db: Session, record: type[Contributor] | type[Series], names: Iterable[str]
) -> dict[str, int]:
    found = dict[str, int]()
    for some in chunked(names):
        rows = db.execute(select(record.name, record.id).where(record.name.in_(some)))
        found |= {row.name: row.id for row in rows}
    return found
