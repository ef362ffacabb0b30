"""The web door: the shelf of talking books and the runs of the day."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from fastapi.templating import Jinja2Templates

from api.report import EditionReport, reports_in
from api.web.runs import runs_of, unassigned_of
from api.web.words import LANGUAGES, chosen, length_words, word
from api.web.zipped import zipped
from tts.forms.writers import WRITERS

PLAN_NAME = "plan.json"
TEMPLATES = Jinja2Templates(str(files("api.web") / "templates"))
MEDIA_TYPES = {form.value: writer.media_type for form, writer in WRITERS.items()}
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def create_shelf(shelf: Path) -> FastAPI:
    """The web over one shelf: a folder that `dauys convert` fills and a plan may lie in."""
    app = FastAPI(title="Dauys", docs_url=None, redoc_url=None)
    app.state.shelf = shelf.resolve()
    app.add_api_route("/", show_shelf, response_class=HTMLResponse)
    app.add_api_route("/books/{name}", show_book, response_class=HTMLResponse)
    app.add_api_route("/books/{name}/sounds/{sound}", play)
    app.add_api_route("/books/{name}/{form}", download)
    app.add_api_route("/books/{name}/{form}/{volume}", download_volume)
    app.add_api_route("/healthz", healthy)
    app.add_exception_handler(HTTPStatus.NOT_FOUND, show_missing)
    return app


def shelf_of(request: Request) -> Path:
    """The folder that this application shows."""
    folder: Path = request.app.state.shelf
    return folder


def named(name: str, request: Request) -> EditionReport:
    """The book of this name; only names that stand on the shelf are answered."""
    reports = reports_in(shelf_of(request))
    if name not in reports:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return reports[name]


Shelf = Annotated[Path, Depends(shelf_of)]
Book = Annotated[EditionReport, Depends(named)]


def healthy() -> dict[str, str]:
    """Answers as long as the process does."""
    return {"status": "ok"}


def show_shelf(request: Request, shelf: Shelf) -> Response:
    """Every talking book, and the runs of the day if a plan lies on the shelf."""
    plan = _plan(shelf)
    return _page(
        request,
        "shelf.html",
        books=reports_in(shelf),
        runs=runs_of(plan),
        unassigned=unassigned_of(plan),
    )


def show_book(request: Request, shelf: Shelf, name: str, book: Book) -> Response:
    """One book, heading by heading, each with its sound."""
    sounds = {
        sound
        for section in book.sections
        for sound in section.sounds
        if _sound(shelf, name, book, sound)
    }
    return _page(request, "book.html", name=name, book=book, sounds=sounds)


def play(shelf: Shelf, name: str, sound: str, book: Book) -> FileResponse:
    """One section's sound; players may ask for a part of it (RFC 9110, range requests)."""
    known = any(sound in section.sounds for section in book.sections)
    place = _sound(shelf, name, book, sound) if known else None
    if place is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FileResponse(place, media_type="audio/mpeg")


def download(shelf: Shelf, name: str, form: str, book: Book) -> Response:
    """One form to take home: the file itself, or its folder as a ZIP of files at top level."""
    if form not in book.forms:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return _handed_out(shelf / name / book.forms[form], form, form)


def download_volume(shelf: Shelf, name: str, form: str, volume: int, book: Book) -> Response:
    """One volume of a form that is a set, counted from 1."""
    places = book.volumes.get(form, ())
    if not 1 <= volume <= len(places):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return _handed_out(shelf / name / places[volume - 1], form, f"{form}_{volume}of{len(places)}")


def _handed_out(place: Path, form: str, title: str) -> Response:
    if place.is_file():
        return FileResponse(place, media_type=MEDIA_TYPES.get(form), filename=place.name)
    return StreamingResponse(
        zipped(place),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{title}.zip"'},
    )


def show_missing(request: Request, _error: Exception) -> Response:
    """A wrong address, said in the reader's language."""
    return _page(request, "missing.html", status=HTTPStatus.NOT_FOUND)


def _sound(shelf: Path, name: str, book: EditionReport, sound: str) -> Path | None:
    """A sound as a file of a form or of a volume, under its own name; None where there are only
    packed forms, or such as name their files anew."""
    places = chain(book.forms.values(), *book.volumes.values())
    return next((p for place in places if (p := shelf / name / place / sound).is_file()), None)


def _plan(shelf: Path) -> Mapping[str, Any]:
    path = shelf / PLAN_NAME
    if not path.exists():
        return {"routes": [], "unassigned": []}
    plan: Mapping[str, Any] = json.loads(path.read_bytes())
    return plan


def _page(
    request: Request, template: str, *, status: HTTPStatus = HTTPStatus.OK, **facts: object
) -> Response:
    language = chosen(request.query_params.get("lang"), request.headers.get("accept-language"))
    context = {
        "language": language,
        "languages": LANGUAGES,
        "say": lambda key, **more: word(key, language, **more),
        "length": lambda seconds: length_words(seconds, language),
        **facts,
    }
    headers = {**SECURITY, "Content-Language": language, "Vary": "Accept-Language"}
    return TEMPLATES.TemplateResponse(
        request, template, context, status_code=status, headers=headers
    )
