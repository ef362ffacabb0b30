"""The package of an EPUB as plain facts: files, reading order, contents, pages, catalogue entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from tts.sources.markup import listed
from tts.sources.places import Place

TEXT_TYPES = listed(
    "application/xhtml+xml text/html application/x-dtbook+xml text/x-oeb1-document "
    "application/xml text/xml"
)


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """A file that the package lists; `name` is its own in the archive (it may be missing there)."""

    file_id: str
    name: str
    media_type: str
    properties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SpineFile:
    """A file in the reading order; one that is not linear stands beside the main text.

    `name` is "" if the manifest does not list the `file_id`.
    """

    name: str
    is_linear: bool
    file_id: str


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of the table of contents; `depth` counts from 1."""

    title: str
    place: Place
    depth: int


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place of a named kind ("bodymatter", "cover"), from landmarks or from the old guide."""

    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One element of the package's metadata: its text and attributes."""

    text: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What the package file, the contents and the guide say, with every link resolved.

    `catalogue` holds Dublin Core lines by name ("title") and EPUB's own under "meta".
    """

    opf_name: str
    unique_identifier: str
    files: Mapping[str, ManifestFile]
    spine: tuple[SpineFile, ...]
    toc: tuple[TocEntry, ...]
    page_list: tuple[tuple[Place, str], ...]
    landmarks: tuple[Landmark, ...]
    catalogue: Mapping[str, tuple[CatalogueLine, ...]]
    navigation: frozenset[str]
