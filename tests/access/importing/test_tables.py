"""Tables as spreadsheets save them: titles, the network, its holidays."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from access.catalogue.records import ContributorRole, Medium
from access.importing.remarks import RecordRefused
from access.importing.tables import titles
from access.importing.tables.hours import Span, hours_in
from access.network.records import Holiday, OpeningHours, PointKind, ServicePoint
from fixtures.marc_files import CATALOGUE
from tests.access.importing.desks import Counter, codes, outcome


def test_titles_of_a_table_have_their_people_and_copies(city: Counter) -> None:
    report = city.take_sample("titles.csv")
    assert outcome(report) == (4, 0, 0, 1)
    page = city.page("Ключ от чердака")
    assert page.people(ContributorRole.AUTHOR) == ["Заречный, Пётр Ильич"]
    assert page.people(ContributorRole.NARRATOR) == ["Лугова, Анна"]
    (shelf,) = page.shelves
    assert (shelf.medium, shelf.length_s) == (Medium.AUDIO, 25_500)


def test_rows_of_one_title_are_its_copies(city: Counter) -> None:
    city.take_sample("titles.csv")
    media = {shelf.medium for shelf in city.page("Қоңыр күз").shelves}
    assert media == {Medium.PRINT, Medium.LARGE_PRINT}


def test_a_wrong_cell_is_told_with_its_line_and_column(city: Counter) -> None:
    report = city.take_sample("titles.csv")
    wrong = [(remark.field, remark.record) for remark in report.remarks if remark.control == "T-3"]
    assert wrong == [("year", 5), ("isbn", 5), ("medium", 5)]


def test_the_same_table_again_changes_nothing(city: Counter) -> None:
    city.take_sample("titles.csv")
    assert outcome(city.take_sample("titles.csv")) == (0, 0, 4, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encoding_and_separator_are_found(counter: Counter, encoding: str, separator: str) -> None:
    text = "Название;Автор;Язык;Год\nҚоңыр күз;Сәуле Бекен;казахский;2023\n"
    report = counter.take(text.replace(";", separator).encode(encoding), "books.csv")
    assert outcome(report) == (1, 0, 0, 0)
    title = counter.page("Қоңыр күз").title
    assert (title.language, title.published_year) == ("kk", 2023)


def test_a_table_without_known_columns_is_refused(counter: Counter) -> None:
    report = counter.take(b"colour;weight\nred;3\n", "colours.csv")
    assert outcome(report) == (0, 0, 0, 1)
    assert codes(report) == ["bad_file"]


def test_a_file_outside_the_folder_of_the_table_is_not_taken(counter: Counter) -> None:
    (counter.folder.parent / "secret.txt").write_text("Құпия сөз.")
    report = counter.take("name;file\nКітап;../secret.txt\n".encode(), "books.csv")
    assert codes(report) == ["no_such_file"]
    assert counter.is_empty()


@given(st.binary(max_size=2_000))
@settings(max_examples=100, deadline=None)
def test_random_hours_are_understood_or_refused(raw: bytes) -> None:
    try:
        hours = hours_in(raw.decode("latin-1"))
    except RecordRefused:
        return
    assert all(0 <= one.opens_minute < one.closes_minute <= 1440 for one in hours.spans)


def test_the_network_has_its_branches_and_stations(city: Counter) -> None:
    with city.database.look() as db:
        points = db.scalars(select(ServicePoint)).all()
        hours = db.scalars(
            select(OpeningHours)
            .join(ServicePoint)
            .where(ServicePoint.code == "B05")
            .order_by(OpeningHours.weekday)
        ).all()
    branches = [point for point in points if point.kind is PointKind.BRANCH]
    assert (len(branches), len(points) - len(branches)) == (28, 24)
    assert sum(point.is_specialised for point in points) == 7
    assert any(point.is_always_open for point in points)
    assert [(one.weekday, one.opens_minute) for one in hours] == [
        *((day, 540) for day in range(5)),
        (5, 600),
    ]


def test_the_network_again_changes_what_changed(city: Counter) -> None:
    text = (CATALOGUE / "network.csv").read_text("utf-8")
    assert outcome(city.take(text.encode(), "network.csv")) == (0, 0, 52, 0)
    later = text.replace("Mo-Fr 09:00-18:00; Sa 10:00-17:00", "Mo-Fr 09:00-20:00", 1)
    assert outcome(city.take(later.encode(), "network.csv")) == (0, 1, 51, 0)


def test_a_point_that_is_not_clear_is_refused_alone(counter: Counter) -> None:
    table = (
        "code;name_ru;hours;lat\n"
        "A1;Первая;Mo-Fr 19:00-09:00;43.2\n"
        "A2;Вторая;24/7;143,2\n"
        "A3;Третья;Пн-Пт 09:00-18:00;43,2\n"
        ";Безымянная;24/7;43\n"
    )
    report = counter.take(table.encode("cp1251"), "points.csv")
    assert outcome(report) == (1, 0, 0, 3)
    assert [remark.field for remark in report.remarks] == ["hours", "lat", "code"]


def test_holidays_come_once(counter: Counter) -> None:
    assert counter.take_sample("holidays.csv").added == 30
    assert outcome(counter.take_sample("holidays.csv")) == (0, 0, 30, 0)
    with counter.database.look() as db:
        day = db.scalars(select(Holiday).where(Holiday.holiday_on == date(2026, 12, 16))).one()
        assert day.names["kk"] == "Тәуелсіздік күні"


def test_an_impossible_day_is_refused(counter: Counter) -> None:
    table = b"date;name_en;branch\n2026-02-30;No day;\n16.12.2026;Day;\n2026-12-17;Day;B99\n"
    report = counter.take(table, "holidays.csv")
    assert outcome(report) == (1, 0, 0, 2)
    assert codes(report) == ["bad_value", "no_such_point"]


def test_a_later_rule_for_a_day_wins() -> None:
    hours = hours_in("Mo-Su 10:00-14:00,15:00-19:00; Su off; Sa 11:00-12:00")
    assert len(hours.spans) == 11
    assert hours.spans[-1] == Span(5, 660, 720)


def test_a_bulk_of_rows_is_cut_into_batches(city: Counter) -> None:
    rows = "\n".join(f"N-{number};Кітап {number};kk" for number in range(40))
    report = city.take(f"id;name;language\n{rows}\n".encode(), "many.csv")
    assert outcome(report) == (40, 0, 0, 0)


def test_rows_beyond_the_bound_are_said_to_be_left_out(
    city: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out is said; nobody waits for a title that was passed over in silence."""
    monkeypatch.setattr(titles, "MOST_ROWS", 3)
    report = city.take_sample("titles.csv")
    assert "too_many" in codes(report)
