"""The reader's profile: how they are served, how they are told, what they agreed to."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.errors import AccessError
from access.people import consents, registering
from access.people.by_number import reader_of
from access.people.contacts import can_be_told, contacts_of
from access.people.eligibility import eligibilities_of
from access.people.looking import looks_at
from access.people.person import Person
from access.people.profile import FORMS, profile_of
from access.people.records import Purpose, Reader, Way
from api.answers.look_names import look_name
from api.answers.names import name_of
from api.web.frame.doors import Db, LookDb, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import say_at, status_of
from api.web.frame.visitor import ServedId, SignedIn
from api.web.readers.form_names import FORM_NAMES, form_name
from api.words.catalogues import mark
from api.words.languages import LANGUAGES

router = APIRouter(prefix="/my/profile")
DOOR = "web"
WORDING = "2026-11-27"
"""The day of the wording of the consents; a new one asks for new consents."""
SPEEDS = (75, 100, 125, 150, 175, 200)
LANGUAGE_NEEDED = mark("Choose a language.")
SPEED_NEEDED = mark("Choose a speed.")
WAY_NEEDED = mark("Choose how we should tell you.")
HOUR_NEEDED = mark("Choose an hour.")
MINUTES_AN_HOUR = 60


@router.get("")
def show(request: Request, db: LookDb, reader_id: ServedId, done: str = "") -> Response:
    """Everything the library knows of the reader, each line with a way to change it."""
    language = language_of(request)
    return page(
        request, "readers/profile.html", reader=reader_of(db, reader_id), done=done != "",
        contacts=contacts_of(db, reader_id=reader_id), speeches=LANGUAGES,
        rights=eligibilities_of(db, reader_id=reader_id), form_names=FORM_NAMES,
        agreed=consents.allowed(db, reader_id=reader_id),
        name_of=lambda word: name_of(word, language), purposes=list(Purpose),
    )  # fmt: skip


@router.get("/reading")
def show_reading(request: Request, db: LookDb, reader_id: ServedId) -> Response:
    """How the reader reads: languages, speed, forms."""
    return _reading(request, reader_of(db, reader_id), Form.empty(language_of(request)))


@router.post("/reading")
def change_reading(
    request: Request, db: Db, now: Now, person: SignedIn, reader_id: ServedId, sent: Sent
) -> Response:
    """Change how the reader reads."""
    reader, form = reader_of(db, reader_id), Form(sent, language_of(request))
    wished = {
        "speech_language": form.choice("speech_language", list(LANGUAGES), need=LANGUAGE_NEEDED),
        "screen_language": form.choice("screen_language", list(LANGUAGES), need=LANGUAGE_NEEDED),
        "speed_percent": int(
            form.choice("speed", [str(speed) for speed in SPEEDS], need=SPEED_NEEDED) or 100
        ),
        "forms": tuple(form.choices("forms", [one for one in FORMS if one in FORM_NAMES])),
        "accepts_synthetic": form.ticked("accepts_synthetic"),
    }
    if form.is_good and _changed(db, reader, wished, form, now, person):
        return go_to("/my/profile?done=1")
    return _reading(request, reader, form)


@router.get("/notices")
def show_notices(request: Request, db: LookDb, reader_id: ServedId) -> Response:
    """By which way the reader is told, and when not."""
    return _notices(request, db, reader_of(db, reader_id), Form.empty(language_of(request)))


@router.post("/notices")
def change_notices(
    request: Request, db: Db, now: Now, person: SignedIn, reader_id: ServedId, sent: Sent
) -> Response:
    """Change how the reader is told."""
    reader, form = reader_of(db, reader_id), Form(sent, language_of(request))
    hours = [str(hour) for hour in range(24)]
    way = form.choice("way", [one.value for one in Way], need=WAY_NEEDED)
    wished = {
        "notice_way": Way(way or Way.WEB),
        "quiet_from_minute": MINUTES_AN_HOUR
        * int(form.choice("quiet_from", hours, need=HOUR_NEEDED) or 0),
        "quiet_until_minute": MINUTES_AN_HOUR
        * int(form.choice("quiet_until", hours, need=HOUR_NEEDED) or 0),
    }
    if form.is_good and _changed(db, reader, wished, form, now, person):
        return go_to("/my/profile?done=1")
    return _notices(request, db, reader, form)


@router.post("/consents/{purpose}")
def change_consent(
    db: Db, now: Now, person: SignedIn, reader_id: ServedId, purpose: Purpose, sent: Sent
) -> Response:
    """The reader agrees to one use of their facts, or takes the agreement back."""
    if sent.get("agree") == "yes":
        consents.give(
            db, reader_id=reader_id, purpose=purpose, wording=WORDING, now=now,
            by_id=person.account_id, door=DOOR,
        )  # fmt: skip
    else:
        consents.withdraw(
            db, reader_id=reader_id, purpose=purpose, now=now, by_id=person.account_id, door=DOOR
        )
    return go_to("/my/profile?done=1#consents")


@router.get("/looks")
def show_looks(
    request: Request, db: LookDb, reader_id: ServedId, before: int | None = None
) -> Response:
    """Who looked at the reader's record, and when."""
    looks = looks_at(db, reader_id=reader_id, before_id=before, limit=50)
    language = language_of(request)
    return page(
        request, "readers/looks.html", looks=looks,
        look_name=lambda what: look_name(what, language),
    )  # fmt: skip


def _changed(
    db: Db, reader: Reader, wished: dict[str, object], form: Form, now: Now, person: Person
) -> bool:
    """Keep the change; where it cannot be kept, the form says why."""
    profile = replace(profile_of(reader), **wished)  # type: ignore[arg-type]
    try:
        with db.begin_nested():
            registering.change_profile(
                db, reader_id=reader.id, version=reader.version, profile=profile, now=now,
                by_id=person.account_id, door=DOOR,
            )  # fmt: skip
    except AccessError as error:
        say_at(form, "form", error)
    return form.is_good


def _reading(request: Request, reader: Reader, form: Form) -> Response:
    return page(
        request, "readers/profile_reading.html", status=status_of(form), reader=reader,
        faults=form.faults, speeches=list(LANGUAGES.items()), speeds=SPEEDS,
        forms=[(one, form_name(one, form.language)) for one in FORMS if one in FORM_NAMES],
    )  # fmt: skip


def _notices(request: Request, db: Db, reader: Reader, form: Form) -> Response:
    ways = [one for one in Way if can_be_told(db, reader_id=reader.id, way=one)]
    return page(
        request, "readers/profile_notices.html", status=status_of(form), reader=reader,
        faults=form.faults, ways=[(one.value, name_of(one, form.language)) for one in ways],
        hours=[(str(hour), f"{hour:02}:00") for hour in range(24)],
    )  # fmt: skip
