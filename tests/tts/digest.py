"""All of a narration but where its files lie: what must not differ between two runs."""

import hashlib
from dataclasses import asdict

from tts.narration.narrator import Narration


def digest(narration: Narration) -> dict[str, object]:
    """Rate, every sound with its octets' hash, every clip, every fault."""
    timing = narration.timing
    return {
        "rate_hz": timing.rate_hz,
        "sounds": [
            [sound.name, sound.samples, hashlib.sha256(sound.path.read_bytes()).hexdigest()]
            for sound in timing.sounds
        ],
        "clips": [asdict(clip) for clip in timing.clips.values()],
        "faults": [asdict(fault) for fault in narration.faults],
    }
