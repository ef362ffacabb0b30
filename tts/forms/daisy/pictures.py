"""The picture files of an edition: only those that are shown, under plain names."""

from collections.abc import Mapping
from pathlib import Path

from tts.book import Picture
from tts.script import Script


class Pictures:
    """Gives each shown picture a flat ASCII name ("p0001.png") and writes it to the folder.

    A picture of a kind that the form does not know is left out; the text that stands for it stays.
    `endings` says which media types the form knows, and their file name endings.
    """

    def __init__(self, script: Script, endings: Mapping[str, str], out: Path) -> None:
        self._pictures, self._endings, self._out = script.pictures, endings, out
        self._names: dict[str, str] = {}

    def file_name(self, picture: str) -> str:
        """The file to show for this picture of the script, or "" if there is none."""
        if picture not in self._names:
            found = self._pictures.get(picture)
            ending = self._endings.get(found.media_type, "") if found else ""
            if not found or not ending:
                return ""
            self._write(picture, f"p{len(self._names) + 1:04}.{ending}", found)
        return self._names[picture]

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """File name and media type of each picture shown so far, in the order of showing."""
        return tuple(
            (name, self._pictures[picture].media_type) for picture, name in self._names.items()
        )

    def _write(self, picture: str, name: str, found: Picture) -> None:
        (self._out / name).write_bytes(found.data)
        self._names[picture] = name
