"""What the web needs to answer: the database, the settings, the clock; handed in at the start."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from access.database.opening import Database
from access.production.workers import alive
from api.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Everything behind the web. `clock` answers with the moment, aware, in UTC."""

    database: Database
    settings: Settings
    clock: Callable[[], datetime]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days and hours are said."""
        return ZoneInfo(self.settings.time_zone)

    def day_of(self, moment: datetime) -> date:
        """Which day a moment is in that zone."""
        return moment.astimezone(self.zone).date()

    def workers_now(self, db: Session, now: datetime) -> int:
        """How many books are made at once at this moment; 1 at the least, for who expects one."""
        after_s = self.settings.worker_dead_after_s
        return max(1, len(alive(db, now=now, dead_after_s=after_s)))


def doors_of(request: Request) -> Doors:
    """The doors of the application that answers."""
    doors: Doors = request.app.state.doors
    return doors


OpenDoors = Annotated[Doors, Depends(doors_of)]


def changing(doors: OpenDoors) -> Iterator[Session]:
    """A transaction around one request: commits, or rolls back on any error."""
    with doors.database.change.begin() as db:
        yield db


def looking(doors: OpenDoors) -> Iterator[Session]:
    """A transaction that only reads; on SQLite it waits for no writer."""
    with doors.database.look.begin() as db:
        yield db


def the_moment(doors: OpenDoors) -> datetime:
    """Now, once for the whole request."""
    return doors.clock()


# scope="function": commit before the answer leaves, so "done" is never a guess
Db = Annotated[Session, Depends(changing, scope="function")]
LookDb = Annotated[Session, Depends(looking, scope="function")]
Now = Annotated[datetime, Depends(the_moment)]
