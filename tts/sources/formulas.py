"""Formulas met in a page: MathML, LaTeX as MathJax and Pandoc write it, pictures of formulas."""

from tts.book import Text
from tts.maths.formulas import formula_of, formula_of_latex
from tts.maths.latex import looks_like_latex
from tts.maths.tree import BadFormula
from tts.sources.frames import Frame
from tts.sources.markup import Element, attribute, classes_of, is_element, words_in
from tts.sources.remarks import Remarks

LONGEST_FORMULA = 20_000
TEX_TYPE = "math/tex"
DISPLAY = "display"
WRITTEN = frozenset({"math", "tex", "latex"})
"""Classes of elements that hold LaTeX as text, as Pandoc and others write them."""
DELIMITERS = ("\\(", "\\[", "$")


def is_formula(element: Element, tag: str) -> bool:
    """A `math` element, a script that holds LaTeX, or an element of text that is all LaTeX."""
    if tag == "math":
        return True
    if tag == "script":
        return attribute(element, "type").lower().startswith(TEX_TYPE)
    if tag not in {"span", "div", "p"} or not classes_of(element) & WRITTEN:
        return False
    said = (element.text or "").strip()
    is_bare = not any(is_element(one) for one in element)
    return is_bare and (said.startswith(DELIMITERS) or looks_like_latex(said))


def add_formula(element: Element, tag: str, frame: Frame, remarks: Remarks, name: str) -> None:
    """Put a formula into the running text; what cannot be understood is read as its letters."""
    try:
        if tag == "math":
            formula = formula_of(element, frame.language)
        else:
            kinds = (attribute(element, "type"), attribute(element, "class"))
            formula = formula_of_latex(
                element.text or "",
                frame.language,
                is_display=any(DISPLAY in kind for kind in kinds),
            )
    except BadFormula as error:
        said = attribute(element, "alttext") or words_in(element, LONGEST_FORMULA)
        frame.sink.run.add(Text(said, frame.language, frame.emphasis))
        if said:
            remarks.add(
                "formulas", name, f"a formula is read as its letters ({error}): {said[:80]}"
            )
        return
    frame.sink.run.add(formula)


def add_drawn_formula(image: Element, frame: Frame) -> bool:
    """A picture whose words are LaTeX, as in an encyclopaedia, is a formula, not a picture."""
    said = attribute(image, "alt")
    if not said or not looks_like_latex(said):
        return False
    try:
        frame.sink.run.add(formula_of_latex(said, frame.language))
    except BadFormula:
        return False
    return True
