"""Which titles have the words of a question: a bounded number, and the best among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from access.catalogue.records import Title
from access.search.filters import Filters
from access.search.question import Question
from access.search.ranking import ranked
from access.search.records import IndexedTitle
from access.search.tables import EVERYWHERE, Field, Group, has_words, search_table

MOST_FOUND = 1_000
"""Titles that an answer may have; who finds more has to say more."""
MOST_RANKED = 200
"""Titles whose order is weighed word by word; what comes after them stays in the order of parts."""
FEW = 20
"""With fewer titles than this, words that only begin as the last word does count as well."""

_AFTER_LETTERS = "\x7f"
_TITLE_ONLY = (Field.TITLE,)
_TITLE_AND_AUTHORS = (Field.TITLE, Field.AUTHORS)
_WITHOUT_REST = (Field.TITLE, Field.AUTHORS, Field.TOPICS)


@dataclass(frozen=True, slots=True)
class Matches:
    """Titles in order, and whether there were more than an answer may have."""

    title_ids: tuple[int, ...] = ()
    is_cut: bool = False


def matches(db: Session, question: Question, filters: Filters) -> Matches:
    """The titles that have every needed word in some form; by their beginnings too, if few have."""
    if not question.needed:
        return Matches()
    found = matches_of(db, question, question.groups(), filters)
    if len(found.title_ids) >= FEW or not question.needed[-1].beginning().begins:
        return found
    begun = matches_of(db, question, question.begun_groups(), filters)
    both = dict.fromkeys((*found.title_ids, *begun.title_ids))
    return Matches(tuple(both)[:MOST_FOUND], is_cut=begun.is_cut)


def matches_of(
    db: Session, question: Question, groups: Sequence[Group], filters: Filters
) -> Matches:
    """The titles with a word of each group, in order.

    Where very many have them, those that are named so come before those that have the words in the
    title, by the author, by series and subject, anywhere; and the first of them are weighed.
    """
    conditions = filters.conditions()
    anywhere = with_words(db, groups, EVERYWHERE, conditions)
    if len(anywhere) <= MOST_RANKED:
        return Matches(tuple(ranked(db, question, anywhere)))
    chosen: dict[int, None] = {}
    parts: list[Callable[[], Sequence[int]]] = [
        lambda: _named(db, question, conditions, whole=True),
        lambda: _named(db, question, conditions, whole=False),
        lambda: with_words(db, groups, _TITLE_ONLY, conditions),
        lambda: with_words(db, groups, _TITLE_AND_AUTHORS, conditions),
        lambda: with_words(db, groups, _WITHOUT_REST, conditions),
        lambda: anywhere,
    ]
    for part in parts:
        chosen |= dict.fromkeys(part())
        if len(chosen) >= MOST_FOUND:
            break
    found = list(chosen)[:MOST_FOUND]
    best = ranked(db, question, found[:MOST_RANKED])
    return Matches((*best, *found[MOST_RANKED:]), is_cut=len(anywhere) > MOST_FOUND)


def is_anywhere(db: Session, group: Group) -> bool:
    """Whether any title at all has a word of this group."""
    return bool(with_words(db, [group], EVERYWHERE, [], limit=1))


def listed(db: Session, filters: Filters) -> Matches:
    """The titles of these filters alone, by name."""
    found = db.scalars(
        select(Title.id)
        .join(IndexedTitle, IndexedTitle.title_id == Title.id)
        .where(*filters.conditions(listed=True))
        .order_by(IndexedTitle.name_key, Title.id)
        .limit(MOST_FOUND + 1)
    ).all()
    return Matches(tuple(found[:MOST_FOUND]), is_cut=len(found) > MOST_FOUND)


def with_words(
    db: Session,
    groups: Sequence[Group],
    fields: Sequence[Field],
    conditions: Sequence[ColumnElement[bool]],
    limit: int = MOST_FOUND + 1,
) -> Sequence[int]:
    """The numbers of the first titles with a word of each group in one of the fields."""
    words, title_id = search_table(db)
    return db.scalars(
        select(title_id)
        .select_from(words.join(Title, Title.id == title_id))
        .where(has_words(db, groups, fields), *conditions)
        .order_by(title_id)
        .limit(limit)
    ).all()


def _named(
    db: Session, question: Question, conditions: Sequence[ColumnElement[bool]], *, whole: bool
) -> Sequence[int]:
    """Titles whose name is the question, or begins with it."""
    key = IndexedTitle.name_key
    names = question.names()
    wanted = (
        [key.in_(names)]
        if whole
        else [(key > f"{name} ") & (key < f"{name} {_AFTER_LETTERS}") for name in names]
    )
    return db.scalars(
        select(IndexedTitle.title_id)
        .join(Title, Title.id == IndexedTitle.title_id)
        .where(or_(*wanted), *conditions)
        .order_by(key, IndexedTitle.title_id)
        .limit(MOST_FOUND)
    ).all()
