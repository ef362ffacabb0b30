"""What the nights did by themselves for home delivery, and what did not work."""

from collections.abc import Mapping
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.answers.night_words import NAMES, sentence_of
from api.web.frame.doors import LookDb
from api.web.frame.pages import language_of, page
from api.web.frame.visitor import Coordinator
from api.words.catalogues import mark, words_in
from api.words.saying import day_words
from delivery.runs.night_report import NightStep, Step, night, nights
from delivery.scheduling.horizon import LeftCode

router = APIRouter()
WITHOUT_DAY: Mapping[str, str] = {
    LeftCode.NO_ALLOWED_DAY: mark("couriers do not go out on the days that suit this reader"),
    LeftCode.NO_COURIER: mark("no courier may go there and can do what is needed"),
    LeftCode.DAYS_FULL: mark("the days that suit this reader are full"),
}


@router.get("/staff/nights")
def show_nights(
    request: Request, db: LookDb, _person: Coordinator, on: date | None = None
) -> Response:
    """The last night, or another of the last two weeks, step by step."""
    language, known = language_of(request), nights(db)
    shown = on or (known[0] if known else None)
    rows = night(db, night_on=shown) if shown else ()
    say = words_in(language).gettext
    return page(
        request, "staff/nights.html", shown=shown, others=[one for one in known if one != shown],
        rows=[(row, say(NAMES[row.step]), _said(row, language)) for row in rows],
        without_day=[
            (one["reader_id"], say(WITHOUT_DAY[one["code"]]))
            for row in rows
            if row.step is Step.SCHEDULE
            for one in row.left
            if one.get("code") in WITHOUT_DAY
        ],
    )  # fmt: skip


def _said(row: NightStep, language: str) -> str:
    sentence, values = sentence_of(row)
    if row.about_on is not None:
        values["day"] = day_words(row.about_on, language)
    return words_in(language).gettext(sentence) % values
