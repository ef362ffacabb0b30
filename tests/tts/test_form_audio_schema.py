"""The manifest of an audiobook before the JSON Schemas of Readium, which lie beside the project."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.tts.audio_books import written

SCHEMAS = Path(__file__).parents[3] / "shared/data/opds-schemas/webpub"
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


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_bytes())


def wrongs(value: Any, rule: Any, home: Any, place: str = "") -> Iterator[str]:
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
                yield from wrongs(value[name], inner, home, f"{place}/{name}")
    if isinstance(value, list):
        if len(value) < rule.get("minItems", 0):
            yield f"{place}: too short"
        for number, one in enumerate(value):
            yield from wrongs(one, rule.get("items", {}), home, f"{place}/{number}")
    for inner in rule.get("allOf", ()):
        yield from wrongs(value, inner, home, place)
    for word in ("anyOf", "oneOf"):
        choices = [list(wrongs(value, inner, home, place)) for inner in rule.get(word, ())]
        if choices and all(choices):
            yield from min(choices, key=len)


def _referred(value: Any, address: str, home: Any, place: str) -> Iterator[str]:
    if address.startswith("#/"):
        inner = home
        for step in address[2:].split("/"):
            inner = inner[step]
        yield from wrongs(value, inner, home, place)
    elif "://" not in address and (SCHEMAS / address).is_file():
        other = schema(address)
        yield from wrongs(value, other, other, place)


@pytest.fixture
def manifest(tmp_path: Path) -> Any:
    with zipfile.ZipFile(written("audiobook", tmp_path)) as archive:
        return json.loads(archive.read("manifest.json"))


@needs_schemas
def test_the_manifest_keeps_to_the_schema(manifest: Any) -> None:
    """Publication, metadata, links, contributors, accessibility."""
    publication = schema("publication.schema.json")
    assert list(wrongs(manifest, publication, publication)) == []


@needs_schemas
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("readingOrder/0/duration", 0),
        ("readingOrder/0/duration", "PT1S"),
        ("readingOrder/0/type", None),
        ("toc/0/href", None),
        ("metadata/duration", "1"),
        ("metadata/altIdentifier", []),
        ("metadata/accessibility/hazard", ["noise"]),
        ("metadata/title", 7),
    ],
)
def test_the_schema_would_tell(manifest: Any, path: str, value: object) -> None:
    """A judge that finds nothing wrong with anything is none."""
    *way, last = path.split("/")
    here = manifest
    for step in way:
        here = here[int(step) if step.isdigit() else step]
    if value is None:
        del here[last]
    else:
        here[last] = value
    publication = schema("publication.schema.json")
    assert list(wrongs(manifest, publication, publication))
