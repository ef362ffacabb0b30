"""All that a database holds, to say whether something changed it."""

from sqlalchemy import select

from access.database.base import Base
from access.database.opening import Database
from tests.conftest import EVERY_TABLE


def everything(database: Database) -> dict[str, list[str]]:
    """Every row of every table, in words, in a fixed order."""
    assert EVERY_TABLE
    with database.look.begin() as db:
        return {
            table.name: sorted(repr(tuple(row)) for row in db.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }
