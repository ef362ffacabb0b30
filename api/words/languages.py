"""The languages of the pages, and which of them somebody gets."""

from collections.abc import Iterable, Mapping

LANGUAGES: Mapping[str, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""Each language by its own name; the first is what we speak when nobody asks for another."""

DEFAULT = next(iter(LANGUAGES))
MOST_ACCEPTED = 20


def known(wish: str | None) -> str | None:
    """The language of a wish such as `ru-RU`, if it is one of ours."""
    tag = (wish or "").partition("-")[0].strip().lower()
    return tag if tag in LANGUAGES else None


def chosen(wishes: Iterable[str | None], accept: str | None) -> str:
    """The first wish that we can fulfil; else what the browser asks for; else our own first.

    `accept` is the header Accept-Language (RFC 9110, section 12.5.4).
    """
    for wish in wishes:
        if language := known(wish):
            return language
    for wish in _accepted(accept or ""):
        if language := known(wish):
            return language
    return DEFAULT


def _accepted(header: str) -> list[str]:
    """The tags of the header, the dearest first; what cannot be read is left out."""
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:MOST_ACCEPTED]):
        tag, _, weight = part.partition(";")
        try:
            value = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if value > 0:
            weighed.append((-value, place, tag))
    return [tag for _, _, tag in sorted(weighed)]
