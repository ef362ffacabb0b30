"""A doubtful sentence is decided: good as it is, or said otherwise from the next round on."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.production import bench
from access.production.lists import finding_of
from access.production.records import Finding
from api.web.bench.entry_form import TRY, Tried, case_choices, entry_in, tried
from api.web.bench.states import why_doubtful
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.visitor import Producer
from api.web.staff.doors import AccountId, Number
from api.words.catalogues import mark
from tts.lexicon.entry import LONGEST_WRITTEN, Case

router = APIRouter(prefix="/bench/findings/{finding_id}")
WHERE_NEEDED = mark("Choose where the words are said so.")
HERE, EVERYWHERE = "title", "all"


@router.post("/accept")
def accept(
    db: Db, now: Now, _person: Producer, account_id: AccountId, finding_id: Number
) -> Response:
    """It was heard, and is good."""
    finding = bench.accept(db, finding_id=finding_id, by_id=account_id, now=now)
    return go_to(f"/bench/editions/{finding.edition_id}?done=accepted")


@router.get("/correct")
def show_correction(
    request: Request, db: LookDb, _person: Producer, finding_id: Number
) -> Response:
    """How its words should be said."""
    finding = finding_of(db, finding_id=finding_id)
    kept = {
        "written": finding.written[:LONGEST_WRITTEN], "sentence": finding.written, "where": HERE,
        "letters": Case.AS_WRITTEN.value,
    }  # fmt: skip
    return _page(request, finding, Form.empty(language_of(request)), kept, None)


@router.post("/correct")
def correct(
    request: Request,
    db: Db,
    now: Now,
    _person: Producer,
    account_id: AccountId,
    finding_id: Number,
    sent: Sent,
) -> Response:
    """Try it, or keep it."""
    finding, form = finding_of(db, finding_id=finding_id), Form(sent, language_of(request))
    heard: Tried | None = None
    where = form.choice("where", (HERE, EVERYWHERE), need=WHERE_NEEDED)
    new = entry_in(form, language=finding.language)
    if new is not None and form.raw("do") == TRY:
        heard = tried(db, form, new, finding.edition.title_id)
    elif new is not None and form.is_good:
        with beside(db, form, "written"):
            bench.correct(
                db, finding_id=finding_id, entry=new, is_for_all=where == EVERYWHERE,
                by_id=account_id, now=now,
            )  # fmt: skip
        if form.is_good:
            return go_to(f"/bench/editions/{finding.edition_id}?done=corrected")
    return _page(request, finding, form, dict(form.kept()), heard)


def _page(
    request: Request, finding: Finding, form: Form, kept: dict[str, str], heard: Tried | None
) -> Response:
    return page(
        request, "bench/correct.html", status=status_of(form), finding=finding, kept=kept,
        faults=form.faults, heard=heard, cases=case_choices(form.language),
        why=why_doubtful(finding.code, form.language),
    )  # fmt: skip
