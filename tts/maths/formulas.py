"""A formula of a source, in whatever language of formulas, becomes one of ours."""

from __future__ import annotations

from tts.book import Formula
from tts.maths.latex import looks_like_latex, tree_of_latex
from tts.maths.linear import linear
from tts.maths.tree import BadFormula, Markup, Node, local, mathml_of, tree_of

_TEX = "tex"
MOST_ANNOTATIONS = 50


def formula_of(math: Markup, language: str = "", *, is_display: bool = False) -> Formula:
    """The formula of a `math` element, shown on one line as its `alttext` says, or else as we do.

    LaTeX is taken only where the element shows nothing else. Raises BadFormula.
    """
    is_display = is_display or math.get("display") == "block" or math.get("mode") == "display"
    alternative = " ".join((math.get("alttext") or "").split())
    try:
        tree = tree_of(math)
    except BadFormula:
        latex = _latex_in(math) or (alternative if looks_like_latex(alternative) else "")
        if not latex:
            raise
        tree = tree_of_latex(latex)
    shown = "" if looks_like_latex(alternative) else alternative
    return _formula(tree, shown, language, is_display=is_display)


def formula_of_latex(latex: str, language: str = "", *, is_display: bool = False) -> Formula:
    """The formula in a piece of LaTeX, with or without its dollars. Raises BadFormula."""
    is_display = is_display or latex.strip().startswith(("$$", "\\["))
    return _formula(tree_of_latex(latex), "", language, is_display=is_display)


def _formula(tree: Node, shown: str, language: str, *, is_display: bool) -> Formula:
    return Formula(mathml_of(tree, is_display=is_display), shown or linear(tree), language)


def _latex_in(math: Markup) -> str:
    """What an annotation says in LaTeX; "" if there is none."""
    waiting, seen = list(math), 0
    while waiting and seen < MOST_ANNOTATIONS:
        one, seen = waiting.pop(0), seen + 1
        if local(one) == "annotation" and _TEX in (one.get("encoding") or "").lower():
            return one.text or ""
        waiting += list(one) if local(one) in {"semantics", "mrow", "mstyle"} else []
    return ""
