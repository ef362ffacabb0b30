"""The library of the story: its wall clock, its nights, its sender of letters."""

from dataclasses import dataclass
from datetime import date

from access.database.opening import Database
from api.nights import night_of
from api.notices.adapters import adapters_of
from api.notices.sender import Tally, send_due
from api.settings import Settings
from api.work.nights import STEPS, Part
from delivery.night import do_step
from delivery.runs.night_report import NightStep, Step
from tests.api.notices.servers import Postbox
from tests.api.web.courier.road import Clock
from tests.api.web.journeys.town_house import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What works when nobody sits at a desk, with the postbox that it writes to."""

    database: Database
    settings: Settings
    clock: Clock
    postbox: Postbox
    house: House

    def work(self, part: Part, on: date) -> dict[Step, NightStep]:
        """A night or an evening, step by step as a worker does it; every step ends well."""
        which = night_of(self.settings, self.database, on)
        done = {step: do_step(which, step, now=self.clock()) for step in STEPS[part]}
        assert [row.fault for row in done.values()] == [None] * len(done)
        return done

    def send(self) -> Tally:
        """What the worker of the notices does every few seconds."""
        return send_due(self.database, adapters_of(self.settings), self.clock)
