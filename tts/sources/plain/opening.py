"""Title and author from the first lines of a plain text, where they look like it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tts.sources.plain.headings import keyword_rank
from tts.sources.plain.lines import DASH, Line

MOST_LINES = 6
LONGEST_TITLE = 100
LOOKED_AT = 40
NAME = r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w’'-]{1,24}"
INITIAL = r"[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\."
PERSON = re.compile(
    rf"{NAME}(?: {NAME}){{1,2}}|(?:{INITIAL} ?){{1,2}}{NAME}(?:-{NAME})?|"
    rf"{NAME} {INITIAL} ?{INITIAL}"
)
LABELLED = re.compile(
    r"(название|заглавие|тақырыбы|атауы|title|автор|авторы|author|by)\s*:\s*(\S.*)", re.IGNORECASE
)
AUTHOR_LABELS = frozenset({"автор", "авторы", "author", "by"})
GENRE = re.compile(
    r"\(?(?:(?:исторический|документальная|короткий)\s)?(?:роман|повесть|рассказы?|сказки?|стихи|"
    r"поэма|очерки?|эссе|пьеса|хикаят|әңгіме(?:лер)?|өлеңдер|повестер|дастан|ертегі(?:лер)?|"
    r"(?:a )?(?:novel|story|tale)|stories|poems)\b.{0,40}",
    re.IGNORECASE,
)


class Opening(NamedTuple):
    """What the first lines say; `title_at` is the line of the title, -1 if there is none.

    Lines before `after` are the title page.
    """

    title: str = ""
    creators: tuple[str, ...] = ()
    title_at: int = -1
    after: int = 0


def opening_of(lines: Sequence[Line]) -> Opening:
    """Short lines before the first chapter or paragraph: a name of a person, a title."""
    labelled = _labelled(lines)
    if labelled:
        return labelled
    places = _title_page(lines)
    said = [(at, lines[at].text) for at in places if not GENRE.fullmatch(lines[at].text)]
    if not said:
        return Opening()
    people = [(at, text) for at, text in said if PERSON.fullmatch(_as_name(text))]
    people.sort(key=lambda one: one[1].isupper())  # a title in capitals also looks like a name
    person = people[0] if people and len(said) > 1 else None
    title = next((one for one in said if one != person), None)
    return Opening(
        title=title[1].rstrip(".") if title else "",
        creators=(_as_name(person[1]),) if person else (),
        title_at=title[0] if title else -1,
        after=places[-1] + 1,
    )


def _labelled(lines: Sequence[Line]) -> Opening | None:
    """ "Автор: …" and "Название: …", as in the heads of e-texts."""
    title, title_at, creators, after = "", -1, list[str](), 0
    for at, line in enumerate(lines[:LOOKED_AT]):
        match = LABELLED.fullmatch(line.text[: LONGEST_TITLE * 2])
        if match and match[1].lower() in AUTHOR_LABELS:
            creators.append(match[2])
            after = at + 1
        elif match and not title:
            title, title_at, after = match[2], at, at + 1
    return Opening(title, tuple(creators), title_at, after) if title else None


def _title_page(lines: Sequence[Line]) -> list[int]:
    """Lines of the title page: few, short, each alone or in twos, an empty line after them."""
    places = list[int]()
    together = 0
    for at, line in enumerate(lines):
        if not line.text:
            together = 0
            continue
        together += 1
        if together > 2 or len(places) >= MOST_LINES or not _is_short_title(line):
            break
        places.append(at)
    else:
        return []  # nothing but short lines: no title page, or no book
    while places and places[-1] + 1 < len(lines) and lines[places[-1] + 1].text:
        places.pop()  # the lines after stand with it: a paragraph or a poem begins there
    return places


def _is_short_title(line: Line) -> bool:
    text = line.text
    if len(text) > LONGEST_TITLE or DASH.match(text) or keyword_rank(text):
        return False
    is_title = text.endswith(".") is False or PERSON.fullmatch(_as_name(text)) is not None
    return is_title and any(map(str.isalpha, text)) and not text.endswith((",", ";", ":"))


def _as_name(text: str) -> str:
    """A name in capitals as it is usually written."""
    return text.title() if text.isupper() and len(text.split()) > 1 else text
