"""Lengths, days, hours and numbers as a person says them, in the languages of the pages."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time, get_day_names, get_month_names
from babel.numbers import format_decimal, format_percent

from api.words.catalogues import words_in

BYTES_A_MEGABYTE = 1_000_000
METRES_A_KILOMETRE = 1_000


def length_words(seconds: float, language: str) -> str:
    """A playing time in hours and minutes: "6 hours 12 minutes"; under a minute in seconds."""
    words = words_in(language)
    whole_s = round(seconds)
    if whole_s < 60:
        return words.ngettext("%(n)d second", "%(n)d seconds", whole_s) % {"n": whole_s}
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = []
    if hours:
        parts.append(words.ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if minutes:
        parts.append(words.ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes})
    return " ".join(parts)


def size_words(size_bytes: int, language: str) -> str:
    """The size of a file in megabytes, in kilobytes where it is small."""
    if size_bytes < BYTES_A_MEGABYTE:
        kilobytes = format_decimal(max(1, round(size_bytes / 1000)), locale=language)
        return words_in(language).gettext("%(n)s kB") % {"n": kilobytes}
    megabytes = format_decimal(Decimal(size_bytes) / BYTES_A_MEGABYTE, "#,##0.#", locale=language)
    return words_in(language).gettext("%(n)s MB") % {"n": megabytes}


def kilometres_words(way_m: int, language: str) -> str:
    """The length of a way in kilometres, with one digit after the point."""
    kilometres = format_decimal(Decimal(way_m) / METRES_A_KILOMETRE, "#,##0.0", locale=language)
    return words_in(language).gettext("%(n)s km") % {"n": kilometres}


def percent_words(some: int, whole: int, language: str) -> str:
    """A share as a percentage, with one digit after the point: "98.3%"; `whole` is not 0."""
    return format_percent(Decimal(some) / whole, "#,##0.#%", locale=_written(language))


def day_words(day: date, language: str) -> str:
    """A day with its weekday: "Friday, 27 November 2026". It ends without a dot, since many
    sentences end with it."""
    pattern = "EEEE, d MMMM y 'года'" if language == "ru" else "full"
    return format_date(day, pattern, locale=_written(language))


def near_day_words(day: date, language: str) -> str:
    """A day of these weeks, without its year: "Friday, 27 November"."""
    return format_date(day, "EEEE, d MMMM", locale=_written(language))


def moment_words(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """A moment as day and time in the network's zone."""
    return format_datetime(moment.astimezone(zone), "d MMMM y, HH:mm", locale=_written(language))


def time_words(moment: datetime, language: str, zone: ZoneInfo) -> str:
    """The time of day of a moment in the network's zone: "14:30"."""
    return format_time(moment.astimezone(zone), "HH:mm", locale=_written(language))


def weekday_names(language: str) -> tuple[str, ...]:
    """The seven days of the week as they are called, Monday first."""
    names = get_day_names("wide", "stand-alone", locale=_written(language))
    return tuple(names[day] for day in range(7))


def month_names(language: str) -> tuple[str, ...]:
    """The twelve months as they are said after the number of a day, January first."""
    names = get_month_names("wide", "format", locale=_written(language))
    return tuple(names[month] for month in range(1, 13))


def _written(language: str) -> str:
    """English as Almaty writes it: the day before the month."""
    return "en_GB" if language == "en" else language
