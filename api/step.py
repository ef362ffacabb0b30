"""Writes the next step of the tables' history: `python -m api.step NUMBER "What changes"`."""

import sys

from access.database.step import write_step

if __name__ == "__main__":
    write_step(*sys.argv[1:3])
