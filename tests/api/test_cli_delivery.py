"""A library without the worker does its nights by command: the same steps, told in plain lines."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from access.database.opening import open_database
from access.network.zone import today
from api.cli.main import run
from delivery.night import next_delivery_day
from delivery.runs.night_report import Step
from delivery.runs.records import Run, RunState
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause
from tests.delivery import town

SEVERAL, FEW_S = 3, "2"


@pytest.fixture(autouse=True)
def _address(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUYS_DATABASE_URL", database_url)
    monkeypatch.setenv("DAUYS_PLAN_LIMIT_S", FEW_S)


@pytest.fixture
def day(database_url: str) -> date:
    """The next day on which a courier goes out, with visits on it."""
    now = datetime.now(UTC)
    database = open_database(database_url)
    with database.change.begin() as db:
        town.courier(db, town.depot(db), weekdays=range(7), most_stops=SEVERAL)
        on = next_delivery_day(db, after_on=today(db, now=now))
        assert on is not None
        for n in range(SEVERAL):
            reader_id = town.home(db, n, since_on=on - timedelta(days=9), now=now)
            add_visit(db, reader_id=reader_id, on=on, cause=Cause.BY_HAND, by_id=None, now=now)
    database.close()
    return on


def states(url: str, on: date) -> list[RunState]:
    database = open_database(url)
    with database.look.begin() as db:
        found = list(db.scalars(select(Run.state).where(Run.run_on == on)))
    database.close()
    return found


def test_night_and_evening_by_command(
    database_url: str, day: date, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["delivery", "night"]) == 0
    assert f"{day} was planned. Runs: 1, visits: 3, without a run: 0." in capsys.readouterr().out
    assert states(database_url, day) == [RunState.DRAFT]
    assert run(["delivery", "evening", "--json"]) == 0
    rows = {row["step"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["publish"]["counts"] == {"published": 1}
    assert states(database_url, day) == [RunState.PUBLISHED]
    assert run(["delivery", "night", "--json"]) == 0
    assert {row["tries"] for row in json.loads(capsys.readouterr().out)} == {1}
    assert run(["delivery", "report", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["step"] for row in told] == [step.value for step in Step]


def test_a_day_is_planned_and_published_by_command(
    database_url: str, day: date, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["delivery", "plan", day.isoformat(), "--publish", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["counts"]["stops"], told["left"], told["published"]) == (SEVERAL, [], True)
    assert states(database_url, day) == [RunState.PUBLISHED]


def test_what_finds_no_place_is_named_and_the_code_is_one(
    day: date, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(database_url)
    with database.change.begin() as db:
        reader_id = town.home(db, 7, on_map=True, since_on=day - timedelta(days=9))
        town.courier(db, town.depot(db), weekdays=range(7), most_stops=1, areas=("Алатау",))
        visit = add_visit(
            db, reader_id=reader_id, on=day, cause=Cause.URGENT, by_id=None, now=datetime.now(UTC),
            window=(60, 120),
        )  # fmt: skip
        number = visit.id
    database.close()
    assert run(["delivery", "plan", day.isoformat()]) == 1
    assert f"visit {number}: window outside shifts" in capsys.readouterr().out


def test_scheduling_by_command(day: date, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(["delivery", "schedule"]) == 0
        assert "The next days were scheduled." in capsys.readouterr().out


def test_a_night_far_away_is_refused(day: date, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["delivery", "night", "--on", "2020-01-01"]) == 2
    assert "neither today nor tomorrow" in capsys.readouterr().err


def test_before_the_first_night_there_is_nothing_to_say(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["delivery", "report"]) == 0
    assert capsys.readouterr().out == "No night has been yet.\n"
