"""`dauys plan --check` judges given runs; `--diff` says what a new plan changes."""

import json
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from tests.routing.days import courier, document, job

BRIEF = ("--time-limit", "0.5")
runner = CliRunner()


def written(path: Path, day: dict[str, Any]) -> str:
    """A day as a file."""
    path.write_text(json.dumps(day), "utf-8")
    return str(path)


def steps(*jobs: int) -> list[dict[str, Any]]:
    """A given run."""
    return [{"type": "job", "id": number} for number in jobs]


def test_a_given_run_is_judged_and_not_planned(app: typer.Typer, tmp_path: Path) -> None:
    """In the order of the file, though the other way round would keep every limit."""
    jobs = [job(1, 9, delivery=[3]), job(2, 3, delivery=[3], time_windows=[[0, 600]])]
    day = document(jobs, [courier(capacity=[5], steps=steps(1, 2))])

    heard = runner.invoke(app, ["plan", written(tmp_path / "day.json", day), "--check"])

    assert heard.exit_code == 1
    assert heard.output.splitlines() == [
        "2 stops in 1 run. Every stop is in a run.",
        "2 violations.",
        "",
        "Courier 1: 2 stops, 00:00 to 00:28, on the road 18 minutes, 1.8 km. "
        "Load at the start 6, at the end 0.",
        "  00:00 start. Violation: too much in the bag.",
        "  00:09 stop 1.",
        "  00:20 stop 2. Violation: late by 10 minutes.",
        "  00:28 end.",
    ]


def test_a_right_run_is_passed(app: typer.Typer, tmp_path: Path) -> None:
    day = document([job(1, 3), job(2, 9)], [courier(steps=steps(1, 2))])

    heard = runner.invoke(app, ["plan", written(tmp_path / "day.json", day), "--check", "--json"])

    assert heard.exit_code == 0
    assert json.loads(heard.output)["summary"]["violations"] == []


def test_a_plan_of_ours_can_be_given_back_and_judged(app: typer.Typer, tmp_path: Path) -> None:
    """With a break, a reload and a rest in it."""
    worker = courier(
        capacity=[3],
        breaks=[{"id": 1, "service": 300, "time_windows": [[600, 1_800]]}],
        reloads=[{"location_index": 0, "service": 60}],
        rest={"id": 9, "after": 2_400, "service": 600},
    )
    day = document([job(n, 2 * n, delivery=[2]) for n in (1, 2)], [worker])
    file, out = tmp_path / "day.json", tmp_path / "plan.json"
    runner.invoke(app, ["plan", written(file, day), *BRIEF, "--out", str(out)])
    (route,) = json.loads(out.read_text("utf-8"))["routes"]
    kinds = [step["type"] for step in route["steps"]]
    day["vehicles"][0]["steps"] = route["steps"]

    heard = runner.invoke(app, ["plan", written(file, day), "--check", "--json"])

    assert {"break", "reload"} <= set(kinds)
    assert json.loads(heard.output)["summary"]["violations"] == []
    assert heard.exit_code == 0


def test_without_given_runs_there_is_nothing_to_judge(app: typer.Typer, tmp_path: Path) -> None:
    day = document([job(1, 3)], [courier()])

    heard = runner.invoke(app, ["plan", written(tmp_path / "day.json", day), "--check"])

    assert heard.exit_code == 2
    assert "vehicles: no vehicle has steps" in heard.output


def test_times_that_bind_and_cannot_be_kept_are_refused(app: typer.Typer, tmp_path: Path) -> None:
    bound = [
        {"type": "job", "id": 1, "service_at": 2_000},
        {"type": "job", "id": 2, "service_at": 2_100},
    ]
    day = document([job(1, 3), job(2, 9)], [courier(steps=bound)])

    heard = runner.invoke(app, ["plan", written(tmp_path / "day.json", day), "--check"])

    assert heard.exit_code == 2
    assert "vehicles[0].steps: the times that bind its steps cannot be kept" in heard.output


def test_what_changes_is_said_before_the_plan(app: typer.Typer, tmp_path: Path) -> None:
    """Yesterday's plan had one stop; today there are two."""
    old, new = document([job(1, 3)], [courier()]), document([job(1, 3), job(2, 2)], [courier()])
    file, before = tmp_path / "day.json", tmp_path / "old.json"
    runner.invoke(app, ["plan", written(file, old), *BRIEF, "--out", str(before)])

    heard = runner.invoke(app, ["plan", written(file, new), *BRIEF, "--diff", str(before)])
    as_json = runner.invoke(
        app, ["plan", written(file, new), *BRIEF, "--diff", str(before), "--json"]
    )

    assert heard.exit_code == 0
    assert heard.output.splitlines()[0].startswith("1 new")
    assert any(
        line.startswith("Stop 2 is new: courier 1 at ") for line in heard.output.splitlines()
    )
    assert json.loads(as_json.output)["difference"][0].startswith("1 new")


def test_an_older_plan_that_is_none_is_refused_by_its_name(
    app: typer.Typer, tmp_path: Path
) -> None:
    day, other = document([job(1, 3)], [courier()]), tmp_path / "old.json"
    other.write_text('{"code": 0}', "utf-8")

    heard = runner.invoke(
        app, ["plan", written(tmp_path / "day.json", day), "--diff", str(other), *BRIEF]
    )

    assert heard.exit_code == 2
    assert f"{other}: the problem: has no routes." in heard.output


def test_a_remedy_is_written_so_that_a_machine_can_carry_it_out(
    app: typer.Typer, tmp_path: Path
) -> None:
    day = document([job(1, 3), job(2, 9)], [courier(max_tasks=1)])

    heard = runner.invoke(app, ["plan", written(tmp_path / "day.json", day), *BRIEF, "--json"])

    (left,) = json.loads(heard.output)["unassigned"]
    assert left["reason"]["change"] == {"vehicle": {"id": 1, "max_tasks": 2}}
