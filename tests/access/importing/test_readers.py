"""Tables of readers: who is taken over, what is refused and why, and that nothing is half-saved."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.importing.files import Kind, Wishes, import_file
from access.importing.report import Report
from access.importing.running import Desk
from access.people.cards import reader_by_card
from access.people.contacts import contacts_of
from access.people.forgetting import close_reader
from access.people.merging import merge_readers
from access.people.records import Contact, Reader, Way
from delivery.homes.importing import bring_home
from delivery.homes.records import Address, Exactness, HomeProfile
from delivery.homes.wishes import address_of, profile_of
from fixtures.marc_files import CATALOGUE
from tests.access.importing.desks import NOON, Counter, outcome

HEAD = "Card;Surname;Given name;Telephone;Street;House;Lat;Lon;Every days;Days;Windows\n"
KAZAKH = "Билет нөмірі;Тегі;Аты;Телефон;Көше;Үй;Ендік;Бойлық;Неше күнде;Күндер;Аралықтар\n"
RUSSIAN = "Билет;Фамилия;Имя;Телефон;Улица;Дом;Широта;Долгота;Раз в дней;Дни;Окна\n"
ROW = "K-100;Толстая;Анна;87010000101;Мира;7;43.2;76.9;14;{days};10:00-13:00\n"


class ReadersDesk:
    """A desk to which tables of readers are brought."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def take(
        self, content: bytes, *, is_trial: bool = False, kind: Kind = Kind.AUTO, batch: int = 7
    ) -> Report:
        """Import these bytes as a table."""
        path = self.counter.folder / "readers.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        wishes = Wishes(
            sources=self.counter.folder / "sources",
            kind=kind,
            at_home=bring_home,
            is_trial=is_trial,
        )
        desk = Desk(transaction=self.counter.database.change.begin, now=NOON, batch=batch)
        return import_file(path, desk, wishes)

    def sample(self, encoding: str = "utf-8", *, is_trial: bool = False) -> Report:
        """Our sample table."""
        text = (CATALOGUE / "readers.csv").read_text("utf-8")
        return self.take(text.encode(encoding), is_trial=is_trial)

    def count(self, kind: type[Reader | Address | HomeProfile | Contact]) -> int:
        """How many rows there are."""
        with self.counter.database.look() as db:
            return db.scalar(select(func.count()).select_from(kind)) or 0


@pytest.fixture
def readers(city: Counter) -> ReadersDesk:
    return ReadersDesk(city)


def the_reader(db: Session, card: str) -> Reader:
    found = reader_by_card(db, card)
    assert found
    return found


@pytest.mark.parametrize("encoding", ["kz1048", "utf-16", "utf-8", "utf-8-sig"])
def test_readers_come_with_their_doors_and_wishes(readers: ReadersDesk, encoding: str) -> None:
    assert outcome(readers.sample(encoding)) == (3, 0, 0, 4)
    with readers.counter.database.look() as db:
        reader = the_reader(db, "R-000101")
        assert reader.name == "Күләш Серікқызы Жолдасова"
        assert (reader.speech_language, reader.notice_way) == ("kk", Way.CALL)
        assert str(reader.born_on) == "1951-03-07"
        assert reader.password_hash is reader.pin_hash is None
        door = address_of(db, reader_id=reader.id)
        assert door
        assert (door.street, door.house, door.flat) == ("ул. Тасбұлақ", "14", "47")
        assert (door.has_lift, door.exactness, door.phone) == (
            True,
            Exactness.HOUSE,
            "+77010000101",
        )
        assert door.verified_by_id is None
        wishes = profile_of(db, reader_id=reader.id)
        assert wishes
        assert (wishes.every_days, wishes.weekdays) == (14, 0b111)
        assert [(one.opens_minute, one.closes_minute) for one in wishes.windows] == [
            (600, 780), (900, 1080),
        ]  # fmt: skip
        other = the_reader(db, "R000102")
        addresses = {one.address for one in contacts_of(db, reader_id=other.id)}
        assert addresses == {"+77273000102", "+77010000102", "lugova@example.kz"}
        door = address_of(db, reader_id=other.id)
        assert door
        assert (door.has_lift, door.exactness) == (False, Exactness.NONE)


