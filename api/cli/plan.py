"""`dauys plan`: one day's routes, VROOM's JSON in and out, heard as a list in between."""

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli import travel
from api.cli.plan_words import plain, said, violations
from routing import vroom_json, vroom_out
from routing.difference import Seating, difference, read_seating, seating
from routing.effort import Watch
from routing.errors import BadProblem, PlanBroken
from routing.json_fields import open_json
from routing.judging.given import judge
from routing.plan import Plan
from routing.planner import plan_day
from routing.problem import Problem

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_SEARCH_S = 3_600.0
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
        float, typer.Option(help="Seconds to search.", min=SHORTEST_SEARCH_S, max=LONGEST_SEARCH_S)
    ] = 10.0,
    seed: Annotated[int, typer.Option(help="Another number, another good plan.", min=0)] = 0,
    cores: Annotated[
        int, typer.Option(help="Processor cores to search on; 0 for all.", min=0, max=MOST_CORES)
    ] = 0,
    matrix: travel.Matrix = None,
    out: Annotated[Path | None, typer.Option(help="Write the plan here as JSON.")] = None,
    check: Check = False,
    diff: Older = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
    geojson: travel.GeoJson = None,
    gpx: travel.Gpx = None,
    map_: travel.Map = None,
    gantt: travel.Gantt = None,
    turns: travel.Turns = None,
    language: travel.Language = "en",
) -> None:
    """Plan one day of courier runs.

    Ctrl-C ends the search early; the best plan so far is then checked and given.

    Ends with 0 when a plan was made and checked (stops without room are named in it), 1 when
    --check found violations, 2 when a file cannot be used, 3 when the fault is ours.
    """
    try:
        pictures = travel.wanted(
            geojson=geojson, gpx=gpx, map_=map_, gantt=gantt, turns=turns, language=language,
            matrix=matrix,
        )  # fmt: skip
        older = None if diff is None else _older(diff)
        with travel.asked(matrix) as roads:
            day = vroom_json.parse(_text(problem), measure=roads.measure)
            planned = judge(day) if check else _planned(day, time_limit, seed, cores)
            drawn = roads.drawn(day, planned, pictures)
        for sentence in roads.warnings(day):
            typer.echo(sentence, err=True)
    except BadProblem as fault:
        typer.echo(f"{problem}: {plain(str(fault))}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from fault
    except PlanBroken as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(Exit.OUR_FAULT) from fault
    changes = [] if older is None else difference(older, seating(planned))
    answer = vroom_out.plan_json(day, planned) | ({"difference": changes} if changes else {})
    written = json.dumps(answer, ensure_ascii=False, indent=1)
    if out is not None:
        _write(out, written)
    lines = [*map(plain, changes), ""] if changes else []
    places = travel.save(drawn, _write)
    typer.echo(written if as_json else "\n".join([*lines, *said(day, planned), *places]))
    if out is not None and not as_json:
        typer.echo(f"Plan written to {out}.")
    if check and any(violations(route) for route in planned.routes):
        raise typer.Exit(Exit.FAULTS)


def _older(path: Path) -> Seating:
    """The plan to compare with. What is wrong with it is told with its own name."""
    try:
        return read_seating(open_json(_text(path)))
    except BadProblem as fault:
        typer.echo(f"{path}: {plain(str(fault))}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from fault


def _planned(day: Problem, time_limit_s: float, seed: int, cores: int) -> Plan:
    """The day planned, on so many cores or on all; Ctrl-C ends the search early."""
    with _interruptible() as cancelled:
        return plan_day(
            day,
            time_limit_s=time_limit_s,
            seed=seed,
            cores=cores or min(MOST_CORES, os.cpu_count() or 1),
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
