"""The names of W3C's Pronunciation Lexicon, and ours for what it has no words for.

Source: Pronunciation Lexicon Specification (PLS) Version 1.0, W3C Recommendation 14 October 2008.
"""

PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
OURS = "tag:dauys,2026:lexicon"
XML = "http://www.w3.org/XML/1998/namespace"

LANG = f"{{{XML}}}lang"
KIND, CASE, SAID = f"{{{OURS}}}kind", f"{{{OURS}}}case", f"{{{OURS}}}said"


def pls(name: str) -> str:
    """The full name of one of its elements."""
    return f"{{{PLS}}}{name}"
