"""Editions: hear them, take their forms home."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel

from access.catalogue.made import Edition
from access.requests.handing import hand_out
from access.requests.limits import STANDARD_LIMITS
from api.rest.caller import ServedId
from api.rest.tags import tagged
from api.web.files import form_of, sound_of
from api.web.frame.doors import Db, Now, OpenDoors

router = APIRouter(prefix="/editions", tags=["editions"])
Name = Annotated[str, Path(max_length=200)]


class Section(BaseModel):
    """A heading with the sounds under it, in order."""

    title: str
    language: str
    level: int
    sounds: list[str]
    audio_ms: int


class Form(BaseModel):
    """A form to take home; several volumes where it is a set."""

    form: str
    size_bytes: int
    volumes: int


class Heard(BaseModel):
    """An edition as a player needs it. A sound is at `/editions/{id}/sounds/{name}`."""

    id: int
    title_id: int
    title: str
    language: str
    voices: dict[str, str]
    length_ms: int
    sections: list[Section]
    forms: list[Form]


@router.get("/{edition_id}", response_model=Heard)
def show(request: Request, db: Db, now: Now, reader_id: ServedId, edition_id: int) -> Response:
    """Open an edition to hear it. The request with which it was asked for is fulfilled."""
    edition = _handed(db, now, reader_id, edition_id, None)
    heard = Heard(
        id=edition.id, title_id=edition.title_id, title=edition.title.name,
        language=edition.language, voices=edition.voices, length_ms=edition.length_ms,
        sections=[Section.model_validate(section) for section in edition.sections],
        forms=[
            Form(form=one.form, size_bytes=one.size_bytes, volumes=len(one.places))
            for one in edition.forms
        ],
    )  # fmt: skip
    return tagged(request, heard)


@router.get("/{edition_id}/sounds/{name}", response_class=Response)
def play(
    db: Db, now: Now, doors: OpenDoors, reader_id: ServedId, edition_id: int, name: Name
) -> Response:
    """One sound (MP3); parts of it by Range."""
    edition = _handed(db, now, reader_id, edition_id, None)
    return sound_of(doors.settings.shelf_dir, edition, name)


@router.get("/{edition_id}/forms/{form}", response_class=Response)
def take(
    db: Db,
    now: Now,
    doors: OpenDoors,
    reader_id: ServedId,
    edition_id: int,
    form: Name,
    volume: int = 1,
) -> Response:
    """A form as a file; a folder comes as a ZIP."""
    edition = _handed(db, now, reader_id, edition_id, form)
    return form_of(doors.settings.shelf_dir, edition, form, volume)


def _handed(db: Db, now: Now, reader_id: int, edition_id: int, form: str | None) -> Edition:
    return hand_out(
        db, reader_id=reader_id, edition_id=edition_id, form=form, now=now, limits=STANDARD_LIMITS
    )
