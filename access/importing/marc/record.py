"""A record of MARC as plain fields and letters, whatever file it came in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

EMBEDDED = "1"


@dataclass(frozen=True, slots=True)
class Field:
    """A field with subfields: its tag, two indicators, subfields in order."""

    tag: str
    first: str
    second: str
    subfields: tuple[tuple[str, str], ...]

    def all(self, codes: str) -> list[str]:
        """The values of these subfields, in the field's order; empty ones left out."""
        return [value for code, value in self.subfields if code in codes and value.strip()]

    def get(self, code: str) -> str:
        """The first value of a subfield, or ""."""
        return next((value for found, value in self.subfields if found == code), "")

    def embedded(self) -> dict[str, "Field"]:
        """Fields inside a linking field of UNIMARC ($1 names each), by tag."""
        found = dict[str, Field]()
        tag, inner = "", list[tuple[str, str]]()
        for code, value in (*self.subfields, (EMBEDDED, "")):
            if code != EMBEDDED:
                inner.append((code, value))
                continue
            if tag:
                found.setdefault(tag, Field(tag, " ", " ", tuple(inner)))
            tag, inner = value[:3], []
            if value[:2] == "00":
                inner.append(("a", value[3:]))
        return found


@dataclass(frozen=True, slots=True)
class Marc:
    """One record: 24 characters of leader, control fields, fields in the order of the record."""

    leader: str
    controls: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]

    def control(self, tag: str) -> str:
        """A control field's text, or ""."""
        return next((text.strip("\r\n") for found, text in self.controls if found == tag), "")

    def all(self, *tags: str) -> Iterator[Field]:
        """Every field with one of these tags, in the order of the record."""
        return (field for field in self.fields if field.tag in tags)

    def first(self, *tags: str) -> Field | None:
        """The first field that has the first of these tags that is there."""
        for tag in tags:
            for field in self.fields:
                if field.tag == tag:
                    return field
        return None

    def values(self, tags: Sequence[str], codes: str) -> list[str]:
        """The values of subfields of several fields, tag by tag in the order of the record."""
        return [value for field in self.all(*tags) for value in field.all(codes)]

    def has(self, tag: str) -> bool:
        """Whether there is such a field."""
        return any(field.tag == tag for field in self.fields)
