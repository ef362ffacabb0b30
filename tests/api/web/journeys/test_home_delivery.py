"""From a reader's wish to the next plan: a blind coordinator, a night, a courier without a network.

Everything is real but the clock: the pages, the browser, the night, the letters, the database.
"""

from playwright.sync_api import BrowserContext, Page
from sqlalchemy import select

from access.catalogue.records import Copy, CopyState
from access.requests.records import Loan
from api.work.nights import Part
from delivery.runs.night_report import Step
from delivery.runs.records import Event, EventKind, Run, RunState, Stop, StopState
from delivery.visits.records import (
    Cartridge,
    CartridgeState,
    Handover,
    HandoverState,
    Outcome,
    Visit,
    VisitState,
    Way,
)
from tests.api.printing.reading import read
from tests.api.web.by_keys import enter
from tests.api.web.courier.road import outcomes
from tests.api.web.journeys import coordinating as gulnara
from tests.api.web.journeys import on_the_road as marat
from tests.api.web.journeys.letters import about, letters
from tests.api.web.journeys.packing import packed
from tests.api.web.journeys.people_at_work import Library
from tests.api.web.journeys.reports import Reports
from tests.api.web.journeys.snapshot import everything
from tests.api.web.journeys.town_house import DAY, NEXT
from tests.browser import violations
from tests.delivery import town

COMES, ON_WAY = "A visit of the library's courier", "The courier is on the way"
FAILED = "The visit did not take place"


def test_from_a_wish_to_the_door_and_what_failed_into_the_next_plan(
    library: Library, coordinator: Page, telephone: BrowserContext, reports: Reports
) -> None:
    """By keys, by scanner, offline; every letter, every loan and every outcome once."""
    she_id = library.house.she_id
    gulnara.finds_her(coordinator, she_id)
    gulnara.writes_down_where_and_how(coordinator, she_id)
    gulnara.asks_for_her(coordinator, she_id)
    library.clock.now = town.at(2, days=1)
    nights = library.work(Part.NIGHT, town.on(1))
    assert nights[Step.NEXT].counts == {"runs": 1, "stops": 12, "left": 0}
    library.clock.now = town.at(10, days=1)
    gulnara.publishes(coordinator)
    packed(library, coordinator)
    _the_sheet_opens(library, coordinator)
    _everybody_hears_the_window(library)
    library.clock.now = town.at(9, days=2)
    telephone.clock.set_system_time(library.clock())
    screen = marat.sets_out(library, telephone)
    _she_hears_that_he_comes(library)
    marat.goes_round(library, telephone, screen)
    assert outcomes(library.database) == {}
    library.clock.now = town.at(12, days=2)
    telephone.clock.set_system_time(library.clock())
    marat.comes_online(telephone, screen)
    _everything_is_there_once(library)
    _loans_are_right(library)
    _the_two_hear_the_next_date(library)
    _sent_again_it_changes_nothing(library, screen, list(reports.bodies))
    _gulnara_sees_it(coordinator)
    _the_next_night_plans_the_two(library)


def _everybody_hears_the_window(library: Library) -> None:
    """The day before, once, though the evening tells too."""
    library.send()
    library.clock.now = town.at(16, days=1)
    library.work(Part.EVENING, town.on(1))
    library.send()
    told = about(library.postbox, COMES)
    assert len({one.to for one in told}) == len(told) == 12
    hers = next(one for one in told if one.to == "saule@example.kz")
    assert "on 2 December 2026 between " in hers.text


def _the_sheet_opens(library: Library, window: Page) -> None:
    with library.database.look.begin() as db:
        run = db.scalars(select(Run)).one()
        assert run.state is RunState.PUBLISHED
        run_id = run.id
    answer = window.request.get(f"/staff/runs/{run_id}/sheet.pdf?lang=kk")
    paper = read(answer.body())
    assert (answer.status, len(set(paper.codes)), paper.is_tagged) == (200, 12, True)


def _she_hears_that_he_comes(library: Library) -> None:
    library.send()
    (told,) = about(library.postbox, ON_WAY)
    assert told.to == "saule@example.kz"
    assert "will be with you at about " in told.text


def _everything_is_there_once(library: Library) -> None:
    assert outcomes(library.database) == {"delivered": 10, "no_answer": 1, "lift_broken": 1}
    found = [outcome for _, outcome in marat.outcomes_of(library)]
    assert sorted(found) == ["delivered"] * 10 + ["lift_broken", "no_answer"]
    with library.database.look.begin() as db:
        kinds = list(db.scalars(select(Event.kind).where(Event.kind == EventKind.OUTCOME)))
        assert len(kinds) == 12
        assert db.scalars(select(Run)).one().state is RunState.FINISHED
        words = db.scalars(select(Event.words).where(Event.words.is_not(None))).all()
        assert [one for one in words if one] == [marat.WORDS]


