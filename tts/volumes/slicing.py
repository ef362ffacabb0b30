"""A script and its timing table cut into those of its volumes; nothing is spoken or encoded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tts.book import Block, Figure, Heading, Listing, Note, Quotation
from tts.script import Phrase, Script, Section, Volume, section_phrases
from tts.scripting.levels import Levels
from tts.timing import Timing
from tts.volumes.openings import Opening
from tts.volumes.parting import part_of


@dataclass(frozen=True, slots=True)
class Share:
    """What of the book one volume holds, without its opening; `parted` is the section that goes on
    from the volume before."""

    sections: tuple[Section, ...]
    parted: Section | None


def shares(script: Script, begins: Sequence[int]) -> list[Share]:
    """The book cut before these phrases (counted from 0, the first is 0): each phrase once, in
    order, in the section that it had. A section that goes on still has its heading, for
    `volume_script` to replace."""
    found: list[list[Section]] = [[] for _ in begins]
    parted: list[Section | None] = [None for _ in begins]
    first = volume = 0
    for section in script.sections:
        places = {p.phrase_id: first + n for n, p in enumerate(section_phrases(section))}
        end = first + len(places)
        while volume + 1 < len(begins) and begins[volume + 1] <= first:
            volume += 1
        while True:
            to = begins[volume + 1] if volume + 1 < len(begins) else end
            found[volume].append(_part(section, places, begins[volume], to))
            if to >= end:
                break
            volume += 1
            parted[volume] = section
        first = end
    return [Share(tuple(s), p) for s, p in zip(found, parted, strict=True)]


def _part(section: Section, places: dict[str, int], begin: int, end: int) -> Section:
    if all(begin <= place < end for place in places.values()):
        return section
    blocks = part_of(section.blocks, lambda phrase: begin <= places[phrase.phrase_id] < end)
    return replace(section, blocks=blocks)


def volume_script(script: Script, share: Share, opening: Opening, volume: Volume) -> Script:
    """One volume: its opening, then its share of the book under headings without gaps.

    Title and identifier say which volume it is; pictures are those that it shows, and the cover.
    """
    about = script.metadata
    sections = [opening.first, *share.sections]
    if opening.continued:
        sections[1] = replace(sections[1], heading=opening.continued.heading)
    pictures = {name for section in sections for name in _pictures(section)} | {about.cover}
    number = f"{about.identifier}-{volume.number}of{volume.count}" if about.identifier else ""
    return replace(
        script,
        metadata=replace(about, title=opening.title, identifier=number),
        sections=tuple(_levelled(sections)),
        pictures={name: pic for name, pic in script.pictures.items() if name in pictures},
        volume=volume,
    )


def volume_timing(script: Script, book: Timing, openings: Timing) -> Timing:
    """The sounds and clips of one volume, each as it is in the book, in reading order."""
    phrases = [phrase.phrase_id for phrase in script.phrases()]
    clips = {name: (openings if name in openings.clips else book).clips[name] for name in phrases}
    names = dict.fromkeys(clip.sound for clip in clips.values())
    by_name = {sound.name: sound for sound in (*book.sounds, *openings.sounds)}
    return Timing(book.rate_hz, tuple(by_name[name] for name in names), clips)


def _levelled(sections: Sequence[Section]) -> Iterator[Section]:
    levels = Levels()
    for section in sections:
        level = levels.closed(section.level)
        yield replace(section, level=level, heading=Heading(level, section.heading.content))


def _pictures(section: Section) -> Iterator[str]:
    yield from (phrase.picture for phrase in section_phrases(section))
    for block in section.blocks:
        yield from _figures(block)


def _figures(block: Block[Phrase]) -> Iterator[str]:
    match block:
        case Figure():
            yield block.picture
        case Quotation() | Note():
            for inner in block.blocks:
                yield from _figures(inner)
        case Listing():
            for item in block.items:
                for inner in item.blocks:
                    yield from _figures(inner)
