"""A script is read aloud: finished sound files, the timing table, and every fault by its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import astuple, dataclass, field
from enum import StrEnum
from pathlib import Path

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
from tts.narration.growth import Growing
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
from tts.text.phonemes import shown
from tts.timing import Clip, Sound, Timing

_MOST_AUDITIONS = 4
_FIRST_CHARACTERS = 3_000  # some minutes, in which all the rest is made
_CHARACTERS_A_WORKER = 2_000  # said sooner than another worker with its voices is there
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

    `position` counts the phrases of its section from 1; `said` is what the voices were given.
    """

    kind: FaultKind
    phrase_id: str
    section_title: str
    position: int
    words: str
    reason: str
    said: str = ""

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
    reading: ReadingManner = field(default_factory=ReadingManner)
    lexicon: Lexicon = NO_LEXICON


def _unheard(*_news: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who listens while a book is narrated. Sections are told by their place in the script, from 0.

    `made` hears of each section which sound files it has become, and their samples a second;
    `grows`, several times a second, which files hold what is made of one so far.
    """

    made: Callable[[int, Sequence[Sound], int], object] = _unheard
    grows: Callable[[int, Sequence[Growing]], object] = _unheard


NOBODY = Listener()


def narrate(
    script: Script,
    castings: Mapping[str, Casting],
    store: Store,
    *,
    workers: int = 1,
    on_progress: Callable[[int, int], object] = lambda done, total: None,
    listener: Listener = NOBODY,
    manner: Manner | None = None,
) -> Narration:
    """Have the script read, each language by its voice, and answer when all of it is sound.

    What the store holds is not spoken again, so a narration that was interrupted, even by
    `kill -9`, goes on where it stopped and comes to the same bytes; so it does with any number
    of workers. Read in another manner, only what is announced anew is spoken. `on_progress`
    hears phrases done and phrases in all, `listener` of what can be heard; the book's beginning is
    made first. No process outlives the call.

    All voices come to one rate: the main one's, or the nearest that every player knows.

    Raises BadChoice (no such voice), EngineMissing, SpeechFailed when nothing can be spoken or kept
    at all. A phrase that fails alone is a fault in the answer.
    """
    if workers < 1:
        raise BadChoice(f"A narration needs at least one worker, not {workers}.")
    manner = manner or Manner()
    language = script.metadata.language
    cast = Cast(castings, language, manner.lexicon)
    sections = [voiced(section, cast, manner.reading, language) for section in script.sections]
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
    desk = _Desk(script.sections, store, cut, listener)
    made = _all_made(tasks, cut, desk, workers, on_progress, manner)
    return _narration(script.sections, sections, made, cut, desk, dict(cast.uses))


def _audition(
    voices: Sequence[Casting], store: Store, manner: Manner
) -> dict[Casting, EngineFacts]:
    """Open each voice once, away from this process, and ask what decides its sounds' keys.

    All at once: whoever listens already waits for it.
    """

    def ask(casting: Casting) -> EngineFacts:
        with Booth(casting, store, installation=manner.installation, own_group=True) as booth:
            return booth.facts()

    with ThreadPoolExecutor(max_workers=_MOST_AUDITIONS) as pool:
        return dict(zip(voices, pool.map(ask, voices), strict=True))


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


class _Desk:
    """Where finished sections are looked up; whoever listens hears of each once."""

    def __init__(
        self, sections: Sequence[Section], store: Store, cut: Cut, listener: Listener
    ) -> None:
        self.store = store
        self._sections, self._cut, self._listener = sections, cut, listener

    def table(self, place: int, key: str) -> Message | None:
        """The table of the section at this place, if it is made."""
        table = self.store.get_table(key)
        if table is not None:
            self._listener.made(place, self.sounds(place, key, table), self._cut.rate_hz)
        return table

    def require(self, place: int, key: str) -> Message:
        """The table of a section that was made just now. Raises SpeechFailed."""
        table = self.table(place, key)
        if table is None:
            raise SpeechFailed(
                f"Something removes sounds from {self.store.root} while a book is made."
            )
        return table

    def sounds(self, place: int, key: str, table: Message) -> list[Sound]:
        """The sound files of the section at this place."""
        return [
            Sound(self._name(place, number), self.store.sound_path(key, number), sound["samples"])
            for number, sound in enumerate(table["sounds"], 1)
        ]

    def grows(self, place: int, files: Sequence[Path]) -> None:
        """These files hold what is made so far of the section at this place."""
        rate_hz, kbit_s = self._cut.rate_hz, self._cut.mp3.kbit_s
        growing = [
            Growing(self._name(place, number), path, rate_hz, kbit_s)
            for number, path in enumerate(files, 1)
        ]
        if growing:
            self._listener.grows(place, growing)

    def _name(self, place: int, number: int) -> str:
        """s0003.mp3, and s0003_02.mp3 for what did not fit."""
        section_id = self._sections[place].section_id
        return f"{section_id}.mp3" if number == 1 else f"{section_id}_{number:02}.mp3"


def _all_made(
    tasks: Sequence[Task],
    cut: Cut,
    desk: _Desk,
    workers: int,
    on_progress: Callable[[int, int], object],
    manner: Manner,
) -> list[tuple[Made, Message]]:
    """Each section made, with its table: found in the store, or made by the crew now."""
    made: dict[int, tuple[Made, Message]] = {}
    lines_done: dict[int, int] = {}
    total = sum(len(task.lines) for task in tasks)
    waiting = []
    for task in tasks:
        key = section_key(task.lines, cut)
        table = desk.table(task.number, key)
        if table is None:
            waiting.append(task)
        else:
            utterances = sum(len(line.said) for line in task.lines)
            made[task.number] = Made(key, reused=utterances), table
            lines_done[task.number] = len(task.lines)
    on_progress(sum(lines_done.values()), total)
    opening = opening_message(desk.store, cut, manner.limits, manner.installation)
    workers = min(workers, 1 + sum(map(_characters, waiting)) // _CHARACTERS_A_WORKER)
    with closing(Crew(_in_turn(waiting), workers, opening).news()) as all_news:
        for news in all_news:
            match news:
                case Progress(number, lines, files):
                    desk.grows(number, files)
                    lines_done[number] = max(lines, lines_done.get(number, 0))
                case Finished(number, result):
                    made[number] = result, desk.require(number, result.key)
                    lines_done[number] = len(tasks[number].lines)
            on_progress(sum(lines_done.values()), total)
    return [made[task.number] for task in tasks]


def _in_turn(tasks: Sequence[Task]) -> list[Task]:
    """The beginning of the book first, for whoever listens already; then the longest sections, so
    that all workers end together."""
    first, characters = 0, 0
    while first < len(tasks) and characters < _FIRST_CHARACTERS:
        characters += _characters(tasks[first])
        first += 1
    return [*tasks[:first], *sorted(tasks[first:], key=_characters, reverse=True)]


def _characters(task: Task) -> int:
    return sum(len(said.text) for line in task.lines for said in line.said)


def _narration(
    sections: Sequence[Section],
    voiced_sections: Sequence[Sequence[Voiced]],
    made: Sequence[tuple[Made, Message]],
    cut: Cut,
    desk: _Desk,
    lexicon_uses: Mapping[Entry, int],
) -> Narration:
    sounds: list[Sound] = []
    clips: dict[str, Clip] = {}
    faults: list[Fault] = []
    for place, (lines, (result, table)) in enumerate(zip(voiced_sections, made, strict=True)):
        here = desk.sounds(place, result.key, table)
        sounds += here
        clips |= {clip.phrase_id: clip for clip in _clips(lines, here, table["lines"])}
        faults += _faults(sections[place], lines, result, table["utterances"], cut.rate_hz)
    return Narration(
        timing=Timing(cut.rate_hz, tuple(sounds), clips),
        faults=tuple(faults),
        spoken=sum(result.spoken for result, _ in made),
        reused=sum(result.reused for result, _ in made),
        lexicon_uses=lexicon_uses,
    )


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
                said=" ".join(shown(piece.utterance.text) for piece in line.pieces),
            )


def _doubt(piece: Piece, length_ms: float) -> str:
    """An announcement is judged by its own words, a header said again only where it stands."""
    if piece.repeats:
        return ""
    said = piece.utterance
    pause_ms = _SENTENCE_PAUSE_MS if said.ends_sentence else 0
    found = doubt(said.text, said.language, said.casting, length_ms, with_pause_ms=pause_ms)
    return f"is announced as “{said.text}”: {found}" if found and piece.announces else found
