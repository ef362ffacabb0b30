"""The cover of a book that is only listened to."""

from dataclasses import dataclass, field

from tts.forms.epub3.pictures import media_type_of
from tts.script import Script

_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """A picture: its file name in the book, its true type, its bytes."""

    file: str
    media_type: str
    data: bytes = field(repr=False)


def cover_of(script: Script) -> Cover | None:
    """The cover, known by its bytes; None if the book has none, or one that players cannot draw.

    An SVG is left out: players of sound books do not draw it.
    """
    picture = script.pictures.get(script.metadata.cover or "")
    media_type = picture and media_type_of(picture.data)
    if not picture or not media_type or media_type not in _ENDINGS:
        return None
    return Cover(f"cover.{_ENDINGS[media_type]}", media_type, picture.data)
