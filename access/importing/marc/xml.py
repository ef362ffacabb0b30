"""MARCXML comes in, of MARC 21 and of RUSMARC alike.

Source: MARC 21 XML Schema (MARC21slim.xsd); the same elements carry UNIMARC.
"""

from collections.abc import Iterator
from typing import BinaryIO

from access.importing.marc.record import Field, Marc
from access.importing.remarks import Code, RecordRefused
from access.importing.trees import BrokenXml, Element, each, local, text_of

EMPTY_LEADER = " " * 24


def read_marc_xml(
    stream: BinaryIO,
) -> Iterator[tuple[int, Marc | RecordRefused, tuple[Code, ...]]]:
    """Every record of a file: its number from 1, and itself. Broken XML ends it with a refusal."""
    number = 0
    try:
        for number, record in enumerate(each(stream, "record"), start=1):
            yield number, _marc(record), ()
    except BrokenXml as error:
        yield (
            number + 1,
            RecordRefused(
                Code.BAD_FILE,
                f"The XML is broken in line {error.line}; nothing after it can be read.",
                line=str(error.line),
                why=error.why,
            ),
            (),
        )


def _marc(record: Element) -> Marc:
    leader, controls, fields = EMPTY_LEADER, list[tuple[str, str]](), list[Field]()
    for element in record:
        match local(element):
            case "leader":
                leader = text_of(element).ljust(24)[:24]
            case "controlfield":
                controls.append((element.get("tag", ""), text_of(element)))
            case "datafield":
                fields.append(_field(element))
            case _:
                pass
    return Marc(leader, tuple(controls), tuple(fields))


def _field(element: Element) -> Field:
    subfields = tuple(
        (child.get("code", ""), text_of(child)) for child in element if local(child) == "subfield"
    )
    first, second = ((element.get(name) or " ")[:1] for name in ("ind1", "ind2"))
    return Field(element.get("tag", ""), first, second, subfields)
