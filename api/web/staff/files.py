"""Files that the staff sends: the source of a title, and catalogues; told by their content."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from access.catalogue.titles import title_page
from access.importing.arrivals import Arrivals
from access.importing.files import Kind, Wishes, import_file
from access.importing.keeping import ending_of
from access.importing.one_source import add_source
from access.importing.remarks import RecordRefused
from access.importing.report import Report
from access.importing.running import Desk
from api.web.frame.doors import Db, Doors, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.doors import Number
from api.web.staff.remark_words import remark_words
from api.words.catalogues import mark
from delivery.homes.importing import bring_home

router = APIRouter()
FILE_NEEDED = mark("Choose a file.")
KIND_NEEDED = mark("Choose what the file is.")
CATALOGUE = "own"
MOST_SHOWN = 200
MEGABYTE = 1_000_000
KINDS = {
    Kind.AUTO: mark("The content tells"),
    Kind.MARC21: mark("MARC 21"),
    Kind.RUSMARC: mark("RUSMARC"),
    Kind.CSV: mark("Table (CSV): titles, readers, branches or holidays"),
    Kind.OPDS: mark("OPDS feed"),
    Kind.BOOKS: mark("A book"),
}


@router.get("/staff/titles/{title_id}/source")
def show_upload(
    request: Request, db: Db, doors: OpenDoors, _person: Coordinator, title_id: Number
) -> Response:
    """A file to choose."""
    return _upload(request, db, doors, title_id, Form.empty(language_of(request)))


@router.post("/staff/titles/{title_id}/source")
def take_source(
    request: Request,
    db: Db,
    doors: OpenDoors,
    now: Now,
    _person: Coordinator,
    title_id: Number,
    sent: Sent,
) -> Response:
    """Keep the file as a source of the title, if its content is a book that is read here."""
    form, settings = Form(sent, language_of(request)), doors.settings
    file, is_new, refusal = form.file("file"), False, None
    if file is None:
        form.fault("file", FILE_NEEDED)
    else:
        try:
            with _laid_down(file, settings.sources_dir) as place, db.begin_nested():
                _, is_new = add_source(
                    db, title_id=title_id, file=place, sources=settings.sources_dir,
                    most_bytes=settings.max_source_bytes, now=now,
                )  # fmt: skip
        except RecordRefused as error:
            refusal = error
            form.fault("file", remark_words(error.code, form.language))
    if form.is_good:
        return go_to(f"/staff/titles/{title_id}?done={'source' if is_new else 'same_source'}")
    return _upload(request, db, doors, title_id, form, refusal)


@router.get("/staff/import")
def show_import(request: Request, doors: OpenDoors, _person: Coordinator) -> Response:
    """A catalogue to choose."""
    return _import(request, doors, Form.empty(language_of(request)))


@router.post("/staff/import")
def take_import(request: Request, doors: OpenDoors, _person: Coordinator, sent: Sent) -> Response:
    """Take over a catalogue, as `dauys import` does; the same file again changes nothing.

    Each batch is a transaction of its own, so this page holds none.
    """
    form = Form(sent, language_of(request))
    kind = form.choice("kind", list(KINDS), need=KIND_NEEDED)
    catalogue, file = form.text("catalogue", longest=60) or CATALOGUE, form.file("file")
    if file is None:
        form.fault("file", FILE_NEEDED)
    if not form.is_good or file is None:
        return _import(request, doors, form)
    settings = doors.settings
    wishes = Wishes(
        sources=settings.sources_dir, kind=Kind(kind), catalogue=catalogue,
        most_bytes=settings.max_source_bytes, at_home=bring_home,
    )  # fmt: skip
    arrivals = Arrivals(doors.database, doors.clock())
    desk = Desk(
        transaction=doors.database.change.begin, now=arrivals.now, on_titles_changed=arrivals.note
    )
    with _laid_down(file, settings.sources_dir) as place:
        report = import_file(place, desk, wishes)
    arrivals.hand_out()
    return _reported(request, report, form.language)


@contextmanager
def _laid_down(file: UploadFile, sources: Path) -> Iterator[Path]:
    """What was sent, as a file with its own ending, for as long as it is looked at."""
    sources.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=sources, prefix=".sent.") as room:
        place = Path(room) / f"{_stem(file.filename or '')}{ending_of(file.filename or '')}"
        file.file.seek(0)
        with place.open("wb") as target:
            shutil.copyfileobj(file.file, target)
        yield place


def _stem(name: str) -> str:
    """The bare name, of letters, digits, blanks and dashes: nothing leads out of the folder."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    bare = bare[: len(bare) - len(ending_of(bare))]
    return "".join(sign for sign in bare if sign.isalnum() or sign in " -_")[:60].strip() or "book"


def _upload(
    request: Request,
    db: Db,
    doors: Doors,
    title_id: int,
    form: Form,
    refusal: RecordRefused | None = None,
) -> Response:
    return page(
        request, "staff/source.html", status=status_of(form), faults=form.faults,
        shown=title_page(db, title_id=title_id, with_hidden=True), refusal=refusal,
        most_mb=doors.settings.upload_limit_bytes // MEGABYTE,
    )  # fmt: skip


def _import(request: Request, doors: Doors, form: Form) -> Response:
    return page(
        request, "staff/import.html", status=status_of(form), faults=form.faults, kept=form.kept(),
        kinds=[(kind.value, form.say(words)) for kind, words in KINDS.items()],
        most_mb=doors.settings.upload_limit_bytes // MEGABYTE,
    )  # fmt: skip


def _reported(request: Request, report: Report, language: str) -> Response:
    said = [(one, remark_words(one.code, language)) for one in report.remarks[:MOST_SHOWN]]
    return page(
        request, "staff/imported.html", report=report, remarks=said,
        unsaid=sum(report.said.values()) - len(said),
    )  # fmt: skip
