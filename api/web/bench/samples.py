"""Editions drawn by lot: heard by a person, who says how good they are."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.production.lists import sample_of
from access.production.records import Verdict
from access.production.sampling import LONGEST_REMARK, judge, to_judge
from api.web.bench.done import bench_done
from api.web.bench.states import state_words
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Producer
from api.web.staff.doors import AccountId, Number
from api.words.catalogues import mark

router = APIRouter(prefix="/bench/samples")
VERDICTS = (Verdict.GOOD, Verdict.FAULTY)
VERDICT_NEEDED = mark("Choose your verdict.")
REMARK_NEEDED = mark("Write what is faulty, and in which chapter.")


@router.get("")
def show_samples(request: Request, db: LookDb, _person: Producer) -> Response:
    """What nobody has heard yet."""
    return page(request, "bench/samples.html", samples=to_judge(db), done=bench_done(request))


@router.get("/{sample_id}")
def show_sample(request: Request, db: LookDb, _person: Producer, sample_id: Number) -> Response:
    """One edition to hear, and a form for the verdict."""
    return _page(request, db, sample_id, Form.empty(language_of(request)))


@router.post("/{sample_id}")
def take_verdict(
    request: Request,
    db: Db,
    now: Now,
    _person: Producer,
    account_id: AccountId,
    sample_id: Number,
    sent: Sent,
) -> Response:
    """Keep what the listener found."""
    form = Form(sent, language_of(request))
    verdict = form.choice("verdict", [one.value for one in VERDICTS], need=VERDICT_NEEDED)
    remark = form.text("remark", longest=LONGEST_REMARK)
    if verdict == Verdict.FAULTY and not remark:
        form.fault("remark", REMARK_NEEDED)
    if not form.is_good:
        return _page(request, db, sample_id, form)
    judge(
        db, sample_id=sample_id, verdict=Verdict(verdict), remark=remark, by_id=account_id, now=now
    )
    return go_to("/bench/samples?done=judged")


def _page(request: Request, db: LookDb, sample_id: int, form: Form) -> Response:
    return page(
        request, "bench/sample.html", status=status_of(form), faults=form.faults, kept=form.kept(),
        sample=sample_of(db, sample_id=sample_id),
        verdicts=[(one.value, state_words(one, form.language)) for one in VERDICTS],
    )  # fmt: skip
