"""The producers' bench: what is doubtful in an edition is heard, decided, and made anew."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.made import Edition
from access.production.errors import EditionNotFound, FindingNotFound, NotMadeHere, PhraseNotFound
from access.production.lexicon import pronounce
from access.production.records import (
    NIGHTLY,
    Finding,
    FindingState,
    Production,
    ProductionState,
    Pronunciation,
)
from access.production.running import begin_round
from access.requests.records import Request
from access.requests.states import IN_LINE
from tts.lexicon.entry import Entry
from tts.loose_sound import FOLDER as SOUND
from tts.loose_sound import TABLE

REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class HeardPhrase:
    """One phrase of an edition and where it is heard: a file under the edition's folder, from and
    to which millisecond. `section` counts from 0."""

    phrase_id: str
    section: int
    language: str
    text: str
    sound: str
    begins_ms: int
    ends_ms: int


def findings(
    db: Session,
    *,
    edition_id: int,
    state: FindingState | None = None,
    after_id: int = 0,
    limit: int = 100,
) -> Sequence[Finding]:
    """What a producer should hear in an edition, in reading order, from a number on."""
    which = [Finding.edition_id == edition_id, Finding.id > after_id]
    if state is not None:
        which.append(Finding.state == state)
    return db.scalars(
        select(Finding)
        .where(*which)
        .options(joinedload(Finding.edition))
        .order_by(Finding.id)
        .limit(limit)
    ).all()


def accept(db: Session, *, finding_id: int, by_id: int, now: datetime) -> Finding:
    """It was heard, and is good as it is; in later rounds the same is not asked again.

    Raises FindingNotFound.
    """
    return _decided(db, finding_id, FindingState.ACCEPTED, by_id, now)


def correct(
    db: Session,
    *,
    finding_id: int,
    entry: Entry,
    is_for_all: bool,
    by_id: int,
    now: datetime,
) -> Pronunciation:
    """Have the words of a finding said otherwise from the next round on: in this title, or in
    every title of the network. Raises FindingNotFound."""
    finding = _decided(db, finding_id, FindingState.CORRECTED, by_id, now)
    edition = db.get_one(Edition, finding.edition_id)
    title_id = None if is_for_all else edition.title_id
    return pronounce(db, entry, title_id=title_id, by_id=by_id, now=now)


def report(db: Session, *, edition_id: int, phrase_id: str, reason: str, shelf: Path) -> Finding:
    """Somebody heard something wrong at a phrase: it is on the bench from now on, once.

    Raises EditionNotFound, PhraseNotFound.
    """
    edition = db.get(Edition, edition_id)
    if edition is None:
        raise EditionNotFound(edition_id)
    there = db.scalars(
        select(Finding).where(
            Finding.edition_id == edition_id,
            Finding.phrase_id == phrase_id,
            Finding.code == REPORTED,
        )
    ).one_or_none()
    if there is not None:
        return there
    phrase = phrase_of(edition, shelf, phrase_id)
    finding = Finding(
        edition_id=edition_id,
        phrase_id=phrase_id,
        code=REPORTED,
        reason=reason,
        language=phrase.language,
        written=phrase.text,
        said=phrase.text,
        sound=phrase.sound,
        begins_ms=phrase.begins_ms,
        ends_ms=phrase.ends_ms,
    )
    db.add(finding)
    db.flush()
    return finding


def phrases(edition: Edition, shelf: Path) -> Sequence[HeardPhrase]:
    """Every phrase of an edition that is heard, in reading order; none where nothing sounds."""
    table = shelf / edition.folder / SOUND / TABLE
    if not table.is_file():
        return ()
    return [
        HeardPhrase(
            phrase_id=told["id"],
            section=told["section"],
            language=told["language"],
            text=told["text"],
            sound=f"{SOUND}/{told['sound']}",
            begins_ms=told["begins_ms"],
            ends_ms=told["ends_ms"],
        )
        for told in json.loads(table.read_bytes())["phrases"]
    ]


def phrase_of(edition: Edition, shelf: Path, phrase_id: str) -> HeardPhrase:
    """One phrase of an edition. Raises PhraseNotFound."""
    found = next((p for p in phrases(edition, shelf) if p.phrase_id == phrase_id), None)
    if found is None:
        raise PhraseNotFound(edition.id, phrase_id)
    return found


def remake(db: Session, *, edition_id: int, now: datetime, priority: int = NIGHTLY) -> Production:
    """Make an edition anew with the lexicon as it is now. Only sentences that are said otherwise
    are spoken; readers keep the edition that they have until the new one is published.

    A production that waits or runs is answered as it is: it takes the lexicon as it finds it when
    it begins. Readers who wait for a made edition, because it is not approved, keep their turn.
    Raises EditionNotFound, NotMadeHere.
    """
    edition = db.get(Edition, edition_id)
    if edition is None:
        raise EditionNotFound(edition_id)
    production = _latest_production(db, edition)
    if production is None:
        raise NotMadeHere(edition_id)
    if production.state is ProductionState.DONE:
        begin_round(production, now=now)
        if _is_waited_for(db, production.id):
            production.priority = min(production.priority, priority)
        else:
            production.priority, production.turn_at = priority, now
        production.kept_priority = priority
        db.flush()
    return production


def _is_waited_for(db: Session, production_id: int) -> bool:
    waits = exists().where(Request.production_id == production_id, Request.state.in_(IN_LINE))
    return bool(db.scalar(select(waits)))


def _latest_production(db: Session, edition: Edition) -> Production | None:
    return db.scalars(
        select(Production)
        .where(
            Production.title_id == edition.title_id,
            Production.manner_key == edition.manner_key,
            Production.state != ProductionState.CANCELLED,
        )
        .order_by(Production.id.desc())
        .limit(1)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _decided(
    db: Session, finding_id: int, state: FindingState, by_id: int, now: datetime
) -> Finding:
    finding = db.get(Finding, finding_id, with_for_update=True)
    if finding is None:
        raise FindingNotFound(finding_id)
    finding.state, finding.decided_by_id, finding.decided_at = state, by_id, now
    db.flush()
    return finding
