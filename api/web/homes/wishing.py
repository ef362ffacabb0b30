"""How a reader wishes to be visited, between a form and the record."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.web.frame.forms import Form
from api.web.homes.hours import kept_spans, rows_for, spans
from api.words.catalogues import mark
from api.words.languages import LANGUAGES
from api.words.saying import weekday_names
from delivery.homes.records import EVERY_DAY, LONGEST_INTERVAL_DAYS
from delivery.homes.wishes import Wishes

NEEDS: tuple[tuple[str, str], ...] = (
    ("needs_lift", mark("whoever comes can carry heavy bags up the stairs")),
    ("needs_help", mark("whoever comes knows how to help with a player and to read letters out")),
    ("longer_visit", mark("the visit takes longer")),
    ("phone_first", mark("ring up before coming")),
)
DAY_NEEDED = mark("Choose at least one day of the week.")
OVER = mark("This day is over. Write today or a later day.")
SINCE_NEEDED = mark("Write from which day on.")
LAST_BEFORE_FIRST = mark("The last day cannot be before the first. Change one of them.")
LARGEST = 2**31 - 1


def weekdays_of(bits: int) -> list[str]:
    """The numbers of the weekdays in a record, Monday is "0"."""
    return [str(day) for day in range(7) if bits >> day & 1]


def read_wishes(form: Form, before: Wishes, *, today_on: date) -> Wishes:
    """All that staff may write, over what was; what is wrong is a fault of its field."""
    since_on = form.day("since_on", need=SINCE_NEEDED) or before.since_on
    if since_on < today_on and since_on != before.since_on:
        form.fault("since_on", OVER)
    until_on = form.day("until_on")
    if until_on is not None and until_on < today_on and until_on != before.until_on:
        form.fault("until_on", OVER)
    if until_on is not None and until_on < since_on:
        form.fault("until_on", LAST_BEFORE_FIRST)
        until_on = None
    read = read_own(form, before)
    return replace(
        read,
        every_days=form.number("every_days", least=1, most=LONGEST_INTERVAL_DAYS),
        language=form.choice("language", ["", *LANGUAGES]) or None,
        since_on=since_on,
        until_on=until_on,
        preferred_courier_id=form.number("preferred_courier_id", least=1, most=LARGEST),
        depot_id=form.number("depot_id", least=1, most=LARGEST),
    )


def read_own(form: Form, before: Wishes) -> Wishes:
    """What readers may change themselves: days, times of the day, what they need at the door."""
    days = form.choices("weekdays", [str(day) for day in range(7)])
    if not days:
        form.fault("weekdays", DAY_NEEDED)
    windows = spans(form, rows=rows_for(before.windows))
    needs = form.choices("needs", [name for name, _words in NEEDS])
    last = -1
    for opens, closes in windows:
        if opens <= last:
            form.fault("opens-1", OVERLAP)
        last = closes
    if not form.is_good:
        windows = before.windows
    return replace(
        before,
        weekdays=sum(1 << int(day) for day in days) or EVERY_DAY,
        windows=windows,
        needs_lift="needs_lift" in needs,
        needs_help="needs_help" in needs,
        longer_visit="longer_visit" in needs,
        phone_first="phone_first" in needs,
    )


OVERLAP = mark("Two of the times overlap. Write them as one, or change one of them.")


def shown_wishes(form: Form, wishes: Wishes) -> Mapping[str, object]:
    """What a page of the form needs: what was written, else what is so now."""
    kept: dict[str, str] = dict(form.kept())
    days, needs = form.sent.getlist("weekdays"), form.sent.getlist("needs")
    if not form.sent:
        kept |= kept_spans(wishes.windows)
        kept |= {
            name: str(value)
            for name, value in (
                ("every_days", wishes.every_days), ("language", wishes.language),
                ("preferred_courier_id", wishes.preferred_courier_id),
                ("depot_id", wishes.depot_id),
            )
            if value is not None
        }  # fmt: skip
        kept |= day_kept("since_on", wishes.since_on) | day_kept("until_on", wishes.until_on)
        days = list(weekdays_of(wishes.weekdays))
        needs = [name for name, _words in NEEDS if getattr(wishes, name)]
    return {
        "kept": kept, "faults": form.faults, "rows": rows_for(wishes.windows),
        "weekdays": [(str(n), name) for n, name in enumerate(weekday_names(form.language))],
        "days_chosen": days, "needs_chosen": needs,
        "needs": [(name, form.say(words)) for name, words in NEEDS],
    }  # fmt: skip


def day_kept(name: str, on: date | None) -> dict[str, str]:
    """A day as its three fields."""
    if on is None:
        return {}
    return {f"{name}-{part}": str(getattr(on, part)) for part in ("day", "month", "year")}
