"""Calls that we make: what is said to whoever answers, and what they may choose.

Before the PIN nothing is told but that the library calls; or, where the reader agreed to it, on
which day and between which hours the courier comes. Whatever changes that needs the PIN.
"""

from dataclasses import replace

from access.notices.records import CallOutcome
from api.phone import visiting
from api.phone.acts import Ask, OpenBook, Turn
from api.phone.call import Call, Place
from api.phone.entering import pin_keyed
from api.phone.rules import Entry, Field, Menu, Rule, asks, leave, to, went
from api.phone.saying import Say, key_sentence


def unproven(call: Call) -> CallOutcome:
    """How it went where nobody showed that they are the reader."""
    return CallOutcome.TOLD if call.is_open else CallOutcome.STRANGER


def _goodbye(call: Call) -> Turn:
    return leave(call, Say("goodbye"), deeds=went(call, unproven(call)))


def _open_says(call: Call) -> tuple[Say, ...]:
    return (Say("call_open"), *call.rung.opening) if call.rung and call.rung.opening else ()


def _open_entries(call: Call) -> tuple[Entry, ...]:
    if call.visit is None:
        return ()
    fine = Entry("1", key_sentence("visit_fine", "1"), visiting.confirms)
    if call.visit.is_on_way:
        return (fine,)
    return (fine, Entry("2", key_sentence("visit_other_day_pin", "2"), _other_day))


def _other_day(call: Call) -> Turn:
    return to(call, Place.CALL_PIN, wants_day=True)


def _pin_says(call: Call) -> tuple[Say, ...]:
    return (Say("pin" if call.is_open else "call"),)


def _call_says(call: Call) -> tuple[Say, ...]:
    if call.rung is None:
        return ()
    if call.visit is not None and not call.rung.text:
        return call.visit.says
    return (Say("news", {"text": call.rung.text}),)


def _call_entries(call: Call) -> tuple[Entry, ...]:
    later = Entry("3", key_sentence("call_later", "3"), _later)
    if call.visit is not None:
        fine = Entry("1", key_sentence("visit_fine", "1"), visiting.confirms)
        if call.visit.is_on_way:
            return (fine,)
        day = Entry("2", key_sentence("visit_other_day", "2"), visiting.another_day)
        return (fine, day, later)
    first = "call_hear" if call.rung is not None and call.rung.can_hear else "call_heard"
    return (
        Entry("1", key_sentence(first, "1"), _hear_now),
        Entry("2", key_sentence("call_later", "2"), _later),
    )


def _hear_now(call: Call) -> Turn:
    deeds = went(call, CallOutcome.HEARD)
    told = replace(call, saw_outcome=True)
    if call.rung is not None and call.rung.can_hear and call.rung.title is not None:
        return asks(told, Ask(OpenBook(call.rung.title.title_id)), deeds=deeds)
    return to(told, Place.MAIN, deeds=deeds)


def _later(call: Call) -> Turn:
    deeds = went(call, CallOutcome.LATER)
    return leave(replace(call, saw_outcome=True), Say("call_again"), Say("goodbye"), deeds=deeds)


def _to_main(call: Call) -> Turn:
    return to(replace(call, saw_outcome=True), Place.MAIN, deeds=went(call, CallOutcome.HEARD))


RULES: dict[Place, Rule] = {
    Place.CALL_OPEN: Menu(back=_goodbye, opening=_open_says, entries=_open_entries),
    Place.CALL_PIN: Field(back=_goodbye, opening=_pin_says, finish=pin_keyed),
    Place.CALL: Menu(back=_to_main, opening=_call_says, entries=_call_entries),
}
