"""Reading a form: every field bounded, every fault in words beside its field, nothing lost.

The pattern of a page with faults (a summary at the top, a sentence at each field, what was written
kept) is that of the GOV.UK Design System, "Error summary" and "Error message".
"""

import unicodedata
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from api.words.catalogues import mark, words_in

CHOOSE_ONE = mark("Choose one of the answers.")
MOST_FIELDS = 200
LONGEST_TEXT = 10_000
_CONTROLS = {"Cc", "Cf", "Cs"}
_ALLOWED_CONTROLS = {"\n", "\t", "\u200c", "\u200d"}


@dataclass(slots=True)
class Form:
    """What somebody sent, read field by field; `faults` gathers what is wrong, by field."""

    sent: FormData
    language: str
    faults: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls, language: str) -> "Form":
        """A form in which nobody wrote anything yet."""
        return cls(FormData(), language)

    @property
    def is_good(self) -> bool:
        """Whether nothing was wrong so far."""
        return not self.faults

    def fault(self, name: str, sentence: str, **facts: object) -> None:
        """Note what is wrong with a field; the first fault of a field stands.

        `sentence` is English and translated here: mark it where you write it.
        """
        self.faults.setdefault(name, self.say(sentence) % facts)

    def say(self, sentence: str) -> str:
        """A sentence in the language of the page."""
        return words_in(self.language).gettext(sentence)

    def raw(self, name: str) -> str:
        """What was written, cleaned of what no keyboard writes, at most LONGEST_TEXT long."""
        value = self.sent.get(name)
        return _clean(value[:LONGEST_TEXT]) if isinstance(value, str) else ""

    def text(self, name: str, *, need: str = "", longest: int = 200) -> str:
        """A line of text. `need` is said where it is empty; without it an empty field is good."""
        value = self.raw(name)
        if not value and need:
            self.fault(name, need)
        if len(value) > longest:
            words = words_in(self.language)
            said = words.ngettext(
                "Write at most %(n)d character.", "Write at most %(n)d characters.", longest
            )
            self.faults.setdefault(name, said % {"n": longest})
        return value[:longest]

    def secret(self, name: str, *, need: str = "") -> str:
        """A password or PIN, as it is: blanks belong to it. Never shown again."""
        value = self.sent.get(name)
        text = value[:LONGEST_TEXT] if isinstance(value, str) else ""
        if not text and need:
            self.fault(name, need)
        return text

    def choice(self, name: str, choices: Collection[str], *, need: str = "") -> str:
        """One of some words; "" where none was chosen and none is needed."""
        value = self.raw(name)
        if value in choices:
            return value
        if value or need:
            self.fault(name, need or CHOOSE_ONE)
        return ""

    def choices(self, name: str, choices: Collection[str]) -> list[str]:
        """Several of some words, each once, in the order of the page."""
        sent = {value for value in self.sent.getlist(name) if isinstance(value, str)}
        if not sent <= set(choices):
            self.fault(name, "Choose only from the answers.")
        return [choice for choice in choices if choice in sent]

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.raw(name) != ""

    def number(self, name: str, *, least: int, most: int, need: str = "") -> int | None:
        """A whole number within bounds; None where nothing was written."""
        value = self.raw(name).replace(" ", "")
        if not value:
            if need:
                self.fault(name, need)
            return None
        if value.isascii() and value.removeprefix("-").isdigit() and least <= int(value) <= most:
            return int(value)
        self.fault(
            name,
            "Write a whole number from %(least)d to %(most)d.",
            least=least,
            most=most,
        )
        return None

    def day(self, name: str, *, need: str = "") -> date | None:
        """A day from three fields: `name-day`, `name-month`, `name-year`. None where all are
        empty. A day that is not in the calendar is a fault of `name`."""
        parts = [self.raw(f"{name}-{part}") for part in ("day", "month", "year")]
        if not any(parts):
            if need:
                self.fault(name, need)
            return None
        try:
            day, month, year = (int(part) if part.isascii() else -1 for part in parts)
            return date(year, month, day)
        except ValueError:
            self.fault(name, "There is no such day. Write it as day, month, year: 27 11 2026.")
            return None

    def file(self, name: str) -> UploadFile | None:
        """An uploaded file; None where none was chosen."""
        value = self.sent.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    def kept(self) -> Mapping[str, str]:
        """What was written, to be shown again beside the faults. Files are not kept, and pages
        never show what was written into a secret field."""
        return {name: _clean(value) for name, value in self.sent.items() if isinstance(value, str)}


def _clean(value: str) -> str:
    """NFC, without blanks around it and without characters that nobody can see or type."""
    normal = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    return "".join(
        sign
        for sign in normal
        if sign in _ALLOWED_CONTROLS or unicodedata.category(sign) not in _CONTROLS
    ).strip()


async def sent_form(request: Request) -> AsyncIterator[FormData]:
    """The form of a request; its size is bounded by `api.web.frame.bounds`. Files that were sent
    are gone when the answer is given."""
    async with request.form(max_fields=MOST_FIELDS, max_files=10, max_part_size=1_000_000) as form:
        yield form


Sent = Annotated[FormData, Depends(sent_form)]
