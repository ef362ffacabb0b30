"""What Dauys says to an ILS: every question and command, put into its message.

Fields: 3M Standard Interchange Protocol, version 2.00. "Y" in the first fixed field of a command
says that it has happened already (no block): the copy is in the reader's hand, and the ILS is told.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from api.ils.dates import end_of_day, moment_written
from api.ils.message import Message

VERSION = "2.00"
LANGUAGE = "000"
"""Unknown: SIP2 has no number for Kazakh, and the words are for staff."""
CHARGED_SUMMARY = "  Y       "
NO_SUMMARY = " " * 10
DONE_ALREADY = "Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Who we are at the ILS, and in which time: AO, AC, CP, and the name and password of login."""

    institution: str = ""
    terminal_password: str = ""
    location: str = ""
    login: str = ""
    password: str = ""
    zone: tzinfo


def login(place: Place) -> Message:
    """93: let us in; name and password as they are."""
    fields = [("CN", place.login), ("CO", place.password)]
    return Message("93", "00", (*fields, *_said("CP", place.location)))


def status() -> Message:
    """99: we are there and well; what can you do?"""
    return Message("99", f"0080{VERSION}")


def patron_status(place: Place, card: str, now: datetime, *, pin: str = "") -> Message:
    """23: may this card borrow?"""
    fixed = LANGUAGE + moment_written(now, place.zone)
    fields = (("AO", place.institution), ("AA", card), ("AC", place.terminal_password))
    return Message("23", fixed, (*fields, ("AD", pin)))


def patron_information(
    place: Place, card: str, now: datetime, *, pin: str = "", with_charged: bool = False,
    first: int = 1, last: int = 100,
) -> Message:  # fmt: skip
    """63: may this card borrow; and, if asked, which copies are lent to it."""
    summary = CHARGED_SUMMARY if with_charged else NO_SUMMARY
    fields = [("AO", place.institution), ("AA", card), *_said("AC", place.terminal_password)]
    fields += _said("AD", pin)
    if with_charged:
        fields += [("BP", str(first)), ("BQ", str(last))]
    fixed = LANGUAGE + moment_written(now, place.zone) + summary
    return Message("63", fixed, tuple(fields))


def item_information(place: Place, barcode: str, now: datetime) -> Message:
    """17: what is with this copy?"""
    fields = [("AO", place.institution), ("AB", barcode), *_said("AC", place.terminal_password)]
    return Message("17", moment_written(now, place.zone), tuple(fields))


def checkout(place: Place, card: str, barcode: str, *, at: datetime, due_on: date) -> Message:
    """11: the reader has had the copy since then, until that day. It is no renewal."""
    fixed = "N" + DONE_ALREADY + moment_written(at, place.zone) + end_of_day(due_on)
    return Message("11", fixed, _of_both(place, card, barcode))


def checkin(place: Place, barcode: str, *, at: datetime, now: datetime) -> Message:
    """09: the copy came back then."""
    fixed = DONE_ALREADY + moment_written(now, place.zone) + moment_written(at, place.zone)
    fields = (
        ("AP", place.location), ("AO", place.institution), ("AB", barcode),
        ("AC", place.terminal_password),
    )  # fmt: skip
    return Message("09", fixed, fields)


def renew(place: Place, card: str, barcode: str, *, at: datetime, due_on: date) -> Message:
    """29: the reader keeps the copy until that day."""
    fixed = "N" + DONE_ALREADY + moment_written(at, place.zone) + end_of_day(due_on)
    return Message("29", fixed, _of_both(place, card, barcode))


def end_session(place: Place, card: str, now: datetime) -> Message:
    """35: that was all about this reader."""
    fields = [("AO", place.institution), ("AA", card), *_said("AC", place.terminal_password)]
    return Message("35", moment_written(now, place.zone), tuple(fields))


def _of_both(place: Place, card: str, barcode: str) -> tuple[tuple[str, str], ...]:
    return (
        ("AO", place.institution), ("AA", card), ("AB", barcode),
        ("AC", place.terminal_password), ("BO", "N"),
    )  # fmt: skip


def _said(tag: str, value: str) -> list[tuple[str, str]]:
    return [(tag, value)] if value else []
