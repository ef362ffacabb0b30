"""Visits to the door: when the next one is; confirmed, moved or called off by keys.

Whatever changes a day is read back first, and names the day of which the caller was told: a key
pressed twice moves nothing twice.
"""

from collections.abc import Callable
from dataclasses import replace

from access.notices.records import CallOutcome
from api.phone.acts import Ask, Standings, Turn
from api.phone.call import Call, Place
from api.phone.rules import MOST_ENTRIES, Entry, Menu, Rule, asks, leave, to, went
from api.phone.saying import Say, key_sentence
from api.phone.visit_acts import BroughtWhen, ChangeVisit, DaysFor, DaysFound, VisitChanged
from api.phone.visit_told import DayTold, VisitDeed, VisitWish

OUTCOMES = {VisitDeed.CONFIRM: CallOutcome.FINE}
SURE = {
    VisitDeed.MOVE: "visit_sure_move",
    VisitDeed.AWAY: "visit_sure_away",
    VisitDeed.CALL_OFF: "visit_sure_off",
}
SHOWN_DAYS = MOST_ENTRIES - 1


def after_standings(call: Call, answer: Standings) -> Turn | None:
    """Where somebody comes to the door, that is said first; None: there are requests alone."""
    if not answer.visits:
        return None
    here = replace(call, visits=answer.visits, visit_shown=0, standings=answer.standings)
    return to(here, Place.WHERE)


def after_days(call: Call, answer: DaysFound) -> Turn:
    """Days to choose from, or none."""
    if not answer.days:
        return to(call, _home(call), before=(Say("visit_no_days"),))
    return to(call, Place.VISIT_DAYS, days=answer.days, page=0)


def after_change(call: Call, answer: VisitChanged) -> Turn:
    """It is done, or why not; then the visit as it is now."""
    wish = call.visit_wish
    if answer.was_done and call.rung is not None and wish is not None:
        outcome = OUTCOMES.get(wish.deed, CallOutcome.MOVED)
        deeds = went(call, outcome)
        call = replace(call, saw_outcome=True)
        if wish.deed is VisitDeed.CONFIRM:
            return leave(call, *answer.says, Say("goodbye"), deeds=deeds)
    else:
        deeds = ()
    if call.reader_id is None:
        return to(call, Place.CALL_OPEN, warning=answer.says)
    shown = next((n for n, one in enumerate(answer.visits) if wish and one.visit_id ==
                  wish.visit_id), 0)  # fmt: skip
    now = replace(call, visits=answer.visits, visit_shown=shown, visit_wish=None)
    place = Place.VISIT if answer.visits else Place.MAIN
    if answer.was_done:
        return to(now, place, before=answer.says, deeds=deeds)
    return to(now, place, warning=answer.says)


def after_promise(call: Call, answer: BroughtWhen) -> Turn:
    """What is asked for, read back with when it would come."""
    return to(call, Place.CONFIRM, promise=answer.says)


def confirms(call: Call) -> Turn:
    """The visit is fine as it is."""
    return _wishes(VisitDeed.CONFIRM, call)


def another_day(call: Call) -> Turn:
    """The days to which it can be moved."""
    if call.visit is None:
        return to(call, Place.MAIN)
    return asks(replace(call, wants_day=False), Ask(DaysFor(call.visit.visit_id)))


def _home(call: Call) -> Place:
    """Back from the days: to the menu of the call that we made, or of the visit."""
    return Place.CALL if call.rung is not None and not call.saw_outcome else Place.VISIT


def _to(place: Place) -> Callable[[Call], Turn]:
    return lambda call: to(call, place)


def _where_says(call: Call) -> tuple[Say, ...]:
    visit = call.visits[0] if call.visits else None
    return (Say("visit_next"), *visit.says) if visit else ()


def _where_entries(call: Call) -> tuple[Entry, ...]:
    if not call.visits:
        return ()
    first = Entry("1", key_sentence("to_visit", "1"), _first_visit)
    if not call.standings:
        return (first,)
    count = {"count": str(len(call.standings))}
    return (first, Entry("2", key_sentence("to_requests", "2", count), _requests))


def _first_visit(call: Call) -> Turn:
    return to(call, Place.VISIT, visit_shown=0)


def _requests(call: Call) -> Turn:
    return to(call, Place.STATUS, shown=0)


