"""An import from beginning to end: batches, each in a transaction that the caller gives."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from access.importing.entry import Entry, Read, Refused
from access.importing.matching import Doubles
from access.importing.remarks import Remark
from access.importing.report import Fate, Report, Tally
from access.importing.saving import save

BATCH = 500

Transaction = Callable[[], AbstractContextManager[Session]]
"""Begins a transaction that ends, one way or the other, with the `with` block around it."""
OnTitlesChanged = Callable[[Session, Sequence[int]], None]
"""Told in the same transaction which titles are new or changed, for what is derived of them."""
OnProgress = Callable[[int], None]
"""Told how many records are done."""


def nobody_told(_db: Session, _title_ids: Sequence[int]) -> None:
    """Where nothing is derived of titles."""


def nobody_counts(_done: int) -> None:
    """Where nobody waits for the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where entries are saved: by whose transactions, at what moment, and who is told."""

    transaction: Transaction
    now: datetime
    on_titles_changed: OnTitlesChanged = nobody_told
    on_progress: OnProgress = nobody_counts
    batch: int = BATCH


def run(records: Iterable[Read], desk: Desk, *, what: str) -> Report:
    """Save everything that is read, batch by batch. `what` is the file's name, for the report.

    A record that is refused keeps no other out. What earlier batches saved stays saved whatever
    happens later; the same file again goes on from there.
    """
    tally = Tally(what)
    with desk.transaction() as db:
        doubles = Doubles(db)
    for batch in _batches(records, desk.batch):
        entries = [one for one in batch if isinstance(one, Entry)]
        with desk.transaction() as db:
            saved = save(db, entries, doubles=doubles, now=desk.now)
            changed = [
                one.title_id
                for one in saved
                if one.title_id is not None and one.fate in {Fate.ADDED, Fate.CHANGED}
            ]
            if changed:
                desk.on_titles_changed(db, list(dict.fromkeys(changed)))
        for refused in batch:
            if isinstance(refused, Refused):
                tally.count(Fate.REFUSED, _in_file((refused.remark,), what))
        for one in saved:
            tally.count(one.fate, _in_file(one.remarks, what))
        desk.on_progress(tally.records)
    return tally.report()


def _batches(records: Iterable[Read], size: int) -> Iterator[list[Read]]:
    batch = list[Read]()
    for record in records:
        batch.append(record)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch


def _in_file(remarks: Sequence[Remark], what: str) -> list[Remark]:
    return [remark if remark.file else replace(remark, file=what) for remark in remarks]
