"""The way in: language, card, PIN; also in calls that we make."""

from dataclasses import replace

from access.notices.records import CallOutcome
from api.phone.acts import (
    Ask,
    CallWent,
    Deed,
    KeepLanguage,
    NotSignedIn,
    OpenBook,
    SignedInAs,
    SignIn,
    Turn,
)
from api.phone.call import Call, Place
from api.phone.rules import Entry, Field, Menu, Rule, again, asks, leave, person, to
from api.phone.saying import Say, key_sentence
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
    if known.notice_id is not None:
        return to(known, Place.CALL, before=(Say("hello"),), is_identified=True)
    return to(known, Place.MAIN, before=(Say("hello"),))


def after_refusal(call: Call, answer: NotSignedIn) -> Turn:
    """Once more; after three tries, or while it is locked, a person."""
    tries = call.tries + 1
    known = replace(call, tries=tries, card="")
    is_over = answer.is_locked or tries >= MOST_TRIES
    says = (Say("locked" if answer.is_locked else "refused"),)
    if call.notice_id is not None:
        if is_over:
            return leave(known, *says, Say("goodbye"), deeds=went(known, CallOutcome.STRANGER))
        return to(known, Place.CALL_PIN, warning=says)
    if is_over:
        return replace(person(known), warning=says)
    return to(known, Place.PIN if known.knows_card else Place.CARD, warning=says)


def went(call: Call, outcome: CallOutcome) -> tuple[Deed, ...]:
    """How a call that we made went; once."""
    if call.notice_id is None or call.saw_outcome:
        return ()
    return (CallWent(call.notice_id, outcome),)


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


def _pin(call: Call, typed: str) -> Turn:
    return asks(
        call,
        Ask(
            SignIn(
                card=call.card,
                pin=typed[:LONGEST_PIN],
                caller=call.caller,
                language=call.language if call.chosen else None,
                notice_id=call.notice_id,
            )
        ),
    )


def _pin_says(call: Call) -> tuple[Say, ...]:
    return (Say("pin_known" if call.knows_card and not call.card else "pin"),)


def _no_pin(call: Call) -> Turn:
    return leave(call, Say("goodbye"), deeds=went(call, CallOutcome.STRANGER))


def _call_entries(call: Call) -> tuple[Entry, ...]:
    first = "call_hear" if call.notice_can_hear else "call_heard"
    return (
        Entry("1", key_sentence(first, "1"), _hear_now),
        Entry("2", key_sentence("call_later", "2"), _later),
    )


def _hear_now(call: Call) -> Turn:
    deeds = went(call, CallOutcome.HEARD)
    told = replace(call, saw_outcome=True)
    if call.notice_can_hear and call.title is not None:
        return asks(told, Ask(OpenBook(call.title.title_id)), deeds=deeds)
    return to(told, Place.MAIN, deeds=deeds)


def _later(call: Call) -> Turn:
    deeds = went(call, CallOutcome.LATER)
    return leave(replace(call, saw_outcome=True), Say("call_again"), Say("goodbye"), deeds=deeds)


def _to_main(call: Call) -> Turn:
    return to(replace(call, saw_outcome=True), Place.MAIN, deeds=went(call, CallOutcome.HEARD))


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
        finish=_pin,
    ),
    Place.TONGUE: Menu(
        back=lambda call: to(call, Place.MAIN),
        opening=lambda _: (),
        entries=lambda _: tuple(map(_change, LANGUAGES)),
    ),
    Place.CALL_PIN: Field(back=_no_pin, opening=lambda _: (Say("call"),), finish=_pin),
    Place.CALL: Menu(
        back=_to_main,
        opening=lambda call: (Say("news", {"text": call.notice_text}),),
        entries=_call_entries,
    ),
}
