"""`dauys plan`: one day's routes, VROOM's JSON in and out, heard as a list in between."""

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from api.cli import plan_rest, travel
from api.cli.plan_days import several_days
from api.cli.plan_words import plain, said, violations
from routing import vroom_json, vroom_out
from routing.difference import Seating, difference, read_seating, seating
from routing.effort import Watch
from routing.errors import BadProblem, PlanBroken
from routing.exports.writing import Wanted
from routing.json_fields import Field, open_json
from routing.judging.given import judge
from routing.periodic.reading import asks_for_several_days
from routing.plan import Plan
from routing.planner import plan_day
from routing.problem import Problem

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_SEARCH_S = 3_600.0
USUAL_SEARCH_S = 10.0
SHORTEST_SEARCH_S = 0.1
MOST_CORES = 16

Check = Annotated[
    bool,
    typer.Option(
        "--check", help="Plan nothing: judge the runs that the file gives as steps of vehicles."
    ),
]
Older = Annotated[
    Path | None,
    typer.Option(help="An older plan as JSON: say what the new one changes.", metavar="OLD.json"),
]
Begun = Annotated[
    Path | None,
    typer.Option(
        "--from",
        help="The plan of a day under way as JSON: plan the rest of it anew.",
        metavar="PLAN.json",
    ),
]
Read = TypeVar("Read")


class Exit(IntEnum):
    """How the command ends, for scripts."""

    FAULTS = 1
    BAD_INPUT = 2
    OUR_FAULT = 3


def register(app: typer.Typer) -> None:
    """Gives the application its `plan` command."""
    app.command(name="plan")(plan)


