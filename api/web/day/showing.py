"""The page of a day: its runs, what has no courier, what failed, what the last plan changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import Response
from sqlalchemy.orm import Session

from access.network.zone import network_zone, today
from api.web.day.done import day_done
from api.web.day.doors import OneTurn, Turn
from api.web.day.fixes import fix_words
from api.web.day.seeing import see
from api.web.day.sentences import NO_NEXT, OUTCOMES, RUN_STATES, STOP_STATES, why_left
from api.web.day.telling import Names, Told, couriers_named, planning_told, visits_named
from api.web.frame.pages import page
from api.words.catalogues import words_in
from api.words.saying import kilometres_words
from delivery import desk
from delivery.crew.records import Courier
from delivery.lists import glance, unassigned
from delivery.planning.asking import is_over, last_on
from delivery.planning.fixing import fixes_of
from delivery.planning.records import Planning
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.states import OPEN_RUNS
from delivery.visits.records import Visit

router = APIRouter()
TO_PUBLISH = (RunState.DRAFT, RunState.PUBLISHED, RunState.STARTED)


@dataclass(frozen=True, slots=True)
class Left:
    """A visit without a courier: why, and what may help, as (code, words of a button)."""

    visit: Visit
    why: str
    fixes: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A stop with its neighbours that may change places with it, by the number of their visits."""

    stop: Stop
    up_id: int | None
    down_id: int | None
    is_late: bool


@dataclass(slots=True)
class DayShown:
    """Everything that the page of a day shows."""

    runs: Sequence[Run]
    lines: Mapping[int, Sequence[Line]]
    left: Sequence[Left]
    failed: Sequence[Visit]
    next_of: Mapping[int, Visit]
    wrote: Mapping[int, Sequence[str]]
    """What couriers wrote, by the number of the visit."""
    off_duty: Sequence[Courier]
    told: Told | None
    is_planning: bool
    is_over: bool
    done: int
    total: int
    late: frozenset[int] = frozenset()
    to_publish: Sequence[int] = field(default_factory=list)


@router.get("/staff/days/{on}")
def show_day(turn: OneTurn) -> Response:
    """The whole day."""
    return show_again(turn, "", HTTPStatus.OK)


def show_again(turn: Turn, fault: str, status: HTTPStatus) -> Response:
    """The day as it is now; with a fault, which is said first."""
    with turn.doors.database.change.begin() as db:
        shown = shown_day(db, turn)
        say = words_in(turn.language).gettext
        return page(
            turn.request, "day/day.html", status=status, shown=shown, on=turn.on, base=turn.path,
            before=turn.on - timedelta(days=1), after=turn.on + timedelta(days=1),
            faults={"planning": fault} if fault else {}, done=day_done(turn.request),
            summary=summary(
                turn.language, done=shown.done, total=shown.total, late=len(shown.late),
                failed=len(shown.failed), left=len(shown.left),
            ),
            stop_state=lambda one: say(STOP_STATES[one]),
            run_state=lambda one: say(RUN_STATES[one]),
            outcome=lambda one: say(OUTCOMES[one]), no_next=lambda one: say(NO_NEXT[one]),
            kilometres=partial(kilometres_words, language=turn.language),
        )  # fmt: skip


