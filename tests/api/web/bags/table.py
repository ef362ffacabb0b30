"""A table on which bags are packed: one courier, three doors on Tuesday, a published run."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from access.catalogue.records import Copy, Title
from access.database.opening import Database
from access.people.records import Account, Role
from access.people.secrets import hashed
from delivery.planning.planning import plan_runs
from delivery.runs.publishing import publish
from delivery.visits.filling import bag_code
from tests.access import desk
from tests.api.web.conftest import PASSWORD, QUICK, open_account
from tests.delivery import road, town

TUESDAY = town.on(1)
DOORS = 3


@dataclass(frozen=True, slots=True)
class Bags:
    """What lies around: bags with the bar codes of their copies, a cartridge, numbers."""

    codes: tuple[str, ...]
    copies: tuple[str, ...]
    cartridge: str
    edition_bag: str
    run_id: int
    courier_id: int
    point_id: int
    readers: tuple[int, ...]


def lay(opened: Database) -> Bags:
    """Fill an empty database; gulnara coordinates, saule produces, marat brings the bags."""
    open_account(opened, "gulnara", Role.COORDINATOR, Role.ADMINISTRATOR)
    open_account(opened, "saule", Role.PRODUCER)
    open_account(opened, "dana", Role.COURIER)
    open_account(opened, "assel", Role.ASSISTANT)
    with opened.change.begin() as db:
        desk.network(db)
        day = road.Day(db, DOORS)
        town.ready_edition(db, day.readers[0])
        plan_runs(db, on=TUESDAY, now=town.at(15), effort=town.QUICK)
        publish(db, run_id=day.run.id, now=town.at(16))
        marat = db.get_one(Account, day.account_id)
        marat.login, marat.password_hash = "marat", hashed(PASSWORD, cost=QUICK)
        return Bags(
            codes=tuple(bag_code(visit.id) for visit in day.visits),
            copies=tuple(_named(db, request.copy_id or 0) for request in day.requests),
            cartridge=town.cartridge(db).barcode,
            edition_bag=bag_code(day.visits[0].id),
            run_id=day.run.id,
            courier_id=day.courier.id,
            point_id=day.point_id,
            readers=tuple(day.readers),
        )


def _named(db: Session, copy_id: int) -> str:
    """The bar code of a copy, whose title nobody else has."""
    copy = db.get_one(Copy, copy_id)
    db.get_one(Title, copy.title_id).name = f"Қызыл <кітап> {copy.barcode}"
    return copy.barcode or ""
