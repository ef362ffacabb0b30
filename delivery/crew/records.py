"""Couriers, their shifts and days off, vehicles, and the depots that runs begin at, as records."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base, word_type
from access.network.records import MINUTES_A_DAY, ServicePoint


class Travel(StrEnum):
    """How a courier gets about: the word is the profile of the roads."""

    CAR = "car"
    BIKE = "bike"
    FOOT = "foot"


class Depot(Base):
    """A branch or self-service station at which runs begin and end."""

    __tablename__ = "depots"
    __table_args__ = (CheckConstraint("loading_s BETWEEN 0 AND 14400", name="loading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_point_id: Mapped[int] = mapped_column(ForeignKey("service_points.id"), unique=True)
    loading_s: Mapped[int] = mapped_column(default=900)
    """How long it takes to load the bags before the run begins."""
    closed_on: Mapped[date | None]
    """From this day on no run begins here."""
    service_point: Mapped[ServicePoint] = relationship(lazy="raise")


class Vehicle(Base):
    """A car or bicycle of the library: one run on one day at the most."""

    __tablename__ = "vehicles"
    __table_args__ = (
        CheckConstraint("capacity_bags > 0 AND capacity_g > 0", name="capacity"),
        CheckConstraint(
            "out_until_on IS NULL OR (out_from_on IS NOT NULL AND out_until_on >= out_from_on)",
            name="out",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    travel: Mapped[Travel] = mapped_column(word_type(Travel), default=Travel.CAR)
    capacity_bags: Mapped[int] = mapped_column(default=60)
    capacity_g: Mapped[int] = mapped_column(default=300_000)
    out_from_on: Mapped[date | None]
    """In repair from this day until another (None: nobody knows)."""
    out_until_on: Mapped[date | None]


class Courier(Base):
    """Somebody, of the staff or a volunteer, who brings bags to doors."""

    __tablename__ = "couriers"
    __table_args__ = (
        CheckConstraint("capacity_bags > 0 AND capacity_g > 0 AND most_stops > 0", name="capacity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), unique=True)
    """With which they sign in; None: they work by the printed sheet."""
    name: Mapped[str] = mapped_column(String(200))
    is_volunteer: Mapped[bool] = mapped_column(default=False)
    depot_id: Mapped[int] = mapped_column(ForeignKey("depots.id"), index=True)
    vehicle_id: Mapped[int | None] = mapped_column(ForeignKey("vehicles.id"), index=True)
    travel: Mapped[Travel] = mapped_column(word_type(Travel), default=Travel.FOOT)
    """How they get about without a vehicle of the library."""
    capacity_bags: Mapped[int] = mapped_column(default=20)
    capacity_g: Mapped[int] = mapped_column(default=30_000)
    most_stops: Mapped[int] = mapped_column(default=25)
    languages: Mapped[list[str]] = mapped_column(default=list)
    skills: Mapped[list[str]] = mapped_column(default=list)
    """Words of delivery.crew.duty.Skill."""
    areas: Mapped[list[str]] = mapped_column(default=list)
    """Districts in which they work; none named: all."""
    left_on: Mapped[date | None]
    depot: Mapped[Depot] = relationship(lazy="raise")
    vehicle: Mapped[Vehicle | None] = relationship(lazy="raise")
    shifts: Mapped[list["Shift"]] = relationship(
        back_populates="courier", cascade="all, delete-orphan", lazy="raise"
    )
    days_off: Mapped[list["DayOff"]] = relationship(
        back_populates="courier", cascade="all, delete-orphan", lazy="raise"
    )
    day_duties: Mapped[list["DayDuty"]] = relationship(
        cascade="all, delete-orphan", lazy="raise", order_by="DayDuty.on_day"
    )


class Shift(Base):
    """When a courier works on a weekday, and the rest they take; one shift a day."""

    __tablename__ = "shifts"
    __table_args__ = (
        UniqueConstraint("courier_id", "weekday"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint(
            "starts_minute >= 0 AND starts_minute < ends_minute "
            f"AND ends_minute <= {MINUTES_A_DAY}",
            name="order",
        ),
        CheckConstraint(
            "break_minutes >= 0 AND (break_minutes = 0 OR ("
            "break_from_minute IS NOT NULL AND break_until_minute IS NOT NULL AND "
            "break_from_minute >= starts_minute AND break_until_minute >= break_from_minute AND "
            "break_until_minute + break_minutes <= ends_minute))",
            name="break",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    courier_id: Mapped[int] = mapped_column(ForeignKey("couriers.id", ondelete="CASCADE"))
    weekday: Mapped[int]
    """Monday is 0."""
    starts_minute: Mapped[int]
    ends_minute: Mapped[int]
    break_minutes: Mapped[int] = mapped_column(default=0)
    break_from_minute: Mapped[int | None]
    """The rest begins between these two."""
    break_until_minute: Mapped[int | None]
    courier: Mapped[Courier] = relationship(back_populates="shifts", lazy="raise")


class Absence(StrEnum):
    """Why a courier does not work: no more than planning needs to know."""

    HOLIDAY = "holiday"
    AWAY = "away"
    OTHER = "other"


class DayOff(Base):
    """From a day until another a courier does not work."""

    __tablename__ = "days_off"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="order"),
        Index("days_off_of", "courier_id", "from_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    courier_id: Mapped[int] = mapped_column(ForeignKey("couriers.id", ondelete="CASCADE"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    why: Mapped[Absence] = mapped_column(word_type(Absence), default=Absence.AWAY)
    courier: Mapped[Courier] = relationship(back_populates="days_off", lazy="raise")


class DayDuty(Base):
    """On one day alone a courier works longer, or makes more stops, than they usually do."""

    __tablename__ = "day_duties"
    __table_args__ = (
        UniqueConstraint("courier_id", "on_day"),
        CheckConstraint(
            "starts_minute IS NULL OR ends_minute IS NULL OR (starts_minute >= 0 "
            f"AND starts_minute < ends_minute AND ends_minute <= {MINUTES_A_DAY})",
            name="order",
        ),
        CheckConstraint("most_stops IS NULL OR most_stops > 0", name="most_stops"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    courier_id: Mapped[int] = mapped_column(ForeignKey("couriers.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    starts_minute: Mapped[int | None]
    """None: as usual."""
    ends_minute: Mapped[int | None]
    most_stops: Mapped[int | None]
