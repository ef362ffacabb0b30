"""Every place answers every key, silence and a gone line; no call raises, loops or orders twice."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from access.notices.records import CallOutcome
from access.requests.records import RequestKind
from api.phone import acts, dialogue
from api.phone.call import Call, Ended, HungUp, Key, Mark, Place, Recorded, Silence
from api.phone.playing import SPEEDS
from api.phone.rules import MOST_ENTRIES, Menu
from api.phone.saying import Foreign, Say
from api.phone.visit_acts import ChangeVisit
from api.phone.visit_told import VisitDeed, VisitWish
from tests.api.phone.callers import (
    AGREED,
    BOOK,
    BOOK_READY,
    CARD,
    COURIER,
    DAYS,
    FIRST,
    NAME,
    PIN,
    TITLE,
    VISIT,
    PretendDesk,
)

KEYS = "0123456789*#"
HOME = frozenset({Place.MAIN, Place.LANGUAGE, Place.CARD, Place.GONE, Place.MESSAGE})
LONGEST_CALL = 400
CALLS = frozenset({Place.CALL, Place.CALL_PIN, Place.CALL_OPEN})
WISH = VisitWish(deed=VisitDeed.MOVE, visit_id=5, was_on=FIRST, to_on=DAYS[0].on, to_day="ертең")
MENUS = [place for place, rule in dialogue.RULES.items() if isinstance(rule, Menu)]


def a_call(place: Place, *, full: bool) -> Call:
    """A call at this place, with everything that it may hold, or with nothing."""
    if not full:
        return Call(place=place, language="ru", reader_id=None)
    return Call(
        place=place, language="kk", caller="+77010000002", reader_id=1, current=NAME,
        hits=(TITLE,) * 7, title=replace(TITLE, can_hear=True), kind=RequestKind.AUDIO,
        media=(("print", "баспа"),), book=BOOK, at_ms=25_000, found_by=Place.HITS,
        had_on="кеше", visits=(VISIT, replace(VISIT, visit_id=6)), days=DAYS, visit_wish=WISH,
        rung=AGREED if place in CALLS else None,
    )  # fmt: skip


def events(place: Place) -> list[dialogue.Event]:
    at_ms = 25_000 if place is Place.PLAYER else None
    return [*(Key(key, at_ms) for key in KEYS), Silence(), HungUp(at_ms)]


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
@pytest.mark.parametrize("place", list(Place))
def test_every_place_answers_every_key_and_silence_and_the_end(place: Place, *, full: bool) -> None:
    for event in events(place):
        turn = dialogue.step(a_call(place, full=full), event)
        assert not turn.arrives
        is_typing = isinstance(turn.act, acts.Listen) and turn.act.more
        if not isinstance(event, HungUp):
            heard = turn.says or turn.warning or not isinstance(turn.act, acts.Listen)
            assert heard or is_typing, (place, event)
        if isinstance(event, HungUp):
            assert isinstance(turn.act, acts.Leave)


@pytest.mark.parametrize("place", list(dialogue.RULES))
def test_from_every_place_the_star_leads_home(place: Place) -> None:
    turn = dialogue.step(a_call(place, full=True), Key("*", None))
    for _ in range(6):
        if turn.call.place in HOME:
            return
        turn = dialogue.step(turn.call, Key("*", turn.call.at_ms))
    pytest.fail(f"{place} leads to {turn.call.place}")


@pytest.mark.parametrize(
    "place", [p for p, rule in dialogue.RULES.items() if isinstance(rule, Menu)]
)
def test_a_menu_has_at_most_five_entries_each_with_its_key(place: Place) -> None:
    rule = dialogue.RULES[place]
    assert isinstance(rule, Menu)
    for call in (a_call(place, full=True), a_call(place, full=False)):
        entries = rule.entries(call)
        keys = [entry.key for entry in entries]
        assert len(keys) <= MOST_ENTRIES
        assert len(set(keys)) == len(keys)
        assert not set(keys) & {"0", "*", "#"}


@pytest.mark.parametrize("place", list(dialogue.RULES))
def test_who_is_silent_is_asked_twice_more_slowly_then_gets_a_person(place: Place) -> None:
    call = a_call(place, full=True)
    if place in (Place.PLAYER, Place.PAUSED, *dialogue.CALLED):
        return
    once = dialogue.step(call, Silence())
    twice = dialogue.step(once.call, Silence())
    assert (once.slower, twice.slower) == (1, 2)
    assert isinstance(once.act, acts.Listen)
    assert once.act.seconds == acts.WAITS_S
    last = dialogue.step(twice.call, Silence())
    assert last.act == acts.Ask(acts.IsPersonThere())
    away = dialogue.step(last.call, acts.PersonThere(is_there=False))
    assert isinstance(away.act, acts.Record)
    there = dialogue.step(last.call, acts.PersonThere(is_there=True))
    assert there.act == acts.Leave(to_person=True)


def run(begun: acts.Turn, keys: list[dialogue.Event], desk: PretendDesk) -> list[acts.Turn]:
    """A call with these events, the desk answering; in the end the line goes."""
    turns = [begun]

    def went_on(event: dialogue.Event) -> None:
        turns.append(dialogue.step(turns[-1].call, event))
        desk.ledger.deeds += turns[-1].deeds

    for event in [*keys, HungUp(1_000)]:
        while isinstance(act := turns[-1].act, acts.Ask) and len(turns) < LONGEST_CALL:
            went_on(desk.answer(act.question))
        match turns[-1].act, event:
            case acts.Leave(), _:
                break
            case acts.Play(book, at_ms), Key(key):
                went_on(Key(key, min(at_ms + 500, book.length_ms)))
            case acts.Play(), Silence():
                went_on(Ended())
            case acts.Record(), Key() | Silence():
                went_on(Recorded("a.wav", 3_000))
            case _:
                went_on(event)
    return turns


PRESSED = some.lists(
    some.sampled_from([*map(Key, KEYS), Key("1"), Key("2"), Silence()]), max_size=60
)
BEGUN = [
    dialogue.begin(caller="+77010000002", language="", knows_card=False),
    dialogue.begin(caller="+77010000002", language="ru", knows_card=True),
    dialogue.begin_call(BOOK_READY, caller="+77010000002"),
    dialogue.begin_call(COURIER, caller="+77010000002"),
    dialogue.begin_call(AGREED, caller="+77010000002"),
    dialogue.begin_message(caller="", language=""),
]  # fmt: skip
BEGINNINGS = some.sampled_from(BEGUN)
PIN_ALONE = [*map(Key, f"{PIN}#")]
SIGNED_IN = [Key("1"), *map(Key, f"{CARD}#"), *PIN_ALONE]


def assert_asks_nothing(turn: acts.Turn) -> None:
    """Before the PIN the desk is asked for nothing of a reader, but that an agreed day is fine."""
    if isinstance(turn.act, acts.Ask):
        question = turn.act.question
        if isinstance(question, ChangeVisit):
            assert turn.call.is_open
            assert question.wish.deed is VisitDeed.CONFIRM
        else:
            assert isinstance(question, acts.SignIn | acts.IsPersonThere | acts.LeaveMessage)


def assert_moved_as_confirmed(turns: list[acts.Turn], desk: PretendDesk) -> None:
    """No visit is moved or called off but after it was read back; and each time once."""
    wished = 0
    for before, turn in pairwise(turns):
        if isinstance(turn.act, acts.Ask) and isinstance(turn.act.question, ChangeVisit):
            wished += 1
            if turn.act.question.wish.deed is not VisitDeed.CONFIRM:
                assert before.call.place is Place.VISIT_SURE
    moved = [one for one in desk.ledger.changes if one[0] is not VisitDeed.CONFIRM]
    assert len(desk.ledger.changes) <= wished
    assert len(moved) == len(set(moved))


def judged(begun: acts.Turn, pressed: list[dialogue.Event], fate: bytes) -> set[Place]:
    """One call; the places it came to."""
    desk = PretendDesk(fate)
    turns = run(begun, pressed, desk)
    assert len(turns) < LONGEST_CALL
    assert isinstance(turns[-1].act, acts.Leave), turns[-1]
    assert len(desk.ledger.orders) == len(set(desk.ledger.orders))
    assert_moved_as_confirmed(turns, desk)
    for turn in turns:
        if turn.call.reader_id is None:
            agreed = {"day", "from", "until"} if turn.call.is_open else set()
            said = [
                say for say in (*turn.warning, *turn.says) if say.facts.keys() - {"key"} - agreed
            ]
            assert not said, "nothing of a reader is said before the PIN"
            assert not isinstance(turn.act, acts.Play)
            assert_asks_nothing(turn)
            assert all(isinstance(deed, acts.CallWent) for deed in turn.deeds)
    outcomes = [deed for deed in desk.ledger.deeds if isinstance(deed, acts.CallWent)]
    assert len(outcomes) <= 1
    return {turn.call.place for turn in turns}


@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(begun=BEGINNINGS, pressed=PRESSED, knows=some.booleans(), fate=some.binary(max_size=12))
def test_no_call_raises_loops_orders_twice_or_tells_before_the_pin(
    begun: acts.Turn, pressed: list[dialogue.Event], *, knows: bool, fate: bytes
) -> None:
    judged(begun, [*(SIGNED_IN if knows else []), *pressed], fate)


def test_nor_do_nine_thousand_calls_of_any_kind() -> None:
    lots = random.Random(7)  # noqa: S311 - the same calls every time
    pressed: list[dialogue.Event] = [*map(Key, KEYS), Key("1"), Key("2"), Silence()]
    seen = set[Place]()
    for _ in range(9_000):
        keys = lots.choices(pressed, k=lots.randrange(40))
        begin = lots.choice((SIGNED_IN, PIN_ALONE, []))
        seen |= judged(lots.choice(BEGUN), [*begin, *keys], lots.randbytes(8))
    assert seen == set(Place), "no place is left out"


def keyed(turn: acts.Turn, keys: str, desk: PretendDesk) -> acts.Turn:
    for key in keys:
        turn = dialogue.step(turn.call, Key(key, turn.call.at_ms))
        while isinstance(turn.act, acts.Ask):
            turn = dialogue.step(turn.call, desk.answer(turn.act.question))
    return turn


def begun_call() -> acts.Turn:
    return dialogue.begin(caller="", language="", knows_card=False)


def named(turn: acts.Turn) -> list[str]:
    return [say.name for say in (*turn.warning, *turn.says)]


def test_three_wrong_pins_then_a_person() -> None:
    desk = PretendDesk()
    turn = keyed(begun_call(), f"1{CARD}#0000#{CARD}#0000#", desk)
    assert turn.call.place is Place.CARD
    turn = dialogue.step(keyed(turn, f"{CARD}#111", desk).call, Key("#"))
    assert isinstance(turn.act, acts.Ask)
    refused = dialogue.step(turn.call, acts.NotSignedIn(is_locked=False))
    assert refused.act == acts.Ask(acts.IsPersonThere())
    assert named(refused) == ["refused"]


def test_a_pin_is_never_kept_longer_than_it_takes_nor_shown() -> None:
    desk = PretendDesk()
    turn = keyed(begun_call(), f"1{CARD}#{PIN}", desk)
    assert PIN not in repr(turn.call)
    asked = dialogue.step(turn.call, Key("#"))
    assert isinstance(asked.act, acts.Ask)
    assert PIN not in repr(asked.act)
    assert asked.call.typed == ""


def test_a_book_is_asked_for_once_however_often_the_key_is_pressed() -> None:
    desk = PretendDesk(b"\x04")
    turn = keyed(begun_call(), f"1{CARD}#{PIN}#2122242#", desk)
    assert turn.call.place is Place.HITS
    turn = keyed(turn, "1", desk)
    assert turn.call.place is Place.TITLE
    turn = keyed(turn, "2", desk)
    assert named(turn)[0] == "confirm_audio"
    assert turn.says[0].facts["title"] == NAME
    turn = keyed(turn, "1111", desk)
    assert desk.ledger.orders == [(7, RequestKind.AUDIO)]


def player(at_ms: int = 25_000, speed: int = 100) -> Call:
    return replace(a_call(Place.PLAYER, full=True), at_ms=at_ms, speed=speed)


@pytest.mark.parametrize(
    ("key", "at_ms", "goes_to"),
    [
        ("4", 25_000, 10_000), ("4", 5_000, 0), ("6", 25_000, 40_000), ("6", 59_000, 60_000),
        ("1", 25_000, 20_000), ("1", 21_000, 0), ("1", 2_000, 0), ("3", 25_000, 40_000),
        ("3", 45_000, 45_000), ("8", 25_000, 25_000), ("2", 25_000, 25_000), ("#", 25_000, 25_000),
    ],
)  # fmt: skip
def test_the_keys_of_the_player_move_in_the_book(key: str, at_ms: int, goes_to: int) -> None:
    turn = dialogue.step(player(), Key(key, at_ms))
    assert isinstance(turn.act, acts.Play)
    assert turn.act.at_ms == goes_to


def test_speed_has_at_least_five_steps_and_ends() -> None:
    assert len(SPEEDS) >= 5
    assert (SPEEDS[0], SPEEDS[-1]) == (75, 200)
    turn = dialogue.step(player(speed=75), Key("7", 1_000))
    assert named(turn) == ["slowest"]
    heard = {75}
    call = player(speed=75)
    for _ in range(10):
        turn = dialogue.step(call, Key("9", 1_000))
        call = turn.call
        heard.add(call.speed)
    assert heard == set(SPEEDS)
    assert named(turn) == ["fastest"]


@pytest.mark.parametrize(("key", "place"), [("5", Place.PAUSED), ("*", Place.MAIN)])
def test_the_place_is_kept_to_the_second_on_stop(key: str, place: Place) -> None:
    turn = dialogue.step(player(), Key(key, 33_450))
    assert turn.call.place is place
    (deed,) = turn.deeds
    assert isinstance(deed, acts.KeepPlace)
    assert (deed.spot.sound, deed.spot.at_ms, deed.spot.book_ms) == ("s1.mp3", 13_450, 33_450)


def test_the_place_is_kept_on_hang_up_and_a_return_starts_seven_seconds_earlier() -> None:
    (deed,) = dialogue.step(player(), HungUp(41_234)).deeds
    assert isinstance(deed, acts.KeepPlace)
    assert deed.spot.book_ms == 41_234
    opened = dialogue.step(
        a_call(Place.MAIN, full=True), acts.BookOpened(replace(BOOK, start_ms=41_234))
    )
    assert isinstance(opened.act, acts.Play)
    assert opened.act.at_ms == 34_234
    said = opened.says[0]
    assert said.name == "go_on"
    assert (said.facts["title"], said.facts["chapter"]) == (NAME, Foreign("2 тарау", "kk"))
    assert said.facts["left"] == "26 секунд"


def test_a_book_that_is_made_goes_on_where_it_ended_when_there_is_more() -> None:
    part = replace(BOOK, is_whole=False, tracks=BOOK.tracks[:1], chapters=BOOK.chapters[:1])
    call = replace(player(), book=part)
    turn = dialogue.step(call, Ended())
    assert turn.act == acts.Ask(acts.OpenBook(7))
    grown = replace(BOOK, is_whole=False, tracks=BOOK.tracks[:2])
    more = dialogue.step(turn.call, acts.BookOpened(grown))
    assert isinstance(more.act, acts.Play)
    assert (more.act.at_ms, more.says) == (20_000, ())
    still = dialogue.step(turn.call, acts.BookOpened(part))
    assert named(still)[0] == "made_so_far"
    finished = dialogue.step(more.call, Ended())
    whole = dialogue.step(finished.call, acts.BookOpened(BOOK))
    assert isinstance(whole.act, acts.Play)
    assert whole.act.at_ms == 40_000


def test_marks_are_set_and_found_again() -> None:
    turn = dialogue.step(player(), Key("2", 33_000))
    assert isinstance(turn.deeds[0], acts.SetMark)
    paused = dialogue.step(turn.call, Key("5", 35_000))
    listed = dialogue.step(paused.call, Key("2"))
    assert listed.call.place is Place.BOOKMARKS
    gone_to = dialogue.step(listed.call, Key("1"))
    assert isinstance(gone_to.act, acts.Play)
    assert gone_to.act.at_ms == 33_000
    assert turn.call.book is not None
    assert isinstance(turn.call.book.marks[0], Mark)


def outbound() -> acts.Turn:
    return dialogue.begin_call(BOOK_READY, caller="")


def outcomes(turn: acts.Turn) -> list[CallOutcome]:
    return [deed.outcome for deed in turn.deeds if isinstance(deed, acts.CallWent)]


def test_in_a_call_of_ours_nothing_is_told_before_the_pin() -> None:
    turn = outbound()
    assert turn.says == (Say("call"),)
    assert outcomes(dialogue.step(turn.call, HungUp())) == [CallOutcome.STRANGER]
    known = keyed(turn, f"{PIN}#", PretendDesk())
    assert known.call.place is Place.CALL
    assert known.call.is_identified
    assert Say("news", {"text": "Абай жолы дайын."}) in known.says
    assert outcomes(dialogue.step(known.call, Key("2"))) == [CallOutcome.LATER]
    assert outcomes(dialogue.step(known.call, HungUp())) == [CallOutcome.HEARD]
    hear = dialogue.step(known.call, Key("1"))
    assert outcomes(hear) == [CallOutcome.HEARD]
    assert hear.act == acts.Ask(acts.OpenBook(7))
    person = dialogue.step(dialogue.step(known.call, Key("0")).call, acts.PersonThere(True))
    assert outcomes(person) == [CallOutcome.PERSON]
