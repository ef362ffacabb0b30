"""Letters on keys."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'


def upgrade() -> None:
    """Go forward. There is no way back but a backup: a step that drops what people wrote is a loss."""
    op.create_table('keypad_layouts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letters', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_keypad_layouts'))
    )

