"""What other library systems write becomes what a reader of our catalogue needs."""

import io
from decimal import Decimal

import pytest

from access.catalogue.records import ContributorRole, Medium
from access.importing.entry import Entry, Refused
from access.importing.files import Kind
from access.importing.marc.entries import MarcKind, entries_of
from access.importing.marc.reading import read_marc
from fixtures.marc_files import iso_2709, marc_bytes, sources_of
from tests.access.importing.desks import Counter, codes, outcome

AUTHOR, NARRATOR = ContributorRole.AUTHOR, ContributorRole.NARRATOR
TRANSLATOR = ContributorRole.TRANSLATOR


def read(raw: bytes, kind: MarcKind = MarcKind.AUTO) -> list[Entry | Refused]:
    return list(entries_of(read_marc(io.BytesIO(raw)), kind=kind, catalogue="own"))


def entry(raw: bytes, kind: MarcKind = MarcKind.AUTO) -> Entry:
    (one,) = read(raw, kind)
    assert isinstance(one, Entry), one
    return one


def with_fields(*fields: str) -> Entry:
    return entry(
        iso_2709(
            [
                "=LDR  00000nam a2200000 i 4500",
                "=001  1",
                "=245  10$aTau",
                "=041  0\\$akaz",
                *fields,
            ]
        )
    )


def test_a_book_of_marc21_is_understood(city: Counter) -> None:
    city.take(marc_bytes("marc21"))
    page = city.page("Тау суы")
    title = page.title

    assert (title.subtitle, title.language, title.publisher) == ("роман", "kk", "Апорт баспасы")
    assert (title.published_year, title.print_pages) == (2019, 345)
    assert title.series is not None
    assert (title.series.name, title.series_number) == ("Біздің қала кітапханасы", Decimal(3))
    assert page.people(AUTHOR) == ["Сағынов, Дәулет"]
    assert page.people(TRANSLATOR) == ["Ахметова, Жанар"]
    assert {(one.scheme, one.name) for one in title.subjects} == {
        ("udc", "821.512.122-31"),
        ("bbk", "84(5Қаз)7-44"),
        ("own", "Қазақ әдебиеті – XXI ғ."),
    }
    assert [(one.service_point.code, one.free) for one in page.shelves] == [("B03", 1), ("B07", 1)]


def test_a_talking_book_has_its_narrator_and_its_length(city: Counter) -> None:
    city.take(marc_bytes("marc21"))
    page = city.page('"Тихий" перевал')
    assert page.people(NARRATOR) == ["Беков, Тимур"]
    (shelf,) = page.shelves
    assert (shelf.medium, shelf.copies, shelf.length_s) == (Medium.AUDIO, 2, 45_000)
    assert page.title.unsorted_letters == 4


def test_braille_and_large_print_are_known_as_such(city: Counter) -> None:
    city.take(marc_bytes("marc21"))
    assert city.page("Под перевалом").shelves[0].medium is Medium.BRAILLE
    assert {shelf.medium for shelf in city.page("The lantern keeper").shelves} == {
        Medium.LARGE_PRINT
    }


def test_a_part_of_a_work_is_one_of_a_series() -> None:
    part = read(marc_bytes("marc21"))[4]
    assert isinstance(part, Entry)
    assert part.name == "Үш тілде. Т. 2, Жолда"
    assert (part.series, part.series_number) == ("Үш тілде", Decimal(2))
    assert part.languages == ("mul", "kk", "ru", "en")


def test_a_book_of_rusmarc_is_understood(city: Counter) -> None:
    city.take(marc_bytes("rusmarc"), "records.iso")
    page = city.page("Он придёт вечером")
    title = page.title
    assert title.unsorted_letters == len("Он ")
    assert (title.language, title.published_year, title.print_pages) == ("ru", 2015, 288)
    assert page.people(AUTHOR) == ["Северин, Илья Андреевич"]
    assert page.people(TRANSLATOR) == ["Оспанов, Марат Тулегенович"]
    assert title.series is not None
    assert (title.series.name, title.series_number) == ("Вечерний свет", Decimal(4))
    assert [shelf.service_point.code for shelf in page.shelves] == ["B04"]


def test_a_talking_book_of_rusmarc_names_its_series_in_a_linked_field(city: Counter) -> None:
    city.take(marc_bytes("rusmarc"))
    page = city.page("Саз")
    assert page.people(NARRATOR) == ["Серік, Болат"]
    assert page.title.series is not None
    assert (page.title.series.name, page.title.series_number) == ("Дала сазы", Decimal(2))
    (shelf,) = page.shelves
    assert (shelf.medium, shelf.length_s) == (Medium.CARTRIDGE, 4 * 3600 + 30 * 60)


def test_irbis_counts_copies_without_numbers(city: Counter) -> None:
    city.take(marc_bytes("rusmarc"))
    (shelf,) = city.page("Спутник пешехода. Ч. 1, Города").shelves
    assert (shelf.medium, shelf.copies) == (Medium.BRAILLE, 3)


