"""A day of visits becomes checked runs; what is settled stays; what does not fit says why."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.database.opening import Database
from access.notices.records import Notice, NoticeKind
from delivery.crew.records import Absence, Courier
from delivery.errors import CannotTakeIt, DayChanged, ImpossibleMove
from delivery.homes.wishes import require_profile
from delivery.planning import planning
from delivery.planning.by_hand import Judged, judge_day, lock, take_off
from delivery.planning.day import day_to_plan
from delivery.planning.keeping import keep_plan
from delivery.planning.planning import plan_apart, plan_runs
from delivery.planning.solving import PlannedDay, plan
from delivery.runs.nightly import courier_away
from delivery.runs.publishing import promise_s, publish
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.scheduling.changing import add_visit, not_at_home
from delivery.visits.records import Cause, Visit, VisitState
from tests.delivery import town


def asked(
    db: Session, reader_id: int, *, days: int = 1, window: tuple[int, int] | None = None
) -> Visit:
    return add_visit(
        db, reader_id=reader_id, on=town.on(days), cause=Cause.BY_HAND, by_id=None,
        now=town.MORNING, window=window,
    )  # fmt: skip


def planned(db: Session, *, days: int = 1, hour: int = 8, day_of: int = 0) -> PlannedDay:
    return plan_runs(db, on=town.on(days), now=town.at(hour, days=day_of), effort=town.QUICK)


def runs(db: Session, *, days: int = 1) -> list[Run]:
    return list(
        db.scalars(
            select(Run)
            .where(Run.run_on == town.on(days), Run.state != RunState.CANCELLED)
            .order_by(Run.id)
        )
    )


def whose(db: Session) -> dict[int, int]:
    """Which courier has which visit."""
    rows = db.execute(
        select(Stop.visit_id, Run.courier_id).join(Run).where(Stop.state != "taken_off")
    )
    return {row[0]: row[1] for row in rows}


def facts(done: PlannedDay) -> dict[int, dict[str, object]]:
    return {left.visit_id: dict(left.facts) for left in done.left}


def test_a_day_becomes_runs_and_every_visit_is_in_one(db: Session) -> None:
    depot_id = town.depot(db)
    couriers = [town.courier(db, depot_id) for _ in range(2)]
    visits = [asked(db, town.home(db, n)) for n in range(10)]
    done = planned(db)
    assert done.left == ()
    assert {visit.state for visit in visits} == {VisitState.ROUTED}
    assert whose(db).keys() == {visit.id for visit in visits}
    loads = [len(town.stops(db, run)) for run in runs(db)]
    assert len(loads) == len(couriers)
    assert max(loads) <= 7, "work is shared"
    for run in runs(db):
        assert [stop.turn for stop in town.stops(db, run)] == list(
            range(1, len(town.stops(db, run)) + 1)
        )


def test_a_visit_begins_within_its_window(db: Session) -> None:
    town.courier(db, town.depot(db))
    early = asked(db, town.home(db, 9, windows=((560, 620),)))
    late = asked(db, town.home(db, 0), window=(900, 960))
    planned(db)
    begins = {stop.visit_id: stop.begins_at for stop in db.scalars(select(Stop))}
    assert town.at(9, 20, days=1) <= begins[early.id] <= town.at(10, 20, days=1)
    assert town.at(15, days=1) <= begins[late.id] <= town.at(16, days=1)


def test_the_known_courier_comes_again(db: Session) -> None:
    """Even though another would be nearer."""
    depot_id = town.depot(db)
    couriers = [town.courier(db, depot_id) for _ in range(3)]
    wishes = {
        asked(db, town.home(db, n, preferred_courier_id=couriers[n % 3].id)).id: couriers[n % 3].id
        for n in range(9)
    }
    done = planned(db)
    assert whose(db) == wishes
    assert done.known == 9


def test_a_wish_for_a_courier_gives_way_before_a_visit_is_left_over(db: Session) -> None:
    depot_id = town.depot(db)
    dear = town.courier(db, depot_id, most_stops=2)
    town.courier(db, depot_id)
    for n in range(4):
        asked(db, town.home(db, n, preferred_courier_id=dear.id))
    done = planned(db)
    assert done.left == ()
    assert done.known == 2


def test_what_does_not_fit_says_why_in_facts(db: Session) -> None:
    courier = town.courier(db, town.depot(db), skills=("help",))
    night = asked(db, town.home(db, 1), window=(1200, 1260))
    fine = asked(db, town.home(db, 2, needs_help=True))
    stairs = asked(db, town.home(db, 3))
    nowhere = asked(db, town.home(db, 4, on_map=False))
    require_profile(db, reader_id=stairs.reader_id).needs_lift = True
    db.flush()
    why = facts(planned(db))
    assert why.keys() == {night.id, stairs.id, nowhere.id}
    assert why[night.id]["code"] == "window_outside_shifts"
    assert why[night.id]["shifts_s"] == [[540 * 60, 1080 * 60]]
    assert why[stairs.id]["code"] == "no_courier_has_skill"
    assert why[stairs.id]["missing"] == ["lift"]
    assert why[nowhere.id] == {"code": "no_point"}
    assert db.get_one(Visit, night.id).left_over == why[night.id]
    assert fine.state is VisitState.ROUTED
    courier.left_on = town.on(0)
    db.flush()
    assert {fact["code"] for fact in facts(planned(db)).values()} == {"no_courier", "no_point"}
    assert {visit.state for visit in town.visits(db)} == {VisitState.FIXED}
    assert runs(db) == []


def test_a_full_day_says_what_would_make_room(db: Session) -> None:
    courier = town.courier(db, town.depot(db), most_stops=2)
    visits = [asked(db, town.home(db, n)) for n in range(2)]
    courier.most_stops = 1
    db.flush()
    (left,) = facts(planned(db)).items()
    number, why = left
    assert number in {visit.id for visit in visits}
    assert (why["stops"], why["most_stops"]) == (2, 1)
    assert why["remedy"] == {"courier_id": courier.id, "most_stops": 2}


def test_publishing_promises_windows_and_tells_readers_once(db: Session) -> None:
    town.courier(db, town.depot(db))
    for n in range(3):
        asked(db, town.home(db, n, windows=((600, 840),)))
    planned(db)
    (run,) = runs(db)
    for _ in range(2):
        publish(db, run_id=run.id, now=town.at(16))
    for stop in town.stops(db, run):
        assert stop.promised_from_at
        assert stop.promised_until_at
        assert stop.promised_from_at <= stop.begins_at <= stop.promised_until_at
        assert stop.promised_from_at >= town.at(10, days=1)
        assert stop.promised_until_at <= town.at(14, days=1)
    notices = db.scalars(select(Notice)).all()
    assert [notice.kind for notice in notices] == [NoticeKind.VISIT_PLANNED] * 3
    assert notices[0].facts.keys() == {"visit_id", "day", "from", "until"}


@pytest.mark.parametrize(
    ("begins", "windows", "promised"),
    [
        (36_000, ((0, 86_400),), (32_400, 39_600)),
        (36_000, ((35_000, 37_000),), (35_000, 37_000)),
        (600, ((0, 86_400),), (0, 7_200)),
        (40_000, ((0, 10), (39_000, 50_000)), (39_000, 43_200)),
    ],
)
def test_a_promise_holds_the_planned_time(
    begins: int, windows: tuple[tuple[int, int], ...], promised: tuple[int, int]
) -> None:
    assert promise_s(begins, windows) == promised
    assert promised[0] <= begins <= promised[1]


def test_planning_again_keeps_promises_and_couriers(db: Session) -> None:
    """Two more visits come in; nobody of the others changes courier, no promise is broken."""
    depot_id = town.depot(db)
    for _ in range(2):
        town.courier(db, depot_id)
    for n in range(6):
        asked(db, town.home(db, n))
    planned(db)
    before = whose(db)
    for run in runs(db):
        publish(db, run_id=run.id, now=town.at(16))
    promised = {s.visit_id: s.promised_from_at for s in db.scalars(select(Stop))}
    for n in (12, 13):
        asked(db, town.home(db, n), days=1)
    done = planned(db, hour=17)
    assert done.left == ()
    after = whose(db)
    assert {visit: after[visit] for visit in before} == before
    kept = {s.visit_id: s.promised_from_at for s in db.scalars(select(Stop)) if s.promised_from_at}
    assert kept == promised


def test_a_plan_that_breaks_a_promise_cannot_be_written(db: Session) -> None:
    town.courier(db, town.depot(db))
    asked(db, town.home(db))
    planned(db)
    (run,) = runs(db)
    publish(db, run_id=run.id, now=town.at(16))
    (stop,) = town.stops(db, run)
    stop.arrives_at += timedelta(hours=5)
    stop.begins_at += timedelta(hours=5)
    stop.leaves_at += timedelta(hours=5)
    with pytest.raises(IntegrityError):
        db.flush()


def test_a_plan_made_from_an_older_day_is_refused(database: Database) -> None:
    with database.change.begin() as db:
        town.courier(db, town.depot(db))
        readers = [town.home(db, n) for n in range(2)]
        asked(db, readers[0])
    with database.change.begin() as db:
        day = day_to_plan(db, on=town.on(1), now=town.MORNING)
    with database.change.begin() as db:
        asked(db, readers[1])
    with pytest.raises(DayChanged), database.change.begin() as db:
        keep_plan(db, plan(day, effort=town.QUICK), now=town.MORNING)
    done = plan_apart(database.change, on=town.on(1), now=town.MORNING, effort=town.QUICK)
    assert done.left == ()
    with database.look.begin() as db:
        assert len(whose(db)) == 2


def test_a_day_that_changes_while_it_is_planned_is_planned_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.change.begin() as db:
        town.courier(db, town.depot(db))
        readers = [town.home(db, n) for n in range(2)]
        asked(db, readers[0])

    def disturbed(day: object, **more: object) -> PlannedDay:
        monkeypatch.setattr(planning, "plan", plan)
        with database.change.begin() as db:
            asked(db, readers[1])
        return plan(day, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "plan", disturbed)
    plan_apart(database.change, on=town.on(1), now=town.MORNING, effort=town.QUICK)
    with database.look.begin() as db:
        assert len(whose(db)) == 2


def judged_for(db: Session, visit_id: int, courier: Courier) -> Judged:
    day = day_to_plan(db, on=town.on(1), now=town.MORNING)
    return judge_day(day, visit_id=visit_id, to_courier_id=courier.id, effort=town.QUICK)


def test_a_coordinator_gives_a_stop_to_another_courier_and_it_stays(db: Session) -> None:
    depot_id = town.depot(db)
    first, second = town.courier(db, depot_id), town.courier(db, depot_id, areas=("Алатау",))
    visits = [
        asked(db, town.home(db, n, district="Алатау", preferred_courier_id=first.id))
        for n in range(3)
    ]
    asked(db, town.home(db, 5, district="Медеу"))
    planned(db)
    goes = next(v for v in visits if whose(db)[v.id] == first.id)
    judged = judged_for(db, goes.id, second)
    assert goes.id in judged.moved
    assert whose(db)[goes.id] == first.id, "judging writes nothing"
    keep_plan(db, judged_for(db, goes.id, second).planned, now=town.MORNING)
    (stop,) = (one for run in runs(db) for one in town.stops(db, run) if one.visit_id == goes.id)
    lock(db, stop_id=stop.id, is_locked=True)
    assert whose(db)[goes.id] == second.id
    planned(db)
    assert whose(db)[goes.id] == second.id
    medeu = next(n for n, who in whose(db).items() if n not in {v.id for v in visits})
    with pytest.raises(CannotTakeIt):
        judged_for(db, medeu, second)


def test_a_stop_is_locked_and_taken_off(db: Session) -> None:
    town.courier(db, town.depot(db))
    visit = asked(db, town.home(db))
    planned(db)
    (stop,) = town.stops(db, runs(db)[0])
    assert lock(db, stop_id=stop.id, is_locked=True).is_locked
    take_off(db, stop_id=stop.id, now=town.MORNING)
    assert (stop.state, visit.state) == (StopState.TAKEN_OFF, VisitState.FIXED)
    with pytest.raises(ImpossibleMove):
        take_off(db, stop_id=stop.id, now=town.MORNING)
    planned(db)
    assert visit.state is VisitState.ROUTED


def test_not_at_home_takes_the_visit_out_of_its_run(db: Session) -> None:
    town.courier(db, town.depot(db))
    visit, other = asked(db, town.home(db)), asked(db, town.home(db, 1))
    planned(db)
    not_at_home(db, reader_id=visit.reader_id, visit_id=visit.id, by_id=None, now=town.MORNING)
    assert whose(db).keys() == {other.id}
    assert visit.visit_on == town.on(2)


def test_when_a_courier_is_ill_the_others_take_over(db: Session) -> None:
    depot_id = town.depot(db)
    couriers = [town.courier(db, depot_id) for _ in range(2)]
    for n in range(6):
        asked(db, town.home(db, n))
    planned(db)
    ill: Courier = couriers[0]
    theirs = {visit for visit, courier in whose(db).items() if courier == ill.id}
    touched = courier_away(
        db, courier_id=ill.id, from_on=town.on(1), until_on=town.on(3), why=Absence.AWAY,
        now=town.at(8, days=1),
    )  # fmt: skip
    assert set(touched) == theirs != set()
    done = planned(db, hour=8, day_of=1)
    assert done.left == ()
    assert set(whose(db).values()) == {couriers[1].id}


def test_the_database_knows_one_run_a_courier_a_day_and_one_run_a_visit(db: Session) -> None:
    town.courier(db, town.depot(db))
    asked(db, town.home(db))
    planned(db)
    (run,) = runs(db)
    (stop,) = town.stops(db, run)
    twin = Run(courier_id=run.courier_id, depot_id=run.depot_id, run_on=run.run_on,
               starts_at=run.starts_at, ends_at=run.ends_at, made_at=run.made_at)  # fmt: skip
    again = Stop(run_id=run.id, visit_id=stop.visit_id, turn=2, arrives_at=stop.arrives_at,
                 begins_at=stop.begins_at, leaves_at=stop.leaves_at)  # fmt: skip
    for second in (twin, again):
        with pytest.raises(IntegrityError):
            _add(db, second)


def _add(db: Session, record: Run | Stop) -> None:
    with db.begin_nested():
        db.add(record)
