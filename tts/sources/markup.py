"""The words of XHTML: names, types, roles, language, whether an element is seen at all.

An element may come from an XML parser (names in namespaces) or from an HTML one (names with
colons); both are read alike here.
Sources: EPUB 3 Structural Semantics Vocabulary 1.1; Digital Publishing WAI-ARIA Module 1.1.
"""

import re
from functools import lru_cache

from lxml import etree

Element = etree._Element  # noqa: SLF001 - the only name lxml has for the type of its elements


def listed(words: str) -> frozenset[str]:
    """A set of words, written as a line of them."""
    return frozenset(words.split())


OPS = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XLINK = "{http://www.w3.org/1999/xlink}"
UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,6}", re.IGNORECASE)
NOTHING_SAID = frozenset[str]()
UNKNOWN_LANGUAGES = frozenset({"und", "mul", "zxx", "mis"})
# ISO 639-2 and old codes that catalogues write where BCP 47 wants the shortest.
SHORTER = {
    "kaz": "kk", "rus": "ru", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr",
    "spa": "es", "ita": "it", "tur": "tr", "uzb": "uz", "kir": "ky", "tat": "tt", "uig": "ug",
    "ara": "ar", "heb": "he", "iw": "he", "fas": "fa", "per": "fa", "zho": "zh", "chi": "zh",
    "kor": "ko", "jpn": "ja", "ukr": "uk", "lat": "la", "pol": "pl",
}  # fmt: skip

BLOCKS = listed(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main nav ol p pre "
    "section summary table tbody td tfoot th thead tr ul "
    "bodymatter book frontmatter note level level1 level2 level3 level4 level5 level6 rearmatter"
)


def is_element(node: Element) -> bool:
    """False for comments, processing instructions and entities, which lxml lists as children."""
    return isinstance(node.tag, str)


def local(element: Element) -> str:
    """An element's name without namespace or prefix, in small letters."""
    return _local(element.tag)  # type: ignore[arg-type]  # an element's tag is its name


def attribute(element: Element, name: str, namespace: str = "", prefix: str = "") -> str:
    """An attribute's value, trimmed; "" if it is not there."""
    value = element.get(namespace + name) if namespace else None
    if value is None:
        value = element.get(f"{prefix}:{name}" if prefix else name)
    return (value or "").strip()


def types_of(element: Element) -> frozenset[str]:
    """What the author says the element is: `epub:type` and `role`, in small letters.

    Prefixes of vocabularies are dropped: "z3998:verse" is "verse".
    """
    if not element.attrib:
        return NOTHING_SAID
    return _types(attribute(element, "type", OPS, "epub"), attribute(element, "role"))


def classes_of(element: Element) -> frozenset[str]:
    """The words of the class attribute, in small letters."""
    return frozenset(attribute(element, "class").lower().split())


def ids_of(element: Element) -> tuple[str, ...]:
    """What a link may call the element by: its id, and of an old anchor also its name."""
    if not element.attrib:
        return ()
    names = [element.get("id"), element.get(XML + "id")]
    if local(element) == "a":
        names.append(element.get("name"))
    return tuple(name.strip() for name in names if name and name.strip())


def said_language(element: Element) -> str | None:
    """The language the element itself states: a tag, "" for unknown, None if it says nothing."""
    said = element.get(XML + "lang")
    if said is None:
        said = element.get("xml:lang", element.get("lang"))
    return None if said is None else language_tag(said)


def language_tag(said: str) -> str:
    """A BCP 47 tag in its usual spelling ("kk-Cyrl-KZ"), or "" for what is none.

    Source: RFC 5646, 2.1.1 "Formatting of Language Tags".
    """
    said = said.strip().replace("_", "-")
    if not LANGUAGE.fullmatch(said):
        return ""
    first, *rest = said.lower().split("-")
    if first in UNKNOWN_LANGUAGES:
        return ""
    return "-".join([SHORTER.get(first, first), *(_spelt(subtag) for subtag in rest)])


def same_language(one: str, other: str) -> bool:
    """Two tags for one language, whatever the country."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def is_unseen(element: Element) -> bool:
    """The element is not meant for readers: hidden, or taken out of the page by its own style."""
    if element.get("hidden") is not None or attribute(element, "aria-hidden").lower() == "true":
        return True
    style = element.get("style")
    return bool(style and UNSEEN_STYLE.search(style))


def words_in(element: Element, most_characters: int = 2_000) -> str:
    """The element's text with single spaces, cut off after about `most_characters`."""
    found, length = list[str](), 0
    for text in element.itertext():
        found.append(text)
        length += len(text)
        if length > most_characters:
            break
    return " ".join("".join(found).split())


# Names and types come again and again; a stranger's endless variety of them must not pile up.
@lru_cache(maxsize=1_024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


@lru_cache(maxsize=1_024)
def _types(said: str, role: str) -> frozenset[str]:
    words = f"{said} {role}".lower().split()
    return frozenset(word.rpartition(":")[2] for word in words)


def _spelt(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag
