"""Which title of ours an entry speaks of: by its number, else by ISBN and language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Contribution, Contributor, ContributorRole, Identifier, Title
from access.importing.entry import FILE, Entry, Named
from access.importing.names import chunked
from access.importing.remarks import Code, Remark, quoted

ISBN = "isbn"
PARTLY = "?"
"""Behind the digest of a record of which a part was left out."""
READ_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Known:
    """A number that a title has already."""

    title_id: int
    imported_digest: str | None


@dataclass(slots=True)
class Match:
    """What is known of an entry before it is saved; `title_id` is None for a new title."""

    entry: Entry
    digest: str
    title_id: int | None = None
    is_unchanged: bool = False
    is_repeat: bool = False
    """The same record as the last time, of which a part was left out then."""
    names: list[Named] = field(default_factory=list)
    """Numbers that the title does not have yet, and may have."""
    remarks: list[Remark] = field(default_factory=list)
    is_whole: bool = True
    """False if a part was left out: then the record is looked at again the next time."""

    def leave_out(self, code: Code, sentence: str, *, field: str = "", **facts: str) -> None:
        """Say what was left out of the record."""
        self.remark(code, sentence, field=field, **facts)
        self.is_whole = False

    def remark(self, code: Code, sentence: str, *, field: str = "", **facts: str) -> None:
        """Say something that leaves nothing out."""
        told = {name: quoted(value) for name, value in facts.items()}
        self.remarks.append(
            Remark(
                code=code, sentence=sentence, record=self.entry.record,
                control=self.entry.control, field=field, facts=told,
            )
        )  # fmt: skip


def own_name(entry: Entry) -> Named:
    """The number under which the record itself is known."""
    return entry.names[0] if entry.names else Named(ISBN, entry.isbns[0])


def matched(db: Session, entries: Sequence[Entry]) -> list[Match]:
    """Each entry with the title it speaks of. Found titles are locked till the transaction ends."""
    asked = {named for entry in entries for named in _all_names(entry)}
    known = _known(db, asked)
    ids = {row.title_id for row in known.values()}
    titles = _titles(db, ids)
    schemes = _numbers_of(db, ids)
    return [_match(entry, known, titles, schemes) for entry in entries]


def _all_names(entry: Entry) -> list[Named]:
    return [*entry.names, *(Named(ISBN, isbn) for isbn in entry.isbns)]


def _known(db: Session, asked: Iterable[Named]) -> dict[Named, Known]:
    """List by list: SQLite finds a pair of values among many only by looking at every row."""
    by_scheme = dict[str, list[str]]()
    for named in asked:
        by_scheme.setdefault(named.scheme, []).append(named.value)
    found = dict[Named, Known]()
    for scheme, values in by_scheme.items():
        for some in chunked(values):
            rows = db.execute(
                select(Identifier.value, Identifier.title_id, Identifier.imported_digest).where(
                    Identifier.scheme == scheme, Identifier.value.in_(some)
                )
            )
            found |= {Named(scheme, row.value): Known(row.title_id, row[2]) for row in rows}
    return found


def _titles(db: Session, ids: Iterable[int]) -> dict[int, str]:
    """The languages of titles, which are locked on the way."""
    found = dict[int, str]()
    for some in chunked(sorted(ids)):
        rows = db.execute(
            select(Title.id, Title.language)
            .where(Title.id.in_(some))
            .order_by(Title.id)
            .with_for_update()
        )
        found |= {row.id: row.language for row in rows}
    return found


def _numbers_of(db: Session, ids: Iterable[int]) -> dict[int, dict[str, set[str]]]:
    """For each title the values that it has in each list."""
    found = dict[int, dict[str, set[str]]]()
    for some in chunked(ids):
        rows = db.execute(
            select(Identifier.title_id, Identifier.scheme, Identifier.value).where(
                Identifier.title_id.in_(some)
            )
        )
        for title_id, scheme, value in rows:
            found.setdefault(title_id, {}).setdefault(scheme, set()).add(value)
    return found


def _match(
    entry: Entry,
    known: Mapping[Named, Known],
    titles: Mapping[int, str],
    numbers: Mapping[int, Mapping[str, set[str]]],
) -> Match:
    match = Match(entry, entry.digest(), remarks=list(entry.remarks))
    found = next(
        (
            known[named]
            for place, named in enumerate(entry.names)
            if named in known and (not place or _is_free(entry, known[named], numbers))
        ),
        None,
    )
    if found is None:
        found = _by_isbn(match, known, titles, numbers)
    if found is not None:
        match.title_id = found.title_id
        own = known.get(own_name(entry))
        kept = own.imported_digest if own and own.title_id == found.title_id else None
        match.is_unchanged = kept == match.digest
        match.is_repeat = kept == match.digest + PARTLY
    for named in _all_names(entry):
        if named not in known:
            match.names.append(named)
        elif named.scheme == FILE or match.is_unchanged:
            continue  # of files it is said when sources are added
        elif known[named].title_id != match.title_id:
            _of_another(match, named, known[named].title_id)
    return match


def _by_isbn(
    match: Match,
    known: Mapping[Named, Known],
    titles: Mapping[int, str],
    numbers: Mapping[int, Mapping[str, set[str]]],
) -> Known | None:
    """A title with one of the ISBNs, in the same language, that no other record of the same list
    describes: volumes of a set may share a number."""
    for isbn in match.entry.isbns:
        row = known.get(Named(ISBN, isbn))
        if row is None or titles.get(row.title_id) != match.entry.languages[0]:
            continue
        if _is_free(match.entry, row, numbers):
            return row
    return None


def _is_free(entry: Entry, row: Known, numbers: Mapping[int, Mapping[str, set[str]]]) -> bool:
    """Whether no other record of the entry's own list describes the title already."""
    own = own_name(entry)
    if own.scheme in {ISBN, FILE}:
        return True
    return not numbers[row.title_id].get(own.scheme, set()) - {own.value}


