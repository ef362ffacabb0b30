"""`dauys plan` as somebody at a keyboard meets it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli import plan
from routing.errors import PlanBroken
from routing.problem import Problem
from tests.routing.days import CITY, courier, document, job

DAY = str(CITY / "day.json")
MORNING = str(CITY / "unservable.json")
BRIEF = ("--time-limit", "0.5")
runner = CliRunner()


def test_a_day_is_read_out_run_by_run(app: typer.Typer) -> None:
    """Courier, stops in order with their times, then what found no room and why."""
    heard = runner.invoke(app, ["plan", MORNING, *BRIEF])

    assert heard.exit_code == 0, heard.output
    lines = heard.output.splitlines()
    assert lines[0] == "2 stops in 2 runs. 7 stops without room."
    assert any(line.startswith("Courier 1 (car, morning): 1 stop, ") for line in lines)
    assert any(line.startswith("  10:00 stop ") for line in lines)
    assert (
        "Stop 1 (needs sign language, which nobody here has). No courier today has skill 9. "
        "Courier 1 lacks only skill 9." in lines
    )


def test_a_short_run_is_heard_to_the_word(app: typer.Typer, tmp_path: Path) -> None:
    """Every line of a small day: the tea is taken on the way, the wait comes before the gate."""
    jobs = [
        job(1, 6, pickup=[1], time_windows=[[36_000, 36_000]]),
        job(2, 5, delivery=[2], time_windows=[[37_500, 38_000]], description="the blue gate"),
    ]
    rest = {"id": 1, "service": 900, "time_windows": [[36_100, 36_900]], "description": "tea"}
    worker = courier(capacity=[5], time_window=[35_000, 40_000], breaks=[rest], description="Bus")
    file = tmp_path / "day.json"
    file.write_text(json.dumps(document(jobs, [worker])), "utf-8")

    heard = runner.invoke(app, ["plan", str(file), *BRIEF])

    assert heard.output.splitlines() == [
        "2 stops in 1 run. Every stop has room.",
        "",
        "Courier 1 (Bus): 2 stops, 09:54 to 10:35, on the road 12 minutes, 1.2 km. "
        "Load at the start 2, at the end 1.",
        "  09:54 start.",
        "  10:00 stop 1.",
        "  10:05 break (tea), 15 minutes.",
        "  10:25 stop 2 (the blue gate), after waiting 4 minutes.",
        "  10:35 end.",
    ]


def test_json_is_a_plan_in_the_words_of_vroom(app: typer.Typer) -> None:
    heard = runner.invoke(app, ["plan", DAY, "--json", *BRIEF])

    written = json.loads(heard.output)
    assert written["code"] == 0
    assert written["summary"]["routes"] == len(written["routes"])


def test_the_plan_is_written_where_it_was_asked_for(app: typer.Typer, tmp_path: Path) -> None:
    """The same plan as --json prints, and nothing else beside it."""
    out = tmp_path / "plan.json"

    heard = runner.invoke(app, ["plan", MORNING, "--out", str(out), *BRIEF])

    assert json.loads(out.read_text("utf-8"))["summary"]["unassigned"] == 7
    assert heard.output.splitlines()[-1] == f"Plan written to {out}."
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_a_file_may_begin_with_a_byte_order_mark(app: typer.Typer, tmp_path: Path) -> None:
    """Some editors write one."""
    file = tmp_path / "day.json"
    file.write_text(Path(MORNING).read_text("utf-8"), "utf-8-sig")

    assert runner.invoke(app, ["plan", str(file), *BRIEF]).exit_code == 0


def test_great_circle_sets_the_matrices_of_the_file_aside(app: typer.Typer, tmp_path: Path) -> None:
    """Without coordinates there is then nothing to measure."""
    file = tmp_path / "day.json"
    file.write_text(json.dumps(document([job(1, 1)], [courier()])), "utf-8")

    assert runner.invoke(app, ["plan", str(file), *BRIEF]).exit_code == 0
    refused = runner.invoke(app, ["plan", str(file), "--matrix", "great-circle"])

    assert (refused.exit_code, refused.output) == (
        2,
        f"{file}: vehicles[0].start: is missing. Give [longitude, latitude], or matrices.\n",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing.json"], "nothing.json: the file: it cannot be read"),
        ([str(CITY)], "it cannot be read"),
        ([DAY, "--matrix", "valhalla:tiles"], "there are no road tiles in this folder"),
        ([DAY, "--matrix", "osrm:ftp://localhost"], "its address is none"),
        ([DAY, "--matrix", "crow"], "there is no matrix called 'crow'"),
        ([DAY, "--time-limit", "nan"], "--time-limit"),
        ([DAY, "--time-limit", "0"], "--time-limit"),
        ([DAY, "--seed", "-1"], "--seed"),
        ([DAY, "--out", "no/such/place.json", *BRIEF], "the plan cannot be written"),
    ],
    ids=lambda value: str(value[-1])[-20:] if isinstance(value, list) else "",
)
def test_bad_use_ends_with_two_and_a_sentence(
    app: typer.Typer, arguments: list[str], sentence: str
) -> None:
    heard = runner.invoke(app, ["plan", *arguments])

    assert heard.exit_code == 2, heard.output
    assert sentence in " ".join(heard.output.split())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "it is not UTF-8 text."),
        (b"{]", "it is not JSON"),
        (b'{"vehicles": [{"id": -1, "end": [0, 0]}]}', "vehicles[0].id: is -1."),
        (b'{"vehicles": [], "\\u001b[2J": 1}', "is not a field of VROOM's that we know."),
    ],
)
def test_a_bad_file_is_refused_in_one_line(
    app: typer.Typer, tmp_path: Path, content: bytes, sentence: str
) -> None:
    """What the file holds cannot steer the terminal, either."""
    file = tmp_path / "day.json"
    file.write_bytes(content)

    heard = runner.invoke(app, ["plan", str(file)])

    assert heard.exit_code == 2
    assert sentence in heard.output
    assert heard.output.count("\n") == 1
    assert "\x1b" not in heard.output


def test_a_file_of_any_size_is_not_read(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "LARGEST_FILE", 1024 * 1024)
    file = tmp_path / "day.json"
    file.write_bytes(b" " * (1024 * 1024 + 1))

    heard = runner.invoke(app, ["plan", str(file)])

    assert heard.exit_code == 2
    assert "it has more than 1 MB." in heard.output


def test_a_description_cannot_steer_the_terminal(app: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "day.json"
    jobs = [job(1, 1, description="red\x1b[31m\nCourier 9: everything is well")]
    file.write_text(json.dumps(document(jobs, [courier()])), "utf-8")

    heard = runner.invoke(app, ["plan", str(file), *BRIEF])

    assert "\x1b" not in heard.output
    assert not any(line.startswith("Courier 9") for line in heard.output.splitlines())


def test_a_plan_that_fails_its_check_ends_with_three(
    app: typer.Typer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our fault is told apart from the file's."""

    def fails(problem: Problem, **_: object) -> None:
        raise PlanBroken([f"{problem.vehicles[0].name} is late."])

    monkeypatch.setattr(plan, "plan_day", fails)

    heard = runner.invoke(app, ["plan", DAY])

    assert heard.exit_code == 3
    assert heard.output == "The plan failed its check and was withheld: courier 1 is late.\n"


def test_help_is_heard_without_boxes(app: typer.Typer) -> None:
    heard = runner.invoke(app, ["plan", "--help"])

    assert heard.exit_code == 0
    assert "─" not in heard.output
