"""Opening the database: the same sessions over SQLite and over Postgres."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

from access.errors import AccessError

BUSY_TIMEOUT_MS = 15_000
CACHE_KIB = 16_000


class BadDatabase(AccessError):
    """The address is no database of ours, nobody answers there, or it cannot keep our texts."""


@dataclass(frozen=True, slots=True)
class Database:
    """An opened database: `change` begins a transaction that may write, `look` one that only reads.

    Use both as `with database.change.begin() as db`. On SQLite a writing transaction takes its
    place in the line at once: otherwise two of them may read the same row and lose a change.
    """

    engine: Engine
    change: sessionmaker[Session]
    look: sessionmaker[Session]

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_database(url: str, *, pooled: bool = True) -> Database:
    """Open the database at an address like `sqlite:///dauys.db` or `postgresql://name@host/dauys`.

    A file of SQLite is made where there is none; its tables come from
    `access.database.upgrading`. Raises BadDatabase.
    """
    engine = open_engine(url, pooled=pooled)
    return Database(
        engine,
        change=sessionmaker(engine),
        look=sessionmaker(engine.execution_options(read_only=True)),
    )


def open_engine(url: str, *, pooled: bool = True, foreign_keys: bool = True) -> Engine:
    """The engine itself. Migrations open it without a pool and without foreign keys: they move
    tables, and a table that goes would take its rows' children along. Raises BadDatabase."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise BadDatabase(
            f"{url!r} is no address of a database. Write sqlite:///FILE or postgresql://…"
        ) from error
    pool: dict[str, Any] = {} if pooled else {"poolclass": NullPool}
    if address.get_backend_name() == "sqlite":
        if address.database and address.database != ":memory:":
            Path(address.database).resolve().parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, module=pysqlite3, hide_parameters=True, **pool)
        _teach_sqlite(engine, foreign_keys=foreign_keys)
        _require_file(engine, address.database or "")
        return engine
    if address.get_backend_name() != "postgresql":
        raise BadDatabase(
            f"Dauys keeps its records in SQLite or Postgres, not in {address.get_backend_name()}."
        )
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,  # an error tells what failed, never whose name or card
        **pool,
    )
    _teach_postgres(engine)
    return engine


def use_write_ahead_log(engine: Engine) -> None:
    """Set once, when a file of SQLite is made: readers and a writer do not wait for each other.

    Not on every connection: two starting processes that both set it may find the file locked.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]


def _teach_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in (
            "synchronous=NORMAL",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            f"cache_size=-{CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        reads = connection.get_execution_options().get("read_only")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _teach_postgres(engine: Engine) -> None:
    """Reckon with a disk that has no heads to move. As Postgres comes, it would sooner read every
    title's words than go to those that the index names; and compiling a question takes it longer
    than answering it."""

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.autocommit = True  # a rollback would take these back
        connection.execute("SET random_page_cost = 1.1")
        connection.execute("SET jit = off")
        connection.autocommit = False


def _require_file(engine: Engine, name: str) -> None:
    """A folder that may not be written, or a file that is something else, is found here."""
    try:
        with engine.connect().execution_options(read_only=True) as connection:
            connection.execute(text("select count(*) from sqlite_master"))
    except DatabaseError as error:
        raise BadDatabase(f"{name} cannot be used as a database: {error.orig}.") from error


def _require_letters(engine: Engine) -> None:
    """A database made with the C locale cannot fold Kazakh or Russian letters, and says nothing."""
    try:
        with engine.connect() as connection:
            folded = connection.scalar(text("select lower('Ә')"))
    except OperationalError as error:
        raise BadDatabase(f"The database does not answer: {error.orig}") from error
    if folded != "ә":
        raise BadDatabase(
            "This Postgres database does not know Kazakh letters (its LC_CTYPE is C). "
            "Create it anew with LC_CTYPE 'C.UTF-8' or 'ru_RU.UTF-8'."
        )
