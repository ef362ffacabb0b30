"""The figures are what somebody would count who goes through all visits by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from delivery.errors import BadSpan
from delivery.statistics.figures import Figures, figures
from delivery.statistics.span import MOST_DAYS, By, Span
from delivery.statistics.work import work_of_couriers
from delivery.visits.records import Outcome
from tests.delivery import town
from tests.delivery.statistics.month import Made, Month, area_of, counted

MADE = st.builds(
    Made,
    reader=st.integers(0, 13),
    days=st.integers(-3, 40),
    outcome=st.sampled_from(
        (Outcome.DELIVERED, Outcome.DELIVERED, Outcome.NO_ANSWER, Outcome.WEATHER)
    ),
    courier=st.sampled_from((0, 1, 2, None)),
    hour=st.integers(9, 14),
    moved=st.integers(0, 2),
    brought=st.integers(0, 2),
    taken=st.integers(0, 2),
    is_promised=st.booleans(),
)
VISITS = st.lists(MADE, max_size=40)
WHOLE = Span(town.on(0), town.on(37))


def visit(reader: int, days: int = 1, outcome: Outcome = Outcome.DELIVERED) -> Made:
    return Made(reader, days, outcome, 0, 11, 0, 1, 0, True)


@given(visits=VISITS)
@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_every_figure_is_what_is_counted_by_hand(db: Session, visits: list[Made]) -> None:
    with db.begin_nested() as example:
        month = Month(db)
        for one in visits:
            month.add(one)
        for by in By:
            found = {one.part: one for one in figures(db, WHOLE, by)}
            expected = counted(month, visits, WHOLE, by)
            for part in found.keys() | expected.keys():
                assert found.get(part) == expected.get(part, Figures(part=part)), by
        example.rollback()


def test_nothing_is_nothing_and_days_have_no_gaps(db: Session) -> None:
    span = Span(town.on(0), town.on(9))
    assert figures(db, span, By.ALL) == [Figures(part=0)]
    assert [one.part for one in figures(db, span, By.DAY)] == [town.on(n) for n in range(10)]
    assert [one.part for one in figures(db, span, By.WEEK)] == [town.on(0), town.on(7)]
    assert [one.part for one in figures(db, span, By.MONTH)] == [town.on(0), date(2026, 12, 1)]
    assert figures(db, span, By.AREA) == []


def test_a_small_area_is_joined_with_the_next_until_five_readers_are_in_it(db: Session) -> None:
    """One reader alone in an area would be found in its row."""
    month = Month(db)
    for reader in range(14):
        month.add(visit(reader))
    found = {one.part: one.readers for one in figures(db, WHOLE, By.AREA)}
    assert found == {area_of(0): 6, None: 8}, "three readers need a fourth area beside theirs"


def test_where_everybody_is_few_there_is_one_row(db: Session) -> None:
    month = Month(db)
    for reader in (0, 6, 13):
        month.add(visit(reader))
    (row,) = figures(db, WHOLE, By.AREA)
    assert (row.part, row.readers) == (None, 3)


def test_the_work_of_couriers_is_added_up(db: Session) -> None:
    month = Month(db)
    for days in (1, 1, 2):
        month.add(visit(days, days))
    month.add(Made(3, 1, Outcome.REFUSED, 1, 11, 0, 0, 0, False))
    rows = [(one.courier_name, one.runs, one.stops, one.minutes, one.distance_m)
            for one in work_of_couriers(db, WHOLE)]  # fmt: skip
    assert rows == [("Курьер 0", 2, 3, 360, 3_000), ("Курьер 1", 1, 1, 180, 1_500)]


@pytest.mark.parametrize("days", [-1, MOST_DAYS, 100_000])
def test_a_span_has_a_bound_and_a_direction(days: int) -> None:
    with pytest.raises(BadSpan):
        Span(town.MONDAY, town.MONDAY + timedelta(days=days))
    assert Span(town.MONDAY, town.MONDAY + timedelta(days=MOST_DAYS - 1))
