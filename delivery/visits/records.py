"""Visits, the bag that is brought to each, and every thing that changes hands, as records."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.catalogue.made import Edition
from access.catalogue.records import Copy
from access.database.base import Base, word_type
from access.people.records import Reader
from access.requests.records import Loan, Request
from delivery.crew.records import Depot
from delivery.homes.records import Address

OPEN_VISIT = text("closed_at IS NULL")
OPEN_HANDOVER = text("closed_at IS NULL")
HOLDS_COPY = text("closed_at IS NULL AND copy_id IS NOT NULL")
HOLDS_CARTRIDGE = text("closed_at IS NULL AND cartridge_id IS NOT NULL")
HOLDS_REQUEST = text("closed_at IS NULL AND request_id IS NOT NULL")


class VisitState(StrEnum):
    """Where a visit is in its life."""

    PROPOSED = "proposed"
    """The schedule chose the day, and may choose another."""
    FIXED = "fixed"
    """The day was asked for or told to the reader: only people move it."""
    ROUTED = "routed"
    """It is a stop of a run."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Cause(StrEnum):
    """Why somebody goes there."""

    FREQUENCY = "frequency"
    REQUEST = "request"
    LOAN = "loan"
    URGENT = "urgent"
    FAILED = "failed"
    """The visit before this one failed."""
    BY_HAND = "by_hand"


class Outcome(StrEnum):
    """How it went at the door. All but the first: nothing changed hands."""

    DELIVERED = "delivered"
    NO_ANSWER = "no_answer"
    WRONG_ADDRESS = "wrong_address"
    ENTRANCE_CLOSED = "entrance_closed"
    LIFT_BROKEN = "lift_broken"
    UNWELL = "unwell"
    REFUSED = "refused"
    ANOTHER_DAY = "another_day"
    VEHICLE = "vehicle"
    WEATHER = "weather"
    OTHER = "other"


class NoNext(StrEnum):
    """Why a failed visit is not followed by another by itself: a coordinator decides."""

    REFUSED = "refused"
    WRONG_ADDRESS = "wrong_address"
    PAUSED = "paused"
    ENDED = "ended"
    NO_DAY = "no_day"
    """No day of the horizon has room."""


class Cancelled(StrEnum):
    """Why a visit does not take place."""

    NOT_NEEDED = "not_needed"
    BY_READER = "by_reader"
    BY_STAFF = "by_staff"
    PAUSED = "paused"
    LEFT = "left"
    MERGED = "merged"


