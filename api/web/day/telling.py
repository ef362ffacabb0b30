"""What was done and what came of it, as sentences: acts before a planning, and what it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from api.web.day.sentences import FAULTS, clock, clock_of_minute
from api.words.catalogues import mark, words_in
from api.words.saying import day_words, time_words
from delivery.planning.asking import fault_of
from delivery.planning.changes import Change, Changed, changed_in
from delivery.planning.records import Planning

CHANGES: Mapping[Change, str] = {
    Change.LEFT_OUT: mark("%(name)s was with %(was)s at %(was_at)s and has no courier now."),
    Change.ADDED: mark("%(name)s is visited by %(courier)s at %(at)s."),
    Change.OTHER_COURIER: mark(
        "%(name)s goes from %(was)s to %(courier)s: at %(at)s instead of %(was_at)s."
    ),
    Change.OTHER_TIME: mark("%(name)s, with %(courier)s: at %(at)s instead of %(was_at)s."),
}
ACTS: Mapping[str, str] = {
    "urgent": mark("An urgent visit to %(name)s was added."),
    "again_today": mark("%(name)s is to be visited again on this day."),
    "longer_shift": mark("On this day alone %(courier)s works from %(from)s until %(until)s."),
    "more_stops": mark("On this day alone %(courier)s may make %(most_stops)s stops."),
    "other_window": mark("This visit to %(name)s may begin from %(opens)s to %(closes)s."),
    "unlock": mark("Locked stops were unlocked."),
    "instead_of": mark("To make room for %(name)s another visit was moved."),
    "other_day": mark("The visit to %(name)s was moved."),
    "taken_off": mark("%(name)s was taken off the run."),
    "ill": mark("%(courier)s cannot come on this day."),
    "vehicle": mark("%(courier)s lost the vehicle and cannot go on; it is marked as in repair."),
}
SOMEBODY = mark("somebody")
NO_NAME = mark("a reader without a name")


@dataclass(frozen=True, slots=True)
class Names:
    """How visits and couriers are called, by number."""

    visits: Mapping[int, str]
    couriers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of the last planning of a day."""

    heading: str
    sentences: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    is_fault: bool = False


def visits_named(planning: Planning) -> set[int]:
    """The visits of which the sentences speak: their readers are seen."""
    found = {one.visit_id for one in changed_in(planning.told)}
    for act in planning.acts:
        found |= {act[name] for name in ("visit_id",) if act.get(name)}
        found |= set(act.get("waits", ()))
        found |= {one["visit_id"] for one in (*act.get("moved", ()), *act.get("failed", ()))}
    return found | {n for n in (planning.told.get("visit_id"),) if n}


def couriers_named(planning: Planning) -> set[int]:
    """The couriers of whom the sentences speak."""
    found = {act["courier_id"] for act in planning.acts if act.get("courier_id")}
    for one in changed_in(planning.told):
        found |= {number for number in (one.courier_id, one.was_courier_id) if number}
    return found | {n for n in (planning.told.get("courier_id"),) if n}


def planning_told(
    planning: Planning, *, names: Names, language: str, zone: ZoneInfo, now: datetime
) -> Told:
    """What was done before, what came of the planning, and what is otherwise now."""
    words = words_in(language)
    say = words.gettext
    acts = [line for act in planning.acts for line in act_told(act, names, language)]
    fault = fault_of(planning, now=now)
    if fault is not None:
        return Told(
            words.gettext("The day was not planned"), [*acts, say(FAULTS[fault])], is_fault=True
        )
    at = time_words(planning.finished_at or planning.asked_at, language, zone)
    if "visit_id" in planning.told:
        heading = words.gettext("Moved by hand at %(time)s") % {"time": at}
    else:
        heading = words.gettext("Planned at %(time)s") % {"time": at}
    return Told(heading, [*acts, *_numbers(planning.told, language)], changes_told(
        planning.told, names, language
    ))  # fmt: skip


def changes_told(told: Mapping[str, Any], names: Names, language: str) -> list[str]:
    """What is otherwise, a sentence a visit; nothing of a first plan, in which all is new."""
    if told.get("is_first"):
        return []
    words = words_in(language)
    found = [_change(one, names, language) for one in changed_in(told)]
    more = told.get("more", 0)
    if more:
        found.append(words.ngettext("And %(n)d more.", "And %(n)d more.", more) % {"n": more})
    return found


def act_told(act: Mapping[str, Any], names: Names, language: str) -> Iterator[str]:
    """What was done, and what became of every visit that it touched."""
    words = words_in(language)
    code = act.get("why", act.get("code", ""))
    if code in ACTS:
        yield words.gettext(ACTS[code]) % {
            "name": _visit(act.get("visit_id"), names, language),
            "courier": _courier(act.get("courier_id"), names, language),
            "from": clock_of_minute(act.get("from_minute", 0)),
            "until": clock_of_minute(act.get("until_minute", 0)),
            "opens": clock_of_minute(act.get("opens_minute") or 0),
            "closes": clock_of_minute(act.get("closes_minute") or 0),
            "most_stops": act.get("most_stops", 0),
        }
    for one in act.get("moved", ()):
        yield words.gettext("%(name)s is visited on %(day)s instead.") % {
            "name": _visit(one["visit_id"], names, language),
            "day": day_words(date.fromisoformat(one["to_on"]), language),
        }
    for number in act.get("waits", ()):
        yield words.gettext("%(name)s waits for another courier.") % {
            "name": _visit(number, names, language)
        }
    for one in act.get("failed", ()):
        name = _visit(one["visit_id"], names, language)
        if one.get("next_on"):
            yield words.gettext(
                "%(name)s was to come from the bags on the road: the next try is on %(day)s."
            ) % {"name": name, "day": day_words(date.fromisoformat(one["next_on"]), language)}
        else:
            yield words.gettext("%(name)s has no next day: decide what follows.") % {"name": name}


def _numbers(told: Mapping[str, Any], language: str) -> Iterator[str]:
    words = words_in(language)
    stops, left, same = (int(told.get(name, 0)) for name in ("stops", "left", "same"))
    yield words.ngettext(
        "%(n)d visit is planned.", "%(n)d visits are planned.", stops
    ) % {"n": stops}  # fmt: skip
    if left:
        yield words.ngettext(
            "%(n)d visit found no courier.", "%(n)d visits found no courier.", left
        ) % {"n": left}  # fmt: skip
    if told.get("is_first"):
        return
    if not told.get("changed"):
        yield words.gettext("Nothing changed.")
    elif same:
        yield words.ngettext(
            "%(n)d stays as it was.", "%(n)d stay as they were.", same
        ) % {"n": same}  # fmt: skip


def _change(one: Changed, names: Names, language: str) -> str:
    return words_in(language).gettext(CHANGES[one.what]) % {
        "name": _visit(one.visit_id, names, language),
        "was": _courier(one.was_courier_id, names, language),
        "courier": _courier(one.courier_id, names, language),
        "at": clock(one.begins_s or 0),
        "was_at": clock(one.was_s or 0),
    }


def _visit(number: int | None, names: Names, language: str) -> str:
    return names.visits.get(number or 0) or words_in(language).gettext(NO_NAME)


def _courier(number: int | None, names: Names, language: str) -> str:
    return names.couriers.get(number or 0) or words_in(language).gettext(SOMEBODY)
