"""The pictures of an FB2 book: files in base64 at its end, and the words that stand for them."""

import base64
import binascii
from dataclasses import dataclass

from tts.book import Figure, InlineImage, Text
from tts.sources.fb2.markup import children, id_of_link, link_of
from tts.sources.frames import Frame
from tts.sources.markup import Element, attribute
from tts.sources.pictures import Shelf
from tts.sources.remarks import Remarks
from tts.sources.running_text import folded
from tts.sources.sinks import Poem


class Binaries:
    """The `binary` elements by id; of two with one id the first counts.

    All of them together are smaller than their file, which has a bound, so they need none.
    """

    def __init__(self, root: Element) -> None:
        self._by_id: dict[str, Element] = {}
        for binary in children(root, "binary"):
            self._by_id.setdefault(attribute(binary, "id"), binary)

    def find(self, name: str) -> str | None:
        """The id, if there is a picture of that id."""
        return name if name in self._by_id else None

    def read(self, name: str) -> bytes:
        """The bytes of a picture; b"" if they are not base64."""
        packed = "".join("".join(self._by_id[name].itertext()).split())
        try:
            return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
        except (binascii.Error, ValueError):
            return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fb2Pictures:
    """Puts pictures into the text. `cover` is the cover's name on the shelf, if there is one."""

    shelf: Shelf
    remarks: Remarks
    book: str
    cover: str | None

    def place(self, image: Element, frame: Frame, *, alone: bool) -> None:
        """A picture, `alone` if between blocks: `alt` stands for it, `title` is its caption."""
        alt, title = (folded(attribute(image, name)) for name in ("alt", "title"))
        picture = self.shelf.take(id_of_link(image) or link_of(image))
        said = " ".join(dict.fromkeys(text for text in (alt, title) if text))
        if picture is None:
            self._words_alone(said, frame)
        elif not said:
            self._unsaid(picture)
        elif alone and title and frame.sink.holds_blocks and not isinstance(frame.sink, Poem):
            words = (Text(alt, frame.language),) if alt else ()
            frame.sink.add(Figure(picture, words, (Text(title, frame.language),)))
        else:
            frame.sink.run.add(InlineImage(picture, said, frame.language))

    def _words_alone(self, said: str, frame: Frame) -> None:
        """What cannot be shown is still told."""
        if said:
            frame.sink.run.space()
            frame.sink.run.add(Text(said, frame.language))
            frame.sink.run.space()
        self.remarks.add(
            "pictures that cannot be shown",
            self.book,
            "a picture cannot be shown; " + ("its text is kept." if said else "it had no text."),
        )

    def _unsaid(self, picture: str) -> None:
        if picture != self.cover:
            self.remarks.add(
                "pictures without text",
                self.book,
                "a picture has no text that stands for it and is left out.",
            )
