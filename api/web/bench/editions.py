"""Editions to review by ear: their findings and phrases, and whether readers get them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from access.catalogue.made import Edition
from access.errors import AccessError
from access.production import bench, publishing
from access.production.lists import edition_of, open_by_edition, published_editions
from access.production.records import FindingState
from api.web.bench.done import bench_done
from api.web.bench.states import state_words, why_doubtful
from api.web.files import sound_of
from api.web.frame.doors import Db, LookDb, Now, OpenDoors
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import say_beside, status_of
from api.web.frame.visitor import Producer
from api.web.staff.confirming import Question, confirm
from api.web.staff.doors import LARGEST, AccountId, After, Number
from api.words.catalogues import mark

router = APIRouter(prefix="/bench/editions")
A_PAGE, FINDINGS_A_PAGE = 30, 20
Name = Annotated[str, Path(max_length=200)]
Section = Annotated[int, Query(ge=0, le=LARGEST)]
Phrase = Annotated[str, Path(max_length=32)]
REASON_NEEDED = mark("Write what is wrong with the sentence.")
PUBLISH_HEADING = mark("Publish this edition?")
PUBLISH_SAYS = mark("Readers get it at once, also where sentences in it are not decided yet.")
PUBLISH_BUTTON = mark("Publish the edition")
WITHDRAW_HEADING = mark("Withdraw this edition?")
WITHDRAW_SAYS = mark("Readers do not get it any more. Its files stay for some days.")
WITHDRAW_BUTTON = mark("Withdraw the edition")


@router.get("")
def show_editions(request: Request, db: LookDb, _person: Producer, after: After = None) -> Response:
    """Editions that wait for a producer's word."""
    waiting = publishing.to_approve(db, after_id=after or 0, limit=A_PAGE)
    return page(
        request, "bench/editions.html", waiting=waiting, done=bench_done(request),
        open_findings=open_by_edition(db, edition_ids=[one.id for one in waiting]),
        after=waiting[-1].id if len(waiting) == A_PAGE else None,
    )  # fmt: skip


@router.get("/published")
def show_published(
    request: Request, db: LookDb, _person: Producer, before: After = None
) -> Response:
    """What readers get now."""
    published = published_editions(db, before_id=before, limit=A_PAGE)
    return page(
        request, "bench/published.html", published=published,
        before=published[-1].id if len(published) == A_PAGE else None,
    )  # fmt: skip


@router.get("/{edition_id}")
def show_edition(
    request: Request,
    db: LookDb,
    _person: Producer,
    edition_id: Number,
    state: Annotated[str, Query(max_length=16)] = FindingState.OPEN.value,
    after: After = None,
) -> Response:
    """One edition: what is doubtful in it, each sentence with its sound."""
    return _page(request, db, edition_id, state, after or 0, Form.empty(language_of(request)))


@router.get("/{edition_id}/phrases")
def show_phrases(
    request: Request,
    db: LookDb,
    doors: OpenDoors,
    _person: Producer,
    edition_id: Number,
    section: Section = 0,
) -> Response:
    """Every sentence of one section, to be heard and reported."""
    edition = edition_of(db, edition_id=edition_id)
    there = bench.phrases(edition, doors.settings.shelf_dir)
    return page(
        request, "bench/phrases.html", edition=edition, section=section, done=bench_done(request),
        phrases=[one for one in there if one.section == section],
    )  # fmt: skip


@router.get("/{edition_id}/phrases/{phrase_id}/report")
def show_report(
    request: Request, db: LookDb, doors: OpenDoors, _person: Producer, edition_id: Number,
    phrase_id: Phrase,
) -> Response:  # fmt: skip
    """What is wrong with one sentence."""
    return _report(request, db, doors, edition_id, phrase_id, Form.empty(language_of(request)))


@router.post("/{edition_id}/phrases/{phrase_id}/report")
def report(
    request: Request,
    db: Db,
    doors: OpenDoors,
    _person: Producer,
    edition_id: Number,
    phrase_id: Phrase,
    sent: Sent,
) -> Response:
    """The sentence is on the bench from now on."""
    form = Form(sent, language_of(request))
    reason = form.text("reason", need=REASON_NEEDED, longest=500)
    if not form.is_good:
        return _report(request, db, doors, edition_id, phrase_id, form)
    bench.report(
        db, edition_id=edition_id, phrase_id=phrase_id, reason=reason,
        shelf=doors.settings.shelf_dir,
    )  # fmt: skip
    return _back(edition_id, "reported")


