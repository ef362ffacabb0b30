"""The delivery of the demonstration: couriers, doors and wishes of readers, a day that is running
and one that waits to be published. Names and doors are invented; the points are those of the sample
city."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium
from access.database.opening import Database
from access.errors import AccessError
from access.network.points import points
from access.network.zone import today
from access.people import consents, eligibility
from access.people.accounts import account_by_login, open_account
from access.people.cards import reader_by_card
from access.people.records import Basis, Certifier, Document, Purpose, Role, Service
from access.people.registering import NewReader, register
from access.requests.asking import ask
from access.requests.limits import STANDARD_LIMITS
from access.requests.records import RequestKind
from api.sample_library.people import DOOR, STAFF
from api.samples import SAMPLE_DAY
from delivery.crew.duty import Skill
from delivery.crew.hiring import Crewman, Hours, crew, hire, open_depot
from delivery.crew.records import Travel, Vehicle
from delivery.errors import DeliveryError
from delivery.homes.records import Exactness
from delivery.homes.wishes import Door, Wishes, live_at, wish
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause

EVERY_DAY = range(7)
DEPOTS = {"central": "B12", "western": "B26"}
"""The branches of the sample network nearest to where couriers of the sample city set out."""
MOST_HOMES = 30
NAMES = (
    "Абдуллин Борис", "Бекова Әсел", "Воронцова Вера", "Ғабдулова Гүлшат", "Дүйсенов Дәурен",
    "Ермекова Елена", "Жданова Камила", "Зейнолла Жанар", "Исаева Зоя", "Кәрімова Камила",
    "Лаптев Игорь", "Мұқанова Сәуле", "Нечаев Пётр", "Оразбек Мағжан", "Пак Лариса",
    "Рахимова Роза", "Сәтбаева Үміт", "Тілеубек Ербол", "Усачёва Нина", "Фролова Ольга",
    "Хамитов Рустем", "Цой Вадим", "Шарипова Динара", "Юсупова Алия", "Яковенко Степан",
    "Қалиева Қарлығаш", "Өтегенов Ілияс", "Үмбетова Бибігүл", "Іскендір Асқар", "Асқарова Айгүл",
)  # fmt: skip
DISTRICTS = {
    "Alatau": "Алатау", "Almaly": "Алмалы", "Auezov": "Әуезов", "Bostandyk": "Бостандық",
    "Medeu": "Медеу", "Nauryzbay": "Наурызбай", "Turksib": "Түрксіб", "Zhetysu": "Жетісу",
}  # fmt: skip
"""Districts as they stand on letters; the file of the sample day has them in Latin."""
STREETS = ("ул. Тасбұлақ", "ул. Кең дала", "ул. Апорт", "ул. Шамшырақ", "ул. Көкжиек", "ул. Сая")
NOTES = {"dog": "Во дворе собака, сначала позвонить.", "intercom": "Домофон сломан, звонить снизу."}


@dataclass(frozen=True, slots=True)
class Rider:
    """A courier of the demonstration; one with a login can sign in."""

    login: str
    name: str
    depot: str
    travel: Travel
    vehicle: str
    most_stops: int
    skills: tuple[Skill, ...]
    languages: tuple[str, ...]


RIDERS = (
    Rider(
        "courier", "Марат Әлиев", "central", Travel.CAR, "Ларгус 01", 20,
        (Skill.LIFT,), ("kk", "ru"),
    ),
    Rider(
        "courier2", "Салтанат Ким", "western", Travel.CAR, "Ларгус 02", 20,
        (Skill.LIFT, Skill.HELP), ("kk", "ru"),
    ),
    Rider("courier3", "Денис Орлов", "central", Travel.BIKE, "", 8, (Skill.HELP,), ("ru",)),
)  # fmt: skip


def open_delivery(database: Database, passwords: Mapping[str, str], *, now: datetime) -> None:
    """Depots, couriers with accounts and vehicles, readers behind doors with their wishes; what is
    there already stays as it is."""
    with database.change.begin() as db:
        if not crew(db, on=today(db, now=now)):
            _hire(db, passwords, now=now)
    for number, job in enumerate(_jobs()):
        with database.change.begin() as db:
            card = card_of(number)
            if reader_by_card(db, card) is None:
                _settle(db, number, card, job, now=now)
    with database.change.begin() as db:
        if not db.scalars(select(Copy.id).where(Copy.state == CopyState.RESERVED).limit(1)).first():
            _ask_for_copies(db, now=now)


def card_of(number: int) -> str:
    """The card of the n-th reader behind a door."""
    return f"H-{number + 1:04d}"


def visit_some(db: Session, *, on: date, now: datetime) -> int:
    """Every second reader is to be visited on a day, the others on the next; answers how many."""
    boss = account_by_login(db, STAFF[0].login)
    asked = 0
    for number in range(MOST_HOMES):
        reader = reader_by_card(db, card_of(number))
        if reader is None or (number + on.toordinal()) % 2:
            continue
        try:
            with db.begin_nested():
                add_visit(
                    db, reader_id=reader.id, on=on, cause=Cause.BY_HAND,
                    by_id=boss.id if boss else None, now=now,
                )  # fmt: skip
                asked += 1
        except (DeliveryError, AccessError):
            continue  # visited that day already, or the day is full: both are as they should be
    return asked


def _jobs() -> Sequence[dict[str, Any]]:
    day = json.loads(SAMPLE_DAY.read_bytes())
    jobs: list[dict[str, Any]] = day["jobs"][:MOST_HOMES]
    return jobs


def _hire(db: Session, passwords: Mapping[str, str], *, now: datetime) -> None:
    """Couriers who work every day, so that there is something to see whenever it is looked at."""
    there = {point.code: point.id for point in points(db, on=today(db, now=now))}
    depots = {
        name: open_depot(db, service_point_id=there[code]).id for name, code in DEPOTS.items()
    }
    for rider in RIDERS:
        vehicle = Vehicle(name=rider.vehicle) if rider.vehicle else None
        if vehicle is not None:
            db.add(vehicle)
            db.flush()
        account = account_by_login(db, rider.login) or open_account(
            db, login=rider.login, name=rider.name, roles=[Role.COURIER],
            password=passwords[rider.login], now=now,
        )  # fmt: skip
        who = Crewman(
            name=rider.name, depot_id=depots[rider.depot], account_id=account.id,
            is_volunteer=not rider.vehicle, vehicle_id=vehicle.id if vehicle else None,
            travel=rider.travel, most_stops=rider.most_stops, languages=rider.languages,
            skills=rider.skills,
        )  # fmt: skip
        hire(
            db, who,
            hours=[
                Hours(weekday=day, starts=540, ends=1080, break_minutes=30, break_from=720,
                      break_until=840)
                for day in EVERY_DAY
            ],
        )  # fmt: skip


def _settle(db: Session, number: int, card: str, job: Mapping[str, Any], *, now: datetime) -> None:
    """A reader with a door, the right to home delivery, and wishes as the sample day has them."""
    boss = account_by_login(db, STAFF[0].login)
    by_id, day = boss.id if boss else None, today(db, now=now)
    family_name, given_name = NAMES[number].split()
    new = NewReader(
        card_number=card, family_name=family_name, given_name=given_name,
        speech_language="kk" if number % 3 else "ru", screen_language="kk" if number % 3 else "ru",
    )  # fmt: skip
    reader_id = register(db, new, now=now, by_id=by_id, door=DOOR).id
    certificate = eligibility.Certificate(
        service=Service.HOME_DELIVERY, basis=Basis.CANNOT_LEAVE_HOME,
        certifier=Certifier.SOCIAL_WORKER, document=Document.LETTER, certified_on=day,
        since_on=day,
    )  # fmt: skip
    eligibility.certify(
        db, reader_id=reader_id, certificate=certificate, by_id=by_id, now=now, door=DOOR
    )
    consents.give(
        db, reader_id=reader_id, purpose=Purpose.NOTICES, wording=day.isoformat(), now=now,
        by_id=by_id, door=DOOR,
    )  # fmt: skip
    live_at(db, reader_id=reader_id, door=_door(number, job), by_id=by_id, now=now)
    skills = set(job.get("skills", ()))
    wishes = Wishes(
        every_days=14,
        windows=tuple(
            (opens // 60, closes // 60) for opens, closes in job.get("time_windows", ())
        ),
        language="kk" if 2 in skills else None, needs_lift=1 in skills, needs_help=3 in skills,
        since_on=day,
    )  # fmt: skip
    wish(db, reader_id=reader_id, wishes=wishes, by_id=by_id, now=now)


def _door(number: int, job: Mapping[str, Any]) -> Door:
    words = str(job["description"])
    district = words.partition(":")[0]
    lon_deg, lat_deg = job["location"]
    return Door(
        district=DISTRICTS.get(district, district), street=STREETS[number % len(STREETS)],
        house=str(3 + number * 7 % 90), flat=str(1 + number * 11 % 60),
        floor="5" if "fifth floor" in words else "2", has_lift="no lift" not in words,
        entrance=str(1 + number % 4), door_code=f"{number * 37 % 9000 + 1000}",
        notes=" ".join(said for word, said in NOTES.items() if word in words),
        phone=f"+7727000{number:04d}", lat_deg=lat_deg, lon_deg=lon_deg,
        exactness=Exactness.HOUSE,
    )  # fmt: skip


def _ask_for_copies(db: Session, *, now: datetime) -> None:
    """Some of the readers ask for a book of paper or braille, which is put aside at once."""
    rows = db.execute(
        select(Copy.title_id, Copy.medium)
        .where(
            Copy.state == CopyState.ON_SHELF,
            Copy.medium.in_((Medium.BRAILLE, Medium.LARGE_PRINT, Medium.PRINT)),
        )
        .order_by(Copy.id)
        .limit(MOST_HOMES)
    ).all()
    for number, (title_id, medium) in enumerate(rows):
        reader = reader_by_card(db, card_of(number))
        if reader is None:
            return
        ask(
            db, reader_id=reader.id, title_id=title_id, kind=RequestKind.HOME_DELIVERY,
            form=medium.value, door="web", now=now, limits=STANDARD_LIMITS,
        )  # fmt: skip
