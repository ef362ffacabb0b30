"""Folders of books: each file a source, kept once by its content."""

import hashlib
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from access.catalogue.made import Source
from access.catalogue.records import ContributorRole
from access.importing.books import walking
from access.importing.files import import_file
from access.importing.report import Report
from api.samples import BOOKS, pack
from fixtures.hostile import cut_short
from tests.access.importing.desks import Counter, codes, outcome

TEXTS = BOOKS.parent / "texts"
FB2 = BOOKS.parent / "books_fb2" / "russian.fb2"
DAISY = BOOKS.parent / "books_daisy" / "qaiyq"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """An empty folder for books."""
    folder = tmp_path / "books"
    folder.mkdir()
    return folder


def take(counter: Counter, folder: Path, *, most_bytes: int = 10_000_000) -> Report:
    return import_file(folder, counter.desk(), counter.wishes(most_bytes=most_bytes))


def test_a_folder_of_books_becomes_titles_with_sources(counter: Counter, books: Path) -> None:
    folder = books
    (folder / "deep").mkdir()
    pack(BOOKS / "kazakh", folder / "kazakh.epub")
    shutil.copy(FB2, folder / "deep" / "fonar.fb2")
    assert outcome(take(counter, folder)) == (2, 0, 0, 0)
    page = counter.page("Фонарь у переправы")
    assert page.title.language == "ru"
    (source,) = page.sources
    kept = counter.folder / "sources" / source.path
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == source.sha256
    assert source.path.endswith(".fb2")
    assert page.people(ContributorRole.AUTHOR)[0].count(",") == 1


def test_the_same_folder_again_changes_nothing(counter: Counter) -> None:
    first = take(counter, TEXTS)
    again = take(counter, TEXTS)
    assert (again.unchanged, again.added, again.changed) == (first.added, 0, 0)


def test_one_content_is_one_source_whatever_its_name(counter: Counter, books: Path) -> None:
    for name in ("one", "two"):
        (books / name).mkdir()
        shutil.copy(TEXTS / "fonar.txt", books / name / f"{name}.txt")
    take(counter, books / "one")
    take(counter, books / "two")
    with counter.database.look() as db:
        assert len(db.scalars(select(Source)).all()) == 1
    assert counter.count() == 1


def test_a_file_beside_the_book_says_what_the_book_does_not(counter: Counter, books: Path) -> None:
    shutil.copy(TEXTS / "bulaq.txt", books / "b.txt")
    told = {"name": "Бұлақ", "authors": ["Сәуле Бекен"], "narrator": "Болат Серік",
            "language": "kk", "series": "Су", "number": 2, "year": 2020}  # fmt: skip
    (books / "b.json").write_text(json.dumps(told), "utf-8")
    take(counter, books)
    page = counter.page("Бұлақ")
    assert page.people(ContributorRole.NARRATOR) == ["Серік, Болат"]
    assert (page.title.published_year, page.title.series_number) == (2020, Decimal(2))


def test_a_folder_of_calibre_is_one_title_with_all_its_files(counter: Counter, books: Path) -> None:
    book = books / "Author" / "Book (1)"
    book.mkdir(parents=True)
    pack(BOOKS / "russian", book / "a.epub")
    shutil.copy(FB2, book / "b.fb2")
    (book / "cover.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (book / "metadata.opf").write_text(
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>Верхняя улица</dc:title>'
        '<dc:creator opf:role="aut" opf:file-as="Горелов, Степан">Степан Горелов</dc:creator>'
        '<dc:identifier opf:scheme="uuid">0d6f-11</dc:identifier><dc:language>rus</dc:language>'
        '<meta name="calibre:series" content="Улицы"/>'
        '<meta name="calibre:series_index" content="2.0"/></metadata></package>',
        "utf-8",
    )
    assert outcome(take(counter, books)) == (1, 0, 0, 0)
    page = counter.page("Верхняя улица")
    assert len(page.sources) == 2
    assert page.people(ContributorRole.AUTHOR) == ["Горелов, Степан"]
    assert page.title.series is not None
    assert page.title.series.name == "Улицы"
    assert outcome(take(counter, books)) == (0, 0, 1, 0)


def test_a_daisy_folder_is_kept_as_one_file(counter: Counter, books: Path) -> None:
    shutil.copytree(DAISY, books / "books" / "qaiyq")
    assert outcome(take(counter, books / "books")) == (1, 0, 0, 0)
    assert outcome(take(counter, books / "books")) == (0, 0, 1, 0)
    (source,) = counter.page("Ескі қайық").sources
    assert source.path.endswith(".zip")


def test_what_is_no_book_is_refused_alone(counter: Counter, books: Path) -> None:
    cut_short(books / "cut.epub")
    (books / "empty.epub").write_bytes(b"")
    shutil.copy(TEXTS / "fonar.txt", books / "good.txt")
    report = take(counter, books)
    assert outcome(report) == (1, 0, 0, 2)
    assert {remark.control for remark in report.refusals} == {"cut.epub", "empty.epub"}


def test_a_file_that_is_too_large_is_refused_with_the_bound(counter: Counter, books: Path) -> None:
    """A file of two gigabytes without anything in it takes no room and is refused as fast."""
    with (books / "huge.txt").open("wb") as file:
        file.write("Кітап басы. ".encode() * 400)
        file.truncate(2_200_000_000)
    (books / "huge.json").write_text('{"name": "Huge"}')
    report = take(counter, books)
    assert report.refused == 1
    assert counter.is_empty()
    assert not list((counter.folder / "sources").glob("*/*"))


def test_two_books_that_claim_one_number_stay_two(counter: Counter, books: Path) -> None:
    text = FB2.read_text("utf-8")
    (books / "a.fb2").write_text(text, "utf-8")
    other = text.replace("<book-title>Фонарь у переправы", "<book-title>Другая книга")
    (books / "b.fb2").write_text(other, "utf-8")
    report = take(counter, books)
    assert report.added == 2
    assert "identifier_of_another" in codes(report)
    assert outcome(take(counter, books)) == (0, 0, 2, 0)


def test_a_scan_is_called_as_its_file(counter: Counter, books: Path) -> None:
    shutil.copy(
        BOOKS.parent / "books_pdf" / "english.pdf", books / "Edith Harlow - Night_Ferry.pdf"
    )
    take(counter, books)
    page = counter.page("Night Ferry")
    assert page.people(ContributorRole.AUTHOR) == ["Harlow, Edith"]


def test_a_folder_with_too_many_files_is_refused_and_named(
    counter: Counter, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out is said; nobody waits for a book that was passed over in silence."""
    monkeypatch.setattr(walking, "MOST_FILES", 2)
    for number in range(3):
        pack(BOOKS / "kazakh", books / f"{number}.epub")
    report = take(counter, books)
    assert codes(report) == ["too_many"]
    assert outcome(report) == (0, 0, 0, 1)
