"""What a device says happened, as it is sent: checked before anything is looked up."""

import hashlib
import json
import re
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from delivery.errors import BadEvent
from delivery.runs.records import EventKind, Proof
from delivery.visits.records import Outcome

MOST_THINGS = 60
LONGEST_CODE = 64
LONGEST_PIN = 12
LONGEST_WORDS = 300
CLIENT_ID = re.compile(r"[A-Za-z0-9_.:-]{8,64}")
TOLERATED = timedelta(minutes=2)
"""A clock that is less wrong than this is taken at its word."""
OF_STOP = frozenset({EventKind.ON_WAY, EventKind.AT_DOOR, EventKind.OUTCOME})
OF_RUN = frozenset({EventKind.RUN_STARTED, EventKind.RUN_FINISHED})
OF_BAG = frozenset({EventKind.SCANNED, EventKind.BAG_PACKED, EventKind.BAG_LOADED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event of a courier or chooser.

    `client_id` is chosen by the device once for each thing that happens. `happened_at` and
    `sent_at` are by the device's clock. `given` and `taken` number the handovers that took place
    (None: all of them), `found` are bar codes that were given back beyond the list. `pin` is what
    the reader keyed in; it is compared and never kept. Of an outcome, `code` is the bag code that
    was scanned at the door as its proof. `words` are the courier's own, for the coordinator.
    """

    client_id: str
    kind: EventKind
    happened_at: datetime
    sent_at: datetime
    run_id: int | None = None
    stop_id: int | None = None
    bag_code: str | None = None
    code: str | None = None
    edition_id: int | None = None
    outcome: Outcome | None = None
    given: tuple[int, ...] | None = None
    taken: tuple[int, ...] | None = None
    found: tuple[str, ...] = ()
    another_on: date | None = None
    proof: Proof = Proof.NONE
    pin: str | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        """Raises BadEvent."""
        if not CLIENT_ID.fullmatch(self.client_id):
            raise BadEvent("client_id")
        if self.happened_at.tzinfo is None or self.sent_at.tzinfo is None:
            raise BadEvent("clock_without_zone")
        if self.happened_at > self.sent_at:
            raise BadEvent("sent_before_it_happened")
        if self.kind in OF_STOP and self.stop_id is None:
            raise BadEvent("stop_missing")
        if self.kind in OF_RUN and self.run_id is None:
            raise BadEvent("run_missing")
        if (self.kind is EventKind.OUTCOME) != (self.outcome is not None):
            raise BadEvent("outcome")
        if (self.kind in OF_BAG) != (self.bag_code is not None):
            raise BadEvent("bag")
        if self.kind is EventKind.SCANNED or self.code is not None:
            self._check_code()
        if self.kind is not EventKind.OUTCOME and (self.pin or self.words):
            raise BadEvent("not_of_an_outcome")
        things = (*(self.given or ()), *(self.taken or ()), *self.found)
        if len(things) > MOST_THINGS or any(len(code) > LONGEST_CODE for code in self.found):
            raise BadEvent("too_much")
        if len(self.pin or "") > LONGEST_PIN or len(self.words or "") > LONGEST_WORDS:
            raise BadEvent("too_long")

    def _check_code(self) -> None:
        """A code is what was scanned into a bag, or the bag's own at the door. Raises BadEvent."""
        is_proof = self.kind is EventKind.OUTCOME and self.proof is Proof.BAG
        if not self.code or len(self.code) > LONGEST_CODE:
            raise BadEvent("code")
        if self.kind is not EventKind.SCANNED and not is_proof:
            raise BadEvent("code")

    @property
    def digest(self) -> str:
        """Of what happened; when it is sent again, only `sent_at` differs."""
        told = {
            one.name: str(getattr(self, one.name))
            for one in fields(self)
            if one.name not in ("sent_at", "pin", "words")
        }
        if self.words is not None:
            told["words"] = self.words
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def at(self, now: datetime) -> datetime:
        """When it happened by our clock: the device's clock is set right by when it sent, and
        nothing happens in the future."""
        skew = now - self.sent_at
        happened_at = self.happened_at + skew if abs(skew) > TOLERATED else self.happened_at
        return min(happened_at, now)
