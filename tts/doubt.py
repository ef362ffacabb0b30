"""What a listener should hear in an edition; light, for whoever only keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A phrase that somebody should hear: what is written, what was said, why it is doubtful.

    `code` is `unspoken`, `doubtful` (see `tts.narration.narrator.FaultKind`), or `low_confidence`
    for a page read from its picture. It is heard in the sound file `sound`, in milliseconds.
    """

    code: str
    phrase_id: str
    language: str
    written: str
    said: str
    reason: str
    sound: str
    begins_ms: int
    ends_ms: int
