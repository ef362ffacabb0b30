"""What a file beside a book says of it: NAME.json in our words, or metadata.opf as calibre writes.

Source: OPF 2.0.1, 2.2 "Publication metadata"; calibre's names for series.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from access.importing.cleaning import clean
from access.importing.remarks import Code, RecordRefused
from access.importing.tables.reading import COLUMNS, Row
from access.importing.trees import Element, local, text_of
from tts.xml_safe import BadXml, parse_xml

OPF = "metadata.opf"
LARGEST_BYTES = 4 * 1024 * 1024
ROLES = {"aut": "authors", "nrt": "narrator", "trl": "translator", "": "authors"}
SIMPLE = {
    "title": "name", "language": "language", "subject": "subjects", "publisher": "publisher",
    "date": "year", "description": "annotation",
}  # fmt: skip
CALIBRE = {"calibre:series": "series", "calibre:series_index": "number"}


def said_in_json(path: Path) -> Row:
    """The entry in NAME.json: an object with the columns of a table of titles; a list stands for
    several values. Raises RecordRefused for what is none."""
    try:
        told = json.loads(_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _broken(path, str(error)) from error
    if not isinstance(told, dict):
        raise _broken(path, "it is no object")
    return Row(0, {name: _cell(told[name]) for name in COLUMNS if name in told})


def said_in_opf(path: Path) -> Row:
    """The entry in metadata.opf. Raises RecordRefused for broken XML."""
    try:
        root = parse_xml(_bytes(path))
    except BadXml as error:
        raise _broken(path, str(error)) from error
    cells = dict[str, list[str]]()
    for element in root.iter("{*}*"):
        name, text = local(element), clean(text_of(element))
        if name in SIMPLE and text:
            cells.setdefault(SIMPLE[name], []).append(text)
        elif name in {"creator", "contributor"} and text:
            column = ROLES.get(_attribute(element, "role"), "")
            cells.setdefault(column, []).append(_attribute(element, "file-as") or text)
        elif name == "identifier" and text:
            _identifier(element, text, cells)
        elif name == "meta" and element.get("name") in CALIBRE:
            cells.setdefault(CALIBRE[element.get("name", "")], []).append(
                element.get("content", "")
            )
    return Row(0, {name: ";".join(values) for name, values in cells.items() if name})


def _identifier(element: Element, text: str, cells: dict[str, list[str]]) -> None:
    scheme = _attribute(element, "scheme").casefold()
    if scheme == "isbn" or text.casefold().startswith("urn:isbn:"):
        cells.setdefault("isbn", []).append(text.rpartition(":")[2])
    elif scheme == "uuid":
        cells.setdefault("id", []).append(text)


def _attribute(element: Element, name: str) -> str:
    """An attribute by its name without prefix: calibre binds it to OPF's."""
    attributes: Mapping[str, str] = {str(k): str(v) for k, v in element.attrib.items()}
    return next((v for k, v in attributes.items() if k.rpartition("}")[2] == name), "")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ";".join(str(one) for one in value if isinstance(one, str | int | float))
    return str(value) if isinstance(value, str | int | float) else ""


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            said = handle.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise RecordRefused(
            Code.NO_FILE, f"{path.name} cannot be read ({error.strerror})."
        ) from error
    if len(said) > LARGEST_BYTES:
        raise RecordRefused(Code.TOO_LARGE, f"{path.name} is too large to describe a book.")
    return said


def _broken(path: Path, why: str) -> RecordRefused:
    return RecordRefused(
        Code.BAD_FILE, f"{path.name} cannot be understood ({why}).", file=path.name, why=why
    )
