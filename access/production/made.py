"""What a worker tells of an edition it made: the facts of its records, in plain words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tts.doubt import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeForm:
    """One form: its places under the edition's folder, and its size."""

    places: tuple[str, ...]
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeEdition:
    """Everything that an edition's records say of it, but whose it is and where it lies.

    `name` is that of its own folder, in which the forms and the loose sound are.
    """

    name: str
    language: str
    voices: Mapping[str, str]
    speeds: Mapping[str, int]
    lexicon_version: str | None
    fingerprint: str
    length_ms: int
    sentences: int
    spoken: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    sections: tuple[Mapping[str, Any], ...]
    forms: Mapping[str, MadeForm]
    doubts: tuple[Doubt, ...]

    def told(self) -> dict[str, Any]:
        """The same as JSON keeps it; `MadeEdition.of` reads it."""
        return asdict(self)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "MadeEdition":
        """The edition that `told` was written from. Raises KeyError, TypeError."""
        facts = dict(told)
        for name in ("faults", "warnings", "sections"):
            facts[name] = tuple(facts[name])
        facts["forms"] = {
            form: MadeForm(places=tuple(made["places"]), size_bytes=made["size_bytes"])
            for form, made in facts["forms"].items()
        }
        facts["doubts"] = tuple(Doubt(**doubt) for doubt in facts["doubts"])
        return cls(**facts)
