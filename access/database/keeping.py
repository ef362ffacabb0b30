"""Looking after the database: is it whole, a copy of it while in use, and back from a copy."""

import os
import shutil
import subprocess
from pathlib import Path

import pysqlite3
from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DatabaseError

from access.database.opening import BadDatabase, open_engine, use_write_ahead_log
from access.database.upgrading import differences, newest_step, step_of
from access.errors import AccessError

PROGRAM_TIMEOUT_S = 6 * 3600


class BackupFailed(AccessError):
    """The copy could not be made, or could not be put back; what was there is still there."""


def faults(url: str) -> list[str]:
    """What is wrong with the database, a sentence each. Raises BadDatabase."""
    step = step_of(url)
    if step is None:
        return ["There are no tables of Dauys yet. Make them with: dauys db upgrade"]
    if step != newest_step():
        return [
            f"The tables are at step {step}, this version of Dauys needs {newest_step()}. "
            "Bring them there with: dauys db upgrade"
        ]
    found = [f"The tables differ from this version's records: {one}" for one in differences(url)]
    return found + (_spoilt(url) if _is_sqlite(url) else [])


def back_up(url: str, target: Path) -> Path:
    """Copy the whole database to a new file, while others go on reading and writing.

    SQLite gives a file of SQLite, Postgres an archive of `pg_dump`. The file appears whole or not
    at all. Raises BackupFailed where the file exists already, or the copy cannot be made.
    """
    if target.exists():
        raise BackupFailed(f"{target} exists already; name a new file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if _is_sqlite(url):
            engine = open_engine(url, pooled=False)
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                raw = connection.connection.driver_connection
                raw.execute("VACUUM INTO ?", (os.fspath(partial),))  # type: ignore[union-attr]
            engine.dispose()
        else:
            address = make_url(url)
            _run("pg_dump", address, "--format=custom", f"--file={partial}", _name(address))
        partial.replace(target)
    except pysqlite3.Error as error:
        raise BackupFailed(f"The database could not be copied: {error}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def restore(url: str, source: Path) -> None:
    """Put a copy in the place of the database. Nobody else may be using it.

    A copy that is spoilt, or is none, is refused before anything is touched; what was there stays
    beside as `NAME.before-restore` (SQLite), or the whole is undone (Postgres: one transaction).
    Raises BackupFailed.
    """
    if not source.is_file():
        raise BackupFailed(f"There is no file {source}.")
    if not _is_sqlite(url):
        address = make_url(url)
        _run(
            "pg_restore", address, "--clean", "--if-exists", "--single-transaction",
            f"--dbname={_name(address)}", os.fspath(source),
        )  # fmt: skip
        return
    copy_url = f"sqlite:///{source}"
    try:
        wrong = _spoilt(copy_url) or ([] if step_of(copy_url) else ["It holds no tables of Dauys."])
    except (BadDatabase, DatabaseError) as error:
        raise BackupFailed(f"{source} is no copy of a database: {error}") from error
    if wrong:
        raise BackupFailed(f"{source} cannot be used. {' '.join(wrong)}")
    _swap_file(Path(make_url(url).database or ""), source)
    engine = open_engine(url, pooled=False)
    use_write_ahead_log(engine)  # VACUUM INTO makes a file that has none
    engine.dispose()


def _swap_file(place: Path, source: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f".{place.name}.{os.getpid()}.part")
    shutil.copyfile(source, partial)
    if place.exists():
        place.replace(place.with_name(f"{place.name}.before-restore"))
    for tail in ("-wal", "-shm"):  # they belong to the file that went
        place.with_name(place.name + tail).unlink(missing_ok=True)
    partial.replace(place)


def _spoilt(url: str) -> list[str]:
    """What SQLite itself finds wrong with its file."""
    engine = open_engine(url, pooled=False).execution_options(read_only=True)
    try:
        with engine.connect() as connection:
            pages = [row[0] for row in connection.execute(text("PRAGMA integrity_check(20)"))]
            lost = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(20)
    finally:
        engine.dispose()
    return [f"The file is spoilt: {page}." for page in pages if page != "ok"] + [
        f"A row of {row[0]} belongs to a row of {row[2]} that is not there." for row in lost
    ]


def _is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _name(address: URL) -> str:
    return address.database or ""


def _run(program: str, address: URL, *words: str) -> None:
    """One of Postgres' own programs; the password goes by the environment, where no list of
    processes shows it."""
    found = shutil.which(program)
    if found is None:
        raise BackupFailed(f"{program} is not here. On Debian: apt-get install postgresql-client")
    command = [found]
    for option, value in (
        ("--host", address.host),
        ("--port", address.port),
        ("--username", address.username),
    ):
        if value:
            command += [option, str(value)]
    environment = dict(os.environ)  # Postgres' own programs read PGSSLMODE and its like there
    if address.password:
        environment["PGPASSWORD"] = str(address.password)
    try:
        done = subprocess.run(  # noqa: S603 - a program of Postgres, by its whole path
            [*command, "--no-password", *words],
            capture_output=True, text=True, timeout=PROGRAM_TIMEOUT_S, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise BackupFailed(
            f"{program} did not end within {PROGRAM_TIMEOUT_S // 3600} h."
        ) from error
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise BackupFailed(f"{program} failed: {said[-1] if said else done.returncode}")
