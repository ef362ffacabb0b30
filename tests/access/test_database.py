"""The database keeps what it is given, on SQLite and on Postgres alike."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from access.catalogue.records import Contribution, Contributor, ContributorRole, Title
from access.database.opening import BadDatabase, Database, open_database
from access.database.upgrading import differences, newest_step, step_of, upgrade
from access.people.doors import Lock

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_the_tables_are_what_the_records_say(database_url: str) -> None:
    """A record that changed without a step of the history is found."""
    assert differences(database_url) == []
    assert step_of(database_url) == newest_step()


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    assert differences(database_url) == []


def test_an_instant_comes_back_in_utc(db: Session) -> None:
    """Almaty's noon is seven in Greenwich, whatever the database keeps."""
    almaty = datetime(2026, 11, 27, 12, tzinfo=timezone(timedelta(hours=5)))
    db.add(Lock(what="somebody", failed_at=almaty))
    db.flush()
    db.expire_all()

    kept = db.scalars(select(Lock)).one().failed_at
    assert kept == almaty
    assert kept.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_refused(db: Session) -> None:
    db.add(Lock(what="somebody", failed_at=datetime(2026, 11, 27, 12)))  # noqa: DTZ001
    with pytest.raises(StatementError, match="no time zone"):
        db.flush()


def test_a_contribution_needs_its_title(db: Session) -> None:
    """Foreign keys hold on SQLite too."""
    author = Contributor(name="Әуезов, Мұхтар")
    db.add(author)
    db.flush()
    db.add(Contribution(title_id=999, contributor_id=author.id, role=ContributorRole.AUTHOR))
    with pytest.raises(IntegrityError):
        db.flush()


def test_no_change_is_lost_between_writers(database: Database) -> None:
    """Forty people who each add one are forty, however they hurry."""
    with database.change.begin() as db:
        db.add(Lock(what="count", failures=0, failed_at=NOON))

    def add_one(_turn: int) -> None:
        with database.change.begin() as db:
            row = db.scalars(select(Lock).with_for_update()).one()
            row.failures += 1

    with ThreadPoolExecutor(8) as people:
        list(people.map(add_one, range(40)))
    with database.look.begin() as db:
        assert db.scalars(select(Lock)).one().failures == 40


def test_kazakh_letters_are_kept(db: Session) -> None:
    db.add(Title(name="Көшпенділер", language="kk", added_at=NOON, changed_at=NOON))
    db.flush()
    db.expire_all()
    assert db.scalars(select(Title)).one().name == "Көшпенділер"


@pytest.mark.parametrize("address", ["nonsense", "mysql://somewhere/dauys"])
def test_an_address_that_is_none_of_ours_is_refused(address: str) -> None:
    with pytest.raises(BadDatabase):
        open_database(address)


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'new' / 'dauys.db'}")
    assert (tmp_path / "new" / "dauys.db").exists()
