"""The order of play of a DAISY 2.02 book: which phrase is heard where.

It is the order of the script with two exceptions: a note is played where its first mark stands,
although its text and its sound come later; and the title is played before a page number announced
before it, because the NCC must begin with the title.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tts.forms.daisy.catalogue import heading_words
from tts.forms.daisy.notes import NoteBody, Notes
from tts.forms.daisy.stretches import Stretch, merged
from tts.script import Phrase, Role, Script, Section, section_phrases
from tts.timing import Timing

PAGE, NOTE = "pagenumber-on", "footnote-on"


@dataclass(frozen=True, slots=True)
class Par:
    """Text and sound together. `text_id` is an id of content.html, `required` what a reader may
    switch off ("" for what is always read)."""

    par_id: str
    text_id: str
    stretches: tuple[Stretch, ...]
    required: str = ""


@dataclass(frozen=True, slots=True)
class NotePair:
    """A note mark and, right after it, the note."""

    mark: Par
    body: Par


@dataclass(slots=True)
class SectionPlay:
    """One section as it is played: one SMIL file."""

    section: Section
    elapsed_ms: int
    parts: list[Par | NotePair] = field(default_factory=list)
    length_ms: int = 0

    @property
    def file_name(self) -> str:
        """The SMIL file of the section."""
        return f"{self.section.section_id}.smil"


@dataclass(slots=True)
class Play:
    """The whole book. `place_of` says where each phrase is heard ("s0002.smil#p_e000009"), the
    phrases in the order in which they are played; `within_notes` are those without a par of their
    own, heard as part of a note."""

    sections: list[SectionPlay] = field(default_factory=list)
    place_of: dict[str, str] = field(default_factory=dict)
    within_notes: set[str] = field(default_factory=set)

    @property
    def total_ms(self) -> int:
        """The length of the book: the sum of its sections."""
        return sum(section.length_ms for section in self.sections)


def plan_play(script: Script, timing: Timing, notes: Notes) -> Play:
    """Put every phrase into a par of its section, notes at their first marks."""
    play, elapsed_ms = Play(), 0
    hoisted = {body.body_id for body in notes.first_marks.values()}
    for section in script.sections:
        planned = SectionPlay(section, elapsed_ms)
        for phrase in _as_played(section, is_first=not play.sections):
            body = notes.of_phrase.get(phrase.phrase_id)
            if body and body.body_id in hoisted and phrase.role is not Role.PAGE:
                continue
            par = _par(phrase, timing, in_note=body is not None)
            _put(play, planned, par, phrase)
            note = notes.first_marks.get(phrase.phrase_id)
            if note:
                planned.parts[-1] = NotePair(par, _note_par(play, planned, note, timing))
        play.sections.append(planned)
        elapsed_ms += planned.length_ms
    return play


def _as_played(section: Section, *, is_first: bool) -> Iterable[Phrase]:
    if not is_first:
        return section_phrases(section)
    title = heading_words(section)[0]
    return sorted(section_phrases(section), key=lambda phrase: phrase is not title)


def _par(phrase: Phrase, timing: Timing, *, in_note: bool) -> Par:
    required = PAGE if phrase.role is Role.PAGE else NOTE if in_note else ""
    stretches = merged((phrase,), timing)
    return Par(f"p_{phrase.phrase_id}", phrase.phrase_id, stretches, required)


def _put(play: Play, planned: SectionPlay, par: Par, phrase: Phrase) -> None:
    planned.parts.append(par)
    planned.length_ms += _length_ms(par)
    play.place_of[phrase.phrase_id] = f"{planned.file_name}#{par.par_id}"


def _note_par(play: Play, planned: SectionPlay, note: NoteBody, timing: Timing) -> Par:
    par = Par(f"p_{note.body_id}", note.body_id, merged(note.spoken, timing), NOTE)
    planned.length_ms += _length_ms(par)
    place = f"{planned.file_name}#{par.par_id}"
    for phrase in note.spoken:
        play.place_of[phrase.phrase_id] = place
        play.within_notes.add(phrase.phrase_id)
    return par


def _length_ms(par: Par) -> int:
    return sum(stretch.end_ms - stretch.begin_ms for stretch in par.stretches)
