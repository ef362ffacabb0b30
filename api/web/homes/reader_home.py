"""Home delivery of one reader, for coordinators: the door, the wishes, the visits."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from access.network.zone import today
from access.people.by_number import reader_of
from access.people.eligibility import entitled
from access.people.records import Service
from api.web.frame.doors import Db, Now, OpenDoors
from api.web.frame.pages import language_of, page
from api.web.frame.visitor import Coordinator
from api.web.homes.done import DONE
from api.web.homes.hours import clock
from api.web.homes.maps import map_links
from api.web.homes.showing import coming_words, gone_words, thing_words
from api.web.homes.wishing import NEEDS, weekdays_of
from api.web.homes.words import word
from api.web.staff.done import done_said
from api.web.staff.doors import After, Number
from api.web.staff.seeing import SEEN
from api.words.catalogues import words_in
from api.words.languages import LANGUAGES
from api.words.saying import weekday_names
from delivery.crew.absences import courier_of
from delivery.homes.records import HomeProfile
from delivery.homes.wishes import address_of, profile_of, standing
from delivery.lists import coming
from delivery.visits.history import past_visits

router = APIRouter(prefix="/staff/readers/{reader_id}/home", dependencies=[SEEN])
PAST_A_PAGE = 10


@router.get("")
def show(
    request: Request, db: Db, now: Now, doors: OpenDoors, _person: Coordinator, reader_id: Number,
    before: After = None,
) -> Response:  # fmt: skip
    """Everything of home delivery to one reader, each part with a way to change it."""
    reader, language, on = reader_of(db, reader_id), language_of(request), today(db, now=now)
    profile = profile_of(db, reader_id=reader_id)
    address = address_of(db, reader_id=reader_id)
    past = past_visits(db, reader_id=reader_id, before_id=before, limit=PAST_A_PAGE)
    return page(
        request, "homes/home.html", reader=reader, done=done_said(request, DONE), on=on,
        address=address, links=map_links(address) if address else [], profile=profile,
        is_entitled=entitled(db, reader_id=reader_id, service=Service.HOME_DELIVERY, on=on),
        how=_how(db, profile, language) if profile else [],
        paused=profile is not None and standing(profile, on) == "paused",
        visits=coming_words(db, coming(db, reader_id=reader_id), language, doors.zone),
        past=gone_words(db, past, reader_id=reader_id, language=language),
        older=past[-1].id if len(past) == PAST_A_PAGE else None, before=before,
        word=lambda code: word(code, language), thing=lambda one: thing_words(one, language),
    )  # fmt: skip


def _how(db: Db, profile: HomeProfile, language: str) -> list[tuple[str, str]]:
    """The wishes as code and words, for a summary; the page names the codes."""
    say, names = words_in(language).gettext, weekday_names(language)
    courier = profile.preferred_courier_id
    return [
        ("every", str(profile.every_days or "")),
        ("weekdays", ", ".join(names[int(day)] for day in weekdays_of(profile.weekdays))),
        ("windows", ", ".join(
            f"{clock(one.opens_minute)}–{clock(one.closes_minute)}" for one in profile.windows
        )),
        ("language", LANGUAGES.get(profile.language or "", profile.language or "")),
        ("needs", "; ".join(say(words) for name, words in NEEDS if getattr(profile, name))),
        ("courier", courier_of(db, courier).name if courier else ""),
    ]  # fmt: skip
