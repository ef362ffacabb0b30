"""Styles of a Word document: what a paragraph is, and how its letters look, by its style.

Built-in styles keep their English names in every language of the word processor ("heading 1"),
while their ids are translated ("1", "a3"); styles people make themselves are known by their names
in three languages, by the style they are based on, and by their outline level.
Source: ECMA-376 Part 1, 17.7 "Styles", 17.3.1.20 "outlineLvl".
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from tts.book import Emphasis
from tts.sources.docx.words import W, child, is_on, number, value
from tts.sources.markup import Element, language_tag

LONGEST_CHAIN = 32
BODY_LEVEL = 9
DEEPEST_HEADING = 6
HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*([1-9])")


class Kind(Enum):
    """What a paragraph's style makes of it."""

    PLAIN = auto()
    TITLE = auto()
    SUBTITLE = auto()
    QUOTATION = auto()
    CAPTION = auto()
    VERSE = auto()
    CONTENTS = auto()


KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"(?:toc|оглавление|мазмұны?) ?(?:[1-9]|heading)|table of .*"), Kind.CONTENTS),
    (re.compile(r"title|название|кітап атауы"), Kind.TITLE),
    (re.compile(r"subtitle|подзаголовок|тақырыпша"), Kind.SUBTITLE),
    (re.compile(r"(?:intense )?quot.*|block text|.*цитат.*|.*дәйексөз.*"), Kind.QUOTATION),
    (re.compile(r"caption|название объекта|подпись.*|.*подрисуночн.*"), Kind.CAPTION),
    (re.compile(r"(?:.*\b)?(?:verse|poem|poetry|stanza)\b.*|.*(?:стих|строф|өлең|шумақ).*"),
     Kind.VERSE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lettering:
    """How letters look: each fact on, off, or (None) left to what stands around."""

    bold: bool | None = None
    italic: bool | None = None
    raised: str | None = None
    hidden: bool | None = None
    language: str | None = None

    def under(self, nearer: "Lettering") -> "Lettering":
        """This, where `nearer` says nothing."""
        return Lettering(
            self.bold if nearer.bold is None else nearer.bold,
            self.italic if nearer.italic is None else nearer.italic,
            self.raised if nearer.raised is None else nearer.raised,
            self.hidden if nearer.hidden is None else nearer.hidden,
            self.language if nearer.language is None else nearer.language,
        )

    @property
    def emphasis(self) -> Emphasis:
        """The strongest way in which these letters stand out."""
        if self.raised in {"superscript", "subscript"}:
            is_sup = self.raised == "superscript"
            return Emphasis.SUPERSCRIPT if is_sup else Emphasis.SUBSCRIPT
        if self.bold:
            return Emphasis.STRONG
        return Emphasis.EMPHASIS if self.italic else Emphasis.NONE


PLAIN_LETTERS = Lettering()


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it is based on. `level` is a heading's, 1 to 6, or 0; `numbered` is the id
    of a numbering and the level in it."""

    kind: Kind = Kind.PLAIN
    level: int = 0
    lettering: Lettering = PLAIN_LETTERS
    numbered: tuple[str, int] | None = None
    breaks_page: bool = False


class Styles:
    """The styles of a document by id. `language` is what the document says by default."""

    def __init__(self, root: Element, settings: Element | None) -> None:
        self._by_id: dict[tuple[str, str], Element] = {}
        self._default = ""
        for style in root.iterchildren(W + "style"):
            key = (style.get(W + "type") or "paragraph", style.get(W + "styleId") or "")
            self._by_id.setdefault(key, style)
            if key[0] == "paragraph" and (style.get(W + "default") or "0").lower() in {"1", "true"}:
                self._default = self._default or key[1]
        self._resolved: dict[tuple[str, str], Style] = {}
        self.language = self._own_language(root, settings)

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph; of one that names none, or none that exists, the default."""
        style_id = style_id if ("paragraph", style_id) in self._by_id else self._default
        return self._style("paragraph", style_id or "")

    def letters(self, style_id: str | None) -> Lettering:
        """How a character style makes letters look."""
        return self._style("character", style_id).lettering if style_id else PLAIN_LETTERS

    def _own_language(self, root: Element, settings: Element | None) -> str:
        normal = self._by_id.get(("paragraph", self._default))
        theme = child(settings, "themeFontLang")
        said = (
            value(normal, "rPr", "lang"),
            value(root, "docDefaults", "rPrDefault", "rPr", "lang"),
            theme.get(W + "val") if theme is not None else None,
        )
        return next((tag for one in said if one and (tag := language_tag(one))), "")

    def _style(self, kind: str, style_id: str) -> Style:
        key = (kind, style_id)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(self._chain(key))
        return self._resolved[key]

    def _chain(self, key: tuple[str, str]) -> list[Element]:
        """A style and what it is based on, the nearest first; circles are cut."""
        chain = list[Element]()
        style = self._by_id.get(key)
        while style is not None and style not in chain and len(chain) < LONGEST_CHAIN:
            chain.append(style)
            style = self._by_id.get((key[0], value(style, "basedOn") or ""))
        return chain

    def _resolve(self, chain: list[Element]) -> Style:
        names = [_name(style) for style in chain]
        kinds = (kind for name in names for sign, kind in KINDS if sign.fullmatch(name))
        lettering = PLAIN_LETTERS
        for style in reversed(chain):
            own = lettering_of(child(style, "rPr"))
            is_root = style.get(W + "styleId") == self._default
            # What the default style says of language is the document's word, not the paragraph's.
            nearer = Lettering(own.bold, own.italic, own.raised, own.hidden) if is_root else own
            lettering = lettering.under(nearer)
        levels = (_level(style, name) for style, name in zip(chain, names, strict=True))
        return Style(
            kind=next(kinds, Kind.PLAIN),
            level=next((level for level in levels if level is not None), 0),
            lettering=lettering,
            numbered=next(filter(None, (numbered(child(one, "pPr")) for one in chain)), None),
            breaks_page=next(
                (on for one in chain
                 if (on := is_on(child(one, "pPr"), "pageBreakBefore")) is not None), False
            ),
        )  # fmt: skip


def lettering_of(properties: Element | None) -> Lettering:
    """What `w:rPr` itself says."""
    if properties is None:
        return PLAIN_LETTERS
    language = child(properties, "lang")
    said = language.get(W + "val") if language is not None else None
    if language is not None and is_on(properties, "rtl"):
        said = language.get(W + "bidi") or said
    return Lettering(
        is_on(properties, "b"),
        is_on(properties, "i"),
        value(properties, "vertAlign"),
        is_on(properties, "vanish"),
        None if said is None else language_tag(said),
    )


def outline_level(properties: Element | None) -> int | None:
    """A heading's level, 1 to 6, 0 for body text, None if `w:pPr` does not say."""
    said = value(properties, "outlineLvl")
    if said is None:
        return None
    level = number(said, BODY_LEVEL)
    return min(level + 1, DEEPEST_HEADING) if 0 <= level < BODY_LEVEL else 0


def numbered(properties: Element | None) -> tuple[str, int] | None:
    """The numbering that `w:pPr` puts a paragraph in, "0" for none; None if it does not say."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    return value(numbering, "numId") or "", number(value(numbering, "ilvl"))


def _name(style: Element) -> str:
    said = value(style, "name") or style.get(W + "styleId") or ""
    return " ".join(said.casefold().split())[:200]


def _level(style: Element, name: str) -> int | None:
    said = outline_level(child(style, "pPr"))
    if said is not None:
        return said
    heading = HEADING.fullmatch(name)
    return min(int(heading[1]), DEEPEST_HEADING) if heading else None
