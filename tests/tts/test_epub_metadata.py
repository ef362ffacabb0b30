"""What an EPUB says of itself to a catalogue."""

from pathlib import Path

import pytest

from tests.tts.epubs import book_of, nav, opf, page
from tts.book import Metadata
from tts.sources.markup import language_tag
from tts.sources.metadata import date_of

FILES = {"nav.xhtml": nav(), "a.xhtml": page("<p>a</p>", attributes='lang="ru"')}


def metadata(folder: Path, lines: str) -> Metadata:
    return book_of(folder, FILES, package=opf(FILES, metadata=lines)).metadata


def test_a_catalogue_entry_is_read_whole(tmp_path: Path) -> None:
    lines = """<!-- c --><?p i?>
    <dc:identifier id="other">urn:x:2</dc:identifier>
    <dc:identifier id="uid"> ISBN 1 </dc:identifier>
    <dc:identifier id="last">urn:x:3</dc:identifier>
    <dc:title id="sub">A novel</dc:title><dc:title id="t">Абай
      жолы</dc:title><meta refines="#t" property="title-type">main</meta>
    <dc:creator opf:role="aut">Мұхтар Әуезов</dc:creator><dc:creator>Мұхтар Әуезов</dc:creator>
    <dc:contributor>Т. Т.</dc:contributor><dc:publisher>Жазушы</dc:publisher>
    <dc:date opf:event="modification">2020-01-01</dc:date><dc:date>1942-05</dc:date>
    <dc:description>&lt;p&gt;Good &lt;b&gt;book&lt;/b&gt;&lt;/p&gt;</dc:description>
    <dc:subject>роман</dc:subject><dc:subject/><dc:source>print</dc:source>
    <dc:rights>free</dc:rights><dc:language>kaz</dc:language><dc:language>ru</dc:language>
    <meta name="calibre:series" content="x"/><link rel="x" href="y"/>"""
    assert metadata(tmp_path, lines) == Metadata(
        identifier="ISBN 1",
        title="Абай жолы",
        language="kk",
        creators=("Мұхтар Әуезов",),
        contributors=("Т. Т.",),
        publisher="Жазушы",
        published_on="1942-05",
        description="Good book",
        subjects=("роман",),
        source="print",
        rights="free",
    )


def test_metadata_of_the_oldest_packages_are_found(tmp_path: Path) -> None:
    lines = "<dc-metadata><dc:Title>Old</dc:Title><dc:Identifier>1</dc:Identifier></dc-metadata>"
    assert metadata(tmp_path, lines).title == "Old"


def test_a_book_that_says_nothing_has_a_name_and_always_the_same_identifier(
    tmp_path: Path,
) -> None:
    """EbookLib would make up another identifier each time."""
    first, second = metadata(tmp_path, ""), metadata(tmp_path, "")
    assert first.title == "book"
    assert first.identifier == second.identifier
    assert first.identifier.startswith("urn:uuid:")


def test_without_a_language_of_the_package_the_documents_tell_it(tmp_path: Path) -> None:
    """EbookLib would say English."""
    assert metadata(tmp_path, "<dc:title>t</dc:title>").language == "ru"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("1998", "1998"), ("1998-02", "1998-02"), ("1998-02-28", "1998-02-28"),
        ("1998-02-30", "1998"), ("1998-02-28T01:02:03Z", "1998-02-28"), ("0000-01-01", ""),
        ("Алматы, 1987 ж.", "1987"), ("12345", ""), ("", ""), ("2001-99", "2001"),
    ],
)  # fmt: skip
def test_a_date_is_kept_as_far_as_it_is_one(said: str, date: str) -> None:
    assert date_of(said) == date


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("kk", "kk"), ("KAZ", "kk"), ("ru_RU", "ru-RU"), ("kk-cyrl-kz", "kk-Cyrl-KZ"),
        ("und", ""), ("Russian", ""), ("", ""), ("en-us ", "en-US"), ("x-klingon", ""),
    ],
)  # fmt: skip
def test_a_language_is_a_tag_or_unknown(said: str, tag: str) -> None:
    assert language_tag(said) == tag