def shown_day(db: Session, turn: Turn) -> DayShown:
    """Read the day; it leaves a look at every reader in it."""
    runs = desk.runs_for_desk(db, on=turn.on)
    late = frozenset(glance(db, on=turn.on, now=turn.now).late)
    waiting = unassigned(db, on=turn.on)
    failed = desk.failed_on(db, on=turn.on)
    planning = last_on(db, on=turn.on)
    named = set() if planning is None else visits_named(planning)
    visits = desk.visits_for_desk(db, {one.id for one in waiting} | named)
    stops = [stop for run in runs for stop in run.stops]
    seen = {stop.visit.reader_id for stop in stops} | {one.reader_id for one in failed}
    see(db, turn, seen | {one.reader_id for one in visits.values()})
    couriers = names_of_couriers(db, runs, waiting, planning)
    names = Names(
        {number: one.reader.name for number, one in visits.items()}, couriers
    )  # fmt: skip
    open_runs = [run for run in runs if run.state in TO_PUBLISH]
    working = {run.courier_id for run in runs}
    return DayShown(
        runs=runs,
        lines={run.id: list(_lines(run, late)) for run in runs},
        left=[_left(visits[one.id], names, turn.language) for one in waiting],
        failed=failed,
        next_of=desk.next_days(db, failed),
        wrote=desk.words_about(db, [one.id for one in failed] + [one.visit_id for one in stops]),
        off_duty=[one for one, _duty in desk.on_duty(db, on=turn.on) if one.id not in working],
        told=None if planning is None else planning_told(
            planning, names=names, language=turn.language, zone=network_zone(db), now=turn.now
        ),
        is_planning=planning is not None and not is_over(planning, now=turn.now),
        is_over=turn.on < today(db, now=turn.now),
        done=sum(stop.state is StopState.DONE for stop in stops),
        total=len(stops) + len(waiting),
        late=late,
        to_publish=[run.id for run in open_runs if _is_to_publish(run)],
    )  # fmt: skip


def names_of_couriers(
    db: Session, runs: Sequence[Run], visits: Sequence[Visit], planning: Planning | None
) -> dict[int, str]:
    """How the couriers of whom a day speaks are called."""
    numbers = {run.courier_id for run in runs}
    for one in visits:
        facts = one.left_over or {}
        remedy = facts.get("remedy") or {}
        wanted = (facts.get("only_courier_id"), remedy.get("courier_id"))
        numbers |= {number for number in wanted if number}
    if planning is not None:
        numbers |= couriers_named(planning)
    return {number: one.name for number, one in desk.couriers_by_id(db, numbers).items()}


def summary(
    language: str, *, done: int, total: int, late: int, failed: int, left: int, bags: int = 0
) -> str:
    """The day in one line: "12 of 40 done, 1 late, 2 failed, 1 without a courier"."""
    words = words_in(language)
    if not total and not failed:
        return words.gettext("There are no visits on this day.")
    parts = [
        words.ngettext(
            "%(done)d of %(n)d visit done", "%(done)d of %(n)d visits done", total
        ) % {"done": done, "n": total}
    ]  # fmt: skip
    if late:
        parts.append(words.ngettext("%(n)d late", "%(n)d late", late) % {"n": late})
    if failed:
        parts.append(words.ngettext("%(n)d failed", "%(n)d failed", failed) % {"n": failed})
    if left:
        parts.append(
            words.ngettext("%(n)d without a courier", "%(n)d without a courier", left) % {"n": left}
        )
    if bags:
        parts.append(
            words.ngettext("%(n)d bag not loaded", "%(n)d bags not loaded", bags) % {"n": bags}
        )
    said = f"{', '.join(parts)}."
    return said[0].upper() + said[1:]


def _left(visit: Visit, names: Names, language: str) -> Left:
    fixes = fixes_of(visit) if visit.left_over else []
    return Left(
        visit,
        why_left(visit.left_over, language, names.couriers),
        [(fix.value, fix_words(fix, visit, names, language)) for fix in fixes],
    )


def _lines(run: Run, late: frozenset[int]) -> Sequence[Line]:
    movable = [
        stop.visit_id
        for stop in run.stops
        if stop.state is StopState.PLANNED and run.state in OPEN_RUNS
    ]
    places = {number: place for place, number in enumerate(movable)}

    def line(stop: Stop) -> Line:
        at = places.get(stop.visit_id)
        up = movable[at - 1] if at else None
        down = movable[at + 1] if at is not None and at + 1 < len(movable) else None
        return Line(stop, up, down, stop.id in late)

    return [line(stop) for stop in run.stops]


def _is_to_publish(run: Run) -> bool:
    """A draft, or a published run with stops that nobody was promised yet."""
    unpromised = any(
        stop.state is StopState.PLANNED and stop.promised_from_at is None for stop in run.stops
    )
    return run.state is RunState.DRAFT or unpromised
