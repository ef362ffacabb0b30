"""Front matter, body, back matter: told by types, landmarks and the guide, and kept in that order.

Sources: EPUB 3 Structural Semantics Vocabulary 1.1, "Document partitions" and "Document
divisions"; OPF 2.0.1, 2.6 "Guide".
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tts.book import Block, Inline, Part, PartRole
from tts.sources.documents import Document
from tts.sources.markup import is_element, listed, types_of
from tts.sources.package import Landmark

FRONT = listed(
    "frontmatter cover titlepage title-page halftitlepage copyright-page seriespage dedication "
    "doc-dedication foreword doc-foreword preface doc-preface acknowledgments acknowledgements "
    "doc-acknowledgments imprint imprimatur toc doc-toc loi lot contributors "
    "other-credits"
)
BACK = listed(
    "backmatter rearmatter appendix doc-appendix afterword doc-afterword bibliography "
    "doc-bibliography colophon doc-colophon glossary doc-glossary index doc-index endnotes "
    "rearnotes doc-endnotes notes credits doc-credits"
)
BODY = listed(
    "bodymatter text start chapter doc-chapter part doc-part volume prologue doc-prologue "
    "epilogue doc-epilogue conclusion doc-conclusion"
)
STARTS_BODY = frozenset({"bodymatter", "text", "start"})


class Chunk(NamedTuple):
    """Blocks that stand together: their part, if said, and what their document says it is in."""

    role: PartRole | None
    blocks: Sequence[Block[Inline]]
    language: str = ""


def role_of(types: Iterable[str]) -> PartRole | None:
    """The part that these types put something in; None if they do not say."""
    said = frozenset(types)
    for role, words in ((PartRole.FRONT, FRONT), (PartRole.BACK, BACK), (PartRole.BODY, BODY)):
        if said & words:
            return role
    return None


def document_roles(
    documents: Sequence[Document], landmarks: Iterable[Landmark]
) -> dict[str, PartRole | None]:
    """The part of each document by its own types, else by what points to its beginning."""
    pointed: dict[str, set[str]] = {}
    for landmark in landmarks:
        pointed.setdefault(landmark.place.name, set()).add(landmark.kind)
    roles = {
        document.name: role_of(_own_types(document)) or role_of(pointed.get(document.name, ()))
        for document in documents
    }
    starts = (n for n, one in enumerate(documents) if pointed.get(one.name, set()) & STARTS_BODY)
    _before(next(starts, 0), documents, roles)
    return roles


def parts_of(chunks: Sequence[Chunk]) -> tuple[Part[Inline], ...]:
    """Join chunks into parts: front, body, back, in the order in which they stand, cut where the
    language of the documents changes.

    What does not say where it belongs is body. A chunk of front matter after the body has begun
    is body too, or back matter after it has ended; so nothing is moved.
    """
    filled = [chunk for chunk in chunks if chunk.blocks]
    said = [n for n, chunk in enumerate(filled) if chunk.role is PartRole.BODY]
    body = [n for n, chunk in enumerate(filled) if chunk.role in {PartRole.BODY, None}]
    first = (said or body or [0])[0]
    last = body[-1] if body else len(filled) - 1
    placed = [
        chunk._replace(
            role=PartRole.FRONT if n < first else PartRole.BACK if n > last else PartRole.BODY
        )
        for n, chunk in enumerate(filled)
    ]
    return tuple(
        Part(role or PartRole.BODY, tuple(block for one in group for block in one.blocks), language)
        for (role, language), group in groupby(placed, key=lambda one: (one.role, one.language))
    )


def _before(start: int, documents: Sequence[Document], roles: dict[str, PartRole | None]) -> None:
    """What stands before the beginning of the text is front matter."""
    for document in documents[:start]:
        roles[document.name] = roles[document.name] or PartRole.FRONT


def _own_types(document: Document) -> frozenset[str]:
    """Types of the body, and of the only element in it if there is one."""
    inside = [child for child in document.body if is_element(child)]
    types = types_of(document.body)
    return types | types_of(inside[0]) if len(inside) == 1 else types
