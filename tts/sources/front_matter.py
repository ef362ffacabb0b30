"""The catalogue entry at the head of a Markdown file: `title: …` lines between two `---`.

Of YAML only what such heads use is understood: plain lines, lists in brackets or with dashes,
quotes. A head that holds anything else is left in the text, where nothing of it is lost.
"""

import re

from tts.sources.package import CatalogueLine

HEAD = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
LONGEST_HEAD = 20_000
KEY = re.compile(r"([A-Za-zА-яӘәІіҢңҒғҮүҰұҚқӨөҺһ_-]{1,40})[ \t]*:(?:[ \t]+(.*))?")
ENTRY = re.compile(r"[ \t]*-[ \t]+(.*)")
MEANS = {
    **dict.fromkeys(("title", "название", "заглавие", "атауы"), "title"),
    **dict.fromkeys(("author", "authors", "creator", "автор", "авторы", "авторлары"), "creator"),
    **dict.fromkeys(("lang", "language", "язык", "тіл", "тілі"), "language"),
    **dict.fromkeys(("date", "year", "дата", "год", "жылы"), "date"),
    **dict.fromkeys(("publisher", "издательство", "баспа"), "publisher"),
    **dict.fromkeys(("description", "abstract", "аннотация", "аңдатпа"), "description"),
    **dict.fromkeys(("subject", "keywords", "tags", "теги"), "subject"),
    **dict.fromkeys(("translator", "editor", "contributor", "переводчик"), "contributor"),
    **dict.fromkeys(("rights", "copyright", "license"), "rights"),
    **dict.fromkeys(("identifier", "isbn"), "identifier"),
    "source": "source",
}


def split_front_matter(text: str) -> tuple[dict[str, list[CatalogueLine]], str]:
    """The catalogue lines of the head, by their Dublin Core names, and the text without the head.

    >>> lines, rest = split_front_matter("---\\ntitle: Су\\nlang: kk\\n---\\nБасы")
    >>> lines["title"][0].text, rest
    ('Су', 'Басы')
    """
    head = HEAD.match(text[:LONGEST_HEAD])
    said = _understood(head[1]) if head else None
    if head is None or said is None:
        return {}, text
    lines: dict[str, list[CatalogueLine]] = {}
    for key, values in said:
        meaning = MEANS.get(key.lower())
        if meaning:
            lines.setdefault(meaning, []).extend(CatalogueLine(one, {}) for one in values if one)
    return lines, text[head.end() :]


def _understood(head: str) -> list[tuple[str, list[str]]] | None:
    """Every key with its values; None if some line is neither key nor entry."""
    said = list[tuple[str, list[str]]]()
    for line in head.split("\n"):
        key, entry = KEY.fullmatch(line), ENTRY.fullmatch(line)
        if key:
            said.append((key[1], _values(key[2] or "")))
        elif entry and said:
            said[-1][1].append(_unquoted(entry[1]))
        elif line.strip() and not line.startswith("#"):
            return None
    return said or None


def _values(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(one) for one in text[1:-1].split(",")]
    return [_unquoted(text)] if text else []


def _unquoted(text: str) -> str:
    text = text.strip()
    is_quoted = len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text
