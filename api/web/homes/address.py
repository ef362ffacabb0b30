"""Where a reader lives, written down or mended by a coordinator."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.people.by_number import reader_of
from access.people.errors import BadField
from access.people.fields import telephone_written
from api.answers.names import name_of
from api.web.frame.doors import Db, Now
from api.web.frame.forms import Form, Sent
from api.web.frame.pages import go_to, language_of, page
from api.web.frame.refusals import CANNOT_BE, status_of
from api.web.frame.visitor import Coordinator
from api.web.homes.faults import beside, say_refusal
from api.web.homes.words import word
from api.web.staff.doors import AccountId, Number
from api.web.staff.seeing import SEEN
from api.words.catalogues import mark
from delivery.errors import BadWish
from delivery.homes.mapping import require_near
from delivery.homes.moving import lives_behind
from delivery.homes.points import LONGEST_TEXT, Place, point_in
from delivery.homes.records import Address, Exactness
from delivery.homes.wishes import Door, address_of

router = APIRouter(prefix="/staff/readers/{reader_id}/home/address", dependencies=[SEEN])
DOOR = "web"
STREET_NEEDED = mark("Write the street.")
HOUSE_NEEDED = mark("Write the number of the house.")
EXACTNESS_NEEDED = mark("Say how exact the point is.")
LIFT = {"yes": True, "no": False, "": None}
LENGTHS = {
    "district": 100, "entrance": 16, "floor": 16, "flat": 16, "door_code": 32, "notes": 2_000,
}  # fmt: skip


@router.get("")
def show(request: Request, db: Db, _person: Coordinator, reader_id: Number) -> Response:
    """The door as it is known, to be changed."""
    return _page(request, db, reader_id, Form.empty(language_of(request)))


@router.post("")
def keep(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    reader_id: Number, sent: Sent,
) -> Response:  # fmt: skip
    """Write it down. Another house is another address, and open visits go there."""
    form = Form(sent, language_of(request))
    facts = _facts(form)
    place, exactness = read_point(db, form)
    if form.is_good:
        with beside(db, form, "street"):
            door = Door(
                **facts, lat_deg=place.lat_deg if place else None,
                lon_deg=place.lon_deg if place else None, exactness=exactness,
            )  # fmt: skip
            lives_behind(db, reader_id=reader_id, door=door, by_id=account_id, now=now, web=DOOR)
    if form.is_good:
        return go_to(f"/staff/readers/{reader_id}/home?done=address")
    return _page(request, db, reader_id, form)


def read_point(db: Session, form: Form, *, need: str = "") -> tuple[Place | None, Exactness]:
    """The point of a form, checked against the city, and how exact it is said to be."""
    written = form.text("point", need=need, longest=LONGEST_TEXT)
    exactness = Exactness(form.choice("exactness", list(Exactness)) or Exactness.NONE)
    if not written:
        return None, Exactness.NONE
    try:
        place = require_near(db, point_in(written))
    except BadWish as error:
        say_refusal(form, "point", error)
        return None, Exactness.NONE
    if exactness is Exactness.NONE:
        form.fault("exactness", EXACTNESS_NEEDED)
    return place, exactness


def read_phone(form: Form, name: str = "phone") -> str | None:
    """A telephone number as it is kept; None where none was written or it is none."""
    written = form.text(name, longest=40)
    if not written:
        return None
    try:
        return telephone_written(written)
    except BadField as error:
        form.fault(name, CANNOT_BE, wrong=name_of(error.wrong, form.language))
        return None


def exactness_choices(form: Form, *, with_none: bool = True) -> list[tuple[str, str]]:
    """How well a point can be known, to choose from."""
    return [
        (one.value, word(one, form.language))
        for one in Exactness
        if with_none or one is not Exactness.NONE
    ]


def point_kept(address: Address) -> dict[str, str]:
    """The point of an address as the fields of a form."""
    if address.lat_deg is None or address.lon_deg is None:
        return {"point": "", "exactness": Exactness.NONE.value}
    place = Place(address.lat_deg, address.lon_deg)
    return {"point": place.written, "exactness": address.exactness.value}


def _facts(form: Form) -> dict[str, Any]:
    facts: dict[str, Any] = {
        name: form.text(name, longest=longest) for name, longest in LENGTHS.items()
    }
    return facts | {
        "street": form.text("street", need=STREET_NEEDED, longest=200),
        "house": form.text("house", need=HOUSE_NEEDED, longest=32),
        "has_lift": LIFT[form.choice("has_lift", list(LIFT))],
        "phone": read_phone(form),
    }


def _page(request: Request, db: Db, reader_id: int, form: Form) -> Response:
    address, kept = address_of(db, reader_id=reader_id), dict(form.kept())
    if not form.sent and address is not None:
        names = (*LENGTHS, "street", "house", "phone")
        kept = {name: str(getattr(address, name) or "") for name in names}
        kept |= point_kept(address)
        kept["has_lift"] = {True: "yes", False: "no", None: ""}[address.has_lift]
    kept.setdefault("exactness", Exactness.NONE.value)
    return page(
        request, "homes/address.html", status=status_of(form), reader=reader_of(db, reader_id),
        kept=kept, faults=form.faults, exactnesses=exactness_choices(form),
        is_new=address is None,
    )  # fmt: skip
