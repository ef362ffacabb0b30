"""Visits by keys: told, confirmed, moved, called off; and in calls that we make."""

from dataclasses import replace

import pytest

from access.notices.records import CallOutcome
from access.requests.records import RequestKind
from api.phone import acts, dialogue
from api.phone.call import Call, HungUp, Key, Place, Silence
from api.phone.saying import Say
from api.phone.visit_acts import (
    BroughtWhen,
    ChangeVisit,
    DaysFor,
    DaysFound,
    VisitChanged,
    WhenBrought,
)
from api.phone.visit_told import VisitDeed
from tests.api.phone.callers import AGREED, BOOK_READY, COURIER, DAYS, TITLE, VISIT, PretendDesk

OTHER = replace(VISIT, visit_id=6)


def at_main() -> Call:
    return Call(place=Place.MAIN, language="kk", reader_id=1)


def told(*visits: object, requests: int = 0) -> acts.Turn:
    """The third entry of the main menu, where these visits are coming."""
    asked = dialogue.step(at_main(), Key("3"))
    assert asked.act == acts.Ask(acts.Requests())
    desk = PretendDesk(bytes([requests]))
    one = desk.answer(acts.Requests())
    assert isinstance(one, acts.Standings)
    return dialogue.step(asked.call, replace(one, visits=visits))  # type: ignore[arg-type]


def names(turn: acts.Turn) -> list[str]:
    return [say.name for say in (*turn.warning, *turn.says)]


def press(turn: acts.Turn, *keys: str) -> acts.Turn:
    for key in keys:
        turn = dialogue.step(turn.call, Key(key))
    return turn


def outcomes(turn: acts.Turn) -> list[CallOutcome]:
    return [deed.outcome for deed in turn.deeds if isinstance(deed, acts.CallWent)]


def test_status_says_the_day_and_the_hours_of_the_next_visit_first() -> None:
    turn = told(VISIT, requests=1)
    assert turn.call.place is Place.WHERE
    assert names(turn) == ["visit_next", "visit_window", "to_visit", "to_requests"]
    facts = turn.says[1].facts
    assert (facts["from"], facts["until"]) == ("10:00", "12:00")
    assert press(turn, "2").call.place is Place.STATUS
    assert names(told(VISIT)) == ["visit_next", "visit_window", "to_visit"]
    assert told(requests=1).call.place is Place.STATUS
    assert names(told())[0] == "no_requests"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, ["visit_window"]),
        ({"is_promised": False}, ["visit_likely"]),
        ({"begins": "", "ends": ""}, ["visit_day"]),
        ({"is_confirmed": True}, ["visit_window", "visit_is_confirmed"]),
        ({"is_on_way": True}, ["visit_window", "visit_on_way"]),
    ],
)
def test_hours_are_told_as_surely_as_they_are_known(
    changed: dict[str, object], says: list[str]
) -> None:
    assert [say.name for say in replace(VISIT, **changed).says] == says  # type: ignore[arg-type]


def test_a_visit_that_is_confirmed_or_on_its_way_is_not_asked_about_again() -> None:
    entries = ["visit_fine", "visit_other_day", "visit_away", "visit_off"]
    assert names(press(told(VISIT), "1"))[1:] == entries
    fine = replace(VISIT, is_confirmed=True)
    assert names(press(told(fine), "1"))[2:] == entries[1:]
    on_way = replace(VISIT, is_on_way=True)
    assert names(press(told(on_way, OTHER), "1"))[2:] == ["to_next"]


def test_a_day_is_chosen_read_back_and_only_then_changed() -> None:
    asked = press(told(VISIT, OTHER), "1", "2")
    assert asked.act == acts.Ask(DaysFor(5))
    days = dialogue.step(asked.call, DaysFound(DAYS))
    assert days.call.place is Place.VISIT_DAYS
    assert names(days) == ["visit_days", *["visit_choose"] * 4, "further"]
    sure = press(days, "5", "1")
    assert (sure.call.place, names(sure)[0]) == (Place.VISIT_SURE, "visit_sure_move")
    assert sure.says[0].facts == {"day": VISIT.day, "to": DAYS[4].words}
    assert press(sure, "2").call.place is Place.VISIT
    wish = press(sure, "1")
    assert isinstance(wish.act, acts.Ask)
    assert isinstance(wish.act.question, ChangeVisit)
    assert wish.act.question.wish.to_on == DAYS[4].on
    moved = replace(VISIT, on=DAYS[4].on, day=DAYS[4].words)
    after = dialogue.step(
        wish.call, VisitChanged(True, says=(Say("visit_moved"),), visits=(OTHER, moved))
    )
    assert names(after)[:2] == ["visit_moved", "visit_window"]
    assert after.says[1].facts["day"] == DAYS[4].words


@pytest.mark.parametrize(
    ("key", "deed", "says"),
    [("3", VisitDeed.AWAY, "visit_sure_away"), ("4", VisitDeed.CALL_OFF, "visit_sure_off")],
)
def test_not_at_home_and_calling_off_are_read_back(key: str, deed: VisitDeed, says: str) -> None:
    sure = press(told(VISIT), "1", key)
    assert names(sure)[0] == says
    wish = press(sure, "1").act
    assert isinstance(wish, acts.Ask)
    assert isinstance(wish.question, ChangeVisit)
    assert (wish.question.wish.deed, wish.question.wish.was_on) == (deed, VISIT.on)


