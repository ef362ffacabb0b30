"""LaTeX becomes MathML through latex2mathml, which is known to this file only."""

import re

from tts.maths.tree import BadFormula, Node, tree_of

LONGEST_LATEX = 8_000
_DEEPEST_BRACES = 30
_ENVIRONMENTS = {
    "aligned": "{rl}", "align": "{rl}", "align*": "{rl}", "split": "{rl}", "eqnarray": "{rcl}",
    "eqnarray*": "{rcl}", "alignat": "{rl}", "alignedat": "{rl}", "gathered": "{l}",
    "gather": "{l}", "gather*": "{l}", "multline": "{l}", "multline*": "{l}",
}  # fmt: skip
_ENVIRONMENT = re.compile(
    r"\\(begin|end)\{(align(?:ed|at|edat)?\*?|split|eqnarray\*?|gather(?:ed)?\*?|multline\*?)\}"
)
_NUMBERED = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}|\\no(?:number|tag)\b")
_NAMED = re.compile(r"\\(?:label|tag)\*?\{[^{}]{0,80}\}")
_CHEMICAL = re.compile(r"\\ce\{([^{}]{0,400})\}")
_COUNT = re.compile(r"(?<=[A-Za-z)\]])(\d{1,3})")
_DELIMITERS = (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$"))
# Commands that stand in formulas and in no path of a file.
_COMMANDS = """
    frac dfrac tfrac sqrt sum prod int lim left right begin mathbf mathrm mathit mathbb mathcal text
    cdot times pm mp div le leq ge geq ne neq approx equiv infty partial nabla vec overline hat
    alpha beta gamma delta epsilon varepsilon zeta eta theta lambda mu nu xi pi rho sigma tau phi
    varphi chi psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega sin cos tan ln log forall
    exists rightarrow Rightarrow ldots dots binom operatorname displaystyle
"""
_TELLING = re.compile(rf"\\(?:{'|'.join(_COMMANDS.split())})(?![A-Za-z])|[\^_]\{{")


def tree_of_latex(latex: str) -> Node:
    """The tree of a formula in LaTeX, with or without its dollars. Raises BadFormula."""
    # Loading takes a while, and few books hold LaTeX.
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415

    latex = without_delimiters(latex)
    if not latex or len(latex) > LONGEST_LATEX or _depth(latex) > _DEEPEST_BRACES:
        raise BadFormula("no LaTeX, or more than a formula")
    try:
        return tree_of(convert_to_element(_plainer(latex)))
    except BadFormula:
        raise
    except Exception as error:
        raise BadFormula(f"no LaTeX that we know: {error}") from error


def without_delimiters(latex: str) -> str:
    """The formula without the signs that set it off from the text."""
    latex = latex.strip()
    for begin, end in _DELIMITERS:
        if latex.startswith(begin) and latex.endswith(end) and len(latex) >= len(begin + end):
            return latex[len(begin) : -len(end)].strip()
    return latex


def looks_like_latex(text: str) -> bool:
    """Whether words that stand for a picture are a formula in LaTeX, as in an encyclopaedia."""
    text = text.strip()
    if text.startswith(("{\\displaystyle", "{\\textstyle", "\\(", "\\[")):
        return True
    return len(_TELLING.findall(text)) > 0 and text.count("{") == text.count("}")


def _plainer(latex: str) -> str:
    """Without numbers of formulas; what lines up formulas as a table that the library knows."""
    latex = _NAMED.sub(" ", _NUMBERED.sub(" ", latex))
    latex = _CHEMICAL.sub(lambda found: _COUNT.sub(r"_{\1}", found[1]), latex)
    return _ENVIRONMENT.sub(_as_array, latex)


def _as_array(found: re.Match[str]) -> str:
    columns = _ENVIRONMENTS.get(found[2], "{rl}") if found[1] == "begin" else ""
    return f"\\{found[1]}{{array}}{columns}"


def _depth(latex: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"\\left\b|\\right\b|\\begin\b|\\end\b|[{}]", latex):
        depth += 1 if sign in {"{", "\\left", "\\begin"} else -1
        deepest = max(deepest, depth)
    return deepest
