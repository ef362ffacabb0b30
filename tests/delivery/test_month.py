"""Ten days of a small town, lived through by the real nights: what must never be never is."""

from datetime import datetime

from access.database.opening import Database
from access.notices.records import NoticeKind
from delivery.planning.solving import Effort
from fixtures.city_month import CREW, city_month
from fixtures.month.judged import faults, judged
from fixtures.month.laid import lay
from fixtures.month.lived import Life

READERS, COURIERS, DAYS = 60, 3, 10
FEW = Effort(time_limit_s=60.0, round_limit=2)
KEPT_PERCENT = 98


def test_a_small_town_is_served_for_ten_days(database: Database) -> None:
    """Nothing is booked twice or lost, no window is broken, and readers are visited as often as
    they wish; a courier is ill one morning, a car is lost at noon."""
    month = city_month(readers=READERS, crew=CREW[:COURIERS], days=DAYS)
    assert any(day.ill is not None for day in month.days)
    assert any(day.car_lost is not None for day in month.days)
    city = lay(database.change, month)
    wrong: list[str] = []

    def look(day: int, _now: datetime) -> None:
        with database.look.begin() as db:
            wrong.extend(f"on day {day}: {sentence}" for sentence in faults(db, city))

    life = Life(database, city, effort=FEW, look=look)
    life.live()
    assert wrong == []
    assert life.log.faults == []
    with database.look.begin() as db:
        verdict = judged(db, city, until_on=month.on(DAYS - 1))
    assert verdict.visits["done delivered"] > READERS // 3
    assert verdict.frequency.kept > READERS // 3
    assert verdict.frequency.percent >= KEPT_PERCENT
    assert verdict.told[NoticeKind.VISIT_PLANNED.value] >= verdict.visits["done delivered"]


def test_the_same_seed_makes_the_same_month() -> None:
    assert city_month(readers=30, days=5) == city_month(readers=30, days=5)
    assert city_month(readers=30, days=5) != city_month(readers=30, days=5, seed=1)
