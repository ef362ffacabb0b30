"""Words that no title has any more are taken from the list that mends typos."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from access.search.records import IndexWord
from access.search.tables import has_word, is_sqlite

BATCH = 1_000


def forget_words(
    transaction: Callable[[], AbstractContextManager[Session]], *, batch: int = BATCH
) -> int:
    """Forget the words that no title has; how many there were.

    A word stays in the list when its title goes or is named anew: to look then, whether another
    title has it, would make every change dear. Each batch is a transaction of its own. A word that
    comes back in the very same moment may be missed; the title is found all the same, and the next
    `reindex` adds the word.
    """
    forgotten, after = 0, ""
    while True:
        with transaction() as db:
            last, gone = _forget_some(db, after, batch)
        if last is None:
            return forgotten
        forgotten, after = forgotten + gone, last


def _forget_some(db: Session, after: str, batch: int) -> tuple[str | None, int]:
    """Of the words after this one; the last that was looked at, and how many went."""
    some = (
        select(IndexWord.word).where(IndexWord.word > after).order_by(IndexWord.word).limit(batch)
    )
    last = db.scalar(select(func.max(some.subquery().c.word)))
    if last is None:
        return None, 0
    span = (IndexWord.word > after) & (IndexWord.word <= last)
    word = IndexWord.word.expression
    unheld = db.scalars(
        select(word).distinct().where(span, ~has_word(word, is_sqlite=is_sqlite(db)))
    ).all()
    if unheld:
        db.execute(delete(IndexWord).where(IndexWord.word.in_(unheld)))
    return last, len(unheld)
