"""The sample books, catalogue and day that come with Dauys, and how a sample becomes a file."""

from importlib.resources import files
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_INSTALLED = Path(str(files("api"))) / "sample_files"
_CHECKOUT = Path(__file__).parents[1] / "fixtures"
SAMPLES = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
"""In a checkout the samples are `fixtures/`; an installed Dauys carries a copy of them."""

BOOKS = SAMPLES / "books"
CATALOGUE = SAMPLES / "catalogue"
SAMPLE_DAY = SAMPLES / "city" / "day.json"

MIMETYPE = "mimetype"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name
PLAIN_FILE = 0o100644 << 16  # owner may write, everybody may read
MADE_ON_UNIX = 3


def book_folders() -> tuple[Path, ...]:
    """The folders that hold a book each, by name."""
    return tuple(sorted(mimetype.parent for mimetype in BOOKS.glob(f"*/{MIMETYPE}")))


def pack(folder: Path, target: Path) -> Path:
    """Zip one folder into an EPUB file and return its path.

    The mimetype comes first and uncompressed, the other files follow by name; hidden files
    (`.DS_Store`) stay out. Packing the same folder again gives the same bytes. Raises
    FileNotFoundError if the folder holds no mimetype. Source: EPUB Open Container Format 3.3,
    section 4.3.
    """
    with ZipFile(target, "w") as epub:
        _put(epub, MIMETYPE, (folder / MIMETYPE).read_bytes(), ZIP_STORED)
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name != MIMETYPE and not path.name.startswith("."):
                _put(epub, name, path.read_bytes(), ZIP_DEFLATED)
    return target


def pack_all(out: Path) -> tuple[Path, ...]:
    """Zip every book into the folder `out`, which is made if need be: `out/kazakh.epub`, …"""
    out.mkdir(parents=True, exist_ok=True)
    return tuple(pack(folder, out / f"{folder.name}.epub") for folder in book_folders())


def _put(epub: ZipFile, name: str, content: bytes, compression: int) -> None:
    entry = ZipInfo(name, ZIP_EPOCH)
    entry.create_system = MADE_ON_UNIX
    entry.external_attr = PLAIN_FILE
    epub.writestr(entry, content, compression, compresslevel=9)