@pytest.mark.parametrize(
    ("source", "encoding", "scheme"),
    [
        ("marc21", "utf-8", "a"),
        ("marc21", "utf-8", " "),
        ("marc21", "kz1048", "a"),
        ("marc21_russian", "cp1251", "a"),
        ("marc21_russian", "cp1251", " "),
        ("marc21_russian", "koi8-r", " "),
        ("marc21_russian", "cp866", " "),
    ],
)
def test_the_letters_are_right_whatever_the_leader_says(
    source: str, encoding: str, scheme: str
) -> None:
    if source == "marc21" and encoding == "kz1048":
        records = [lines for lines in sources_of(source) if "eng" not in lines[4]]
        raw = b"".join(iso_2709(lines, encoding, scheme=scheme) for lines in records)
        expected = read(b"".join(map(iso_2709, records)))
    else:
        raw, expected = marc_bytes(source, encoding, scheme=scheme), read(marc_bytes(source))
    names = [one.name for one in read(raw) if isinstance(one, Entry)]
    assert names == [one.name for one in expected if isinstance(one, Entry)]
    assert [one.people for one in read(raw) if isinstance(one, Entry)] == [
        one.people for one in expected if isinstance(one, Entry)
    ]


def test_marc8_is_read_with_its_escapes_and_its_signs() -> None:
    """A Latin letter's sign stands before the letter; Cyrillic between escapes."""
    raw = iso_2709(
        ["=LDR  00000nam  2200000 i 4500", "=001  1", "=245  10$aM@unchen", "=041  0\\$ager"],
        "ascii",
    ).replace(b"M@u", b"M\xe8u")
    assert entry(raw).name == "Mu\u0308nchen".replace("u\u0308", "ü")
    cyrillic = ["=LDR  00000nam  2200000 i 4500", "=001  1", "=245  10$a\x1b(NTOM\x1b(B"]
    assert entry(iso_2709(cyrillic, "ascii")).name == "том"


def test_rusmarc_says_its_encoding_where_letters_do_not_tell() -> None:
    lines = sources_of("rusmarc")[2]
    coded = [line.replace("rusy50", "rusy89") for line in lines]
    assert entry(iso_2709(coded, "cp1251")).name == "Спутник пешехода. Ч. 1, Города"


def test_the_kind_can_be_said() -> None:
    """A record that looks like the other format is read as somebody says it is."""
    raw = iso_2709(
        ["=LDR  00000nam0 2200000   450 ", "=001  9", "=200  1\\$aSokaq", "=101  0\\$akaz"]
    )
    assert entry(raw).name == "Sokaq"
    assert isinstance(read(raw, MarcKind.MARC21)[0], Refused)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("=511  0\\$aЧитает Клюквин.", "Клюквин"),
        ("=511  0\\$aNarrated by Edith Harlow.", "Harlow, Edith"),
        ("=500  \\\\$aТекст читает Ирина Лугова.", "Лугова, Ирина"),
        ("=511  0\\$aОқыған: Болат Серік", "Серік, Болат"),
        ("=700  1\\$aЛугова, Ирина,$eчтец.", "Лугова, Ирина"),
        ("=700  1\\$aЛугова, Ирина$4nrt", "Лугова, Ирина"),
        ("=700  1\\$aЛугова, Ирина$4http://id.loc.gov/vocabulary/relators/nrt", "Лугова, Ирина"),
    ],
)
def test_a_narrator_is_found_where_cataloguers_put_one(said: str, name: str) -> None:
    narrators = [one.name for one in with_fields(said).people if one.role is NARRATOR]
    assert narrators == [name]


def test_a_narrator_named_twice_is_one() -> None:
    found = with_fields("=511  0\\$aЧитает Лугова", "=700  1\\$aЛугова, Ирина$4nrt").people
    assert [one.name for one in found] == ["Лугова, Ирина"]


def test_a_thesis_adviser_is_no_author() -> None:
    assert with_fields("=700  1\\$aКто-то, Один$4ths").people == ()


def test_a_deleted_record_hides_its_title(city: Counter) -> None:
    lines = sources_of("marc21")[0]
    city.take(iso_2709(lines))
    gone = [lines[0].replace("nam", "dam"), *lines[1:]]
    assert outcome(city.take(iso_2709(gone))) == (0, 1, 0, 0)
    assert city.page("Тау суы").title.hidden_at is not None


def test_a_deleted_record_that_nobody_knows_adds_nothing(city: Counter) -> None:
    lines = sources_of("marc21")[0]
    gone = [lines[0].replace("nam", "dam"), *lines[1:]]
    assert outcome(city.take(iso_2709(gone))) == (0, 0, 1, 0)
    assert city.is_empty()


def test_marcxml_is_read_and_a_record_without_title_refused(counter: Counter) -> None:
    report = counter.take_sample("marcxml.xml")
    assert outcome(report) == (1, 0, 0, 1)
    assert codes(report) == ["no_name"]
    assert report.refusals[0].control == "X-2"
    assert counter.page("Көше шамы").title.print_pages == 64


def test_xml_that_breaks_off_keeps_what_came_before(counter: Counter) -> None:
    from fixtures.marc_files import CATALOGUE  # noqa: PLC0415

    whole = (CATALOGUE / "marcxml.xml").read_bytes()
    report = counter.take(whole[: whole.index(b"X-2")], "cut.xml", kind=Kind.MARC)
    assert outcome(report) == (1, 0, 0, 1)
    assert codes(report) == ["bad_file"]
