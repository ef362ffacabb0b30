"""Asking, as the tests of requests do it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.notices.records import Notice, NoticeKind
from access.production.manner import Manner
from access.production.records import (
    Production,
)
from access.requests.asking import ask
from access.requests.limits import STANDARD_LIMITS, Limits
from access.requests.records import Request, RequestKind
from tests.access import desk

NOON = desk.NOON
HOUR = timedelta(hours=1)
AUDIO, COPY = RequestKind.AUDIO, RequestKind.COPY


def asked(
    db: Session,
    reader_id: int,
    title_id: int,
    kind: RequestKind = AUDIO,
    *,
    form: str | None = None,
    now: datetime = NOON,
    limits: Limits = STANDARD_LIMITS,
    point_id: int | None = None,
    again: bool = False,
    manner: Manner | None = None,
) -> Request:
    return ask(
        db,
        reader_id=reader_id,
        title_id=title_id,
        kind=kind,
        form=form,
        manner=manner,
        door="web",
        service_point_id=point_id,
        now=now,
        limits=limits,
        again=again,
    )


def production_of(db: Session, request: Request) -> Production:
    assert request.production_id is not None
    return db.get_one(Production, request.production_id)


def told(db: Session, reader_id: int) -> list[NoticeKind]:
    return list(
        db.scalars(select(Notice.kind).where(Notice.reader_id == reader_id).order_by(Notice.id))
    )
