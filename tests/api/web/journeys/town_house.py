"""A town with twelve readers at home: eleven are known, the twelfth asks today."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium
from access.database.opening import Database
from access.people.records import Account, Contact, Reader, Role, Way
from access.people.secrets import hashed
from access.requests.loans import lend
from access.search.indexing import index_titles
from delivery.crew.absences import away
from delivery.crew.records import Absence
from tests.access import desk
from tests.api.web.conftest import PASSWORD, QUICK, open_account
from tests.delivery import town

TITLE = "Ұшқан ұя"
SHE = "Сәуле Жаңабаева"
NEIGHBOURS = 11
WEDNESDAYS = 0b100
LENT_ON = -40
"""Long before that Monday: the book is overdue."""
DAY: date = town.on(2)
"""The Wednesday of the story."""
LEAVE: date = town.on(9)
"""The Wednesday after it, on which nobody comes: so all twelve fall on the one before."""
NEXT: date = town.on(16)
"""The next on which somebody comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The numbers of what is there."""

    she_id: int
    """Who has the right to home delivery, and no address yet."""
    neighbours: tuple[int, ...]
    overdue_code: str
    """Of a book that the first neighbour has for too long."""
    kept_code: str
    """Of one that the second has, and that is not due."""
    her_code: str
    """Of the copy that she will be brought."""
    cartridge_code: str
    """For the third, who waits for a talking book."""
    account_id: int
    courier_id: int

    @property
    def readers(self) -> tuple[int, ...]:
        """All twelve."""
        return (self.she_id, *self.neighbours)


def laid(database: Database) -> House:
    """Fill an empty database; `gulnara` coordinates, `marat` brings the bags."""
    open_account(database, "gulnara", Role.COORDINATOR)
    with database.change.begin() as db:
        desk.network(db)
        depot_id = town.depot(db)
        point_id = town.point_of(db, depot_id)
        courier = town.courier(db, depot_id, most_stops=15)
        away(
            db, courier_id=courier.id, from_on=LEAVE, until_on=LEAVE, why=Absence.HOLIDAY,
            now=town.MORNING,
        )  # fmt: skip
        marat = db.get_one(Account, courier.account_id)
        marat.login, marat.name, marat.language = "marat", "Марат", "en"
        marat.password_hash = hashed(PASSWORD, cost=QUICK)
        neighbours = tuple(_neighbour(db, n) for n in range(1, NEIGHBOURS + 1))
        for n, reader_id in enumerate(neighbours):
            if n != 2:
                town.ready_copy(db, reader_id, point_id)
        town.ready_edition(db, neighbours[2])
        return House(
            she_id=_she(db),
            neighbours=neighbours,
            overdue_code=_lent(db, neighbours[0], point_id, lent_on=LENT_ON),
            kept_code=_lent(db, neighbours[1], point_id, lent_on=-1),
            her_code=_copy(db, desk.title(db, TITLE, has_source=False), point_id, "C777001"),
            cartridge_code=town.cartridge(db).barcode,
            account_id=marat.id,
            courier_id=courier.id,
        )


def _she(db: Session) -> int:
    reader_id = desk.reader(db)
    _is_told(db, reader_id, "saule@example.kz")
    reader = db.get_one(Reader, reader_id)
    reader.given_name, reader.family_name = SHE.split()
    return reader_id


def _neighbour(db: Session, n: int) -> int:
    """Visited on Wednesdays, when something waits."""
    reader_id = town.home(db, n, weekdays=WEDNESDAYS)
    _is_told(db, reader_id, f"reader{n:02}@example.kz")
    reader = db.get_one(Reader, reader_id)
    reader.given_name, reader.family_name = f"Reader{n:02}", ""
    return reader_id


def _is_told(db: Session, reader_id: int, address: str) -> None:
    """By letters in English."""
    reader = db.get_one(Reader, reader_id)
    reader.notice_way, reader.screen_language = Way.EMAIL, "en"
    db.add(Contact(reader_id=reader_id, way=Way.EMAIL, address=address, verified_at=town.MORNING))


def _lent(db: Session, reader_id: int, point_id: int, *, lent_on: int) -> str:
    code = f"C888{reader_id:03}"
    title_id = desk.title(db, has_source=False)
    _copy(db, title_id, point_id, code)
    copy = db.query(Copy).filter(Copy.barcode == code).one()
    now = town.MORNING + timedelta(days=lent_on)
    lend(db, copy_id=copy.id, reader_id=reader_id, now=now)
    return code


def _copy(db: Session, title_id: int, point_id: int, code: str) -> str:
    db.add(
        Copy(
            title_id=title_id, service_point_id=point_id, medium=Medium.BRAILLE,
            state=CopyState.ON_SHELF, barcode=code,
        )
    )  # fmt: skip
    db.flush()
    index_titles(db, [title_id])
    return code
