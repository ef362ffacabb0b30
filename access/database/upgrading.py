"""Bringing the tables up to the newest step of their history, and saying whether they are there."""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from access.database.opening import Database, open_engine, use_write_ahead_log
from access.records import METADATA

NEWEST = "head"


def upgrade(url: str, to: str = NEWEST) -> None:
    """Bring the tables at this address to the newest step, or to a named one; nothing is lost.

    A database that does not exist yet as a file is made. Done twice it changes nothing. Raises
    BadDatabase for an address that is none of ours.
    """
    engine = open_engine(url, pooled=False, foreign_keys=False)
    try:
        use_write_ahead_log(engine)
        with engine.begin() as connection:
            command.upgrade(configured(connection), to)
    finally:
        engine.dispose()


def step_of(url: str) -> str | None:
    """The step of its history at which the database is; None where it has no tables of ours."""
    engine = open_engine(url, pooled=False)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def is_current(database: Database) -> bool:
    """Whether an opened database answers and its tables are of this version. Raises SQLAlchemyError
    where it does not answer."""
    with database.look.begin() as db:
        step = MigrationContext.configure(db.connection()).get_current_revision()
    return step == newest_step()


@cache
def newest_step() -> str:
    """The newest step that this version of Dauys knows."""
    newest = ScriptDirectory.from_config(configured(None)).get_current_head()
    if newest is None:
        raise RuntimeError("the history of the tables is missing from this installation")
    return newest


def differences(url: str) -> list[str]:
    """How the tables differ from the records of this version, a line each; none is right."""
    engine = open_engine(url, pooled=False)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": True, "include_name": ours}
            )
            return [repr(difference) for difference in compare_metadata(context, METADATA)]
    finally:
        engine.dispose()


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is one of ours; the job engine and the search index keep theirs beside."""
    return kind != "table" or name in METADATA.tables


def configured(connection: Connection | None) -> Config:
    """Alembic, told where the history lies and over which connection to run it."""
    config = Config()
    config.set_main_option("script_location", os.fspath(Path(str(files("access.migrations")))))
    config.attributes["connection"] = connection
    return config
