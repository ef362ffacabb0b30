"""Pictures of a book: their files, and the text that stands for each of them."""

from typing import Protocol

from lxml import etree

from tts.book import Picture
from tts.sources.markup import XLINK, Element, attribute, local, types_of, words_in
from tts.sources.remarks import Remarks
from tts.sources.running_text import folded
from tts.xml_safe import BadXml, parse_xml

STARTS = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"GIF87a", "image/gif", "gif"),
    (b"GIF89a", "image/gif", "gif"),
)
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
DECORATIVE_ROLES = frozenset({"presentation", "none"})


class PictureFiles(Protocol):
    """Where a book keeps the files of its pictures: an archive, or the book's one file itself."""

    def find(self, name: str) -> str | None:
        """The name a file really has here; None if there is no such file."""
        ...

    def read(self, name: str) -> bytes:
        """The bytes of a file that `find` has found; none if they are damaged beyond reading."""
        ...


class Shelf:
    """Picture files that the book really shows, each kept once under a plain name."""

    def __init__(self, files: PictureFiles, remarks: Remarks) -> None:
        self._files = files
        self._remarks = remarks
        self._names: dict[str, str | None] = {}
        self.pictures: dict[str, Picture] = {}

    def take(self, file_name: str) -> str | None:
        """The name of the picture in the book; None, with a remark, if it cannot be shown."""
        file_name = self._files.find(file_name) or file_name
        if file_name not in self._names:
            self._names[file_name] = self._load(file_name)
        return self._names[file_name]

    def _load(self, file_name: str) -> str | None:
        if self._files.find(file_name) is None:
            self._remarks.add("pictures that are missing", file_name, "the picture is missing.")
            return None
        shown = self._files.read(file_name)
        if not shown:
            self._remarks.add("pictures that are damaged", file_name, "the picture is damaged.")
            return None
        kind = media_type(shown)
        if not kind:
            self._remarks.add(
                "pictures of another kind", file_name, "the picture is not JPEG, PNG, GIF or SVG."
            )
            return None
        name = f"picture{len(self.pictures) + 1:04}.{kind[1]}"
        self.pictures[name] = Picture(kind[0], shown)
        return name


def media_type(shown: bytes) -> tuple[str, str] | None:
    """What the bytes themselves say they are: media type and file ending; None for other kinds."""
    for start, kind, ending in STARTS:
        if shown.startswith(start):
            return kind, ending
    if shown.lstrip()[:1] == b"<" or shown[:2] in {b"\xff\xfe", b"\xfe\xff", b"\xef\xbb"}:
        try:
            return ("image/svg+xml", "svg") if parse_xml(shown).tag == SVG_ROOT else None
        except BadXml:
            return None
    return None


def text_for(image: Element) -> str | None:
    """What stands for a picture: "" if it only decorates, None if its author did not say."""
    if types_of(image) & DECORATIVE_ROLES:
        return ""
    said = folded(attribute(image, "aria-label")) or folded(attribute(image, "alt"))
    if not said and image.get("alt") is not None:
        return ""
    return said or folded(attribute(image, "title")) or None


def label_of_drawing(svg: Element) -> str:
    """What a drawing says of itself: its label, or its title and description."""
    parts = [words_in(child) for child in svg if local_or_none(child) in {"title", "desc"}]
    return folded(attribute(svg, "aria-label") or " ".join(parts))


def images_in(svg: Element) -> list[Element]:
    """The image files that a drawing wraps, as many covers do."""
    return [element for element in svg.iter(etree.Element) if local(element) == "image"]


def first_image(root: Element) -> Element | None:
    """The first picture that a document shows."""
    return next((one for one in root.iter(etree.Element) if local(one) in {"img", "image"}), None)


def source_of(image: Element) -> str:
    """The link to the file of an `img` or of the `image` of a drawing."""
    return (
        attribute(image, "src")
        or attribute(image, "href", XLINK, "xlink")
        or attribute(image, "href")
    )


def local_or_none(node: Element) -> str:
    """The name of an element, "" for a comment."""
    return local(node) if isinstance(node.tag, str) else ""
