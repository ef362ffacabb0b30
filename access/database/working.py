"""Where the job engine keeps its own tables: beside the records, never among them."""

from typing import Any

import pysqlite3
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

from access.database.opening import use_write_ahead_log

BUSY_TIMEOUT_MS = 30_000
POOL = 20


def work_address(url: str) -> URL:
    """The address of the engine's tables: on SQLite a file beside that of the records, on Postgres
    the same database, where the engine has a schema of its own."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return address.set(drivername="postgresql+psycopg")
    path = address.database or "dauys.db"
    return address.set(database=f"{path.removesuffix('.db')}-work.db")


def open_work_engine(url: str) -> Engine:
    """Open the engine's tables for the records at this address. The engine begins transactions in
    its own way, so this is not `open_engine`."""
    address = work_address(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_size=POOL, pool_pre_ping=True)
    engine = create_engine(address, module=pysqlite3, pool_size=POOL)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=NORMAL", "foreign_keys=ON"
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    return engine


def prepare_work_file(url: str) -> None:
    """Make the file of the engine's tables, once, before any worker starts. Done again it changes
    nothing; it may be deleted while no worker runs: what is to be made stands in the records."""
    engine = open_work_engine(url)
    try:
        use_write_ahead_log(engine)
    finally:
        engine.dispose()
