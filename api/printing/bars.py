"""Bar codes of bags, as scanners of all kinds read them: Code 128 (ISO/IEC 15417)."""

from barcode.codex import Code128
from markupsafe import Markup

QUIET_MODULES = 10
"""So much white is left on both sides (ISO/IEC 15417, section 4.3.2)."""
HEIGHT = 28


def bars(code: str) -> str:
    """The code as modules from left to right: 1 is black, 0 is white, without the quiet zones.

    A bag's code is digits alone, of which two take the place of one sign.
    """
    if not (code.isascii() and code.isdigit() and 0 < len(code) <= 16):
        raise ValueError("a bar code of a bag holds digits")
    modules: str = Code128(code).build()[0]
    return modules


def drawn_bars(code: str, said: str) -> Markup:
    """The code as an inline picture for a page; `said` is what a screen reader says for it."""
    modules = bars(code)
    width = len(modules) + 2 * QUIET_MODULES
    path = "".join(
        f"M{place + QUIET_MODULES} 0h1v{HEIGHT}h-1z"
        for place, sign in enumerate(modules)
        if sign == "1"
    )
    return Markup(
        '<svg class="bars" role="img" aria-label="{}" viewBox="0 0 {} {}" '
        'preserveAspectRatio="none" shape-rendering="crispEdges">'
        '<rect width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>'
    ).format(said, width, HEIGHT, width, HEIGHT, path)
