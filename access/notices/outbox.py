"""Telling a reader something once: written down together with the fact that is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.network.zone import network_zone
from access.notices.quiet import not_quiet
from access.notices.records import Notice, NoticeKind, NoticeState
from access.notices.ways import language_of, ways_of
from access.people.errors import ReaderNotFound
from access.people.records import Reader, Way


def tell(
    db: Session,
    *,
    reader_id: int,
    kind: NoticeKind,
    about: str,
    facts: Mapping[str, Any],
    now: datetime,
    lapses_at: datetime | None = None,
) -> Notice:
    """Tell a reader something, once for each kind and what it is `about` ("request:17").

    Nothing is sent here: the notice is kept in the transaction of the fact and sent later, or
    never if the fact is rolled back. Told a second time, it is the first notice that is answered.
    It goes by the reader's way, as far as they agreed, outside their quiet hours; on their page
    it stands at once. `facts` hold what the sentence needs and no more. Raises ReaderNotFound.
    """
    once_key = f"{kind.value}:{about}"
    reader = db.get(Reader, reader_id)
    if reader is None:
        raise ReaderNotFound(reader_id)
    told = _told(db, once_key)
    if told is not None:
        return told
    way = ways_of(db, reader)[0]
    notice = Notice(
        once_key=once_key,
        reader_id=reader_id,
        kind=kind,
        way=way,
        language=language_of(reader, way),
        facts=dict(facts),
        made_at=now,
        not_before_at=now,
        lapses_at=lapses_at,
    )
    if way is Way.WEB:
        notice.state, notice.told_at = NoticeState.SENT, now
    else:
        notice.not_before_at = after_quiet(db, reader, now)
    try:
        with db.begin_nested():
            db.add(notice)
    except IntegrityError:
        return db.scalars(select(Notice).where(Notice.once_key == once_key)).one()
    return notice


def after_quiet(db: Session, reader: Reader, at: datetime) -> datetime:
    """The first instant from `at` on outside the reader's quiet hours."""
    return not_quiet(
        at,
        network_zone(db),
        quiet_from=reader.quiet_from_minute,
        quiet_until=reader.quiet_until_minute,
    )


def _told(db: Session, once_key: str) -> Notice | None:
    return db.scalars(select(Notice).where(Notice.once_key == once_key)).one_or_none()
