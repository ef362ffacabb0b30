"""`dauys plan --from`: the rest of a day under way is planned anew, what is done stays done."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tests.routing.days import courier, document, job

BRIEF = ("--time-limit", "0.5")
runner = CliRunner()


def street_day(**more: Any) -> dict[str, Any]:
    """Two couriers from the middle of the street, two stops on either side."""
    ends = {"start_index": 6, "end_index": 6}
    couriers = [{**courier(n), **ends, "max_tasks": 3} for n in (1, 2)]
    return document([job(n, n, service=300) for n in (4, 5, 7, 8)], couriers, **more)


@pytest.fixture(scope="module")
def begun(app: typer.Typer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the day's plan."""
    folder = tmp_path_factory.mktemp("under way")
    day = folder / "day.json"
    day.write_text(json.dumps(street_day()), "utf-8")
    done = runner.invoke(app, ["plan", str(day), *BRIEF, "--out", str(folder / "plan.json")])
    assert done.exit_code == 0
    return folder


def again(app: typer.Typer, begun: Path, day: dict[str, Any], *more: str) -> Any:
    """The rest of the day, planned anew."""
    file = begun / "now.json"
    file.write_text(json.dumps(day), "utf-8")
    old = str(begun / "plan.json")
    return runner.invoke(app, ["plan", str(file), "--from", old, *BRIEF, *more])


def stops(answer: dict[str, Any]) -> dict[int, list[int]]:
    """Who visits whom from now on."""
    return {
        route["vehicle"]: [step["id"] for step in route["steps"] if step["type"] == "job"]
        for route in answer["routes"]
    }


def old_stops(begun: Path) -> dict[int, list[int]]:
    """Who was to visit whom."""
    return stops(json.loads((begun / "plan.json").read_text("utf-8")))


def test_before_anything_has_happened_nothing_changes(app: typer.Typer, begun: Path) -> None:
    heard = again(app, begun, street_day(), "--now", "0", "--json")

    answer = json.loads(heard.output)
    assert heard.exit_code == 0
    assert stops(answer) == old_stops(begun)
    assert (answer["served"], answer["moved"]) == ([], [])


def test_a_new_stop_is_put_in_and_said(app: typer.Typer, begun: Path) -> None:
    added = {"type": "added", "jobs": [job(99, 9)]}

    heard = again(app, begun, street_day(under_way={"now": 30, "events": [added]}))

    assert heard.exit_code == 0
    assert heard.output.splitlines()[:2] == ["0 stops done.", "No stop is with another courier."]
    assert "stop 99." in heard.output


def test_what_a_courier_who_is_away_was_to_do_goes_to_the_other(
    app: typer.Typer, begun: Path
) -> None:
    away = {"type": "away", "vehicle": 1}

    heard = again(app, begun, street_day(under_way={"now": 0, "events": [away]}), "--json")

    answer = json.loads(heard.output)
    assert set(stops(answer)) == {2}
    assert len(stops(answer)[2]) == 3
    assert len(answer["unassigned"]) == 1


def test_a_closed_stop_falls_away(app: typer.Typer, begun: Path) -> None:
    closed = {"type": "closed", "job": 8}

    heard = again(app, begun, street_day(under_way={"now": 0, "events": [closed]}), "--json")

    planned = [number for run in stops(json.loads(heard.output)).values() for number in run]
    assert sorted(planned) == [4, 5, 7]


def test_what_is_done_is_not_planned_again(app: typer.Typer, begun: Path) -> None:
    heard = again(app, begun, street_day(), "--now", "23:59", "--json")

    answer = json.loads(heard.output)
    assert sorted(one["id"] for one in answer["served"]) == [4, 5, 7, 8]
    assert stops(answer) in ({}, {1: [], 2: []})


@pytest.mark.parametrize(
    ("under_way", "more", "said"),
    [
        ({}, (), "under_way.now: is missing"),
        ({"now": 0, "events": [{"type": "fog"}]}, (), "under_way.events[0].type: is no kind of"),
        (
            {"now": 0, "events": [{"type": "away", "vehicle": 7}]},
            (),
            "under_way.events[0].vehicle: is no vehicle",
        ),
        (
            {"now": 0, "events": [{"type": "closed", "job": 70}]},
            (),
            "under_way.events[0].job: is no stop",
        ),
        (
            {"now": 0, "events": [{"type": "late", "vehicle": 1, "location_index": 3}]},
            (),
            "under_way.events[0].at: is missing",
        ),
        ({"now": 0}, ("--now", "noon"), "--now: is no time."),
        ({"now": 0}, ("--check",), "--check: judges runs, and --from plans them."),
    ],
)
def test_what_cannot_be_used_is_named(
    app: typer.Typer, begun: Path, under_way: dict[str, Any], more: tuple[str, ...], said: str
) -> None:
    heard = again(app, begun, street_day(under_way=under_way), *more)

    assert heard.exit_code == 2
    assert said in heard.output


def test_a_plan_of_another_day_is_refused(app: typer.Typer, begun: Path) -> None:
    other = street_day()
    other["jobs"] = other["jobs"][:2]

    heard = again(app, begun, other, "--now", "0")

    assert heard.exit_code == 2
    assert "which is no stop of the day. Give the day that the plan was made for." in heard.output


def test_events_without_the_plan_they_speak_of_are_refused(app: typer.Typer, begun: Path) -> None:
    file = begun / "events.json"
    file.write_text(json.dumps(street_day(under_way={"now": 0})), "utf-8")

    heard = runner.invoke(app, ["plan", str(file), *BRIEF])

    assert heard.exit_code == 2
    assert "under_way: is not honoured here" in heard.output
    assert "--from" in heard.output
