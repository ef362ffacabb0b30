"""Plannings of days and moves that were judged, as records: what was asked, how far, what came."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from access.database.base import Base, word_type

IS_RUNNING = text("state = 'running'")


class PlanningState(StrEnum):
    """How far a planning is."""

    RUNNING = "running"
    PROPOSED = "proposed"
    """A move was judged and is shown to a coordinator; nothing is written yet."""
    DONE = "done"
    FAILED = "failed"


class PlanningFault(StrEnum):
    """Why a planning came to nothing; the day is as it was before."""

    DAY_CHANGED = "day_changed"
    PLAN_BROKEN = "plan_broken"
    """The plan did not pass its check: a fault of ours."""
    BROKE_OFF = "broke_off"
    """Whoever planned ended before it was done."""


class Planning(Base):
    """Somebody asked for a day to be planned, or for a move to be judged.

    Only one plans a day at a time. One that is still running after `until_at` broke off: whoever
    planned is gone, and nothing of it was written.
    """

    __tablename__ = "plannings"
    __table_args__ = (
        Index(
            "one_planning_of_day", "day_on", unique=True,
            sqlite_where=IS_RUNNING, postgresql_where=IS_RUNNING,
        ),
        Index("plannings_of_day", "day_on", "id"),
        CheckConstraint("(finished_at IS NULL) = (state IN ('running', 'proposed'))", name="over"),
        CheckConstraint("(state = 'failed') = (fault IS NOT NULL)", name="fault"),
        CheckConstraint("(state = 'proposed') = (proposal IS NOT NULL)", name="proposal"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    day_on: Mapped[date]
    state: Mapped[PlanningState] = mapped_column(
        word_type(PlanningState), default=PlanningState.RUNNING
    )
    is_thinking: Mapped[bool] = mapped_column(default=False)
    """The day has been read."""
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    until_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    fault: Mapped[PlanningFault | None] = mapped_column(word_type(PlanningFault))
    version: Mapped[int] = mapped_column(default=0)
    """Of the day from which a proposal was made."""
    acts: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """What was done before that asked for it: a code, numbers of visits and couriers."""
    told: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What came of it: numbers, and what changed (see delivery.planning.changes)."""
    proposal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The plan that was shown, to be kept as it is."""