def _visit_says(call: Call) -> tuple[Say, ...]:
    return call.visit.says if call.visit else ()


def _visit_entries(call: Call) -> tuple[Entry, ...]:
    visit = call.visit
    if visit is None:
        return ()
    entries = []
    if not visit.is_on_way:
        if not visit.is_confirmed:
            entries.append(Entry("1", key_sentence("visit_fine", "1"), confirms))
        entries += [
            Entry("2", key_sentence("visit_other_day", "2"), another_day),
            Entry("3", key_sentence("visit_away", "3"), _sure(VisitDeed.AWAY)),
            Entry("4", key_sentence("visit_off", "4"), _sure(VisitDeed.CALL_OFF)),
        ]
    if len(call.visits) > 1:
        entries.append(Entry("5", key_sentence("to_next", "5"), _next))
    return tuple(entries)


def _next(call: Call) -> Turn:
    return to(call, Place.VISIT, visit_shown=(call.visit_shown + 1) % max(len(call.visits), 1))


def _wishes(deed: VisitDeed, call: Call) -> Turn:
    visit = call.visit
    if visit is None:
        return to(call, Place.MAIN)
    wish = VisitWish(deed=deed, visit_id=visit.visit_id, was_on=visit.on)
    return asks(replace(call, visit_wish=wish), Ask(ChangeVisit(wish)))


def _sure(deed: VisitDeed) -> Callable[[Call], Turn]:
    def go(call: Call) -> Turn:
        if call.visit is None:
            return to(call, Place.MAIN)
        wish = VisitWish(deed=deed, visit_id=call.visit.visit_id, was_on=call.visit.on)
        return to(call, Place.VISIT_SURE, visit_wish=wish)

    return go


def _day_entries(call: Call) -> tuple[Entry, ...]:
    """Five at once; where there are more, four and a key to go on."""
    if len(call.days) <= MOST_ENTRIES:
        return tuple(_day(number, one) for number, one in enumerate(call.days, 1))
    begin = call.page * SHOWN_DAYS
    shown = call.days[begin : begin + SHOWN_DAYS]
    further = Entry(str(MOST_ENTRIES), key_sentence("further", str(MOST_ENTRIES)), _further)
    return (*(_day(number, one) for number, one in enumerate(shown, 1)), further)


def _further(call: Call) -> Turn:
    pages = -(-len(call.days) // SHOWN_DAYS)
    return to(call, Place.VISIT_DAYS, page=(call.page + 1) % max(pages, 1))


def _day(number: int, day: DayTold) -> Entry:
    def go(call: Call) -> Turn:
        if call.visit is None:
            return to(call, Place.MAIN)
        wish = VisitWish(
            deed=VisitDeed.MOVE, visit_id=call.visit.visit_id, was_on=call.visit.on,
            to_on=day.on, to_day=day.words,
        )  # fmt: skip
        return to(call, Place.VISIT_SURE, visit_wish=wish)

    return Entry(str(number), key_sentence("visit_choose", str(number), {"day": day.words}), go)


def _days_say(call: Call) -> tuple[Say, ...]:
    return (Say("visit_days"),) if call.days else ()


def _sure_says(call: Call) -> tuple[Say, ...]:
    visit, wish = call.visit, call.visit_wish
    if visit is None or wish is None or wish.deed not in SURE:
        return ()
    return (Say(SURE[wish.deed], {"day": visit.day, "to": wish.to_day}),)


def _yes(call: Call) -> Turn:
    if call.visit_wish is None:
        return to(call, Place.MAIN)
    return asks(call, Ask(ChangeVisit(call.visit_wish)))


def _no(call: Call) -> Turn:
    return to(call, _home(call), visit_wish=None)


RULES: dict[Place, Rule] = {
    Place.WHERE: Menu(back=_to(Place.MAIN), opening=_where_says, entries=_where_entries),
    Place.VISIT: Menu(back=_to(Place.MAIN), opening=_visit_says, entries=_visit_entries),
    Place.VISIT_DAYS: Menu(back=_no, opening=_days_say, entries=_day_entries),
    Place.VISIT_SURE: Menu(
        back=_no,
        opening=_sure_says,
        entries=lambda _: (
            Entry("1", key_sentence("yes", "1"), _yes),
            Entry("2", key_sentence("no", "2"), _no),
        ),
    ),
}
