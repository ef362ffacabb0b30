"""The lexicon as a file: taken in with a report, handed out as PLS or CSV."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from access.catalogue.records import Title
from access.production.lexicon import Imported, export_lexicon, import_lexicon
from api.web.bench.lexicon import NO_TITLE, TitleNumber
from api.web.files import OWN
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Producer
from api.web.staff.doors import LARGEST, AccountId
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from tts.errors import BadChoice
from tts.lexicon.faults import BadLexicon, LexiconFault
from tts.lexicon.files import ENDINGS

router = APIRouter(prefix="/bench/lexicon-files")
MOST_SHOWN = 200
FILE_NEEDED = mark("Choose a file.")
NOT_TAKEN = mark("Nothing was taken over: the file has faults. They are listed below.")
TYPES = {"pls": "application/pls+xml", "csv": "text/csv"}


@router.get("/import")
def show_import(request: Request, _person: Producer) -> Response:
    """A file to choose."""
    return _page(request, Form.empty(language_of(request)), (), None)


@router.post("/import")
def take_import(
    request: Request, db: Db, now: Now, _person: Producer, account_id: AccountId, sent: Sent
) -> Response:
    """Every entry of the file, or none; done twice it changes nothing."""
    form, faults = Form(sent, language_of(request)), tuple[LexiconFault, ...]()
    report: Imported | None = None
    title_id, file = form.number("title_id", least=1, most=LARGEST), form.file("file")
    if title_id is not None and db.get(Title, title_id) is None:
        form.fault("title_id", NO_TITLE)
    if file is None:
        form.fault("file", FILE_NEEDED)
    if form.is_good and file is not None:
        with TemporaryDirectory(prefix="dauys-lexicon-") as room:
            place = Path(room) / f"lexicon{_ending(file.filename or '')}"
            with place.open("wb") as target:
                shutil.copyfileobj(file.file, target)
            try:
                with db.begin_nested():
                    report = import_lexicon(db, place, title_id=title_id, by_id=account_id, now=now)
            except BadLexicon as error:
                faults = error.faults
                form.fault("file", NOT_TAKEN)
    return _page(request, form, faults, report)


@router.get("/export/{ending}")
def export(
    db: LookDb,
    _person: Producer,
    ending: str,
    language: Annotated[str, Query(max_length=16)] = "kk",
    title: TitleNumber = None,
) -> Response:
    """The entries of one language as a file. Raises HTTPException for another ending, or where
    there are none."""
    if ending not in TYPES or language not in LANGUAGES:
        raise HTTPException(404)
    try:
        told, _left = export_lexicon(db, title_id=title, language=language, ending=f".{ending}")
    except BadChoice as error:
        raise HTTPException(404) from error
    name = f"lexicon_{language}{f'_{title}' if title else ''}.{ending}"
    headers = {**OWN, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(told, media_type=TYPES[ending], headers=headers)


def _ending(name: str) -> str:
    """The ending that tells what the file is; another one is refused by the reader of lexicons."""
    ending = Path(name).suffix.lower()
    return ending if ending in ENDINGS else ".unknown"


def _page(
    request: Request, form: Form, faults: tuple[LexiconFault, ...], report: Imported | None
) -> Response:
    return page(
        request, "bench/lexicon_import.html", status=status_of(form), faults=form.faults,
        kept=form.kept(), file_faults=faults[:MOST_SHOWN], report=report,
        unsaid=max(0, len(faults) - MOST_SHOWN),
        warnings=report.warnings[:MOST_SHOWN] if report else (), endings=", ".join(ENDINGS),
        speeches=list(LANGUAGES.items()),
    )  # fmt: skip
