"""A file is laid to a title that is there already, as the source of its talking books."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.made import Source
from access.catalogue.records import Title
from access.importing.keeping import found_file, keep, place_in_store
from access.importing.remarks import Code, RecordRefused
from tts.errors import BadBook
from tts.sources.describing import describe


def add_source(
    db: Session, *, title_id: int, file: Path, sources: Path, most_bytes: int, now: datetime
) -> tuple[Source, bool]:
    """Keep a file by its content as a source of a title; True where it was not there before.

    What it is, its content tells. A source that was refused before counts as good again. Nothing
    is kept of a file that is no book. Raises TitleNotFound, RecordRefused.
    """
    title = db.get(Title, title_id, with_for_update=True)
    if title is None:
        raise TitleNotFound(title_id)
    found = found_file(file, most_bytes=most_bytes)
    rows = db.scalars(select(Source).where(Source.sha256 == found.sha256).order_by(Source.id)).all()
    there = next((row for row in rows if row.title_id == title_id), None)
    if rows and there is None:
        raise RecordRefused(
            Code.FILE_OF_ANOTHER,
            f"This file is already the source of title {rows[0].title_id}; look whether the two "
            "are one title.",
            title=str(rows[0].title_id),
        )
    try:
        describe(file)
    except BadBook as error:
        raise RecordRefused(
            Code.BAD_FILE, f"{error.what} {error.remedy}", file=error.where, what=error.what
        ) from error
    keep(found, sources)
    if there is not None:
        there.refused = None
        return there, False
    made = Source(
        title_id=title_id, path=place_in_store(found), sha256=found.sha256,
        size_bytes=found.size_bytes, added_at=now,
    )  # fmt: skip
    db.add(made)
    title.changed_at = now
    db.flush()
    return made, True
