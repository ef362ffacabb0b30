"""Coordinators read in the morning what the night did, and what did not work."""

from datetime import date

from fastapi.testclient import TestClient

from access.database.opening import Database
from delivery.runs.night_report import Done, Step, begin_step, end_step
from tests.api.web.conftest import NOON
from tests.api.web.desk_day import Day

ON = date(2026, 11, 27)


def written(desk: Database, day: Day) -> None:
    """A night in which scheduling went well, and planning did not."""
    left = [{"reader_id": day.reader_id, "code": "days_full"}]
    counts = {"made": 5, "moved": 1, "kept": 7, "cancelled": 0, "left": 1}
    with desk.change.begin() as db:
        for step, done, fault in (
            (Step.SCHEDULE, Done(counts=counts, left=left), None),
            (Step.NEXT, None, "PlanBroken"),
        ):
            begin_step(db, night_on=ON, step=step, now=NOON)
            end_step(db, night_on=ON, step=step, done=done, fault=fault, now=NOON)


def test_a_coordinator_reads_what_worked_and_what_did_not(
    staff: TestClient, desk: Database, day: Day
) -> None:
    assert "No night is written down yet." in staff.get("/staff/nights").text
    written(desk, day)
    told = staff.get("/staff/nights").text
    assert "New visits: 5, moved: 1, as before: 7" in told
    assert "It did not work (PlanBroken)." in told
    assert f'href="/staff/readers/{day.reader_id}"' in told
    assert "the days that suit this reader are full" in told
    assert "Friday, 27 November 2026" in told
    assert staff.get("/staff/nights?on=2026-11-27").status_code == 200
