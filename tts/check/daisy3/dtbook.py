"""DTBook 2005-3 in tables: its elements, what some of them hold, what others must bear.

Own words for the parts of the DTD that a talking book can break; inline content is left free.
Source: dtbook-2005-3.dtd (Z39.86-2005).
"""

from __future__ import annotations

_HEADS = "h1 h2 h3 h4 h5 h6"
_LEVELS = "level1 level2 level3 level4 level5 level6"
_INLINE = (
    "em strong dfn code samp kbd cite abbr acronym a img imggroup br q sub sup span bdo sent w "
    "pagenum prodnote annoref noteref linenum"
)
_BLOCK = (
    "p list dl div blockquote img imggroup poem linegroup byline dateline epigraph table address "
    "line author prodnote sidebar note annotation a cite samp kbd pagenum doctitle docauthor "
    "covertitle bridgehead"
)

ELEMENTS = frozenset(
    f"""dtbook head meta link book frontmatter bodymatter rearmatter level hd {_LEVELS} {_HEADS}
    {_INLINE} {_BLOCK} title li lic dt dd caption thead tbody tfoot tr th td col colgroup
    """.split()
)

CONTENT: dict[str, frozenset[str]] = {
    name: frozenset(inside.split())
    for name, inside in {
        "dtbook": "head book",
        "head": "meta link",
        "book": "frontmatter bodymatter rearmatter",
        "frontmatter": "doctitle covertitle docauthor level level1",
        "bodymatter": "level level1",
        "rearmatter": "level level1",
        "level1": f"{_BLOCK} {_HEADS} {_LEVELS}",
        "level2": f"{_BLOCK} {_HEADS} {_LEVELS}",
        "level3": f"{_BLOCK} {_HEADS} {_LEVELS}",
        "level4": f"{_BLOCK} {_HEADS} {_LEVELS}",
        "level5": f"{_BLOCK} {_HEADS} {_LEVELS}",
        "level6": f"{_BLOCK} {_HEADS} {_LEVELS}",
        "list": "hd prodnote li pagenum",
        "dl": "dt dd pagenum",
        "table": "caption col colgroup thead tfoot tbody tr pagenum",
        "thead": "tr",
        "tfoot": "tr",
        "tbody": "tr pagenum",
        "tr": "th td",
        "imggroup": "prodnote img caption pagenum",
        "poem": "title author hd dateline epigraph byline linegroup line pagenum img imggroup "
        "sidebar",
        "linegroup": "hd dateline epigraph byline linegroup line pagenum prodnote noteref annoref "
        "note annotation p blockquote img imggroup",
        "note": _BLOCK,
        "annotation": _BLOCK,
    }.items()
}

MAY_BE_EMPTY = {"head", "book", "poem", "linegroup"}

REQUIRED = {
    "pagenum": ("id",),
    "noteref": ("idref",),
    "annoref": ("idref",),
    "note": ("id",),
    "annotation": ("id",),
    "img": ("src", "alt"),
    "list": ("type",),
    "prodnote": ("render",),
    "sidebar": ("render",),
    "meta": ("content",),
}
