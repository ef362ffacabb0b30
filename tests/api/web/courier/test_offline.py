"""A courier works a day without a network, and everything is in the library exactly once."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import delete, select

from access.database.opening import Database
from access.people.doors import SignIn
from access.requests.loans import loans_of
from delivery.runs.records import Event, Proof, Run, RunState, Stop, StopState
from delivery.scheduling.changing import not_at_home
from delivery.visits.records import Visit, VisitState
from tests.api.web.courier.road import (
    PIN,
    Clock,
    Line,
    Road,
    all_sent,
    deliver,
    go,
    kept_here,
    open_run,
    outcomes,
    queue,
    ready,
    sign_in,
    status,
    unsent,
)

SENT_ON_A_DAY = 13


def test_a_day_without_a_network_is_there_once(
    road_on_both: tuple[str, Road], telephone: BrowserContext, screen: Page, database: Database
) -> None:
    """Loaded once; then offline, reloaded, closed and opened: ten doors, two that stay shut."""
    road = road_on_both[1]
    sign_in(screen)
    ready(screen)
    telephone.set_offline(True)
    screen.reload()
    open_run(screen, road)
    go(screen, "Set out")
    for number in range(6):
        deliver(screen, road, number)
    screen.close()
    again = telephone.new_page()
    open_run(again, road)
    assert again.locator("#stop-list strong").all_inner_texts().count("delivered") == 6
    for number in range(6, 10):
        deliver(again, road, number)
    deliver(again, road, 10, "Nobody answers")
    deliver(again, road, 11, "The lift is broken")
    unsent(again, SENT_ON_A_DAY)
    assert outcomes(database) == {}
    telephone.set_offline(False)
    all_sent(again)
    assert outcomes(database) == {"delivered": 10, "no_answer": 1, "lift_broken": 1}
    with database.look.begin() as db:
        assert len(db.scalars(select(Event)).all()) == SENT_ON_A_DAY
        assert sorted(loans_of(db, reader_id=number) for number in road.reader_ids) == (
            [0, 0] + [1] * 10
        )
    assert queue(again) == []


def test_a_report_whose_answer_was_lost_is_not_there_twice(
    road_on_both: tuple[str, Road], screen: Page, line: Line, database: Database
) -> None:
    """The line breaks between sending and the answer: the same queue goes out once more."""
    road = road_on_both[1]
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    line.loses_answers = True
    go(screen, "Set out")
    deliver(screen, road, 0)
    status(screen, lambda said: "does not answer" in said)
    for _ in range(300):  # the line was broken already when the report was made: it goes out soon
        if outcomes(database):
            break
        screen.wait_for_timeout(100)
    assert outcomes(database) == {"delivered": 1}
    assert len(queue(screen)) == 2
    line.loses_answers = False
    go(screen, "Send now")
    all_sent(screen)
    assert line.came.count("POST /run/events") >= 2
    with database.look.begin() as db:
        assert len(db.scalars(select(Event)).all()) == 2
        assert loans_of(db, reader_id=_reader(database, road.stop_ids[0])) == 1


@pytest.mark.parametrize("wrong_hours", [-3, 3])
def test_a_clock_that_is_three_hours_wrong_is_set_right(
    telephone: BrowserContext, screen: Page, road: Road, clock: Clock, database: Database,
    wrong_hours: int,
) -> None:  # fmt: skip
    telephone.clock.install(time=clock.now + timedelta(hours=wrong_hours))
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    deliver(screen, road, 0)
    telephone.set_offline(False)
    all_sent(screen)
    with database.look.begin() as db:
        at = db.get_one(Stop, road.stop_ids[0]).outcome_at
    assert at is not None
    assert abs(at - clock.now) < timedelta(minutes=3)


def test_a_clock_set_back_before_sending_loses_nothing(
    telephone: BrowserContext, screen: Page, road: Road, clock: Clock, database: Database
) -> None:
    """It happened, by the telephone, three hours after it is sent."""
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.clock.set_system_time(clock.now + timedelta(hours=3))
    telephone.set_offline(True)
    deliver(screen, road, 0)
    telephone.clock.set_system_time(clock.now)
    telephone.set_offline(False)
    all_sent(screen)
    assert outcomes(database) == {"delivered": 1}


def test_a_sign_in_that_ended_offline_loses_nothing(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    deliver(screen, road, 0)
    deliver(screen, road, 1, "The weather")
    with database.change.begin() as db:
        db.execute(delete(SignIn))
    telephone.set_offline(False)
    said = status(screen, lambda said: "sign-in has ended" in said)
    assert said.endswith("Not sent yet: 2.")
    assert screen.locator("#stop-list").is_visible(), "the run can still be worked with"
    sign_in(screen)
    all_sent(screen)
    assert outcomes(database) == {"delivered": 1, "weather": 1}


def test_another_courier_on_the_telephone_sees_nothing_of_the_first(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    """What Marat did not send waits without the PIN until Marat is back."""
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    screen.click(f"#stop-{road.stop_ids[0]}")
    screen.check("#proof-pin")
    screen.fill("#pin", PIN)
    go(screen, "Delivered")
    unsent(screen, 1)
    assert PIN in kept_here(screen)
    screen.close()
    with database.change.begin() as db:
        db.execute(delete(SignIn))
    telephone.set_offline(False)
    second = telephone.new_page()
    sign_in(second, "dana")
    status(second, lambda said: "reports of another courier: 1" in said)
    assert second.inner_text("main").strip() == "My runs\n\nNo run is published for you."
    kept = kept_here(second)
    assert "Reader" not in kept
    assert "Абай" not in kept
    assert PIN not in kept
    assert outcomes(database) == {}
    sign_in(second)
    all_sent(second)
    assert outcomes(database) == {"delivered": 1}
    with database.look.begin() as db:
        stop = db.get_one(Stop, road.stop_ids[0])
        assert (stop.proof, stop.is_proved) == (Proof.PIN, None)
        assert db.scalars(select(Event.account_id)).all() == [road.account_id]


def test_somebody_else_who_begins_to_sign_in_sees_no_run_before_it_is_known_who(
    telephone: BrowserContext, screen: Page
) -> None:
    """The network is lost in the very moment of signing in."""
    sign_in(screen)
    ready(screen)
    screen.goto("/sign-in")
    screen.wait_for_timeout(500)
    telephone.set_offline(True)
    screen.goto("/run")
    screen.get_by_text("as soon as a network says who is here").wait_for()
    assert "Reader" not in screen.inner_text("body")
    telephone.set_offline(False)
    screen.goto("/run")
    screen.wait_for_selector("#run-1")


@pytest.mark.parametrize("is_offline", [False, True])
def test_signing_out_leaves_no_name_and_no_door(
    telephone: BrowserContext, screen: Page, road: Road, database: Database, is_offline: bool
) -> None:
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    deliver(screen, road, 0)
    unsent(screen, 1)
    telephone.set_offline(is_offline)
    if not is_offline:
        all_sent(screen)
    go(screen, "Sign out")
    if is_offline:
        assert "not sent yet: 1" in screen.inner_text("#sign-out-box")
        go(screen, "Sign out all the same")
    screen.wait_for_selector("#sign-in")
    assert "You are signed out" in screen.inner_text("main")
    assert "Reader" not in kept_here(screen) + screen.inner_text("body")
    telephone.set_offline(False)
    screen.reload()
    for _ in range(100):
        with database.look.begin() as db:
            if db.scalars(select(SignIn)).first() is None:
                break
        screen.wait_for_timeout(100)
    else:
        raise AssertionError("the server was never told")
    sign_in(screen)
    all_sent(screen)
    assert outcomes(database) == {"delivered": 1}


def test_a_refused_report_does_not_hold_up_those_after_it(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    screen.evaluate(
        """async account => {
          const store = await import('/static/courier/store.js');
          await store.enqueue(account, {
            client_id: 'phone-of-nobody-1', kind: 'at_door', stop_id: 987654,
            happened_at: new Date().toISOString(),
          });
        }""",
        road.account_id,
    )
    deliver(screen, road, 0)
    unsent(screen, 2)
    telephone.set_offline(False)
    all_sent(screen)
    assert outcomes(database) == {"delivered": 1}
    assert "Not taken in: I am at the door. There is nothing with this number." in (
        screen.inner_text("#notes-box")
    )
    go(screen, "I have read this")
    screen.wait_for_selector("#notes-box", state="detached")


def test_the_door_outweighs_a_run_that_changed_meanwhile(
    telephone: BrowserContext, screen: Page, road: Road, clock: Clock, database: Database
) -> None:
    """Two readers moved their visits: one before the courier came, one after."""
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    deliver(screen, road, 0)
    with database.change.begin() as db:
        for number in (0, 1):
            visit = db.get_one(Visit, db.get_one(Stop, road.stop_ids[number]).visit_id)
            not_at_home(db, reader_id=visit.reader_id, visit_id=visit.id, by_id=None, now=clock.now)
    unsent(screen, 1)
    telephone.set_offline(False)
    all_sent(screen)
    told = screen.inner_text("#notes-box")
    names = _names(database, road)
    assert f"Taken off the run: 2. {names[1]}." in told
    assert names[0] not in told, "what was done at the door stands"
    with database.look.begin() as db:
        given = db.get_one(Visit, db.get_one(Stop, road.stop_ids[0]).visit_id)
        moved = db.get_one(Stop, road.stop_ids[1])
        assert (given.state, moved.state) == (VisitState.DONE, StopState.TAKEN_OFF)
        assert loans_of(db, reader_id=given.reader_id) == 1


def test_a_finished_run_leaves_no_name_on_the_telephone(
    telephone: BrowserContext, screen: Page, road: Road, database: Database
) -> None:
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    go(screen, "Set out")
    for number in range(11):
        deliver(screen, road, number)
    deliver(screen, road, 11, "The weather")
    assert "Brought along and not handed over" in screen.inner_text("main")
    go(screen, "Finish the run")
    assert "Reader" in kept_here(screen)
    telephone.set_offline(False)
    all_sent(screen)
    for _ in range(100):  # what is over goes when the fresh runs have come
        if "Reader" not in kept_here(screen):
            break
        screen.wait_for_timeout(100)
    assert "Reader" not in kept_here(screen)
    with database.look.begin() as db:
        assert db.get_one(Run, road.run_id).state is RunState.FINISHED


def test_runs_and_pins_go_by_the_clock_of_the_telephone(
    telephone: BrowserContext, screen: Page, road: Road, clock: Clock
) -> None:
    """Without a network too: noon of the next day, and a day for a PIN; the report stays."""
    sign_in(screen)
    ready(screen)
    open_run(screen, road)
    telephone.set_offline(True)
    screen.click(f"#stop-{road.stop_ids[0]}")
    screen.check("#proof-pin")
    screen.fill("#pin", PIN)
    go(screen, "Delivered")
    unsent(screen, 1)
    telephone.clock.set_system_time(clock.now + timedelta(hours=20))
    screen.goto("/run")
    screen.wait_for_selector(f"#run-{road.run_id}")
    telephone.clock.set_system_time(clock.now + timedelta(hours=30))
    screen.goto("/run")
    status(screen, lambda _said: "No run is on this phone." in screen.inner_text("main"))
    kept = kept_here(screen)
    assert "Reader" not in kept
    assert f'"{PIN}"' not in kept
    assert [row["proof"] for row in queue(screen)] == ["pin"]


def _reader(database: Database, stop_id: int) -> int:
    with database.look.begin() as db:
        return db.get_one(Visit, db.get_one(Stop, stop_id).visit_id).reader_id


def _names(database: Database, road: Road) -> list[str]:
    readers = [_reader(database, stop_id) for stop_id in road.stop_ids]
    return [f"Reader{road.reader_ids.index(number) + 1:02}" for number in readers]