@router.get("/{edition_id}/sounds/{name}")
def play(
    db: LookDb, doors: OpenDoors, _person: Producer, edition_id: Number, name: Name
) -> Response:
    """One sound, also of an edition that is not published; players may ask for a part."""
    return sound_of(doors.settings.shelf_dir, edition_of(db, edition_id=edition_id), name)


@router.post("/{edition_id}/remake")
def remake(db: Db, now: Now, _person: Producer, edition_id: Number) -> Response:
    """Make it anew with the lexicon as it is now."""
    production = bench.remake(db, edition_id=edition_id, now=now)
    return go_to(f"/bench/productions/{production.id}?done=remade")


@router.post("/{edition_id}/approve")
def approve(
    request: Request, db: Db, now: Now, _person: Producer, account_id: AccountId,
    edition_id: Number,
) -> Response:  # fmt: skip
    """Everything doubtful was heard: readers get it."""
    form = Form.empty(language_of(request))
    try:
        with db.begin_nested():
            publishing.approve(db, edition_id=edition_id, by_id=account_id, now=now)
    except AccessError as error:
        say_beside(form, "acts", error)
        return _page(request, db, edition_id, FindingState.OPEN.value, 0, form)
    return _back(edition_id, "published")


@router.get("/{edition_id}/publish")
def ask_to_publish(request: Request, db: LookDb, _person: Producer, edition_id: Number) -> Response:
    """Ask whether it shall go out though something is not decided."""
    edition = edition_of(db, edition_id=edition_id)
    return confirm(request, _question(edition, PUBLISH_HEADING, PUBLISH_SAYS, PUBLISH_BUTTON))


@router.post("/{edition_id}/publish")
def publish(
    db: Db, now: Now, _person: Producer, account_id: AccountId, edition_id: Number
) -> Response:
    """Readers get it, in place of the one before."""
    publishing.publish(db, edition_id=edition_id, by_id=account_id, now=now)
    return _back(edition_id, "published")


@router.get("/{edition_id}/withdraw")
def ask_to_withdraw(
    request: Request, db: LookDb, _person: Producer, edition_id: Number
) -> Response:
    """Ask whether it shall be taken away."""
    edition = edition_of(db, edition_id=edition_id)
    return confirm(request, _question(edition, WITHDRAW_HEADING, WITHDRAW_SAYS, WITHDRAW_BUTTON))


@router.post("/{edition_id}/withdraw")
def withdraw(db: Db, now: Now, _person: Producer, edition_id: Number) -> Response:
    """Readers do not get it any more."""
    publishing.withdraw(db, edition_id=edition_id, now=now)
    return _back(edition_id, "withdrawn")


def _page(
    request: Request, db: LookDb, edition_id: int, state: str, after: int, form: Form
) -> Response:
    language, edition = form.language, edition_of(db, edition_id=edition_id)
    chosen = FindingState(state) if state in list(FindingState) else None
    found = bench.findings(
        db, edition_id=edition_id, state=chosen, after_id=after, limit=FINDINGS_A_PAGE
    )
    return page(
        request, "bench/edition.html", status=status_of(form), edition=edition, findings=found,
        faults=form.faults, chosen=chosen.value if chosen else "all",
        after=found[-1].id if len(found) == FINDINGS_A_PAGE else None,
        undecided=publishing.open_findings(db, edition_id=edition_id), done=bench_done(request),
        states=[(one.value, state_words(one, language)) for one in FindingState],
        state_words=lambda one: state_words(one, language),
        why_doubtful=lambda code: why_doubtful(code, language),
    )  # fmt: skip


def _report(
    request: Request, db: LookDb, doors: OpenDoors, edition_id: int, phrase_id: str, form: Form
) -> Response:
    edition = edition_of(db, edition_id=edition_id)
    phrase = bench.phrase_of(edition, doors.settings.shelf_dir, phrase_id)
    return page(
        request, "bench/report.html", status=status_of(form), edition=edition, phrase=phrase,
        faults=form.faults, kept=form.kept(),
    )  # fmt: skip


def _question(edition: Edition, heading: str, says: str, button: str) -> Question:
    return Question(
        heading=heading, says=(says,), button=button, about=edition.title.name,
        about_language=edition.title.language, back=f"/bench/editions/{edition.id}",
    )  # fmt: skip


def _back(edition_id: int, done: str) -> Response:
    return go_to(f"/bench/editions/{edition_id}?done={done}")
