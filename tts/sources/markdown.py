"""Markdown comes in through markdown-it, as a web page; formulas by the rules of `markdown_maths`.

CommonMark with tables and crossed-out words; notes as `[^1]`, which markdown-it itself does not
know: their bodies are taken out first, and a rule of ours makes the marks.
Sources: CommonMark 0.31.2; GitHub Flavored Markdown, 4.10 "Tables"; PHP Markdown Extra,
"Footnotes".
"""

import re
from collections import deque
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from tts.book import Book
from tts.errors import BadBook
from tts.sources.encodings import letters_of
from tts.sources.front_matter import split_front_matter
from tts.sources.loose import refuse_endless_lines, source_bytes
from tts.sources.markdown_maths import understand_maths
from tts.sources.package import CatalogueLine
from tts.sources.page import book_of_page
from tts.sources.remarks import Remarks

FENCE = re.compile(r" {0,3}(```+|~~~+)")
NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*)")
MARK = re.compile(r"\[\^([^\]\s]{1,80})\]")
INDENT = 4
DEEPEST = 100
NOTES = "dauys_notes"


def read_markdown(path: Path) -> Book:
    """The book in a Markdown file, in any encoding that Russian and Kazakh are written in.

    Raises BadBook if it is no text, has nothing to read, or is larger than 64 MiB.
    """
    remarks = Remarks()
    letters = letters_of(source_bytes(path), path.name)
    if letters.remark:
        remarks.add("doubtful encodings", path.name, letters.remark)
    refuse_endless_lines(letters.text, path.name)
    lines, text = split_front_matter("\n".join(letters.text.splitlines()))
    page, first_title = _page_of(text, path.name)
    if first_title:
        lines.setdefault("title", [CatalogueLine(first_title, {})])
    return book_of_page(page, path, remarks, lines)


@dataclass(slots=True)
class _Notes:
    """Note bodies by their names, as Markdown, and the marks that were met, in order."""

    bodies: dict[str, str]
    met: dict[str, int] = field(default_factory=dict)
    waiting: deque[str] = field(default_factory=deque)

    def number(self, name: str) -> int:
        """What the mark of a note shows: 1 for the first that is met."""
        if name not in self.met:
            self.met[name] = len(self.met) + 1
            self.waiting.append(name)
        return self.met[name]


def _page_of(text: str, book: str) -> tuple[str, str]:
    """The page, and the words of its first heading if that is of level 1.

    Notes may refer to notes: bodies are rendered as long as marks to new ones are met.
    """
    text, bodies = _without_notes(text)
    notes = _Notes(bodies)
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(
        ["table", "strikethrough"]
    )
    reader.inline.ruler.before("link", "note_mark", _note_mark)
    understand_maths(reader)
    env: dict[str, Any] = {NOTES: notes}
    tokens = reader.parse(text, env)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        raise BadBook(
            f"The marks of this text are nested {DEEPEST} deep, where Markdown loses words.",
            where=book,
            remedy="Take out some of the signs for lists or quotations.",
        )
    done = [reader.renderer.render(tokens, reader.options, env)]
    while notes.waiting:
        name = notes.waiting.popleft()
        done.append(_aside(notes.met[name], reader.render(notes.bodies[name], env)))
    done += [
        f"<p>{escape(name)}</p>{reader.render(body, env)}"
        for name, body in bodies.items()
        if name not in notes.met
    ]
    first = next((at for at, one in enumerate(tokens) if one.type == "heading_open"), None)
    is_title = first is not None and tokens[first].tag == "h1"
    title = _words(tokens[first + 1].children or []) if is_title and first is not None else ""
    return f"<html><body>{''.join(done)}</body></html>", title


def _words(pieces: list[Any]) -> str:
    return "".join(one.content if one.type in {"text", "code_inline"} else " " for one in pieces)


def _note_mark(state: StateInline, silent: bool) -> bool:
    """An inline rule: `[^name]` is the mark of a note if there is a note of that name."""
    if state.src[state.pos] != "[":
        return False
    found = MARK.match(state.src, state.pos, state.posMax)
    notes = state.env.get(NOTES)
    if not found or not isinstance(notes, _Notes) or found[1] not in notes.bodies:
        return False
    if not silent:
        number = notes.number(found[1])
        token = state.push("html_inline", "", 0)
        token.content = f'<a role="doc-noteref" href="#dauys-note-{number}">{number}</a>'
    state.pos = found.end()
    return True


def _aside(number: int, body: str) -> str:
    return f'<aside role="doc-footnote" id="dauys-note-{number}">{body}</aside>'


def _without_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without the bodies of notes, and these; what stands in a code fence stays."""
    kept, bodies = list[str](), dict[str, list[str]]()
    fence, body = "", None
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence, body = mark[1], None
        note = None if fence else NOTE.fullmatch(line)
        if note and note[1] not in bodies:
            body = bodies[note[1]] = [note[2]]
        elif body is not None and _goes_on(line, body):
            body.append(line[INDENT:] if line[:INDENT].isspace() else line)
        else:
            body = None
            kept.append(line)
    return "\n".join(kept), {name: "\n".join(lines) for name, lines in bodies.items()}


def _goes_on(line: str, body: list[str]) -> bool:
    """A note goes on over indented lines, and over plain ones up to an empty one."""
    if not line.strip():
        return True
    return line[:INDENT].isspace() or bool(body[-1].strip())
