"""Doors of readers, and what they wish of visits, as records. No record holds a diagnosis."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base, word_type
from access.network.records import MINUTES_A_DAY
from access.people.records import Reader
from delivery.crew.records import Courier, Depot

CURRENT = text("replaced_at IS NULL")
EVERY_DAY = 0b111_1111
LONGEST_INTERVAL_DAYS = 92


class Exactness(StrEnum):
    """How well the map point is known, the best first."""

    DOOR = "door"
    HOUSE = "house"
    STREET = "street"
    DISTRICT = "district"
    NONE = "none"
    """There is no point yet: nobody can be sent there until somebody sets one."""


class Address(Base):
    """The door of a reader; the old one is kept when they move, for the visits that were made."""

    __tablename__ = "addresses"
    __table_args__ = (
        Index(
            "one_address", "reader_id", unique=True,
            sqlite_where=CURRENT, postgresql_where=CURRENT,
        ),
        CheckConstraint("(lat_deg IS NULL) = (lon_deg IS NULL)", name="point"),
        CheckConstraint("(lat_deg IS NULL) = (exactness = 'none')", name="exactness"),
        CheckConstraint(
            "lat_deg IS NULL OR (lat_deg BETWEEN -90 AND 90 AND lon_deg BETWEEN -180 AND 180)",
            name="on_earth",
        ),
        CheckConstraint("(verified_by_id IS NULL) = (verified_at IS NULL)", name="verified"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"), index=True)
    district: Mapped[str] = mapped_column(String(100), default="")
    street: Mapped[str] = mapped_column(String(200))
    house: Mapped[str] = mapped_column(String(32))
    entrance: Mapped[str] = mapped_column(String(16), default="")
    floor: Mapped[str] = mapped_column(String(16), default="")
    flat: Mapped[str] = mapped_column(String(16), default="")
    has_lift: Mapped[bool | None]
    door_code: Mapped[str] = mapped_column(String(32), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    """How to get in, for the courier's eyes: never what is wrong with somebody."""
    phone: Mapped[str | None] = mapped_column(String(32))
    """Whom to ring about the visit, E.164."""
    lat_deg: Mapped[float | None]
    lon_deg: Mapped[float | None]
    exactness: Mapped[Exactness] = mapped_column(word_type(Exactness), default=Exactness.NONE)
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verified_at: Mapped[datetime | None]
    entered_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    reader: Mapped[Reader] = relationship(lazy="raise")


class HomeProfile(Base):
    """How a reader is visited at home: how often, on which days, by whom, with what help."""

    __tablename__ = "home_profiles"
    __table_args__ = (
        CheckConstraint(
            f"every_days IS NULL OR every_days BETWEEN 1 AND {LONGEST_INTERVAL_DAYS}", name="every"
        ),
        CheckConstraint(f"weekdays BETWEEN 1 AND {EVERY_DAY}", name="weekdays"),
        CheckConstraint("until_on IS NULL OR until_on >= since_on", name="order"),
        CheckConstraint(
            "paused_until_on IS NULL OR "
            "(paused_from_on IS NOT NULL AND paused_until_on >= paused_from_on)",
            name="pause",
        ),
        Index("one_home_profile", "reader_id", unique=True),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("readers.id"))
    every_days: Mapped[int | None]
    """None: only when something waits for them or is due back."""
    weekdays: Mapped[int] = mapped_column(default=EVERY_DAY)
    """A bit for each day on which they may be visited, Monday is 1."""
    language: Mapped[str | None] = mapped_column(String(16))
    """A courier has to speak it; None: it does not matter."""
    needs_lift: Mapped[bool] = mapped_column(default=False)
    """Whoever comes can carry heavy bags up the stairs."""
    needs_help: Mapped[bool] = mapped_column(default=False)
    """Whoever comes knows how to help: to show a player, to read letters out."""
    longer_visit: Mapped[bool] = mapped_column(default=False)
    phone_first: Mapped[bool] = mapped_column(default=False)
    since_on: Mapped[date]
    until_on: Mapped[date | None]
    """The last day of a service for a time; None: for good."""
    paused_from_on: Mapped[date | None]
    paused_until_on: Mapped[date | None]
    """The last day without visits; None while nobody knows."""
    preferred_courier_id: Mapped[int | None] = mapped_column(ForeignKey("couriers.id"), index=True)
    depot_id: Mapped[int | None] = mapped_column(ForeignKey("depots.id"), index=True)
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    reader: Mapped[Reader] = relationship(lazy="raise")
    preferred_courier: Mapped[Courier | None] = relationship(lazy="raise")
    depot: Mapped[Depot | None] = relationship(lazy="raise")
    windows: Mapped[list["HomeWindow"]] = relationship(
        back_populates="profile", cascade="all, delete-orphan", lazy="raise",
        order_by="HomeWindow.opens_minute",
    )  # fmt: skip

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it so


class HomeWindow(Base):
    """Between these minutes of the day somebody opens the door; no window: at any time."""

    __tablename__ = "home_windows"
    __table_args__ = (
        CheckConstraint(
            "opens_minute >= 0 AND opens_minute < closes_minute "
            f"AND closes_minute <= {MINUTES_A_DAY}",
            name="order",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("home_profiles.id", ondelete="CASCADE"), index=True
    )
    opens_minute: Mapped[int]
    closes_minute: Mapped[int]
    profile: Mapped[HomeProfile] = relationship(back_populates="windows", lazy="raise")
