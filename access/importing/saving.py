"""Entries become titles: few questions to the database, each record whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from access.catalogue.records import Contribution, Identifier, Title, TitleSubject
from access.importing.copies import Copies
from access.importing.entry import Entry
from access.importing.keeping import add_sources
from access.importing.matching import PARTLY, Doubles, Match, matched, own_name
from access.importing.names import chunked, contributor_ids, series_ids, subject_ids
from access.importing.remarks import Code, Remark
from access.importing.report import Fate


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one entry."""

    fate: Fate
    title_id: int | None
    remarks: tuple[Remark, ...]


def save(db: Session, entries: Sequence[Entry], *, doubles: Doubles, now: datetime) -> list[Saved]:
    """Bring the titles to what the entries say, in the order of the entries.

    Each entry is saved whole or, if the database will not have it, not at all. The same entry
    again changes nothing, also where somebody has changed the title since. A title that was
    found is locked until the transaction ends.
    """
    saved = list[Saved]()
    for wave in _waves(entries):
        try:
            with db.begin_nested():
                saved += _save_wave(db, wave, doubles, now)
        except (DBAPIError, StatementError):
            saved += (_save_alone(db, entry, doubles, now) for entry in wave)
    if any(one.fate is Fate.CHANGED for one in saved):
        db.expire_all()
    return saved


def _waves(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries that may speak of one title, or of one copy, come one after the other."""
    wave, seen = list[Entry](), set[object]()
    for entry in entries:
        keys: set[object] = {*entry.names, *entry.isbns}
        keys |= {("barcode", one.barcode) for one in entry.holdings or () if one.barcode}
        if keys & seen:
            yield wave
            wave, seen = [], set()
        wave.append(entry)
        seen |= keys
    if wave:
        yield wave


def _save_alone(db: Session, entry: Entry, doubles: Doubles, now: datetime) -> Saved:
    try:
        with db.begin_nested():
            return _save_wave(db, [entry], doubles, now)[0]
    except (DBAPIError, StatementError) as error:
        why = type(error.orig).__name__ if isinstance(error, DBAPIError) else type(error).__name__
        remark = Remark(
            code=Code.NOT_SAVED,
            sentence=f"The database refused the record ({why}); nothing of it is kept.",
            record=entry.record,
            control=entry.control,
            facts={"why": why},
            is_refusal=True,
        )
        return Saved(Fate.REFUSED, None, (remark,))


def _save_wave(
    db: Session, entries: Sequence[Entry], doubles: Doubles, now: datetime
) -> list[Saved]:
    matches = matched(db, entries)
    gone = [match for match in matches if match.title_id is None and match.entry.is_withdrawn]
    for match in gone:
        match.is_unchanged = True
    live = [match for match in matches if not match.is_unchanged]
    new = {id(match) for match in live if match.title_id is None}
    touched = _write(db, live, now) if live else set[int]()
    for match in live:
        match.is_unchanged = match.is_repeat and match.title_id not in touched
    return [_saved(match, id(match) in new, doubles) for match in matches]


def _saved(match: Match, is_new: bool, doubles: Doubles) -> Saved:
    if match.is_unchanged:
        left_out = tuple(match.remarks) if match.is_repeat else ()
        return Saved(Fate.UNCHANGED, match.title_id, left_out)
    if is_new and match.title_id is not None:
        double = doubles.seen(match.entry, match.title_id)
        if double is not None:
            match.remark(
                Code.POSSIBLE_DOUBLE,
                f"It has the name, author and language of title {double}; look whether the two "
                "are one title.",
                title=str(double),
            )
    return Saved(Fate.ADDED if is_new else Fate.CHANGED, match.title_id, tuple(match.remarks))


def _write(db: Session, live: Sequence[Match], now: datetime) -> set[int]:
    """Write what is new; returns the titles of which copies or sources changed."""
    told = [match for match in live if not match.is_repeat]
    entries = [match.entry for match in told]
    series = series_ids(db, entries)
    copies = Copies(db, live)
    _write_titles(db, told, series, now)
    _write_links(db, told, entries)
    for match in live:
        copies.settle(match, _number(match))
    copies.write()
    with_sources = add_sources(db, live, now=now)
    _write_names(db, live)
    return copies.touched | with_sources


def _write_titles(
    db: Session, live: Sequence[Match], series: dict[str, int], now: datetime
) -> None:
    new = [match for match in live if match.title_id is None]
    changed = [match for match in live if match.title_id is not None]
    if changed:
        rows = [_row(match.entry, series, now) | {"id": match.title_id} for match in changed]
        db.execute(update(Title), rows)
    if new:
        rows = [_row(match.entry, series, now) | {"added_at": now} for match in new]
        numbers = db.scalars(insert(Title).returning(Title.id, sort_by_parameter_order=True), rows)
        for match, number in zip(new, numbers.all(), strict=True):
            match.title_id = number


def _row(entry: Entry, series: dict[str, int], now: datetime) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": entry.name,
        "unsorted_letters": entry.unsorted_letters,
        "subtitle": entry.subtitle,
        "language": entry.languages[0],
        "languages": list(entry.languages),
        "publisher": entry.publisher,
        "published_year": entry.year,
        "annotation": entry.annotation,
        "series_id": series[entry.series] if entry.series else None,
        "series_number": entry.series_number if entry.series else None,
        "print_pages": entry.pages,
        "changed_at": now,
    }
    return row | {"hidden_at": now} if entry.is_withdrawn else row


def _write_links(db: Session, live: Sequence[Match], entries: Sequence[Entry]) -> None:
    """Who did what, and what it is about: as the record says, in its order."""
    people, subjects = contributor_ids(db, entries), subject_ids(db, entries)
    for some in chunked(_number(match) for match in live):
        db.execute(delete(Contribution).where(Contribution.title_id.in_(some)))
        db.execute(delete(TitleSubject).where(TitleSubject.title_id.in_(some)))
    contributions = [
        {
            "title_id": _number(match),
            "contributor_id": people[person.name],
            "role": person.role,
            "place": place,
        }
        for match in live
        for place, person in enumerate(match.entry.people)
    ]
    topics = [
        {"title_id": _number(match), "subject_id": subject_id}
        for match in live
        for subject_id in {subjects[one.scheme, one.code] for one in match.entry.topics}
    ]
    if contributions:
        db.execute(insert(Contribution), contributions)
    if topics:
        db.execute(insert(TitleSubject), topics)


def _write_names(db: Session, live: Sequence[Match]) -> None:
    """New numbers of the titles; the record's own keeps what was taken over, if all of it was."""
    new, told = list[dict[str, Any]](), list[dict[str, Any]]()
    for match in live:
        own = own_name(match.entry)
        digest = match.digest + ("" if match.is_whole else PARTLY)
        for named in match.names:
            new.append(
                {
                    "title_id": match.title_id,
                    "scheme": named.scheme,
                    "value": named.value,
                    "imported_digest": digest if named == own else None,
                }
            )
        if own not in match.names:
            told.append({"of_scheme": own.scheme, "of_value": own.value, "digest": digest})
    if new:
        db.execute(insert(Identifier), new)
    for one in told:
        db.execute(
            update(Identifier)
            .where(Identifier.scheme == one["of_scheme"], Identifier.value == one["of_value"])
            .values(imported_digest=one["digest"])
            .execution_options(synchronize_session=False)
        )


def _number(match: Match) -> int:
    if match.title_id is None:
        raise RuntimeError("a title is written before what hangs on it")
    return match.title_id
