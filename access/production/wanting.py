"""The one place where a production comes to be: what many want is made once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.catalogue.errors import TitleNotFound
from access.catalogue.made import Edition, EditionForm, Source
from access.catalogue.records import Title
from access.production.errors import FormNotMakeable, NoSource, TooBusy
from access.production.manner import Manner
from access.production.records import SOMEBODY_WAITS, Production, ProductionState
from tts.forms.writers import Form

FORMS = tuple(form.value for form in Form)
MOST_TRIES = 5
IN_TURN = (Production.priority, Production.turn_at, Production.id)
"""The order in which productions are made; see access.requests.fairness."""


@dataclass(frozen=True, slots=True)
class _Wish:
    title_id: int
    manner: Manner
    forms: frozenset[str]
    priority: int
    turn_at: datetime
    now: datetime


def want(
    db: Session,
    *,
    title_id: int,
    manner: Manner,
    forms: Sequence[str],
    priority: int,
    now: datetime,
    turn_at: datetime | None = None,
) -> Production | Edition:
    """See to it that a title is made in a manner and in forms; answers the edition where it is.

    Many may want it at the same instant, from many processes: one production comes to be. A better
    priority or an earlier turn lifts it; a form that is not made yet is added. A production that
    is running takes up the new form in the next round (see `unmade_forms`); a made one begins its
    next round at once; a parked one stays parked until a producer decides. Raises TitleNotFound,
    NoSource, FormNotMakeable, TooBusy.
    """
    wanted = frozenset(forms)
    for form in sorted(wanted):
        if form not in FORMS:
            raise FormNotMakeable(form, FORMS)
    if not wanted:
        raise FormNotMakeable("", FORMS)
    title = db.get(Title, title_id)
    if title is None or title.hidden_at is not None:
        raise TitleNotFound(title_id)
    wish = _Wish(title_id, manner, wanted, priority, turn_at or now, now)
    for _ in range(MOST_TRIES):
        try:
            with db.begin_nested():
                return _seen_to(db, wish)
        except IntegrityError:
            continue  # somebody else began it at this instant; now it can be seen
    raise TooBusy(title_id)


def unmade_forms(db: Session, production: Production) -> list[str]:
    """The forms of a production that its edition does not have yet, in order.

    Whoever ends a round asks: forms may have been wanted while it ran, and need another round.
    """
    if production.edition_id is None:
        return sorted(production.forms)
    return sorted(set(production.forms) - _forms_of(db, production.edition_id))


def is_source_there(db: Session, title_id: int) -> bool:
    """Whether an edition of the title could be made."""
    return bool(db.scalar(select(exists().where(*_usable(title_id)))))


def _seen_to(db: Session, wish: _Wish) -> Production | Edition:
    """Productions are locked before editions are looked at: whoever publishes holds that lock."""
    production = _newest(db, wish)
    edition = _published(db, wish)
    if edition is not None and wish.forms <= _forms_of(db, edition.id):
        return edition
    if production is None:
        return _begun(db, wish, edition)
    if production.state is ProductionState.DONE:
        if edition is None and _is_withdrawn(db, production.edition_id):
            return _begun(db, wish, None)
        if edition is None and wish.forms <= set(production.forms):
            return production  # made, and waiting to be approved
        return _next_round(db, production, wish)
    return _joined(production, wish)


def _newest(db: Session, wish: _Wish) -> Production | None:
    """The live production, else the newest that was made; locked, and as it is now."""
    found = db.scalars(
        select(Production)
        .where(
            Production.title_id == wish.title_id,
            Production.manner_key == wish.manner.key,
            Production.state != ProductionState.CANCELLED,
        )
        .order_by(Production.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    live = [each for each in found if each.state is not ProductionState.DONE]
    return next(reversed(live or found), None)


def _published(db: Session, wish: _Wish) -> Edition | None:
    return db.scalars(
        select(Edition).where(
            Edition.title_id == wish.title_id,
            Edition.manner_key == wish.manner.key,
            Edition.published_at.is_not(None),
            Edition.withdrawn_at.is_(None),
        )
    ).one_or_none()


def _is_withdrawn(db: Session, edition_id: int | None) -> bool:
    edition = db.get(Edition, edition_id) if edition_id else None
    return edition is None or edition.withdrawn_at is not None


def _forms_of(db: Session, edition_id: int) -> set[str]:
    return set(db.scalars(select(EditionForm.form).where(EditionForm.edition_id == edition_id)))


def _joined(production: Production, wish: _Wish) -> Production:
    production.forms = sorted({*production.forms, *wish.forms})
    production.priority = min(production.priority, wish.priority)
    production.turn_at = min(production.turn_at, wish.turn_at)
    _keep(production, wish.priority)
    return production


def _keep(production: Production, priority: int) -> None:
    """Whoever wants it without being a waiting reader still wants it when readers go away."""
    if priority != SOMEBODY_WAITS:
        production.kept_priority = min(production.kept_priority or priority, priority)


def _next_round(db: Session, production: Production, wish: _Wish) -> Production:
    """What is made already comes from the store, so another round costs what is new in it."""
    production.source_id = _source(db, wish.title_id).id
    production.forms = sorted({*production.forms, *wish.forms})
    production.priority, production.turn_at = wish.priority, wish.turn_at
    production.kept_priority = None
    _keep(production, wish.priority)
    production.state = ProductionState.WAITING
    production.round += 1
    production.tries = 0
    production.asked_at = wish.now
    production.started_at = production.next_try_at = production.finished_at = None
    production.fault_code = production.fault = None
    production.sections_done = 0
    db.flush()
    return production


def _begun(db: Session, wish: _Wish, edition: Edition | None) -> Production:
    made = _forms_of(db, edition.id) if edition else set[str]()
    production = Production(
        title_id=wish.title_id,
        source_id=_source(db, wish.title_id).id,
        manner_key=wish.manner.key,
        manner=wish.manner.told(),
        forms=sorted({*made, *wish.forms}),
        priority=wish.priority,
        asked_at=wish.now,
        turn_at=wish.turn_at,
        edition_id=edition.id if edition else None,
    )
    _keep(production, wish.priority)
    db.add(production)
    db.flush()
    return production


def _source(db: Session, title_id: int) -> Source:
    """The newest file of which an edition can be made. Raises NoSource."""
    newest = (Source.added_at.desc(), Source.id.desc())
    source = db.scalars(
        select(Source).where(*_usable(title_id)).order_by(*newest).limit(1)
    ).one_or_none()
    if source is None:
        refused = db.scalars(
            select(Source.refused).where(Source.title_id == title_id).order_by(*newest).limit(1)
        ).one_or_none()
        raise NoSource(title_id, refused)
    return source


def _usable(title_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Source.title_id == title_id, Source.refused.is_(None))
