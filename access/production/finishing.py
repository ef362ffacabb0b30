"""A production is done: its edition is recorded, and published if nothing in it is doubtful."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, EditionForm
from access.production.made import MadeEdition
from access.production.policy import Publishing
from access.production.publishing import may_go_out, publish
from access.production.records import Finding, FindingState, Production, ProductionState
from access.production.running import Attempt, begin_round, locked
from access.production.shelving import put_up, shelf_folder
from access.production.wanting import unmade_forms
from tts.doubt import Doubt
from tts.loose_sound import FOLDER as SOUND


def finish(
    db: Session,
    attempt: Attempt,
    made: MadeEdition,
    *,
    shelf: Path,
    making: str,
    publishing: Publishing,
    now: datetime,
) -> Edition | None:
    """Put an edition's files into their place and record it; publish it if that is the rule.

    All in the caller's transaction: readers find the old edition or the new one, never half of
    one. Forms that were wanted meanwhile begin another round. None where the attempt is not wanted
    any more, or this was done before. Raises FilesMissing.
    """
    production = locked(db, attempt.production_id)
    if production.state is not ProductionState.RUNNING or production.round != attempt.round:
        return None
    place = shelf_folder(production.title_id, production.manner_key, attempt)
    put_up(shelf, making, place)
    edition = _recorded(db, production, made, f"{place}/{made.name}", now)
    accepted = _accepted_before(db, edition)
    db.add_all(_finding(edition, doubt, accepted) for doubt in made.doubts)
    production.edition_id = edition.id
    production.state, production.finished_at = ProductionState.DONE, now
    production.fault_code = production.fault = None
    production.worker = production.listen = None
    production.sections_done = production.sections_total = len(made.sections)
    production.phrases_done = production.phrases_total
    db.flush()
    _set_aside_unpublished(db, edition, now)
    if may_go_out(db, edition, publishing):
        publish(db, edition_id=edition.id, by_id=None, now=now)
    if unmade_forms(db, production):
        begin_round(production, now=now)
    db.flush()
    return edition


def _recorded(
    db: Session, production: Production, made: MadeEdition, folder: str, now: datetime
) -> Edition:
    edition = Edition(
        title_id=production.title_id,
        source_id=production.source_id,
        manner_key=production.manner_key,
        language=made.language,
        voices=dict(made.voices),
        speeds=dict(made.speeds),
        lexicon_version=made.lexicon_version,
        folder=folder,
        fingerprint=made.fingerprint,
        length_ms=made.length_ms,
        sentences=made.sentences,
        faults=list(made.faults),
        warnings=list(made.warnings),
        sections=[dict(section) for section in made.sections],
        made_at=now,
        forms=[
            EditionForm(form=form, places=list(facts.places), size_bytes=facts.size_bytes)
            for form, facts in made.forms.items()
        ],
    )
    db.add(edition)
    db.flush()
    return edition


def _finding(
    edition: Edition, doubt: Doubt, accepted: Collection[tuple[str, str, str, str]]
) -> Finding:
    name = (doubt.code, doubt.language, doubt.written, doubt.said)
    return Finding(
        edition_id=edition.id,
        phrase_id=doubt.phrase_id,
        code=doubt.code,
        reason=doubt.reason,
        language=doubt.language,
        written=doubt.written,
        said=doubt.said,
        sound=f"{SOUND}/{doubt.sound}",
        begins_ms=doubt.begins_ms,
        ends_ms=doubt.ends_ms,
        state=FindingState.ACCEPTED if name in accepted else FindingState.OPEN,
    )


def _accepted_before(db: Session, edition: Edition) -> set[tuple[str, str, str, str]]:
    """What a producer heard and accepted in an earlier round need not be heard again."""
    rows = db.execute(
        select(Finding.code, Finding.language, Finding.written, Finding.said)
        .join(Edition, Edition.id == Finding.edition_id)
        .where(
            Edition.title_id == edition.title_id,
            Edition.manner_key == edition.manner_key,
            Edition.id != edition.id,
            Finding.state == FindingState.ACCEPTED,
        )
    )
    return {(code, language, written, said) for code, language, written, said in rows}


def _set_aside_unpublished(db: Session, edition: Edition, now: datetime) -> None:
    """Earlier rounds that were never published need no decision any more."""
    earlier = db.scalars(
        select(Edition).where(
            Edition.title_id == edition.title_id,
            Edition.manner_key == edition.manner_key,
            Edition.id != edition.id,
            Edition.published_at.is_(None),
            Edition.withdrawn_at.is_(None),
        )
    )
    for other in earlier:
        other.withdrawn_at = now
    db.flush()
