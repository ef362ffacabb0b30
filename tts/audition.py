"""A sentence said at once, for somebody who tries how words are said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tts.book import Heading, Metadata, PartRole
from tts.engine import Casting
from tts.errors import BadChoice
from tts.manner.choice import NOTHING
from tts.narration.narrator import Manner, narrate
from tts.narration.spoken import Cast
from tts.narration.store import Store
from tts.script import Phrase, Role, Script, Section, Span
from tts.text.phonemes import shown

LONGEST_TRIED = 1_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Audition:
    """A sentence as it is heard: an MP3, what the voice was given for it (phonemes in [[ ]]), and
    what was wrong with its sound, "" if nothing."""

    mp3: bytes
    said: str
    fault: str


def say_at_once(
    text: str, language: str, castings: Mapping[str, Casting], store: Store, manner: Manner
) -> Audition:
    """Say a sentence with the voices and the lexicon of an edition; takes seconds at most.

    Raises BadChoice for a text that is empty or longer than `LONGEST_TRIED`, or a language that
    nobody is cast for; EngineMissing, SpeechFailed.
    """
    words = " ".join(text.split())
    if not words or len(words) > LONGEST_TRIED:
        raise BadChoice(f"Write a sentence of at most {LONGEST_TRIED} characters to try.")
    phrase = Phrase(
        phrase_id="e000001", role=Role.SENTENCE, spans=(Span(words, language),), language=language
    )
    section = Section(
        section_id="s0001", part=PartRole.BODY, level=1, heading=Heading(1, (phrase,))
    )
    script = Script(
        metadata=Metadata(identifier="audition", title=words, language=language),
        sections=(section,),
    )
    bare = replace(manner, reading=replace(manner.reading, announced=NOTHING, frames=False))
    cast = Cast(castings, language, manner.lexicon)
    said = " ".join(shown(utterance.text) for utterance in cast.utterances(phrase))
    narration = narrate(script, castings, store, manner=bare)
    return Audition(
        mp3=narration.timing.sounds[0].path.read_bytes(),
        said=said,
        fault=next((fault.reason for fault in narration.faults), ""),
    )
