"""The words of FictionBook: children by name, links, bodies.

Names are read without their namespace: books in the wild bind any prefix to it, or none.
Source: FictionBook 2.1 schema (FictionBook.xsd, FictionBookLinks.xsd).
"""

from collections.abc import Iterator, Sequence

from tts.sources.markup import Element, is_element, local

NOTES = frozenset({"notes", "note", "footnotes"})
COMMENTS = frozenset({"comments", "comment", "endnotes"})


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The elements of this name that stand directly in another."""
    inside = element if element is not None else ()
    return (child for child in inside if is_element(child) and local(child) == name)


def child(element: Element | None, *names: str) -> Element | None:
    """The first element down a path of names; None where the path breaks off."""
    for name in names:
        element = next(children(element, name), None)
    return element


def link_of(element: Element) -> str:
    """Where a link or a picture points, whatever prefix its `href` bears; "" if nowhere."""
    for name, value in element.attrib.items():
        if name.rpartition("}")[2].rpartition(":")[2].lower() == "href":
            return str(value).strip()
    return ""


def id_of_link(element: Element) -> str:
    """The id in this file that a link points to; "" if it leads elsewhere."""
    link = link_of(element)
    return link[1:].strip() if link.startswith("#") else ""


def name_of_body(body: Element) -> str:
    """What a body calls itself, in small letters; the main one has no name."""
    return (body.get("name") or "").strip().casefold()


def text_and_notes(root: Element) -> tuple[Sequence[Element], Sequence[Element]]:
    """The bodies that are read, and those whose sections are notes and comments."""
    bodies = list(children(root, "body"))
    notes = [body for body in bodies if name_of_body(body) in NOTES | COMMENTS]
    text = [body for body in bodies if body not in notes]
    return (text, notes) if text else (bodies, [])
