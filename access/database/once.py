"""A row that is there afterwards, whoever else writes the same one at this moment."""

from collections.abc import Mapping

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from access.database.base import Base


def insert_once(db: Session, kind: type[Base], values: Mapping[str, object]) -> None:
    """Insert the row, or leave the one that its primary key or a unique index already knows."""
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.execute(insert(kind).values(dict(values)).on_conflict_do_nothing())
