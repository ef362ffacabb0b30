"""What a book file says to a catalogue, without reading the whole book where that can be helped."""

from dataclasses import dataclass
from pathlib import Path

from tts.book import Metadata
from tts.errors import BadBook
from tts.sources.epub import describe_epub
from tts.sources.fb2.reading import describe_fb2
from tts.sources.identifying import identifier_of_file
from tts.sources.kinds import Kind, kind_of
from tts.sources.reading import READERS, SEEN, read_book, refuse_if_unread


@dataclass(frozen=True, slots=True)
class Description:
    """A book's catalogue entry, the series it says it is in, and what kind of file it is.

    `is_by_name` is True where all that is known is the file's name: pages that would have to be
    seen first.
    """

    kind: Kind
    metadata: Metadata
    series: str = ""
    series_number: str = ""
    is_by_name: bool = False


def describe(path: Path) -> Description:
    """What a file says of itself. Raises BadBook if it is no book read here, damaged or locked."""
    kind = kind_of(path)
    refuse_if_unread(kind, path)
    if kind is Kind.EPUB:
        metadata, series = describe_epub(path)
        return Description(kind, metadata, *series)
    if kind in {Kind.FB2, Kind.FB2_ZIP}:
        metadata, series = describe_fb2(path, is_zip=kind is Kind.FB2_ZIP)
        return Description(kind, metadata, *series)
    if kind in SEEN:
        named = Metadata(identifier=identifier_of_file(path), title=path.stem)
        return Description(kind, named, is_by_name=True)
    return Description(kind, read_book(path).metadata)


def is_book(path: Path) -> bool:
    """Whether the content looks like a book read here; what is damaged may still be refused."""
    try:
        kind = kind_of(path)
    except BadBook:
        return False
    return kind in READERS or kind in SEEN
