"""Copies on shelves, brought to what a record says of them; what is on loan stays so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium
from access.importing.entry import Holding
from access.importing.matching import Match, own_name
from access.importing.names import chunked
from access.importing.remarks import Code, quoted
from access.network.records import ServicePoint

OUT = frozenset({CopyState.RESERVED, CopyState.ON_LOAN})


@dataclass(slots=True)
class _Kept:
    """A copy that is there already."""

    copy_id: int
    title_id: int
    point_id: int
    medium: Medium
    state: CopyState
    barcode: str | None
    shelf_mark: str
    length_s: int | None
    origin: str | None


class Copies:
    """Gathers what has to change for all copies of a batch, and changes it at once."""

    def __init__(self, db: Session, matches: Sequence[Match]) -> None:
        self._db = db
        self._points = _point_ids(db)
        self._by_barcode, self._by_title = _kept(db, matches)
        self._new = list[dict[str, Any]]()
        self._changed = list[dict[str, Any]]()
        self.touched = set[int]()
        """The titles of which a copy changes."""

    def settle(self, match: Match, title_id: int) -> None:
        """Put down what the record of this title asks for. A record that says nothing of copies
        changes none."""
        if match.entry.holdings is None:
            return
        origin = own_name(match.entry).scheme
        named = set[int]()
        loose = Counter[tuple[int, Medium]]()
        marks = dict[tuple[int, Medium], Holding]()
        for holding in match.entry.holdings:
            point_id = self._point(match, holding)
            if point_id is None:
                continue
            if holding.barcode:
                named |= self._with_barcode(match, title_id, point_id, holding, origin)
            else:
                loose[point_id, holding.medium] += holding.copies
                marks.setdefault((point_id, holding.medium), holding)
        for (point_id, medium), count in loose.items():
            first = marks[point_id, medium]
            named |= self._without(title_id, point_id, first, count, origin)
        self._gone(match, title_id, named, origin)

    def write(self) -> None:
        """Change everything that was put down."""
        if self._new:
            self._db.execute(insert(Copy), self._new)
        if self._changed:
            self._db.execute(update(Copy), self._changed)

    def _point(self, match: Match, holding: Holding) -> int | None:
        number = self._points.get(holding.point)
        if number is None and not holding.point:
            match.leave_out(Code.NO_POINT_NAMED, "A copy without a branch is left out.")
        elif number is None:
            match.leave_out(
                Code.NO_POINT,
                f"There is no branch or station with the code “{quoted(holding.point)}”; its "
                "copies are left out. Import the network first.",
                point=holding.point,
            )
        return number

    def _with_barcode(
        self, match: Match, title_id: int, point_id: int, holding: Holding, origin: str
    ) -> set[int]:
        kept = self._by_barcode.get(holding.barcode)
        if kept is None:
            self._add(title_id, point_id, holding, origin)
            self._by_barcode[holding.barcode] = _Kept(
                0, title_id, point_id, holding.medium, CopyState.ON_SHELF, holding.barcode,
                holding.shelf_mark, holding.length_s, origin,
            )  # fmt: skip
            return set()
        if kept.title_id != title_id:
            match.leave_out(
                Code.BARCODE_OF_ANOTHER,
                f"The copy with barcode {quoted(holding.barcode)} already belongs to title "
                f"{kept.title_id}; it is left there.",
                barcode=holding.barcode,
                title=str(kept.title_id),
            )
            return set()
        if kept.copy_id:
            self._change(kept, point_id, holding, origin)
        return {kept.copy_id}

    def _change(self, kept: _Kept, point_id: int, holding: Holding, origin: str) -> None:
        is_back = kept.state is CopyState.WITHDRAWN
        state = CopyState.ON_SHELF if is_back else kept.state
        now = (kept.point_id, kept.medium, kept.state, kept.shelf_mark, kept.length_s, kept.origin)
        wanted = (point_id, holding.medium, state, holding.shelf_mark, holding.length_s, origin)
        if now != wanted:
            self.touched.add(kept.title_id)
            self._changed.append(
                {
                    "id": kept.copy_id,
                    "service_point_id": point_id,
                    "medium": holding.medium,
                    "state": state,
                    "shelf_mark": holding.shelf_mark,
                    "length_s": holding.length_s,
                    "origin": origin,
                }
            )

    def _without(
        self, title_id: int, point_id: int, holding: Holding, count: int, origin: str
    ) -> set[int]:
        """As many copies without a barcode as the record counts; those that are out stay first."""
        there = [
            kept
            for kept in self._by_title.get(title_id, ())
            if kept.barcode is None
            and (kept.origin, kept.point_id, kept.medium) == (origin, point_id, holding.medium)
            and kept.state is not CopyState.WITHDRAWN
        ]
        there.sort(key=lambda kept: (kept.state not in OUT, kept.copy_id))
        for _ in range(count - len(there)):
            self._add(title_id, point_id, holding, origin)
        for kept in there[:count]:
            self._change(kept, point_id, holding, origin)
        return {kept.copy_id for kept in there[:count]}

    def _add(self, title_id: int, point_id: int, holding: Holding, origin: str) -> None:
        self.touched.add(title_id)
        self._new.append(
            {
                "title_id": title_id,
                "service_point_id": point_id,
                "medium": holding.medium,
                "state": CopyState.ON_SHELF,
                "barcode": holding.barcode or None,
                "shelf_mark": holding.shelf_mark,
                "length_s": holding.length_s,
                "origin": origin,
            }
        )

    def _gone(self, match: Match, title_id: int, named: set[int], origin: str) -> None:
        """Copies that a record of the same list named before and names no more."""
        for kept in self._by_title.get(title_id, ()):
            is_named = kept.copy_id in named or kept.origin != origin
            if is_named or kept.state is CopyState.WITHDRAWN:
                continue
            if kept.state in OUT:
                match.leave_out(
                    Code.COPY_STILL_OUT,
                    "A copy that the record names no more is reserved or on loan; it is kept "
                    "until it is back.",
                    copy=str(kept.copy_id),
                )
            else:
                self.touched.add(title_id)
                self._changed.append({"id": kept.copy_id, "state": CopyState.WITHDRAWN})


def _point_ids(db: Session) -> dict[str, int]:
    rows = db.execute(select(ServicePoint.code, ServicePoint.id))
    return {row.code: row.id for row in rows}


def _kept(
    db: Session, matches: Iterable[Match]
) -> tuple[dict[str, _Kept], Mapping[int, list[_Kept]]]:
    """Copies of the matched titles, and copies with the barcodes that the records name; locked."""
    with_copies = [match for match in matches if match.entry.holdings is not None]
    titles = sorted({match.title_id for match in with_copies if match.title_id is not None})
    barcodes = sorted(
        {one.barcode for match in with_copies for one in match.entry.holdings or () if one.barcode}
    )
    found = dict[int, _Kept]()
    for some in chunked(titles):
        found |= _read(db, Copy.title_id.in_(some))
    for some_codes in chunked(barcodes):
        found |= _read(db, Copy.barcode.in_(some_codes))
    by_title = dict[int, list[_Kept]]()
    for kept in found.values():
        by_title.setdefault(kept.title_id, []).append(kept)
    return {kept.barcode: kept for kept in found.values() if kept.barcode}, by_title


def _read(db: Session, condition: Any) -> dict[int, _Kept]:
    rows = db.execute(
        select(
            Copy.id, Copy.title_id, Copy.service_point_id, Copy.medium, Copy.state, Copy.barcode,
            Copy.shelf_mark, Copy.length_s, Copy.origin,
        )
        .where(or_(condition))
        .order_by(Copy.id)
        .with_for_update()
    )  # fmt: skip
    return {row.id: _Kept(*row) for row in rows}
