"""Finding titles: by words in any language, form and spelling, by ISBN, or by filters alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from access.search.errors import BadCursor
from access.search.filters import EVERYTHING, Filters
from access.search.hits import Hit, hits
from access.search.isbn import isbn_of
from access.search.matching import Matches, matches
from access.search.mending import Correction, Mended, mended
from access.search.question import Question
from access.search.tables import Group
from access.search.titles import MOST_FOUND, by_name, with_words

MOST_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of what was found, and how."""

    hits: tuple[Hit, ...]
    total: int
    """Titles on all pages, at most 1,000."""
    is_cut: bool
    """There are more titles than that; a reader should say more."""
    next_cursor: str | None
    """Where the next page begins; None on the last page."""
    taken_as: str
    """The question as it was answered: as it was asked, unless the next two say otherwise."""
    corrections: tuple[Correction, ...] = ()
    """Nothing was found for what was asked; these words were taken for others."""
    left_out: tuple[str, ...] = ()
    """Nothing was found with these words, and something without them."""


def find(
    db: Session,
    text: str,
    *,
    filters: Filters = EVERYTHING,
    cursor: str | None = None,
    limit: int = 20,
) -> Found:
    """Titles for a reader's question, the best first, a page at a time.

    Without any text, all titles of the filters by name. The text may be of any length and hold
    anything: its first 300 characters and 12 words count, and no sign in it is an operator.
    `limit` is 1 to 100. Raises BadCursor.
    """
    start = _start(cursor)
    db.flush()  # what waits in the session is found as well
    found = _found(db, text, filters)
    title_ids = found.matches.title_ids
    end = start + min(max(limit, 1), MOST_A_PAGE)
    return Found(
        hits=tuple(hits(db, title_ids[start:end])),
        total=len(title_ids),
        is_cut=found.matches.is_cut,
        next_cursor=str(end) if end < len(title_ids) else None,
        taken_as=found.text,
        corrections=found.corrections,
        left_out=found.left_out,
    )


def _found(db: Session, text: str, filters: Filters) -> Mended:
    if not text.strip():
        return Mended(_first(by_name(db, filters)), "")
    isbn = isbn_of(text)
    if isbn:
        by_number = with_words(db, [Group((isbn,))], filters)
        if by_number:
            return Mended(_first(by_number), isbn)
    question = Question.of(text)
    as_asked = Mended(matches(db, question, filters), text)
    if as_asked.matches.title_ids:
        return as_asked
    return mended(db, text, question, filters) or as_asked


def _first(title_ids: Sequence[int]) -> Matches:
    return Matches(tuple(title_ids[:MOST_FOUND]), is_cut=len(title_ids) > MOST_FOUND)


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= len(str(MOST_FOUND))):
        raise BadCursor(cursor)
    return int(cursor)
