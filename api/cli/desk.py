"""The database of the settings, opened for a command that needs its tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from access.database.opening import BadDatabase, Database, open_database
from access.database.upgrading import newest_step, step_of
from api.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, closed in the end. Raises BadDatabase unless its tables are of this version."""
    require_tables(settings.database_url)
    database = open_database(settings.database_url)
    try:
        yield database
    finally:
        database.close()


def require_tables(url: str) -> None:
    """Raises BadDatabase unless the tables are there, at the step that this version knows."""
    if step_of(url) != newest_step():
        raise BadDatabase(
            "The database has not the tables that this version needs. Run `dauys db upgrade`."
        )
