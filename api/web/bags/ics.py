"""Calendars as files (RFC 5545): when and where somebody sets out, and to how many doors."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from access.network.records import ServicePoint
from api.words.catalogues import mark, words_in
from delivery.calendars.events import DayEvent, RunEvent

MAKER = "-//Dauys//Home delivery//EN"
FETCH_AGAIN = timedelta(hours=1)
MY_RUNS, DAYS = mark("Runs of %(name)s"), mark("Delivery days")


def runs_file(events: Sequence[RunEvent], *, name: str, host: str, language: str) -> bytes:
    """The runs of one courier; nobody who is visited is named."""
    words = words_in(language)
    calendar = _calendar(words.gettext(MY_RUNS) % {"name": name})
    for one in events:
        stops = words.ngettext("%(n)d stop", "%(n)d stops", one.stops) % {"n": one.stops}
        said = words.gettext("Run %(number)d: %(stops)s") % {"number": one.run_id, "stops": stops}
        event = _event(f"run-{one.run_id}@{host}", said, one.starts_at, one.ends_at, one.changed_at)
        event.add("location", _where(one.point, language))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def days_file(events: Sequence[DayEvent], *, host: str, language: str, now: datetime) -> bytes:
    """The days with runs, for coordinators."""
    words = words_in(language)
    calendar = _calendar(words.gettext(DAYS))
    for one in events:
        runs = words.ngettext("%(n)d run", "%(n)d runs", one.runs) % {"n": one.runs}
        stops = words.ngettext("%(n)d stop", "%(n)d stops", one.stops) % {"n": one.stops}
        event = _event(f"day-{one.on}@{host}", f"{runs}, {stops}", one.starts_at, one.ends_at, now)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", FETCH_AGAIN, parameters={"VALUE": "DURATION"})
    return calendar


def _event(
    uid: str, said: str, starts_at: datetime, ends_at: datetime, changed_at: datetime
) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed_at)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("summary", said)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    return event


def _where(point: ServicePoint, language: str) -> str:
    name = point.names.get(language) or next(iter(point.names.values()), point.code)
    return f"{name}, {point.address}" if point.address else name
