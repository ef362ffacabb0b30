"""All documents of a package, bound into one book in reading order.

Documents that are not linear come last, as back matter: a listener cannot follow a link to them,
and nothing that was written is lost. What of them is a note or the description of a picture is
read at its mark or its picture, like everything else of that kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from tts.book import Block, Book, Inline, Metadata, Note, PartRole
from tts.sources.descriptions import plan_descriptions
from tts.sources.documents import Document
from tts.sources.metadata import (
    cover_places,
    identifier_by_content,
    main_language,
    read_metadata,
)
from tts.sources.notes import plan_notes, settle_notes
from tts.sources.package import TEXT_TYPES, Package
from tts.sources.pages import PageBreaks
from tts.sources.parts import Chunk, document_roles, parts_of
from tts.sources.pictures import Shelf, first_image, source_of
from tts.sources.places import place_of
from tts.sources.remarks import Remarks
from tts.sources.sinks import RoleSign, TocSign, TopFlow
from tts.sources.survey import survey
from tts.sources.text_there import has_text, require_text
from tts.sources.toc import TocSigns, heading_levels, stretches, with_heading
from tts.sources.xhtml import Reading


class Documents(Protocol):
    """Hands out the documents of a book, each parsed once."""

    def in_reading_order(self) -> list[Document]:
        """What is read from first to last, linear documents first."""
        ...

    def beside(self, name: str) -> Document | None:
        """A document that only others point to; None if there is none of that name."""
        ...


def bind(package: Package, desk: Documents, shelf: Shelf, path: Path, remarks: Remarks) -> Book:
    """Read every document and put the book together. Raises BadBook if there is no text in it."""
    documents = desk.in_reading_order()
    language = main_language(package, [document.language for document in documents])
    found = survey(documents, desk.beside)
    note_plan = plan_notes(found, remarks)
    cover = _cover(package, found.documents, desk, shelf)
    reading = Reading(
        note_plan=note_plan,
        descriptions=plan_descriptions(found, note_plan.bodies),
        toc=TocSigns(package.toc, found.elements),
        pages=PageBreaks(package.page_list, remarks),
        shelf=shelf,
        remarks=remarks,
        main_language=language,
        cover=cover,
    )
    flows = {document.name: reading.read(document) for document in found.documents}
    notes, unmet = settle_notes(reading.notes, reading.marks, remarks)
    require_text(_all_blocks(flows, notes), path.name)
    chunks = list(_chunks(documents, flows, package))
    chunks += [Chunk(PartRole.BACK, note.blocks) for note in unmet]
    return Book(
        metadata=_metadata(package, path, language, cover),
        parts=parts_of(chunks),
        notes=tuple(notes),
        pictures=shelf.pictures,
        warnings=remarks.all(),
    )


def _all_blocks(
    flows: Mapping[str, TopFlow], notes: Sequence[Note[Inline]]
) -> Iterator[Sequence[Block[Inline]]]:
    yield from (flow.blocks for flow in flows.values())
    yield from (note.blocks for note in notes)


def _cover(
    package: Package, documents: Sequence[Document], desk: Documents, shelf: Shelf
) -> str | None:
    """The cover on the shelf: the first of the likely places that leads to a picture."""
    known = {document.name: document for document in documents}
    for place in cover_places(package):
        listed = package.files.get(place.name)
        if listed and listed.media_type in TEXT_TYPES:
            document = known.get(place.name) or desk.beside(place.name)
            image = first_image(document.root) if document else None
            shown = place_of(source_of(image), place.name) if image is not None else None
        else:
            shown = place
        picture = shelf.take(shown.name) if shown else None
        if picture:
            return picture
    return None


def _chunks(
    documents: Sequence[Document], flows: dict[str, TopFlow], package: Package
) -> Iterator[Chunk]:
    """The blocks of every document with its headings, cut where the part of the book changes."""
    roles = document_roles(documents, package.landmarks)
    cut = {
        document.name: list(
            stretches(
                flows[document.name].blocks,
                [
                    (at, sign)
                    for at, sign in flows[document.name].signs
                    if isinstance(sign, TocSign)
                ],
            )
        )
        for document in documents
    }
    levels = heading_levels(stretch for ones in cut.values() for stretch in ones)
    covers = {mark.place.name for mark in package.landmarks if mark.kind == "cover"}
    for document in documents:
        blocks_here = flows[document.name].blocks
        if not document.is_linear and not has_text(blocks_here):
            continue  # the cover on a page of its own, or what was read elsewhere
        role = roles[document.name] if document.is_linear else PartRole.BACK
        inside = [one or role for one in _roles_inside(flows[document.name])]
        at = 0
        for stretch in cut[document.name]:
            count = len(stretch.blocks)
            is_bare_cover = not stretch.blocks and document.name in covers
            blocks = [] if is_bare_cover else with_heading(stretch, levels)
            own = inside[at : at + count]
            own = [*own[: len(blocks) - count], *own] if own else [role] * len(blocks)
            at += count
            for part, group in groupby(zip(own, blocks, strict=True), key=lambda pair: pair[0]):
                yield Chunk(part, [block for _, block in group], document.language)


def _roles_inside(flow: TopFlow) -> list[PartRole | None]:
    """The part each block says it belongs to, by the signs between the blocks."""
    roles: list[PartRole | None] = []
    role: PartRole | None = None
    for at, sign in flow.signs:
        if isinstance(sign, RoleSign):
            roles += [role] * (at - len(roles))
            role = sign.role
    return roles + [role] * (len(flow.blocks) - len(roles))


def _metadata(package: Package, path: Path, language: str, cover: str | None) -> Metadata:
    """The catalogue entry. A book without identifier gets one from its bytes, always the same."""
    metadata = read_metadata(
        package,
        language=language,
        fallback_identifier=identifier_by_content(path),
        fallback_title=path.stem,
    )
    return replace(metadata, cover=cover)
