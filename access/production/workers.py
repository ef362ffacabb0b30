"""Which workers there are, and which of them has fallen silent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from access.production.records import Worker


def beat(db: Session, *, name: str, now: datetime) -> None:
    """A worker says that it lives."""
    worker = db.scalars(
        select(Worker).where(Worker.name == name).with_for_update()
    ).one_or_none()  # fmt: skip
    if worker is None:
        worker = Worker(name=name, beats=0, began_at=now)
        db.add(worker)
    elif worker.stopped_at is not None:
        worker.began_at, worker.stopped_at = now, None
    worker.beats += 1
    worker.seen_at = now
    db.flush()


def say_goodbye(db: Session, *, name: str, now: datetime) -> None:
    """A worker ends in good order."""
    worker = db.get(Worker, name, with_for_update=True)
    if worker is not None:
        worker.stopped_at = now


def alive(db: Session, *, now: datetime, dead_after_s: float) -> Sequence[str]:
    """The names of the workers heard of lately, in order; the first of them hands out work."""
    return db.scalars(
        select(Worker.name)
        .where(Worker.seen_at > now - timedelta(seconds=dead_after_s), Worker.stopped_at.is_(None))
        .order_by(Worker.name)
    ).all()


def forget(db: Session, *, names: Sequence[str]) -> None:
    """Workers whose work was taken over need not be watched; one that comes back enters anew."""
    db.execute(delete(Worker).where(Worker.name.in_(names)))


@dataclass(slots=True)
class Watch:
    """Tells who is dead: whose beats have not moved for so long on the watcher's own clock.

    Clocks of machines need not agree. A new watcher waits as long before it judges anybody.
    """

    me: str
    dead_after_s: float
    _moved: dict[str, tuple[int, float]] = field(default_factory=dict)

    def dead(self, db: Session, *, clock_s: float) -> list[str]:
        """Workers that are silent for too long, or said goodbye; `clock_s` only ever grows."""
        found = list[str]()
        rows = db.execute(select(Worker.name, Worker.beats, Worker.stopped_at)).all()
        for name, beats, stopped_at in rows:
            if name == self.me:
                continue
            seen_beats, since_s = self._moved.get(name, (-1, clock_s))
            if beats != seen_beats:
                self._moved[name] = beats, clock_s
            elif clock_s - since_s >= self.dead_after_s:
                found.append(name)
                continue
            if stopped_at is not None:
                found.append(name)
        self._moved = {name: self._moved[name] for name, *_ in rows if name in self._moved}
        return found
