"""FictionBook 2.0 and 2.1 come in (FB2), as they are or one in a zip archive.

Source: FictionBook 2.1 schema (FictionBook.xsd), which contains 2.0.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tts.book import Block, Book, Heading, Inline, Metadata, PartRole
from tts.errors import BadBook
from tts.sources.archive import MEBIBYTE, MOST_ENTRY_BYTES, open_archive
from tts.sources.fb2.blocks import Openers
from tts.sources.fb2.description import cover_image, read_description, series_of
from tts.sources.fb2.markup import id_of_link, text_and_notes
from tts.sources.fb2.notes import plan_fb2_notes
from tts.sources.fb2.pictures import Binaries, Fb2Pictures
from tts.sources.fb2.text import Fb2Reading
from tts.sources.fb2.tree import parse_fb2
from tts.sources.markup import Element, said_language
from tts.sources.metadata import identifier_by_content
from tts.sources.notes import settle_notes
from tts.sources.parts import Chunk, parts_of
from tts.sources.pictures import Shelf
from tts.sources.remarks import Remarks
from tts.sources.text_there import require_text

ENDING = ".fb2"
DEEPER_THAN_ANY = 7


def read_fb2(path: Path) -> Book:
    """The book in an FB2 file.

    Raises BadBook if the file is larger than 64 MiB, is so broken that text would be lost, nests
    too deep, or has no text. What could not be kept is said in the book's warnings.
    """
    return _book(_source(path), path)


def describe_fb2(path: Path, *, is_zip: bool) -> tuple[Metadata, tuple[str, str]]:
    """What the book says to a catalogue, and its series with its number in it ("" for none).

    The text itself is not looked at. Raises BadBook as reading the book does.
    """
    source = _zipped_source(path) if is_zip else _source(path)
    root = parse_fb2(source, path.name, Remarks())
    return _description(root, path), series_of(root)


def _source(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            source = handle.read(MOST_ENTRY_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadBook(
            f"The file cannot be read ({getattr(error, 'strerror', None) or 'bad name'}).",
            where=path.name,
            remedy="Check its name, and that you may read it.",
        ) from error
    if len(source) > MOST_ENTRY_BYTES:
        raise BadBook(
            f"The FB2 file is larger than {MOST_ENTRY_BYTES // MEBIBYTE} MiB.",
            where=path.name,
            remedy="Split the book into volumes, or make its pictures smaller.",
        )
    return source


def read_fb2_zip(path: Path) -> Book:
    """The only FB2 book in a zip archive; what else lies there is not looked at.

    Raises BadBook as `read_fb2` does, and if the archive is damaged, would burst the bounds of
    `tts.sources.archive`, or holds several books.
    """
    return _book(_zipped_source(path), path)


def _zipped_source(path: Path) -> bytes:
    with open_archive(path) as archive:
        names = fb2_names(archive.names)
        if len(names) != 1:
            raise BadBook(
                f"The archive holds {len(names)} FB2 books, and one is read at a time.",
                where=path.name,
                remedy="Unpack it and convert each book by itself.",
            )
        return archive.read(names[0])


def fb2_names(names: Sequence[str]) -> list[str]:
    """The FB2 books among the files of an archive, without what a desktop hides there."""
    seen = (name for name in names if not name.rpartition("/")[2].startswith("."))
    return [name for name in seen if name.lower().endswith(ENDING)]


def _book(source: bytes, path: Path) -> Book:
    remarks = Remarks()
    root = parse_fb2(source, path.name, remarks)
    text, notes = text_and_notes(root)
    metadata = _description(root, path)
    shelf = Shelf(Binaries(root), remarks)
    cover = _cover(root, shelf)
    reading = Fb2Reading(
        note_plan=plan_fb2_notes(text, notes, path.name, remarks),
        pictures=Fb2Pictures(shelf=shelf, remarks=remarks, book=path.name, cover=cover),
        openers=Openers(
            remarks=remarks,
            book=path.name,
        ),
        remarks=remarks,
        book=path.name,
        main_language=metadata.language,
    )
    # The title of an only body is that of the book, and its chapters stand beside it.
    levels = int(len(text) > 1)
    chunks = [_chunk(PartRole.BODY, body, reading.read(body, outer_levels=levels)) for body in text]
    chunks += [
        _chunk(PartRole.BACK, body, told(reading.read(body, outer_levels=1))) for body in notes
    ]
    kept, unmet = settle_notes(reading.notes, reading.marks, remarks)
    chunks += [Chunk(PartRole.BACK, note.blocks) for note in unmet]
    require_text([*(chunk.blocks for chunk in chunks), *(note.blocks for note in kept)], path.name)
    return Book(
        metadata=replace(metadata, cover=cover),
        parts=parts_of(chunks),
        notes=tuple(kept),
        pictures=shelf.pictures,
        warnings=remarks.all(),
    )


def _description(root: Element, path: Path) -> Metadata:
    return read_description(
        root,
        fallback_identifier=identifier_by_content(path),
        fallback_title=_stem(path.name),
    )


def _chunk(role: PartRole, body: Element, blocks: Sequence[Block[Inline]]) -> Chunk:
    return Chunk(role, blocks, said_language(body) or "")


def _cover(root: Element, shelf: Shelf) -> str | None:
    image = cover_image(root)
    name = id_of_link(image) if image is not None else ""
    return shelf.take(name) if name else None


def told(blocks: Sequence[Block[Inline]]) -> list[Block[Inline]]:
    """The blocks without headings that have nothing under them, as all of it went to the notes."""
    kept, level_below = list[Block[Inline]](), 0
    for block in reversed(blocks):
        level = block.level if isinstance(block, Heading) else None
        if level is None or level < level_below:
            kept.append(block)
            level_below = DEEPER_THAN_ANY if level is None else level
    return kept[::-1]


def _stem(name: str) -> str:
    """The file's name without its endings, for a book that does not say its title."""
    without_zip = name[: -len(".zip")] if name.lower().endswith(".zip") else name
    return without_zip[: -len(ENDING)] if without_zip.lower().endswith(ENDING) else without_zip
