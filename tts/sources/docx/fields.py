"""Fields: text that a word processor puts in by itself, told apart from what is to be read.

A field begins, says its instruction, shows its result and ends, often in different paragraphs. The
instruction is never read; the result is, unless it is made of the printed page.
Source: ECMA-376 Part 1, 17.16.
"""

from dataclasses import dataclass

from tts.sources.docx.words import UNREAD_FIELDS, W, field_kind
from tts.sources.markup import Element

CHARACTER, INSTRUCTION = W + "fldChar", W + "instrText"
LONGEST_INSTRUCTION = 200


@dataclass(slots=True, eq=False)
class _Field:
    instruction: str = ""
    shows: bool = False
    is_whole: bool = False

    @property
    def is_unread(self) -> bool:
        return field_kind(self.instruction) in UNREAD_FIELDS


class Fields:
    """Follows the fields of one story (the main text, a note). One that never ends is not
    believed: else a lost mark would swallow the rest of the book."""

    def __init__(self, story: Element) -> None:
        self._by_mark: dict[Element, _Field] = {}
        self._silences = set[_Field]()
        self._find(story)

    @property
    def is_silent(self) -> bool:
        """What comes now is not read."""
        return bool(self._silences)

    def pass_mark(self, mark: Element) -> None:
        """A field begins, shows its result, or ends here."""
        field = self._by_mark.get(mark)
        if field is None or not field.is_whole:
            return
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._silences.add(field)
        elif kind == "end" or not field.is_unread:
            self._silences.discard(field)

    def _find(self, story: Element) -> None:
        open_ = list[_Field]()
        for element in story.iter(CHARACTER, INSTRUCTION):
            kind = element.get(W + "fldCharType")
            if element.tag == INSTRUCTION:
                if (
                    open_
                    and not open_[-1].shows
                    and len(open_[-1].instruction) < LONGEST_INSTRUCTION
                ):
                    open_[-1].instruction += element.text or ""
                continue
            if kind == "begin":
                open_.append(_Field())
            if not open_:
                continue
            self._by_mark[element] = open_[-1]
            if kind == "separate":
                open_[-1].shows = True
            elif kind == "end":
                open_.pop().is_whole = True
