"""How much room a piece of a book takes in a form, told before anything is written.

It is a bound from above: the bytes of the sounds are known, what a form writes about a phrase, a
section and a file is not more than is said here (a property test holds the writers to it).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from tts.book import Block, Figure, Listing, Note, Quotation, Table, Verse
from tts.forms.writers import Form
from tts.script import Phrase, Script, Section
from tts.timing import Sound, Timing
from tts.volumes.media import LONGEST_M4B_MS, Medium

_AAC_BYTES_S = 7_500
"""Of M4B: 60,000 bits a second; what we ask FFmpeg for comes to 56,000, index and all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a form writes at most, in bytes, beside sounds and pictures: for the book, for a section
    and its files, a sound, a phrase, a span of it and a block; and how often the words of a phrase,
    of a heading and of the catalogue stand in it, and the book's title again in each section."""

    book: int = 16_000
    section: int = 2_500
    sound: int = 600
    phrase: int = 0
    span: int = 0
    block: int = 0
    words: int = 0
    heading: int = 6
    card: int = 8


_WITH_TEXT = Markup(phrase=600, span=90, block=160, words=3)
_HEARD = Markup(sound=2_500)
MARKUP = dict.fromkeys((Form.DAISY202, Form.DAISY3, Form.EPUB3), _WITH_TEXT) | dict.fromkeys(
    (Form.AUDIOBOOK, Form.LPF, Form.MP3, Form.M4B), _HEARD
)
"""The forms that may become sets; one without sound is always written whole."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Weighs for one form and one medium. A weight is a share of the medium: 1 fills it."""

    form: Form
    medium: Medium | None

    def book(self, script: Script) -> float:
        """What every volume holds whatever is cut: catalogue card, lists, pictures on all of them.

        The pictures of a section are weighed with it; here is only the cover.
        """
        markup, about = self._markup, script.metadata
        card = (about.title, about.identifier, about.publisher, about.description, about.source)
        words = (*card, about.rights, *about.creators, *about.contributors, *about.subjects)
        size = markup.book + markup.card * sum(map(_octets, words))
        return self._share(size + self._picture(script, about.cover or ""), files=6)

    def section(self, script: Script, section: Section) -> float:
        """The files of a section, its name in the lists of contents, its blocks and pictures."""
        markup = self._markup
        heading = sum(_octets(phrase.text) for phrase in section.heading.content)
        size = markup.section + markup.heading * heading + 2 * _octets(script.metadata.title)
        size += markup.block * sum(1 for block in section.blocks for _ in _parts(block))
        names = dict.fromkeys(_pictures(section)) if markup.phrase else {}
        size += sum(self._picture(script, name) for name in names)
        return self._share(size, files=2 + len(names))

    def phrase(self, phrase: Phrase) -> float:
        """A phrase, without its sound."""
        markup = self._markup
        if not markup.phrase:
            return 0
        size = markup.phrase + markup.span * len(phrase.spans)
        size += sum(len(span.mathml.encode()) for span in phrase.spans)
        return self._share(size + markup.words * _octets(phrase.text), files=0)

    def sound(self, timing: Timing, sound: Sound) -> float:
        """A sound file, or what becomes of it."""
        length_ms = timing.length_ms(sound.name)
        if self.form is not Form.M4B:
            return self._share(sound.path.stat().st_size + self._markup.sound, files=1)
        size = _AAC_BYTES_S * length_ms // 1000 + self._markup.sound
        return max(self._share(size, files=0), length_ms / LONGEST_M4B_MS)

    @property
    def _markup(self) -> Markup:
        return MARKUP[self.form]

    def _share(self, size_bytes: int, *, files: int) -> float:
        if self.medium is None:
            return 0
        return (size_bytes + files * self.medium.block_bytes) / self.medium.room_bytes

    def _picture(self, script: Script, name: str) -> int:
        picture = script.pictures.get(name)
        return len(picture.data) + self._markup.sound if picture else 0


def _octets(text: str) -> int:
    return len(escape(text).encode("utf-8", "replace"))


def _parts(block: Block[Phrase]) -> Iterator[object]:
    """Everything in a block that may become an element, the block first."""
    yield block
    match block:
        case Listing():
            for item in block.items:
                yield item
                for inner in item.blocks:
                    yield from _parts(inner)
        case Quotation() | Note():
            for inner in block.blocks:
                yield from _parts(inner)
        case Table():
            for row in block.rows:
                yield row
                yield from row.cells
        case Verse():
            for stanza in block.stanzas:
                yield stanza
                yield from stanza


def _pictures(section: Section) -> Iterator[str]:
    for phrase in section.heading.content:
        yield phrase.picture
    for block in section.blocks:
        for part in _parts(block):
            if isinstance(part, Figure):
                yield part.picture
