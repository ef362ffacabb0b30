"""Which titles have the words of a question: a bounded number, and the best among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from access.search.filters import Filters
from access.search.question import Question
from access.search.ranking import ranked
from access.search.tables import EVERYWHERE, Field, Group
from access.search.titles import MOST_FOUND, Way, named

MOST_RANKED = 200
"""Titles whose order is weighed word by word; what comes after them stays in the order of parts."""
FEW = 20
"""With fewer titles than this, words that only begin as the last word does count as well."""

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
    way = Way.to(db, groups, filters)
    anywhere = way.titles(db, EVERYWHERE)
    if len(anywhere) <= MOST_RANKED:
        return Matches(tuple(ranked(db, question, anywhere)))
    parts: list[Callable[[], Sequence[int]]] = [
        lambda: named(db, question.names(), filters, limit=MOST_RANKED),
        lambda: way.titles(db, _TITLE_ONLY),
        lambda: way.titles(db, _TITLE_AND_AUTHORS),
        lambda: way.titles(db, _WITHOUT_REST),
    ]
    chosen: dict[int, None] = {}
    for part in parts:
        chosen |= dict.fromkeys(part())
        if len(chosen) >= MOST_RANKED:
            break
    found = list(chosen | dict.fromkeys(anywhere))[:MOST_FOUND]
    best = ranked(db, question, found[:MOST_RANKED])
    return Matches((*best, *found[MOST_RANKED:]), is_cut=len(anywhere) > MOST_FOUND)
