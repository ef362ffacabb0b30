"""`dauys plan` for several days: a file with a horizon becomes a plan for every day."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tests.routing.days import courier, document, job

BRIEF = ("--time-limit", "2")
runner = CliRunner()


def planned(app: typer.Typer, folder: Path, days: dict[str, Any], *more: str) -> Any:
    """The command's end and what it said."""
    file = folder / "days.json"
    file.write_text(json.dumps(days), "utf-8")
    return runner.invoke(app, ["plan", str(file), *BRIEF, *more])


def week(*jobs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Seven days with one courier who works on five."""
    worker = courier(1, days=[0, 1, 2, 3, 4])
    return document(list(jobs), [worker], **{"horizon": {"days": 7}, **more})


def test_everybody_is_visited_as_often_as_asked_on_allowed_days(
    app: typer.Typer, tmp_path: Path
) -> None:
    often = job(1, 1, frequency={"times": 2, "apart": 2}, allowed_days=[1, 2, 3])
    once = job(2, 5, allowed_days=[4])

    heard = planned(app, tmp_path, week(often, once), "--json", "--time-limit", "6")

    answer = json.loads(heard.output)
    assert heard.exit_code == 0
    assert answer["visited"] == [
        {"type": "job", "id": 1, "days": [1, 3]},
        {"type": "job", "id": 2, "days": [4]},
    ]
    assert answer["missed"] == []
    assert [one["day"] for one in answer["days"] if one["routes"]] == [1, 3, 4]


def test_the_days_are_heard_one_after_the_other(app: typer.Typer, tmp_path: Path) -> None:
    heard = planned(app, tmp_path, week(job(2, 5, allowed_days=[4])))

    lines = heard.output.splitlines()
    assert lines[0] == "1 visit on 7 days. Every visit has a place."
    assert "Day 0. Nobody is visited." in lines
    assert lines[lines.index("Day 4.") + 1] == "1 stop in 1 run. Every stop has room."


def test_a_visit_for_which_there_is_no_day_is_named_with_its_reason(
    app: typer.Typer, tmp_path: Path
) -> None:
    heard = planned(app, tmp_path, week(job(2, 5, allowed_days=[6])), "--json")

    (missed,) = json.loads(heard.output)["missed"]
    assert (missed["id"], missed["reason"]["code"]) == (2, "no_courier")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (week(job(1, 1, frequency={"every": 0})), "jobs[0].frequency.every: is 0."),
        (week(job(1, 1, frequency={"times": 1, "every": 3})), "jobs[0].frequency.times: "),
        (week(job(1, 1, frequency={"often": 3})), "jobs[0].frequency.often: is not a field"),
        (week(job(1, 1, allowed_days=[7])), "jobs[0].allowed_days[0]: is 7."),
        (week(job(1, 1, allowed_days=[1], fixed_days=[2])), "jobs[0].fixed_days: is [2]."),
        (week(job(1, 1, last_day=3)), "jobs[0].last_day: is 3."),
        (week(job(1, 1), horizon={"days": 99}), "horizon.days: is 99."),
        (week(job(1, 1), horizon={}), "horizon.days: is missing."),
        (week(job(1, 1), horizon=14), "horizon: is 14, not an object."),
    ],
)
def test_what_cannot_be_used_is_named(
    app: typer.Typer, tmp_path: Path, days: dict[str, Any], said: str
) -> None:
    heard = planned(app, tmp_path, days)

    assert heard.exit_code == 2
    assert said in heard.output


def test_what_is_of_a_single_day_is_refused(app: typer.Typer, tmp_path: Path) -> None:
    heard = planned(app, tmp_path, week(job(1, 1)), "--check")

    assert heard.exit_code == 2
    assert "horizon: asks for several days" in heard.output


def test_how_often_somebody_is_visited_says_nothing_on_a_single_day(
    app: typer.Typer, tmp_path: Path
) -> None:
    day = document([job(1, 1, frequency={"times": 2})], [courier()])

    heard = planned(app, tmp_path, day)

    assert heard.exit_code == 2
    assert "jobs[0].frequency" in heard.output
