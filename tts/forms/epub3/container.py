"""The EPUB file: a ZIP that says what it is in its first bytes, the same bytes each time.

Source: EPUB 3.3 §4 (open container format).
"""

from pathlib import Path
from typing import Self

from tts.forms.zip_out import Zip

FOLDER = "EPUB"
PACKAGE_FILE = "package.opf"

_CONTAINER = f"""\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">\
<rootfiles><rootfile full-path="{FOLDER}/{PACKAGE_FILE}" \
media-type="application/oebps-package+xml"/></rootfiles></container>
"""


class Container(Zip):
    """An EPUB file being written; what is added lies in its one folder."""

    def __enter__(self) -> Self:
        super().__enter__()
        self.stored("mimetype", b"application/epub+zip")
        super().text("META-INF/container.xml", _CONTAINER.encode())
        return self

    def text(self, name: str, content: bytes) -> None:
        """Add a document or a picture to the folder, made smaller."""
        super().text(f"{FOLDER}/{name}", content)

    def sound(self, name: str, path: Path) -> None:
        """Add a sound file to the folder, as it is."""
        super().sound(f"{FOLDER}/{name}", path)
