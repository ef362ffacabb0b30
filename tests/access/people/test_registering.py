"""Somebody becomes a reader; what cannot be so is refused, field by field, and nothing is kept."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from access.catalogue.records import Contributor, Subject
from access.database.opening import Database
from access.people.cards import card_written, reader_by_card
from access.people.contacts import add_telephone, contacts_of, remove_address, verified
from access.people.doors import Look
from access.people.errors import (
    BadField,
    CardTaken,
    ReaderClosed,
    ReaderNotFound,
    StaleRecord,
    Wrong,
)
from access.people.fields import day_written, name_written, telephone_written, text_written
from access.people.profile import FORMS, checked, profile_of
from access.people.records import Contact, Reader, Way
from access.people.registering import (
    NewReader,
    change_card,
    change_profile,
    register,
    set_interests,
)
from tests.access.people.people import NOON, a_reader, an_account
from tts.forms.writers import Form

GULNAR = NewReader(card_number="KZ 004417", family_name="Сейітова", given_name="Гүлнар")


def with_field(field: str, written: object) -> NewReader:
    facts: dict[str, Any] = {"emails": ("gulnar@example.kz",), "notice_way": Way.EMAIL}
    return replace(GULNAR, **(facts | {field: written}))


def test_a_reader_is_registered_with_all_that_was_asked(db: Session) -> None:
    staff, subject, author = (
        an_account(db),
        Subject(code="84", name="Өлең"),
        Contributor(name="Абай"),
    )
    db.add_all((subject, author))
    db.flush()
    new = replace(
        GULNAR,
        patronymic="Маратқызы",
        born_on="7.3.1958",
        voices={"RU": "piper:irina"},
        forms=("daisy202", "braille"),
        notice_way=Way.SMS,
        emails=("Gulnar@Example.KZ",),
        telephones=("8 701 123 45 67", "(727) 244-55-66"),
        subject_ids=(subject.id,),
        author_ids=(author.id,),
    )
    reader = register(db, new, now=NOON, by_id=staff.id)
    db.expire_all()
    kept = db.scalars(
        select(Reader).options(selectinload(Reader.subjects), selectinload(Reader.authors))
    ).one()
    assert kept.card_number == "KZ004417"
    assert kept.name == "Гүлнар Маратқызы Сейітова"
    assert kept.born_on == date(1958, 3, 7)
    assert kept.voices == {"ru": "piper:irina"}
    assert kept.notice_way is Way.SMS
    assert [kept.subjects[0].name, kept.authors[0].name] == ["Өлең", "Абай"]
    assert [(one.way, one.address) for one in contacts_of(db, reader_id=reader.id)] == [
        (Way.EMAIL, "Gulnar@example.kz"),
        (Way.CALL, "+77011234567"),
        (Way.SMS, "+77011234567"),
        (Way.CALL, "+77272445566"),
    ]
    assert [(look.what, look.account_id) for look in db.scalars(select(Look))] == [
        ("registered", staff.id)
    ]


@pytest.mark.parametrize(
    ("field", "wrong", "written"),
    [
        ("card_number", Wrong.MISSING, " - "),
        ("card_number", Wrong.BAD_SIGNS, "12/345"),
        ("card_number", Wrong.OUT_OF_BOUNDS, "12"),
        ("card_number", Wrong.OUT_OF_BOUNDS, "1" * 33),
        ("card_number", Wrong.TOO_LONG, "1" * 1_000),
        ("family_name", Wrong.MISSING, "  "),
        ("family_name", Wrong.TOO_LONG, "а" * 101),
        ("given_name", Wrong.BAD_SIGNS, "Гүл\x00нар"),
        ("given_name", Wrong.BAD_SIGNS, "Гүл\u202eнар"),
        ("given_name", Wrong.BAD_SIGNS, "12345"),
        ("born_on", Wrong.NO_DATE, "30.2.1958"),
        ("born_on", Wrong.NO_DATE, "1958-02-30"),
        ("born_on", Wrong.NO_DATE, "in spring"),
        ("born_on", Wrong.IN_THE_FUTURE, date(2026, 11, 28)),
        ("born_on", Wrong.TOO_LONG_AGO, date(1896, 11, 27)),
        ("speech_language", Wrong.NO_SUCH_CHOICE, "Kazakh!"),
        ("screen_language", Wrong.NO_SUCH_CHOICE, "de"),
        ("speed_percent", Wrong.OUT_OF_BOUNDS, 301),
        ("forms", Wrong.NO_SUCH_CHOICE, ("vinyl",)),
        ("voices", Wrong.NO_SUCH_CHOICE, {"??": "irina"}),
        ("quiet_from_minute", Wrong.OUT_OF_BOUNDS, 1440),
        ("quiet_until_minute", Wrong.OUT_OF_BOUNDS, -1),
        ("home_point_id", Wrong.NO_SUCH_CHOICE, 404),
        ("notice_way", Wrong.NO_SUCH_CHOICE, Way.SMS),
    ],
)
def test_what_cannot_be_so_is_refused_by_its_field(
    db: Session, field: str, wrong: Wrong, written: object
) -> None:
    with pytest.raises(BadField) as refused:
        register(db, with_field(field, written), now=NOON, by_id=None)
    assert (refused.value.field, refused.value.wrong) == (field, wrong)
    assert db.scalar(select(func.count(Reader.id))) == 0


@pytest.mark.parametrize(
    ("field", "written"), [("emails", ("no at",)), ("telephones", ("123",)), ("subject_ids", (9,))]
)
def test_nothing_is_half_saved(db: Session, field: str, written: object) -> None:
    """Also where only the last field is wrong, and the door goes on with its transaction."""
    with pytest.raises(BadField):
        register(db, with_field(field, written), now=NOON, by_id=None)
    assert db.scalar(select(func.count(Reader.id))) == 0
    assert db.scalar(select(func.count(Contact.id))) == 0
    assert register(db, GULNAR, now=NOON, by_id=None).id


def test_a_card_belongs_to_one_reader(db: Session) -> None:
    first = register(db, GULNAR, now=NOON, by_id=None)
    with pytest.raises(CardTaken) as refused:
        register(db, replace(GULNAR, card_number="кz-004417".upper()), now=NOON, by_id=None)
    assert refused.value.reader_id == first.id
    other = a_reader(db)
    with pytest.raises(CardTaken):
        change_card(db, reader_id=other.id, card_number="KZ004417", now=NOON, by_id=None)
    change_card(db, reader_id=first.id, card_number="NEW1", now=NOON, by_id=None)
    assert reader_by_card(db, "KZ004417") is None
    assert reader_by_card(db, "new 1") is first


def test_two_desks_enter_one_card_at_the_same_instant(database: Database) -> None:
    def enter(_desk: int) -> str:
        try:
            with database.change.begin() as db:
                register(db, GULNAR, now=NOON, by_id=None)
        except CardTaken:
            return "taken"
        return "entered"

    with ThreadPoolExecutor(4) as desks:
        assert sorted(desks.map(enter, range(4))) == ["entered", "taken", "taken", "taken"]


def test_a_profile_changes_only_as_it_was_read(db: Session) -> None:
    reader = register(db, GULNAR, now=NOON, by_id=None)
    seen, profile = reader.version, profile_of(reader)
    faster = replace(profile, speed_percent=150)
    change_profile(db, reader_id=reader.id, version=seen, profile=faster, now=NOON, by_id=None)
    with pytest.raises(StaleRecord) as refused:
        change_profile(db, reader_id=reader.id, version=seen, profile=profile, now=NOON, by_id=None)
    assert (refused.value.seen, refused.value.now) == (seen, reader.version)
    assert reader.speed_percent == 150


def test_a_closed_or_unknown_reader_is_not_changed(db: Session) -> None:
    reader = register(db, GULNAR, now=NOON, by_id=None)
    reader.closed_at = NOON
    db.flush()
    with pytest.raises(ReaderClosed):
        add_telephone(db, reader_id=reader.id, telephone="87011234567")
    with pytest.raises(ReaderNotFound):
        set_interests(db, reader_id=404, subject_ids=(), author_ids=())


def test_without_an_address_notices_wait_on_the_page(db: Session) -> None:
    new = replace(GULNAR, telephones=("87011234567",), notice_way=Way.CALL)
    reader = register(db, new, now=NOON, by_id=None)
    verified(db, reader_id=reader.id, address="+77011234567", now=NOON)
    add_telephone(db, reader_id=reader.id, telephone="+7 701 123-45-67")
    assert [one.verified_at for one in contacts_of(db, reader_id=reader.id)] == [NOON, NOON]
    remove_address(db, reader_id=reader.id, address="+77011234567")
    assert reader.notice_way is Way.WEB
    assert contacts_of(db, reader_id=reader.id) == []


def test_contacts_have_a_bound(db: Session) -> None:
    reader = register(db, GULNAR, now=NOON, by_id=None)
    for last in range(10, 20):
        add_telephone(db, reader_id=reader.id, telephone=f"+770112345{last}")
    with pytest.raises(BadField) as refused:
        add_telephone(db, reader_id=reader.id, telephone="+77011234521")
    assert refused.value.wrong is Wrong.TOO_MANY


def test_every_form_that_can_be_made_can_be_wished_for() -> None:
    assert {form.value for form in Form} <= set(FORMS)


@given(some.text(max_size=300))
def test_any_text_is_cleaned_or_refused(text: str) -> None:
    """What is taken is taken the same way again: no name changes each time it is saved."""
    try:
        clean = name_written("family_name", text)
    except BadField:
        return
    assert name_written("family_name", clean) == clean
    assert 0 < len(clean) <= 100
    assert clean.isprintable()


@given(some.text(max_size=200))
def test_any_card_is_written_one_way_or_refused(text: str) -> None:
    try:
        card = card_written(text)
    except BadField:
        return
    assert card_written(card) == card
    assert card_written(f" {card.lower()} ") == card


DATES = some.from_regex(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}", fullmatch=True)


@given(some.text(max_size=40) | DATES)
def test_any_day_is_a_day_or_refused(text: str) -> None:
    with suppress(BadField):
        assert isinstance(day_written("born_on", text), date)


@given(some.dates())
def test_a_day_of_birth_is_one_of_somebody_alive(born_on: date) -> None:
    """Between 120 years ago and today."""
    profile = replace(GULNAR, born_on=born_on)
    today = NOON.date()
    fits = date(today.year - 120, 1, 1) <= born_on <= today
    if fits:
        assert checked(profile, on=today).born_on == born_on
    else:
        with pytest.raises(BadField):
            checked(profile, on=today)


@given(some.dates(date(1900, 1, 1), date(2026, 11, 27)))
def test_a_day_is_understood_as_people_write_it(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}/{day.month}/{day.year}"):
        assert day_written("born_on", text) == day


@given(some.text(max_size=200))
def test_any_telephone_is_written_one_way_or_refused(text: str) -> None:
    try:
        number = telephone_written(text)
    except BadField:
        return
    assert telephone_written(number) == number


def test_letters_are_composed() -> None:
    assert text_written("name", "Абаи\u0306", longest=10) == "Абай"
