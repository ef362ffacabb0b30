"""Folders of books: each file a source, kept once by its content."""

import hashlib
import json
import shutil
from pathlib import Path

from sqlalchemy import select

from access.catalogue.made import Source
from access.catalogue.records import ContributorRole
from access.importing.files import import_file
from access.importing.report import Report
from api.samples import BOOKS, pack
from fixtures.hostile import cut_short
from tests.access.importing.desks import Counter, codes, outcome

TEXTS = BOOKS.parent / "texts"
FB2 = BOOKS.parent / "books_fb2" / "russian.fb2"
DAISY = BOOKS.parent / "books_daisy" / "qaiyq"


def take(counter: Counter, folder: Path, *, most_bytes: int = 10_000_000) -> Report:
    return import_file(folder, counter.desk(), counter.wishes(most_bytes=most_bytes))


def test_a_folder_of_books_becomes_titles_with_sources(counter: Counter, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    (folder / "deep").mkdir(parents=True)
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


def test_one_content_is_one_source_whatever_its_name(counter: Counter, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        shutil.copy(TEXTS / "fonar.txt", tmp_path / name / f"{name}.txt")
    take(counter, tmp_path / "one")
    take(counter, tmp_path / "two")
    with counter.database.look() as db:
        assert len(db.scalars(select(Source)).all()) == 1
    assert counter.count() == 1


def test_a_file_beside_the_book_says_what_the_book_does_not(
    counter: Counter, tmp_path: Path
) -> None:
    shutil.copy(TEXTS / "bulaq.txt", tmp_path / "b.txt")
    told = {"name": "Бұлақ", "authors": ["Сәуле Бекен"], "narrator": "Болат Серік",
            "language": "kk", "series": "Су", "number": 2, "year": 2020}  # fmt: skip
    (tmp_path / "b.json").write_text(json.dumps(told), "utf-8")
    take(counter, tmp_path)
    page = counter.page("Бұлақ")
    assert page.people(ContributorRole.NARRATOR) == ["Серік, Болат"]
    assert (page.title.published_year, page.title.series_number) == (2020, 2)


def test_a_folder_of_calibre_is_one_title_with_all_its_files(
    counter: Counter, tmp_path: Path
) -> None:
    book = tmp_path / "Author" / "Book (1)"
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
    assert outcome(take(counter, tmp_path)) == (1, 0, 0, 0)
    page = counter.page("Верхняя улица")
    assert len(page.sources) == 2
    assert page.people(ContributorRole.AUTHOR) == ["Горелов, Степан"]
    assert page.title.series is not None
    assert page.title.series.name == "Улицы"
    assert outcome(take(counter, tmp_path)) == (0, 0, 1, 0)


def test_a_daisy_folder_is_kept_as_one_file(counter: Counter, tmp_path: Path) -> None:
    shutil.copytree(DAISY, tmp_path / "books" / "qaiyq")
    assert outcome(take(counter, tmp_path / "books")) == (1, 0, 0, 0)
    assert outcome(take(counter, tmp_path / "books")) == (0, 0, 1, 0)
    (source,) = counter.page("Ескі қайық").sources
    assert source.path.endswith(".zip")


def test_what_is_no_book_is_refused_alone(counter: Counter, tmp_path: Path) -> None:
    cut_short(tmp_path / "cut.epub")
    (tmp_path / "empty.epub").write_bytes(b"")
    shutil.copy(TEXTS / "fonar.txt", tmp_path / "good.txt")
    report = take(counter, tmp_path)
    assert outcome(report) == (1, 0, 0, 2)
    assert {remark.control for remark in report.refusals} == {"cut.epub", "empty.epub"}


def test_a_file_that_is_too_large_is_refused_with_the_bound(
    counter: Counter, tmp_path: Path
) -> None:
    """A file of two gigabytes without anything in it takes no room and is refused as fast."""
    with (tmp_path / "huge.txt").open("wb") as file:
        file.write("Кітап басы. ".encode() * 400)
        file.truncate(2_200_000_000)
    (tmp_path / "huge.json").write_text('{"name": "Huge"}')
    report = take(counter, tmp_path)
    assert report.refused == 1
    assert counter.is_empty()
    assert not list((counter.folder / "sources").glob("*/*"))


def test_two_books_that_claim_one_number_stay_two(counter: Counter, tmp_path: Path) -> None:
    text = FB2.read_text("utf-8")
    (tmp_path / "a.fb2").write_text(text, "utf-8")
    other = text.replace("<book-title>Фонарь у переправы", "<book-title>Другая книга")
    (tmp_path / "b.fb2").write_text(other, "utf-8")
    report = take(counter, tmp_path)
    assert report.added == 2
    assert "identifier_of_another" in codes(report)
    assert outcome(take(counter, tmp_path)) == (0, 0, 2, 0)


def test_a_scan_is_called_as_its_file(counter: Counter, tmp_path: Path) -> None:
    shutil.copy(
        BOOKS.parent / "books_pdf" / "english.pdf", tmp_path / "Edith Harlow - Night_Ferry.pdf"
    )
    take(counter, tmp_path)
    page = counter.page("Night Ferry")
    assert page.people(ContributorRole.AUTHOR) == ["Harlow, Edith"]
