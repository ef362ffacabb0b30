"""The dialogue: a pure function from a call and an event to the next turn.

It knows no exchange, no database, no clock. Every place answers every key, silence and the end of
the line; from every place the star leads home, and whoever is silent three times gets a person.
"""

from collections.abc import Mapping
from dataclasses import replace

from access.notices.records import CallOutcome
from api.phone import calling, entering, finding, playing, standing, visiting
from api.phone.acts import (
    Answer,
    Ask,
    AskedFor,
    BookOpened,
    ChooseMedium,
    Found,
    HadAlready,
    LeaveMessage,
    Listen,
    MessageLeft,
    NewsRead,
    NotSignedIn,
    PersonThere,
    Record,
    Refused,
    SignedInAs,
    Standings,
    TitleRead,
    Turn,
    Withdrawn,
)
from api.phone.call import (
    Call,
    Ended,
    HungUp,
    Key,
    Place,
    Recorded,
    Rung,
    Silence,
)
from api.phone.rules import Rule, again, asks, leave, person, to, went
from api.phone.saying import Say
from api.phone.visit_acts import BroughtWhen, DaysFound, VisitChanged

Event = Key | Silence | HungUp | Ended | Recorded | Answer
RULES: Mapping[Place, Rule] = {
    **entering.RULES, **calling.RULES, **finding.RULES, **standing.RULES, **visiting.RULES,
    **playing.RULES,
}  # fmt: skip
MOST_SILENCES = 3
CALLED = frozenset({Place.CALL_OPEN, Place.CALL_PIN})
"""Where somebody whom we called is before they have shown who they are."""


def begin(*, caller: str, language: str, knows_card: bool) -> Turn:
    """Somebody calls. `language` is "" where nobody knows; then it is asked."""
    place = Place.PIN if knows_card and language else Place.LANGUAGE
    call = Call(place=place, language=language or "kk", caller=caller, knows_card=knows_card)
    return _completed(to(call, place, before=(Say("welcome"),)))


def begin_call(rung: Rung, *, caller: str) -> Turn:
    """Somebody whom we called has answered; nothing is told before they show who they are, but
    what the reader agreed to."""
    place = Place.CALL_OPEN if rung.opening and rung.visit else Place.CALL_PIN
    call = Call(
        place=place, language=rung.language, caller=caller, rung=rung, title=rung.title,
        visits=(rung.visit,) if rung.visit else (),
    )  # fmt: skip
    return _completed(to(call, place))


def begin_message(*, caller: str, language: str) -> Turn:
    """The person did not answer: words may be left for them."""
    call = Call(place=Place.MESSAGE, language=language or "kk", caller=caller, strays=1)
    return _away(call)


def step(call: Call, event: Event) -> Turn:
    """What happens next in a call."""
    if call.place is Place.GONE:
        return leave(call)
    match event:
        case Key():
            turn = _pressed(call, event)
        case Silence():
            turn = _silent(call)
        case HungUp():
            turn = _hung_up(call, event)
        case Ended():
            turn = playing.after_ending(call, event)
        case Recorded():
            turn = asks(call, Ask(LeaveMessage(event.sound, event.length_ms)))
        case _:
            turn = _answered(call, event)
    return _completed(turn)


def _pressed(call: Call, event: Key) -> Turn:
    at_ms = call.at_ms if event.at_ms is None else event.at_ms
    here = replace(call, strays=0, silences=0, at_ms=at_ms)
    if here.place is Place.MESSAGE:
        return _away(here)
    turn = RULES[here.place].press(here, event.key)
    if turn is not None:
        return turn
    if here.place is Place.PLAYER:
        return playing.heard(here, here.at_ms, warning=(Say("no_such_key"),))
    return again(here, warning=(Say("no_such_key"),))


def _silent(call: Call) -> Turn:
    if call.place is Place.PAUSED:
        return playing.pause_is_over(call)
    if call.place is Place.PLAYER:
        return playing.heard(call, call.at_ms)
    silences = call.silences + 1
    if silences >= MOST_SILENCES:
        return _nobody_speaks(call)
    if call.place is Place.MESSAGE:
        return _away(replace(call, silences=silences))
    turn = again(call)
    return replace(turn, call=replace(turn.call, silences=silences), slower=silences)


def _nobody_speaks(call: Call) -> Turn:
    if call.place in CALLED:
        return leave(call, Say("goodbye"), deeds=went(call, calling.unproven(call)))
    return leave(call, Say("goodbye")) if call.strays else person(replace(call, strays=1))


def _hung_up(call: Call, event: HungUp) -> Turn:
    here = call if event.at_ms is None else replace(call, at_ms=event.at_ms)
    deeds = playing.kept(here) if here.place in (Place.PLAYER, Place.PAUSED) else ()
    if here.is_identified:
        deeds += went(here, CallOutcome.HEARD)
    else:
        deeds += went(here, calling.unproven(here))
    return leave(here, deeds=deeds)


def _answered(call: Call, answer: Answer) -> Turn:  # noqa: PLR0911 - one line an answer
    match answer:
        case SignedInAs():
            return entering.after_signing_in(call, answer)
        case NotSignedIn():
            return entering.after_refusal(call, answer)
        case PersonThere():
            return _put_through(call, answer)
        case MessageLeft():
            return _after_message(call, answer)
    if call.is_open and isinstance(answer, VisitChanged):
        return visiting.after_change(call, answer)
    if call.reader_id is None:  # what belongs to a reader is for a reader alone
        return leave(call, Say("our_fault"))
    match answer:
        case Found():
            return finding.after_finding(call, answer)
        case TitleRead():
            return finding.after_reading(call, answer)
        case AskedFor() | HadAlready() | ChooseMedium() | Refused():
            return finding.after_asking(call, answer)
        case Standings():
            return standing.after_standings(call, answer)
        case Withdrawn():
            return standing.after_withdrawing(call, answer)
        case NewsRead():
            return standing.after_news(call, answer)
        case BookOpened():
            return playing.after_opening(call, answer)
        case VisitChanged():
            return visiting.after_change(call, answer)
        case DaysFound():
            return visiting.after_days(call, answer)
        case BroughtWhen():
            return visiting.after_promise(call, answer)


def _put_through(call: Call, answer: PersonThere) -> Turn:
    if not answer.is_there:
        return _away(call)
    deeds = went(call, CallOutcome.PERSON)
    return leave(call, Say("person"), deeds=deeds, to_person=True)


def _away(call: Call) -> Turn:
    return Turn(call=call.at(Place.MESSAGE), act=Record(), warning=(Say("person_away"),))


def _after_message(call: Call, answer: MessageLeft) -> Turn:
    said = Say("message_kept" if answer.was_kept else "message_not_kept")
    if call.reader_id is None or call.strays:
        outcome = CallOutcome.HEARD if call.is_identified else calling.unproven(call)
        return leave(call, said, Say("goodbye"), deeds=went(call, outcome))
    return to(call, Place.MAIN, before=(said,))


def _completed(turn: Turn) -> Turn:
    """Add what a place says on arrival, and how long is waited there."""
    if not turn.arrives:
        return turn
    place = turn.call.place
    act = playing.listening(place) if isinstance(turn.act, Listen) else turn.act
    says = (*turn.says, *RULES[place].says(turn.call))
    if not says:  # a place that has nothing to show leads home
        home = Place.MAIN if turn.call.reader_id is not None else Place.LANGUAGE
        return _completed(replace(turn, call=turn.call.at(home)))
    return replace(turn, says=says, act=act, arrives=False)
