"""Labels for the bags of a run: a page to hear or print them, and a PDF for sheets of labels."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.printing.bars import drawn_bars
from api.printing.labels import PAPERS, PaperLabel, labels_pdf, paper_label
from api.printing.typesetting import PrinterBusy, TooMuchToPrint
from api.web.bags.doors import Chooser, pdf_answer
from api.web.bags.printer import cannot_print
from api.web.frame.doors import LookDb
from api.web.frame.failing import failure
from api.web.frame.pages import language_of, page
from api.web.staff.doors import LARGEST
from api.words.catalogues import mark, words_in
from delivery.choosing import labels
from delivery.runs.sheets import run_named

router = APIRouter(prefix="/staff/picking")
MOST_SKIPPED = 23
PAPER_NAMES = {
    "24": mark("A4 with 24 labels of 70 by 37 mm"),
    "14": mark("A4 with 14 labels of 99.1 by 38.1 mm"),
    "1": mark("a label printer, 70 by 40 mm"),
}
NO_PAPER = mark("There is no such sheet of labels. Choose one of the list.")
NONE = mark("No bag of this run needs a label: nothing is brought.")
RunNumber = Annotated[int, Query(ge=1, le=LARGEST)]


@router.get("/labels")
def show_labels(request: Request, db: LookDb, _person: Chooser, run: RunNumber) -> Response:
    """The labels of a run, one after the other, with the choice of paper."""
    language, named = language_of(request), run_named(db, run_id=run)
    say = words_in(language).gettext
    return page(
        request, "bags/labels.html", run=named, labels=_labels(db, run, language),
        bars=lambda code: drawn_bars(code, say("bar code of %(code)s") % {"code": code}),
        papers=[(name, say(words)) for name, words in PAPER_NAMES.items()],
    )  # fmt: skip


@router.get("/labels.pdf")
def print_labels(
    request: Request, db: LookDb, _person: Chooser, run: RunNumber, *,
    paper: Annotated[str, Query(max_length=8)] = "24",
    skip: Annotated[int, Query(ge=0, le=MOST_SKIPPED)] = 0,
) -> Response:  # fmt: skip
    """The same as a PDF. `skip` labels of the first sheet are used up already."""
    language = language_of(request)
    say = words_in(language).gettext
    if paper not in PAPERS:
        return failure(request, HTTPStatus.UNPROCESSABLE_ENTITY, say(NO_PAPER))
    run_named(db, run_id=run)
    found = _labels(db, run, language)
    if not found:
        return failure(request, HTTPStatus.CONFLICT, say(NONE))
    try:
        pages = labels_pdf(found, kind=paper, skip=skip, language=language)
    except (PrinterBusy, TooMuchToPrint) as error:
        return cannot_print(request, error)
    return pdf_answer(pages, f"labels-{run}", language)


def _labels(db: LookDb, run_id: int, language: str) -> list[PaperLabel]:
    return [paper_label(one, language) for one in labels(db, run_id=run_id)]
