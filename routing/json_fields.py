"""Reads one JSON value at a time, and always knows its path, so that a refusal can name it."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from routing.errors import BadProblem

TOO_DEEP_REMEDY = "Send one JSON object as VROOM describes it."


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the file with the path that leads to it, such as `jobs[3].service`."""

    value: object
    path: str

    def refuse(self, what: str, remedy: str) -> NoReturn:
        """Stops the reading with one sentence about this place."""
        raise BadProblem(what, where=self.path or "the problem", remedy=remedy)

    def members(
        self, known: Collection[str], *, needed: Collection[str] = (), refused: Mapping[str, str]
    ) -> dict[str, "Field"]:
        """The members of an object. One that is not known, or that we refuse, stops the reading."""
        if not isinstance(self.value, dict):
            self.refuse(f"is {_spoken(self.value)}, not an object.", "Write it in braces.")
        inside = {name: self._inside(name, value) for name, value in self.value.items()}
        for name, member in inside.items():
            if name in refused:
                member.refuse("is not honoured here, so it may not be ignored.", refused[name])
            if name not in known:
                member.refuse("is not a field of VROOM's that we know.", "Remove it or rename it.")
        for name in needed:
            if name not in inside:
                self._inside(name, None).refuse("is missing.", "Add it.")
        return inside

    def items(self, *, at_most: int, at_least: int = 0) -> list["Field"]:
        """The elements of an array of bounded length."""
        if not isinstance(self.value, list):
            self.refuse(f"is {_spoken(self.value)}, not an array.", "Write it in brackets.")
        if len(self.value) > at_most:
            self.refuse(f"has {len(self.value)} elements; {at_most} is the most.", "Split the day.")
        if len(self.value) < at_least:
            self.refuse(f"has {len(self.value)} elements.", f"Give at least {at_least}.")
        return [Field(value, f"{self.path}[{n}]") for n, value in enumerate(self.value)]

    def whole(self, most: int, least: int = 0) -> int:
        """A whole number within bounds; true, 1.5 and "7" are none."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse(f"is {_spoken(self.value)}, not a whole number.", "Write a whole number.")
        if not least <= self.value <= most:
            self.refuse(
                f"is {_spoken(self.value)}.", f"Write a whole number from {least} to {most}."
            )
        return self.value

    def number(self, least: float, most: float) -> float:
        """Any finite number within bounds."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            self.refuse(f"is {_spoken(self.value)}, not a number.", "Write a number.")
        if not least <= self.value <= most:  # NaN is refused here too
            self.refuse(f"is {_spoken(self.value)}.", f"Write a number from {least} to {most}.")
        return float(self.value)

    def yes(self) -> bool:
        """A yes or no."""
        if not isinstance(self.value, bool):
            self.refuse(f"is {_spoken(self.value)}, not true or false.", "Write true or false.")
        return self.value

    def pairs(self, *, at_most: int, longest: int) -> dict[str, "Field"]:
        """The members of an object whose names are the file's own, of bounded number and length."""
        if not isinstance(self.value, dict):
            self.refuse(f"is {_spoken(self.value)}, not an object.", "Write it in braces.")
        if len(self.value) > at_most:
            self.refuse(f"has {len(self.value)} members.", f"Use {at_most} at the most.")
        if any(len(name) > longest for name in self.value):
            self.refuse("has a name that is too long.", f"Use {longest} characters at the most.")
        return {name: self._inside(name, value) for name, value in self.value.items()}

    def text(self, longest: int) -> str:
        """Some words, of bounded length."""
        if not isinstance(self.value, str):
            self.refuse(f"is {_spoken(self.value)}, not text.", "Write it in quotation marks.")
        if len(self.value) > longest:
            self.refuse(f"has {len(self.value)} characters.", f"Use {longest} at the most.")
        return self.value

    def _inside(self, name: str, value: object) -> "Field":
        return Field(value, f"{self.path}.{name}" if self.path else name)


def open_json(text: str) -> Field:
    """The file's root. Raises BadProblem where it is no JSON, repeats a name or is too deep."""
    root = Field(None, "")
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_repeats)
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise BadProblem(
            f"it is not JSON ({fault.msg}).", where=where, remedy="Correct it there."
        ) from fault
    except RecursionError:
        root.refuse("is nested too deep to be a problem.", TOO_DEEP_REMEDY)
    except ValueError as fault:  # a number of more digits than Python reads
        root.refuse(f"holds a number that cannot be read ({fault}).", "Write a shorter number.")
    return Field(document, "")


def _no_constant(name: str) -> NoReturn:
    raise BadProblem(
        f"it holds {name}, which is not JSON.", where="the problem", remedy="Write a number."
    )


def _no_repeats(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise BadProblem(
                f"the name '{name[:40]}' stands twice in one object.",
                where="the problem",
                remedy="Keep one of the two.",
            )
        found[name] = value
    return found


def _spoken(value: object) -> str:
    """A short word for a value, safe to print whatever it holds."""
    words: dict[type, str] = {dict: "an object", list: "an array", str: "text", bool: "a yes or no"}
    if value is None:
        return "nothing"
    if isinstance(value, int) and abs(value) >= 10**20:
        return "a very large number"
    return words.get(type(value)) or str(value)
