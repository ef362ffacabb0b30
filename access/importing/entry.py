"""What one record of a catalogue says of a title, whatever the record was written in."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from access.catalogue.records import ContributorRole, Medium
from access.importing.remarks import Remark

FILE = "file"
"""The list of numbers that are contents of source files (SHA-256)."""
DIGEST_OF_RULES = "1"
"""Changes when the same record would be understood in another way, so that it is read anew."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who did what; the name as a catalogue sorts it, family name first."""

    name: str
    role: ContributorRole


@dataclass(frozen=True, slots=True)
class Topic:
    """What the title is about: a code of a list ("udc", "bbk"), or words ("own")."""

    scheme: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Holding:
    """Copies at one service point, by the network's code of it. A barcode means one copy."""

    point: str
    medium: Medium
    barcode: str = ""
    shelf_mark: str = ""
    copies: int = 1
    length_s: int | None = None


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A source file that came with a record: where it lies now, and what it is by content."""

    place: Path
    sha256: str
    size_bytes: int
    ending: str = ""
    """With its dot, in small letters (".epub", ".fb2.zip")."""


@dataclass(frozen=True, slots=True)
class Named:
    """A number by which others know the title."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A title as a record tells it; `record` counts from 1, `control` is the record's number."""

    record: int
    name: str
    control: str = ""
    unsorted_letters: int = 0
    subtitle: str = ""
    languages: tuple[str, ...] = ()
    """The main one first; () where nobody says."""
    publisher: str = ""
    year: int | None = None
    annotation: str = ""
    series: str = ""
    series_number: Decimal | None = None
    pages: int | None = None
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()
    names: tuple[Named, ...] = ()
    """The first is the record's own; ISBNs are not among them."""
    isbns: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] | None = None
    """None where the record does not speak of copies at all."""
    files: tuple[FoundFile, ...] = ()
    is_withdrawn: bool = False
    """The catalogue says that the title is no more."""
    remarks: tuple[Remark, ...] = ()

    def digest(self) -> str:
        """Of all that the record says, not of where in its file it stood."""
        holdings = None if self.holdings is None else [_told(one) for one in self.holdings]
        said = (
            DIGEST_OF_RULES, self.name, self.unsorted_letters, self.subtitle, self.languages,
            self.publisher, self.year, self.annotation, self.series, str(self.series_number),
            self.pages, [(one.name, one.role.value) for one in self.people],
            [(one.scheme, one.code, one.name) for one in self.topics],
            [(one.scheme, one.value) for one in self.names], self.isbns, holdings,
            [one.sha256 for one in self.files], self.is_withdrawn,
        )  # fmt: skip
        return hashlib.sha256(repr(said).encode("utf-8", "backslashreplace")).hexdigest()


def _told(one: Holding) -> tuple[object, ...]:
    return (one.point, one.medium.value, one.barcode, one.shelf_mark, one.copies, one.length_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A record that could not be understood, with why."""

    remark: Remark


Read = Entry | Refused
