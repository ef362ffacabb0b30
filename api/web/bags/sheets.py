"""The sheet of a run on paper and as a page in large type, for its courier and for coordinators."""

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from api.printing.bars import drawn_bars
from api.printing.run_sheet import PaperRun, paper_run, sheet_pdf
from api.printing.typesetting import PrinterBusy, TooMuchToPrint
from api.web.bags.doors import day_asked, pdf_answer, short_name
from api.web.bags.printer import cannot_print
from api.web.frame.doors import Db, Doors, Now, OpenDoors
from api.web.frame.pages import language_of, page
from api.web.frame.visitor import Coordinator, SignedIn
from api.web.staff.doors import AccountId, Number
from api.words.catalogues import words_in
from delivery.errors import NotHere
from delivery.runs.sheets import note_sheet, printed_on, sheet_of

router = APIRouter()
DOOR = "web"


@router.get("/staff/runs/{run_id}/sheet")
def show_sheet(
    request: Request, db: Db, doors: OpenDoors, now: Now, _person: Coordinator,
    account_id: AccountId, run_id: Number,
) -> Response:  # fmt: skip
    """The sheet as a page; who sees it leaves a trace with each reader on it."""
    return _page(
        request, _paper(request, db, doors, now, account_id, run_id), run_id, "/staff/runs"
    )


@router.get("/staff/runs/{run_id}/sheet.pdf")
def print_sheet(
    request: Request, db: Db, doors: OpenDoors, now: Now, _person: Coordinator,
    account_id: AccountId, run_id: Number,
) -> Response:  # fmt: skip
    """The same for the printer."""
    paper = _paper(request, db, doors, now, account_id, run_id)
    return _printed(request, [paper], f"run-{run_id}")


@router.get("/staff/days/{on}/sheets.pdf")
def print_day(
    request: Request, db: Db, doors: OpenDoors, now: Now, _person: Coordinator,
    account_id: AccountId, on: date,
) -> Response:  # fmt: skip
    """All published runs of a day, each on a page of its own."""
    found = printed_on(db, on=day_asked(db, on, now))
    if not found:
        raise NotHere("run", 0)
    papers = [_paper(request, db, doors, now, account_id, run_id) for run_id in found]
    return _printed(request, papers, f"runs-{on}")


@router.get("/run/{run_id}/sheet")
def show_own_sheet(
    request: Request, db: Db, doors: OpenDoors, now: Now, _person: SignedIn,
    account_id: AccountId, run_id: Number,
) -> Response:  # fmt: skip
    """A courier's own run as a page."""
    return _page(request, _paper(request, db, doors, now, account_id, run_id), run_id, "/run")


@router.get("/run/{run_id}/sheet.pdf")
def print_own_sheet(
    request: Request, db: Db, doors: OpenDoors, now: Now, _person: SignedIn,
    account_id: AccountId, run_id: Number,
) -> Response:  # fmt: skip
    """A courier's own run for the printer."""
    paper = _paper(request, db, doors, now, account_id, run_id)
    return _printed(request, [paper], f"run-{run_id}")


def _paper(
    request: Request, db: Session, doors: Doors, now: Now, account_id: int, run_id: int
) -> PaperRun:
    """Raises NotHere, NotPublished, NotYourRun."""
    language = language_of(request)
    sheet = sheet_of(db, run_id=run_id, account_id=account_id)
    note_sheet(db, run_id=run_id, account_id=account_id, door=DOOR, now=now)
    depot = short_name(sheet.point, language)
    return paper_run(sheet, depot=depot, language=language, zone=doors.zone)


def _page(request: Request, run: PaperRun, run_id: int, start: str) -> Response:
    say = words_in(language_of(request)).gettext
    return page(
        request, "bags/sheet.html", run=run, pdf=f"{start}/{run_id}/sheet.pdf",
        bars=lambda code: drawn_bars(code, say("bar code of %(code)s") % {"code": code}),
    )  # fmt: skip


def _printed(request: Request, runs: list[PaperRun], name: str) -> Response:
    language = language_of(request)
    try:
        return pdf_answer(sheet_pdf(runs, language=language), name, language)
    except (PrinterBusy, TooMuchToPrint) as error:
        return cannot_print(request, error)