class Visit(Base):
    """Somebody is to come, or came, to a reader's door on a day."""

    __tablename__ = "visits"
    __table_args__ = (
        Index(  # nobody rings twice on one day
            "one_open_visit", "reader_id", "visit_on", unique=True,
            sqlite_where=OPEN_VISIT, postgresql_where=OPEN_VISIT,
        ),
        Index("visits_of_day", "visit_on", "state"),
        CheckConstraint(
            "(closed_at IS NULL) = (state IN ('proposed', 'fixed', 'routed'))", name="closed"
        ),
        CheckConstraint("(state = 'cancelled') = (cancelled IS NOT NULL)", name="cancelled"),
        CheckConstraint(
            "(state IN ('done', 'failed')) = (outcome IS NOT NULL)", name="outcome"
        ),
        CheckConstraint(
            "outcome IS NULL OR (outcome = 'delivered') = (state = 'done')", name="done"
        ),
        CheckConstraint(
            "state <> 'failed' OR next_id IS NOT NULL OR no_next IS NOT NULL", name="goes_on"
        ),
        CheckConstraint(
            "(opens_minute IS NULL) = (closes_minute IS NULL) "
            "AND (opens_minute IS NULL OR opens_minute < closes_minute)",
            name="window",
        ),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_door IS NULL)", name="confirmed"
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"), index=True)
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id"), index=True)
    visit_on: Mapped[date]
    state: Mapped[VisitState] = mapped_column(word_type(VisitState), default=VisitState.PROPOSED)
    causes: Mapped[list[str]] = mapped_column(default=list)
    is_urgent: Mapped[bool] = mapped_column(default=False)
    opens_minute: Mapped[int | None]
    """A window of this visit alone; None: those of the profile."""
    closes_minute: Mapped[int | None]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Who asked for it; None: the schedule, or the readers themselves."""
    times_moved: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None]
    """When the reader said that they will be at home on this day; moving the visit clears it."""
    confirmed_door: Mapped[str | None] = mapped_column(String(16))
    """By which door they said so: "web", "phone", "rest"."""
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(word_type(Outcome))
    cancelled: Mapped[Cancelled | None] = mapped_column(word_type(Cancelled))
    next_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"), index=True)
    """The visit that makes up for this one."""
    no_next: Mapped[NoNext | None] = mapped_column(word_type(NoNext))
    left_over: Mapped[dict[str, Any] | None]
    """Why the last planning of its day found no room: {"code": …, numbers}; None: it did."""
    reader: Mapped[Reader] = relationship(lazy="raise")
    address: Mapped[Address] = relationship(lazy="raise")
    delivery: Mapped["Delivery | None"] = relationship(back_populates="visit", lazy="raise")


class CartridgeState(StrEnum):
    """Where a cartridge of the library is."""

    FREE = "free"
    IN_BAG = "in_bag"
    WITH_READER = "with_reader"
    LOST = "lost"


class Cartridge(Base):
    """A USB cartridge that travels: an edition is put on it, it comes back and is used again."""

    __tablename__ = "cartridges"
    __table_args__ = (
        CheckConstraint(
            "(state = 'with_reader') = (reader_id IS NOT NULL)", name="with_reader"
        ),
        CheckConstraint("state <> 'free' OR edition_id IS NULL", name="free_is_empty"),
        CheckConstraint("state <> 'with_reader' OR due_on IS NOT NULL", name="due"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    barcode: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[CartridgeState] = mapped_column(
        word_type(CartridgeState), default=CartridgeState.FREE
    )
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("editions.id"))
    reader_id: Mapped[int | None] = mapped_column(ForeignKey("readers.id"), index=True)
    due_on: Mapped[date | None]


class DeliveryState(StrEnum):
    """Where the bag of a visit is."""

    OPEN = "open"
    """What belongs into it is being chosen."""
    PACKED = "packed"
    OUT = "out"
    """With the courier."""
    DONE = "done"
    BACK = "back"
    """It went out and came back, or its visit was cancelled."""


class Delivery(Base):
    """What is brought to one door on one visit, in one bag, and what is taken back there."""

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint(
            "(closed_at IS NULL) = (state IN ('open', 'packed', 'out'))", name="closed"
        ),
        CheckConstraint("state NOT IN ('packed', 'out') OR packed_at IS NOT NULL", name="packed"),
        CheckConstraint("state <> 'out' OR out_at IS NOT NULL", name="out"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), unique=True)
    bag_code: Mapped[str] = mapped_column(String(16), unique=True)
    """What its label says and its bar code holds: digits with a check digit."""
    depot_id: Mapped[int | None] = mapped_column(ForeignKey("depots.id"), index=True)
    state: Mapped[DeliveryState] = mapped_column(
        word_type(DeliveryState), default=DeliveryState.OPEN
    )
    packed_at: Mapped[datetime | None]
    out_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    visit: Mapped[Visit] = relationship(back_populates="delivery", lazy="raise")
    depot: Mapped[Depot | None] = relationship(lazy="raise")
    handovers: Mapped[list["Handover"]] = relationship(
        back_populates="delivery", lazy="raise", order_by="Handover.id"
    )


class Way(StrEnum):
    """Into which hands it goes."""

    DROP = "drop"
    PICK_UP = "pick_up"


class HandoverState(StrEnum):
    """Whether it has changed hands."""

    WAITING = "waiting"
    IN_BAG = "in_bag"
    DONE = "done"
    NOT_DONE = "not_done"


class Handover(Base):
    """One thing that changes hands at a door: a copy, or a cartridge with an edition on it."""

    __tablename__ = "handovers"
    __table_args__ = (
        Index(  # a copy is in one bag only
            "one_bag_of_copy", "copy_id", unique=True,
            sqlite_where=HOLDS_COPY, postgresql_where=HOLDS_COPY,
        ),
        Index(
            "one_bag_of_cartridge", "cartridge_id", unique=True,
            sqlite_where=HOLDS_CARTRIDGE, postgresql_where=HOLDS_CARTRIDGE,
        ),
        Index(
            "one_bag_of_request", "request_id", unique=True,
            sqlite_where=HOLDS_REQUEST, postgresql_where=HOLDS_REQUEST,
        ),
        CheckConstraint("(closed_at IS NULL) = (state IN ('waiting', 'in_bag'))", name="closed"),
        CheckConstraint("way <> 'drop' OR (copy_id IS NULL) <> (edition_id IS NULL)", name="drop"),
        CheckConstraint(
            "way <> 'pick_up' OR (copy_id IS NULL) <> (cartridge_id IS NULL)", name="pick_up"
        ),
        CheckConstraint("way <> 'pick_up' OR state <> 'in_bag'", name="pick_up_is_not_packed"),
        CheckConstraint(
            "way <> 'drop' OR edition_id IS NULL OR state IN ('waiting', 'not_done') "
            "OR cartridge_id IS NOT NULL",
            name="on_cartridge",
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"), index=True)
    way: Mapped[Way] = mapped_column(word_type(Way))
    state: Mapped[HandoverState] = mapped_column(
        word_type(HandoverState), default=HandoverState.WAITING
    )
    request_id: Mapped[int | None] = mapped_column(ForeignKey("requests.id"), index=True)
    loan_id: Mapped[int | None] = mapped_column(ForeignKey("loans.id"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("copies.id"))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("editions.id"))
    cartridge_id: Mapped[int | None] = mapped_column(ForeignKey("cartridges.id"))
    closed_at: Mapped[datetime | None]
    delivery: Mapped[Delivery] = relationship(back_populates="handovers", lazy="raise")
    request: Mapped[Request | None] = relationship(lazy="raise")
    loan: Mapped[Loan | None] = relationship(lazy="raise")
    copy: Mapped[Copy | None] = relationship(lazy="raise")
    edition: Mapped[Edition | None] = relationship(lazy="raise")
    cartridge: Mapped[Cartridge | None] = relationship(lazy="raise")
