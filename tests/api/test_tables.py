"""Whoever comes through a door knows the tables of every room."""

import subprocess
import sys


def test_a_door_knows_all_tables_and_how_readers_merge() -> None:
    """In a fresh interpreter, for the tests' own have met every room."""
    code = (
        "import api.cli.db\n"
        "from access.people.merging import RULES\n"
        "from access.records import METADATA\n"
        "assert {'visits', 'loans', 'delivery_events'} <= set(METADATA.tables)\n"
        "assert 'visits.reader_id' in RULES\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
