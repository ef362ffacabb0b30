"""What readers change of their visits themselves: a pause, days and hours, needs, the telephone."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.zone import today
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import ServedId, SignedIn
from api.web.homes.address import read_phone
from api.web.homes.faults import beside
from api.web.homes.wishes import pause_kept, read_pause
from api.web.homes.wishing import read_own, shown_wishes
from delivery.homes.moving import ring_at
from delivery.homes.wishes import require_address, require_profile, wish, wishes_of
from delivery.scheduling.changing import pause, resume

router = APIRouter(prefix="/my/visits")
DOOR = "web"


@router.get("/pause")
def show_pause(request: Request, db: LookDb, now: Now, reader_id: ServedId) -> Response:
    """From when until when nobody shall come."""
    require_profile(db, reader_id=reader_id)
    return _pause(request, db, now, Form.empty(language_of(request)))


@router.post("/pause")
def keep_pause(
    request: Request, db: Db, now: Now, person: SignedIn, reader_id: ServedId, sent: Sent
) -> Response:
    """Nobody comes on those days; visits that were arranged for them are cancelled."""
    form = Form(sent, language_of(request))
    days = read_pause(form, today(db, now=now))
    if days is not None:
        with beside(db, form, "from_on"):
            pause(
                db, reader_id=reader_id, from_on=days[0], until_on=days[1],
                by_id=person.account_id, now=now, door=DOOR,
            )  # fmt: skip
    if form.is_good:
        return go_to("/my/visits?done=paused")
    return _pause(request, db, now, form)


@router.post("/resume")
def go_on(db: Db, now: Now, person: SignedIn, reader_id: ServedId) -> Response:
    """The reader is at home again."""
    resume(db, reader_id=reader_id, by_id=person.account_id, now=now, door=DOOR)
    return go_to("/my/visits?done=resumed")


@router.get("/wishes")
def show_wishes(request: Request, db: LookDb, reader_id: ServedId) -> Response:
    """Days, hours and needs as they are, to be changed."""
    return _wishes(request, db, reader_id, Form.empty(language_of(request)))


@router.post("/wishes")
def keep_wishes(
    request: Request, db: Db, now: Now, person: SignedIn, reader_id: ServedId, sent: Sent
) -> Response:
    """How often somebody comes, and who, stays as the library arranged it with the reader."""
    form = Form(sent, language_of(request))
    wishes = read_own(form, wishes_of(require_profile(db, reader_id=reader_id)))
    if form.is_good:
        with beside(db, form, "weekdays"):
            wish(db, reader_id=reader_id, wishes=wishes, by_id=person.account_id, now=now, web=DOOR)
    if form.is_good:
        return go_to("/my/visits?done=wishes")
    return _wishes(request, db, reader_id, form)


@router.get("/phone")
def show_phone(request: Request, db: LookDb, reader_id: ServedId) -> Response:
    """Whom the courier rings up."""
    return _phone(request, db, reader_id, Form.empty(language_of(request)))


@router.post("/phone")
def keep_phone(
    request: Request, db: Db, now: Now, person: SignedIn, reader_id: ServedId, sent: Sent
) -> Response:
    """Another number, or none."""
    form = Form(sent, language_of(request))
    phone = read_phone(form)
    if form.is_good:
        with beside(db, form, "phone"):
            ring_at(
                db, reader_id=reader_id, phone=phone, by_id=person.account_id, now=now, web=DOOR
            )
    if form.is_good:
        return go_to("/my/visits?done=phone")
    return _phone(request, db, reader_id, form)


def _pause(request: Request, db: Db, now: Now, form: Form) -> Response:
    return page(
        request, "homes/my_pause.html", status=status_of(form), faults=form.faults,
        kept=pause_kept(form, today(db, now=now)),
    )  # fmt: skip


def _wishes(request: Request, db: Db, reader_id: int, form: Form) -> Response:
    before = wishes_of(require_profile(db, reader_id=reader_id))
    return page(
        request, "homes/my_wishes.html", status=status_of(form), **shown_wishes(form, before)
    )


def _phone(request: Request, db: Db, reader_id: int, form: Form) -> Response:
    kept = dict(form.kept())
    if not form.sent:
        kept["phone"] = require_address(db, reader_id=reader_id).phone or ""
    return page(
        request, "homes/my_phone.html", status=status_of(form), faults=form.faults, kept=kept
    )
