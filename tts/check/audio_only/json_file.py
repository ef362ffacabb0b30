"""A JSON file from a stranger: read within bounds, and asked without fear of what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tts.check.fault import Fault
from tts.check.shelf import Shelf, Unreadable

LARGEST_MANIFEST = 8 * 2**20
_NOTHING: Mapping[str, object] = {}


def read_json(shelf: Shelf, name: str) -> Mapping[str, object] | Fault:
    """The object of a JSON file, or what keeps it from being read."""
    if name not in shelf.sizes:
        return Fault("file-missing", name, "", f"{name} is missing; players open the book by it.")
    try:
        content = _parsed(shelf, name)
    except Unreadable as error:
        return Fault("file-unreadable", name, "", f"The file {error.why}.")
    except UnicodeDecodeError:
        return Fault("not-utf8", name, "", "The file must be in UTF-8.")
    except (ValueError, RecursionError) as error:
        sentence = f"This is no JSON object: {str(error)[:200]}."
        return Fault("not-json", name, "", sentence)
    return content


def _parsed(shelf: Shelf, name: str) -> Mapping[str, object]:
    if shelf.sizes[name] > LARGEST_MANIFEST:
        raise Unreadable(f"is larger than {LARGEST_MANIFEST // 2**20} MB")
    content = json.loads(shelf.read(name).decode("utf-8-sig"), parse_constant=_refused)
    if not isinstance(content, dict):
        raise ValueError("it has no braces around it")  # noqa: TRY004 -- as wrong as any bad JSON
    return content


def part(facts: Mapping[str, object], name: str) -> Mapping[str, object]:
    """An object inside an object; an empty one where there is none."""
    value = facts.get(name)
    return value if isinstance(value, dict) else _NOTHING


def parts(facts: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """The objects of a list inside an object; one alone counts as a list. Others are left out."""
    return [one if isinstance(one, dict) else {} for one in _listed(facts.get(name))]


def words(value: object) -> tuple[str, ...]:
    """The words of a value: a string, strings in a list, or the names of people and of languages.

    Both manifests let a title be a string, a list, or an object of languages.
    """
    found = []
    for one in _listed(value):
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            inner = one.get("name", one.get("value", one))
            found += [said for said in _flat(inner) if isinstance(said, str)]
    return tuple(" ".join(said.split()) for said in found if said.strip())


def text(value: object) -> str:
    """A string, "" where it is none."""
    return value if isinstance(value, str) else ""


def number(value: object) -> float | None:
    """A number that is not below 0, None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e12 else None


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _flat(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return _listed(value)


def _refused(word: str) -> object:
    raise ValueError(f"{word} is no number")
