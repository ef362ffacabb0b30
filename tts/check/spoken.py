"""What is heard where: a clip of a sound, and a stretch of text with its clips (SMIL's `par`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tts.check.document import Document, Element, place, target
from tts.check.fault import Fault
from tts.check.sound import Sound

Heard = Callable[[str], Sound | None]


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of a sound file, in whole milliseconds; `end_ms` None means up to its end.

    `file` and `place` say where the talking book asks for it.
    """

    sound: str
    begin_ms: int
    end_ms: int | None
    file: str
    place: str

    def fault(self, code: str, sentence: str) -> Fault:
        """A fault of this clip."""
        return Fault(code, self.file, self.place, sentence)

    def length_ms(self, heard: Heard) -> int:
        """How long it is heard; 0 where it runs backwards or its sound is unknown."""
        end_ms = self.end_ms
        if end_ms is None:
            sound = heard(self.sound)
            end_ms = int(sound.length_ms) if sound else self.begin_ms
        return max(0, end_ms - self.begin_ms)


@dataclass(frozen=True, slots=True)
class Par:
    """One stretch of text and the clips that say it. `text` is its file and id, or None."""

    document: Document
    element: Element
    text: tuple[str, str] | None
    clips: tuple[Clip, ...]

    @property
    def par_id(self) -> str:
        """Its id in the SMIL file, "" if it has none."""
        return self.element.get("id", "")

    def fault(self, code: str, sentence: str) -> Fault:
        """A fault of this stretch."""
        return Fault(code, self.document.name, place(self.element), sentence)


def read_par(
    document: Document,
    element: Element,
    clip_names: tuple[str, str],
    read_ms: Callable[[str], float | None],
) -> Par:
    """A `par` with its first text and all its clips; clips whose times are not times are left out.

    `clip_names` are the attributes for begin and end, which the forms spell differently.
    """
    text = None
    clips = []
    for inner in element.iter("{*}text", "{*}audio"):
        source = target(document.name, inner.get("src", ""))
        if str(inner.tag).endswith("audio"):
            clip = _clip(document, inner, source[0], clip_names, read_ms)
            clips += [clip] if clip else []
        elif text is None:
            text = source
    return Par(document, element, text, tuple(clips))


def _clip(
    document: Document,
    audio: Element,
    sound: str,
    clip_names: tuple[str, str],
    read_ms: Callable[[str], float | None],
) -> Clip | None:
    begin_name, end_name = clip_names
    begin_ms = read_ms(audio.get(begin_name, "0s"))
    end_text = audio.get(end_name)
    end_ms = None if end_text is None else read_ms(end_text)
    if begin_ms is None or (end_text is not None and end_ms is None):
        return None
    end = None if end_ms is None else round(end_ms)
    return Clip(sound, round(begin_ms), end, document.name, place(audio))


def length_ms(pars: Iterable[Par], heard: Heard) -> int:
    """How long these stretches are heard, one after the other."""
    return sum(clip.length_ms(heard) for par in pars for clip in par.clips)


def spoken_ids(pars: Iterable[Par]) -> dict[str, set[str]]:
    """For each text file the ids of the elements that have sound."""
    found: dict[str, set[str]] = {}
    for par in pars:
        if par.text and par.clips:
            found.setdefault(par.text[0], set()).add(par.text[1])
    return found


def spoken_twice(pars: Iterable[Par]) -> Iterator[Fault]:
    """A sentence is heard once: no two stretches point at the same text.

    Source: the Dauys rule that every sentence is in the sound once; docs/formats.md.
    """
    seen = set[tuple[str, str]]()
    for par in pars:
        if par.text is None or not par.text[1]:
            continue
        if par.text in seen:
            yield par.fault("text-spoken-twice", f"{_name(par)} has been read out before.")
        seen.add(par.text)


def silent_pars(pars: Iterable[Par]) -> Iterator[Fault]:
    """Every stretch of text has sound. Source: DAISY 2.02 (audioFullText), §3.2."""
    for par in pars:
        if not par.clips:
            yield par.fault("par-without-sound", f"{_name(par)} has no sound; it needs a clip.")


def _name(par: Par) -> str:
    return f"The text {'#'.join(par.text)}" if par.text else "This stretch"
