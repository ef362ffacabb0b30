"""Weeks of visits as records, written straight into the tables, and the same counted by hand."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from access.catalogue.records import Copy, Medium
from delivery.crew.records import Courier, Depot
from delivery.homes.records import Address, Exactness
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.statistics.figures import Figures, Part
from delivery.statistics.span import By, Span
from delivery.visits.filling import bag_code
from delivery.visits.records import (
    Delivery,
    DeliveryState,
    Handover,
    HandoverState,
    Outcome,
    Visit,
    VisitState,
    Way,
)
from tests.access import desk
from tests.delivery import town

AREAS = ("Алмалы", "Бостандық", "", "Медеу")
HOURS = (10, 12)
"""Between these hours everybody was promised a visit."""


@dataclass(frozen=True, slots=True)
class Made:
    """One visit that is over. `courier` None: nobody was sent; `hour` of the outcome."""

    reader: int
    days: int
    outcome: Outcome
    courier: int | None
    hour: int
    moved: int
    brought: int
    taken: int
    is_promised: bool

    @property
    def is_done(self) -> bool:
        """Whether it was made."""
        return self.outcome is Outcome.DELIVERED

    @property
    def on(self) -> date:
        """Its day."""
        return town.on(self.days)


class Month:
    """Readers in areas and couriers of two depots; visits are added to it."""

    def __init__(self, db: Session, readers: int = 14) -> None:
        self.db = db
        self.depots = [town.depot(db), town.depot(db)]
        self.couriers = [Courier(name=f"Курьер {n}", depot_id=self.depots[n % 2]) for n in range(3)]
        db.add_all(self.couriers)
        self.copy = Copy(
            title_id=desk.title(db, has_source=False),
            service_point_id=db.get_one(Depot, self.depots[0]).service_point_id,
            medium=Medium.BRAILLE,
        )
        db.add(self.copy)
        self.readers = [desk.reader(db) for _ in range(readers)]
        self.doors = [
            Address(
                reader_id=reader_id, street="Абай", house="1", district=area_of(place),
                exactness=Exactness.NONE, entered_at=town.MORNING,
            )
            for place, reader_id in enumerate(self.readers)
        ]  # fmt: skip
        db.add_all(self.doors)
        db.flush()
        self.runs: dict[tuple[int, date], Run] = {}

    def add(self, made: Made) -> None:
        """Write the visit with its stop, its bag, and what changed hands."""
        over_at = town.at(made.hour, days=made.days)
        visit = Visit(
            reader_id=self.readers[made.reader], address_id=self.doors[made.reader].id,
            visit_on=made.on, state=VisitState.DONE if made.is_done else VisitState.FAILED,
            outcome=made.outcome, made_at=town.MORNING, closed_at=over_at, times_moved=made.moved,
            no_next=None if made.is_done else "no_day",
        )  # fmt: skip
        self.db.add(visit)
        self.db.flush()
        if made.courier is not None:
            self._stop(made, visit, over_at)
        bag = Delivery(
            visit_id=visit.id, bag_code=bag_code(visit.id), closed_at=over_at,
            state=DeliveryState.DONE,
        )  # fmt: skip
        self.db.add(bag)
        self.db.flush()
        hands = [Way.DROP] * made.brought + [Way.PICK_UP] * made.taken
        self.db.add_all(
            Handover(
                delivery_id=bag.id, way=way, copy_id=self.copy.id, closed_at=over_at,
                state=HandoverState.DONE if made.is_done else HandoverState.NOT_DONE,
            )
            for way in hands
        )  # fmt: skip
        self.db.flush()

    def _stop(self, made: Made, visit: Visit, over_at: datetime) -> None:
        begins_at = town.at(HOURS[0], days=made.days)
        promise = (
            (begins_at, town.at(HOURS[1], days=made.days)) if made.is_promised else (None, None)
        )
        run = self._run(made.courier or 0, made.on, begins_at)
        earlier = Stop(
            run_id=run.id, visit_id=visit.id, turn=1, state=StopState.TAKEN_OFF,
            arrives_at=begins_at, begins_at=begins_at, leaves_at=begins_at,
        )  # fmt: skip
        last = Stop(
            run_id=run.id, visit_id=visit.id, turn=1, arrives_at=begins_at, begins_at=begins_at,
            state=StopState.DONE if made.is_done else StopState.FAILED, outcome=made.outcome,
            leaves_at=begins_at, outcome_at=over_at, promised_from_at=promise[0],
            promised_until_at=promise[1],
        )  # fmt: skip
        self.db.add_all([earlier, last])
        self.db.flush()

    def _run(self, courier: int, on: date, begins_at: datetime) -> Run:
        known = self.runs.get((courier, on))
        if known is None:
            who = self.couriers[courier]
            known = Run(
                courier_id=who.id, depot_id=who.depot_id, run_on=on, state=RunState.FINISHED,
                starts_at=begins_at, ends_at=begins_at + timedelta(hours=3), made_at=town.MORNING,
                published_at=town.MORNING, started_at=begins_at, closed_at=begins_at,
                distance_m=1_500,
            )  # fmt: skip
            self.db.add(known)
            self.db.flush()
            self.runs[courier, on] = known
        return known

    def part(self, made: Made, by: By, span: Span, joined: set[str]) -> Part:
        """In which piece it is counted."""
        if by is By.DEPOT:
            return None if made.courier is None else self.depots[made.courier % 2]
        if by is By.AREA:
            area = area_of(made.reader)
            return None if area in joined else area
        if by is By.ALL:
            return 0
        start = {
            By.DAY: made.on,
            By.WEEK: made.on - timedelta(days=made.on.weekday()),
            By.MONTH: made.on.replace(day=1),
        }[by]
        return max(start, span.from_on)


def area_of(reader: int) -> str:
    """Most readers live in the first area, few in the last."""
    return AREAS[0 if reader < 6 else 1 if reader < 11 else 2 if reader < 13 else 3]


def small(visits: Sequence[Made]) -> set[str]:
    """The areas that are joined, by the rule as a person would keep it."""
    readers = defaultdict[str, set[int]](set)
    for one in visits:
        readers[area_of(one.reader)].add(one.reader)
    joined, together = set[str](), set[int]()
    for area in sorted(readers, key=lambda area: (len(readers[area]), area)):
        is_large = len(readers[area]) >= 5
        if is_large and (not joined or len(together) >= 5):
            continue
        joined.add(area)
        together |= readers[area]
    return joined


def counted(month: Month, visits: Sequence[Made], span: Span, by: By) -> dict[Part, Figures]:
    """The same figures, one visit after the other."""
    within = [one for one in visits if span.from_on <= one.on <= span.until_on]
    joined = small(within)
    parts = defaultdict[Part, list[Made]](list)
    for one in within:
        parts[month.part(one, by, span, joined)].append(one)
    return {part: _figures(part, rows) for part, rows in parts.items()}


def _figures(part: Part, rows: Sequence[Made]) -> Figures:
    done = [one for one in rows if one.is_done]
    promised = [one for one in done if one.courier is not None and one.is_promised]
    pairs = Counter((one.reader, one.courier) for one in done if one.courier is not None)
    by_reader = defaultdict[int, list[int]](list)
    for (reader, _courier), times in pairs.items():
        by_reader[reader].append(times)
    often = [times for times in by_reader.values() if sum(times) >= 2]
    return Figures(
        part=part,
        done=len(done),
        failed=len(rows) - len(done),
        failed_by=dict(Counter(one.outcome for one in rows if not one.is_done)),
        moved=sum(one.moved > 0 for one in rows),
        promised=len(promised),
        on_time=sum(HOURS[0] <= one.hour <= HOURS[1] for one in promised),
        repeated=sum(map(sum, often)),
        same_courier=sum(map(max, often)),
        brought=sum(one.brought for one in done),
        taken=sum(one.taken for one in done),
        readers=len({one.reader for one in done}),
    )
