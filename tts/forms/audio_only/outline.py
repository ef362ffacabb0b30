"""The outline of a book that is only listened to: its sound files, and where its headings begin."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from tts.forms.audio_only.facts import book_title
from tts.forms.daisy.catalogue import heading_label
from tts.script import Script, Section, section_phrases
from tts.timing import Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One sound file. Its title is that of the section with which it begins; the second file of
    a section says so: "Title (2)"."""

    name: str
    path: Path
    title: str
    language: str
    samples: int
    length_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One heading and where its section begins: in which sound, at which of its samples."""

    title: str
    language: str
    level: int
    sound: str
    first_sample: int
    begin_ms: int

    @property
    def address(self) -> str:
        """The place for a table of contents: the sound, and the second if it is not its first.

        Source: Media Fragments URI 1.0, section 4.2.1 (temporal dimension, normal play time).
        """
        if not self.begin_ms:
            return self.sound
        return f"{self.sound}#t={self.begin_ms // 1000}.{self.begin_ms % 1000:03}"


@dataclass(frozen=True, slots=True)
class Branch:
    """A chapter, and the chapters of lower level that follow it."""

    chapter: Chapter
    inner: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """Tracks and chapters, both in reading order."""

    rate_hz: int
    tracks: tuple[Track, ...]
    chapters: tuple[Chapter, ...]

    @property
    def total_ms(self) -> int:
        """The length of the book: the sum of the lengths of its tracks, as each is stated."""
        return sum(track.length_ms for track in self.tracks)

    def tree(self) -> list[Branch]:
        """The chapters as the branches of a table of contents."""
        top: list[Branch] = []
        around: list[Branch] = []
        for chapter in self.chapters:
            while around and around[-1].chapter.level >= chapter.level:
                around.pop()
            branch = Branch(chapter)
            (around[-1].inner if around else top).append(branch)
            around.append(branch)
        return top

    def chapters_of(self, track: Track) -> tuple[Chapter, ...]:
        """The headings that stand in one sound file."""
        return tuple(chapter for chapter in self.chapters if chapter.sound == track.name)

    def first_samples(self) -> list[int]:
        """Where each chapter begins if the tracks are played as one sound."""
        ends = accumulate(track.samples for track in self.tracks)
        begins = dict(zip((track.name for track in self.tracks), (0, *ends), strict=False))
        return [begins[chapter.sound] + chapter.first_sample for chapter in self.chapters]


def outline_of(script: Script, timing: Timing) -> Outline:
    """Walk through the script once; every section gives a chapter, every sound a track."""
    title = book_title(script)
    chapters = [
        _chapter(section, timing, otherwise=f"{title} · {number}")
        for number, section in enumerate(script.sections, start=1)
    ]
    heard = zip(script.sections, chapters, strict=True)
    return Outline(timing.rate_hz, tuple(_tracks(heard, timing)), tuple(chapters))


def _chapter(section: Section, timing: Timing, *, otherwise: str) -> Chapter:
    first = next(section_phrases(section)).phrase_id
    clip = timing.clips[first]
    return Chapter(
        title=heading_label(section) or otherwise,
        language=section.heading.content[0].language,
        level=section.level,
        sound=clip.sound,
        first_sample=clip.first_sample,
        begin_ms=timing.begin_ms(first),
    )


def _tracks(heard: Iterable[tuple[Section, Chapter]], timing: Timing) -> Iterable[Track]:
    """Every sound that is heard, in reading order, named by the first section in it."""
    seen = set[str]()
    for section, chapter in heard:
        names = timing.sounds_of(phrase.phrase_id for phrase in section_phrases(section))
        for part, name in enumerate(names, start=1):
            if name in seen:
                continue
            seen.add(name)
            sound = timing.sound(name)
            yield Track(
                name=name,
                path=sound.path,
                title=chapter.title if part == 1 else f"{chapter.title} ({part})",
                language=chapter.language,
                samples=sound.samples,
                length_ms=timing.length_ms(name),
            )
