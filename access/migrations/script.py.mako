"""${message}."""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Go forward. There is no way back but a backup: a step that drops what people wrote is a loss."""
    ${upgrades if upgrades else "pass"}

