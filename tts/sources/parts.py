"""Front matter, body, back matter: told by types, landmarks and the guide, and kept in that order.

Sources: EPUB 3 Structural Semantics Vocabulary 1.1, "Document partitions" and "Document
divisions"; OPF 2.0.1, 2.6 "Guide".
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

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

Chunk = tuple[PartRole | None, Sequence[Block[Inline]]]


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
    return {
        document.name: role_of(_own_types(document)) or role_of(pointed.get(document.name, ()))
        for document in documents
    }


def parts_of(chunks: Sequence[Chunk]) -> tuple[Part[Inline], ...]:
    """Join chunks into at most three parts: front, body, back, in the order in which they stand.

    What does not say where it belongs is body, but front matter before the first chunk that says
    it is body. Front matter after the body has begun is body too, or back matter after it has
    ended; so nothing is moved.
    """
    filled = [(role or PartRole.BODY, blocks) for role, blocks in chunks if blocks]
    said = [
        number for number, (role, blocks) in enumerate(chunks) if role is PartRole.BODY and blocks
    ]
    kept = [number for number, (_, blocks) in enumerate(chunks) if blocks]
    body = [number for number, (role, _) in enumerate(filled) if role is PartRole.BODY]
    first = kept.index(said[0]) if said else (body[0] if body else 0)
    last = body[-1] if body else len(filled) - 1
    placed = [
        (PartRole.FRONT if n < first else PartRole.BACK if n > last else PartRole.BODY, blocks)
        for n, (_, blocks) in enumerate(filled)
    ]
    return tuple(
        Part(role, tuple(block for _, blocks in group for block in blocks))
        for role, group in groupby(placed, key=lambda chunk: chunk[0])
    )


def _own_types(document: Document) -> frozenset[str]:
    """Types of the body, and of the only element in it if there is one."""
    inside = [child for child in document.body if is_element(child)]
    types = types_of(document.body)
    return types | types_of(inside[0]) if len(inside) == 1 else types
