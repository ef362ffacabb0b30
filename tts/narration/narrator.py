"""A script is read aloud: finished sound files, the timing table, and every fault by its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, field
from enum import StrEnum

from tts.engine import Casting
from tts.engines.installation import BARE, Installation
from tts.errors import BadChoice, SpeechFailed
from tts.lexicon.entry import Entry
from tts.lexicon.lexicon import NO_LEXICON, Lexicon
from tts.manner.choice import ReadingManner
from tts.manner.pauses import UNSPOKEN_MS
from tts.narration.booth import Booth, EngineFacts
from tts.narration.crew import Crew, Finished, Progress, Task
from tts.narration.encode import DELAY_SAMPLES, Mp3Settings, book_rate_hz
from tts.narration.keys import utterance_key
from tts.narration.lines import Message
from tts.narration.resampling import resampled_version
from tts.narration.sanity import doubt
from tts.narration.section_sound import Cut, Limits, Line, Made, Said, section_key
from tts.narration.spoken import Cast
from tts.narration.store import Store
from tts.narration.voiced import Piece, Voiced, voiced
from tts.narration.worker import opening_message
from tts.script import Script, Section
from tts.timing import Clip, Sound, Timing

_SENTENCE_PAUSE_MS = 400  # at most this much of an utterance is the engine's pause at its end


class FaultKind(StrEnum):
    """What is wrong with the sound of a phrase."""

    UNSPOKEN = "unspoken"
    """It could not be spoken: a low tone of one second is heard in its place."""
    DOUBTFUL = "doubtful"
    """It was spoken, but a listener should check it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A phrase that cannot be heard as it should: where it stands, its words, the reason.

    `position` counts the phrases of its section from 1.
    """

    kind: FaultKind
    phrase_id: str
    section_title: str
    position: int
    words: str
    reason: str

    def __str__(self) -> str:
        return f"{self.section_title}, phrase {self.position}: “{self.words}” {self.reason}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """A book as sound. The files of `timing` lie in the store; copy them before it is trimmed.

    `spoken` utterances were said in this run, `reused` ones came from the store. Two workers
    that meet the same words at the same moment may both say them; the sound is the same.
    `lexicon_uses` has how often each entry of the lexicon was met.
    """

    timing: Timing
    faults: tuple[Fault, ...]
    spoken: int
    reused: int
    lexicon_uses: Mapping[Entry, int]


NO_SOUND = Narration(timing=Timing(1, (), {}), faults=(), spoken=0, reused=0, lexicon_uses={})
"""Stands for the narration of a book that is only read by touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a narration is done; all but `limits` and `installation` is part of the sounds' keys."""

    limits: Limits = field(default_factory=Limits)
    mp3: Mp3Settings = field(default_factory=Mp3Settings)
    longest_sound_s: int = 3_000
    installation: Installation = BARE


def narrate(
    script: Script,
    castings: Mapping[str, Casting],
    store: Store,
    *,
    workers: int = 1,
    on_progress: Callable[[int, int], object] = lambda done, total: None,
    manner: Manner | None = None,
    reading: ReadingManner | None = None,
    lexicon: Lexicon = NO_LEXICON,
) -> Narration:
    """Have the script read, each language by its voice, and answer when all of it is sound.

    What the store holds is not spoken again, so a narration that was interrupted, even by
    `kill -9`, goes on where it stopped and comes to the same bytes; so it does with any number
    of workers. Read in another manner, only what is announced anew is spoken. `on_progress`
    hears phrases done and phrases in all. No process outlives the call.

    All voices come to one rate: the main one's, or the nearest that every player knows.

    Raises BadChoice (no such voice), EngineMissing, SpeechFailed when nothing can be spoken or kept
    at all. A phrase that fails alone is a fault in the answer.
    """
    if workers < 1:
        raise BadChoice(f"A narration needs at least one worker, not {workers}.")
    manner = manner or Manner()
    language = script.metadata.language
    cast = Cast(castings, language, lexicon)
    sections = [
        voiced(section, cast, reading or ReadingManner(), language) for section in script.sections
    ]
    voices = {cast.main_voice} | {
        piece.utterance.casting for lines in sections for line in lines for piece in line.pieces
    }
    facts = _audition(sorted(voices, key=astuple), store, manner)
    cut = Cut(book_rate_hz(facts[cast.main_voice].rate_hz), manner.mp3, manner.longest_sound_s)
    facts = {casting: _heard_at(fact, cut.rate_hz) for casting, fact in facts.items()}
    cut.mp3.check(cut.rate_hz)
    tasks = [
        Task(number, tuple(_line(line, facts) for line in lines))
        for number, lines in enumerate(sections)
    ]
    made = _all_made(tasks, cut, store, workers, on_progress, manner)
    return _narration(script.sections, sections, made, cut, store, dict(cast.uses))


def _audition(
    voices: Sequence[Casting], store: Store, manner: Manner
) -> dict[Casting, EngineFacts]:
    """Open each voice once, away from this process, and ask what decides its sounds' keys."""
    facts = {}
    for casting in voices:
        with Booth(casting, store, installation=manner.installation, own_group=True) as booth:
            facts[casting] = booth.facts()
    return facts


def _heard_at(facts: EngineFacts, rate_hz: int) -> EngineFacts:
    """What a voice is in a book of this rate."""
    if facts.rate_hz == rate_hz:
        return facts
    return EngineFacts(resampled_version(facts.version, facts.rate_hz), rate_hz)


def _line(line: Voiced, facts: Mapping[Casting, EngineFacts]) -> Line:
    said = tuple(_said(piece, facts[piece.utterance.casting]) for piece in line.pieces)
    return Line(said, line.pause_ms if said else max(line.pause_ms, UNSPOKEN_MS))


