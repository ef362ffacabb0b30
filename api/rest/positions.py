"""Where the reader is in their books: kept by any door, found by every other."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from access.catalogue.made import Edition
from access.listening import places
from access.listening.records import Position
from access.requests.handing import hand_out
from access.requests.limits import STANDARD_LIMITS
from api.rest.caller import ServedId
from api.rest.pages import Limit, Listed, listed
from api.rest.problems import Refused
from api.rest.tags import IfMatch, require_match, tagged
from api.web.frame.doors import Db, LookDb, Now, OpenDoors
from api.web.resuming import place_in
from api.words.catalogues import mark

router = APIRouter(prefix="/me/positions", tags=["positions"])
API, WEB = "api", "web"
LONGEST_MS = 1_000 * 3_600_000
NO_SUCH_SOUND = mark("This edition has no such sound.")
NOT_BEGUN = mark("The reader is nowhere in this book: they did not begin, or have finished.")


class Spot(BaseModel):
    """A place: the sound file, milliseconds in it, and when the reader was there by the caller's
    clock; without a time it is now."""

    model_config = ConfigDict(extra="forbid")

    sound: Annotated[str, Field(min_length=1, max_length=200)]
    at_ms: Annotated[int, Field(ge=0, le=LONGEST_MS)]
    at: AwareDatetime | None = None


class Where(BaseModel):
    """Where the reader stopped. `book_ms` counts from the beginning of the book; `length_ms` is the
    whole book, 0 while it is being made. A player goes on some seconds earlier."""

    title_id: int
    manner: str
    sound: str
    at_ms: int
    book_ms: int
    length_ms: int
    door: str
    changed_at: datetime


class Begun(Where):
    """The same with the title's name, for a list."""

    title: str
    title_language: str


@router.get("")
def show_all(request: Request, db: LookDb, reader_id: ServedId, limit: Limit = 20) -> Listed[Begun]:
    """The books that the reader is in the middle of, the one heard last first."""
    here = [
        Begun(**_where(one).model_dump(), title=one.title.name, title_language=one.title.language)
        for one in places.positions_of(db, reader_id=reader_id, limit=limit)
    ]
    return listed(request, here, None)


@router.get("/{edition_id}", response_model=Where)
def show(request: Request, db: Db, now: Now, reader_id: ServedId, edition_id: int) -> Response:
    """Where the reader is in the book that this is an edition of. Raises Refused (404)."""
    return tagged(
        request, _where(_required(db, reader_id, _handed(db, now, reader_id, edition_id)))
    )


@router.put("/{edition_id}", response_model=Where)
def keep(  # noqa: PLR0913 - each is a fact of its own
    request: Request,
    db: Db,
    now: Now,
    doors: OpenDoors,
    reader_id: ServedId,
    edition_id: int,
    spot: Spot,
    if_match: IfMatch = None,
) -> Response:
    """The reader is here. What another door kept later stays; the answer says where they are.

    With If-Match it is kept only over the place that the caller knew.
    """
    edition = _handed(db, now, reader_id, edition_id)
    if if_match is not None:
        require_match(if_match, _where(_required(db, reader_id, edition)))
    place = place_in(doors.settings.shelf_dir, edition, sound=spot.sound, at_ms=spot.at_ms)
    if place is None:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "no_such_sound", NO_SUCH_SOUND)
    at = min(spot.at.astimezone(UTC), now) if spot.at else now
    kept = places.keep_position(
        db, reader_id=reader_id, title_id=edition.title_id, manner_key=edition.manner_key,
        place=place, door=API if "authorization" in request.headers else WEB, now=at,
    )  # fmt: skip
    return tagged(request, _where(kept))


@router.delete("/{edition_id}", status_code=HTTPStatus.NO_CONTENT)
def forget(db: Db, now: Now, reader_id: ServedId, edition_id: int) -> None:
    """The reader has come to the end, or begins anew. Twice changes nothing."""
    edition = _handed(db, now, reader_id, edition_id)
    places.forget_position(
        db, reader_id=reader_id, title_id=edition.title_id, manner_key=edition.manner_key
    )


def _handed(db: Db, now: Now, reader_id: int, edition_id: int) -> Edition:
    return hand_out(
        db, reader_id=reader_id, edition_id=edition_id, form=None, now=now, limits=STANDARD_LIMITS
    )


def _required(db: Db, reader_id: int, edition: Edition) -> Position:
    found = places.position_of(
        db, reader_id=reader_id, title_id=edition.title_id, manner_key=edition.manner_key
    )
    if found is None:
        raise Refused(HTTPStatus.NOT_FOUND, "not_begun", NOT_BEGUN)
    return found


def _where(position: Position) -> Where:
    return Where(
        title_id=position.title_id, manner=position.manner_key, sound=position.sound,
        at_ms=position.at_ms, book_ms=position.book_ms, length_ms=position.length_ms,
        door=position.door, changed_at=position.changed_at,
    )  # fmt: skip
