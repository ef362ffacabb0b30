"""Branches, self-service stations, their hours and holidays, as records."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from access.database.base import Base, word_type

MINUTES_A_DAY = 1440
NO_POINT = text("service_point_id IS NULL")


class PointKind(StrEnum):
    """What a reader finds there: people, or a machine that lends and takes back."""

    BRANCH = "branch"
    STATION = "station"


class Network(Base):
    """The network itself: one row. Its name by language, its time zone, whom readers may call."""

    __tablename__ = "networks"

    id: Mapped[int] = mapped_column(primary_key=True)
    names: Mapped[dict[str, str]]
    """By language tag: {"kk": …, "ru": …, "en": …}."""
    time_zone: Mapped[str] = mapped_column(String(64), default="Asia/Almaty")
    language: Mapped[str] = mapped_column(String(16), default="kk")
    phone: Mapped[str | None] = mapped_column(String(32))
    email: Mapped[str | None] = mapped_column(String(254))


class ServicePoint(Base):
    """A branch or a self-service station; runs may start and end there."""

    __tablename__ = "service_points"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    """The network's own short name of the place; imports know it by this."""
    kind: Mapped[PointKind] = mapped_column(word_type(PointKind))
    names: Mapped[dict[str, str]]
    address: Mapped[str] = mapped_column(String(500), default="")
    district: Mapped[str] = mapped_column(String(100), default="")
    lat_deg: Mapped[float | None]
    lon_deg: Mapped[float | None]
    is_specialised: Mapped[bool] = mapped_column(default=False)
    """Serves blind readers: has braille, players, people who know how to help."""
    is_always_open: Mapped[bool] = mapped_column(default=False)
    phone: Mapped[str | None] = mapped_column(String(32))
    closed_for_good_on: Mapped[date | None]
    hours: Mapped[list["OpeningHours"]] = relationship(
        back_populates="service_point", cascade="all, delete-orphan", lazy="raise"
    )


class OpeningHours(Base):
    """Open on this weekday from minute to minute of the day; a day may have several rows."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint(
            "opens_minute >= 0 AND opens_minute < closes_minute "
            f"AND closes_minute <= {MINUTES_A_DAY}",
            name="order",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_point_id: Mapped[int] = mapped_column(
        ForeignKey("service_points.id", ondelete="CASCADE"), index=True
    )
    weekday: Mapped[int]
    """Monday is 0."""
    opens_minute: Mapped[int]
    closes_minute: Mapped[int]
    service_point: Mapped[ServicePoint] = relationship(back_populates="hours", lazy="raise")


class Holiday(Base):
    """A day on which one service point, or the whole network (no point named), is closed."""

    __tablename__ = "holidays"
    __table_args__ = (
        UniqueConstraint("holiday_on", "service_point_id"),
        Index(
            "one_holiday_of_the_network", "holiday_on", unique=True,
            sqlite_where=NO_POINT, postgresql_where=NO_POINT,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    holiday_on: Mapped[date] = mapped_column(index=True)
    service_point_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_points.id", ondelete="CASCADE")
    )
    names: Mapped[dict[str, str]]
