"""What an import did: how many titles came, changed, stayed, were refused, and what to look at."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from access.importing.remarks import Remark

MOST_REMARKS = 1_000


class Fate(StrEnum):
    """What became of one record."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of an import. `remarks` holds the first thousand; `said` counts all by code."""

    what: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    remarks: tuple[Remark, ...] = ()
    said: dict[str, int] = field(default_factory=dict)

    @property
    def records(self) -> int:
        """How many records there were."""
        return self.added + self.changed + self.unchanged + self.refused

    @property
    def refusals(self) -> tuple[Remark, ...]:
        """Why records were refused."""
        return tuple(remark for remark in self.remarks if remark.is_refusal)

    @property
    def left_unsaid(self) -> int:
        """How many remarks are counted but not kept."""
        return sum(self.said.values()) - len(self.remarks)

    def told(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "what": self.what,
            "records": self.records,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "said": dict(sorted(self.said.items())),
            "remarks": [remark.told() for remark in self.remarks],
            "remarks_left_out": self.left_unsaid,
        }


class Tally:
    """Counts while an import runs."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._fates = Counter[Fate]()
        self._said = Counter[str]()
        self._refusals = list[Remark]()
        self._others = list[Remark]()

    @property
    def records(self) -> int:
        """How many records have been counted."""
        return self._fates.total()

    def count(self, fate: Fate, remarks: Sequence[Remark] = ()) -> None:
        """One record more, with what there is to say of it."""
        self._fates[fate] += 1
        self.say(remarks)

    def say(self, remarks: Sequence[Remark]) -> None:
        """Something that belongs to no record."""
        for remark in remarks:
            self._said[remark.code.value] += 1
            kept = self._refusals if remark.is_refusal else self._others
            if len(kept) < MOST_REMARKS:
                kept.append(remark)

    def report(self) -> Report:
        """What has been counted so far; refusals are kept before other remarks."""
        room = MOST_REMARKS - len(self._refusals)
        kept = [*self._refusals, *self._others[:room]]
        return Report(
            what=self._what,
            added=self._fates[Fate.ADDED],
            changed=self._fates[Fate.CHANGED],
            unchanged=self._fates[Fate.UNCHANGED],
            refused=self._fates[Fate.REFUSED],
            remarks=tuple(sorted(kept, key=lambda one: (one.file, one.record))),
            said=dict(self._said),
        )
