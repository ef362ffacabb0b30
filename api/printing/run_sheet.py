"""The sheet of a run in words: the same for the page and for the PDF, in the order of the stops.

It shows what a courier may see: name, door, bag. Things are told by what they are made of and by
their bar codes, never by a title.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from access.catalogue.records import Medium
from api.answers.names import name_of
from api.printing.bars import bars
from api.printing.typesetting import TooMuchToPrint, legible, pdf_of
from api.words.catalogues import mark, words_in
from api.words.saying import day_words, kilometres_words, time_words
from delivery.runs.courier_view import CourierDoor, CourierStop, CourierThing
from delivery.runs.sheets import Sheet
from delivery.visits.filling import is_bag_code

LAYOUT = "sheet.typ"
MOST_STOPS = 500
"""Of one document."""
TITLE = mark("Sheet of the run")
HEADING = mark("%(courier)s, %(day)s, run %(number)d")
SUMMARY = mark("%(stops)s, from %(start)s to %(end)s, %(way)s, from %(depot)s")
LIFT = {True: mark("lift"), False: mark("no lift"), None: ""}
SPEAKS = {"kk": mark("speaks Kazakh"), "ru": mark("speaks Russian"), "en": mark("speaks English")}
DONE, FAILED = mark("handed over"), mark("no:")
WAS_DONE, WAS_FAILED = mark("Was done."), mark("Failed.")
COLUMNS = (mark("Turn"), mark("To whom, where, what"), mark("Bag, how it went"))
GIVE, TAKE = mark("Give:"), mark("Take back:")
NOTHING, PAGE = mark("There is no stop on this run."), mark("page")
NO_CODE = mark("without a bar code")
PHONE_FIRST = mark("call first")
PARTS = (
    ("flat", mark("flat %(n)s")), ("entrance", mark("entrance %(n)s")),
    ("floor", mark("floor %(n)s")), ("door_code", mark("door code %(n)s")),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperThing:
    """One thing with its box to tick."""

    words: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStop:
    """A stop in words. `start` and `until` are what the reader was promised, else the plan."""

    turn: str
    start: str
    until: str
    name: str
    phone: str
    more: str
    where: str
    notes: str
    drops: tuple[PaperThing, ...]
    pick_ups: tuple[PaperThing, ...]
    bag_code: str
    outcome: str
    """How it went, where it was reported before the sheet was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRun:
    """A run in words."""

    heading: str
    summary: str
    stops: tuple[PaperStop, ...]


def paper_run(sheet: Sheet, *, depot: str, language: str, zone: ZoneInfo) -> PaperRun:
    """The sheet as it is shown and printed; `depot` is the name of where it begins."""
    say, run = words_in(language), sheet.run
    many = say.ngettext("%(n)d stop", "%(n)d stops", len(run.stops)) % {"n": len(run.stops)}
    heading = say.gettext(HEADING) % {
        "courier": sheet.courier_name, "day": day_words(run.run_on, language),
        "number": run.run_id,
    }  # fmt: skip
    summary = say.gettext(SUMMARY) % {
        "stops": many, "start": time_words(run.starts_at, language, zone),
        "end": time_words(run.ends_at, language, zone),
        "way": kilometres_words(sheet.distance_m, language), "depot": depot,
    }  # fmt: skip
    return PaperRun(
        heading=heading,
        summary=summary,
        stops=tuple(_stop(stop, language, zone) for stop in run.stops),
    )


def sheet_pdf(runs: Sequence[PaperRun], *, language: str) -> bytes:
    """All these runs, each beginning on a page of its own. Raises TooMuchToPrint, PrinterBusy."""
    if sum(len(run.stops) for run in runs) > MOST_STOPS:
        raise TooMuchToPrint("too many stops for one document")
    say = words_in(language).gettext
    heading = runs[0].heading if len(runs) == 1 else say(TITLE)
    facts = {
        "title": legible(heading) or say(TITLE),
        "author": "Dauys",
        "language": language,
        "runs": [_printed_run(run) for run in runs],
        "said": {
            "give": say(GIVE), "take": say(TAKE), "done": say(DONE), "failed": say(FAILED),
            "columns": [say(one) for one in COLUMNS], "nothing": say(NOTHING), "page": say(PAGE),
        },
    }  # fmt: skip
    return pdf_of(LAYOUT, facts)


def _stop(stop: CourierStop, language: str, zone: ZoneInfo) -> PaperStop:
    say = words_in(language).gettext
    outcomes = {"done": say(WAS_DONE), "failed": say(WAS_FAILED)}
    more = [say(PHONE_FIRST)] if stop.door.phone_first else []
    if stop.door.speaks:
        more.append(say(SPEAKS.get(stop.door.speaks, stop.door.speaks)))
    bag = stop.bag
    return PaperStop(
        turn=str(stop.turn),
        start=time_words(stop.promised_from_at or stop.arrives_at, language, zone),
        until=_until(stop.promised_until_at, language, zone),
        name=stop.name,
        phone=stop.door.phone or "",
        more=", ".join(more),
        where=_where(stop.door, language),
        notes=stop.door.notes,
        drops=tuple(_thing(one, language) for one in bag.drops) if bag else (),
        pick_ups=tuple(_thing(one, language) for one in bag.pick_ups) if bag else (),
        bag_code=bag.bag_code if bag and bag.drops else "",
        outcome=outcomes.get(stop.state, ""),
    )


def _until(promised_until_at: datetime | None, language: str, zone: ZoneInfo) -> str:
    return time_words(promised_until_at, language, zone) if promised_until_at else ""


def _where(door: CourierDoor, language: str) -> str:
    """The address on one line, in the order in which somebody looks for it."""
    say = words_in(language).gettext
    parts = [f"{door.street} {door.house}".strip()]
    for name, words in PARTS:
        value = getattr(door, name)
        if value:
            parts.append(say(words) % {"n": value})
    if LIFT[door.has_lift]:
        parts.append(say(LIFT[door.has_lift]))
    if door.district:
        parts.append(door.district)
    return ", ".join(parts)


def _thing(one: CourierThing, language: str) -> PaperThing:
    say = words_in(language).gettext
    return PaperThing(
        words=name_of(Medium(one.medium), language), code=one.barcode or f"({say(NO_CODE)})"
    )


def _printed_run(run: PaperRun) -> Mapping[str, Any]:
    return {
        "heading": legible(run.heading) or "–",
        "summary": legible(run.summary),
        "stops": [_printed_stop(stop) for stop in run.stops],
    }


def _printed_stop(stop: PaperStop) -> Mapping[str, Any]:
    facts: dict[str, Any] = {
        name: legible(value) for name, value in asdict(stop).items() if isinstance(value, str)
    }
    for name in ("drops", "pick_ups"):
        facts[name] = [
            {"words": legible(one.words), "code": legible(one.code, longest=64)}
            for one in getattr(stop, name)
        ]
    facts["bars"] = bars(stop.bag_code) if is_bag_code(stop.bag_code) else ""
    return facts
