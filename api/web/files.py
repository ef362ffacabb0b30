"""Files of editions on their way out: a sound with ranges, a form as a file or as a ZIP."""

from http import HTTPStatus
from pathlib import Path, PurePosixPath

from fastapi import HTTPException
from fastapi.responses import FileResponse, Response, StreamingResponse

from access.catalogue.made import Edition
from access.production.hearing import Hearing
from api.web.zipped import zipped
from tts.forms.writers import WRITERS
from tts.listening import Ready, ready_in
from tts.loose_sound import FOLDER as SOUND

OWN = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
MEDIA_TYPES = {form.value: writer.media_type for form, writer in WRITERS.items()}
SOUND_TYPE = "audio/mpeg"
LIST_TYPE = "application/vnd.apple.mpegurl"


def sound_of(shelf: Path, edition: Edition, name: str) -> Response:
    """One sound of an edition; players may ask for a part of it (RFC 9110, range requests).

    Raises HTTPException for a name that is not in the edition's table.
    """
    if not any(name in section.get("sounds", ()) for section in edition.sections):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return file_in(shelf, f"{edition.folder}/{SOUND}", name)


def file_in(shelf: Path, folder: str, name: str) -> Response:
    """A file of a folder under the shelf, by its bare name. Raises HTTPException."""
    if PurePosixPath(name).name != name or name.startswith("."):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    place = shelf / folder / name
    if not place.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    kind = LIST_TYPE if name.endswith(".m3u8") else SOUND_TYPE
    return FileResponse(place, media_type=kind, headers=OWN)


def playlist_of(shelf: Path, hearing: Hearing) -> list[Ready]:
    """The sounds that can be heard by now, from the list that grows (RFC 8216)."""
    return ready_in(shelf / hearing.folder / hearing.playlist) if hearing.playlist else []


def form_of(shelf: Path, edition: Edition, form: str, volume: int = 1) -> Response:
    """A form to take home: the file itself, or its folder as a ZIP of files at top level.

    `volume` counts from 1; most forms have one. Raises HTTPException.
    """
    kept = next((one for one in edition.forms if one.form == form), None)
    if kept is None or not 1 <= volume <= len(kept.places):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    place = shelf / edition.folder / kept.places[volume - 1]
    part = f"_{volume}of{len(kept.places)}" if len(kept.places) > 1 else ""
    if place.is_file():
        name = f"{edition.id}_{form}{part}{place.suffix}"
        return FileResponse(place, media_type=MEDIA_TYPES.get(form), filename=name, headers=OWN)
    if not place.is_dir():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    name = f"{edition.id}_{form}{part}.zip"
    headers = {**OWN, "Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(zipped(place), media_type="application/zip", headers=headers)
