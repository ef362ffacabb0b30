"""What a chooser sees of a bag while packing it, and what follows when a thing is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.made import Edition
from access.catalogue.records import Copy, Medium, Title
from access.network.records import ServicePoint
from access.people.records import Account
from access.requests.copies import copy_gone
from delivery.choosing import bag_by_code
from delivery.crew.records import Depot
from delivery.errors import NotHere, NotYourRun, WrongScan
from delivery.holding import hold, hold_visit
from delivery.runs.events import CHOOSERS
from delivery.runs.records import Run, Stop
from delivery.states import OPEN_RUNS, OPEN_STOPS
from delivery.visits.closing import give_up
from delivery.visits.filling import is_bag_code
from delivery.visits.records import (
    Cartridge,
    Delivery,
    DeliveryState,
    Handover,
    HandoverState,
    Visit,
    Way,
)

PACKABLE = (DeliveryState.OPEN, DeliveryState.PACKED)
MOST_POINTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingToPack:
    """One thing of a bag, as it is looked for on a shelf."""

    handover_id: int
    title: str
    language: str
    medium: Medium
    shelf_mark: str
    barcode: str | None
    """Of a cartridge, the one on which the edition lies; None until one was scanned."""
    edition_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BagOnTable:
    """A bag that is being packed: which it is, what lies in it, what is missing."""

    bag_code: str
    state: DeliveryState
    on: date
    run_id: int | None
    turn: int | None
    packed: tuple[ThingToPack, ...]
    missing: tuple[ThingToPack, ...]

    @property
    def can_be_packed(self) -> bool:
        """Whether it has not gone out yet."""
        return self.state in PACKABLE


def packing_day(db: Session, *, from_on: date) -> date:
    """The first day, from one on, for which a bag is still to be packed: usually the next one on
    which couriers go out. That day itself where nothing is."""
    found = (
        select(func.min(Run.run_on))
        .join(Stop, Stop.run_id == Run.id)
        .join(Delivery, Delivery.visit_id == Stop.visit_id)
        .where(
            Run.run_on >= from_on,
            Run.state.in_(OPEN_RUNS),
            Stop.state.in_(OPEN_STOPS),
            Delivery.state == DeliveryState.OPEN,
        )
    )
    return db.scalar(found) or from_on


def bag_on_table(db: Session, *, code: str) -> BagOnTable:
    """The bag of a scanned label. Raises WrongScan."""
    bag = db.scalars(select(Delivery).where(Delivery.bag_code == code)).one_or_none()
    if bag is None or not is_bag_code(code):
        raise WrongScan("no_bag")
    visit = db.get_one(Visit, bag.visit_id)
    stop = db.scalars(
        select(Stop).where(Stop.visit_id == visit.id, Stop.state.in_(OPEN_STOPS))
    ).one_or_none()
    rows = db.execute(
        select(Handover, Copy, Cartridge.barcode, Title)
        .outerjoin(Copy, Copy.id == Handover.copy_id)
        .outerjoin(Cartridge, Cartridge.id == Handover.cartridge_id)
        .outerjoin(Edition, Edition.id == Handover.edition_id)
        .join(Title, (Title.id == Copy.title_id) | (Title.id == Edition.title_id))
        .where(
            Handover.delivery_id == bag.id,
            Handover.way == Way.DROP,
            Handover.closed_at.is_(None),
        )
        .order_by(Handover.id)
    ).all()
    things = [
        (handover.state, _thing(handover, copy, cartridge, title))
        for handover, copy, cartridge, title in rows
    ]
    return BagOnTable(
        bag_code=bag.bag_code,
        state=bag.state,
        on=visit.visit_on,
        run_id=stop.run_id if stop else None,
        turn=stop.turn if stop else None,
        packed=tuple(one for state, one in things if state is HandoverState.IN_BAG),
        missing=tuple(one for state, one in things if state is HandoverState.WAITING),
    )


def bag_that_wants(db: Session, *, code: str) -> str | None:
    """The bag into which a thing with this bar code belongs, if it is another one's."""
    return db.scalars(
        select(Delivery.bag_code)
        .join(Handover, Handover.delivery_id == Delivery.id)
        .outerjoin(Copy, Copy.id == Handover.copy_id)
        .outerjoin(Cartridge, Cartridge.id == Handover.cartridge_id)
        .where(
            Handover.way == Way.DROP,
            Handover.closed_at.is_(None),
            (Copy.barcode == code) | (Cartridge.barcode == code),
        )
        .limit(1)
    ).one_or_none()