def _said(piece: Piece, facts: EngineFacts) -> Said:
    utterance = piece.utterance
    key = utterance_key(
        utterance.casting,
        facts.version,
        facts.rate_hz,
        utterance.text,
        ends_sentence=utterance.ends_sentence,
    )
    return Said(key, utterance.casting, utterance.text, utterance.ends_sentence, piece.rest_ms)


def _all_made(
    tasks: Sequence[Task],
    cut: Cut,
    store: Store,
    workers: int,
    on_progress: Callable[[int, int], object],
    manner: Manner,
) -> list[tuple[Made, Message]]:
    """Each section made, with its table: found in the store, or made by the crew now."""
    made: dict[int, Made] = {}
    tables: dict[int, Message] = {}
    lines_done: dict[int, int] = {}
    total = sum(len(task.lines) for task in tasks)
    waiting = []
    for task in tasks:
        key = section_key(task.lines, cut)
        table = store.get_table(key)
        if table is None:
            waiting.append(task)
        else:
            utterances = sum(len(line.said) for line in task.lines)
            made[task.number], tables[task.number] = Made(key, reused=utterances), table
            lines_done[task.number] = len(task.lines)
    on_progress(sum(lines_done.values()), total)
    waiting.sort(key=_characters, reverse=True)  # the longest first, so that all end together
    opening = opening_message(store, cut, manner.limits, manner.installation)
    with closing(Crew(waiting, workers, opening).news()) as all_news:
        for news in all_news:
            match news:
                case Progress(number, lines):
                    lines_done[number] = max(lines, lines_done.get(number, 0))
                case Finished(number, result):
                    made[number] = result
                    lines_done[number] = len(tasks[number].lines)
            on_progress(sum(lines_done.values()), total)
    for task in waiting:
        table = store.get_table(made[task.number].key)
        if table is None:
            raise SpeechFailed(f"Something removes sounds from {store.root} while a book is made.")
        tables[task.number] = table
    return [(made[task.number], tables[task.number]) for task in tasks]


def _characters(task: Task) -> int:
    return sum(len(said.text) for line in task.lines for said in line.said)


def _narration(
    sections: Sequence[Section],
    voiced_sections: Sequence[Sequence[Voiced]],
    made: Sequence[tuple[Made, Message]],
    cut: Cut,
    store: Store,
    lexicon_uses: Mapping[Entry, int],
) -> Narration:
    sounds: list[Sound] = []
    clips: dict[str, Clip] = {}
    faults: list[Fault] = []
    for section, lines, (result, table) in zip(sections, voiced_sections, made, strict=True):
        here = [
            Sound(_name(section, number), store.sound_path(result.key, number), sound["samples"])
            for number, sound in enumerate(table["sounds"], 1)
        ]
        sounds += here
        clips |= {clip.phrase_id: clip for clip in _clips(lines, here, table["lines"])}
        faults += _faults(section, lines, result, table["utterances"], cut.rate_hz)
    return Narration(
        timing=Timing(cut.rate_hz, tuple(sounds), clips),
        faults=tuple(faults),
        spoken=sum(result.spoken for result, _ in made),
        reused=sum(result.reused for result, _ in made),
        lexicon_uses=lexicon_uses,
    )


def _name(section: Section, number: int) -> str:
    """s0003.mp3, and s0003_02.mp3 for what did not fit."""
    return f"{section.section_id}.mp3" if number == 1 else f"{section.section_id}_{number:02}.mp3"


def _clips(
    lines: Sequence[Voiced], sounds: Sequence[Sound], table: Sequence[tuple[int, int]]
) -> Iterator[Clip]:
    """Clips that tile the decoded sounds. `table` has of each phrase its sound (from 0) and the
    sample at which the encoder was given it; it is heard the encoder's delay later."""
    for place, (line, (number, given)) in enumerate(zip(lines, table, strict=True)):
        begins = given + DELAY_SAMPLES if given else 0
        following = table[place + 1] if place + 1 < len(table) else (-1, 0)
        ends = sounds[number].samples
        if following[0] == number:
            ends = following[1] + DELAY_SAMPLES
        yield Clip(line.phrase.phrase_id, sounds[number].name, begins, ends)


def _faults(
    section: Section,
    lines: Sequence[Voiced],
    made: Made,
    lengths: Sequence[Sequence[int]],
    rate_hz: int,
) -> Iterator[Fault]:
    """Lengths are of each phrase its utterances', in samples."""
    for place, line in enumerate(lines):
        kind, reasons = FaultKind.DOUBTFUL, []
        if place in made.failed:
            kind, reasons = FaultKind.UNSPOKEN, [made.failed[place]]
        else:
            for piece, samples in zip(line.pieces, lengths[place], strict=True):
                reasons.append(_doubt(piece, samples * 1000 / rate_hz))
        for reason in filter(None, reasons):
            yield Fault(
                kind=kind,
                phrase_id=line.phrase.phrase_id,
                section_title=section.title,
                position=place + 1,
                words=line.phrase.text,
                reason=reason,
            )


def _doubt(piece: Piece, length_ms: float) -> str:
    """An announcement is judged by its own words, a header said again only where it stands."""
    if piece.repeats:
        return ""
    said = piece.utterance
    pause_ms = _SENTENCE_PAUSE_MS if said.ends_sentence else 0
    found = doubt(said.text, said.language, said.casting, length_ms, with_pause_ms=pause_ms)
    return f"is announced as “{said.text}”: {found}" if found and piece.announces else found
