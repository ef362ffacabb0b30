"""A book whose only document stands by itself, without a package around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tts.sources.documents import Document
from tts.sources.package import CatalogueLine, Package


@dataclass(frozen=True, slots=True)
class OnePage:
    """Hands out the one document there is."""

    document: Document

    def in_reading_order(self) -> list[Document]:
        """The document."""
        return [self.document]

    def beside(self, name: str) -> Document | None:
        """Nothing stands beside it."""
        return None


def bare_package(name: str, catalogue: Mapping[str, Sequence[CatalogueLine]]) -> Package:
    """A package that lists no file and has no contents: `name` is what its links are seen from."""
    return Package(
        opf_name=name,
        unique_identifier="",
        files={},
        spine=(),
        toc=(),
        page_list=(),
        landmarks=(),
        catalogue={key: tuple(lines) for key, lines in catalogue.items()},
        navigation=frozenset(),
    )
