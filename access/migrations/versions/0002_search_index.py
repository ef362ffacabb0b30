"""The search index: a table of FTS5 on SQLite, a table with a tsvector on Postgres."""

from alembic import op

revision = '0002'
down_revision = '0001'

TABLES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE title_search USING fts5("
        "title, authors, topics, rest, content='', contentless_delete=1, detail=column, "
        "tokenize='ascii', prefix='3 4')",
    ),
    "postgresql": (
        "CREATE TABLE title_search (title_id integer PRIMARY KEY "
        "REFERENCES titles (id) ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX ix_title_search_words ON title_search USING gin (words)",
    ),
}


def upgrade() -> None:
    """Go forward. There is no way back but a backup: a step that drops what people wrote is a loss."""
    for statement in TABLES[op.get_bind().dialect.name]:
        op.execute(statement)
