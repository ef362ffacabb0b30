"""The JSON Schemas of Readium, which lie beside the project, and what they say of a manifest."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.shared import DATA

SCHEMAS = DATA / "opds-schemas/webpub"
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="Readium's schemas are not in ../shared/data/opds-schemas"
)
TYPES = {
    "string": str,
    "array": list,
    "object": dict,
    "integer": int,
    "number": int | float,
    "boolean": bool,
}


def _schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_bytes())


def _wrongs(value: Any, rule: Any, home: Any, place: str = "") -> Iterator[str]:
    """What a schema says against a value, by the words of JSON Schema that these schemas use for
    what we write: $ref, type, enum, required, properties, items, anyOf, oneOf, allOf, minItems,
    exclusiveMinimum. Patterns and formats are asserted by the tests themselves.
    """
    if "$ref" in rule:
        yield from _referred(value, rule["$ref"], home, place)
    types = rule.get("type", [])
    if types and not any(
        isinstance(value, TYPES[one]) for one in ([types] if isinstance(types, str) else types)
    ):
        yield f"{place}: {value!r} is not {types}"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{place}: {value!r} is none of {rule['enum']}"
    if isinstance(value, int | float) and value <= rule.get("exclusiveMinimum", -1):
        yield f"{place}: {value!r} is too small"
    if isinstance(value, dict):
        yield from (f"{place}: no {name}" for name in rule.get("required", ()) if name not in value)
        for name, inner in rule.get("properties", {}).items():
            if name in value:
                yield from _wrongs(value[name], inner, home, f"{place}/{name}")
    if isinstance(value, list):
        if len(value) < rule.get("minItems", 0):
            yield f"{place}: too short"
        for number, one in enumerate(value):
            yield from _wrongs(one, rule.get("items", {}), home, f"{place}/{number}")
    for inner in rule.get("allOf", ()):
        yield from _wrongs(value, inner, home, place)
    for word in ("anyOf", "oneOf"):
        choices = [list(_wrongs(value, inner, home, place)) for inner in rule.get(word, ())]
        if choices and all(choices):
            yield from min(choices, key=len)


def _referred(value: Any, address: str, home: Any, place: str) -> Iterator[str]:
    if address.startswith("#/"):
        inner = home
        for step in address[2:].split("/"):
            inner = inner[step]
        yield from _wrongs(value, inner, home, place)
    elif "://" not in address and (SCHEMAS / address).is_file():
        other = _schema(address)
        yield from _wrongs(value, other, other, place)


def faults(manifest: Any) -> list[str]:
    """What the schema of a publication says against a manifest; [] if all is well."""
    publication = _schema("publication.schema.json")
    return list(_wrongs(manifest, publication, publication))
