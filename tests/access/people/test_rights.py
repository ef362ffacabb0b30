"""Who may use what, to what they agreed, and how a reader is forgotten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium, Title
from access.network.records import PointKind, ServicePoint
from access.people import consents
from access.people.contacts import add_telephone
from access.people.doors import Look
from access.people.eligibility import (
    SERVES,
    Certificate,
    certify,
    eligibilities_of,
    entitled,
    entitled_counts,
    expiring,
    renew,
    withdraw,
)
from access.people.errors import BadField, DatesInWrongOrder, DoesNotServe, ReaderClosed, StillHas
from access.people.finding import find_readers
from access.people.forgetting import close_reader, forget_reader, loans_of, reopen_reader
from access.people.looking import looked, looks_at
from access.people.merging import merge_readers
from access.people.records import Basis, Certifier, Contact, Document, Purpose, Reader, Service
from access.requests.records import Had, Request, RequestKind, RequestState
from tests.access.people.people import NOON, a_reader, a_reader_with_secrets, an_account

TODAY = NOON.date()
DAY = timedelta(days=1)
LETTER = Certificate(
    service=Service.AUDIO,
    basis=Basis.CANNOT_SEE_PRINT,
    certifier=Certifier.SOCIAL_WORKER,
    document=Document.LETTER,
    certified_on=TODAY,
    since_on=TODAY,
    until_on=TODAY + 10 * DAY,
)


def may(db: Session, reader: Reader, on: date = TODAY, service: Service = Service.AUDIO) -> bool:
    return entitled(db, reader_id=reader.id, service=service, on=on)


def test_a_right_holds_from_its_first_to_its_last_day(db: Session) -> None:
    reader, staff = a_reader(db), an_account(db)
    certify(db, reader_id=reader.id, certificate=LETTER, by_id=staff.id, now=NOON)
    days = (TODAY - DAY, TODAY, TODAY + 10 * DAY, TODAY + 11 * DAY)
    assert [may(db, reader, on) for on in days] == [False, True, True, False]
    assert not may(db, reader, service=Service.HOME_DELIVERY)
    assert [look.what for look in db.scalars(select(Look))] == ["certified"]
    assert entitled_counts(db, on=TODAY) == {Service.AUDIO: 1}


def test_a_right_is_renewed_and_withdrawn_and_its_past_stays(db: Session) -> None:
    reader = a_reader(db)
    certify(db, reader_id=reader.id, certificate=LETTER, by_id=None, now=NOON)
    renew(db, reader_id=reader.id, service=Service.AUDIO, until_on=None, by_id=None, now=NOON)
    assert may(db, reader, TODAY + 4_000 * DAY)
    assert withdraw(db, reader_id=reader.id, service=Service.AUDIO, by_id=None, now=NOON)
    assert not withdraw(db, reader_id=reader.id, service=Service.AUDIO, by_id=None, now=NOON)
    assert not may(db, reader)
    assert [one.until_on for one in eligibilities_of(db, reader_id=reader.id)] == [
        None, LETTER.until_on
    ]  # fmt: skip
    assert not renew(
        db, reader_id=reader.id, service=Service.AUDIO, until_on=None, by_id=None, now=NOON
    )


@pytest.mark.parametrize("service", Service)
@pytest.mark.parametrize("basis", Basis)
def test_each_need_gives_the_rights_that_follow_from_it(
    db: Session, service: Service, basis: Basis
) -> None:
    reader, what = a_reader(db), replace(LETTER, service=service, basis=basis)
    if basis in SERVES[service]:
        certify(db, reader_id=reader.id, certificate=what, by_id=None, now=NOON)
    else:
        with pytest.raises(DoesNotServe):
            certify(db, reader_id=reader.id, certificate=what, by_id=None, now=NOON)
    assert may(db, reader, service=service) is (basis in SERVES[service])


def test_impossible_dates_are_refused_and_the_old_right_stays(db: Session) -> None:
    reader = a_reader(db)
    certify(db, reader_id=reader.id, certificate=LETTER, by_id=None, now=NOON)
    backwards = replace(LETTER, until_on=TODAY - DAY)
    with pytest.raises(DatesInWrongOrder):
        certify(db, reader_id=reader.id, certificate=backwards, by_id=None, now=NOON)
    tomorrow = replace(LETTER, certified_on=TODAY + DAY)
    with pytest.raises(BadField):
        certify(db, reader_id=reader.id, certificate=tomorrow, by_id=None, now=NOON)
    assert may(db, reader)


def test_rights_that_end_soon_are_listed(db: Session) -> None:
    for days in (5, 10, 20):
        until_on = TODAY + days * DAY
        certificate = replace(LETTER, until_on=until_on)
        certify(db, reader_id=a_reader(db).id, certificate=certificate, by_id=None, now=NOON)
    soon = expiring(db, from_on=TODAY + 6 * DAY, before_on=TODAY + 20 * DAY)
    assert [one.until_on for one in soon] == [TODAY + 10 * DAY]
    first = expiring(db, before_on=TODAY + 30 * DAY, limit=1)
    rest = expiring(db, before_on=TODAY + 30 * DAY, after_id=first[0].id)
    assert first[0].reader.family_name
    assert len(rest) == 2


@settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(some.lists(some.tuples(some.sampled_from(["give", "withdraw"]), some.sampled_from(Purpose))))
def test_the_last_word_on_each_purpose_holds(db: Session, said: list[tuple[str, Purpose]]) -> None:
    reader = a_reader(db)
    expected = set[Purpose]()
    for word, purpose in said:
        if word == "give":
            consents.give(db, reader_id=reader.id, purpose=purpose, wording="2026-11-01", now=NOON)
            expected.add(purpose)
        else:
            consents.withdraw(db, reader_id=reader.id, purpose=purpose, now=NOON)
            expected.discard(purpose)
    assert consents.allowed(db, reader_id=reader.id) == expected


def a_title(db: Session) -> Title:
    title = Title(name="Абай жолы", language="kk", added_at=NOON, changed_at=NOON)
    db.add(title)
    db.flush()
    return title


def test_without_consent_to_history_what_they_had_is_forgotten(db: Session) -> None:
    reader, title = a_reader(db), a_title(db)
    for wording in ("2026-01-01", "2026-11-01"):
        consents.give(db, reader_id=reader.id, purpose=Purpose.HISTORY, wording=wording, now=NOON)
    assert [one.wording for one in consents.consents_of(db, reader_id=reader.id)] == [
        "2026-11-01", "2026-01-01"
    ]  # fmt: skip
    db.add(Had(reader_id=reader.id, title_id=title.id, had_on=TODAY))
    db.flush()
    consents.withdraw(db, reader_id=reader.id, purpose=Purpose.HISTORY, now=NOON)
    assert db.scalars(select(Had)).all() == []
    assert not consents.is_allowed(db, reader_id=reader.id, purpose=Purpose.HISTORY)


def a_loan(db: Session, reader: Reader) -> Copy:
    point = ServicePoint(code="B1", kind=PointKind.BRANCH, names={})
    title = a_title(db)
    db.add(point)
    db.flush()
    copy = Copy(title_id=title.id, service_point_id=point.id, medium=Medium.BRAILLE,
                state=CopyState.ON_LOAN)  # fmt: skip
    db.add(copy)
    db.flush()
    db.add(Request(reader_id=reader.id, title_id=title.id, kind=RequestKind.COPY, door="desk",
                   asked_at=NOON, turn_at=NOON, state=RequestState.FULFILLED, closed_at=NOON,
                   ready_at=NOON, copy_id=copy.id))  # fmt: skip
    db.flush()
    return copy


def test_a_reader_who_has_something_is_not_forgotten_by_mistake(db: Session) -> None:
    reader = a_reader_with_secrets(db)
    copy = a_loan(db, reader)
    db.add(Request(reader_id=reader.id, title_id=a_title(db).id, kind=RequestKind.AUDIO,
                   door="web", asked_at=NOON, turn_at=NOON))  # fmt: skip
    db.flush()
    with pytest.raises(StillHas) as refused:
        forget_reader(db, reader_id=reader.id, by_id=None, now=NOON)
    assert (refused.value.open_requests, refused.value.loans) == (1, 1)
    copy.state = CopyState.ON_SHELF
    db.flush()
    assert loans_of(db, reader_id=reader.id) == 0
    close_reader(db, reader_id=reader.id, by_id=None, now=NOON, even_so=True)
    states = db.scalars(select(Request.state).order_by(Request.id)).all()
    assert states == [RequestState.FULFILLED, RequestState.WITHDRAWN]
    assert reopen_reader(db, reader_id=reader.id, by_id=None, now=NOON).closed_at is None


def test_a_forgotten_reader_leaves_only_counts(db: Session) -> None:
    """Also in the records that were merged into theirs."""
    double, reader = a_reader(db, family="Ахметова"), a_reader_with_secrets(db)
    certify(db, reader_id=reader.id, certificate=LETTER, by_id=None, now=NOON)
    add_telephone(db, reader_id=reader.id, telephone="87011234567")
    number, card = reader.id, reader.card_number
    merge_readers(db, stays_id=number, goes_id=double.id, by_id=None, now=NOON)
    forget_reader(db, reader_id=number, by_id=None, now=NOON)
    db.expire_all()
    for kept in db.scalars(select(Reader)):
        assert not any((kept.family_name, kept.given_name, kept.family_folded, kept.born_on))
        assert not any((kept.password_hash, kept.pin_hash))
        assert kept.card_number != card
        assert kept.closed_at
    assert db.scalar(select(func.count(Contact.id))) == 0
    assert len(eligibilities_of(db, reader_id=number)) == 1
    assert find_readers(db, sought=card, with_closed=True).readers == []
    with pytest.raises(ReaderClosed):
        reopen_reader(db, reader_id=number, by_id=None, now=NOON)


def found(db: Session, sought: str) -> list[str]:
    return [reader.card_number for reader in find_readers(db, sought=sought).readers]


@pytest.mark.parametrize(
    "sought",
    ["KZ0044", "кz-00 44".replace("к", "k"), "сейіт", "СЕЙИТ", "гүл сей", "сейитова гул", "маратк",
     "8 701 123", "+7701123", "7011234567", "gulnar@ex"],
)  # fmt: skip
def test_a_reader_is_found_as_staff_type(db: Session, sought: str) -> None:
    reader = a_reader(db, card="KZ004417")
    reader.patronymic = "Маратқызы"
    add_telephone(db, reader_id=reader.id, telephone="87011234567")
    db.add(Contact(reader_id=reader.id, way="email", address="gulnar@example.kz"))
    a_reader(db, card="ZZ9", family="Ким", given="Ли")
    assert found(db, sought) == (["KZ004417"] if sought != "маратк" else [])


@pytest.mark.parametrize("sought", ["", "  ", "%", "_", "ейіт", "KZ%", "004417", "Ким Гүлнар"])
def test_what_is_no_beginning_finds_nobody(db: Session, sought: str) -> None:
    a_reader(db, card="KZ004417")
    a_reader(db, card="ZZ9", family="Ким", given="Ли")
    assert found(db, sought) == []


def test_found_readers_come_in_pages_by_name(db: Session) -> None:
    for given_name in "ВАБГ":
        a_reader(db, card=f"TEST{given_name}".replace("А", "X"), given=f"{given_name}на")
    page = find_readers(db, sought="сейіт", limit=3)
    assert [reader.given_name for reader in page.readers] == ["Ана", "Бна", "Вна"]
    assert page.has_more
    rest = find_readers(db, sought="сейіт", after_id=page.readers[-1].id)
    assert [reader.given_name for reader in rest.readers] == ["Гна"]
    assert not rest.has_more


def test_the_card_of_a_double_finds_the_one_who_stayed(db: Session) -> None:
    stays, goes = a_reader(db, card="KZ1"), a_reader(db, card="KZ77")
    merge_readers(db, stays_id=stays.id, goes_id=goes.id, by_id=None, now=NOON)
    assert found(db, "KZ77") == ["KZ1"]


def test_readers_see_who_looked(db: Session) -> None:
    reader, staff = a_reader(db), an_account(db)
    for account_id in (staff.id, None, staff.id):
        looked(db, reader_id=reader.id, account_id=account_id, what="read", door="web", now=NOON)
    seen = looks_at(db, reader_id=reader.id, limit=2)
    assert [look.account_name for look in seen] == [staff.name, ""]
    rest = looks_at(db, reader_id=reader.id, before_id=seen[-1].look_id)
    assert [look.account_name for look in rest] == [staff.name]