def _loans_are_right(library: Library) -> None:
    """Nine copies are lent, one cartridge is out, two books came back; nobody owes anything."""
    house = library.house
    with library.database.look.begin() as db:
        open_loans = db.scalars(select(Loan).where(Loan.returned_at.is_(None))).all()
        served = [n for n in house.readers if n not in marat.failing(library)]
        lent = [one.reader_id for one in open_loans]
        assert sorted(lent) == sorted(n for n in served if n != house.neighbours[2])
        closed = db.scalars(select(Loan).where(Loan.returned_at.is_not(None))).all()
        assert {one.reader_id for one in closed} == {house.neighbours[0], house.neighbours[1]}
        copies = select(Copy).where(Copy.barcode.in_((house.overdue_code, house.kept_code)))
        assert {one.state for one in db.scalars(copies)} == {CopyState.ON_SHELF}
        assert db.scalars(select(Copy).where(Copy.barcode == house.her_code)).one().state is (
            CopyState.ON_LOAN
        )
        cartridge = db.scalars(select(Cartridge)).one()
        assert (cartridge.state, cartridge.reader_id) == (
            CartridgeState.WITH_READER, house.neighbours[2],
        )  # fmt: skip
        back = select(Copy.barcode, Handover.state).join(Handover, Handover.copy_id == Copy.id)
        joined = db.execute(back.where(Handover.way == Way.PICK_UP)).all()
        assert [tuple(one) for one in joined] == [(house.overdue_code, HandoverState.DONE)]


def _the_two_hear_the_next_date(library: Library) -> None:
    library.send()
    told = about(library.postbox, FAILED)
    assert {one.to for one in told} == {"reader10@example.kz", "reader11@example.kz"}
    assert len(told) == 2
    assert all("We will come again on 16 December 2026." in one.text for one in told)
    assert any("nobody answered the door" in one.text for one in told)
    assert any("the lift was out of order" in one.text for one in told)
    assert not [one for one in letters(library.postbox) if marat.WORDS in one.text]


def _sent_again_it_changes_nothing(library: Library, screen: Page, bodies: list[str]) -> None:
    before, postbox = everything(library.database), len(library.postbox.letters)
    answers = marat.sends_all_again(screen, bodies)
    with library.database.look.begin() as db:
        kept = db.scalars(select(Event.client_id).where(Event.run_id.is_not(None))).all()
    assert answers == dict.fromkeys(kept, "known")
    library.send()
    after = everything(library.database)
    assert [name for name in after if after[name] != before[name]] == []
    assert len(library.postbox.letters) == postbox


def _gulnara_sees_it(window: Page) -> None:
    """Today, and the figures, in words."""
    enter(window, "gulnara", "**/staff/readers")
    gulnara.through(window, "Today", "**/staff/today")
    said = " ".join(window.inner_text("main").split())
    assert "10 of 12 visits done" in said
    assert "Failed today: 2" in said
    assert "nobody opened" in said
    assert "the lift was broken" in said
    assert f"The courier wrote: {marat.WORDS}" in said
    assert said.count("The next try is on Wednesday, 16 December 2026.") == 2
    assert "Done: 10" in said
    gulnara.through(window, "Figures", "**/staff/statistics")
    figures = " ".join(window.inner_text("main").split())
    assert "10 visits were made. 2 visits failed. 10 readers were served." in figures
    assert violations(window) == []


def _the_next_night_plans_the_two(library: Library) -> None:
    """On the eve of their next Wednesday they stand in a run, with their books."""
    library.clock.now = town.at(2, days=15)
    nights = library.work(Part.NIGHT, town.on(15))
    assert nights[Step.NEXT].about_on == NEXT
    with library.database.look.begin() as db:
        planned = db.scalars(
            select(Visit)
            .join(Stop, Stop.visit_id == Visit.id)
            .join(Run, Run.id == Stop.run_id)
            .where(Run.run_on == NEXT, Stop.state == StopState.PLANNED)
        ).all()
        again = [one for one in planned if one.reader_id in marat.failing(library)]
        assert len(again) == 2
        assert {one.state for one in again} <= {VisitState.FIXED, VisitState.ROUTED}
        failed = db.scalars(select(Visit).where(Visit.visit_on == DAY, Visit.next_id.is_not(None)))
        pairs = {one.next_id: one.outcome for one in failed}
        assert set(pairs.values()) == {Outcome.NO_ANSWER, Outcome.LIFT_BROKEN}
        assert {one.id for one in again} == set(pairs)
        bags = select(Handover).where(
            Handover.way == Way.DROP, Handover.closed_at.is_(None)
        )  # fmt: skip
        assert len(db.scalars(bags).all()) >= 2
