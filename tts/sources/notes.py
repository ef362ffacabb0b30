"""Which elements of the documents are notes, which links are their marks, and what to leave out.

A note is taken out of the text only if a mark in the text leads to it, at once or through other
notes. A note that nothing leads to stays where it stands, as ordinary text: nothing is lost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from tts.book import Inline, Note, NoteKind, Paragraph, Text
from tts.sources.markup import Element, types_of
from tts.sources.note_bodies import (
    CLIMB,
    Evidence,
    back_links,
    body_of,
    evidence,
    lone_mark_before,
    speaks_for,
)
from tts.sources.remarks import Remarks
from tts.sources.survey import Link, Survey

ENDNOTE_PLACES = frozenset({"endnotes", "rearnotes", "doc-endnotes"})


@dataclass(frozen=True, slots=True)
class PlannedNote:
    """A note to come: its id in the book, its kind, the mark that first leads to it."""

    note_id: str
    kind: NoteKind
    mark: str


@dataclass(frozen=True, slots=True)
class NotePlan:
    """Note bodies, marks by their link element, and what is left out (arrows back, lone marks)."""

    bodies: Mapping[Element, PlannedNote]
    references: Mapping[Element, tuple[str, str]]
    left_out: frozenset[Element]


@dataclass(slots=True)
class _Standing:
    """Where in its document an element begins, and the innermost note body around it."""

    at: tuple[int, int]
    inside: Element | None


def plan_notes(found: Survey, remarks: Remarks) -> NotePlan:
    """Decide what is a note. Time grows with the length of the documents, not with its square."""
    candidates = _candidates(found, remarks)
    standing = _standing(found, candidates)
    accepted = [(link, body) for link, body in candidates if _in_order(link, body, found, standing)]
    standing = _standing(found, accepted)
    bodies = _reached(accepted, standing)
    planned = _numbered(accepted, bodies, found)
    names = {body: link.place.name for link, body in accepted}
    left_out = set[Element]()
    for body in planned:
        left_out.update(back_links(body, names[body]))
        mark = lone_mark_before(body)
        left_out |= {mark} if mark is not None else set()
    references = {
        link.element: (planned[body].note_id, link.mark)
        for link, body in accepted
        if body in planned
    }
    return NotePlan(planned, references, frozenset(left_out - references.keys()))


def settle_notes(
    notes: Mapping[str, Note[Inline]], wanted: Mapping[str, str], remarks: Remarks
) -> tuple[list[Note[Inline]], list[Note[Inline]]]:
    """The notes that marks really lead to, and those whose mark was never met.

    `wanted` is the mark of each note that the text names. A note without any words is given its
    mark as its text, so that every mark leads somewhere.
    """
    kept, unmet = list[Note[Inline]](), list[Note[Inline]]()
    for note_id, mark in wanted.items():
        note = notes.get(note_id)
        if note is None or not note.blocks:
            remarks.add("empty notes", f"note {mark}", "the note has no text.")
            kind = note.kind if note else NoteKind.FOOTNOTE
            note = Note(note_id, (Paragraph((Text(mark),)),), kind)
        kept.append(note)
    for note_id, note in notes.items():
        if note_id not in wanted and note.blocks:
            remarks.add("notes without a mark", "notes", "a note is never referred to.")
            unmet.append(note)
    return kept, unmet


def _candidates(found: Survey, remarks: Remarks) -> list[tuple[Link, Element]]:
    """Links that lead to what may be a note, before their order is looked at."""
    seen: dict[Element, Evidence] = {}
    candidates = list[tuple[Link, Element]]()
    for link in found.links:
        body = body_of(link, found)
        if body is None:
            if link.is_typed:
                remarks.add(
                    "note marks that lead nowhere",
                    link.document.name,
                    f"the mark {link.mark!r} leads to no note; it is kept as text.",
                )
            continue
        if body not in seen:
            seen[body] = evidence(body, link.place.name)
        is_note = body in found.typed_notes or (
            seen[body].is_short and (link.is_typed or speaks_for(link, seen[body]))
        )
        candidates += [(link, body)] if is_note else []
    return candidates


def _standing(
    found: Survey, candidates: Iterable[tuple[Link, Element]]
) -> dict[Element, _Standing]:
    """Find every mark and every body in one walk through the documents."""
    pairs = list(candidates)
    bodies = {body for _, body in pairs}
    wanted = bodies | {link.element for link, _ in pairs}
    standing: dict[Element, _Standing] = {}
    for number, document in enumerate(found.documents):
        around: list[Element] = []
        walk = etree.iterwalk(document.root, events=("start", "end"))
        for at, (event, element) in enumerate(walk):
            if event == "start" and element in wanted:
                standing[element] = _Standing((number, at), around[-1] if around else None)
            if element in bodies:
                if event == "start":
                    around.append(element)
                else:
                    around.pop()
    return standing


def _in_order(
    link: Link, body: Element, found: Survey, standing: Mapping[Element, _Standing]
) -> bool:
    """A note that no type vouches for comes after its mark; else it is the way back."""
    if link.is_typed or body in found.typed_notes:
        return True
    return standing[body].at > standing[link.element].at


def _reached(
    accepted: list[tuple[Link, Element]], standing: Mapping[Element, _Standing]
) -> set[Element]:
    """Bodies that the text leads to, also through other notes. What is left stays in the text,
    and its own marks count as marks in the text."""
    leads: dict[Element | None, list[Element]] = {}
    for link, body in accepted:
        leads.setdefault(standing[link.element].inside, []).append(body)
    in_order = sorted({body for _, body in accepted}, key=lambda body: standing[body].at)
    return led_to(leads, in_order)


def led_to(
    leads: Mapping[Element | None, list[Element]], in_order: Iterable[Element]
) -> set[Element]:
    """The notes that are reached from the text. `leads` names those to which the marks in a note
    lead, and under None those in the text; a note that is not reached is itself text."""
    kept, in_text = set[Element](), set[Element]()
    roots: list[Element | None] = [None, *in_order]
    for root in roots:
        if root is not None and root in kept:
            continue
        if root is not None:
            in_text.add(root)
        ahead = list(leads.get(root, ()))
        while ahead:
            body = ahead.pop()
            if body not in kept and body not in in_text:
                kept.add(body)
                ahead += leads.get(body, ())
    return kept


def _numbered(
    accepted: list[tuple[Link, Element]],
    bodies: set[Element],
    found: Survey,
) -> dict[Element, PlannedNote]:
    """Notes in the order of their first marks: note1, note2 and on."""
    first: dict[Element, Link] = {}
    for link, body in accepted:
        if body in bodies:
            first.setdefault(body, link)
    return {
        body: PlannedNote(f"note{number}", _kind(first[body], body, found), first[body].mark)
        for number, body in enumerate(first, start=1)
    }


def _kind(link: Link, body: Element, found: Survey) -> NoteKind:
    """As typed; otherwise a note kept with others at the end, or in another file, is an endnote."""
    typed = found.typed_notes.get(body)
    if typed:
        return typed
    above = body.getparent()
    for _ in range(CLIMB):
        if above is None:
            break
        if types_of(above) & ENDNOTE_PLACES:
            return NoteKind.ENDNOTE
        above = above.getparent()
    elsewhere = link.document.name != link.place.name
    return NoteKind.ENDNOTE if elsewhere else NoteKind.FOOTNOTE
