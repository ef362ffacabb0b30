"""Pictures for an EPUB: each known by its bytes, whatever the source called it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tts.forms.epub3.svg import safe_svg
from tts.script import Script


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture that goes into the book: its file name there, its true type, its bytes."""

    file: str
    media_type: str
    data: bytes = field(repr=False)


_EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
_JPEG_FRAME = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf].{3}..", re.DOTALL)


def media_type_of(data: bytes) -> str | None:
    """The core image type (EPUB 3.3 §3.2) that the first bytes show, or None.

    A raster picture counts only if its head is whole: one that stops before is a fault of the
    whole book.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png" if data[12:16] == b"IHDR" and len(data) > 33 else None
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg" if _jpeg_has_a_scan(data) else None
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif" if _gif_has_an_image(data) else None
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp" if len(data) > 30 else None
    if b"<svg" in data or b":svg" in data:
        return "image/svg+xml"
    return None


def _jpeg_has_a_scan(data: bytes) -> bool:
    """Whether the frame's size is told and the head of the first scan is whole (ITU-T T.81 B.2)."""
    frame = _JPEG_FRAME.search(data)
    scan = data.find(b"\xff\xda", frame.end()) if frame else -1
    return scan >= 0 and len(data) > scan + 4 + int.from_bytes(data[scan + 2 : scan + 4])


def _gif_has_an_image(data: bytes) -> bool:
    """Whether an image descriptor follows the screen's and its colours (GIF89a §18 to §20)."""
    if len(data) < 13:
        return False
    colours = 3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 0
    image = data.find(b",", 13 + colours)
    return image >= 0 and len(data) >= image + 10


def drawn_pictures(script: Script, names: Iterable[str]) -> dict[str, DrawnPicture]:
    """The pictures of these names that can be drawn, numbered pic0001 and so on in that order.

    A name with no picture, or with bytes that are none, is left out: its text stays text.
    """
    drawn: dict[str, DrawnPicture] = {}
    for name in dict.fromkeys(names):
        picture = script.pictures.get(name)
        media_type = picture and media_type_of(picture.data)
        if not picture or not media_type:
            continue
        data = safe_svg(picture.data) if media_type == "image/svg+xml" else picture.data
        if data is not None:
            file = f"pic{len(drawn) + 1:04}.{_EXTENSIONS[media_type]}"
            drawn[name] = DrawnPicture(file, media_type, data)
    return drawn
