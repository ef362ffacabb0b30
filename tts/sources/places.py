"""Where a link leads: a file of the archive and an id in it."""

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

ELSEWHERE = ("http:", "https:", "mailto:", "ftp:", "tel:", "data:", "file:", "javascript:", "//")


class Place(NamedTuple):
    """A file of the archive, and an id in it ("" for its beginning)."""

    name: str
    fragment: str = ""


def place_of(href: str, seen_from: str) -> Place | None:
    """The place a link in the file `seen_from` leads to; None if it leaves the book.

    Names are decoded from percent signs and cleaned of dots; a link out of the archive's root
    names a file that cannot exist. Source: EPUB 3.3, 4.2.5 "Parsing URLs in the META-INF".
    """
    href = href.strip()
    if not href or href.lower().startswith(ELSEWHERE):
        return None
    path, _, fragment = href.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return Place(seen_from, unquote(fragment))
    name = posixpath.normpath(posixpath.join(posixpath.dirname(seen_from), path))
    return Place(name.lstrip("/"), unquote(fragment))
