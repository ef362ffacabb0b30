"""What readers are told of their requests, with no more facts than the sentence needs."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from access.catalogue.records import Copy, Title
from access.network.records import ServicePoint
from access.network.zone import network_zone
from access.notices.outbox import tell
from access.notices.records import Notice, NoticeKind
from access.requests.records import Request

BY_SERIES = "series"
"""The door of requests that nobody made by hand."""


def tell_ready(db: Session, request: Request, *, now: datetime) -> Notice:
    """It is ready; where it came by itself as the next of a series, the reader is told that."""
    kind = NoticeKind.NEXT_IN_SERIES if request.door == BY_SERIES else NoticeKind.READY
    return _tell(db, request, kind, now, _place(db, request))


def tell_delayed(db: Session, request: Request, *, now: datetime) -> Notice:
    """It takes longer, and a person looks at it."""
    return _tell(db, request, NoticeKind.DELAYED, now, {})


def tell_failed(db: Session, request: Request, *, now: datetime) -> Notice:
    """It cannot be done, and why."""
    why = request.refusal.value if request.refusal else ""
    return _tell(db, request, NoticeKind.FAILED, now, {"refusal": why})


def tell_due(
    db: Session, *, reader_id: int, title_id: int, about: str, due_on: date, now: datetime
) -> Notice:
    """A loan (`about` it: "loan:17:2026-12-03") is due back; told once for each day it is due on.

    It lapses when that day is over: from then on another sentence would be true.
    """
    title = db.get_one(Title, title_id)
    ends = datetime.combine(due_on + timedelta(days=1), time(), tzinfo=network_zone(db))
    return tell(
        db,
        reader_id=reader_id,
        kind=NoticeKind.DUE,
        about=about,
        facts={
            "title_id": title.id,
            "title": title.name,
            "title_language": title.language,
            "day": due_on.isoformat(),
        },
        now=now,
        lapses_at=ends,
    )


def _tell(
    db: Session, request: Request, kind: NoticeKind, now: datetime, more: dict[str, Any]
) -> Notice:
    title = db.get_one(Title, request.title_id)
    return tell(
        db,
        reader_id=request.reader_id,
        kind=kind,
        about=f"request:{request.id}",
        facts={
            "request_id": request.id,
            "title_id": title.id,
            "title": title.name,
            "title_language": title.language,
            "asked": request.kind.value,
            **more,
        },
        now=now,
    )


def _place(db: Session, request: Request) -> dict[str, Any]:
    """Where a copy waits, by language: {"place": {"ru": …}}."""
    if request.copy_id is None:
        return {}
    copy = db.get_one(Copy, request.copy_id)
    return {"place": db.get_one(ServicePoint, copy.service_point_id).names}
