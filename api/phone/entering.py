"""The way in: language, card, PIN; also in calls that we make."""

from dataclasses import replace

from access.notices.records import CallOutcome
from api.phone.acts import (
    Ask,
    KeepLanguage,
    NotSignedIn,
    SignedInAs,
    SignIn,
    Turn,
)
from api.phone.call import Call, Place
from api.phone.rules import Entry, Field, Menu, Rule, again, asks, leave, person, to, went
from api.phone.saying import Say
from api.phone.visit_acts import DaysFor
from api.phone.words.sentence import LANGUAGES

MOST_TRIES = 3
LONGEST_PIN = 12
"""Whoever keys in more has lost their way; none that long is compared."""


def after_signing_in(call: Call, answer: SignedInAs) -> Turn:
    """The reader is known from here on."""
    known = replace(
        call,
        reader_id=answer.reader_id,
        language=answer.language,
        speed=answer.speed,
        current=answer.current,
        card="",
        tries=0,
    )
    if known.rung is not None:
        there = replace(known, is_identified=True)
        if known.wants_day and known.visit is not None:
            return asks(replace(there, wants_day=False), Ask(DaysFor(known.visit.visit_id)))
        return to(there, Place.CALL, before=(Say("hello"),))
    return to(known, Place.MAIN, before=(Say("hello"),))


def after_refusal(call: Call, answer: NotSignedIn) -> Turn:
    """Once more; after three tries, or while it is locked, a person."""
    tries = call.tries + 1
    known = replace(call, tries=tries, card="")
    is_over = answer.is_locked or tries >= MOST_TRIES
    says = (Say("locked" if answer.is_locked else "refused"),)
    if call.rung is not None:
        if is_over:
            outcome = CallOutcome.TOLD if call.is_open else CallOutcome.STRANGER
            return leave(known, *says, Say("goodbye"), deeds=went(known, outcome))
        return to(known, Place.CALL_PIN, warning=says)
    if is_over:
        return replace(person(known), warning=says)
    return to(known, Place.PIN if known.knows_card else Place.CARD, warning=says)


def _speak(language: str) -> Entry:
    def go(call: Call) -> Turn:
        place = Place.PIN if call.knows_card else Place.CARD
        return to(call, place, language=language, chosen=True)

    return Entry(_LANGUAGE_KEYS[language], Say(f"language_{language}"), go)


def _change(language: str) -> Entry:
    def go(call: Call) -> Turn:
        return to(call, Place.MAIN, language=language, deeds=(KeepLanguage(language),))

    return Entry(_LANGUAGE_KEYS[language], Say(f"language_{language}"), go)


def _card(call: Call, typed: str) -> Turn:
    return to(call, Place.PIN, card=typed, knows_card=False)


def pin_keyed(call: Call, typed: str) -> Turn:
    """Compare it; it is kept nowhere."""
    return asks(
        call,
        Ask(
            SignIn(
                card=call.card,
                pin=typed[:LONGEST_PIN],
                caller=call.caller,
                language=call.language if call.chosen else None,
                notice_id=call.rung.notice_id if call.rung else None,
            )
        ),
    )


def _pin_says(call: Call) -> tuple[Say, ...]:
    return (Say("pin_known" if call.knows_card and not call.card else "pin"),)


_LANGUAGE_KEYS = {language: str(number) for number, language in enumerate(LANGUAGES, 1)}

RULES: dict[Place, Rule] = {
    Place.LANGUAGE: Menu(
        back=again,
        opening=lambda _: (),
        entries=lambda _: tuple(map(_speak, LANGUAGES)),
    ),
    Place.CARD: Field(
        back=lambda call: to(call, Place.LANGUAGE),
        opening=lambda _: (Say("card"),),
        finish=_card,
    ),
    Place.PIN: Field(
        back=lambda call: to(call, Place.CARD, card="", knows_card=False),
        opening=_pin_says,
        finish=pin_keyed,
    ),
    Place.TONGUE: Menu(
        back=lambda call: to(call, Place.MAIN),
        opening=lambda _: (),
        entries=lambda _: tuple(map(_change, LANGUAGES)),
    ),
}
