"""What was, is or will be in the bags of visits, thing by thing, as people call them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.made import Edition
from access.catalogue.records import Copy, Medium, Title
from delivery.visits.filling import foreseen
from delivery.visits.records import (
    Cartridge,
    Delivery,
    Handover,
    HandoverState,
    Visit,
    Way,
)

Lies = TypeVar("Lies", Copy, Cartridge, Edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing that changes hands at a door; without a name where nobody keeps what it was."""

    way: Way
    state: HandoverState
    medium: Medium
    name: str = ""
    language: str = ""
    barcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """What belongs to one visit; `code` is empty while nobody began to fill it."""

    code: str = ""
    things: tuple[Thing, ...] = ()

    def going(self, way: Way) -> list[Thing]:
        """What goes into these hands."""
        return [thing for thing in self.things if thing.way is way]


def bags_of(db: Session, visits: Sequence[Visit]) -> dict[int, Bag]:
    """The bags of these visits, by visit, as they were filled."""
    rows = db.execute(
        select(Delivery.visit_id, Delivery.bag_code, Handover)
        .join(Handover, Handover.delivery_id == Delivery.id)
        .where(Delivery.visit_id.in_([visit.id for visit in visits]))
        .order_by(Handover.id)
    ).all()
    things = _things(db, [row[2] for row in rows])
    found: dict[int, Bag] = {}
    for (visit_id, code, _handover), thing in zip(rows, things, strict=True):
        before = found.get(visit_id, Bag(code=code))
        found[visit_id] = Bag(code=code, things=(*before.things, thing))
    return found


def next_bag(db: Session, visit: Visit) -> Bag:
    """What the next visit of a reader brings and takes, filled already or as things stand now."""
    filled = bags_of(db, [visit]).get(visit.id)
    if filled is not None:
        return filled
    return Bag(things=tuple(_things(db, foreseen(db, visit))))


def _things(db: Session, handovers: Sequence[Handover]) -> list[Thing]:
    copies = _by_id(
        db.scalars(
            select(Copy)
            .where(Copy.id.in_({one.copy_id for one in handovers if one.copy_id}))
            .options(joinedload(Copy.title))
        )
    )
    cartridges = _by_id(
        db.scalars(
            select(Cartridge).where(
                Cartridge.id.in_({one.cartridge_id for one in handovers if one.cartridge_id})
            )
        )
    )
    numbers = {one.edition_id for one in handovers}
    numbers |= {one.edition_id for one in cartridges.values()}
    editions = _by_id(
        db.scalars(
            select(Edition)
            .where(Edition.id.in_(numbers - {None}))
            .options(joinedload(Edition.title))
        )
    )
    return [_thing(one, copies, cartridges, editions) for one in handovers]


def _thing(
    handover: Handover,
    copies: dict[int, Copy],
    cartridges: dict[int, Cartridge],
    editions: dict[int, Edition],
) -> Thing:
    copy, cartridge = copies.get(handover.copy_id or 0), cartridges.get(handover.cartridge_id or 0)
    edition_id = handover.edition_id
    if edition_id is None and cartridge is not None and handover.closed_at is None:
        edition_id = cartridge.edition_id  # closed already, it may carry another book by now
    edition = editions.get(edition_id or 0)
    title: Title | None = copy.title if copy else edition.title if edition else None
    lying = copy or cartridge
    return Thing(
        way=handover.way,
        state=handover.state or HandoverState.WAITING,
        medium=copy.medium if copy else Medium.CARTRIDGE,
        name=title.name if title else "",
        language=title.language if title else "",
        barcode=(lying.barcode or "") if lying else "",
    )


def _by_id(rows: Iterable[Lies]) -> dict[int, Lies]:
    return {row.id: row for row in rows}
