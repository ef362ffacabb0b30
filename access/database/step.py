"""Writes the next step of the tables' history from what the records say now.

For those who work on Dauys: `python -m access.database.step NUMBER "What changes"`; read what it
wrote before you keep it. A step that is written anew stands before those with higher numbers.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from access.database.opening import open_engine
from access.database.upgrading import configured, upgrade


def write_step(number: str, message: str) -> None:
    """Write the step that leads from the newest one to the records as they are."""
    with TemporaryDirectory() as folder, _later_steps_away(number):
        url = f"sqlite:///{Path(folder) / 'now.db'}"
        upgrade(url)
        engine = open_engine(url, pooled=False, foreign_keys=False)
        with engine.begin() as connection:
            command.revision(
                configured(connection), message=message, rev_id=number, autogenerate=True
            )
        engine.dispose()


@contextmanager
def _later_steps_away(number: str) -> Iterator[None]:
    """Alembic cannot read a history whose middle is missing: what comes later waits elsewhere."""
    history = Path(str(files("access.migrations"))) / "versions"
    with TemporaryDirectory() as elsewhere:
        later = [
            step for step in history.glob("[0-9]*_*.py") if step.name.partition("_")[0] > number
        ]
        for step in later:
            shutil.move(step, elsewhere)
        try:
            yield
        finally:
            for step in later:
                shutil.move(Path(elsewhere) / step.name, step)


if __name__ == "__main__":
    write_step(*sys.argv[1:3])
