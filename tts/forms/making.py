"""What every form is told about its making, beside the script and the timing table."""

from dataclasses import dataclass, field
from datetime import date

from tts.braille.manner import BrailleManner


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Who made the edition, with which voices, on which day. `generator` names the program.

    `braille` is for the forms that are read by touch.
    """

    producer: str
    narrators: tuple[str, ...]
    made_on: date
    generator: str
    braille: BrailleManner = field(default_factory=BrailleManner)
