"""Which sections of an FB2 book are notes, and which links are their marks.

A link into a body of notes is a mark, whether it says `type="note"` or not; the section it leads
to is the note. A note that nothing leads to stays in its body, as text at the end of the book.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from tts.book import NoteKind
from tts.sources.fb2.markup import COMMENTS, child, id_of_link, name_of_body
from tts.sources.markup import Element, attribute, local, words_in
from tts.sources.note_bodies import ARROWS, BACK_WORDS
from tts.sources.notes import NotePlan, PlannedNote, led_to
from tts.sources.remarks import Remarks
from tts.sources.running_text import folded
from tts.sources.survey import LONGEST_MARK, MARK

BRACKETS = "[](){} "


def plan_fb2_notes(
    text: Sequence[Element], notes: Sequence[Element], book: str, remarks: Remarks
) -> NotePlan:
    """Decide what is a note. Time grows with the length of the book, not with its square."""
    marks = _marks((*text, *notes), _by_id(notes), book, remarks)
    order, leads = _standing((*text, *notes), marks)
    kept = led_to(leads, order)
    planned: dict[Element, PlannedNote] = {}
    for link, note in marks.items():
        if note in kept and note not in planned:
            kind = _kind(next(one for one in notes if one in (note, *note.iterancestors())))
            planned[note] = PlannedNote(f"note{len(planned) + 1}", kind, mark_of(link))
    references = {
        link: (planned[note].note_id, mark_of(link))
        for link, note in marks.items()
        if note in planned
    }
    left_out = {*_lone_marks(planned), *(link for body in notes for link in _ways_back(body))}
    return NotePlan(planned, references, frozenset(left_out - references.keys()))


def mark_of(link: Element) -> str:
    """What a note's mark shows, without brackets; a star for a link on words of the sentence."""
    said = _said(link)
    return said if said and is_mark_alone(link) else "*"


def is_mark_alone(element: Element) -> bool:
    """There is nothing in a link or a title but a mark; else its words belong to the text."""
    said = _said(element)
    return not said or said.isdigit() or bool(MARK.fullmatch(said))


def _said(element: Element) -> str:
    return folded(words_in(element, LONGEST_MARK + 1)).strip(BRACKETS)


def _by_id(notes: Iterable[Element]) -> dict[str, Element]:
    """What a mark may lead to; of two elements with one id the first counts."""
    found: dict[str, Element] = {}
    for body in notes:
        for element in body.iterdescendants(etree.Element):
            name = attribute(element, "id")
            if name:
                found.setdefault(name, element)
    return found


def _marks(
    bodies: Iterable[Element], targets: Mapping[str, Element], book: str, remarks: Remarks
) -> dict[Element, Element]:
    """Every link that leads to a note, with the note, in the order of the text."""
    found: dict[Element, Element] = {}
    for body in bodies:
        for link in body.iter(etree.Element):
            if local(link) != "a":
                continue
            target = targets.get(id_of_link(link))
            if target is not None:
                found[link] = _note_at(target)
            elif attribute(link, "type").lower() == "note":
                shown = words_in(link, LONGEST_MARK + 1)
                remarks.add(
                    "note marks that lead nowhere",
                    book,
                    f"the mark {shown!r} leads to no note; it is kept as text.",
                )
    return found


def _note_at(target: Element) -> Element:
    """The section an id stands for: its own, or the one that its first lines open."""
    below, above = target, target.getparent()
    while local(below) != "section" and above is not None and local(above) != "body":
        if local(above) == "section" and not _opens(below, above):
            return below
        below, above = above, above.getparent()
    return below


def _opens(block: Element, section: Element) -> bool:
    """The block is the title of its section, or the first thing in it."""
    first = next(section.iterchildren(etree.Element), None)
    return block is first or local(block) == "title"


def _standing(
    bodies: Iterable[Element], marks: Mapping[Element, Element]
) -> tuple[list[Element], dict[Element | None, list[Element]]]:
    """Notes in the order of the text, and to which notes the marks in the text (None) and in each
    note lead."""
    notes = frozenset(marks.values())
    order, leads = list[Element](), dict[Element | None, list[Element]]()
    for body in bodies:
        around: list[Element] = []
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start" and element in marks:
                inside = around[-1] if around else None
                leads.setdefault(inside, []).append(marks[element])
            if element in notes:
                if event == "start":
                    order.append(element)
                    around.append(element)
                else:
                    around.pop()
    return order, leads


def _kind(body: Element) -> NoteKind:
    return NoteKind.ENDNOTE if name_of_body(body) in COMMENTS else NoteKind.FOOTNOTE


def _lone_marks(planned: Iterable[Element]) -> Iterator[Element]:
    """Titles of notes that only repeat their mark, which has been heard in the text."""
    for note in planned:
        title = child(note, "title")
        if title is not None and is_mark_alone(title):
            yield title


def _ways_back(body: Element) -> Iterator[Element]:
    """Links in notes that only lead back to the text: arrows and words for "back"."""
    for link in body.iter(etree.Element):
        if local(link) == "a":
            said = words_in(link, LONGEST_MARK + 1)
            if said and (set(said) <= ARROWS or said.strip("[]() .").casefold() in BACK_WORDS):
                yield link
