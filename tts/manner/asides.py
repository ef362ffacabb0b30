"""What may be said beside a phrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from tts.script import Phrase


@dataclass(frozen=True, slots=True)
class Announcement:
    """Words of our own, in the main language of the book."""

    text: str


Aside: TypeAlias = Announcement | Phrase
"""What is said beside a phrase: words of our own, or a table's header or a note's mark again."""


@dataclass(slots=True)
class Beside:
    """What is said before a phrase and after it; `instead` is said in its place."""

    before: list[Aside] = field(default_factory=list)
    after: list[Aside] = field(default_factory=list)
    instead: Announcement | None = None