@pytest.mark.parametrize(
    ("head", "days", "encoding"),
    [
        (HEAD, "Mo-We", "cp1251"), (HEAD, "1-3", "utf-8"), (KAZAKH, "дс,сс,ср", "kz1048"),
        (RUSSIAN, "пн-ср", "cp1251"), (RUSSIAN, "пн-ср", "utf-16"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_a_table_is_read_as_spreadsheets_write_it(
    readers: ReadersDesk, head: str, days: str, encoding: str, separator: str
) -> None:
    quoted_days = f'"{days}"'
    text = (head + ROW.format(days=quoted_days)).replace(";", separator)
    assert outcome(readers.take(text.encode(encoding))) == (1, 0, 0, 0)
    with readers.counter.database.look() as db:
        reader = the_reader(db, "K100")
        assert (reader.family_name, reader.given_name) == ("Толстая", "Анна")
        wishes = profile_of(db, reader_id=reader.id)
        assert wishes
        assert (wishes.every_days, wishes.weekdays) == (14, 0b111)


def test_a_row_that_is_wrong_is_named_with_line_and_field_and_nothing_of_it_is_kept(
    readers: ReadersDesk,
) -> None:
    report = readers.sample()
    wrong = [(one.record, one.field) for one in report.refusals]
    assert wrong == [(5, "given_name"), (6, "born_on"), (7, "telephone"), (8, "days")]
    assert readers.count(Reader) == 3
    assert readers.count(Address) == 2
    said = " ".join(one.sentence for one in report.remarks)
    for secret in ("Сейітов", "Иванова", "31.02", "Апорт", "R-000105"):
        assert secret not in said
    assert "Write the day as" in said


def test_the_same_table_again_changes_nothing(readers: ReadersDesk) -> None:
    readers.sample()
    counts = [readers.count(kind) for kind in (Reader, Address, HomeProfile, Contact)]
    assert outcome(readers.sample()) == (0, 0, 3, 4)
    assert [readers.count(kind) for kind in (Reader, Address, HomeProfile, Contact)] == counts


def test_a_trial_says_the_same_and_keeps_nothing(readers: ReadersDesk) -> None:
    assert outcome(readers.sample(is_trial=True)) == (3, 0, 0, 4)
    assert readers.count(Reader) == readers.count(Address) == 0
    assert outcome(readers.sample()) == (3, 0, 0, 4)


def test_only_readers_can_be_tried(readers: ReadersDesk) -> None:
    table = (CATALOGUE / "titles.csv").read_bytes()
    for kind in (Kind.AUTO, Kind.READERS):
        report = readers.take(table, is_trial=True, kind=kind)
        assert outcome(report) == (0, 0, 0, 1)
    assert readers.counter.count() == 0


def test_a_reader_is_known_by_the_card_and_a_row_adds_what_it_says(readers: ReadersDesk) -> None:
    """What it does not say stays; an address is added, none is taken away."""
    readers.sample()
    head = "card,family_name,telephone,house,every_days\n"
    report = readers.take((head + "r000101,Серікова,+77010000199,16,7\n").encode())
    assert outcome(report) == (0, 1, 0, 0)
    with readers.counter.database.look() as db:
        reader = the_reader(db, "R-000101")
        assert (reader.family_name, reader.given_name) == ("Серікова", "Күләш")
        addresses = {one.address for one in contacts_of(db, reader_id=reader.id)}
        assert addresses == {"+77010000101", "+77010000199"}
        door, wishes = address_of(db, reader_id=reader.id), profile_of(db, reader_id=reader.id)
        assert door
        assert wishes
        assert (door.house, door.street, door.lat_deg) == ("16", "ул. Тасбұлақ", None)
        assert (wishes.every_days, len(wishes.windows)) == (7, 2)


@pytest.mark.parametrize("column", ["Diagnosis", "Ауруы", "Группа инвалидности", "Диагноз"])
def test_a_table_that_speaks_of_illnesses_is_not_taken(readers: ReadersDesk, column: str) -> None:
    text = f"Карта;Фамилия;Имя;{column}\nK-1;Иванова;Ольга;тайна\n"
    report = readers.take(text.encode())
    assert outcome(report) == (0, 0, 0, 1)
    assert "keeps none" in report.remarks[0].sentence
    assert readers.count(Reader) == 0


def test_secrets_of_readers_are_left_out_and_told(readers: ReadersDesk) -> None:
    text = "Карта;Фамилия;Имя;ПИН;Пароль;Цвет\nK-001;Иванова;Ольга;4711;тайна;синий\n"
    report = readers.take(text.encode())
    assert outcome(report) == (1, 0, 0, 0)
    said = " ".join(one.sentence for one in report.remarks)
    assert "passwords" in said
    assert "Цвет" in said
    with readers.counter.database.look() as db:
        reader = the_reader(db, "K-001")
        assert reader.pin_hash is reader.password_hash is None


def test_cards_of_merged_and_closed_readers(readers: ReadersDesk) -> None:
    """The card of a double leads to who stayed; a closed record is not opened by a table."""
    readers.sample()
    with readers.counter.database.change.begin() as db:
        stays, goes = the_reader(db, "R000102"), the_reader(db, "R000103")
        merge_readers(db, stays_id=stays.id, goes_id=goes.id, by_id=None, now=NOON)
        close_reader(db, reader_id=the_reader(db, "R000101").id, by_id=None, now=NOON)
    text = "card;family_name;given_name\nR-000103;Лугова;Анна\nR-000101;Иная;Иная\n"
    report = readers.take(text.encode())
    assert outcome(report) == (0, 0, 1, 1)
    assert "closed" in report.refusals[0].sentence


def test_a_long_table_is_taken_in_batches(readers: ReadersDesk) -> None:
    rows = "".join(f"L{number:05};Семья;Имя\n" for number in range(450))
    report = readers.take(("card;family_name;given_name\n" + rows).encode())
    assert outcome(report) == (450, 0, 0, 0)
    assert readers.count(Reader) == 450
