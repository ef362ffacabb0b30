"""Editions drawn by lot, to be heard by a person: how good the talking books really are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.made import Edition
from access.network.zone import today
from access.production.errors import SampleNotFound
from access.production.records import QualitySample, Verdict

DAYS_A_WEEK = 7
LONGEST_REMARK = 5_000


def draw_sample(db: Session, *, a_week: int, lot: Random, now: datetime) -> Sequence[QualitySample]:
    """Draw as many published editions as the week still lacks, each at most once ever.

    May be called every night. Answers those that were drawn now.
    """
    day = today(db, now=now)
    drawn = db.scalar(
        select(func.count(QualitySample.id)).where(
            QualitySample.drawn_on > day - timedelta(days=DAYS_A_WEEK)
        )
    )
    lacking = max(a_week - (drawn or 0), 0)
    heard = select(QualitySample.edition_id)
    candidates = db.scalars(
        select(Edition.id)
        .where(
            Edition.published_at.is_not(None),
            Edition.withdrawn_at.is_(None),
            Edition.id.not_in(heard),
        )
        .order_by(Edition.id)
    ).all()
    chosen = sorted(lot.sample(candidates, min(lacking, len(candidates))))
    samples = [QualitySample(edition_id=number, drawn_on=day) for number in chosen]
    db.add_all(samples)
    db.flush()
    return samples


def to_judge(db: Session, *, limit: int = 50) -> Sequence[QualitySample]:
    """Samples that nobody has heard yet, the oldest first, each with its edition and title."""
    return db.scalars(
        select(QualitySample)
        .where(QualitySample.verdict == Verdict.WAITING)
        .options(joinedload(QualitySample.edition).joinedload(Edition.title))
        .order_by(QualitySample.drawn_on, QualitySample.id)
        .limit(limit)
    ).all()


def judge(
    db: Session, *, sample_id: int, verdict: Verdict, remark: str, by_id: int, now: datetime
) -> QualitySample:
    """Note what a listener found; it replaces an earlier word. Raises SampleNotFound."""
    sample = db.get(QualitySample, sample_id, with_for_update=True)
    if sample is None:
        raise SampleNotFound(sample_id)
    sample.verdict, sample.remark = verdict, remark[:LONGEST_REMARK]
    sample.judged_by_id, sample.judged_at = by_id, now
    db.flush()
    return sample
