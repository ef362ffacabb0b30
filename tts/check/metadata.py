"""Named facts about a talking book: which must be there, how often, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tts.check.document import Document, Element
from tts.check.fault import Fault
from tts.check.values import clock_ms, decimals, spell_ms


def anything(_value: str) -> bool:
    """Any words will do."""
    return True


@dataclass(frozen=True, slots=True)
class Need:
    """How often a fact stands there (`most` None: no bound), and what it must look like."""

    least: int
    most: int | None
    is_right: Callable[[str], bool] = anything
    expected: str = "some words"


@dataclass(frozen=True, slots=True)
class Fact:
    """One named fact, and the element that states it."""

    element: Element
    name: str
    value: str


def metas(document: Document) -> list[Fact]:
    """The facts of the `meta` elements that have a name."""
    return [
        Fact(meta, meta.get("name", ""), meta.get("content", ""))
        for meta in document.named("meta")
        if meta.get("name") is not None
    ]


def value_of(facts: Sequence[Fact], name: str) -> Fact | None:
    """The first fact of this name."""
    return next((fact for fact in facts if fact.name == name), None)


def metadata_faults(
    document: Document, facts: Sequence[Fact], needs: Mapping[str, Need]
) -> Iterator[Fault]:
    """Facts that are missing, said too often, empty or malformed."""
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(fact.name, []).append(fact)
    for name, need in needs.items():
        said = by_name.get(name, [])
        if len(said) < need.least:
            sentence = f"{name} is missing; it must give {need.expected}."
            yield document.fault("metadata-missing", None, sentence)
        for fact in said[need.most :] if need.most is not None else ():
            sentence = f"{name} is said again; it may be said {need.most} time only."
            yield document.fault("metadata-twice", fact.element, sentence)
        for fact in said:
            yield from _value_faults(document, fact, need)


def unknown_names(
    document: Document, facts: Sequence[Fact], is_known: Callable[[str], bool]
) -> Iterator[Fault]:
    """Facts whose name the standard does not know."""
    for fact in facts:
        if not is_known(fact.name):
            sentence = f"The standard has no metadata called {fact.name!r}."
            yield document.fault("metadata-unknown", fact.element, sentence)


def count_fault(
    document: Document, facts: Sequence[Fact], name: str, counted: int, what: str
) -> Iterator[Fault]:
    """A number that the metadata says, beside the number that is there."""
    fact = value_of(facts, name)
    if fact is not None and fact.value.strip() != str(counted):
        sentence = f"{name} says {fact.value!r}, but there are {counted} {what}."
        yield document.fault("count-wrong", fact.element, sentence)


def time_fault(
    document: Document, element: Element | None, said: str, true_ms: float, what: str
) -> Iterator[Fault]:
    """A time that the book says, beside the time that its clips add up to.

    A time in milliseconds must be exact to their rounding, a time in seconds to half a second:
    validators look no closer. Source: DAISY 2.02.
    """
    said_ms = clock_ms(said)
    if said_ms is None:
        sentence = f"{what}: {said!r} is not a time such as {spell_ms(true_ms)}."
        yield document.fault("time-malformed", element, sentence)
    elif abs(said_ms - true_ms) > (2 if decimals(said) >= 3 else 500):
        sentence = f"{what}: it says {said}, but the clips add up to {spell_ms(true_ms)}."
        yield document.fault("time-wrong", element, sentence)


def _value_faults(document: Document, fact: Fact, need: Need) -> Iterator[Fault]:
    if not fact.value.strip():
        sentence = f"{fact.name} is empty; it must give {need.expected}."
        yield document.fault("metadata-empty", fact.element, sentence)
    elif not need.is_right(fact.value):
        sentence = f"{fact.name} is {fact.value!r}; it must be {need.expected}."
        yield document.fault("metadata-value", fact.element, sentence)
