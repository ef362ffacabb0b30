"""Secret addresses of calendars, as records: only their digests are kept."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from access.database.base import Base


class CalendarKey(Base):
    """The secret address under which one courier's runs, or the delivery days, can be fetched.

    A courier without an account has one, too; that of an account shows the days of everybody.
    """

    __tablename__ = "calendar_keys"
    __table_args__ = (
        CheckConstraint("(courier_id IS NULL) <> (account_id IS NULL)", name="whose"),
        CheckConstraint("fetches >= 0", name="fetches"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    courier_id: Mapped[int | None] = mapped_column(ForeignKey("couriers.id"), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), unique=True)
    made_at: Mapped[datetime]
    counted_from_at: Mapped[datetime]
    """Since when `fetches` counts; an hour later it begins anew."""
    fetches: Mapped[int] = mapped_column(default=0)
