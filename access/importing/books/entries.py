"""Books as entries: what the file itself says, under what the file beside it says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from access.catalogue.records import ContributorRole
from access.importing.books.beside import said_in_json, said_in_opf
from access.importing.books.walking import Bundle, TooManyFiles, bundles, stem_of
from access.importing.cleaning import clean, isbn_13, number_in, year_in
from access.importing.drafting import Draft
from access.importing.entry import FILE, Entry, FoundFile, Read
from access.importing.keeping import found_file, keep, refuse_if_large, too_large
from access.importing.marc.entries import refused
from access.importing.people_words import sorted_name
from access.importing.remarks import Code, RecordRefused, quoted
from access.importing.tables.titles import fill
from tts.errors import BadBook
from tts.sources.describing import Description, describe
from tts.sources.kinds import Kind

BOOK = "book"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
MOST_FILES_OF_DAISY = 20_000
AUTHOR_AND_NAME = re.compile(r"(?P<author>[^\d_]{3,80}?)\s+[-–—]\s+(?P<name>.+)")
SHOWS_PICTURES = re.compile(rb"<img\b|!\[[^\]]{0,200}\]\(")
HEAD_BYTES = 1 << 20


def entries_of_books(place: Path, *, sources: Path, most_bytes: int) -> Iterator[Read]:
    """Every book at a place, its files kept in the folder of sources by their content.

    Files of one name are one title with several sources. A file that is no book, is damaged,
    locked or too large is refused alone.
    """
    uids, number = dict[str, str](), 0
    found = bundles(place, but=sources)
    while True:
        number += 1
        try:
            bundle = next(found)
        except StopIteration:
            return
        except TooManyFiles as refusal:
            yield refused(refusal, number)
            return
        try:
            yield _entry(bundle, number, uids, sources, most_bytes)
        except RecordRefused as refusal:
            yield refused(refusal, number, bundle.files[0].name)
        except BadBook as error:
            bad = RecordRefused(
                Code.BAD_FILE, f"{error.what} {error.remedy}", file=error.where, what=error.what
            )
            yield refused(bad, number, bundle.files[0].name)


def _entry(
    bundle: Bundle, number: int, uids: dict[str, str], sources: Path, most_bytes: int
) -> Entry:
    draft = Draft(record=number, control=bundle.files[0].name[:100])
    if bundle.beside is not None:
        is_json = bundle.beside.suffix == ".json"
        row = said_in_json(bundle.beside) if is_json else said_in_opf(bundle.beside)
        draft.known_as(BOOK, row.get("id"))
        fill(draft, row)
    described, error = list[Description](), None
    for path in bundle.files:
        refuse_if_large(path, most_bytes)
        try:
            described.append(describe(path))
        except BadBook as bad:
            error = error or bad
            draft.remark(Code.BAD_FILE, f"{bad.where}: {bad.what} {bad.remedy}", file=path.name)
            continue
        with _whole(path, sources, most_bytes) as file:
            keep(file, sources)
            draft.files.append(file)
    if not described:
        raise error or RecordRefused(Code.NO_FILE, "There is no file.")
    _describe(draft, described[0], bundle.files[0], uids)
    for file in draft.files:
        draft.known_as(FILE, file.sha256)
    return draft.entry()


def _describe(draft: Draft, said: Description, path: Path, uids: dict[str, str]) -> None:
    """What the book says of itself, where nothing beside it has said so."""
    metadata, is_told = said.metadata, bool(draft.name)
    _by_name(draft, said, path) if said.is_by_name else None
    draft.name = draft.name or metadata.title
    draft.language(metadata.language) if not draft.languages else None
    has_author = any(one.role is ContributorRole.AUTHOR for one in draft.people)
    for name in () if has_author else metadata.creators:
        draft.person(sorted_name(name), ContributorRole.AUTHOR)
    if said.kind in {Kind.FB2, Kind.FB2_ZIP} and not is_told:
        for name in metadata.contributors:
            draft.person(sorted_name(name), ContributorRole.TRANSLATOR)
    draft.publisher = draft.publisher or metadata.publisher
    draft.year = draft.year or year_in(metadata.published_on)
    draft.annotation = draft.annotation or metadata.description
    if not draft.series and said.series:
        draft.series, draft.series_number = said.series, number_in(said.series_number)
    if not draft.topics:
        series = {said.series, f"{said.series}, {said.series_number}"}
        for word in metadata.subjects:
            draft.topic("own", word) if word not in series else None
    for isbn in (metadata.identifier, metadata.source):
        number = isbn_13(re.sub(r"^(?:urn:)?isbn[: ]*", "", isbn.strip(), flags=re.IGNORECASE))
        if number:
            draft.isbns[number] = None
    _known_as(draft, clean(metadata.identifier), uids)
    if said.kind in {Kind.HTML, Kind.MARKDOWN} and _shows_pictures(path):
        draft.remark(
            Code.PICTURES_LEFT,
            "The page shows pictures that lie beside it; they are not taken along. Import it as "
            "EPUB if they matter.",
            file=path.name,
        )


def _known_as(draft: Draft, uid: str, uids: dict[str, str]) -> None:
    """The book's own number, unless another book of this folder claims the same."""
    name = draft.name.casefold()
    if not uid or isbn_13(uid) or len(uid) < 6:
        return
    if uids.setdefault(uid, name) == name:
        draft.known_as(BOOK, uid)
        return
    draft.remark(
        Code.IDENTIFIER_OF_ANOTHER,
        f"The book says that its number is {quoted(uid)}, but so does “{quoted(uids[uid])}”; it "
        "is known by its content instead.",
        value=uid,
    )


def _by_name(draft: Draft, said: Description, path: Path) -> None:
    """Pages that nobody has read yet are called as their file: "Author - Title.pdf"."""
    found = AUTHOR_AND_NAME.fullmatch(stem_of(path).replace("_", " "))
    if found and not draft.name:
        draft.name = found["name"]
        draft.person(sorted_name(found["author"]), ContributorRole.AUTHOR)
    draft.name = draft.name or clean(stem_of(path).replace("_", " "))


@contextmanager
def _whole(path: Path, sources: Path, most_bytes: int) -> Iterator[FoundFile]:
    """The file itself; a DAISY book that is a folder as one file, the same bytes every time."""
    if not path.is_dir():
        yield found_file(path, most_bytes=most_bytes)
        return
    sources.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=sources, prefix=".daisy.") as room:
        yield found_file(_packed(path, Path(room), most_bytes), most_bytes=most_bytes)


def _packed(folder: Path, room: Path, most_bytes: int) -> Path:
    target, size_bytes = room / f"{folder.name}.zip", 0
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if len(files) > MOST_FILES_OF_DAISY:
        raise RecordRefused(Code.TOO_MANY, f"The folder has {len(files)} files.")
    with ZipFile(target, "w", ZIP_STORED) as packed:
        for path in files:
            size_bytes += path.stat().st_size
            if size_bytes > most_bytes:
                raise too_large(folder.name, size_bytes, most_bytes)
            name = path.relative_to(folder).as_posix()
            with path.open("rb") as source, packed.open(ZipInfo(name, ZIP_EPOCH), "w") as inside:
                while block := source.read(HEAD_BYTES):
                    inside.write(block)
    return target


def _shows_pictures(path: Path) -> bool:
    with path.open("rb") as handle:
        return bool(SHOWS_PICTURES.search(handle.read(HEAD_BYTES)))
