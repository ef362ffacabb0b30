"""Long descriptions of pictures: which element describes which picture, and is read with it.

A description that readers see in the running text stays there. One that is hidden, set aside, or
in a document beside the reading order is read at its picture, once.
Source: WAI-ARIA 1.2, "aria-describedby", "aria-details"; HTML 4.01, "longdesc".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tts.sources.documents import Document
from tts.sources.markup import Element, is_unseen, local
from tts.sources.survey import Description, Survey

SET_ASIDE = frozenset({"details", "aside"})
CAPTIONS = frozenset({"figcaption", "figure", "caption"})


@dataclass(frozen=True, slots=True)
class DescriptionPlan:
    """Descriptions by the picture they belong to, each with its document; `taken` are all these."""

    by_image: Mapping[Element, list[tuple[Element, Document]]]
    taken: frozenset[Element]


def plan_descriptions(found: Survey, notes: Iterable[Element]) -> DescriptionPlan:
    """Give every description to the first picture that asks for it. Notes stay notes."""
    documents = {document.name: document for document in found.documents}
    is_note = frozenset(notes)
    wanted: dict[Element, tuple[Description, Document]] = {}
    for asked in found.descriptions:
        document = documents.get(asked.place.name)
        target = _target(asked, document, found)
        if target is not None and document and target not in is_note and target not in wanted:
            wanted[target] = (asked, document)
    by_image: dict[Element, list[tuple[Element, Document]]] = {}
    for target, (asked, document) in wanted.items():
        # A picture inside a description describes nothing further: no chains, no circles.
        if not any(above in wanted for above in asked.image.iterancestors()):
            by_image.setdefault(asked.image, []).append((target, document))
    taken = frozenset(target for targets in by_image.values() for target, _ in targets)
    return DescriptionPlan(by_image, taken)


def _target(asked: Description, document: Document | None, found: Survey) -> Element | None:
    if document is None:
        return None
    beside = document.is_silent or not document.is_linear
    if not asked.place.fragment:
        return document.body if beside else None
    target = found.elements.get(asked.place)
    if target is None or local(target) in CAPTIONS:
        return None
    return target if beside or is_unseen(target) or local(target) in SET_ASIDE else None
