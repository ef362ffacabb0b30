"""What a night did, step by step, and what went wrong: kept for the coordinators of the morning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from access.database.base import Base, word_type
from access.database.once import insert_once

MOST_LEFT = 500
"""So much of what found no day or no run is named; the counts are whole."""
MOST_NIGHTS = 62


class Step(StrEnum):
    """What is done by itself, in this order."""

    CLOSE = "close_days"
    SCHEDULE = "schedule"
    TODAY = "plan_today"
    """Where the evening before did not come to it."""
    NEXT = "plan_next"
    DUE = "due_loans"
    LATE = "plan_late"
    """In the evening: visits of the next day that came in since the night."""
    PUBLISH = "publish"
    TELL = "tell"


class NightStep(Base):
    """One step of one night (or of the evening of the same day): when, what came of it."""

    __tablename__ = "night_steps"
    __table_args__ = (
        Index("one_step_a_night", "night_on", "step", unique=True),
        CheckConstraint("ended_at IS NOT NULL OR fault IS NULL", name="fault"),
        CheckConstraint("tries >= 1", name="tries"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    night_on: Mapped[date]
    """The day that begins with the night."""
    step: Mapped[Step] = mapped_column(word_type(Step))
    tries: Mapped[int] = mapped_column(default=1)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """None: it is under way, or was broken off and is begun again."""
    about_on: Mapped[date | None]
    """Which day was planned, published or told."""
    counts: Mapped[dict[str, int]] = mapped_column(default=dict)
    left: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """What found no day ({"reader_id", "code"}) or no run ({"visit_id", "code"})."""
    fault: Mapped[str | None] = mapped_column(String(64))
    """What went wrong, by the name of the failure; None: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a step."""

    about_on: date | None = None
    counts: Mapping[str, int]
    left: Sequence[Mapping[str, Any]] = ()


def begin_step(db: Session, *, night_on: date, step: Step, now: datetime) -> NightStep:
    """The step begins, or begins again."""
    held = _held(db, night_on, step)
    if held is None:
        insert_once(
            db,
            NightStep,
            {
                "night_on": night_on, "step": step, "tries": 1, "began_at": now, "counts": {},
                "left": [],
            },
        )  # fmt: skip
        held = _held(db, night_on, step)
        if held is None:
            raise RuntimeError("a step of the night that was written is not there")
        return held
    held.tries += 1
    held.began_at, held.ended_at, held.fault = now, None, None
    db.flush()
    return held


def end_step(
    db: Session, *, night_on: date, step: Step, done: Done | None, fault: str | None, now: datetime
) -> NightStep:
    """It ended, well or with a fault."""
    held = _held(db, night_on, step)
    if held is None:
        held = begin_step(db, night_on=night_on, step=step, now=now)
    held.ended_at, held.fault = now, fault and fault[:64]
    if done is not None:
        held.about_on, held.counts = done.about_on, dict(done.counts)
        held.left = [dict(one) for one in done.left[:MOST_LEFT]]
    db.flush()
    return held


def is_done(db: Session, *, night_on: date, step: Step) -> bool:
    """Whether a step of that night has ended well."""
    held = _found(db, night_on, step)
    return held is not None and held.ended_at is not None and held.fault is None


def night(db: Session, *, night_on: date) -> Sequence[NightStep]:
    """The steps of a night and of the evening after it, in the order in which they are done."""
    rows = db.scalars(select(NightStep).where(NightStep.night_on == night_on)).all()
    order = list(Step)
    return sorted(rows, key=lambda row: order.index(row.step))


def last(db: Session) -> Sequence[NightStep]:
    """The steps of the last night that there was; empty before the first."""
    night_on = db.scalar(select(func.max(NightStep.night_on)))
    return night(db, night_on=night_on) if night_on is not None else ()


def nights(db: Session, *, limit: int = 14) -> Sequence[date]:
    """The last nights, the latest first."""
    return db.scalars(
        select(NightStep.night_on)
        .distinct()
        .order_by(NightStep.night_on.desc())
        .limit(max(1, min(limit, MOST_NIGHTS)))
    ).all()


def found_step(db: Session, *, night_on: date, step: Step) -> NightStep:
    """A step that was begun. Raises NoResultFound."""
    return db.scalars(
        select(NightStep)
        .where(NightStep.night_on == night_on, NightStep.step == step)
        .execution_options(populate_existing=True)
    ).one()


def _found(db: Session, night_on: date, step: Step) -> NightStep | None:
    return db.scalars(
        select(NightStep)
        .where(NightStep.night_on == night_on, NightStep.step == step)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _held(db: Session, night_on: date, step: Step) -> NightStep | None:
    return db.scalars(
        select(NightStep)
        .where(NightStep.night_on == night_on, NightStep.step == step)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
