"""Running text becomes phrases, numbered in the order in which they are read."""

from collections.abc import Container, Iterator, Sequence

from tts.book import Inline, NoteReference, PageBreak, Text
from tts.script import Phrase, Role, Span
from tts.scripting.formulas import with_words
from tts.scripting.losses import Losses
from tts.scripting.pages import Pages
from tts.scripting.running_text import Mark, RunningText, main_language_of, placed
from tts.text.clean import clean
from tts.text.long_sentences import shorter
from tts.text.sentences import split

NAMELESS_MARK = "*"
"""Shown for a note's mark that has no characters: without it the note could not be reached."""


class Cutter:
    """Cuts the text of one book; whoever asks for it in reading order gets e000001, e000002…

    `referred` lists the notes whose marks were met, in order, until somebody empties it;
    `pictures_used` those pictures whose words are read.
    """

    def __init__(
        self, language: str, notes: Container[str], pictures: Container[str], losses: Losses
    ) -> None:
        self.referred = list[str]()
        self.pictures_used = set[str]()
        self._language = language
        self._notes = notes
        self._pictures = pictures
        self._losses = losses
        self._pages = Pages(losses)
        self._count = 0

    def sentences(self, content: Sequence[Inline], prior: str) -> tuple[Phrase, ...]:
        """A paragraph, line or cell: its sentences, page numbers, note marks and pictures."""
        return tuple(self._cut(RunningText.of(content), prior))

    def heading(self, content: Sequence[Inline], prior: str) -> tuple[Phrase, ...]:
        """A heading: one phrase whatever its punctuation, cut only if too long to be spoken."""
        running = RunningText.of(content)
        end = len(running.text.rstrip())
        pieces = running.whole(shorter(running.text, 0, end)) if end else []
        return tuple(self._phrases(running, pieces, prior))

    def picture(self, content: Sequence[Inline], prior: str, picture: str) -> tuple[Phrase, ...]:
        """The words that stand for a picture."""
        return tuple(self._cut(RunningText.of(content), prior, picture))

    def has_picture(self, picture: str) -> bool:
        """Whether the book holds a picture of this name."""
        return picture in self._pictures

    def _cut(self, running: RunningText, prior: str, picture: str = "") -> Iterator[Phrase]:
        around = running.language(prior)
        pieces = running.whole(split(running.text, around))
        return self._phrases(running, pieces, around, picture)

    def _phrases(
        self,
        running: RunningText,
        pieces: Sequence[tuple[int, int]],
        prior: str,
        picture: str = "",
    ) -> Iterator[Phrase]:
        before = dict[int, list[Mark]]()
        after = dict[int, list[Mark]]()
        for number, is_before, mark in placed(running.marks, pieces):
            (before if is_before else after).setdefault(number, []).append(mark)
        for number, (begin, end) in enumerate(pieces):
            yield from self._marks(before.get(number, ()), prior)
            spans = running.spans(begin, end, prior)
            spans = tuple(with_words(span, self._language, self._losses) for span in spans)
            phrase = self._told(spans, picture)
            yield phrase
            yield from self._marks(after.get(number, ()), phrase.language)
        yield from self._marks(before.get(len(pieces), ()), prior)

    def _marks(self, marks: Sequence[Mark], prior: str) -> Iterator[Phrase]:
        for mark in marks:
            match mark:
                case PageBreak():
                    yield from self._page(mark.label)
                case NoteReference():
                    yield from self._note_mark(mark, prior)
                case _:
                    words = (Text(mark.text, mark.language),)
                    yield from self._cut(RunningText.of(words), prior, mark.picture)

    def _page(self, label: str) -> Iterator[Phrase]:
        page = self._pages.numbered(label)
        if page is not None:
            spans = (Span(page.label, self._language),)
            yield Phrase(
                phrase_id=self._next_id(),
                role=Role.PAGE,
                spans=spans,
                language=self._language,
                page_kind=page.kind,
                page_value=page.value,
            )

    def _note_mark(self, mark: NoteReference, language: str) -> Iterator[Phrase]:
        shown = clean(mark.mark).strip()
        if mark.note_id not in self._notes:
            self._losses.add("Note marks that lead to no note are read as text", f"is «{shown}»")
            if shown:
                yield self._told((Span(shown, language),))
            return
        self.referred.append(mark.note_id)
        yield Phrase(
            phrase_id=self._next_id(),
            role=Role.NOTE_REFERENCE,
            spans=(Span(shown or NAMELESS_MARK, language),),
            language=language,
            note_id=mark.note_id,
        )

    def _told(self, spans: tuple[Span, ...], picture: str = "") -> Phrase:
        if picture and not self.has_picture(picture):
            self._losses.add("Pictures that are missing are told in words", f"is «{picture}»")
            picture = ""
        if picture:
            self.pictures_used.add(picture)
        return Phrase(
            phrase_id=self._next_id(),
            role=Role.PICTURE if picture else Role.SENTENCE,
            spans=spans,
            language=main_language_of(spans),
            picture=picture,
        )

    def _next_id(self) -> str:
        self._count += 1
        return f"e{self._count:06}"
