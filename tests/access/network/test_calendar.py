"""When somebody comes to a point, is anybody there? Also at midnight and when clocks change."""

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from access.network.calendar import (
    Hours,
    Opening,
    is_open,
    is_working_day,
    next_opening,
    openings_on,
    working_days,
)
from access.network.errors import PointNotFound
from access.network.points import nearest, network, point_of, points
from access.network.records import Holiday, Network, OpeningHours, PointKind, ServicePoint
from access.network.zone import today

ALMATY = ZoneInfo("Asia/Almaty")
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = date(2026, 11, 27)


def almaty(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ALMATY)


def a_point(db: Session, code: str = "B1", **facts: object) -> ServicePoint:
    point = ServicePoint(code=code, **{"kind": PointKind.BRANCH, "names": {"kk": code}, **facts})
    db.add(point)
    db.flush()
    return point


def open_daily(db: Session, point: ServicePoint, *hours: tuple[int, int], days: int = 5) -> None:
    db.add_all(
        OpeningHours(
            service_point_id=point.id,
            weekday=day,
            opens_minute=opens * 60,
            closes_minute=closes * 60,
        )
        for day in range(days)
        for opens, closes in hours
    )
    db.flush()


def test_a_branch_is_open_by_its_hours(db: Session) -> None:
    """From the first minute on, and not at the minute of closing; noon in Almaty is 7 in UTC."""
    point = a_point(db)
    open_daily(db, point, (9, 13), (14, 18))
    at = {
        (9, 0): True, (8, 59): False, (12, 59): True, (13, 0): False, (14, 0): True, (18, 0): False
    }  # fmt: skip
    for (hour, minute), expected in at.items():
        assert is_open(db, point_id=point.id, at=almaty(FRIDAY, hour, minute)) is expected
    assert is_open(db, point_id=point.id, at=datetime(2026, 11, 27, 4, tzinfo=UTC))
    assert not is_open(db, point_id=point.id, at=almaty(FRIDAY + timedelta(days=1), 10))


def test_a_holiday_of_all_and_one_of_a_point(db: Session) -> None:
    one, other = a_point(db, "B1"), a_point(db, "B2")
    for point in (one, other):
        open_daily(db, point, (9, 18))
    thursday = FRIDAY - timedelta(days=1)
    db.add(Holiday(holiday_on=FRIDAY, names={"kk": "мереке"}))
    db.add(Holiday(holiday_on=thursday, service_point_id=one.id, names={"kk": "жөндеу"}))
    db.flush()
    assert openings_on(db, point_id=other.id, on=FRIDAY) == ()
    assert not is_open(db, point_id=one.id, at=almaty(thursday, 10))
    assert is_open(db, point_id=other.id, at=almaty(thursday, 10))
    assert not is_working_day(db, on=FRIDAY)
    assert is_working_day(db, on=thursday)


def test_the_next_opening_leaves_out_weekend_and_holiday(db: Session) -> None:
    point = a_point(db)
    open_daily(db, point, (9, 18))
    monday = FRIDAY + timedelta(days=3)
    db.add(Holiday(holiday_on=monday, names={"kk": "мереке"}))
    db.flush()
    now = next_opening(db, point_id=point.id, at=almaty(FRIDAY, 17))
    assert now == Opening(almaty(FRIDAY, 9), almaty(FRIDAY, 18))
    later = next_opening(db, point_id=point.id, at=almaty(FRIDAY, 18))
    tuesday = monday + timedelta(days=1)
    assert later == Opening(almaty(tuesday, 9), almaty(tuesday, 18))
    assert working_days(db, from_on=FRIDAY, days=6) == [
        FRIDAY, tuesday, tuesday + timedelta(days=1)
    ]  # fmt: skip


def test_a_station_never_closes(db: Session) -> None:
    station = a_point(db, "S1", kind=PointKind.STATION, is_always_open=True)
    db.add(Holiday(holiday_on=FRIDAY, names={"kk": "мереке"}))
    db.flush()
    assert is_open(db, point_id=station.id, at=almaty(FRIDAY, 0))
    assert is_open(db, point_id=station.id, at=almaty(FRIDAY, 23, 59))
    found = next_opening(db, point_id=station.id, at=almaty(FRIDAY, 23))
    assert found is not None
    assert found.closes_at - almaty(FRIDAY, 23) > timedelta(days=7)


def test_a_point_closed_for_good_never_opens(db: Session) -> None:
    point = a_point(db, closed_for_good_on=FRIDAY)
    open_daily(db, point, (9, 18))
    assert is_open(db, point_id=point.id, at=almaty(FRIDAY - timedelta(days=1), 10))
    assert not is_open(db, point_id=point.id, at=almaty(FRIDAY, 10))
    assert next_opening(db, point_id=point.id, at=almaty(FRIDAY, 10)) is None
    assert points(db, on=FRIDAY) == []