def _of_another(match: Match, named: Named, title_id: int) -> None:
    code = Code.ISBN_OF_ANOTHER if named.scheme == ISBN else Code.IDENTIFIER_OF_ANOTHER
    what = f"ISBN {named.value}" if named.scheme == ISBN else f"Number {quoted(named.value)}"
    match.remark(
        code,
        f"{what} already belongs to title {title_id}, so it was not given to this one; "
        "look whether the two are one title.",
        scheme=named.scheme,
        value=named.value,
        title=str(title_id),
    )


class Doubles:
    """Remembers names, authors and languages of all titles, to say which new ones may be doubles.

    A suggestion only: nothing is ever put together because of it.
    """

    def __init__(self, db: Session) -> None:
        author = (
            select(Contributor.name)
            .join(Contribution, Contribution.contributor_id == Contributor.id)
            .where(Contribution.title_id == Title.id, Contribution.role == ContributorRole.AUTHOR)
            .order_by(Contribution.place)
            .limit(1)
            .scalar_subquery()
        )
        rows = db.execute(select(Title.id, Title.name, Title.language, author)).yield_per(
            READ_AT_ONCE
        )
        self._known = {
            _double_key(name, language, author or ""): number
            for number, name, language, author in rows
        }

    def seen(self, entry: Entry, title_id: int) -> int | None:
        """Remember a new title; the number of another that may be the same, or None."""
        writers = (one.name for one in entry.people if one.role is ContributorRole.AUTHOR)
        key = _double_key(entry.name, entry.languages[0], next(writers, ""))
        known = self._known.setdefault(key, title_id)
        return None if known == title_id else known


def _double_key(name: str, language: str, author: str) -> int:
    letters = "".join(filter(str.isalnum, name.casefold()))
    family = author.partition(",")[0].strip().casefold()
    return hash((letters, language.partition("-")[0], family))
