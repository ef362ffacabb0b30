"""The documents of a package, handed out parsed: the reading order, and what stands beside it."""

from tts.errors import BadBook
from tts.sources.archive import COPY_AGAIN, Archive
from tts.sources.documents import Document, parse_document
from tts.sources.package import TEXT_TYPES, Package
from tts.sources.remarks import Remarks

MOST_TEXT_BYTES = 96 * 1024 * 1024


class Desk:
    """Hands out the documents of a package, each parsed once."""

    def __init__(self, package: Package, archive: Archive, remarks: Remarks) -> None:
        self._package, self._archive, self._remarks = package, archive, remarks
        self._left_bytes = MOST_TEXT_BYTES

    def in_reading_order(self) -> list[Document]:
        """The documents of the spine: linear ones first, each once, without the contents."""
        spine = sorted(self._package.spine, key=lambda file: not file.is_linear)
        names = dict[str, bool]()
        for file in spine:
            if not file.name:
                self._remark(
                    self._package.opf_name,
                    f"the reading order names {file.file_id!r}, which is not listed.",
                )
            elif file.name not in self._package.navigation:
                names.setdefault(file.name, file.is_linear)
        found = (self._document(name, linear=linear) for name, linear in names.items())
        return [document for document in found if document]

    def beside(self, name: str) -> Document | None:
        """A document that is not in the reading order, for what others take from it."""
        listed = self._package.files.get(name)
        if name in self._package.navigation or not listed or listed.media_type not in TEXT_TYPES:
            return None
        return self._document(name, linear=False, silent=True)

    def _document(self, name: str, *, linear: bool, silent: bool = False) -> Document | None:
        if self._package.files[name].media_type not in TEXT_TYPES:
            self._remark(name, "a file in the reading order is not text and is left out.")
            return None
        if name not in self._archive.names:
            if linear:
                raise BadBook(
                    "A chapter that the reading order names is missing.",
                    where=f"{self._archive.book}, {name}",
                    remedy=COPY_AGAIN,
                )
            self._remark(name, "a file beside the reading order is missing.")
            return None
        source = self._archive.read(name)
        self._left_bytes -= len(source)
        if self._left_bytes < 0:
            raise BadBook(
                "The book has more than 96 MiB of text.",
                where=f"{self._archive.book}, {name}",
                remedy="Split the book into volumes.",
            )
        return parse_document(
            source, name, self._archive.book, self._remarks, linear=linear, silent=silent
        )

    def _remark(self, name: str, sentence: str) -> None:
        self._remarks.add("files that could not be read", name, sentence)
