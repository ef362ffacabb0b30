"""Where records are kept: SQLite by default, Postgres where a network has it."""
