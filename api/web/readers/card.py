"""The library card on the screen, and where the library is."""

import io

import segno
from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from access.network.calendar import hours_of
from access.network.points import points
from access.network.zone import today
from access.people.by_number import reader_of
from api.web.frame.doors import LookDb, Now
from api.web.frame.pages import language_of, page
from api.web.frame.visitor import Anybody, ServedId
from api.web.readers.asking import point_name

router = APIRouter()


@router.get("/my/card")
def show_card(request: Request, db: LookDb, reader_id: ServedId) -> Response:
    """The number of the card, large, and as a code that a machine of the library reads."""
    reader = reader_of(db, reader_id)
    return page(request, "readers/card.html", reader=reader, code=qr_code(reader.card_number))


@router.get("/branches")
def show_branches(request: Request, _visitor: Anybody, db: LookDb, now: Now) -> Response:
    """Branches and stations, with whether they are open and when they are next."""
    language = language_of(request)
    there = [
        (one, point_name(one, language), hours_of(db, point_id=one.id).next_opening(now))
        for one in points(db, on=today(db, now=now))
    ]
    return page(request, "readers/branches.html", there=there, now=now)


def qr_code(number: str) -> Markup:
    """A QR code (ISO/IEC 18004) as an inline picture, without anything but the number in it."""
    drawn = io.BytesIO()
    segno.make(number, error="m", micro=False).save(
        drawn, kind="svg", scale=6, border=4, xmldecl=False, svgns=True, light="#fff",
        svgclass=None, lineclass=None, omitsize=False,
    )  # fmt: skip
    return Markup(drawn.getvalue().decode("utf-8"))  # noqa: S704 - drawn here, of digits
