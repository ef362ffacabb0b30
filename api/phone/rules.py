"""How a place of the dialogue answers keys: menus of at most five, and fields of digits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from access.notices.records import CallOutcome
from api.phone.acts import Act, Ask, CallWent, Deed, IsPersonThere, Leave, Listen, Turn
from api.phone.call import Call, Place
from api.phone.saying import Say

LONGEST_TYPED = 24
MOST_ENTRIES = 5


class Rule(Protocol):
    """One place: what is said on arrival, and what its keys do."""

    def says(self, call: Call) -> tuple[Say, ...]:
        """What is said on arrival, and when it is repeated."""
        ...

    def press(self, call: Call, key: str) -> Turn | None:
        """What a key does; None: nothing here."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu."""

    key: str
    say: Say
    go: Callable[[Call], Turn]


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice among a few. `back` is where the star leads."""

    back: Callable[[Call], Turn]
    opening: Callable[[Call], tuple[Say, ...]]
    entries: Callable[[Call], Sequence[Entry]]
    closing: tuple[Say, ...] = ()

    def says(self, call: Call) -> tuple[Say, ...]:
        """The opening, then every entry."""
        return (
            *self.opening(call),
            *(entry.say for entry in self.entries(call)),
            *self.closing,
        )

    def press(self, call: Call, key: str) -> Turn | None:
        """The entry with this key; star back, hash again, zero a person."""
        match key:
            case "*":
                return self.back(call)
            case "#":
                return again(call)
            case "0":
                return person(call)
        for entry in self.entries(call):
            if entry.key == key:
                return entry.go(call)
        return None


@dataclass(frozen=True, slots=True)
class Field:
    """Digits, ended by hash. Star takes back what was keyed in, or leads back where nothing was.

    Zero is a digit, but for letters, which do not lie on it: there it is a person.
    """

    back: Callable[[Call], Turn]
    opening: Callable[[Call], tuple[Say, ...]]
    finish: Callable[[Call, str], Turn]
    digits: str = "0123456789"

    def says(self, call: Call) -> tuple[Say, ...]:
        """What is to be keyed in."""
        return self.opening(call)

    def press(self, call: Call, key: str) -> Turn | None:
        """One more digit, or the end of them."""
        if key == "*":
            return again(replace(call, typed="")) if call.typed else self.back(call)
        if key == "#":
            if not call.typed:
                return again(call, warning=(Say("nothing_keyed"),))
            return self.finish(replace(call, typed=""), call.typed)
        if key in self.digits:
            return Turn(
                call=replace(call, typed=(call.typed + key)[:LONGEST_TYPED]), act=Listen(more=True)
            )
        return person(call) if key == "0" else None


def to(
    call: Call,
    place: Place,
    *,
    before: tuple[Say, ...] = (),
    warning: tuple[Say, ...] = (),
    deeds: tuple[Deed, ...] = (),
    **changes: object,
) -> Turn:
    """Arrive at a place; what is said there is added by the dialogue."""
    return Turn(
        call=call.at(place, **changes), act=Listen(), says=before, warning=warning, deeds=deeds,
        arrives=True,
    )  # fmt: skip


def again(call: Call, *, warning: tuple[Say, ...] = ()) -> Turn:
    """The same place once more."""
    return to(call, call.place, warning=warning)


def asks(call: Call, act: Act, *, deeds: tuple[Deed, ...] = ()) -> Turn:
    """Nothing is said; something is done."""
    return Turn(call=replace(call, typed="", silences=0), act=act, deeds=deeds)


def person(call: Call, *, deeds: tuple[Deed, ...] = ()) -> Turn:
    """To a person, if one is there now."""
    return asks(call, Ask(IsPersonThere()), deeds=deeds)


def leave(call: Call, *says: Say, deeds: tuple[Deed, ...] = (), to_person: bool = False) -> Turn:
    """The end of the call."""
    return Turn(call=call.at(Place.GONE), act=Leave(to_person=to_person), warning=says, deeds=deeds)


def went(call: Call, outcome: CallOutcome) -> tuple[Deed, ...]:
    """How a call that we made went; once."""
    if call.rung is None or call.saw_outcome:
        return ()
    return (CallWent(call.rung.notice_id, outcome),)
