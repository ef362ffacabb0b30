"""The same record again changes nothing; a changed one changes its title and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Title
from access.database.opening import Database
from access.importing.cleaning import clean
from access.importing.files import import_file
from access.importing.matching import Doubles
from access.importing.saving import save
from fixtures.marc_files import iso_2709, marc_bytes, sources_of
from tests.access.importing.desks import NOON, Counter, codes, outcome
from tests.access.importing.test_marc import entry

BOOK = sources_of("marc21")[0]
WHOLE = marc_bytes("marc21")


def changed(lines: list[str], old: str, new: str) -> bytes:
    return iso_2709([line.replace(old, new) for line in lines])


def states(counter: Counter) -> dict[str | None, CopyState]:
    with counter.database.look() as db:
        rows = db.execute(select(Copy.barcode, Copy.state))
        return {row.barcode: row.state for row in rows}


def test_the_same_file_again_changes_nothing(city: Counter) -> None:
    assert outcome(city.take(WHOLE)) == (5, 0, 0, 0)
    assert len(city.told) == 5
    assert outcome(city.take(WHOLE)) == (0, 0, 5, 0)
    assert len(city.told) == 5


def test_a_changed_record_changes_its_title_alone(city: Counter) -> None:
    city.take(WHOLE)
    city.told.clear()
    report = city.take(WHOLE.replace(b"Ferry Lane Press", b"Ferry Hill Press"))
    assert outcome(report) == (0, 1, 4, 0)
    page = city.page("The lantern keeper")
    assert page.title.publisher == "Ferry Hill Press"
    assert city.told == [page.title.id]


def test_what_people_changed_by_hand_stays_while_the_record_stays(city: Counter) -> None:
    city.take(iso_2709(BOOK))
    with city.database.change.begin() as db:
        db.execute(update(Title).values(annotation="Кітапханашы жазған."))
    city.take(iso_2709(BOOK))
    assert city.page("Тау суы").title.annotation == "Кітапханашы жазған."


def test_when_it_was_added_stays_and_when_it_changed_moves(city: Counter, tmp_path: Path) -> None:
    city.take(iso_2709(BOOK))
    later = NOON + timedelta(days=3)
    path = tmp_path / "again.mrc"
    path.write_bytes(changed(BOOK, "2019", "2020"))
    import_file(path, city.desk(later), city.wishes())
    title = city.page("Тау суы").title
    assert (title.added_at, title.changed_at) == (NOON, later)


def test_copies_come_and_go_with_the_record(city: Counter) -> None:
    city.take(iso_2709(BOOK))
    city.take(changed(BOOK, "A0000102", "A0000199"))
    assert states(city) == {
        "A0000101": CopyState.ON_SHELF,
        "A0000102": CopyState.WITHDRAWN,
        "A0000199": CopyState.ON_SHELF,
    }
    city.take(iso_2709(BOOK))
    assert states(city)["A0000102"] is CopyState.ON_SHELF


def test_a_copy_on_loan_is_never_taken_away(city: Counter) -> None:
    city.take(iso_2709(BOOK))
    with city.database.change.begin() as db:
        db.execute(update(Copy).values(state=CopyState.ON_LOAN))
    report = city.take(changed(BOOK, "A0000102", "A0000199"))
    assert codes(report) == ["copy_still_out"]
    assert states(city)["A0000102"] is CopyState.ON_LOAN


def test_copies_of_a_branch_that_comes_later_come_with_it(counter: Counter) -> None:
    report = counter.take(iso_2709(BOOK))
    assert codes(report) == ["no_such_point", "no_such_point"]
    assert outcome(counter.take(iso_2709(BOOK))) == (0, 0, 1, 0)
    counter.take_sample("network.csv")
    assert outcome(counter.take(iso_2709(BOOK))) == (0, 1, 0, 0)
    assert outcome(counter.take(iso_2709(BOOK))) == (0, 0, 1, 0)
    assert len(states(counter)) == 2


def test_a_barcode_belongs_to_one_title(city: Counter) -> None:
    city.take(iso_2709(BOOK))
    other = [line.replace("ALM-000101", "ALM-000999").replace("Тау", "Өзен") for line in BOOK]
    report = city.take(iso_2709(other))
    assert report.added == 1
    assert codes(report).count("barcode_of_another") == 2
    assert len(city.page("Тау суы").shelves) == 2
    assert city.page("Өзен суы").shelves == []


def test_one_isbn_in_one_language_is_one_title(city: Counter) -> None:
    """The record of another catalogue finds the title by its ISBN."""
    city.take(iso_2709(BOOK))
    assert outcome(city.take(changed(BOOK, "KZ-DAUYS", "KZ-OTHER"))) == (0, 1, 0, 0)
    assert city.count() == 1


def test_two_volumes_with_one_isbn_stay_two_titles(city: Counter) -> None:
    city.take(iso_2709(BOOK))
    report = city.take(changed(BOOK, "ALM-000101", "ALM-000102"))
    assert report.added == 1
    assert "isbn_of_another" in codes(report)


def test_one_isbn_in_another_language_is_another_title(city: Counter) -> None:
    city.take(iso_2709(BOOK))
    lines = [line.replace("KZ-DAUYS", "KZ-OTHER").replace(" kaz d", " rus d") for line in BOOK]
    assert city.take(iso_2709(lines)).added == 1


def test_a_possible_double_is_only_told(city: Counter) -> None:
    city.take(iso_2709(BOOK))
    lines = [line.replace("KZ-DAUYS", "KZ-OTHER") for line in BOOK if "020" not in line[:4]]
    report = city.take(iso_2709(lines))
    assert report.added == 1
    assert "possible_double" in codes(report)
    assert city.count() == 2


def test_a_file_that_names_a_record_twice_keeps_the_later(city: Counter) -> None:
    report = city.take(iso_2709(BOOK) + changed(BOOK, "роман", "повесть"))
    assert outcome(report) == (1, 1, 0, 0)
    assert city.page("Тау суы").title.subtitle == "повесть"


def test_what_the_database_refuses_is_refused_alone(db: Session) -> None:
    good, bad = entry(iso_2709(BOOK)), entry(iso_2709(sources_of("marc21")[2]))
    object.__setattr__(bad, "year", 99_999)
    first, second = save(db, [good, bad], doubles=Doubles(db), now=NOON)
    assert (first.fate, second.fate) == ("added", "refused")
    assert second.remarks[0].code == "not_saved"
    assert [title.name for title in db.scalars(select(Title))] == ["Тау суы"]


def test_several_imports_at_once_add_each_title_once(city: Counter, database: Database) -> None:
    paths = [city.folder / f"{number}.mrc" for number in range(4)]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(WHOLE)
    with ThreadPoolExecutor(4) as desks:
        reports = list(desks.map(lambda path: import_file(path, city.desk(), city.wishes()), paths))
    assert city.count() == 5
    assert sum(report.added for report in reports) == 5


@pytest.mark.parametrize("said", ["Кі\x00тап", "Кі\ud800тап", "Кі\u200bтап"])
def test_what_no_database_keeps_is_cleaned_away(said: str) -> None:
    assert clean(said) == "Кітап"
