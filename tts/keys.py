"""Under which key a sound is kept: a fingerprint of everything that decides how it sounds."""

import hashlib

from tts.engine import Casting


def fingerprint(*fields: str) -> str:
    """SHA-256 of the fields, each with its length before it, so that no two lists look alike."""
    digest = hashlib.sha256()
    for field in fields:
        octets = field.encode("utf-8", "surrogatepass")
        digest.update(len(octets).to_bytes(8, "little") + octets)
    return digest.hexdigest()


def utterance_key(
    casting: Casting, version: str, rate_hz: int, spoken_text: str, *, ends_sentence: bool
) -> str:
    """The key of one utterance: everything its sound depends on."""
    return fingerprint(
        casting.engine,
        version,
        casting.voice,
        str(casting.words_per_minute),
        str(rate_hz),
        "sentence" if ends_sentence else "part",
        spoken_text,
    )
