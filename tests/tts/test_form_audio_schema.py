"""The manifest of an audiobook before the JSON Schemas of Readium, which lie beside the project."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.tts.audio_books import written
from tests.tts.readium import faults, needs_schemas


@pytest.fixture
def manifest(tmp_path: Path) -> Any:
    with zipfile.ZipFile(written("audiobook", tmp_path)) as archive:
        return json.loads(archive.read("manifest.json"))


@needs_schemas
def test_the_manifest_keeps_to_the_schema(manifest: Any) -> None:
    """Publication, metadata, links, contributors, accessibility."""
    assert faults(manifest) == []


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
    assert faults(manifest)
