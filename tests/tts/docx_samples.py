"""The sample Word documents, packed from their folders."""

from pathlib import Path

from tests.tts.docxs import packed

FOLDERS = Path(__file__).parents[2] / "fixtures" / "books_docx"


def sample_files(name: str) -> dict[str, str | bytes]:
    """The files of a sample, by their names in the package; the list of kinds comes first."""
    folder = FOLDERS / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".DS")
    }


def packed_sample(name: str, folder: Path) -> Path:
    """A sample as one file."""
    return packed(folder / f"{name}.docx", sample_files(name))
