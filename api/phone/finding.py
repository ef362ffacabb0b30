"""The menus of a reader who is known: what to hear, find, ask for; where it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from access.requests.records import RequestKind
from api.phone.acts import (
    Ask,
    AskedFor,
    AskFor,
    ChooseMedium,
    FindByKeys,
    FindByNumber,
    FindNew,
    FindReady,
    Found,
    HadAlready,
    OpenBook,
    Question,
    ReadNews,
    ReadTitle,
    Refused,
    Requests,
    TitleRead,
    Turn,
)
from api.phone.call import Call, Place, TitleTold
from api.phone.rules import MOST_ENTRIES, Entry, Field, Menu, Rule, again, asks, to
from api.phone.saying import Foreign, Say, key_sentence
from api.phone.visit_acts import WhenBrought

SHORTEST_KEYS = 3
CONFIRMED_AS = {
    RequestKind.AUDIO: "confirm_audio",
    RequestKind.HOME_DELIVERY: "confirm_home",
    RequestKind.CARTRIDGE: "confirm_cartridge",
}


def after_finding(call: Call, answer: Found) -> Turn:
    """A list, or one title at once, or nothing."""
    if not answer.titles:
        nothing = "nothing_to_hear" if call.found_by is Place.READY else "none_found"
        place = Place.MAIN if call.found_by is Place.READY else Place.FIND
        return to(call, place, before=(Say(nothing),))
    place = Place.READY if call.found_by is Place.READY else Place.HITS
    return to(call, place, hits=answer.titles, page=0)


def after_reading(call: Call, answer: TitleRead) -> Turn:
    """One title, with what can be done with it."""
    if answer.title is None:
        return to(call, Place.FIND, before=(Say("none_found"),))
    return to(call, Place.TITLE, title=answer.title)


def after_asking(call: Call, answer: AskedFor | HadAlready | ChooseMedium | Refused) -> Turn:
    """It is on the list; or a question; or why not."""
    match answer:
        case AskedFor():
            return _asked(call, answer)
        case HadAlready(day):
            return to(call, Place.AGAIN, had_on=day)
        case ChooseMedium(media):
            return to(call, Place.MEDIUM, media=media[:MOST_ENTRIES])
        case Refused(says):
            return to(call, Place.TITLE if call.title else Place.MAIN, warning=says)


def _asked(call: Call, answer: AskedFor) -> Turn:
    said = "asked_copy" if answer.is_aside else "asked_waits"
    if answer.is_ready:
        said = "asked_ready"
    title = call.title
    if title is not None and call.kind is RequestKind.AUDIO:
        title = replace(title, can_hear=title.can_hear or answer.is_ready, can_ask=False)
    place = Place.TITLE if title else Place.MAIN
    return to(call, place, title=title, before=(Say(said), *answer.says))


def _asking(question: Question, *, by: Place | None = None) -> Callable[[Call], Turn]:
    def go(call: Call) -> Turn:
        return asks(replace(call, found_by=by) if by else call, Ask(question))

    return go


def _moving(place: Place) -> Callable[[Call], Turn]:
    return lambda call: to(call, place)


def _main_entries(call: Call) -> tuple[Entry, ...]:
    if call.current is not None:
        first = Entry(
            "1", key_sentence("to_go_on", "1", {"title": call.current}), _asking(OpenBook(0))
        )
    else:
        first = Entry("1", key_sentence("to_hear", "1"), _asking(FindReady(), by=Place.READY))
    return (
        first,
        Entry("2", key_sentence("to_find", "2"), _moving(Place.FIND)),
        Entry("3", key_sentence("to_status", "3"), _asking(Requests())),
        Entry("4", key_sentence("to_news", "4"), _asking(ReadNews())),
        Entry("5", key_sentence("to_language", "5"), _moving(Place.TONGUE)),
    )


def _find_entries(_: Call) -> tuple[Entry, ...]:
    return (
        Entry("1", key_sentence("by_letters", "1"), _moving(Place.LETTERS)),
        Entry("2", key_sentence("by_number", "2"), _moving(Place.NUMBER)),
        Entry("3", key_sentence("by_news", "3"), _asking(FindNew(), by=Place.HITS)),
        Entry("4", key_sentence("my_list", "4"), _asking(FindReady(), by=Place.READY)),
    )


def _hit_entries(call: Call) -> tuple[Entry, ...]:
    """Five at once; where there are more, four and a key to go on."""
    if len(call.hits) <= MOST_ENTRIES:
        shown: Sequence[TitleTold] = call.hits
        return tuple(_hit(number, title) for number, title in enumerate(shown, 1))
    begin = call.page * (MOST_ENTRIES - 1)
    shown = call.hits[begin : begin + MOST_ENTRIES - 1]
    entries = [_hit(number, title) for number, title in enumerate(shown, 1)]
    further = Entry(str(MOST_ENTRIES), key_sentence("further", str(MOST_ENTRIES)), _further)
    return (*entries, further)


def _hit(number: int, title: TitleTold) -> Entry:
    return Entry(
        str(number),
        key_sentence("hit", str(number), title.facts),
        _asking(ReadTitle(title.title_id)),
    )


def _further(call: Call) -> Turn:
    pages = -(-len(call.hits) // (MOST_ENTRIES - 1))
    return to(call, call.place, page=(call.page + 1) % pages)


def _letters(call: Call, typed: str) -> Turn:
    if len(typed) < SHORTEST_KEYS:
        return again(call, warning=(Say("letters_too_few"),))
    return asks(replace(call, found_by=Place.HITS), Ask(FindByKeys(typed)))


def _number(call: Call, typed: str) -> Turn:
    return asks(replace(call, found_by=Place.HITS), Ask(FindByNumber(typed)))


def _title_says(call: Call) -> tuple[Say, ...]:
    return (Say("title", call.title.facts),) if call.title else ()


def _title_entries(call: Call) -> tuple[Entry, ...]:
    title = call.title
    if title is None:
        return ()
    entries = []
    if title.can_hear:
        open_it = _asking(OpenBook(title.title_id))
        entries.append(Entry("1", key_sentence("title_hear", "1"), open_it))
    if title.can_ask and not title.can_hear:
        entries.append(Entry("2", key_sentence("title_audio", "2"), _confirm(RequestKind.AUDIO)))
    if title.can_bring or title.can_ask:
        home = _confirm(RequestKind.HOME_DELIVERY)
        entries.append(Entry("3", key_sentence("title_home", "3"), home))
    if title.can_ask or title.can_hear:
        cartridge = _confirm(RequestKind.CARTRIDGE)
        entries.append(Entry("4", key_sentence("title_cartridge", "4"), cartridge))
    entries.append(Entry("5", key_sentence("title_about", "5"), _about))
    return tuple(entries)


def _confirm(kind: RequestKind) -> Callable[[Call], Turn]:
    """Read back; of what comes to the door with when it would come."""

    def go(call: Call) -> Turn:
        if call.title is None or kind is RequestKind.AUDIO:
            return to(call, Place.CONFIRM, kind=kind, medium=None, promise=())
        wished = replace(call, kind=kind, medium=None, promise=())
        return asks(wished, Ask(WhenBrought(call.title.title_id, kind)))

    return go


def _about(call: Call) -> Turn:
    title = call.title
    if title is None or not title.about:
        return to(call, Place.TITLE, before=(Say("about_nothing"),))
    text = Foreign(title.about, title.name.language)
    return to(call, Place.TITLE, before=(Say("about", {"text": text}),))


def _confirm_says(call: Call) -> tuple[Say, ...]:
    if call.title is None or call.kind is None:
        return ()
    return (Say(CONFIRMED_AS[call.kind], {"title": call.title.name}), *call.promise)


def _ask(*, again: bool) -> Callable[[Call], Turn]:
    def go(call: Call) -> Turn:
        if call.title is None or call.kind is None:
            return to(call, Place.MAIN)
        wish = AskFor(call.title.title_id, call.kind, call.medium, again)
        return asks(call, Ask(wish))

    return go


def _yes_and_no(go: Callable[[Call], Turn]) -> Callable[[Call], tuple[Entry, ...]]:
    return lambda _: (
        Entry("1", key_sentence("yes", "1"), go),
        Entry("2", key_sentence("no", "2"), _moving(Place.TITLE)),
    )


def _media(call: Call) -> tuple[Entry, ...]:
    def entry(number: int, word: str, name: str) -> Entry:
        return Entry(
            str(number),
            key_sentence("medium", str(number), {"medium": name}),
            lambda there: to(there, Place.CONFIRM, medium=word),
        )

    return tuple(entry(number, *medium) for number, medium in enumerate(call.media, 1))


_TO_MAIN, _TO_FIND, _TO_TITLE = map(_moving, (Place.MAIN, Place.FIND, Place.TITLE))


def _from_title(call: Call) -> Turn:
    return to(call, call.found_by if call.hits else Place.FIND)


RULES: dict[Place, Rule] = {
    Place.MAIN: Menu(
        back=again,
        opening=lambda _: (Say("main"),),
        entries=_main_entries,
        closing=(Say("ways"),),
    ),
    Place.FIND: Menu(back=_TO_MAIN, opening=lambda _: (Say("find"),), entries=_find_entries),
    Place.LETTERS: Field(
        back=_TO_FIND, opening=lambda _: (Say("letters"),), finish=_letters, digits="23456789"
    ),
    Place.NUMBER: Field(back=_TO_FIND, opening=lambda _: (Say("number"),), finish=_number),
    Place.HITS: Menu(
        back=_TO_FIND,
        opening=lambda call: (Say("found", {"count": str(len(call.hits))}),),
        entries=_hit_entries,
    ),
    Place.READY: Menu(back=_TO_MAIN, opening=lambda _: (Say("books"),), entries=_hit_entries),
    Place.TITLE: Menu(back=_from_title, opening=_title_says, entries=_title_entries),
    Place.CONFIRM: Menu(
        back=_TO_TITLE, opening=_confirm_says, entries=_yes_and_no(_ask(again=False))
    ),
    Place.MEDIUM: Menu(back=_TO_TITLE, opening=lambda _: (Say("which_medium"),), entries=_media),
    Place.AGAIN: Menu(
        back=_TO_TITLE,
        opening=lambda call: (Say("had", {"day": call.had_on}),),
        entries=_yes_and_no(_ask(again=True)),
    ),
}
