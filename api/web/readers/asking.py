"""Asking for a title: choose, check, confirm."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.catalogue.records import Medium
from access.catalogue.titles import TitlePage, title_page
from access.errors import AccessError
from access.network.points import points
from access.network.records import ServicePoint
from access.network.zone import today
from access.people.by_number import reader_of
from access.requests.asking import ask
from access.requests.choosing import dearest_form, form_on_cartridge
from access.requests.errors import AlreadyHad, NotEntitled
from access.requests.limits import STANDARD_LIMITS, require_entitled
from access.requests.records import RequestKind
from api.answers.names import name_of
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import say_at, status_of
from api.web.frame.visitor import ServedId, SignedIn
from api.web.readers.form_names import FORM_NAMES, form_name
from api.words.catalogues import mark

router = APIRouter()
DOOR = "web"
HOW_NEEDED = mark("Choose how you want the book.")
WHERE_NEEDED = mark("Choose where you want to fetch it.")
DEAREST = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What will be asked for, as the library understands it; `had_on`: they had it before."""

    kind: RequestKind
    form: str | None
    had_on: date | None = None


@router.get("/titles/{title_id}/ask")
def show_form(
    request: Request, db: LookDb, now: Now, reader_id: ServedId, title_id: int
) -> Response:
    """How the reader wants the title."""
    form = Form.empty(language_of(request))
    return _form(request, db, now, reader_id, title_page(db, title_id=title_id), form)


@router.post("/titles/{title_id}/ask")
def take(
    request: Request,
    db: Db,
    now: Now,
    person: SignedIn,
    reader_id: ServedId,
    title_id: int,
    sent: Sent,
) -> Response:
    """First show what will be asked for; when it is confirmed, ask."""
    shown = title_page(db, title_id=title_id)
    form = Form(sent, language_of(request))
    kind = form.choice("kind", [one.value for one in RequestKind], need=HOW_NEEDED)
    wish = form.choice("form", ["", *FORM_NAMES, *_media(shown)])
    point_id = form.number("point", least=1, most=2**31 - 1)
    if kind == RequestKind.COPY and point_id is None:
        form.fault("point", WHERE_NEEDED)
    if kind == RequestKind.CARTRIDGE and point_id is None:
        if _is_visited(db, reader_id, now):
            kind, wish = _brought(db, reader_id, title_id, wish)
        else:
            form.fault("point", WHERE_NEEDED)
    if not form.is_good:
        return _form(request, db, now, reader_id, shown, form)
    if not form.ticked("confirmed"):
        return _check(request, db, reader_id, shown, form, Asked(RequestKind(kind), wish))
    try:
        with db.begin_nested():
            made = ask(
                db, reader_id=reader_id, title_id=title_id, kind=RequestKind(kind),
                form=wish or None, door=DOOR, by_id=person.account_id, service_point_id=point_id,
                now=now, limits=STANDARD_LIMITS, again=form.ticked("again"),
            )  # fmt: skip
    except AlreadyHad as error:
        asked = Asked(RequestKind(kind), wish, error.had_on)
        return _check(request, db, reader_id, shown, form, asked)
    except AccessError as error:
        say_at(form, "kind", error)
        return _form(request, db, now, reader_id, shown, form)
    return go_to(f"/my/list?asked={made.id}")


def _is_visited(db: Db, reader_id: int, now: Now) -> bool:
    """Whether the reader has the right to be visited at home today."""
    try:
        require_entitled(
            db, reader_id=reader_id, kind=RequestKind.HOME_DELIVERY, sounds=False, now=now,
            limits=STANDARD_LIMITS,
        )  # fmt: skip
    except NotEntitled:
        return False
    return True


def _brought(db: Db, reader_id: int, title_id: int, form: str | None) -> tuple[RequestKind, str]:
    """A cartridge that nobody fetches is brought, as where it is asked for by telephone: so it is a
    home delivery of one."""
    liked = form or form_on_cartridge(db, reader_id=reader_id, title_id=title_id)
    return RequestKind.HOME_DELIVERY, liked


def _form(
    request: Request, db: Db, now: Now, reader_id: int, shown: TitlePage, form: Form
) -> Response:
    language = form.language
    there = points(db, on=today(db, now=now))
    dearest = form_name(dearest_form(reader_of(db, reader_id)), language)
    return page(
        request, "readers/ask.html", shown=shown, faults=form.faults, kept=form.kept(),
        status=status_of(form),
        kinds=[(one.value, name_of(one, language)) for one in _kinds(shown)], dearest=dearest,
        forms=[(name, form_name(name, language)) for name in FORM_NAMES],
        media=[(one, name_of(medium, language)) for one, medium in _media(shown).items()],
        points=[(str(one.id), point_name(one, language)) for one in there],
    )  # fmt: skip


def _check(
    request: Request, db: Db, reader_id: int, shown: TitlePage, form: Form, asked: Asked
) -> Response:
    """What will be asked for, once more in words, before it is."""
    language, kept = form.language, form.kept()
    media, wish = _media(shown), asked.form or ""
    if wish in media:
        said = name_of(media[wish], language)
    else:
        said = form_name(wish or dearest_form(reader_of(db, reader_id)), language)
    point = db.get(ServicePoint, int(kept["point"])) if kept.get("point") else None
    return page(
        request, "readers/ask_check.html", shown=shown, kept=kept, had_on=asked.had_on,
        kind=name_of(asked.kind, language), form=said,
        point=point_name(point, language) if point else "",
    )  # fmt: skip


def _kinds(shown: TitlePage) -> list[RequestKind]:
    """What can be had of this title at all."""
    sounds = bool(shown.editions) or any(source.refused is None for source in shown.sources)
    found = [RequestKind.AUDIO, RequestKind.CARTRIDGE] if sounds else []
    if shown.shelves:
        found.append(RequestKind.COPY)
    return [*found, RequestKind.HOME_DELIVERY] if found else []


def _media(shown: TitlePage) -> dict[str, Medium]:
    """The media of its copies, by word."""
    return {shelf.medium.value: shelf.medium for shelf in shown.shelves}


def point_name(point: ServicePoint, language: str) -> str:
    """The name of a branch or station in the page's language, with its address."""
    name = point.names.get(language) or next(iter(point.names.values()), point.code)
    return f"{name}, {point.address}" if point.address else name
