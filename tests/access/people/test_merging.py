"""Two records of one person become one; whatever they held, nothing is lost, every rule holds."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from sqlalchemy import Table, UniqueConstraint, func, select
from sqlalchemy.orm import Session

from access.catalogue.records import (
    Contributor,
    Copy,
    CopyState,
    Medium,
    Series,
    Subject,
    Title,
)
from access.database.base import Base
from access.database.opening import Database
from access.network.records import PointKind, ServicePoint
from access.notices.records import Notice, NoticeKind
from access.people.cards import reader_by_card
from access.people.doors import Look, SignIn
from access.people.errors import CannotMerge, ReaderNotFound
from access.people.merging import RULES, merge_readers, reader_columns
from access.people.passwords import issue_reset_key, set_password, set_pin, use_reset_key
from access.people.records import (
    Assistance,
    Basis,
    Certifier,
    Consent,
    Contact,
    Document,
    Eligibility,
    Purpose,
    Reader,
    ReaderAuthor,
    ReaderSubject,
    Role,
    Service,
    Way,
)
from access.people.signing_in import Refused, SignedIn, sign_in_by_pin, sign_in_reader, who
from access.people.tokens import create_token, who_by_token
from access.records import METADATA
from access.requests.records import Following, Had, Request, RequestKind, RequestState
from tests.access.people.people import (
    NOON,
    PASSWORD,
    PIN,
    QUICK,
    a_reader,
    a_reader_with_secrets,
    an_account,
)

TODAY = NOON.date()
MANY = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink a world takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def instant(hours: int) -> datetime:
    return NOON - timedelta(hours=hours)


@dataclass(frozen=True)
class Held:
    """What a record holds, by small numbers: which title, series, subject, assistant …"""

    titles: dict[int, int] = field(default_factory=dict)
    """Open requests: title and how many hours ago."""
    had: dict[int, int] = field(default_factory=dict)
    series: set[int] = field(default_factory=set)
    interests: set[int] = field(default_factory=set)
    addresses: set[int] = field(default_factory=set)
    services: dict[Service, int | None] = field(default_factory=dict)
    consents: list[tuple[Purpose, int, int | None]] = field(default_factory=list)
    assistants: dict[int, int | None] = field(default_factory=dict)
    notices: int = 0


SMALL = some.integers(0, 3)
HOURS = some.integers(1, 500)
DAYS = some.none() | some.integers(0, 400)
HELD = some.builds(
    Held,
    titles=some.dictionaries(SMALL, HOURS),
    had=some.dictionaries(SMALL, HOURS),
    series=some.sets(SMALL),
    interests=some.sets(SMALL),
    addresses=some.sets(SMALL),
    services=some.dictionaries(some.sampled_from(Service), DAYS),
    consents=some.lists(
        some.tuples(some.sampled_from(Purpose), HOURS, some.none() | HOURS),
        max_size=5,
        unique_by=lambda row: (row[0], row[2] is None or row[1]),
    ),
    assistants=some.dictionaries(SMALL, DAYS),
    notices=some.integers(0, 3),
)


@dataclass(frozen=True)
class World:
    """Four of everything that a record may point to."""

    titles: list[int]
    series: list[int]
    subjects: list[int]
    authors: list[int]
    assistants: list[int]


def a_world(db: Session) -> World:
    four = range(4)
    titles = [Title(name=f"T{n}", language="kk", added_at=NOON, changed_at=NOON) for n in four]
    series = [Series(name=f"S{n}") for n in four]
    subjects = [Subject(code=str(n), name=f"U{n}") for n in four]
    authors = [Contributor(name=f"C{n}") for n in four]
    db.add_all((*titles, *series, *subjects, *authors))
    assistants = [an_account(db, Role.ASSISTANT) for _ in four]
    db.flush()
    return World(
        [one.id for one in titles],
        [one.id for one in series],
        [one.id for one in subjects],
        [one.id for one in authors],
        [one.id for one in assistants],
    )


def give(db: Session, reader: Reader, held: Held, world: World) -> None:
    number = reader.id
    db.add_all(
        Request(reader_id=number, title_id=world.titles[n], kind=RequestKind.AUDIO, door="web",
                asked_at=instant(ago), turn_at=NOON)
        for n, ago in held.titles.items()
    )  # fmt: skip
    db.add_all(
        Had(reader_id=number, title_id=world.titles[n], had_on=TODAY - timedelta(days=ago))
        for n, ago in held.had.items()
    )
    db.add_all(
        Following(
            reader_id=number, series_id=world.series[n], kind=RequestKind.AUDIO, since_at=NOON
        )
        for n in held.series
    )
    for n in held.interests:
        db.add(ReaderSubject(reader_id=number, subject_id=world.subjects[n]))
        db.add(ReaderAuthor(reader_id=number, contributor_id=world.authors[n]))
    db.add_all(
        Contact(reader_id=number, way=Way.EMAIL, address=f"{n}@example.kz") for n in held.addresses
    )
    db.add_all(
        Eligibility(
            reader_id=number, service=service, basis=Basis.CANNOT_SEE_PRINT,
            certifier=Certifier.LIBRARIAN, document=Document.LETTER, certified_on=TODAY,
            since_on=TODAY, until_on=until_on(days), recorded_at=NOON,
        )
        for service, days in held.services.items()
    )  # fmt: skip
    for purpose, given_ago, held_for in held.consents:
        given_at = instant(given_ago)
        ended_at = None if held_for is None else given_at + timedelta(minutes=held_for)
        db.add(Consent(reader_id=number, purpose=purpose, wording="2026-01-01", given_at=given_at,
                       withdrawn_at=ended_at))  # fmt: skip
    db.add_all(
        Assistance(reader_id=number, account_id=world.assistants[n], since_on=TODAY,
                   until_on=until_on(days), granted_at=NOON)
        for n, days in held.assistants.items()
    )  # fmt: skip
    db.add_all(
        Notice(once_key=f"ready:{number}:{n}", reader_id=number, kind=NoticeKind.READY, way=Way.WEB,
               language="kk", facts={}, made_at=NOON, not_before_at=NOON)
        for n in range(held.notices)
    )  # fmt: skip
    db.flush()


def until_on(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


Key = TypeVar("Key")


def last(one: dict[Key, int | None], other: dict[Key, int | None], key: Key) -> date | None:
    days = [held[key] for held in (one, other) if key in held]
    return None if None in days else until_on(max(day for day in days if day is not None))


def counted(db: Session, kind: type[Base], reader_id: int) -> int:
    table = METADATA.tables[kind.__tablename__]
    whose = table.c["reader_id"] == reader_id
    return db.scalar(select(func.count()).select_from(table).where(whose)) or 0


@MANY
@given(HELD, HELD)
def test_nothing_is_lost_in_a_merge(database: Database, one: Held, other: Held) -> None:
    with database.change() as db:
        world = a_world(db)
        stays, goes = a_reader(db), a_reader(db)
        give(db, stays, one, world)
        give(db, goes, other, world)
        stays_id, goes_id = stays.id, goes.id
        kinds = (Request, Eligibility, Consent, Assistance, Notice)
        before = {kind: counted(db, kind, stays_id) + counted(db, kind, goes_id) for kind in kinds}

        merge_readers(db, stays_id=stays_id, goes_id=goes_id, by_id=None, now=NOON)

        assert {kind: counted(db, kind, stays_id) for kind in kinds} == before
        for table, column in reader_columns():
            assert not db.execute(select(table).where(table.c[column] == goes_id)).first()
        still_open = db.scalars(select(Request).where(Request.closed_at.is_(None))).all()
        assert {request.title_id: request.asked_at for request in still_open} == {
            world.titles[n]: instant(max(ages))
            for n in one.titles.keys() | other.titles.keys()
            if (ages := [held.titles[n] for held in (one, other) if n in held.titles])
        }
        assert {row.title_id: row.had_on for row in db.scalars(select(Had))} == {
            world.titles[n]: TODAY - timedelta(days=min(ages))
            for n in one.had.keys() | other.had.keys()
            if (ages := [held.had[n] for held in (one, other) if n in held.had])
        }
        assert counted(db, Following, stays_id) == len(one.series | other.series)
        assert counted(db, ReaderSubject, stays_id) == len(one.interests | other.interests)
        assert counted(db, ReaderAuthor, stays_id) == len(one.interests | other.interests)
        assert counted(db, Contact, stays_id) == len(one.addresses | other.addresses)
        in_force = db.scalars(select(Eligibility).where(Eligibility.withdrawn_at.is_(None))).all()
        assert {row.service: row.until_on for row in in_force} == {
            service: last(one.services, other.services, service)
            for service in one.services.keys() | other.services.keys()
        }
        leave = db.scalars(select(Assistance).where(Assistance.ended_at.is_(None))).all()
        assert {row.account_id: row.until_on for row in leave} == {
            world.assistants[n]: last(one.assistants, other.assistants, n)
            for n in one.assistants.keys() | other.assistants.keys()
        }
        consents = db.scalars(select(Consent).where(Consent.withdrawn_at.is_(None))).all()
        assert {row.purpose for row in consents} == last_words(one, other)
        db.rollback()


def last_words(one: Held, other: Held) -> set[Purpose]:
    """The purposes of a consent that no later refusal takes back."""
    said = [*one.consents, *other.consents]
    return {
        purpose
        for purpose in Purpose
        if (
            given_at := [
                instant(ago) for named, ago, time in said if named is purpose and time is None
            ]
        )
        and all(
            instant(ago) + timedelta(minutes=time) <= max(given_at)
            for named, ago, time in said
            if named is purpose and time is not None
        )
    }


def test_every_column_that_points_to_a_reader_has_a_rule() -> None:
    """A new table is not forgotten, and a rule whose table has gone is not kept."""
    assert {f"{table.name}.{column}" for table, column in reader_columns()} == set(RULES)


def test_what_must_be_alone_is_not_simply_moved() -> None:
    """A column that stands in a unique index needs a rule that knows it."""
    plain = RULES["looks.reader_id"]
    for table, column in reader_columns():
        if any(column in alone for alone in unique_columns(table)):
            assert RULES[f"{table.name}.{column}"] is not plain, f"{table.name}.{column}"


def unique_columns(table: Table) -> list[set[str]]:
    return [
        {column.name for column in table.primary_key.columns},
        *({c.name for c in index.columns} for index in table.indexes if index.unique),
        *(
            {c.name for c in constraint.columns}
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
        ),
    ]


def test_all_tables_are_walked() -> None:
    assert {table.name for table, _ in reader_columns()} <= set(METADATA.tables)
    assert Counter(table.name for table, _ in reader_columns())["sign_ins"] == 2


def test_the_other_card_leads_to_the_one_who_stayed(db: Session) -> None:
    """By password, by PIN, at the desk; and once more when that one is merged in turn."""
    stays, goes, third = a_reader(db), a_reader_with_secrets(db), a_reader(db)
    set_pin(db, reader_id=goes.id, pin=PIN, cost=QUICK)
    card, stays_id, third_id = goes.card_number, stays.id, third.id
    merge_readers(db, stays_id=stays_id, goes_id=goes.id, by_id=None, now=NOON)
    found = reader_by_card(db, card)
    assert found
    assert found.id == stays_id
    by_password = sign_in_reader(
        db, card_number=card, password=PASSWORD, place="", now=NOON, cost=QUICK
    )
    by_pin = sign_in_by_pin(db, card_number=card, pin=PIN, caller="", now=NOON, cost=QUICK)
    for came in (by_password, by_pin):
        assert isinstance(came, SignedIn)
        assert came.person.reader_id == stays_id
    merge_readers(db, stays_id=third_id, goes_id=stays_id, by_id=None, now=NOON)
    found = reader_by_card(db, card)
    assert found
    assert found.id == third_id
    assert isinstance(by_password, SignedIn)
    person = who(db, key=by_password.key, now=NOON)
    assert person
    assert person.reader_id == third_id


def test_keys_and_looks_go_along(db: Session) -> None:
    stays, goes, staff = a_reader(db), a_reader(db), an_account(db)
    set_password(db, reader_id=stays.id, password=PASSWORD, now=NOON, cost=QUICK)
    token = create_token(db, name="app", reader_id=goes.id, now=NOON)
    given = issue_reset_key(db, reader_id=goes.id, by_id=staff.id, now=NOON, cost=QUICK)
    db.add(
        SignIn(key_digest="x", account_id=staff.id, acts_for_id=goes.id, began_at=NOON,
               seen_at=NOON, ends_at=NOON, idle_s=1, last_at=NOON)
    )  # fmt: skip
    db.flush()
    merge_readers(db, stays_id=stays.id, goes_id=goes.id, by_id=staff.id, now=NOON)
    person = who_by_token(db, key=token.key, now=NOON)
    assert person
    assert person.reader_id == stays.id
    assert db.scalars(select(SignIn)).one().acts_for_id == stays.id
    assert [look.what for look in db.scalars(select(Look).order_by(Look.id))] == [
        "reset_key", "merged"
    ]  # fmt: skip
    used = use_reset_key(
        db, card_number=goes.card_number, digits=given.digits, password=PASSWORD, place="",
        now=NOON, cost=QUICK,
    )  # fmt: skip
    assert isinstance(used, Refused)


def test_the_copy_of_a_wish_that_was_twice_goes_to_the_older(db: Session) -> None:
    stays, goes = a_reader(db), a_reader(db)
    point = ServicePoint(code="B1", kind=PointKind.BRANCH, names={})
    title = Title(name="Абай жолы", language="kk", added_at=NOON, changed_at=NOON)
    db.add_all((point, title))
    db.flush()
    copy = Copy(title_id=title.id, service_point_id=point.id, medium=Medium.BRAILLE,
                state=CopyState.RESERVED)  # fmt: skip
    db.add(copy)
    db.flush()
    for reader, ago, copy_id in ((stays, 5, None), (goes, 3, copy.id)):
        db.add(Request(reader_id=reader.id, title_id=title.id, kind=RequestKind.COPY,
                       form="braille",
                       door="desk", asked_at=instant(ago), turn_at=NOON, copy_id=copy_id,
                       state=RequestState.READY if copy_id else RequestState.WAITING,
                       ready_at=NOON if copy_id else None))  # fmt: skip
    db.flush()
    merge_readers(db, stays_id=stays.id, goes_id=goes.id, by_id=None, now=NOON)
    older, newer = db.scalars(select(Request).order_by(Request.asked_at))
    assert (older.state, newer.state) == (RequestState.READY, RequestState.WITHDRAWN)
    assert older.copy_id == copy.id


def test_what_the_one_does_not_know_the_other_does(db: Session) -> None:
    stays, goes = a_reader(db), a_reader(db, born_on=date(1958, 3, 7))
    goes.patronymic, goes.voices = "Маратқызы", {"ru": "piper:irina", "kk": "espeak:kk"}
    stays.voices = {"kk": "piper:iseke"}
    merge_readers(db, stays_id=stays.id, goes_id=goes.id, by_id=None, now=NOON)
    assert (stays.born_on, stays.patronymic) == (date(1958, 3, 7), "Маратқызы")
    assert stays.voices == {"kk": "piper:iseke", "ru": "piper:irina"}


def test_what_cannot_be_merged_is_left(db: Session) -> None:
    one, other = a_reader(db), a_reader(db)
    with pytest.raises(CannotMerge):
        merge_readers(db, stays_id=one.id, goes_id=one.id, by_id=None, now=NOON)
    with pytest.raises(ReaderNotFound):
        merge_readers(db, stays_id=one.id, goes_id=404, by_id=None, now=NOON)
    merge_readers(db, stays_id=one.id, goes_id=other.id, by_id=None, now=NOON)
    for stays_id, goes_id in ((one.id, other.id), (other.id, one.id)):
        with pytest.raises(CannotMerge):
            merge_readers(db, stays_id=stays_id, goes_id=goes_id, by_id=None, now=NOON)
