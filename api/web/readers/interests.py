"""Authors and subjects of whose new books a reader wants to hear."""

from enum import StrEnum

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import selectinload

from access.catalogue.titles import new_titles
from access.people.records import Reader
from access.people.registering import set_interests
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.pages import go_to, page
from api.web.frame.visitor import ServedId
from api.web.readers.finding import NEW_WITHIN

router = APIRouter(prefix="/my/interests")
SHOWN = 50


class Kind(StrEnum):
    """What one can be interested in."""

    AUTHOR = "author"
    SUBJECT = "subject"


@router.get("")
def show(request: Request, db: LookDb, now: Now, reader_id: ServedId) -> Response:
    """What the reader is interested in, and what is new of it."""
    reader = _reader(db, reader_id)
    subjects, authors = [one.id for one in reader.subjects], [one.id for one in reader.authors]
    news = (
        new_titles(
            db, since=now - NEW_WITHIN, subject_ids=subjects, contributor_ids=authors, limit=SHOWN
        )
        if subjects or authors
        else []
    )
    return page(request, "readers/interests.html", reader=reader, news=news)


@router.post("/{kind}/{number}")
def add(db: Db, reader_id: ServedId, kind: Kind, number: int) -> Response:
    """From now on the reader hears of new books by this author, or on this subject."""
    subjects, authors = _chosen(db, reader_id)
    (authors if kind is Kind.AUTHOR else subjects).add(number)
    set_interests(db, reader_id=reader_id, subject_ids=subjects, author_ids=authors)
    return go_to("/my/interests")


@router.post("/{kind}/{number}/end")
def end(db: Db, reader_id: ServedId, kind: Kind, number: int) -> Response:
    """Not any more."""
    subjects, authors = _chosen(db, reader_id)
    (authors if kind is Kind.AUTHOR else subjects).discard(number)
    set_interests(db, reader_id=reader_id, subject_ids=subjects, author_ids=authors)
    return go_to("/my/interests")


def _chosen(db: Db, reader_id: int) -> tuple[set[int], set[int]]:
    reader = _reader(db, reader_id)
    return {one.id for one in reader.subjects}, {one.id for one in reader.authors}


def _reader(db: LookDb, reader_id: int) -> Reader:
    return db.get_one(
        Reader, reader_id, options=[selectinload(Reader.subjects), selectinload(Reader.authors)]
    )
