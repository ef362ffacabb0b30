"""What the tests of imports share: a desk over a database, files on disk, titles as facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Contributor, ContributorRole, Copy, Identifier, Title
from access.catalogue.titles import TitlePage, title_page
from access.database.opening import Database
from access.importing.files import Kind, Wishes, import_file
from access.importing.report import Report
from access.importing.running import Desk
from fixtures.marc_files import CATALOGUE

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
NOTHING_LEFT = (Title, Identifier, Copy, Contributor)


@dataclass
class Counter:
    """A library desk over one database; remembers which titles it was told of."""

    database: Database
    folder: Path
    told: list[int] = field(default_factory=list)

    def desk(self, now: datetime = NOON) -> Desk:
        """Where reports come from; tells us of titles."""
        return Desk(
            transaction=self.database.change.begin, now=now, on_titles_changed=self._told, batch=7
        )

    def wishes(self, kind: Kind = Kind.AUTO, most_bytes: int = 10_000_000) -> Wishes:
        """How files are to be taken."""
        return Wishes(sources=self.folder / "sources", kind=kind, most_bytes=most_bytes)

    def _told(self, _db: Session, title_ids: Sequence[int]) -> None:
        self.told += title_ids

    def take(self, content: bytes, name: str = "records.mrc", *, kind: Kind = Kind.AUTO) -> Report:
        """Import these bytes as a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return import_file(path, self.desk(), self.wishes(kind))

    def take_sample(self, name: str) -> Report:
        """Import one of our sample files."""
        return import_file(CATALOGUE / name, self.desk(), self.wishes())

    def page(self, name: str) -> TitlePage:
        """Everything of the title with this name."""
        with self.database.look() as db:
            number = db.scalars(select(Title.id).where(Title.name == name)).one()
            page = title_page(db, title_id=number, with_hidden=True)
            db.expunge_all()
            return page

    def count(self) -> int:
        """How many titles there are."""
        with self.database.look() as db:
            return len(db.scalars(select(Title.id)).all())

    def is_empty(self) -> bool:
        """Whether nothing at all was saved."""
        with self.database.look() as db:
            return not any(db.scalars(select(record.id)).first() for record in NOTHING_LEFT)


def codes(report: Report) -> list[str]:
    """What the report says, by its codes."""
    return [remark.code.value for remark in report.remarks]


def outcome(report: Report) -> tuple[int, int, int, int]:
    """Added, changed, unchanged, refused."""
    return report.added, report.changed, report.unchanged, report.refused


def people(page: TitlePage, role: ContributorRole) -> list[str]:
    return page.people(role)
