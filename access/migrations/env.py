"""Runs the steps of the history over a connection that `access.database.upgrading` hands in."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from access.database.base import Instant
from access.database.upgrading import ours
from access.records import METADATA


def _written(kind: str, thing: object, _writing: AutogenContext) -> str | Literal[False]:
    """A step names no class of ours: it must run the same when that class has changed."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=_written,
    compare_type=True,
    include_name=ours,
)
with context.begin_transaction():
    context.run_migrations()
