"""What becomes of titles that an import brings: they are found, and go to those who wait."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from access.database.opening import Database
from access.requests.copies import serve_all_lines
from access.requests.limits import STANDARD_LIMITS
from access.requests.series import new_in_series
from access.search.indexing import index_titles

AT_ONCE = 500


class Arrivals:
    """Titles that came or changed: indexed with them, then given to those who wait.

    That is a transaction of its own: an import holds titles and copies, who asks holds a reader
    first, and each would wait for the other. What is cut short is made up for at night.
    """

    def __init__(self, database: Database, now: datetime) -> None:
        self.now, self._database = now, database
        self._title_ids = set[int]()

    def note(self, db: Session, title_ids: Sequence[int]) -> None:
        """Index them; remember them."""
        index_titles(db, title_ids)
        self._title_ids.update(title_ids)

    def hand_out(self) -> None:
        """Copies go to the next in line, books of a series to those who follow it."""
        left = sorted(self._title_ids)
        self._title_ids.clear()
        while left:
            some, left = left[:AT_ONCE], left[AT_ONCE:]
            with self._database.change.begin() as db:
                serve_all_lines(db, now=self.now, title_ids=some)
            with self._database.change.begin() as db:
                new_in_series(db, some, now=self.now, limits=STANDARD_LIMITS)
