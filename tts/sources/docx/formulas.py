"""Formulas of a Word document (OMML), as the mark-up of a page carries formulas.

Source: ECMA-376 Part 1, 22.1 "Math".
"""

from lxml import etree

from tts.sources.docx.words import M
from tts.sources.markup import Element
from tts.sources.running_text import folded

LONGEST_FORMULA = 20_000


def formula(omml: Element) -> Element | None:
    """A `math` element whose text is the signs of the formula in order; None if it has none."""
    signs = folded(" ".join(one.text or "" for one in omml.iter(M + "t"))[:LONGEST_FORMULA])
    return etree.Element("math", {"alttext": signs}) if signs else None
