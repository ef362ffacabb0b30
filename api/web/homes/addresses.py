"""Houses that are on no map yet, or only roughly: found one after the other, and mended."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.people.looking import looked_once
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import status_of
from api.web.frame.visitor import Coordinator
from api.web.homes.address import exactness_choices, point_kept, read_point
from api.web.homes.done import DONE
from api.web.homes.faults import beside
from api.web.homes.maps import map_links
from api.web.homes.words import word
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, Number
from api.words.catalogues import mark
from delivery.homes.mapping import door_numbered, neighbour, put_on_map, weak_doors
from delivery.homes.records import Exactness

router = APIRouter(prefix="/staff/addresses")
DOOR, SEEN_AS = "web", "address_seen"
A_PAGE, MOST_SKIPPED = 25, 100_000
POINT_NEEDED = mark("Write the place, for example 43.2389, 76.8897.")


@router.get("")
def show(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    skip: Annotated[int, Query(ge=0, le=MOST_SKIPPED)] = 0,
) -> Response:  # fmt: skip
    """Houses without a point first; street and house alone, no name. Each leaves a look."""
    language, doors = language_of(request), weak_doors(db, skip=skip, limit=A_PAGE)
    _leave_look(db, {one.reader_id for one in doors.here}, account_id, now)
    return page(
        request, "homes/addresses.html", here=doors.here, total=doors.total, skip=skip,
        done=done_said(request, DONE), a_page=A_PAGE, word=lambda code: word(code, language),
    )  # fmt: skip


@router.get("/{address_id}")
def show_one(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    address_id: Number,
) -> Response:  # fmt: skip
    """Where one house is, to be said."""
    _leave_look(db, {door_numbered(db, address_id).reader_id}, account_id, now)
    return _place(request, db, address_id, Form.empty(language_of(request)))


@router.post("/{address_id}")
def put(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    address_id: Number, sent: Sent,
) -> Response:  # fmt: skip
    """The house is on the map."""
    door_numbered(db, address_id)
    form = Form(sent, language_of(request))
    place, exactness = read_point(db, form, need=POINT_NEEDED)
    if form.is_good and place is not None:
        with beside(db, form, "point"):
            put_on_map(
                db, address_id=address_id, place=place, exactness=exactness, by_id=account_id,
                now=now,
            )  # fmt: skip
    if form.is_good:
        return go_to("/staff/addresses?done=point")
    return _place(request, db, address_id, form)


def _place(request: Request, db: Db, address_id: int, form: Form) -> Response:
    address, kept = door_numbered(db, address_id), dict(form.kept())
    known = neighbour(db, address)
    if not form.sent:
        kept = point_kept(address)
        if known is not None:
            kept = {"point": known.written, "exactness": Exactness.HOUSE.value}
    return page(
        request, "homes/place.html", status=status_of(form), address=address, kept=kept,
        faults=form.faults, exactnesses=exactness_choices(form, with_none=False),
        known=known is not None, links=map_links(address),
    )  # fmt: skip


def _leave_look(db: Db, reader_ids: Collection[int], account_id: int, now: Now) -> None:
    looked_once(db, reader_ids=reader_ids, account_id=account_id, what=SEEN_AS, door=DOOR, now=now)