def not_on_shelf(
    db: Session, *, bag_code: str, handover_id: int, account_id: int, now: datetime
) -> bool:
    """A copy that was put aside is not where it should be: it stays out of the bag, counts as away,
    and the reader waits for another. Said twice it is done once; answers whether it was done now.

    Raises NotHere, WrongScan (`no_bag`, `bag_is_closed`, `already_in_bag`, `no_copy`), NotYourRun.
    """
    bag = bag_by_code(db, bag_code)
    hold_visit(db, bag.visit_id)
    bag = hold(db, Delivery, bag.id, name="delivery")
    account = db.get(Account, account_id)
    if account is None or account.disabled_at is not None or not account.may_as(*CHOOSERS):
        raise NotYourRun(0, account_id)
    handover = hold(db, Handover, handover_id, name="thing")
    if handover.delivery_id != bag.id or handover.way is not Way.DROP:
        raise NotHere("thing", handover_id)
    if handover.state is HandoverState.NOT_DONE:
        return False
    if bag.state not in PACKABLE:
        raise WrongScan("bag_is_closed")
    if handover.state is not HandoverState.WAITING:
        raise WrongScan("already_in_bag")
    if handover.copy_id is None:
        raise WrongScan("no_copy")
    give_up(db, handover, now=now)
    db.flush()
    copy_gone(db, copy_id=handover.copy_id, now=now)
    return True


def points_with_work(db: Session, *, on: date) -> Sequence[ServicePoint]:
    """Branches from whose shelves something is taken for the runs of a day, or where runs begin."""
    waiting = (
        select(Copy.service_point_id)
        .join(Handover, Handover.copy_id == Copy.id)
        .join(Delivery, Delivery.id == Handover.delivery_id)
        .join(Stop, Stop.visit_id == Delivery.visit_id)
        .join(Run, Run.id == Stop.run_id)
        .where(
            Run.run_on == on, Run.state.in_(OPEN_RUNS), Stop.state.in_(OPEN_STOPS),
            Handover.way == Way.DROP, Handover.closed_at.is_(None),
        )
    )  # fmt: skip
    depots = (
        select(Depot.service_point_id)
        .join(Run, Run.depot_id == Depot.id)
        .where(Run.run_on == on, Run.state.in_(OPEN_RUNS))
    )
    return db.scalars(
        select(ServicePoint)
        .where(ServicePoint.id.in_(waiting) | ServicePoint.id.in_(depots))
        .order_by(ServicePoint.code)
        .limit(MOST_POINTS)
    ).all()


def runs_from(db: Session, *, service_point_id: int, on: date) -> Sequence[Run]:
    """The runs that begin at a branch on a day, each with its courier: their bags get labels."""
    return db.scalars(
        select(Run)
        .join(Depot, Depot.id == Run.depot_id)
        .where(
            Depot.service_point_id == service_point_id,
            Run.run_on == on,
            Run.state.in_(OPEN_RUNS),
        )
        .options(joinedload(Run.courier))
        .order_by(Run.starts_at, Run.id)
        .limit(MOST_POINTS)
    ).all()


def _thing(
    handover: Handover, copy: Copy | None, cartridge: str | None, title: Title
) -> ThingToPack:
    return ThingToPack(
        handover_id=handover.id,
        title=title.name,
        language=title.language,
        medium=copy.medium if copy else Medium.CARTRIDGE,
        shelf_mark=copy.shelf_mark if copy else "",
        barcode=copy.barcode if copy else cartridge,
        edition_id=handover.edition_id,
    )
