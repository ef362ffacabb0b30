"""Hearing a book: a player for each chapter, the forms to take home; also while it is made."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from access.catalogue.made import Edition
from access.listening.places import position_of
from access.production.hearing import Hearing, heard
from access.requests.errors import RequestNotFound
from access.requests.handing import hand_out
from access.requests.limits import STANDARD_LIMITS, require_entitled
from access.requests.lists import request_of
from access.requests.records import Request as Wish
from access.requests.records import RequestKind
from api.web.files import file_in, form_of, playlist_of, sound_of
from api.web.frame.doors import Db, LookDb, Now, OpenDoors
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.visitor import ServedId
from api.web.readers.form_names import form_name
from api.web.resuming import goes_on

router = APIRouter()
Name = Annotated[str, Path(max_length=200)]


@router.get("/editions/{edition_id}")
def show_edition(
    request: Request, db: Db, now: Now, doors: OpenDoors, reader_id: ServedId, edition_id: int
) -> Response:
    """A book to hear, chapter by chapter, from where they stopped at any door; and to take home."""
    edition = _handed(db, now, reader_id, edition_id, None)
    position = position_of(
        db, reader_id=reader_id, title_id=edition.title_id, manner_key=edition.manner_key
    )
    on = goes_on(doors.settings.shelf_dir, edition, position)
    language = language_of(request)
    forms = [(one, form_name(one.form, language)) for one in edition.forms]
    return page(request, "readers/edition.html", edition=edition, forms=forms, on=on)


@router.get("/editions/{edition_id}/sounds/{name}")
def play(
    db: Db, now: Now, doors: OpenDoors, reader_id: ServedId, edition_id: int, name: Name
) -> Response:
    """One sound of it; players may ask for a part."""
    edition = _handed(db, now, reader_id, edition_id, None)
    return sound_of(doors.settings.shelf_dir, edition, name)


@router.get("/editions/{edition_id}/forms/{form}")
@router.get("/editions/{edition_id}/forms/{form}/{volume}")
def take_home(
    db: Db,
    now: Now,
    doors: OpenDoors,
    reader_id: ServedId,
    edition_id: int,
    form: Name,
    volume: int = 1,
) -> Response:
    """A form to take home."""
    edition = _handed(db, now, reader_id, edition_id, form)
    return form_of(doors.settings.shelf_dir, edition, form, volume)


@router.get("/my/requests/{request_id}/listen")
def show_unfinished(
    request: Request, db: LookDb, now: Now, doors: OpenDoors, reader_id: ServedId, request_id: int
) -> Response:
    """What is ready of a book that is being made; when it is finished, the book itself."""
    wish, hearing = _unfinished(db, now, reader_id, request_id)
    if wish.edition_id is not None:
        return go_to(f"/editions/{wish.edition_id}")
    sounds = playlist_of(doors.settings.shelf_dir, hearing) if hearing else []
    return page(request, "readers/unfinished.html", wish=wish, sounds=sounds)


@router.get("/my/requests/{request_id}/sounds/{name}")
def play_unfinished(
    db: LookDb, now: Now, doors: OpenDoors, reader_id: ServedId, request_id: int, name: Name
) -> Response:
    """One sound of what is ready. Raises RequestNotFound where nothing is."""
    _, hearing = _unfinished(db, now, reader_id, request_id)
    if hearing is None:
        raise RequestNotFound(request_id)
    return file_in(doors.settings.shelf_dir, hearing.folder, name)


def _unfinished(
    db: LookDb, now: Now, reader_id: int, request_id: int
) -> tuple[Wish, Hearing | None]:
    wish = request_of(db, request_id=request_id, reader_id=reader_id)
    require_entitled(
        db, reader_id=reader_id, kind=RequestKind.AUDIO, sounds=True, now=now,
        limits=STANDARD_LIMITS,
    )  # fmt: skip
    hearing = heard(db, production_id=wish.production_id) if wish.production_id else None
    return wish, hearing


def _handed(db: Db, now: Now, reader_id: int, edition_id: int, form: str | None) -> Edition:
    return hand_out(
        db, reader_id=reader_id, edition_id=edition_id, form=form, now=now, limits=STANDARD_LIMITS
    )
