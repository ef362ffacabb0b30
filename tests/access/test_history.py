"""Tables grow step by step, on both databases, and what people wrote is still there after each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Column, TypeDecorator, insert, inspect, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from access.database.opening import open_engine
from access.database.upgrading import configured, differences, newest_step, step_of, upgrade
from access.records import METADATA
from access.requests.records import RequestState
from tests import postgres

NOON = datetime(2026, 11, 27, 7, tzinfo=UTC)
BY_TYPE: dict[type, Any] = {
    bool: False, int: 1, float: 1.5, str: "ә", bytes: b"\xd3\x99", Decimal: Decimal(1),
    date: NOON.date(), datetime: NOON,
}  # fmt: skip
BY_NAME: dict[str, Any] = {
    "opening_hours.closes_minute": 2, "requests.state": RequestState.FULFILLED,
    "requests.refusal": None, "titles.published_year": 2026,
    "sign_ins.account_id": None, "tokens.account_id": None, "addresses.exactness": "house",
    "shifts.ends_minute": 9, "shifts.break_minutes": 0, "visits.state": "done",
    "visits.outcome": "delivered", "visits.cancelled": None, "visits.closes_minute": 2,
    "home_windows.closes_minute": 2,
    "cartridges.state": "with_reader", "deliveries.state": "done", "handovers.state": "done",
    "handovers.copy_id": None, "calendar_keys.account_id": None,
    "runs.state": "finished", "stops.state": "done", "stops.outcome": "delivered",
    "plannings.state": "done", "plannings.fault": None, "plannings.proposal": None,
    "day_duties.ends_minute": 2,
}  # fmt: skip
"""What a rule of the table asks for, where the first value that comes to mind breaks it."""


def steps() -> list[str]:
    """Every step of the history, the first one first."""
    walked = ScriptDirectory.from_config(configured(None)).walk_revisions()
    return [step.revision for step in reversed(list(walked))]


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    with postgres.database(server, "empty") as url:
        yield url


def test_every_step_keeps_what_was_written(empty_url: str) -> None:
    """From nothing over every step to the newest; the tables are then what the records say."""
    first, *later = steps()
    upgrade(empty_url, first)
    written = fill(empty_url)
    assert len(written) > 40
    for step in later:
        upgrade(empty_url, step)
        assert step_of(empty_url) == step
        assert kept(empty_url, written) == written
    assert step_of(empty_url) == newest_step()
    assert differences(empty_url) == []


def test_a_new_database_has_all_at_once(empty_url: str) -> None:
    upgrade(empty_url)
    assert step_of(empty_url) == steps()[-1] == newest_step()
    assert differences(empty_url) == []


def fill(url: str) -> dict[str, dict[str, Any]]:
    """A row in every table that there is; answers them by table."""
    engine = open_engine(url, pooled=False)
    there, written = _columns(url), dict[str, dict[str, Any]]()
    with engine.begin() as connection:
        for table in METADATA.sorted_tables:
            if table.name in there:
                row = {
                    column.name: _value(column, written)
                    for column in table.columns
                    if column.name in there[table.name]
                }
                connection.execute(insert(table), row)
                written[table.name] = row
    engine.dispose()
    return written


def kept(url: str, written: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The rows as they are now, with the columns that they had."""
    engine = open_engine(url, pooled=False)
    found = dict[str, dict[str, Any]]()
    with engine.begin() as connection:
        for name, row in written.items():
            table = METADATA.tables[name]
            (now,) = connection.execute(select(*(table.c[column] for column in row))).mappings()
            found[name] = dict(now)
    engine.dispose()
    return found


def _columns(url: str) -> dict[str, set[str]]:
    """The tables of ours that are there, each with its columns."""
    engine = open_engine(url, pooled=False)
    there = inspect(engine)
    found = {
        name: {column["name"] for column in there.get_columns(name)}
        for name in there.get_table_names()
        if name in METADATA.tables
    }
    engine.dispose()
    return found


def _value(column: Column[Any], written: dict[str, dict[str, Any]]) -> Any:
    """A value that the column takes: its parent's, its rule's, its default, or one of its type."""
    name = f"{column.table.name}.{column.name}"
    if name in BY_NAME:
        return BY_NAME[name]
    for key in column.foreign_keys:
        parent = key.column
        return written.get(parent.table.name, {}).get(parent.name)
    if isinstance(column.default, ScalarElementColumnDefault):
        return column.default.arg
    if isinstance(column.type, JSON):
        return {"ә": [1]}
    options = getattr(column.type, "enum_class", None)
    if options is not None:
        return next(iter(options))
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return BY_TYPE[kind.python_type]