def plan(  # noqa: PLR0913, PLR0917  one parameter an option
    problem: Annotated[Path, typer.Argument(help="A day in VROOM's JSON.", metavar="PROBLEM.json")],
    time_limit: Annotated[
        float | None,
        typer.Option(
            help="Seconds to search: 10 for a day, 2 for the rest of one, 60 for several days.",
            min=SHORTEST_SEARCH_S,
            max=LONGEST_SEARCH_S,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number, another good plan.", min=0)] = 0,
    cores: Annotated[
        int, typer.Option(help="Processor cores to search on; 0 for all.", min=0, max=MOST_CORES)
    ] = 0,
    matrix: travel.Matrix = None,
    out: Annotated[Path | None, typer.Option(help="Write the plan here as JSON.")] = None,
    check: Check = False,
    diff: Older = None,
    from_: Begun = None,
    now: plan_rest.Now = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
    geojson: travel.GeoJson = None,
    gpx: travel.Gpx = None,
    map_: travel.Map = None,
    gantt: travel.Gantt = None,
    turns: travel.Turns = None,
    language: travel.Language = "en",
) -> None:
    """Plan courier runs: of one day, of the rest of a day under way, of several days.

    A file with a `horizon` asks for several days. With --from the day is under way: PROBLEM.json
    is the day as it was planned, and its `under_way` says what has happened.

    Ctrl-C ends the search early; the best plan so far is then checked and given.

    Ends with 0 when a plan was made and checked (stops without room are named in it), 1 when
    --check found violations, 2 when a file cannot be used, 3 when the fault is ours.
    """
    asked = Asked(time_limit, seed, cores, check, from_, now, diff)
    with _refusals_of(problem):
        pictures = travel.wanted(
            geojson=geojson, gpx=gpx, map_=map_, gantt=gantt, turns=turns, language=language,
            matrix=matrix,
        )  # fmt: skip
        answer = _answered(problem, asked, pictures, matrix)
    _give(answer, out, as_json=as_json)


NOT_SEVERAL = "asks for several days; --check, --diff, --from and pictures are of a single one."


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the search; `from_` is the plan of a day under way."""

    time_limit_s: float | None
    seed: int
    cores: int
    check: bool
    from_: Path | None
    now: str | None
    diff: Path | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is written, said and drawn; whether the runs that were judged are `broken`."""

    json: vroom_out.Json
    heard: list[str]
    files: dict[Path, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    broken: bool = False


def _answered(problem: Path, asked: Asked, pictures: Wanted, matrix: str | None) -> Answer:
    """What the file asks for: a day, the rest of one, or several."""
    _agreeing(asked)
    older = None if asked.diff is None else _of(asked.diff, read_seating)
    root = open_json(_text(problem))
    with travel.asked(matrix) as roads:
        if not asks_for_several_days(root):
            return _one_day(root, roads, asked, pictures, older)
        if asked.check or asked.from_ or asked.diff or pictures.is_anything:
            Field(None, "horizon").refuse(NOT_SEVERAL, "Leave them out.")
        return Answer(
            *several_days(root, measure=roads.measure, limit_s=asked.time_limit_s, seed=asked.seed)
        )


def _give(answer: Answer, out: Path | None, *, as_json: bool) -> None:
    """Writes, draws and says the answer; ends with a fault where runs were judged and are bad."""
    for sentence in answer.warnings:
        typer.echo(sentence, err=True)
    written = json.dumps(answer.json, ensure_ascii=False, indent=1)
    if out is not None:
        _write(out, written)
    places = travel.save(answer.files, _write)
    typer.echo(written if as_json else "\n".join([*answer.heard, *places]))
    if out is not None and not as_json:
        typer.echo(f"Plan written to {out}.")
    if answer.broken:
        raise typer.Exit(Exit.FAULTS)


def _agreeing(asked: Asked) -> None:
    """Refuses options that contradict each other."""
    if asked.check and asked.from_:
        raise BadProblem(
            "judges runs, and --from plans them.", where="--check", remedy="Leave one of them out."
        )
    if asked.now is not None and asked.from_ is None:
        raise BadProblem(
            "says nothing of a day that has not begun.", where="--now", remedy="Add --from."
        )


def _one_day(
    root: Field, roads: travel.Roads, asked: Asked, pictures: Wanted, older: Seating | None
) -> Answer:
    """A day planned, its given runs judged, or the rest of it planned anew."""
    more: vroom_out.Json = {}
    first: list[str] = []
    if asked.from_ is not None:
        begun = plan_rest.rest(
            root, asked.from_, _of, now=asked.now, measure=roads.measure,
            limit_s=asked.time_limit_s, seed=asked.seed,
        )  # fmt: skip
        day, planned = begun.problem, begun.plan
        more, first = plan_rest.rest_json(begun), plan_rest.rest_said(begun)
    else:
        day = vroom_json.read(root, measure=roads.measure)
        planned = judge(day) if asked.check else _planned(day, asked)
    files = roads.drawn(day, planned, pictures)
    changes = [] if older is None else difference(older, seating(planned))
    told = {"difference": changes} if changes else {}
    return Answer(
        vroom_out.plan_json(day, planned) | more | told,
        [*map(plain, changes), *([""] if changes else []), *first, *said(day, planned)],
        files,
        roads.warnings(day),
        asked.check and any(violations(route) for route in planned.routes),
    )


@contextmanager
def _refusals_of(path: Path) -> Iterator[None]:
    """Says what is wrong with a file, with its name, and ends the command."""
    try:
        yield
    except BadProblem as fault:
        typer.echo(f"{path}: {plain(str(fault))}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from fault
    except PlanBroken as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(Exit.OUR_FAULT) from fault


def _of(path: Path, read: Callable[[Field], Read]) -> Read:
    """What another file holds; what is wrong with it is told with its own name."""
    with _refusals_of(path):
        return read(open_json(_text(path)))


def _planned(day: Problem, asked: Asked) -> Plan:
    """The day planned, on so many cores or on all; Ctrl-C ends the search early."""
    with _interruptible() as cancelled:
        return plan_day(
            day,
            time_limit_s=asked.time_limit_s or USUAL_SEARCH_S,
            seed=asked.seed,
            cores=asked.cores or min(MOST_CORES, os.cpu_count() or 1),
            watch=Watch(cancelled=cancelled),
        )


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed: it ends the search, not the plan. A second one ends all."""
    asked = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def hear(*_: object) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, hear)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _text(path: Path) -> str:
    """The file's text; a file that is missing, too large or no text is the caller's mistake."""
    remedy = "Name a file in VROOM's JSON."
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadProblem(
                f"it has more than {LARGEST_FILE // 2**20} MB.", where="the file", remedy=remedy
            )
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadProblem("it is not UTF-8 text.", where="the file", remedy=remedy) from fault
    except OSError as fault:
        why = f"it cannot be read ({fault.strerror})."
        raise BadProblem(why, where="the file", remedy=remedy) from fault


def _write(out: Path, text: str) -> None:
    """Writes the plan whole or not at all."""
    part = out.with_name(out.name + ".part")
    try:
        part.write_text(text + "\n", "utf-8")
        part.replace(out)
    except OSError as fault:
        part.unlink(missing_ok=True)
        typer.echo(f"{out}: the plan cannot be written ({fault.strerror}).", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from fault
