"""`dauys delivery`: the night of home delivery by command, for a library without the worker."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer

from access.database.opening import Database
from access.errors import AccessError
from access.network.zone import network_zone, today
from api.answers.night_words import sentence_of, told
from api.cli import options as of
from api.cli.console import say
from api.cli.desk import opened
from api.nights import night_of
from api.settings import Settings, load_settings
from delivery.crew.duty import midnight
from delivery.errors import DeliveryError
from delivery.night import EVENING, NIGHT, day_told, do_step, plan_day, publish_day
from delivery.runs.night_report import NightStep, Step, last

FAULTS = 1
OnDay = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"],
        help="The day that begins with this night: today if not said, or tomorrow.",
    ),
]  # fmt: skip


class NotThatNight(AccessError):
    """A night that is over is made up for by the next one; one far ahead cannot be known."""

    def __init__(self, on: date) -> None:
        super().__init__(
            f"{on} is neither today nor tomorrow. A night that was missed is made up for by "
            "today's: leave --on out."
        )


class CannotPlan(AccessError):
    """Delivery said no; the sentence says why."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    delivery = typer.Typer(
        help="Home delivery: what is done by itself at night, for cron or by hand.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.add_typer(delivery, name="delivery")

    @delivery.command(name="night")
    def _night(on: OnDay = None, as_json: of.AsJson = False) -> int:
        """Close the days that are over, schedule the next ones, plan the next day.

        What is done already is not done twice. Exit code 1 where a step did not work.
        """
        return _steps(NIGHT, on, as_json=as_json)

    @delivery.command(name="evening")
    def _evening(on: OnDay = None, as_json: of.AsJson = False) -> int:
        """Publish the runs of the next day, and tell readers when the courier comes."""
        return _steps(EVENING, on, as_json=as_json)

    @delivery.command(name="schedule")
    def _schedule(as_json: of.AsJson = False) -> int:
        """Spread the visits of the next days anew. Done again it changes nothing."""
        return _steps((Step.SCHEDULE,), None, as_json=as_json, again=True)

    @delivery.command(name="plan")
    def _plan(
        day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="As 2026-12-01.")],
        *,
        publish: Annotated[
            bool, typer.Option("--publish", help="Publish the runs, and tell readers.")
        ] = False,
        as_json: of.AsJson = False,
    ) -> int:
        """Plan one day, or what is left of it: visits become checked runs.

        Exit code 1 where visits found no place; each is named with the reason.
        """
        return _planned(day.date(), publish=publish, as_json=as_json)

    @delivery.command(name="report")
    def _report(as_json: of.AsJson = False) -> int:
        """Say what the last night did, step by step."""
        with opened(load_settings()) as database, database.look.begin() as db:
            rows = list(last(db))
            return _said(rows, as_json=as_json)


def _steps(
    steps: Sequence[Step], on: datetime | None, *, as_json: bool, again: bool = False
) -> int:
    settings = load_settings()
    with opened(settings) as database:
        night_on, now = _when(database, on and on.date())
        night = night_of(settings, database, night_on)
        rows = [do_step(night, step, now=now, again=again) for step in steps]
    return _said(rows, as_json=as_json)


def _when(database: Database, on: date | None) -> tuple[date, datetime]:
    """Which night, and the moment: of tomorrow's night its beginning. Raises NotThatNight."""
    now = datetime.now(UTC)
    with database.look.begin() as db:
        zone, this_day = network_zone(db), today(db, now=now)
    if on is None or on == this_day:
        return this_day, now
    if on != this_day + timedelta(days=1):
        raise NotThatNight(on)
    return on, midnight(on, zone)


def _planned(on: date, *, publish: bool, as_json: bool) -> int:
    settings: Settings = load_settings()
    now = datetime.now(UTC)
    with opened(settings) as database:
        night = night_of(settings, database, on)
        try:
            plan_day(night, on=on, now=now)
            if publish:
                publish_day(night, on=on, now=now)
        except DeliveryError as error:
            raise CannotPlan(str(error)) from error
        with database.look.begin() as db:
            done = day_told(db, on)
    facts: dict[str, Any] = {
        "day": on.isoformat(),
        "counts": dict(done.counts),
        "left": [dict(one) for one in done.left],
        "published": publish,
    }
    if as_json:
        say(json.dumps(facts, ensure_ascii=False, indent=1))
    else:
        count = done.counts
        is_out = ", published" if publish else ""
        say(
            f"{on}: {count['stops']} visits in {count['runs']} runs{is_out}; "
            f"without a run: {count['left']}."
        )
        for one in done.left:
            say(f"  visit {one['visit_id']}: {one['code'].replace('_', ' ')}")
    return FAULTS if done.left else 0


def _said(rows: Sequence[NightStep], *, as_json: bool) -> int:
    if as_json:
        say(json.dumps([told(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        for row in rows:
            sentence, values = sentence_of(row)
            say(sentence % values)
            for one in row.left:
                whose = "visit" if "visit_id" in one else "reader"
                say(f"  {whose} {one.get(f'{whose}_id')}: {str(one['code']).replace('_', ' ')}")
        if not rows:
            say("No night has been yet.")
    return FAULTS if any(row.fault for row in rows) else 0
