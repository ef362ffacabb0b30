"""Runs, their stops, and everything that couriers and choosers reported, as records."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base, word_type
from delivery.crew.records import Courier, Depot
from delivery.visits.records import Outcome, Visit

LIVE_RUN = text("state <> 'cancelled'")
LIVE_RUN_BY_CAR = text("state <> 'cancelled' AND vehicle_id IS NOT NULL")
HOLDS_VISIT = text("state NOT IN ('failed', 'taken_off')")


class DeliveryDay(Base):
    """A day on which visits are planned; whoever changes its runs holds it."""

    __tablename__ = "delivery_days"

    day_on: Mapped[date] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
    """Grows with every change of its visits and runs: a plan made from an older one is refused."""
    planned_at: Mapped[datetime | None]


class RunState(StrEnum):
    """Where a run is in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    """The courier sees it, and readers have been promised a window."""
    STARTED = "started"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Run(Base):
    """One courier, one day: from a depot, door by door, and back."""

    __tablename__ = "runs"
    __table_args__ = (
        Index(
            "one_run_a_day", "courier_id", "run_on", unique=True,
            sqlite_where=LIVE_RUN, postgresql_where=LIVE_RUN,
        ),
        Index(
            "one_run_of_vehicle", "vehicle_id", "run_on", unique=True,
            sqlite_where=LIVE_RUN_BY_CAR, postgresql_where=LIVE_RUN_BY_CAR,
        ),
        Index("runs_of_day", "run_on", "state"),
        CheckConstraint("ends_at >= starts_at", name="order"),
        CheckConstraint(
            "state IN ('draft', 'cancelled') OR published_at IS NOT NULL", name="published"
        ),
        CheckConstraint(
            "state NOT IN ('started', 'finished') OR started_at IS NOT NULL", name="started"
        ),
        CheckConstraint(
            "(closed_at IS NULL) = (state IN ('draft', 'published', 'started'))", name="closed"
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    courier_id: Mapped[int] = mapped_column(ForeignKey("couriers.id"), index=True)
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"))
    depot_id: Mapped[int] = mapped_column(ForeignKey("depots.id"), index=True)
    run_on: Mapped[date]
    state: Mapped[RunState] = mapped_column(word_type(RunState), default=RunState.DRAFT)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    distance_m: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    courier: Mapped[Courier] = relationship(lazy="raise")
    depot: Mapped[Depot] = relationship(lazy="raise")
    stops: Mapped[list["Stop"]] = relationship(
        back_populates="run", lazy="raise", order_by="(Stop.turn, Stop.id)"
    )


class StopState(StrEnum):
    """Where a stop is in its life."""

    PLANNED = "planned"
    ON_WAY = "on_way"
    AT_DOOR = "at_door"
    DONE = "done"
    FAILED = "failed"
    TAKEN_OFF = "taken_off"
    """It was moved to another run or another day before anybody came."""


class Proof(StrEnum):
    """How the courier knew that it was the right door."""

    BAG = "bag"
    PIN = "pin"
    NAME = "name"
    """The reader said their name."""
    NONE = "none"


class Stop(Base):
    """A visit as it stands in a run: which turn, when, what was promised, how it went."""

    __tablename__ = "stops"
    __table_args__ = (
        Index(  # a visit is in one run only
            "one_run_of_visit", "visit_id", unique=True,
            sqlite_where=HOLDS_VISIT, postgresql_where=HOLDS_VISIT,
        ),
        CheckConstraint("(state IN ('done', 'failed')) = (outcome IS NOT NULL)", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (outcome_at IS NULL)", name="outcome_at"),
        CheckConstraint(
            "outcome IS NULL OR (outcome = 'delivered') = (state = 'done')", name="done"
        ),
        CheckConstraint(
            "(promised_from_at IS NULL) = (promised_until_at IS NULL)", name="promise"
        ),
        CheckConstraint(  # no plan breaks what a reader was promised
            "promised_from_at IS NULL OR begins_at BETWEEN promised_from_at AND promised_until_at",
            name="promise_kept",
        ),
        CheckConstraint("arrives_at <= begins_at AND begins_at <= leaves_at", name="order"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    turn: Mapped[int]
    state: Mapped[StopState] = mapped_column(word_type(StopState), default=StopState.PLANNED)
    is_locked: Mapped[bool] = mapped_column(default=False)
    """Planning leaves it with this courier."""
    arrives_at: Mapped[datetime]
    begins_at: Mapped[datetime]
    leaves_at: Mapped[datetime]
    distance_m: Mapped[int] = mapped_column(default=0)
    """From the start of the run."""
    promised_from_at: Mapped[datetime | None]
    promised_until_at: Mapped[datetime | None]
    expected_at: Mapped[datetime | None]
    """When the courier will be there, by their last word."""
    outcome: Mapped[Outcome | None] = mapped_column(word_type(Outcome))
    outcome_at: Mapped[datetime | None]
    proof: Mapped[Proof | None] = mapped_column(word_type(Proof))
    is_proved: Mapped[bool | None]
    """Whether bag code or PIN were right; None: there was nothing to compare."""
    run: Mapped[Run] = relationship(back_populates="stops", lazy="raise")
    visit: Mapped[Visit] = relationship(lazy="raise")


class EventKind(StrEnum):
    """What may be reported."""

    SCANNED = "scanned"
    """A thing was scanned into a bag."""
    BAG_PACKED = "bag_packed"
    BAG_LOADED = "bag_loaded"
    RUN_STARTED = "run_started"
    ON_WAY = "on_way"
    AT_DOOR = "at_door"
    OUTCOME = "outcome"
    RUN_FINISHED = "run_finished"


class Event(Base):
    """One thing that somebody reported, written once however often it is sent.

    It was made on a device that may have been offline: `happened_at` is by its clock, `sent_at` is
    what its clock showed on sending, `received_at` is by ours. The difference of the last two says
    how wrong its clock was.
    """

    __tablename__ = "delivery_events"
    __table_args__ = (
        CheckConstraint("(run_id IS NOT NULL) OR (delivery_id IS NOT NULL)", name="of_something"),
        Index("events_of_run", "run_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(String(64), unique=True)
    """Chosen by the device before it sends; the same again is the same event."""
    digest: Mapped[str] = mapped_column(String(64))
    """Of what was sent, so that one number cannot mean two things."""
    kind: Mapped[EventKind] = mapped_column(word_type(EventKind))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("stops.id"), index=True)
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    happened_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    received_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Numbers of what changed hands, reason, kind of proof; never a PIN, never a name."""
    words: Mapped[str | None] = mapped_column(String(300))
    """What the courier wrote about it, for the coordinator; forgotten with the reader."""
    ignored: Mapped[str | None] = mapped_column(String(32))
    """Why it changed nothing ("too_late": a later state was known already); None: it counted."""
