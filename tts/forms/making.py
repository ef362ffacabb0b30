"""What every form is told about its making, beside the script and the timing table."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Who made the edition, with which voices, on which day. `generator` names the program."""

    producer: str
    narrators: tuple[str, ...]
    made_on: date
    generator: str
