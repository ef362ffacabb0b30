"""Visits of the reader who calls, from the records of delivery, and back into them."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from access.catalogue.records import Medium
from access.catalogue.titles import title_page
from access.errors import AccessError
from access.network.zone import today
from access.requests.records import RequestKind
from api.answers.table import answer_to
from api.phone.saying import Say
from api.phone.visit_acts import BroughtWhen, ChangeVisit, DaysFor, DaysFound, VisitChanged
from api.phone.visit_told import DayTold, VisitDeed, VisitTold, VisitWish
from api.words.saying import near_day_words
from delivery.errors import (
    DayFull,
    DeliveryError,
    ImpossibleMove,
    NoDayHasRoom,
    NoDeliveryThatDay,
    NotHere,
    VisitedThatDay,
)
from delivery.expecting import Brought, Expected, brought, expected
from delivery.holding import hold_visit
from delivery.lists import days_for
from delivery.scheduling.cancelling import cancel
from delivery.scheduling.changing import not_at_home
from delivery.visits.confirming import confirm
from delivery.visits.records import Cancelled, Visit

DOOR = "phone"
MOST_TOLD = 20
DAYS_AHEAD = 21
DONE = {
    VisitDeed.CONFIRM: "visit_confirmed",
    VisitDeed.MOVE: "visit_moved",
    VisitDeed.AWAY: "visit_moved",
    VisitDeed.CALL_OFF: "visit_called_off",
}


def told(one: Expected, language: str) -> VisitTold:
    """A visit as it is said."""
    begins, ends = (map(_clock, one.window)) if one.window else ("", "")
    return VisitTold(
        visit_id=one.visit_id,
        on=one.on,
        day=near_day_words(one.on, language),
        begins=begins,
        ends=ends,
        is_confirmed=one.is_confirmed,
        is_on_way=one.is_on_way,
        is_promised=one.is_promised,
    )


def visits_told(
    db: Session, *, reader_id: int, language: str, now: datetime
) -> tuple[VisitTold, ...]:
    """The visits that the reader can expect, the next first."""
    found = expected(db, reader_id=reader_id, now=now)[:MOST_TOLD]
    return tuple(told(one, language) for one in found)


def days_found(
    db: Session, asked: DaysFor, *, reader_id: int, language: str, now: datetime
) -> DaysFound:
    """Days to which the visit can be moved, from tomorrow on, none on which another is fixed."""
    visit = db.get(Visit, asked.visit_id)
    if visit is None or visit.reader_id != reader_id or visit.closed_at is not None:
        return DaysFound(())
    first = today(db, now=now) + timedelta(days=1)
    taken = {one.on for one in expected(db, reader_id=reader_id, now=now)}
    days = days_for(db, visit=visit, from_on=first, days=DAYS_AHEAD)
    free = [on for on in days if on not in taken]
    return DaysFound(tuple(DayTold(on, near_day_words(on, language)) for on in free))


def changed(
    db: Session, asked: ChangeVisit, *, reader_id: int, language: str, now: datetime
) -> VisitChanged:
    """Do what the reader wishes; where it cannot be done, nothing is changed and they hear why."""
    wish = asked.wish
    try:
        with db.begin_nested():
            done = _change(db, wish, reader_id, now)
    except (DeliveryError, AccessError) as error:
        done, says = False, (_why_not(error, language),)
    else:
        says = (Say(DONE[wish.deed] if done else "visit_changed_before"),)
    there = visits_told(db, reader_id=reader_id, language=language, now=now)
    return VisitChanged(was_done=done, says=says, visits=there)


def promised(
    db: Session, *, title_id: int, kind: RequestKind, reader_id: int, language: str, now: datetime
) -> BroughtWhen:
    """When a thing comes that the reader is about to ask for. Raises TitleNotFound."""
    page = title_page(db, title_id=title_id)
    media = {shelf.medium for shelf in page.shelves if shelf.free}
    on_cartridge = Medium.CARTRIDGE in media or bool(page.editions)
    is_there = bool(media) or (not page.shelves and bool(page.editions))
    if kind is RequestKind.CARTRIDGE:
        is_there = on_cartridge
    return BroughtWhen(
        brought_says(db, is_there=is_there, reader_id=reader_id, language=language, now=now)
    )


def brought_says(
    db: Session, *, is_there: bool, reader_id: int, language: str, now: datetime
) -> tuple[Say, ...]:
    """When something comes to the door, as it is said."""
    found, on = brought(db, reader_id=reader_id, is_there=is_there, now=now)
    day = near_day_words(on, language) if on else ""
    match found:
        case Brought.WITH_VISIT:
            return (Say("comes_with", {"day": day}),)
        case Brought.BY_DAY:
            return (Say("comes_by", {"day": day}),)
        case Brought.WHEN_READY:
            return (Say("comes_when_ready"),)
        case Brought.NOT_VISITED:
            return (Say("comes_not_yet"),)


def _change(db: Session, wish: VisitWish, reader_id: int, now: datetime) -> bool:
    """False where the visit is on another day than the caller was told: nothing moves twice."""
    here = {"reader_id": reader_id, "visit_id": wish.visit_id, "door": DOOR, "now": now}
    visit = hold_visit(db, wish.visit_id)
    if visit.reader_id == reader_id and visit.visit_on != wish.was_on:
        return False
    match wish.deed:
        case VisitDeed.CONFIRM:
            confirm(db, **here)  # type: ignore[arg-type]
        case VisitDeed.CALL_OFF:
            cancel(db, by_id=None, why=Cancelled.BY_READER, **here)  # type: ignore[arg-type]
        case VisitDeed.MOVE | VisitDeed.AWAY:
            not_at_home(db, by_id=None, to_on=wish.to_on, **here)  # type: ignore[arg-type]
    return True


def _why_not(error: Exception, language: str) -> Say:
    match error:
        case DayFull() | VisitedThatDay() | NoDeliveryThatDay():
            return Say("visit_day_gone")
        case NoDayHasRoom():
            return Say("visit_no_days")
        case NotHere() | ImpossibleMove():
            return Say("visit_changed_before")
    answer = answer_to(error)
    if answer is None:
        raise error
    return Say("visit_not_changed", {"why": answer.said(error, language)})


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
