"""What a branch takes from its shelves for the runs of a day, run by run, bag by bag."""

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from access.catalogue.records import Medium
from api.answers.names import name_of
from api.web.bags.doors import (
    Chooser,
    Day,
    day_asked,
    days_to_choose,
    sees_titles,
    short_name,
)
from api.web.frame.doors import LookDb, Now
from api.web.frame.pages import language_of, page
from api.web.staff.doors import LARGEST
from delivery.choosing import PickLine, pick_list
from delivery.packing import packing_day, points_with_work, runs_from

router = APIRouter(prefix="/staff/picking")
WAITING, ALL = "waiting", "all"


@router.get("")
def show_picking(
    request: Request,
    db: LookDb,
    now: Now,
    person: Chooser,
    *,
    on: Day = None,
    point: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
    show: Annotated[str, Query(max_length=16)] = ALL,
) -> Response:
    """The pick list of a branch and day, else of the next day for which bags are to be packed;
    `show=waiting` is what lies in no bag yet."""
    language, chosen_on = language_of(request), day_asked(db, on, now)
    if on is None:
        chosen_on = packing_day(db, from_on=chosen_on)
    there = points_with_work(db, on=chosen_on)
    chosen = next((one for one in there if one.id == point), there[0] if there else None)
    lines = pick_list(db, service_point_id=chosen.id, on=chosen_on) if chosen else []
    shown = [one for one in lines if show != WAITING or not one.is_in_bag]
    runs = runs_from(db, service_point_id=chosen.id, on=chosen_on) if chosen else []
    return page(
        request, "bags/picking.html", on=chosen_on, chosen=chosen, show=show,
        days=days_to_choose(db, chosen_on, now, language),
        points=[(str(one.id), short_name(one, language)) for one in there],
        point_name=short_name(chosen, language) if chosen else "",
        groups=_by_run(shown), runs=runs, total=len(lines),
        waiting=sum(not one.is_in_bag for one in lines), with_titles=sees_titles(person),
        medium=lambda word: name_of(Medium(word), language),
    )  # fmt: skip


def _by_run(lines: list[PickLine]) -> dict[int, list[PickLine]]:
    """The lines by run, in the order in which the runs set out."""
    groups: dict[int, list[PickLine]] = defaultdict(list)
    for line in lines:
        groups[line.run_id].append(line)
    return groups
