"""XML of strangers, element by element: nothing fetched or expanded, memory bounded."""

from collections.abc import Iterator
from typing import BinaryIO, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - the name of the type is all we use

MOST_NESTED_BYTES = 10_000_000


class BrokenXml(Exception):
    """Not well-formed, or nested too deep; what came before has been given."""

    def __init__(self, line: int, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(f"line {line}: {why}")


def each(stream: BinaryIO, *names: str) -> Iterator[Element]:
    """Every element with one of these names (no namespace), complete, in the order of its end.

    It is emptied when the next is asked for. Raises BrokenXml where the file goes wrong.
    """
    try:
        found = etree.iterparse(
            stream,
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _event, element in found:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]  # type: ignore[union-attr]
    except etree.XMLSyntaxError as error:
        raise BrokenXml(error.lineno or 0, error.msg or "not well-formed") from error


def local(element: Element) -> str:
    """An element's name without namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Element | None) -> str:
    """All text in it."""
    return "" if element is None else "".join(element.itertext())


def below(element: Element, name: str) -> list[Element]:
    """Its children with this name, whatever their namespace."""
    return [child for child in element if local(child) == name]
