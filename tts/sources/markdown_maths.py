"""Formulas in Markdown: `$…$`, `$$…$$`, `\\(…\\)` and `\\[…\\]`, told apart from money.

As Pandoc has it: what `$` opens begins at once, what it closes ends at once, and no digit follows
the closing one; so "$5 and $10" is money. A formula ends in the paragraph that it began in.
Source: Pandoc User's Guide, "Extension: tex_math_dollars" and "tex_math_single_backslash".
"""

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from tts.maths.latex import LONGEST_LATEX

_DISPLAY = re.compile(rf"\$\$(?P<maths>[^$]{{1,{LONGEST_LATEX}}})\$\$")
_INLINE = re.compile(rf"\$(?P<maths>(?![\s$])(?:[^$\\]|\\[\s\S]){{1,{LONGEST_LATEX}}})\$(?!\d)")
_WORD = re.compile(r"\s[^\W\d_]{2,}(?=\s|\Z)")
_ROUND, _SQUARE = ("\\(", "\\)"), ("\\[", "\\]")
_BEGINS = ("$$", "\\[")
MOST_LINES = 400


def understand_maths(reader: MarkdownIt) -> None:
    """Teach the reader of Markdown the rules of formulas."""
    reader.inline.ruler.before("escape", "formula", _inline)
    reader.block.ruler.before(
        "fence", "formula_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def _inline(state: StateInline, silent: bool) -> bool:
    """An inline rule: a formula becomes an element of LaTeX, as Pandoc would write it."""
    found = _formula_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    latex, end = found
    if not silent:
        is_display = state.src.startswith(_BEGINS, state.pos)
        state.push("html_inline", "", 0).content = _element(latex, is_display=is_display)
    state.pos = end
    return True


def _formula_at(text: str, place: int, end: int) -> tuple[str, int] | None:
    """The LaTeX of a formula that begins here, and where it ends."""
    if text[place] == "$":
        found = _DISPLAY.match(text, place, end) or _INLINE.match(text, place, end)
        if not found or found["maths"].isspace() or "\n\n" in found["maths"]:
            return None
        is_inline = not found[0].startswith("$$")
        if is_inline and (found["maths"][-1].isspace() or _is_money(found["maths"])):
            return None
        return found["maths"], found.end()
    for opening, closing in (_ROUND, _SQUARE):
        if text.startswith(opening, place):
            stop = text.find(closing, place + 2, min(end, place + LONGEST_LATEX))
            return (text[place + 2 : stop], stop + 2) if stop > place + 2 else None
    return None


def _is_money(maths: str) -> bool:
    """A sum with words behind it: "$5, а была 10$"."""
    return maths[0].isdigit() and "\\" not in maths and _WORD.search(maths) is not None


def _block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A block rule: lines from `$$` to `$$`, with whatever Markdown would take for its own."""
    begin = state.bMarks[first] + state.tShift[first]
    opening = state.src[begin : begin + 2]
    if opening not in _BEGINS or state.is_code_block(first):
        return False
    closing = "$$" if opening == "$$" else "\\]"
    lines = list[str]()
    for line in range(first, min(last, first + MOST_LINES)):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if not text.strip():
            return False
        lines.append(text[2:] if line == first else text)
        if lines[-1].rstrip().endswith(closing):
            break
    latex = "\n".join(lines).rstrip()
    if not latex.endswith(closing) or not latex[:-2].strip() or closing in latex[:-2]:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.content = f"<p>{_element(latex[:-2], is_display=True)}</p>\n"
        token.map = [first, first + len(lines)]
    state.line = first + len(lines)
    return True


def _element(latex: str, *, is_display: bool) -> str:
    opening, closing = _SQUARE if is_display else _ROUND
    kind = "display" if is_display else "inline"
    return f'<span class="math {kind}">{opening}{escape(latex.strip())}{closing}</span>'
