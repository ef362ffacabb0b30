"""The night that plans and the evening that publishes, as durable work: once a night however many
workers there are, gone on with wherever a worker was killed, made up for where it was missed.

What is due follows from the clock and from the records alone, so nothing is lost with the engine's
tables. Which steps there are and what each does: delivery.night; why at these hours:
docs/decisions/0026.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dbos import DBOS
from sqlalchemy.orm import Session

from access.database.opening import Database
from access.network.zone import network_zone
from api.nights import night_of
from api.settings import Settings
from api.work.editions import Bench
from api.work.engine import LIVE, Desk
from delivery.night import EVENING, NIGHT, do_step, undone
from delivery.runs.night_report import Step, night

MOST_STARTS = 6
"""How often a night that did not end well is begun in all."""
PAUSE = timedelta(minutes=10)
"""Before it is begun again; longer each time."""

_BENCH: list[Bench] = []


class Part(StrEnum):
    """What of the work of a day: before the morning, or before the evening."""

    NIGHT = "night"
    EVENING = "evening"


STEPS: Mapping[Part, Sequence[Step]] = {Part.NIGHT: NIGHT, Part.EVENING: EVENING}


def work_at_night(bench: Bench) -> None:
    """This process may be given nights to do."""
    _BENCH[:] = [bench]


def due_parts(now: datetime, zone: ZoneInfo, settings: Settings) -> list[tuple[Part, date]]:
    """What should have begun by now of today's work, in the network's zone, with its day."""
    local = now.astimezone(zone)
    hours = {Part.NIGHT: settings.night_at, Part.EVENING: settings.publish_at}
    return [
        (part, local.date()) for part, at in hours.items() if local.time() >= time.fromisoformat(at)
    ]


def hand_in_nights(database: Database, desk: Desk, settings: Settings, now: datetime) -> int:
    """Hand in what is due and neither done nor under way; answers how much that was. Two workers
    who do it at once hand in the same work by the same name: it is done once."""
    with database.look.begin() as db:
        parts = due_parts(now, network_zone(db), settings)
        waiting = [
            (part, on, _last_at(db, on, part))
            for part, on in parts
            if undone(db, night_on=on, steps=STEPS[part])
        ]
    return sum(_hand_in(desk, part, on, last_at, now) for part, on, last_at in waiting)


@DBOS.workflow(name="delivery_part")
def delivery_part(part: str, night_on: str) -> None:
    """Every step in its turn; one that fails is written down and keeps none of the others."""
    for step in STEPS[Part(part)]:
        delivery_step(step.value, night_on)


@DBOS.step(
    name="delivery_step", retries_allowed=True, max_attempts=4, interval_seconds=1, backoff_rate=4
)
def delivery_step(step: str, night_on: str) -> None:
    """One step. It raises only where the database is away; then it is tried again."""
    bench = _BENCH[0]
    which = night_of(bench.settings, bench.database, date.fromisoformat(night_on))
    do_step(which, Step(step), now=datetime.now(UTC))


def _last_at(db: Session, on: date, part: Part) -> datetime | None:
    """When this part was last heard of."""
    rows = [row for row in night(db, night_on=on) if row.step in STEPS[part]]
    return max((row.ended_at or row.began_at for row in rows), default=None)


def _hand_in(desk: Desk, part: Part, on: date, last_at: datetime | None, now: datetime) -> bool:
    names = [f"{part.value}-{on.isoformat()}-{start}" for start in range(1, MOST_STARTS + 1)]
    states = desk.states_of(names)
    for start, name in enumerate(names):
        state = states.get(name)
        if state in LIVE:
            return False
        if state is None:
            if start and last_at is not None and now < last_at + PAUSE * start:
                return False
            desk.hand_in_night(name, part.value, on.isoformat())
            return True
    return False
