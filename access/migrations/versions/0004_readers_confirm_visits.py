"""Readers confirm visits."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    """Go forward. There is no way back but a backup: a step that drops what people wrote is a loss."""
    op.add_column('visits', sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True))
    # the rule comes with its column: SQLite adds no rule to a table that is there
    op.execute(
        'ALTER TABLE visits ADD COLUMN confirmed_door VARCHAR(16) CONSTRAINT ck_visits_confirmed '
        'CHECK ((confirmed_at IS NULL) = (confirmed_door IS NULL))'
    )