def test_where_no_visit_is_left_it_goes_home_and_where_nothing_was_done_it_says_why() -> None:
    asked = press(told(VISIT), "1", "4", "1")
    gone = dialogue.step(asked.call, VisitChanged(True, says=(Say("visit_called_off"),)))
    assert (gone.call.place, names(gone)[0]) == (Place.MAIN, "visit_called_off")
    refused = dialogue.step(
        asked.call, VisitChanged(False, says=(Say("visit_day_gone"),), visits=(VISIT,))
    )
    assert (refused.call.place, refused.warning) == (Place.VISIT, (Say("visit_day_gone"),))
    none = dialogue.step(press(told(VISIT), "1", "2").call, DaysFound(()))
    assert names(none)[0] == "visit_no_days"


@pytest.mark.parametrize("kind", [RequestKind.HOME_DELIVERY, RequestKind.CARTRIDGE])
def test_what_comes_to_the_door_is_read_back_with_when_it_comes(kind: RequestKind) -> None:
    title = replace(TITLE, can_bring=True, can_hear=True)
    there = Call(place=Place.TITLE, language="ru", reader_id=1, title=title)
    asked = dialogue.step(there, Key("3" if kind is RequestKind.HOME_DELIVERY else "4"))
    assert asked.act == acts.Ask(WhenBrought(7, kind))
    when = Say("comes_by", {"day": "сенбі"})
    read = dialogue.step(asked.call, BroughtWhen((when,)))
    assert read.call.place is Place.CONFIRM
    assert when in read.says
    wish = dialogue.step(read.call, Key("1"))
    assert wish.act == acts.Ask(acts.AskFor(7, kind, None, again=False))


def test_in_a_call_about_a_courier_nothing_is_told_before_the_pin() -> None:
    turn = dialogue.begin_call(COURIER, caller="")
    assert turn.says == (Say("call"),)
    assert turn.call.place is Place.CALL_PIN


def signed_in(turn: acts.Turn) -> acts.Turn:
    typed = press(turn, *"7042#")
    return dialogue.step(
        typed.call, acts.SignedInAs(reader_id=1, language="kk", speed=100, current=None)
    )


def test_after_the_pin_one_is_fine_two_another_day_zero_a_person() -> None:
    known = signed_in(dialogue.begin_call(COURIER, caller=""))
    assert names(known) == ["hello", "visit_window", "visit_fine", "visit_other_day", "call_later"]
    fine = press(known, "1")
    assert isinstance(fine.act, acts.Ask)
    done = dialogue.step(fine.call, VisitChanged(True, says=(Say("visit_confirmed"),)))
    assert isinstance(done.act, acts.Leave)
    assert (outcomes(done), names(done)) == ([CallOutcome.FINE], ["visit_confirmed", "goodbye"])
    days = dialogue.step(press(known, "2").call, DaysFound(DAYS[:2]))
    moving = press(days, "1", "1")
    moved = dialogue.step(
        moving.call, VisitChanged(True, says=(Say("visit_moved"),), visits=(VISIT,))
    )
    assert (moved.call.place, outcomes(moved)) == (Place.VISIT, [CallOutcome.MOVED])
    assert outcomes(dialogue.step(moved.call, HungUp())) == []
    assert press(days, "*").call.place is Place.CALL
    person = dialogue.step(press(known, "0").call, acts.PersonThere(is_there=True))
    assert outcomes(person) == [CallOutcome.PERSON]
    assert outcomes(press(known, "3")) == [CallOutcome.LATER]


def test_who_agreed_is_told_the_day_at_once_and_nothing_else() -> None:
    turn = dialogue.begin_call(AGREED, caller="")
    assert turn.call.place is Place.CALL_OPEN
    assert names(turn) == ["call_open", "visit_window", "visit_fine", "visit_other_day_pin"]
    fine = press(turn, "1")
    assert isinstance(fine.act, acts.Ask)
    done = dialogue.step(fine.call, VisitChanged(True, says=(Say("visit_confirmed"),)))
    assert outcomes(done) == [CallOutcome.FINE]
    assert outcomes(dialogue.step(turn.call, HungUp())) == [CallOutcome.TOLD]
    silent = turn
    for _ in range(3):
        silent = dialogue.step(silent.call, Silence())
    assert (outcomes(silent), isinstance(silent.act, acts.Leave)) == ([CallOutcome.TOLD], True)


def test_another_day_needs_the_pin_also_of_who_agreed() -> None:
    turn = press(dialogue.begin_call(AGREED, caller=""), "2")
    assert (turn.call.place, names(turn)) == (Place.CALL_PIN, ["pin"])
    known = signed_in(turn)
    assert known.act == acts.Ask(DaysFor(5))
    refused = press(turn, *"0000#")
    for _ in range(3):
        refused = dialogue.step(refused.call, acts.NotSignedIn(is_locked=True))
    assert isinstance(refused.act, acts.Leave)


def test_a_courier_who_is_on_the_way_is_not_sent_to_another_day() -> None:
    on_way = replace(VISIT, is_on_way=True)
    turn = dialogue.begin_call(replace(AGREED, visit=on_way, opening=on_way.says), caller="")
    assert "visit_other_day_pin" not in names(turn)
    known = signed_in(dialogue.begin_call(replace(COURIER, visit=on_way), caller=""))
    assert "visit_other_day" not in names(known)


def test_a_message_left_in_a_call_of_ours_ends_it_with_its_outcome() -> None:
    away = dialogue.step(
        press(dialogue.begin_call(AGREED, caller=""), "0").call, acts.PersonThere(is_there=False)
    )
    assert isinstance(away.act, acts.Record)
    left = dialogue.step(away.call, acts.MessageLeft(was_kept=True))
    assert isinstance(left.act, acts.Leave)
    assert outcomes(left) == [CallOutcome.TOLD]


def test_a_book_that_is_ready_is_told_as_before() -> None:
    known = signed_in(dialogue.begin_call(BOOK_READY, caller=""))
    assert names(known) == ["hello", "news", "call_hear", "call_later"]
