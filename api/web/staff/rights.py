"""What a reader is entitled to: a need that somebody confirmed, never an illness."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.zone import today
from access.people import eligibility
from access.people.by_number import reader_of
from access.people.eligibility import SERVES, Certificate, eligibilities_of
from access.people.records import Basis, Certifier, Document, Eligibility, Service
from api.answers.names import name_of
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import beside, status_of
from api.web.frame.visitor import Coordinator
from api.web.staff.confirming import Question, confirm
from api.web.staff.doors import AccountId, Number
from api.web.staff.readers import DOOR
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark

router = APIRouter(prefix="/staff/readers/{reader_id}/rights/{service}", dependencies=[SEEN])
BASIS_NEEDED = mark("Choose which need was confirmed.")
CERTIFIER_NEEDED = mark("Choose who confirmed it.")
DOCUMENT_NEEDED = mark("Choose which paper was seen.")
DAY_NEEDED = mark("Write the day on which it was confirmed.")
END_HEADING = mark("End this right?")
END_SAYS = mark(
    "The reader cannot use the service from this moment on. What was confirmed stays readable."
)
END_BUTTON = mark("End the right")
END_NEEDED = mark("Write the new last day, or choose that it holds for good.")
NONE_TO_RENEW = mark("There is no right that could go on. Confirm it anew.")


@router.get("")
def show_form(
    request: Request, db: Db, now: Now, _person: Coordinator, reader_id: Number, service: Service
) -> Response:
    """What has to be known to confirm a right."""
    return _form(request, db, reader_id, service, Form.empty(language_of(request)), now)


@router.post("")
def certify(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    service: Service,
    sent: Sent,
) -> Response:
    """Write down that the need was confirmed."""
    form = Form(sent, language_of(request))
    certificate = _certificate(db, form, service, now)
    if certificate is not None:
        with beside(db, form, "until_on"):
            eligibility.certify(
                db, reader_id=reader_id, certificate=certificate, by_id=account_id, now=now,
                door=DOOR,
            )  # fmt: skip
    if certificate is not None and form.is_good:
        if service is Service.HOME_DELIVERY:  # with the right begins what it is for
            return go_to(f"/staff/readers/{reader_id}/home?done=certified")
        return go_to(f"/staff/readers/{reader_id}?done=certified")
    return _form(request, db, reader_id, service, form, now)


@router.get("/renew")
def show_renewal(
    request: Request, db: Db, _person: Coordinator, reader_id: Number, service: Service
) -> Response:
    """Until when the same need goes on."""
    return _renewal(request, db, reader_id, service, Form.empty(language_of(request)))


@router.post("/renew")
def renew(
    request: Request,
    db: Db,
    now: Now,
    _person: Coordinator,
    account_id: AccountId,
    reader_id: Number,
    service: Service,
    sent: Sent,
) -> Response:
    """The same need goes on."""
    form = Form(sent, language_of(request))
    until_on = form.day("until_on")
    if until_on is None and not form.ticked("for_good"):
        form.fault("until_on", END_NEEDED)
    if form.is_good:
        with beside(db, form, "until_on"):
            made = eligibility.renew(
                db, reader_id=reader_id, service=service, until_on=until_on, by_id=account_id,
                now=now,
            )  # fmt: skip
            if made is None:
                form.fault("until_on", NONE_TO_RENEW)
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}?done=renewed")
    return _renewal(request, db, reader_id, service, form)


@router.get("/end")
def ask_to_end(
    request: Request, db: Db, _person: Coordinator, reader_id: Number, service: Service
) -> Response:
    """Ask whether the right shall end."""
    reader = reader_of(db, reader_id)
    said = name_of(service, language_of(request))
    question = Question(
        heading=END_HEADING, says=(END_SAYS,), button=END_BUTTON,
        back=f"/staff/readers/{reader_id}", about=f"{reader.name}: {said}",
    )  # fmt: skip
    return confirm(request, question)


@router.post("/end")
def end(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, reader_id: Number,
    service: Service,
) -> Response:  # fmt: skip
    """The right ends at once."""
    eligibility.withdraw(db, reader_id=reader_id, service=service, by_id=account_id, now=now)
    return go_to(f"/staff/readers/{reader_id}?done=right_ended")


def _certificate(db: Db, form: Form, service: Service, now: Now) -> Certificate | None:
    basis = form.choice("basis", list(SERVES[service]), need=BASIS_NEEDED)
    certifier = form.choice("certifier", list(Certifier), need=CERTIFIER_NEEDED)
    document = form.choice("document", list(Document), need=DOCUMENT_NEEDED)
    certified_on = form.day("certified_on", need=DAY_NEEDED)
    since_on, until_on = form.day("since_on"), form.day("until_on")
    if not form.is_good or certified_on is None:
        return None
    return Certificate(
        service=service, basis=Basis(basis), certifier=Certifier(certifier),
        document=Document(document), certified_on=certified_on,
        since_on=since_on or today(db, now=now), until_on=until_on,
    )  # fmt: skip


def _form(
    request: Request, db: Db, reader_id: int, service: Service, form: Form, now: Now
) -> Response:
    language, kept = form.language, dict(form.kept())
    if not form.sent:
        on = today(db, now=now)
        for name in ("certified_on", "since_on"):
            kept |= {f"{name}-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}
    return page(
        request, "staff/right.html", status=status_of(form), reader=reader_of(db, reader_id),
        service=name_of(service, language), there=_in_force(db, reader_id, service), kept=kept,
        faults=form.faults,
        bases=[(one.value, name_of(one, language)) for one in Basis if one in SERVES[service]],
        certifiers=[(one.value, name_of(one, language)) for one in Certifier],
        documents=[(one.value, name_of(one, language)) for one in Document],
    )  # fmt: skip


def _renewal(request: Request, db: Db, reader_id: int, service: Service, form: Form) -> Response:
    return page(
        request, "staff/right_renew.html", status=status_of(form), reader=reader_of(db, reader_id),
        service=name_of(service, form.language), there=_in_force(db, reader_id, service),
        kept=form.kept(), faults=form.faults,
    )  # fmt: skip


def _in_force(db: Db, reader_id: int, service: Service) -> Eligibility | None:
    rights = eligibilities_of(db, reader_id=reader_id)
    return next((r for r in rights if r.service is service and r.withdrawn_at is None), None)
