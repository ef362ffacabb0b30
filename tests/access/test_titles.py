"""A title's page, its series, its copies, and taking it out of sight."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from access.catalogue.errors import SeriesNotFound, TitleNotFound
from access.catalogue.holdings import copies_of, free_copy, is_free, shelves
from access.catalogue.made import Edition, EditionForm, Source
from access.catalogue.records import (
    Contribution,
    Contributor,
    ContributorRole,
    Copy,
    CopyState,
    Medium,
    Series,
    Subject,
    Title,
    TitleSubject,
)
from access.catalogue.titles import (
    hide,
    new_titles,
    next_in_series,
    show,
    title_page,
    titles_by_number,
    titles_of_series,
)
from access.database.opening import Database
from access.network.records import PointKind, ServicePoint

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def add_title(db: Session, name: str, **facts: object) -> Title:
    title = Title(name=name, language="kk", added_at=NOON, changed_at=NOON, **facts)
    db.add(title)
    db.flush()
    return title


@pytest.fixture
def point(db: Session) -> ServicePoint:
    """A branch."""
    place = ServicePoint(code="B01", kind=PointKind.BRANCH, names={"kk": "Кітапхана"})
    db.add(place)
    db.flush()
    return place


def add_copy(db: Session, title: Title, point: ServicePoint, **facts: object) -> Copy:
    copy = Copy(title_id=title.id, service_point_id=point.id, **{"medium": Medium.PRINT, **facts})
    db.add(copy)
    db.flush()
    return copy


def edition(title: Title, **facts: object) -> Edition:
    return Edition(
        title_id=title.id, manner_key="standard", language="kk", voices={}, speeds={},
        folder="k", fingerprint="f", length_ms=1, sentences=1, made_at=NOON,
        forms=[EditionForm(form="daisy202", places=["daisy202"], size_bytes=1)], **facts,
    )  # fmt: skip


def test_a_page_has_everything_loaded(db: Session, point: ServicePoint) -> None:
    """Relationships that nobody loaded would raise; here none does."""
    title = add_title(db, "Тау суы", series=Series(name="Қала"), series_number=Decimal(1))
    author = Contributor(name="Сағынов, Дәулет")
    subject = Subject(code="тау", name="тау")
    db.add_all([author, subject])
    db.flush()
    db.add(TitleSubject(title_id=title.id, subject_id=subject.id))
    db.add(Contribution(title_id=title.id, contributor_id=author.id, role=ContributorRole.AUTHOR))
    db.add(Source(title_id=title.id, path="a", sha256="0", size_bytes=1, added_at=NOON))
    db.add(edition(title, published_at=NOON))
    add_copy(db, title, point)
    db.flush()
    db.expire_all()

    page = title_page(db, title_id=title.id)
    assert page.title.series is not None
    assert page.people(ContributorRole.AUTHOR) == ["Сағынов, Дәулет"]
    assert [one.name for one in page.title.subjects] == ["тау"]
    assert [form.form for form in page.editions[0].forms] == ["daisy202"]
    assert (len(page.sources), len(page.shelves)) == (1, 1)


def test_only_published_editions_are_on_the_page(db: Session) -> None:
    title = add_title(db, "Тау суы")
    db.add(edition(title))
    db.flush()
    assert title_page(db, title_id=title.id).editions == []


def test_a_hidden_title_is_gone_until_it_is_shown(db: Session) -> None:
    title = add_title(db, "Тау суы")
    hide(db, title_id=title.id, now=NOON)
    hide(db, title_id=title.id, now=NOON + timedelta(days=1))
    assert title.hidden_at == NOON
    with pytest.raises(TitleNotFound):
        title_page(db, title_id=title.id)
    assert title_page(db, title_id=title.id, with_hidden=True).title is title
    show(db, title_id=title.id, now=NOON)
    assert title_page(db, title_id=title.id).title is title


def test_a_title_that_is_not_there_says_its_number(db: Session) -> None:
    with pytest.raises(TitleNotFound) as failure:
        title_page(db, title_id=999)
    assert failure.value.title_id == 999


def test_a_series_is_read_in_its_order(db: Session) -> None:
    series = Series(name="Қала")
    db.add(series)
    db.flush()
    for name, number in (("үш", 3), ("он", 10), ("белгісіз", None), ("бір", 1), ("екі", "2.5")):
        given = None if number is None else Decimal(number)
        add_title(db, name, series_id=series.id, series_number=given)
    names = [title.name for title in titles_of_series(db, series_id=series.id)]
    assert names == ["бір", "екі", "үш", "он", "белгісіз"]
    first = titles_of_series(db, series_id=series.id)[0]
    after = next_in_series(db, title_id=first.id)
    assert after is not None
    assert after.name == "екі"
    assert next_in_series(db, title_id=titles_of_series(db, series_id=series.id)[-1].id) is None


def test_a_series_that_is_not_there_is_said(db: Session) -> None:
    with pytest.raises(SeriesNotFound):
        titles_of_series(db, series_id=5)


def test_titles_come_in_the_order_in_which_they_are_named(db: Session) -> None:
    one, two, three = (add_title(db, name) for name in "абв")
    hide(db, title_id=two.id, now=NOON)
    found = titles_by_number(db, title_ids=[three.id, 77, two.id, one.id])
    assert [title.id for title in found] == [three.id, one.id]


def test_new_titles_of_a_subject_come_page_by_page(db: Session) -> None:
    subject = Subject(code="тау", name="тау")
    db.add(subject)
    mine = [add_title(db, f"{number}") for number in range(5)]
    add_title(db, "басқа")
    for title in mine:
        db.refresh(title, ["subjects"])
        title.subjects.append(subject)
    db.flush()
    first = new_titles(db, since=NOON, subject_ids=[subject.id], limit=3)
    rest = new_titles(db, since=NOON, subject_ids=[subject.id], before_id=first[-1].id)
    assert [title.name for title in (*first, *rest)] == ["4", "3", "2", "1", "0"]
    assert new_titles(db, since=NOON + timedelta(seconds=1)) == []


def test_shelves_count_what_is_there_and_what_is_free(db: Session, point: ServicePoint) -> None:
    title = add_title(db, "Тау суы")
    add_copy(db, title, point)
    add_copy(db, title, point, state=CopyState.ON_LOAN)
    add_copy(db, title, point, state=CopyState.WITHDRAWN)
    add_copy(db, title, point, medium=Medium.AUDIO, length_s=60)
    told = [
        (one.medium, one.copies, one.free, one.length_s) for one in shelves(db, title_id=title.id)
    ]
    assert told == [(Medium.AUDIO, 1, 1, 60), (Medium.PRINT, 2, 1, None)]
    assert len(copies_of(db, title_id=title.id)) == 4
    assert is_free(db, title_id=title.id, media=[Medium.PRINT])
    assert not is_free(db, title_id=title.id, media=[Medium.BRAILLE])


def test_the_copy_of_the_named_place_comes_first(db: Session, point: ServicePoint) -> None:
    other = ServicePoint(code="B02", kind=PointKind.BRANCH, names={"kk": "Басқа"})
    db.add(other)
    db.flush()
    title = add_title(db, "Тау суы")
    add_copy(db, title, point)
    near = add_copy(db, title, other)
    found = free_copy(db, title_id=title.id, media=[Medium.PRINT], service_point_id=other.id)
    assert found is near


def test_a_place_that_is_closed_for_good_has_nothing(db: Session, point: ServicePoint) -> None:
    title = add_title(db, "Тау суы")
    add_copy(db, title, point)
    point.closed_for_good_on = NOON.date()
    db.flush()
    assert shelves(db, title_id=title.id) == []
    assert free_copy(db, title_id=title.id, media=[Medium.PRINT]) is None


def test_two_who_ask_at_once_do_not_get_one_copy(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("on SQLite the second waits until the first is done")
    with database.change.begin() as db:
        place = ServicePoint(code="B01", kind=PointKind.BRANCH, names={"kk": "Кітапхана"})
        db.add(place)
        title = add_title(db, "Тау суы")
        add_copy(db, title, place)
        title_id = title.id
    with database.change.begin() as one, database.change.begin() as two:
        assert free_copy(one, title_id=title_id, media=[Medium.PRINT]) is not None
        assert free_copy(two, title_id=title_id, media=[Medium.PRINT]) is None