def test_an_unknown_point_is_said_to_be_unknown(db: Session) -> None:
    with pytest.raises(PointNotFound) as refused:
        is_open(db, point_id=404, at=almaty(FRIDAY, 10))
    assert refused.value.point_id == 404


def test_today_is_the_day_of_the_network(db: Session) -> None:
    """At 19 in Greenwich the next day has begun in Almaty."""
    evening = datetime(2026, 11, 27, 19, 0, tzinfo=UTC)
    assert today(db, now=evening) == FRIDAY + timedelta(days=1)
    db.add(Network(names={"en": "Libraries"}, time_zone="Europe/Lisbon"))
    db.flush()
    assert today(db, now=evening) == FRIDAY
    kept = network(db)
    assert kept
    assert kept.time_zone == "Europe/Lisbon"


def hours(zone: ZoneInfo, *weekly: tuple[int, int, int], always: bool = False) -> Hours:
    return Hours(
        zone=zone,
        weekly=weekly,
        holidays=frozenset(),
        is_always_open=always,
        closed_for_good_on=None,
    )


def test_a_day_has_as_many_hours_as_its_clock() -> None:
    """In Berlin the clocks go forward on 29 March 2026 and back on 25 October."""
    always = hours(BERLIN, always=True)
    for day, length in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        (opening,) = always.openings(day)
        assert opening.closes_at - opening.opens_at == timedelta(hours=length)


def test_an_hour_that_the_clock_leaves_out_opens_after_it() -> None:
    """Half past two does not exist that night: it opens at three, which is one in UTC."""
    (opening,) = hours(BERLIN, (6, 150, 240)).openings(date(2026, 3, 29))
    assert opening == Opening(
        datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC)
    )
    assert hours(BERLIN, (6, 125, 175)).openings(date(2026, 3, 29)) == ()


def test_a_night_goes_on_past_midnight() -> None:
    night = hours(ALMATY, (4, 20 * 60, 1440), (5, 0, 2 * 60))
    found = night.next_opening(almaty(FRIDAY, 23))
    assert found == Opening(almaty(FRIDAY, 20), almaty(FRIDAY + timedelta(days=1), 2))


WEEKS = some.lists(
    some.tuples(some.integers(0, 6), some.integers(0, 1439), some.integers(1, 1440)).filter(
        lambda row: row[1] < row[2]
    ),
    max_size=10,
)
MOMENTS = some.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=some.just(UTC))  # noqa: DTZ001
ZONES = some.sampled_from([ALMATY, BERLIN, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Apia")])


@given(WEEKS, MOMENTS, ZONES)
def test_it_is_open_exactly_within_its_openings(
    weekly: list[tuple[int, int, int]], at: datetime, zone: ZoneInfo
) -> None:
    """Openings of a day are apart and in order; the next opening is open at its first moment and
    closed at its last, and nothing before it is open."""
    point = hours(zone, *weekly)
    day = point.openings(at.astimezone(zone).date())
    for one, after in itertools.pairwise(day):
        assert one.closes_at < after.opens_at
    found = point.next_opening(at)
    assert (found is None) == (not weekly)
    if found is None:
        return
    assert found.closes_at > at
    assert point.is_open(found.opens_at)
    assert not point.is_open(found.closes_at) or found.closes_at - at > timedelta(days=7)
    assert point.is_open(at) == (found.opens_at <= at)
    if found.opens_at > at:
        assert not point.is_open(at + (found.opens_at - at) / 2)


def test_the_nearest_specialised_branch(db: Session) -> None:
    """From Almaty's Panfilov park: the near branch serves everybody, the far one blind readers."""
    a_point(db, "FAR", is_specialised=True, lat_deg=43.2380, lon_deg=76.8829)
    a_point(db, "NEAR", lat_deg=43.2590, lon_deg=76.9540)
    a_point(db, "NOWHERE", is_specialised=True)
    a_point(db, "S1", kind=PointKind.STATION, is_specialised=True, lat_deg=43.2585, lon_deg=76.9535)
    (found,) = nearest(db, lat_deg=43.2585, lon_deg=76.9535, on=FRIDAY)
    assert found.point.code == "FAR"
    assert 6_000 < found.distance_m < 6_400
    both = nearest(db, lat_deg=43.2585, lon_deg=76.9535, on=FRIDAY, specialised_only=False)
    assert [one.point.code for one in both] == ["NEAR", "FAR"]


def test_points_are_listed_by_code_with_their_hours(db: Session) -> None:
    for code in ("B3", "B1", "B2"):
        open_daily(db, a_point(db, code), (9, 18))
    listed = points(db, on=FRIDAY, limit=2)
    assert [point.code for point in listed] == ["B1", "B2"]
    assert len(listed[0].hours) == 5
    assert [point.code for point in points(db, on=FRIDAY, after_code="B2")] == ["B3"]
    assert point_of(db, point_id=listed[0].id).code == "B1"
