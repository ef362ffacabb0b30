"""What the English voice would leave out of a text, or spell: the voice itself is asked."""

from tts.engine import Casting
from tts.engines.espeak import EspeakLibrary

QUIET = frozenset(" .,;:!?'\"()[]“”‘’«»…—–-/\n")


def unsaid(library: EspeakLibrary, spoken: str) -> set[str]:
    """Signs in a spoken text that the voice drops, and a letter if it spells one."""
    library.choose(Casting("espeak", "en"))
    dropped = {c for c in spoken if not c.isalnum() and c not in QUIET and not library.phonemes(c)}
    return dropped | ({"spelt"} if "lˌɛtə" in library.phonemes(spoken) else set())
