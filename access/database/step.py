"""Writes the next step of the tables' history from what the records say now.

For those who work on Dauys: `python -m access.database.step NUMBER "What changes"`; read what it
wrote before you keep it.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from access.database.opening import open_engine
from access.database.upgrading import configured, upgrade


def write_step(number: str, message: str) -> None:
    """Write the step that leads from the newest one to the records as they are."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'now.db'}"
        upgrade(url)
        engine = open_engine(url, pooled=False, foreign_keys=False)
        with engine.begin() as connection:
            command.revision(
                configured(connection), message=message, rev_id=number, autogenerate=True
            )
        engine.dispose()


if __name__ == "__main__":
    write_step(*sys.argv[1:3])
