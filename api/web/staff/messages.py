"""What callers left spoken for the coordinators: heard, noted as heard, called back."""

from collections.abc import Collection
from http import HTTPStatus
from pathlib import PurePosixPath

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response

from access.listening import spoken
from access.listening.records import Spoken
from access.people.contacts import contacts_of
from access.people.looking import looked_once
from api.phone.folder import MESSAGES
from api.web.files import OWN
from api.web.frame.doors import Db, Now, OpenDoors
from api.web.frame.pages import go_to, page
from api.web.frame.visitor import Coordinator
from api.web.staff.done import done_said
from api.web.staff.doors import AccountId, After, Number
from api.web.staff.readers import by_address
from api.web.staff.seeing import DOOR
from api.words.languages import LANGUAGES

router = APIRouter()
A_PAGE, LATELY = 20, 10
SOUND_TYPE = "audio/wav"


@router.get("/staff/messages")
def show_messages(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    after: After = None,
) -> Response:  # fmt: skip
    """What nobody has heard yet, the oldest first; then what was heard lately."""
    waiting = spoken.unheard(db, after=after or 0, limit=A_PAGE)
    heard = spoken.heard_lately(db, limit=LATELY) if after is None else ()
    _trace(db, (*waiting, *heard), account_id, "found", now)
    return page(
        request, "staff/messages.html", waiting=waiting, heard=heard, done=done_said(request),
        after=waiting[-1].id if len(waiting) == A_PAGE else None, tongues=LANGUAGES,
    )  # fmt: skip


@router.get("/staff/messages/{spoken_id}/sound")
def play(
    db: Db, now: Now, doors: OpenDoors, _person: Coordinator, account_id: AccountId,
    spoken_id: Number,
) -> Response:  # fmt: skip
    """The voice itself; players may ask for a part of it (RFC 9110, range requests)."""
    message = spoken.spoken_of(db, spoken_id=spoken_id)
    name = PurePosixPath(message.sound).name
    place = doors.settings.phone_dir / MESSAGES / name
    if not name or name.startswith(".") or not place.is_file():
        raise HTTPException(HTTPStatus.NOT_FOUND)
    _trace(db, [message], account_id, "message_heard", now)
    return FileResponse(place, media_type=SOUND_TYPE, headers=OWN)


@router.post("/staff/messages/{spoken_id}/heard")
def note_heard(
    db: Db, now: Now, _person: Coordinator, account_id: AccountId, spoken_id: Number
) -> Response:
    """A coordinator knows what was said; the first one counts."""
    message = spoken.heard(db, spoken_id=spoken_id, by_id=account_id, now=now)
    _trace(db, [message], account_id, "message_heard", now)
    return go_to("/staff/messages?done=message_heard")


@router.get("/staff/messages/{spoken_id}/call")
def show_numbers(
    request: Request, db: Db, now: Now, _person: Coordinator, account_id: AccountId,
    spoken_id: Number,
) -> Response:  # fmt: skip
    """Where to call back: the number they called from, and those of the reader."""
    message = spoken.spoken_of(db, spoken_id=spoken_id)
    _trace(db, [message], account_id, "called_back", now)
    numbers = [message.caller] if message.caller.startswith("+") else []
    if message.reader_id is not None:
        known = by_address(contacts_of(db, reader_id=message.reader_id))
        numbers += [one for one in known if one.startswith("+") and one not in numbers]
    return page(request, "staff/message_call.html", message=message, numbers=numbers)


def _trace(db: Db, messages: Collection[Spoken], account_id: int, what: str, now: Now) -> None:
    """A look at the readers' records, once for each visit; a player asks for a sound in parts."""
    whose = {one.reader_id for one in messages if one.reader_id is not None}
    looked_once(db, reader_ids=whose, account_id=account_id, what=what, door=DOOR, now=now)
