"""Who is in the demonstration: three of the staff, and readers who ask for books."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.made import Source
from access.database.opening import Database
from access.network.zone import today
from access.people import consents, eligibility
from access.people.accounts import account_by_login, open_account
from access.people.cards import reader_by_card
from access.people.passwords import set_password
from access.people.records import Basis, Certifier, Document, Purpose, Role, Service
from access.people.registering import NewReader, register
from access.requests.asking import ask
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import RequestKind

DOOR = "desk"
CONSENTS = frozenset({Purpose.HISTORY, Purpose.NOTICES})


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody of the staff."""

    login: str
    name: str
    role: Role
    does: str


STAFF = (
    Worker("coordinator", "Гүлнар Сейітқызы", Role.COORDINATOR, "readers, requests, runs"),
    Worker("producer", "Игорь Лунин", Role.PRODUCER, "editions, findings, the lexicon"),
    Worker("administrator", "Aigerim Stone", Role.ADMINISTRATOR, "everything"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A reader: who, entitled to what, and in which form they like to have their books."""

    new: NewReader
    basis: Basis
    services: tuple[Service, ...]
    form: str

    @property
    def card(self) -> str:
        """The number with which they sign in."""
        return self.new.card_number


READERS = (
    Person(
        NewReader(
            card_number="D-0001", family_name="Ахметова", given_name="Айсұлу",
            speech_language="kk", screen_language="kk",
        ),
        Basis.CANNOT_SEE_PRINT, (Service.AUDIO, Service.HOME_DELIVERY), "daisy202",
    ),
    Person(
        NewReader(
            card_number="D-0002", family_name="Орлов", given_name="Виктор",
            patronymic="Андреевич", speech_language="ru", screen_language="ru",
        ),
        Basis.CANNOT_HOLD_BOOK, (Service.AUDIO, Service.HOME_DELIVERY), "daisy3",
    ),
    Person(
        NewReader(
            card_number="D-0003", family_name="Harper", given_name="Judith",
            speech_language="en", screen_language="en",
        ),
        Basis.CANNOT_READ_PRINT, (Service.AUDIO,), "epub3",
    ),
)  # fmt: skip


def open_staff(database: Database, passwords: Mapping[str, str], *, now: datetime) -> None:
    """Accounts for the staff; those that are there stay as they are."""
    for worker in STAFF:
        with database.change.begin() as db:
            if account_by_login(db, worker.login) is None:
                open_account(
                    db, login=worker.login, name=worker.name, roles=[worker.role],
                    password=passwords[worker.login], now=now,
                )  # fmt: skip


def welcome_readers(database: Database, passwords: Mapping[str, str], *, now: datetime) -> None:
    """Each reader comes once, with everything: their right, consents, a password, their wishes."""
    for person in READERS:
        with database.change.begin() as db:
            if reader_by_card(db, person.card) is None:
                _welcome(db, person, passwords[person.card], now=now)


def _welcome(db: Session, person: Person, password: str, *, now: datetime) -> None:
    staff = account_by_login(db, STAFF[0].login)
    by_id = staff.id if staff else None
    reader_id = register(db, person.new, now=now, by_id=by_id, door=DOOR).id
    day = today(db, now=now)
    for service in person.services:
        certificate = eligibility.Certificate(
            service=service, basis=person.basis, certifier=Certifier.LIBRARIAN,
            document=Document.OWN_WORD, certified_on=day, since_on=day,
        )  # fmt: skip
        eligibility.certify(
            db, reader_id=reader_id, certificate=certificate, by_id=by_id, now=now, door=DOOR
        )
    for purpose in sorted(CONSENTS):
        consents.give(
            db, reader_id=reader_id, purpose=purpose, wording=day.isoformat(), now=now,
            by_id=by_id, door=DOOR,
        )  # fmt: skip
    set_password(db, reader_id=reader_id, password=password, now=now)
    for title_id in db.scalars(select(Source.title_id).distinct().order_by(Source.title_id)).all():
        ask(
            db, reader_id=reader_id, title_id=title_id, kind=RequestKind.AUDIO, form=person.form,
            door="web", now=now, limits=STANDARD_LIMITS,
        )  # fmt: skip
