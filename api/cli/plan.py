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

from routing import vroom_json, vroom_out, words
from routing.effort import Watch
from routing.errors import BadProblem, PlanBroken
from routing.matrix import Measure, great_circle
from routing.plan import Plan, Route, Step, StepKind
from routing.planner import plan_day
from routing.problem import Problem

LARGEST_FILE = 64 * 1024 * 1024
LONGEST_SEARCH_S = 3_600.0
SHORTEST_SEARCH_S = 0.1
MOST_CORES = 16


class Exit(IntEnum):
    """How the command ends, for scripts."""

    BAD_INPUT = 2
    OUR_FAULT = 3


def register(app: typer.Typer) -> None:
    """Gives the application its `plan` command."""
    app.command(name="plan")(plan)


def plan(
    problem: Annotated[Path, typer.Argument(help="A day in VROOM's JSON.", metavar="PROBLEM.json")],
    time_limit: Annotated[
        float, typer.Option(help="Seconds to search.", min=SHORTEST_SEARCH_S, max=LONGEST_SEARCH_S)
    ] = 10.0,
    seed: Annotated[int, typer.Option(help="Another number, another good plan.", min=0)] = 0,
    cores: Annotated[
        int, typer.Option(help="Processor cores to search on; 0 for all.", min=0, max=MOST_CORES)
    ] = 0,
    matrix: Annotated[
        str | None,
        typer.Option(
            help="great-circle measures roads as the crow flies, stretched; "
            "without this the file's own matrices count, or the great circle where it has none."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the plan here as JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
) -> None:
    """Plan one day of courier runs.

    Ctrl-C ends the search early; the best plan so far is then checked and given.

    Ends with 0 when a plan was made and checked (stops without room are named in it), 2 when the
    file cannot be used, 3 when the fault is ours.
    """
    try:
        day = vroom_json.parse(_text(problem), measure=_measure(matrix))
        with _interruptible() as cancelled:
            planned = plan_day(
                day,
                time_limit_s=time_limit,
                seed=seed,
                cores=cores or min(MOST_CORES, os.cpu_count() or 1),
                watch=Watch(cancelled=cancelled),
            )
    except BadProblem as fault:
        typer.echo(f"{problem}: {_plain(str(fault))}", err=True)
        raise typer.Exit(Exit.BAD_INPUT) from fault
    except PlanBroken as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(Exit.OUR_FAULT) from fault
    written = json.dumps(vroom_out.plan_json(day, planned), ensure_ascii=False, indent=1)
    if out is not None:
        _write(out, written)
    typer.echo(written if as_json else "\n".join(_said(day, planned)))
    if out is not None and not as_json:
        typer.echo(f"Plan written to {out}.")


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


def _measure(matrix: str | None) -> Measure | None:
    """The way to measure roads that was asked for; None leaves it to the file."""
    if matrix is None:
        return None
    if matrix == "great-circle":
        return great_circle
    road_map = matrix.partition(":")[0] in ("valhalla", "osrm")
    raise BadProblem(
        f"{matrix.partition(':')[0] if road_map else repr(matrix)} cannot be used in this version."
        if road_map
        else f"there is no matrix called {matrix!r}.",
        where="--matrix",
        remedy="Use great-circle, or put the travel times into the file as matrices.",
    )


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


def _said(day: Problem, planned: Plan) -> list[str]:
    """The plan as a list to be heard: every run, then every stop without room."""
    visits = sum(_is_visit(step) for route in planned.routes for step in route.steps)
    left = len(planned.unassigned)
    runs = words.counted(len(planned.routes), "run")
    lines = [
        f"{words.counted(visits, 'stop')} in {runs}. "
        + (f"{words.counted(left, 'stop')} without room." if left else "Every stop has room.")
    ]
    for route in planned.routes:
        lines += ["", *_route_said(route, far=day.knows_distances)]
    if left:
        lines += ["", "Without room:"]
    for one in planned.unassigned:
        name = f"{_KINDS[one.kind].capitalize()} {one.task_id}"
        lines.append(f"{_named(name, one.description)}. {one.reason.sentence} {one.reason.remedy}")
    if planned.warnings:
        lines += ["", *planned.warnings]
    return lines


def _route_said(route: Route, *, far: bool) -> list[str]:
    """A run's heading with what it carries, then its lines."""
    visits = [step for step in route.steps if _is_visit(step)]
    first, last = route.steps[0], route.steps[-1]
    length = f", {words.kilometres(last.distance_m)}" if far else ""
    courier = _named(f"Courier {route.vehicle_id}", route.description)
    heading = (
        f"{courier}: {words.counted(len(visits), 'stop')}, {words.clock(first.arrival_s)} to "
        f"{words.clock(last.leaves_s)}, on the road {words.lasting(last.travel_s)}{length}."
    )
    if any(last.load) or any(first.load):
        heading += (
            f" Load at the start {words.listed(first.load)}, at the end {words.listed(last.load)}."
        )
    return [heading, *(f"  {_step_said(step)}" for step in route.steps)]


def _step_said(step: Step) -> str:
    """One line: when, what, and how long the courier stood before the door."""
    begins = words.clock(step.arrival_s + step.waiting_s)
    if step.kind is StepKind.BREAK:
        what = _named("break", step.description)
        return f"{begins} {what}, {words.lasting(step.service_s)}."
    if not _is_visit(step):
        return f"{begins} {step.kind.value}."
    waiting = f", after waiting {words.lasting(step.waiting_s)}" if step.waiting_s else ""
    return f"{begins} {_named(f'{_KINDS[step.kind]} {step.task_id}', step.description)}{waiting}."


_KINDS = {StepKind.JOB: "stop", StepKind.PICKUP: "pick-up", StepKind.DELIVERY: "hand-over"}


def _is_visit(step: Step) -> bool:
    return step.kind in _KINDS


def _named(name: str, description: str) -> str:
    return f"{name} ({_plain(description)})" if description else name


def _plain(text: str) -> str:
    """Text on one line without control characters: a file may not steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
