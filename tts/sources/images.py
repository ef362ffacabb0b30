"""A picture met in the text: its file goes on the shelf, and words go where it stood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tts.book import Figure, Formula, Inline, InlineImage, Text
from tts.sources.descriptions import DescriptionPlan
from tts.sources.documents import Document
from tts.sources.frames import Frame
from tts.sources.markup import Element
from tts.sources.pictures import Shelf, images_in, label_of_drawing, source_of, text_for
from tts.sources.places import place_of
from tts.sources.remarks import Remarks
from tts.sources.sinks import FigureFlow, Poem, joined

Describe = Callable[[Element, Document], tuple[Inline, ...]]


@dataclass(slots=True, kw_only=True)
class Images:
    """Puts pictures into the text. `cover` is the cover's name on the shelf, if there is one."""

    shelf: Shelf
    plan: DescriptionPlan
    remarks: Remarks
    cover: str | None
    describe: Describe

    def place(self, image: Element, frame: Frame, document: Document, label: str = "") -> None:
        """An `img`, or the `image` of a drawing; `label` stands for it if nothing else does."""
        text = text_for(image)
        text = label or None if text is None else text
        described = [self.describe(*target) for target in self.plan.by_image.get(image, ())]
        description = joined(*described)
        if text == "" and not description:
            return
        place = place_of(source_of(image), document.name)
        picture = self.shelf.take(place.name) if place else None
        words = (Text(text, frame.language),) if text else ()
        if picture is None:
            self._words_alone(joined(words, description), frame, document)
        elif description and frame.sink.holds_blocks and not isinstance(frame.sink, Poem):
            frame.sink.end_run()
            frame.sink.add(Figure(picture, joined(words, description)))
        elif text is None and not description and not _is_captioned(frame):
            self._unsaid(picture, document)
        else:
            said = "".join(
                one.text for one in joined(words, description) if isinstance(one, Text | Formula)
            )
            frame.sink.run.add(InlineImage(picture, said, frame.language))

    def place_drawing(self, svg: Element, frame: Frame, document: Document) -> None:
        """A drawing in the mark-up itself: the files it wraps, or else the words it goes by."""
        label = label_of_drawing(svg)
        wrapped = images_in(svg)
        for number, image in enumerate(wrapped):
            self.place(image, frame, document, label if number == 0 else "")
        if not wrapped and label:
            self._words_alone((Text(label, frame.language),), frame, document)

    def _words_alone(self, words: tuple[Inline, ...], frame: Frame, document: Document) -> None:
        """What cannot be shown is still told."""
        if words:
            frame.sink.run.space()
            frame.sink.run.extend(words)
            frame.sink.run.space()
        self.remarks.add(
            "pictures that cannot be shown",
            document.name,
            "a picture cannot be shown; " + ("its text is kept." if words else "it had no text."),
        )

    def _unsaid(self, picture: str, document: Document) -> None:
        if picture != self.cover:
            self.remarks.add(
                "pictures without text",
                document.name,
                "a picture has no text that stands for it and is left out.",
            )


def _is_captioned(frame: Frame) -> bool:
    return isinstance(frame.sink, FigureFlow) and frame.sink.has_caption
